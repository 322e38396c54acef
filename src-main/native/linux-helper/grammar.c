/* Lines of printable ASCII, words parted by one space, each word of a fixed type. What does not fit is refused whole. */
#include "helper.h"

/* u uid, v version, m MTU, a host address, c network, l prefix length, s scope, n name, w wall, o on or off, t
   transport, p port, d seconds; * takes any number of that kind. */
static const struct { const char *word, *shape; } GRAMMAR[VERBS] = {
  [HELLO] = {"hello", "v"}, [TUN] = {"tun", "u"}, [MTU] = {"mtu", "m"}, [UP] = {"up", ""}, [DNS] = {"dns", "a*"},
  [DOMAINS] = {"domains", "n*"}, [COMMIT] = {"commit", ""}, [UNDO] = {"undo", ""}, [LEAVE] = {"leave", ""},
  [BLOCK] = {"block", "w"}, [UNBLOCK] = {"unblock", ""}, [LOCKDOWN] = {"lockdown", "o"}, [DIAL] = {"dial", "tapp"},
  [PORTAL] = {"portal", "d"}, [ADDRESS] = {"address", "a"},
  [ROUTE] = {"route", "c"}, [THROW] = {"throw", "c"}, [UNREACHABLE] = {"unreachable", "c"}, [BYPASS] = {"bypass", "a"},
  [THROUGH] = {"through", "a"}, [LOCAL] = {"local", "cl"}, [RULES] = {"rules", "s"},
};

static bool number(const char *text, unsigned long low, unsigned long high) {
  size_t length = strspn(text, "0123456789");
  if (length == 0 || length > 10 || text[length] || (text[0] == '0' && length > 1)) return false;
  unsigned long value = strtoul(text, NULL, 10);
  return value >= low && value <= high;
}

/* Reads an address or a network without host bits, and renders it again. */
static bool address(char *text, bool network, int *family, char rendered[256]) {
  static const unsigned char zero[10];
  unsigned char bytes[16];
  char *slash = network ? strchr(text, '/') : NULL;
  if (slash) *slash++ = 0;
  *family = strchr(text, ':') ? AF_INET6 : AF_INET;
  int bits = *family == AF_INET ? 32 : 128;
  if (inet_pton(*family, text, bytes) != 1 || !inet_ntop(*family, bytes, rendered, 64)) return false;
  if (!network) /* one host: not "this host", loopback, multicast or an IPv4 address in IPv6's clothes */
    return *family == AF_INET ? bytes[0] != 0 && bytes[0] != 127 && bytes[0] < 224
                              : bytes[0] != 0xff && memcmp(bytes, zero, sizeof zero) != 0;
  if (!slash || !number(slash, 0, (unsigned long)bits)) return false;
  for (int bit = atoi(slash); bit < bits; bit++)
    if (bytes[bit / 8] & (0x80 >> bit % 8)) return false;
  strncat(strcat(rendered, "/"), slash, 3);
  return true;
}

/* A domain name that no tool can take for an option, a path or two names. */
static bool name(const char *text) {
  static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.";
  size_t length = strlen(text);
  return length > 0 && length <= 253 && strspn(text, allowed) == length && text[0] != '-' && text[0] != '.' &&
         text[length - 1] != '.' && !strstr(text, "..") && !strstr(text, ".-");
}

static bool take(struct command *command, char kind, char *text) {
  if (command->count == WORDS_CAP) return false;
  char *rendered = command->words[command->count++];
  if (kind == 'a' || kind == 'c') return address(text, kind == 'c', &command->family, rendered);
  snprintf(rendered, 256, "%s", text);
  switch (kind) {
  case 'u': return number(text, 0, 4294967294UL);
  case 'v': return number(text, 1, 9999);
  case 'm': return number(text, 576, 9000);
  case 'l': return number(text, 1, command->family == AF_INET ? 32 : 128);
  case 'p': return number(text, 1, 65535);
  case 'd': return number(text, 1, 600);
  case 's': return !strcmp(text, "everything") || !strcmp(text, "networks");
  case 'w': return !strcmp(text, "lan") || !strcmp(text, "strict");
  case 'o': return !strcmp(text, "on") || !strcmp(text, "off");
  case 't': return !strcmp(text, "tcp") || !strcmp(text, "udp");
  default: return name(text);
  }
}

bool parse(char *line, size_t length, struct command *command) {
  int verb = 0;
  memset(command, 0, sizeof *command);
  for (size_t i = 0; i < length; i++)
    if (line[i] < 0x20 || line[i] > 0x7e) return false;
  char *rest = line, *text = strsep(&rest, " ");
  if ((command->remove = !strcmp(text, "remove")) && !(text = strsep(&rest, " "))) return false;
  while (verb < VERBS && strcmp(text, GRAMMAR[verb].word)) verb++;
  if (verb == VERBS || (command->remove && verb < ADDRESS)) return false;
  command->verb = (enum verb)verb;
  strcpy(command->words[command->count++], text);
  const char *kind = GRAMMAR[verb].shape;
  while ((text = strsep(&rest, " "))) {
    if (!*kind || !take(command, *kind, text)) return false;
    if (kind[1] != '*') kind++;
  }
  return !*kind || kind[1] == '*';
}
