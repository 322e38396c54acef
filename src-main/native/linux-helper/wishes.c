/* Who wants the block, and what may pass it: one file for each helper beside its entry in the journal, <entry>.wall. The table
   is made anew from all of them, so it stands as long as one helper wants it. When a helper ends in any way but a clean
   goodbye its file becomes <entry>.crash, or .lost when the client said so, and counts until somebody opens: the next
   block of the same user takes it over. `lockdown` lies beside them and outlives everything, also a restart.
   A file is written before the table, and lost only after it: what fails in between blocks too much, never too little. */
#include "helper.h"
#include <dirent.h>
#include <time.h>

struct wish {
  char boot[48];
  unsigned long space; /* the network namespace */
  enum wall wall;
  uid_t owner;
  pid_t pid;
  long portal; /* CLOCK_BOOTTIME, seconds: until then the way to a sign-in page is open */
  unsigned dialled;
  struct dial dials[DIALS]; /* a ring: a new one takes the place of the oldest */
};
static struct wish mine;
static const char LOCKDOWN_FILE[] = "lockdown", NOTE[] = "blocked";

static bool write_whole(const char *name, const void *data, size_t size, mode_t mode) {
  static const char fresh[] = ".fresh";
  unlinkat(journal_dir, fresh, 0);
  int file = openat(journal_dir, fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  bool done = file >= 0 && write(file, data, size) == (ssize_t)size && !fsync(file) &&
              !renameat(journal_dir, fresh, journal_dir, name);
  if (!done) fail("%s: %s", name, strerror(errno));
  close(file);
  return done;
}

/* A file that is not as it was written counts as the strictest wish: better blocked than open. */
static bool read_wish(const char *name, struct wish *wish) {
  int file = openat(journal_dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) return false;
  ssize_t got = read(file, wish, sizeof *wish);
  close(file);
  wish->boot[sizeof wish->boot - 1] = 0;
  if (got != sizeof *wish || wish->wall > STRICT || wish->dialled > 1U << 30) {
    memset(wish, 0, sizeof *wish);
    strcpy(wish->boot, journal_boot);
    wish->space = journal_space, wish->wall = STRICT;
  }
  return true;
}

static const char *named(const char *entry, const char *ending) {
  static char name[64];
  snprintf(name, sizeof name, "%s%s", entry, ending);
  return name;
}

static long uptime(void) {
  struct timespec now;
  clock_gettime(CLOCK_BOOTTIME, &now);
  return (long)now.tv_sec;
}

static void add_dial(const struct dial *dial, uid_t owner) {
  int family = dial->ipv6 ? 6 : 4;
  char tuple[80];
  snprintf(tuple, sizeof tuple, "%s . %s . %s . %s", dial->protocol, dial->address, dial->port, dial->local);
  block_add("add element inet culvert dials%d { %s . %u }\n", family, tuple, owner);
  block_add("add element inet culvert answers%d { %s }\n", family, tuple);
}

static void add_passes(const struct wish *wish) {
  unsigned count = wish->dialled < DIALS ? wish->dialled : DIALS;
  for (unsigned i = 0; i < count; i++) add_dial(&wish->dials[i], wish->owner);
  long left = wish->portal - uptime();
  if (left <= 0) return;
  block_add("add element inet culvert opened { 53 timeout %lds, 80 timeout %lds, 443 timeout %lds }\n", left, left, left);
  block_add("add element inet culvert web { 80 . %u timeout %lds, 443 . %u timeout %lds }\n", wish->owner, left,
            wish->owner, left);
}

/* Everybody may read why nothing leaves. It is no more than a note: when it cannot be written, the block still counts. */
static void write_note(const char *because, const char *helpers) {
  char text[512];
  snprintf(text, sizeof text,
           "# Nothing leaves this computer but through Culvert's tunnel. \"culvert unblock\" ends that.\n"
           "because %s\n%snamespace %lu\nhelpers%s\n", because, journal_boot, journal_space, helpers);
  (void)write_whole(NOTE, text, strlen(text), 0644);
}

static int tunnels; /* so many there are in this namespace, after a survey; -1: it could not be made */

/* One pass over the journal. With `passes` it adds to the table what may pass; without, it finds out what is wanted. */
static enum wall survey(const char *skip, bool passes, const char **because, char helpers[128]) {
  static struct wish wish;
  struct dirent **entries;
  enum wall wall = OPEN;
  bool living = false, crashed = false, lost = false, locked = false;
  int count = scandirat(journal_dir, ".", &entries, NULL, alphasort);
  tunnels = count < 0 ? -1 : 0;
  for (int i = 0; i < count; free(entries[i++])) {
    const char *name = entries[i]->d_name, *ending;
    unsigned long space;
    int device, length = 0;
    bool lockdown = !strcmp(name, LOCKDOWN_FILE);
    if (!lockdown && (sscanf(name, "%20lu-sstp%1d%n", &space, &device, &length) != 2 || space != journal_space)) continue;
    ending = name + length;
    if (*skip && !lockdown && !strncmp(name, skip, (size_t)length) && (!*ending || !strcmp(ending, ".wall"))) continue;
    if (!lockdown && !*ending) tunnels++;
    if (!lockdown && !*ending && passes) block_add("add element inet culvert tunnels { \"sstp%d\" }\n", device);
    bool is_wall = !strcmp(ending, ".wall"), is_crash = !strcmp(ending, ".crash"), is_lost = !strcmp(ending, ".lost");
    if ((!lockdown && !is_wall && !is_crash && !is_lost) || !read_wish(name, &wish)) continue;
    bool this_boot = !strcmp(wish.boot, journal_boot);
    if (lockdown ? this_boot && wish.space != journal_space : !this_boot) continue;
    if (passes && is_wall) add_passes(&wish);
    if (wish.wall > wall) wall = wish.wall;
    if (wish.wall == OPEN) continue;
    living |= is_wall, crashed |= is_crash, lost |= is_lost, locked |= lockdown;
    if (is_wall && helpers && strlen(helpers) < 112) sprintf(helpers + strlen(helpers), " %d", wish.pid);
  }
  if (count >= 0) free(entries);
  if (because) *because = crashed ? "crash" : lost ? "connection-lost" : living ? "tunnel" : locked ? "lockdown" : "";
  return wall;
}

/* Makes the table what all wishes together want, but those of `skip`. `was`: there may be one that has to go. */
static bool apply(const char *skip, bool was) {
  char helpers[128] = "";
  const char *because;
  enum wall wall = survey(skip, false, &because, helpers);
  if (tunnels < 0) return fail("the journal cannot be read");
  arp_quiet(tunnels > 0);
  if (wall == OPEN) return !was || (block_remove() && (!unlinkat(journal_dir, NOTE, 0) || errno == ENOENT));
  write_note(because, helpers);
  block_begin(wall == LAN);
  (void)survey(skip, true, NULL, NULL);
  return block_load();
}

static bool exists(const char *name) { return !faccessat(journal_dir, name, F_OK, 0); }

/* Somebody else may have opened meanwhile: then our file is gone, and our wish with it. */
static enum wall standing(void) { return exists(named(journal_key, ".wall")) ? mine.wall : OPEN; }

/* A new wish is written whole or not at all. What may pass it is written over the file, which takes no time and no space. */
static bool change(enum wall wall, bool passes) {
  const char *file = named(journal_key, ".wall");
  strcpy(mine.boot, journal_boot);
  mine.space = journal_space, mine.pid = getpid(), mine.wall = wall;
  int there = passes ? openat(journal_dir, file, O_WRONLY | O_NOFOLLOW | O_CLOEXEC) : -1;
  if (there < 0) return write_whole(file, &mine, sizeof mine, 0600);
  bool done = write(there, &mine, sizeof mine) == (ssize_t)sizeof mine || fail("%s: %s", file, strerror(errno));
  close(there);
  return done;
}

/* Takes over, or opens, what earlier runs of the same user left. Was there something? */
static bool forget_left(void) {
  static struct wish wish;
  bool some = false;
  for (int i = 0; i < 2 * DEVICES; i++) {
    char entry[48];
    const char *ending = i % 2 ? ".crash" : ".lost";
    snprintf(entry, sizeof entry, "%lu-sstp%d", journal_space, i / 2);
    if (read_wish(named(entry, ending), &wish) && (wish.owner == mine.owner || !mine.owner))
      some |= !unlinkat(journal_dir, named(entry, ending), 0);
  }
  return some;
}

bool wishes_begin(uid_t owner) {
  memset(&mine, 0, sizeof mine);
  mine.owner = owner;
  return apply("", false);
}

static bool block(enum wall wall) {
  char path[64];
  bool was = standing() != OPEN;
  if (!find_tool("nft", path) || !change(wall, false)) return false;
  if (apply("", true)) return !forget_left() || apply("", true);
  if (!was) (void)unlinkat(journal_dir, named(journal_key, ".wall"), 0); /* a wish that cannot be met would outlive us */
  return false;
}

static bool unblock(void) {
  bool was = standing() != OPEN, left = forget_left();
  return (!was || change(OPEN, false)) && apply("", was || left);
}

bool wishes_lockdown(enum wall wall) {
  static struct wish lockdown;
  char path[64];
  if (wall == OPEN) return !exists(LOCKDOWN_FILE) || (!unlinkat(journal_dir, LOCKDOWN_FILE, 0) && apply("", true));
  lockdown = (struct wish){.space = journal_space, .wall = wall, .owner = mine.owner};
  strcpy(lockdown.boot, journal_boot);
  return find_tool("nft", path) && write_whole(LOCKDOWN_FILE, &lockdown, sizeof lockdown, 0600) && !fsync(journal_dir) &&
         (apply("", true) || (unlinkat(journal_dir, LOCKDOWN_FILE, 0), false));
}

static bool dial_out(const struct command *dial) {
  enum wall wall = standing();
  struct dial *place = &mine.dials[mine.dialled++ % DIALS];
  network_dial(place, false);
  place->ipv6 = dial->family == AF_INET6;
  snprintf(place->protocol, sizeof place->protocol, "%.3s", dial->words[1]);
  snprintf(place->address, sizeof place->address, "%.45s", dial->words[2]);
  snprintf(place->port, sizeof place->port, "%.5s", dial->words[3]);
  snprintf(place->local, sizeof place->local, "%.5s", dial->words[4]);
  bool kept = change(wall, true);
  /* Without a block this is for others' that may come: a full disk does not matter yet. */
  if (survey("", false, NULL, NULL) != OPEN) {
    if (!kept) return false;
    block_empty(), add_dial(place, mine.owner);
    /* Three times as quick as a new table. That is needed when somebody has flushed all tables, and now and then, because it
       leaves out the dials that have lost their places. */
    bool quick = mine.dialled % DIALS && block_load();
    if (!quick && !apply("", false)) return false;
  }
  return network_dial(place, true);
}

static bool portal(const struct command *portal) {
  mine.portal = uptime() + atol(portal->words[1]);
  return change(standing(), true) && apply("", false);
}

/* The statements about the block. */
bool wishes_take(const struct command *command) {
  const char *word = command->words[1];
  switch (command->verb) {
  case BLOCK: return block(strcmp(word, "lan") ? STRICT : LAN);
  case UNBLOCK: return unblock();
  case DIAL: return dial_out(command);
  case PORTAL: return portal(command);
  default:
    if (!strcmp(word, "off")) return wishes_lockdown(OPEN);
    return standing() == OPEN ? fail("there is no block to keep") : wishes_lockdown(standing());
  }
}

/* A clean goodbye takes the wish back. After anything else it counts on, under a name that says why. A renamed file needs no
   room on a full disk. */
bool wishes_end(const char *ending) {
  bool was = standing() != OPEN;
  const char *file = named(journal_key, ".wall");
  char kept[64];
  snprintf(kept, sizeof kept, "%s%s", journal_key, ending ? ending : "");
  if (was && ending && renameat(journal_dir, file, journal_dir, kept)) return fail("%s: %s", kept, strerror(errno));
  if (!apply(journal_key, was)) return false;
  return !unlinkat(journal_dir, named(journal_key, ".wall"), 0) || errno == ENOENT;
}

/* What a dead helper wanted counts on as a crash, until the computer is restarted. */
bool wishes_outlive(const char *entry, bool this_boot) {
  static struct wish wish;
  char kept[64];
  snprintf(kept, sizeof kept, "%.48s.crash", entry);
  if (!this_boot) {
    char record[48];
    snprintf(record, sizeof record, "%.*s-arp", (int)strcspn(entry, "-"), entry);
    (void)unlinkat(journal_dir, kept, 0), unlinkat(journal_dir, named(entry, ".lost"), 0), unlinkat(journal_dir, record, 0);
  }
  const char *file = named(entry, ".wall");
  bool has = read_wish(file, &wish), wanted = has && this_boot && wish.wall != OPEN;
  if (has && (wanted ? renameat(journal_dir, file, journal_dir, kept) : unlinkat(journal_dir, file, 0))) return false;
  return apply(entry, wanted);
}

/* Opens, whoever wants what: first the table, and then what would bring it back. */
bool wishes_open(bool *was) {
  struct dirent **entries;
  char path[64];
  bool done = !find_tool("nft", path) || block_remove();
  int count = scandirat(journal_dir, ".", &entries, NULL, alphasort);
  *was = exists(NOTE);
  for (int i = 0; i < count; free(entries[i++])) {
    const char *name = entries[i]->d_name, *ending = strchr(name, '.');
    bool here = strtoul(name, NULL, 10) == journal_space && ending && ending != name;
    if (!strcmp(name, NOTE) || !strcmp(name, LOCKDOWN_FILE) ||
        (here && (!strcmp(ending, ".wall") || !strcmp(ending, ".crash") || !strcmp(ending, ".lost"))))
      done = !unlinkat(journal_dir, name, 0) && done;
  }
  if (count >= 0) free(entries);
  return done;
}

/* After a restart: the table again, when the user wanted it to outlive one. */
bool wishes_restore(bool *was) {
  static struct wish lockdown;
  *was = read_wish(LOCKDOWN_FILE, &lockdown) && (strcmp(lockdown.boot, journal_boot) || lockdown.space == journal_space);
  if (!*was) return true;
  if (!apply("", true)) return false;
  /* From now on it is this namespace's. A full disk, at the start of a computer, must not matter. */
  strcpy(lockdown.boot, journal_boot);
  lockdown.space = journal_space;
  (void)write_whole(LOCKDOWN_FILE, &lockdown, sizeof lockdown, 0600);
  return true;
}
