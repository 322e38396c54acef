/* systemd-resolved is told per link. Where resolv.conf does not lead to it, NetworkManager is told if that writes the file, or
   resolvconf or openresolv; when there is none, /etc/resolv.conf itself is replaced. The text that each helper put there lies
   in the journal's directory as <its entry>.resolv: the original comes back only if the file still begins with that helper's
   first line, and only when the last of several helpers goes. */
#include "helper.h"
#include <sys/inotify.h>
#define FILE_NAME "resolv.conf"
#define FRESH ".resolv.conf.culvert"
#define ORIGINAL "resolv.conf.before-culvert" /* in /etc, the original under a second name, be it a file or a link */
#define SIGNATURE "# Written by Culvert for "
enum { HOLDS = 20 };
static int etc = -1;
int names_watch = -1;
static bool told_resolved;

/* `ip netns exec` and containers mount a file of their own there. It cannot be renamed over; and when the name is a link,
   the link belongs to the whole system while only what it leads to is private. So such a file is written in place. */
static bool is_mounted(void) {
  struct statx found;
  return statx(etc, FILE_NAME, 0, STATX_TYPE, &found) == 0 && found.stx_attributes & STATX_ATTR_MOUNT_ROOT;
}

/* Reads a text file whole, or not at all: false when it is absent or too long to be a resolv.conf. */
bool read_text(int directory, const char *name, char text[FILE_CAP]) {
  int file = openat(directory, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  ssize_t length = file < 0 ? -1 : read(file, text, FILE_CAP);
  close(file);
  text[length < 0 || length == FILE_CAP ? 0 : length] = 0;
  return length >= 0 && length < FILE_CAP;
}

static bool write_file(int directory, const char *name, const char *text) {
  bool in_place = directory == etc && is_mounted();
  if (!in_place) unlinkat(directory, FRESH, 0);
  int file = openat(directory, in_place ? name : FRESH,
                    O_WRONLY | O_CLOEXEC | (in_place ? O_TRUNC : O_CREAT | O_EXCL | O_NOFOLLOW), 0644);
  bool done = file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text) && !fsync(file) &&
              (in_place || !renameat(directory, FRESH, directory, name)) && !fsync(directory);
  if (!done) fail("%s: %s", name, strerror(errno));
  close(file);
  return done;
}

/* Does resolv.conf begin with the line that names this entry? */
static bool holds(const char *entry) {
  static char ours[FILE_CAP], now[FILE_CAP];
  return read_text(journal_dir, entry, ours) && read_text(etc, FILE_NAME, now) && *ours &&
         !strncmp(ours, now, strcspn(ours, "\n"));
}

/* Finds what a helper of this namespace wrote: the one whose text resolv.conf holds now, or any other than `key`. */
static bool find_writer(const char *key, bool current, char found[64]) {
  for (int device = 0; device < DEVICES; device++) {
    snprintf(found, 64, "%.*s-sstp%d.resolv", (int)strcspn(key, "-"), key, device);
    if (current ? holds(found) : strncmp(found, key, strlen(key)) && !faccessat(journal_dir, found, F_OK, 0)) return true;
  }
  return false;
}

static bool keep_original(const char *saved) {
  static char text[FILE_CAP];
  if (is_mounted()) return read_text(etc, FILE_NAME, text) && write_file(journal_dir, saved, text);
  unlinkat(etc, ORIGINAL, 0);
  return linkat(etc, FILE_NAME, etc, ORIGINAL, 0) == 0 || errno == ENOENT || fail("%s: %s", ORIGINAL, strerror(errno));
}

