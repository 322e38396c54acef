/* The TUN device, and statements as `ip` commands. Nothing is ever written into table main: device sstp<n> has table
   21300+n and rule priorities of its own, and routing protocol number 220+n marks what is ours, so that all of it can be
   found again without any other record. The bands of priorities, in the order in which the kernel asks them:
     21300+n bypass | 21310+n through | 21320+n local | 21330+n rules networks | 21340+n rules everything
   They put every client's servers before every client's networks, and chosen networks before "everything". */
#include "helper.h"
#include <linux/if_tun.h>
#include <sys/ioctl.h>

static int own = -1;
static char device[16], table[12], mark[18], *const protocol = mark + 6; /* mark: "proto 220", as ip prints it */

static bool have_ipv6(void) { return access("/proc/sys/net/ipv6", F_OK) == 0; }
static void use(int number) {
  snprintf(device, sizeof device, "sstp%d", number);
  snprintf(table, sizeof table, "%d", 21300 + number);
  snprintf(mark, sizeof mark, "proto %d", 220 + number);
}

/* A persistent TUN belongs to its owner's uid, who may attach to it, with or without a virtio header, and no more. */
static bool create(uid_t owner) {
  struct ifreq request = {.ifr_flags = (short)(IFF_TUN | IFF_NO_PI | IFF_TUN_EXCL)};
  int tun = open("/dev/net/tun", O_RDWR | O_CLOEXEC);
  strcpy(request.ifr_name, device);
  bool made = tun >= 0 && ioctl(tun, TUNSETIFF, &request) == 0 &&
              ioctl(tun, TUNSETOWNER, (unsigned long)owner) == 0 && ioctl(tun, TUNSETPERSIST, 1UL) == 0;
  if (!made) fail("%s: %s", tun < 0 ? "/dev/net/tun" : device, strerror(errno));
  return close(tun), made;
}

bool device_create(uid_t owner, char name[16]) {
  bool made = fail("sstp0 to sstp%d are all in use", DEVICES - 1);
  for (int number = 0; number < DEVICES && own < 0; number++) {
    use(number);
    if (if_nametoindex(device) || !journal_claim(number)) continue;
    own = number;
    network_clear(own); /* what anything else may have left under our numbers */
    if (!(made = create(owner))) journal_drop();
  }
  /* Nobody asked for IPv6 here: without this the kernel sends router solicitations into the tunnel. */
  if (made && have_ipv6()) RUN(NULL, "ip", "link", "set", "dev", device, "addrgenmode", "none");
  strcpy(name, made ? device : "");
  return made;
}

static bool rule(bool ipv6, const char *verb, int band, const char *to, const char *lookup, const char *suppress) {
  char priority[12];
  snprintf(priority, sizeof priority, "%d", band + own);
  if (ipv6 && !have_ipv6()) return true;
  return RUN(NULL, "ip", ipv6 ? "-6" : "-4", "rule", verb, "pref", priority, "to", to, "lookup", lookup, "protocol",
             protocol, suppress ? "suppress_prefixlength" : NULL, suppress);
}

bool network_set(const struct command *statement) {
  bool ipv6 = statement->family == AF_INET6;
  const char *verb = statement->remove ? "del" : "add", *family = ipv6 ? "-6" : "-4", *first = statement->words[1];
  int band = strcmp(first, "everything") ? 21330 : 21340;
  char text[INET6_ADDRSTRLEN + 4];
  switch (statement->verb) {
  case ADDRESS:
    /* Without a peer, so that the kernel writes no route into table main: a peer that happens to have the server's own
       address would lead the outer connection into the tunnel. */
    snprintf(text, sizeof text, "%.45s/%s", first, ipv6 ? "128" : "32");
    return RUN(NULL, "ip", family, "addr", verb, text, "dev", device);
  case MTU: return RUN(NULL, "ip", "link", "set", "dev", device, "mtu", first);
  case UP: return RUN(NULL, "ip", "link", "set", "dev", device, "up");
  case ROUTE: return RUN(NULL, "ip", family, "route", verb, first, "dev", device, "table", table, "proto", protocol);
  case THROW: case UNREACHABLE:
    if (ipv6 && !have_ipv6()) return true;
    return RUN(NULL, "ip", family, "route", verb, statement->words[0], first, "table", table, "proto", protocol);
  case BYPASS: return rule(ipv6, verb, 21300, first, "main", NULL);
  case THROUGH: return rule(ipv6, verb, 21310, first, table, NULL);
  case LOCAL: /* "at least this long" is "suppress what is shorter" */
    snprintf(text, sizeof text, "%d", atoi(statement->words[2]) - 1);
    return rule(ipv6, verb, 21320, first, "main", text);
  default: return rule(false, verb, band, "all", table, NULL) && rule(true, verb, band, "all", table, NULL);
  }
}

/* Removes whatever bears our numbers, rules first so that no packet meets half a table. Are rules and device gone? */
bool network_clear(int number) {
  bool whole = true;
  use(number);
  for (const char *family = "-4"; family; family = strcmp(family, "-4") || !have_ipv6() ? NULL : "-6") {
    bool left = true; /* when there are hundreds, one pass skips some: the list changes while it is read */
    for (int pass = 0; left && pass < 16 && RUN(NULL, "ip", family, "rule", "flush", "protocol", protocol); pass++)
      left = !RUN(NULL, "ip", family, "rule", "show") || strstr(tool_said, mark);
    whole = whole && !left;
    RUN(NULL, "ip", family, "route", "flush", "table", table);
  }
  return (!if_nametoindex(device) || RUN(NULL, "ip", "link", "del", "dev", device)) && whole;
}
