/* The TUN device, and statements as `ip` commands. Nothing is ever written into table main: device sstp<n> has table
   21300+n and rule priorities of its own, and routing protocol number 220+n marks what is ours, so that all of it can be
   found again without any other record. The bands of priorities, in the order in which the kernel asks them:
     21300+n bypass | 21310+n through | 21320+n local | 21330+n rules networks | 21340+n rules everything
   They put every client's servers before every client's networks, and chosen networks before "everything". */
#include "helper.h"
#include <linux/if_tun.h>
#include <sys/ioctl.h>

static int own = -1;
static bool ruled; /* our table comes before table main */
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

/* Where this is forbidden, as in some containers, the engine sees it and carries no IPv6. */
static void switch_off(const char *setting) {
  char path[96];
  snprintf(path, sizeof path, "/proc/sys/net/ipv6/conf/%s/%s", device, setting);
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file >= 0 && write(file, "0", 1) < 1) fail("%s: %s", path, strerror(errno));
  close(file);
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
  /* Addresses and routes come from the engine alone: without this the kernel asks for a router in the tunnel, believes
     whoever says that it is one, and writes the routes that it hands out into table main. */
  if (made && have_ipv6()) {
    RUN(NULL, "ip", "link", "set", "dev", device, "addrgenmode", "none");
    switch_off("accept_ra"), switch_off("accept_redirects");
  }
  strcpy(name, made ? device : "");
  return made;
}

/* Statements wait here for `ip -batch`, which reads one family at a time, and go there together: a process for each would take
   most of the time of a connection's last step. */
static struct batch { char text[BATCH * 256]; int statement[2 * BATCH], lines; } batches[2];
int network_waiting;

static void line(bool ipv6, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void line(bool ipv6, const char *format, ...) {
  struct batch *batch = &batches[ipv6];
  size_t used = strlen(batch->text);
  va_list arguments;
  if (ipv6 && !have_ipv6()) return;
  va_start(arguments, format);
  vsnprintf(batch->text + used, sizeof batch->text - used, format, arguments);
  va_end(arguments);
  batch->statement[batch->lines++] = network_waiting;
}

static void rule(bool ipv6, const char *verb, int band, const char *to, const char *lookup, const char *suppress) {
  line(ipv6, "rule %s pref %d to %s lookup %s protocol %s%s%s\n", verb, band + own, to, lookup, protocol,
       suppress ? " suppress_prefixlength " : "", suppress ? suppress : "");
}

void network_add(const struct command *statement) {
  bool ipv6 = statement->family == AF_INET6;
  const char *verb = statement->remove ? "del" : "add", *first = statement->words[1];
  int band = strcmp(first, "everything") ? 21330 : 21340;
  char length[12];
  switch (statement->verb) {
  case ADDRESS:
    /* Without a peer, so that the kernel writes no route into table main: a peer that happens to have the server's own
       address would lead the outer connection into the tunnel. For IPv6 it would write one to the address itself. */
    line(ipv6, "addr %s %s/%s dev %s%s\n", verb, first, ipv6 ? "128" : "32", device,
         ipv6 && !statement->remove ? " noprefixroute" : "");
    break;
  case MTU: line(false, "link set dev %s mtu %s\n", device, first); break;
  case UP: line(false, "link set dev %s up\n", device); break;
  case ROUTE: line(ipv6, "route %s %s dev %s table %s proto %s\n", verb, first, device, table, protocol); break;
  case THROW: case UNREACHABLE:
    line(ipv6, "route %s %s %s table %s proto %s\n", verb, statement->words[0], first, table, protocol);
    break;
  case BYPASS: rule(ipv6, verb, 21300, first, "main", NULL); break;
  case THROUGH: rule(ipv6, verb, 21310, first, table, NULL); break;
  case LOCAL: /* "at least this long" is "suppress what is shorter" */
    snprintf(length, sizeof length, "%d", atoi(statement->words[2]) - 1);
    rule(ipv6, verb, 21320, first, "main", length);
    break;
  default:
    ruled = !statement->remove;
    rule(false, verb, band, "all", table, NULL), rule(true, verb, band, "all", table, NULL);
  }
  network_waiting++;
}

/* Says which line failed in the words of the tool, and returns which statement that was. */
static int blame(struct batch *batch) {
  char said[256], *text = batch->text, *mark_of_line = strstr(tool_said, "Command failed -:");
  int number = mark_of_line ? atoi(mark_of_line + 17) : 0;
  if (number < 1 || number > batch->lines) return batch->lines ? batch->statement[0] : 0;
  for (int i = 1; i < number; i++) text = strchr(text, '\n') + 1;
  snprintf(said, sizeof said, "%.*s", (int)(mark_of_line - tool_said), tool_said);
  fail("ip %.*s: %s", (int)strcspn(text, "\n"), text, said);
  return batch->statement[number - 1];
}

/* Carries out what waits. `done`: so many of the statements, from the first, did what they should. */
bool network_run(int *done) {
  bool whole = true;
  *done = network_waiting;
  for (int ipv6 = 0; ipv6 < 2; ipv6++) {
    struct batch *batch = &batches[ipv6];
    if (whole && batch->lines) whole = RUN(batch->text, "ip", ipv6 ? "-6" : "-4", "-batch", "-");
    if (!whole && *done == network_waiting) *done = blame(batch);
    batch->lines = 0, *batch->text = 0;
  }
  network_waiting = 0;
  return whole;
}

/* While our rules stand, the way of a new outer connection is table main, also for its answers where the kernel asks whether
   they come from where questions go to. The wall decides whether it may leave. Protocols go by their numbers, because a bare
   system has no /etc/protocols, and ip knows no name without it. */
bool network_dial(struct dial *dial, bool add) {
  char priority[12];
  const char *family = dial->ipv6 ? "-6" : "-4", *verb = add ? "add" : "del";
  const char *number = strcmp(dial->protocol, "udp") ? "6" : "17";
  bool done = true;
  if (add ? !ruled : !dial->routed) return true;
  dial->routed = add;
  snprintf(priority, sizeof priority, "%d", 21300 + own);
  for (int answer = 0; done && answer < 2; answer++)
    done = RUN(NULL, "ip", family, "rule", verb, "pref", priority, "to", dial->address, "ipproto", number,
               answer ? "dport" : "sport", dial->local, answer ? "sport" : "dport", dial->port, "lookup", "main",
               "protocol", protocol);
  return done;
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