/* Puts our text there; without one, puts back what was there before. */
static bool file_set(const char *key, const char *text) {
  static char back[FILE_CAP];
  char ours[64], saved[64], other[64];
  if (etc < 0) etc = open("/etc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  snprintf(ours, sizeof ours, "%s.resolv", key);
  snprintf(saved, sizeof saved, "%.*s-saved", (int)strcspn(key, "-"), key);
  if (text)
    return (find_writer(key, true, other) || keep_original(saved)) && write_file(journal_dir, ours, text) &&
           write_file(etc, FILE_NAME, text);
  bool shared = find_writer(key, false, other), done = true;
  if (faccessat(journal_dir, ours, F_OK, 0)) return true;
  if (holds(ours) && (shared || is_mounted()))
    done = read_text(journal_dir, shared ? other : saved, back) && write_file(etc, FILE_NAME, back);
  else if (holds(ours))
    done = !renameat(etc, ORIGINAL, etc, FILE_NAME) || (errno == ENOENT && !unlinkat(etc, FILE_NAME, 0));
  if (done && !shared) (void)unlinkat(journal_dir, saved, 0), unlinkat(etc, ORIGINAL, 0);
  return done && unlinkat(journal_dir, ours, 0) == 0;
}

/* Whoever else writes the file while ours is there, a DHCP client, say, means it for when we are gone: it becomes the original,
   and ours takes its place again. Who insists is given way to. */
void names_hold(void) {
  static char text[FILE_CAP], now[FILE_CAP];
  static int times;
  char events[4096], ours[64], saved[64];
  while (read(names_watch, events, sizeof events) > 0) continue;
  snprintf(ours, sizeof ours, "%s.resolv", journal_key);
  snprintf(saved, sizeof saved, "%.*s-saved", (int)strcspn(journal_key, "-"), journal_key);
  if (!read_text(journal_dir, ours, text) || is_mounted()) return;
  if (read_text(etc, FILE_NAME, now) && !strncmp(now, SIGNATURE, sizeof SIGNATURE - 1)) return;
  if (times++ < HOLDS && keep_original(saved)) (void)write_file(etc, FILE_NAME, text);
}

/* A system that has no watch left to give does not keep anybody from connecting. */
static bool file_held(const char *key, const char *text) {
  if (!file_set(key, text)) return false;
  if (names_watch < 0) names_watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  (void)inotify_add_watch(names_watch, "/etc", IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE);
  return true;
}

/* Debian's resolvconf sorts records by name, tun* before the physical adapters; openresolv goes by -m and -x. systemd's
   resolvconf is resolvectl by another name, and of no use where systemd-resolved is not asked. */
static bool record(const char *device, const char *text, bool all) {
  char path[64], target[64] = "", name[32];
  snprintf(name, sizeof name, "tun.%s.culvert", device);
  if (!find_tool("resolvconf", path)) return false;
  if (readlink(path, target, sizeof target - 1) > 0 && strstr(target, "resolvectl")) return false;
  if (!text) return RUN(NULL, "resolvconf", "-d", name);
  return RUN(text, "resolvconf", "-a", name, "-m", "0", all ? "-x" : NULL);
}

static bool tell_resolved(const char *device, const struct command *servers, const struct command *domains, bool all) {
  const char *dns[WORDS_CAP + 4] = {"resolvectl", "dns", device};
  const char *domain[WORDS_CAP + 4] = {"resolvectl", "domain", device, "~."};
  for (int i = 1; i < servers->count; i++) dns[2 + i] = servers->words[i];
  for (int i = 1; !all && i < domains->count; i++) domain[2 + i] = domains->words[i];
  return access("/run/systemd/resolve", F_OK) == 0 && run(NULL, dns) && run(NULL, domain) &&
         RUN(NULL, "resolvectl", "default-route", device, all ? "yes" : "no");
}

bool names_apply(const char *device, const struct command *servers, const struct command *domains) {
  bool all = domains->count < 2 || !strcmp(domains->words[1], "all");
  static char text[4 * LINE_CAP], present[FILE_CAP];
  snprintf(text, sizeof text, SIGNATURE "%s. The original comes back when the VPN ends.\n", journal_key);
  for (int i = 1; !all && i < domains->count; i++)
    strcat(strcat(strcat(text, i == 1 ? "search " : " "), domains->words[i]), i + 1 == domains->count ? "\n" : "");
  for (int i = 1; i < servers->count; i++) strcat(strcat(strcat(text, "nameserver "), servers->words[i]), "\n");
  told_resolved = tell_resolved(device, servers, domains, all);
  read_text(AT_FDCWD, "/etc/" FILE_NAME, present);
  bool asked = strstr(present, "managed by man:systemd-resolved") || strstr(present, "nameserver 127.0.0.53");
  return (told_resolved && asked) || manager_tell(journal_key, servers, domains) || record(device, text, all) ||
         file_held(journal_key, text);
}

/* Without a device, after a restart of the computer, only the file is left. Says whether that is as it was. */
bool names_undo(const char *key, const char *device) {
  if (told_resolved) told_resolved = !RUN(NULL, "resolvectl", "revert", device);
  if (device) record(device, NULL, false);
  bool managed = manager_undo(key);
  return file_set(key, NULL) && managed;
}
