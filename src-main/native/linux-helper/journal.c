/* One file for each device, named <network namespace>-sstp<n>, written before the device exists. Its owner keeps it locked
   for life, and the kernel drops the lock at death: a lock that can be had means that the helper is gone, whatever became
   of its process id. The boot id tells what a restart has undone already; resolv.conf survives one, and so does this. */
#include "helper.h"
#include <dirent.h>

#define PLACE "/var/lib/culvert"
int journal_dir = -1, journal_lock = -1; /* the lock is held while a line is handled, so that helpers take turns */
char journal_key[48];
static int claim = -1;
char journal_boot[48] = "boot ";
unsigned long journal_space;

bool journal_open(void) {
  struct stat found;
  if (mkdir(PLACE, 0755) && errno != EEXIST) return fail(PLACE ": %s", strerror(errno));
  journal_dir = open(PLACE, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (journal_dir < 0 || fstat(journal_dir, &found)) return fail(PLACE ": %s", strerror(errno));
  if (found.st_uid != 0 || found.st_mode & 022) return fail(PLACE " must belong to root alone");
  (void)fchmod(journal_dir, 0755); /* for the note that says whether this computer is blocked; version 1 had 0700 */
  journal_lock = openat(journal_dir, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  int id = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
  if (journal_lock < 0 || id < 0 || read(id, journal_boot + 5, 37) != 37 || stat("/proc/self/ns/net", &found))
    return fail(PLACE " or /proc: %s", strerror(errno));
  journal_space = found.st_ino;
  return close(id) == 0;
}

void journal_drop(void) { (void)unlinkat(journal_dir, journal_key, 0), close(claim); }

/* An entry that exists already belongs to a living helper, or to something that could not be healed. What cannot be written
   down, because the disk is full, say, is not begun. */
bool journal_claim(int device) {
  snprintf(journal_key, sizeof journal_key, "%lu-sstp%d", journal_space, device);
  claim = openat(journal_dir, journal_key, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (claim < 0 && errno == EEXIST) return false;
  bool written = claim >= 0 && !flock(claim, LOCK_EX | LOCK_NB) &&
                 dprintf(claim, "%spid %d\n", journal_boot, (int)getpid()) > 0 && !fsync(claim) && !fsync(journal_dir);
  if (!written) fail("%s: %s", journal_key, strerror(errno)), journal_drop();
  return written;
}

/* Undoes one dead helper's work. 0: not ours to undo, 1: undone, -1: something of it is still there. */
static int heal(const char *entry, unsigned long space, int device) {
  char text[sizeof journal_boot] = "", name[16];
  int result = 0, file = openat(journal_dir, entry, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  bool dead = file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0 && read(file, text, strlen(journal_boot)) >= 0;
  bool this_boot = !strcmp(text, journal_boot);
  snprintf(name, sizeof name, "sstp%d", device);
  if (dead && (!this_boot || space == journal_space)) {
    bool names = names_undo(entry, this_boot ? name : NULL);
    bool network = (!this_boot || network_clear(device)) && names;
    result = wishes_outlive(entry, this_boot) && network && unlinkat(journal_dir, entry, 0) == 0 ? 1 : -1;
  }
  return close(file), result;
}

/* Heals everything that dead helpers left here, and lists their devices, each with a space before it. */
bool journal_heal(char healed[128]) {
  struct dirent **entries;
  bool whole = true;
  int device, count = scandirat(journal_dir, ".", &entries, NULL, alphasort);
  healed[0] = 0;
  for (int i = 0; i < count; free(entries[i++])) {
    unsigned long space;
    char more;
    if (sscanf(entries[i]->d_name, "%20lu-sstp%1d%c", &space, &device, &more) != 2 || device < 0) continue;
    int result = heal(entries[i]->d_name, space, device);
    if (result == 1 && strlen(healed) < 120) sprintf(healed + strlen(healed), " sstp%d", device);
    if (result == -1) whole = fail("sstp%d cannot be undone", device);
  }
  if (count >= 0) free(entries);
  return whole;
}
