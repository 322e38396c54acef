/* Linux answers ARP for any of its addresses on any interface. A neighbour could so find out the tunnel's address, by asking for
   one after the other, and with it who is behind which tunnel. While a tunnel exists, an interface answers for its own
   addresses only. What was there before is written down first, and comes back with the last tunnel. */
#include "helper.h"

static const char SETTING[] = "/proc/sys/net/ipv4/conf/all/arp_ignore";

static int value(void) {
  char digit = '?';
  int file = open(SETTING, O_RDONLY | O_CLOEXEC);
  if (read(file, &digit, 1) != 1) digit = '?';
  return close(file), digit;
}

static void set(const char *text) {
  int file = open(SETTING, O_WRONLY | O_CLOEXEC);
  if (file >= 0) (void)!write(file, text, 1); /* containers have it read-only, and are none the worse for it */
  close(file);
}

void arp_quiet(bool quiet) {
  char record[48], text[sizeof journal_boot] = "";
  snprintf(record, sizeof record, "%lu-arp", journal_space);
  int file = openat(journal_dir, record, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  bool changed = file >= 0;
  ssize_t length = changed ? read(file, text, strlen(journal_boot)) : 0;
  close(file);
  if (quiet && !changed && value() == '0') {
    file = openat(journal_dir, record, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (write(file, journal_boot, strlen(journal_boot)) == (ssize_t)strlen(journal_boot)) set("1");
    close(file);
  }
  if (quiet || !changed) return;
  if (length > 0 && !strcmp(text, journal_boot) && value() == '1') set("0");
  (void)unlinkat(journal_dir, record, 0);
}
