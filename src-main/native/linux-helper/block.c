/* The wall itself: one nftables table, replaced whole in one transaction, so that there is no instant in between. Whatever
   is not named here leaves this computer by no way: routed, bound to a device, raw, IPv4 or IPv6. It uses no connection
   tracking, which would cost every packet of the tunnel time. */
#include "helper.h"

static char text[1 << 18];
static size_t used;

void block_add(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int more = vsnprintf(text + used, sizeof text - used, format, arguments);
  va_end(arguments);
  used = more < 0 || used + (size_t)more >= sizeof text ? sizeof text - 1 : used + (size_t)more;
}

/* DHCP asks from ports that only root may take. ND has hop limit 255, so it comes from this link and cannot leave it. */
static const char LINK_OUT[] =
    "meta nfproto ipv4 udp sport 68 udp dport 67 accept;"
    "ip6 daddr { fe80::/10, ff02::1:2, ff05::1:3 } udp sport 546 udp dport 547 accept;"
    "ip6 hoplimit 255 icmpv6 type { nd-router-solicit, nd-neighbor-solicit, nd-neighbor-advert } accept;"
    "ip6 daddr ff02::/16 icmpv6 type { mld-listener-report, mld-listener-done, mld2-listener-report } accept;";
static const char LINK_IN[] =
    "meta nfproto ipv4 udp sport 67 udp dport 68 accept;"
    "ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept;"
    "ip6 saddr fe80::/10 icmpv6 type mld-listener-query accept;"
    "ip6 hoplimit 255 icmpv6 type { nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } accept;"
    /* Only to an address of the interface that it came in by: nobody outside learns the tunnel's address by trying. */
    "fib daddr . iif type != { local, broadcast, multicast } drop;"
    "icmp type { destination-unreachable, time-exceeded } accept;"
    "icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem } accept;";

/* What a home or an office has, and what stays on its link. */
static const char LAN_SETS[] =
    "set lan4 { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, "
    "169.254.0.0/16, 224.0.0.0/24, 239.0.0.0/8, 255.255.255.255 } }\n"
    "set lan6 { type ipv6_addr; flags interval; elements = { fc00::/7, fe80::/10, ff02::/16, ff05::/16 } }\n";

/* A name server of the local network asks the provider's, in clear text, beside the tunnel: what it is asked has left. */
#define NO_NAMES(verdict) "meta l4proto { tcp, udp } th dport { 53, 853 } " verdict ";"

void block_empty(void) { used = 0; }

/* The table without what may pass it; that follows as elements of its sets. */
void block_begin(bool lan) {
  used = 0;
  block_add("table inet culvert\ndelete table inet culvert\ntable inet culvert {\n"
            "set tunnels { type ifname; elements = { lo } }\n"
            "set dials4 { type inet_proto . ipv4_addr . inet_service . inet_service . uid; }\n"
            "set dials6 { type inet_proto . ipv6_addr . inet_service . inet_service . uid; }\n"
            "set answers4 { type inet_proto . ipv4_addr . inet_service . inet_service; }\n"
            "set answers6 { type inet_proto . ipv6_addr . inet_service . inet_service; }\n"
            "set web { type inet_service . uid; flags timeout; }\n"
            "set opened { type inet_service; flags timeout; }\n%s", LAN_SETS);
  block_add("chain refuse { meta l4proto tcp reject with tcp reset; reject with icmpx admin-prohibited; }\n"
            "chain output { type filter hook output priority filter; policy drop; oifname @tunnels accept;"
            "meta l4proto . ip daddr . th dport . th sport . meta skuid @dials4 accept;"
            "meta l4proto . ip6 daddr . th dport . th sport . meta skuid @dials6 accept;%s"
            "tcp dport . meta skuid @web accept;"
            "meta l4proto { tcp, udp } th dport 53 th dport @opened accept;%s goto refuse; }\n",
            LINK_OUT, lan ? NO_NAMES("goto refuse") "ip daddr @lan4 accept; ip6 daddr @lan6 accept;" : "");
  block_add("chain input { type filter hook input priority filter; policy drop; iifname @tunnels accept;%s"
            "meta l4proto . ip saddr . th sport . th dport @answers4 accept;"
            "meta l4proto . ip6 saddr . th sport . th dport @answers6 accept;"
            "tcp sport @opened tcp flags & (syn | ack) != syn accept;"
            "udp sport 53 udp sport @opened udp dport 32768-65535 accept;%s }\n",
            LINK_IN, lan ? "ip saddr @lan4 accept; ip6 saddr @lan6 accept;" : "");
  block_add("chain forward { type filter hook forward priority filter; policy drop;"
            "oifname @tunnels accept; iifname @tunnels accept;%s }\n}\n",
            lan ? NO_NAMES("drop") "ip daddr @lan4 accept; ip6 daddr @lan6 accept;" : "");
}

bool block_load(void) {
  if (used == sizeof text - 1) return fail("the block would be too long");
  return RUN(text, "nft", "-f", "-");
}

/* Whether there was one or not: adding what is there already does nothing. */
bool block_remove(void) { return RUN("table inet culvert\ndelete table inet culvert\n", "nft", "-f", "-"); }
