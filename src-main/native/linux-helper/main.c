/* culvert-helper: the one part of Culvert that runs as root. It takes lines on standard input and answers each with one
   line. Its standard input is its lifetime: at its end, at SIGTERM and after any error, everything is undone and the helper
   ends; but a block stays, except after a clean goodbye. Arguments are for one thing to do without a client. */
#include "helper.h"
#include <poll.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>

static struct command servers, domains; /* as stated; they take effect at the commit, */
static bool names_changed;              /* when this says so */
static char device[16];
static long caller = -1;          /* the user behind pkexec */
static int termination, standing; /* a descriptor; how many statements hold: room for two of the longest plans */

/* A client that is gone ends standard input. One that does not read is not waited for: all helpers' lock is held. */
static bool answer(const char *kind, const char *text) {
  struct pollfd taker = {.fd = STDOUT_FILENO, .events = POLLOUT};
  if (poll(&taker, 1, TOOL_SECONDS * 1000) <= 0) return false;
  return dprintf(STDOUT_FILENO, "%s%s%s\n", kind, *text ? " " : "", text) > 0 || errno == EPIPE;
}

/* The block goes last, or stays under the name of `ending`. */
static void undo(const char *ending) {
  if (!*device) return;
  bool names = names_undo(journal_key, device), network = network_clear(atoi(device + 4));
  if (wishes_end(ending) && network && names) journal_drop(); /* otherwise the next start tries again */
  *device = 0;
}

/* Answers an error, once everything is undone. */
static bool refuse(const char *code, const char *reason) {
  char text[sizeof failure];
  snprintf(text, sizeof text, "%s %.490s", code, reason);
  undo(".crash");
  return answer("error", text) && false;
}

/* Carries out the statements that wait, and answers each. */
static bool settle(void) {
  int done;
  bool whole = network_run(&done);
  for (bool taken = true; taken && done > 0; done--) taken = answer("ok", "");
  return whole || refuse("tool", failure);
}

/* Returns false when the helper has to end. */
static bool handle(char *line, size_t length) {
  static bool greeted;
  static struct command command;
  char healed[128];
  uid_t owner;
  bool fits = parse(line, length, &command);
  enum verb verb = command.verb;
  bool waits = fits && *device && (verb >= ADDRESS || verb == MTU || verb == UP);
  if ((!waits || network_waiting == BATCH) && !settle()) return false;
  if (!fits) return refuse("protocol", "this line is not in the grammar");
  if (verb == HELLO ? greeted : !greeted || (verb == TUN ? *device != 0 : verb != UNDO && !*device))
    return refuse("protocol", "this line comes out of turn");
  if (verb >= ADDRESS && (standing += command.remove ? -1 : 1) > STATEMENTS_CAP)
    return settle() && refuse("protocol", "these are too many statements");
  switch (verb) {
  case HELLO:
    greeted = true;
    if (strcmp(command.words[1], PROTOCOL)) return refuse("version", "this helper speaks " PROTOCOL);
    if (!journal_heal(healed)) return refuse("heal", failure);
    return answer(*healed ? "ok healed" : "ok", *healed ? healed + 1 : healed);
  case TUN:
    if (caller >= 0 && strtol(command.words[1], NULL, 10) != caller)
      return refuse("denied", "the device can only be for the user who was asked");
    owner = (uid_t)strtoul(command.words[1], NULL, 10);
    if (!device_create(owner, device) || !wishes_begin(owner)) return refuse("tun", failure);
    return answer("ok", device);
  case DNS: case DOMAINS:
    *(verb == DNS ? &servers : &domains) = command;
    names_changed = true;
    return answer("ok", "");
  case COMMIT:
    if (names_changed && !(servers.count < 2 ? names_undo(journal_key, device) : names_apply(device, &servers, &domains)))
      return refuse("tool", failure);
    names_changed = false;
    return answer("ok", "");
  case UNDO: case LEAVE:
    undo(verb == UNDO ? NULL : ".lost");
    return answer("ok", "") && false;
  case BLOCK: case UNBLOCK: case LOCKDOWN: case DIAL: case PORTAL:
    return wishes_take(&command) ? answer("ok", "") : refuse("block", failure);
  default:
    return network_add(&command), true;
  }
}

/* Reads until the client is gone, the helper is told to end, or a line makes it end. */
static void serve(void) {
  static char buffer[16 * LINE_CAP];
  struct pollfd wait[] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = termination, .events = POLLIN}, {.events = POLLIN}};
  for (size_t used = 0; poll(wait + 1, 1, 0) == 0;) {
    char *end = memchr(buffer, '\n', used);
    wait[2].fd = names_watch;
    if (end) {
      size_t length = (size_t)(end - buffer);
      *end = 0;
      flock(journal_lock, LOCK_EX);
      bool more = length < LINE_CAP ? handle(buffer, length) : refuse("protocol", "this line is too long");
      used -= length + 1;
      memmove(buffer, end + 1, used);
      if (more && !memchr(buffer, '\n', used)) more = settle(); /* lines that came together are carried out together */
      flock(journal_lock, LOCK_UN);
      if (!more) return;
    } else if (poll(wait, 3, -1) > 0 && wait[2].revents) {
      flock(journal_lock, LOCK_EX);
      names_hold();
      flock(journal_lock, LOCK_UN);
    } else if (wait[0].revents) {
      ssize_t got = used < LINE_CAP ? read(STDIN_FILENO, buffer + used, sizeof buffer - used) : 0;
      if (used >= LINE_CAP) refuse("protocol", "this line is too long");
      if (got <= 0) return;
      used += (size_t)got;
    }
  }
}

/* Nothing that the caller prepared may matter: descriptors, environment, directory, mask, terminal, signals. Signals are
   blocked rather than ignored, because tools would inherit the latter; SIGTERM is read from a descriptor. */
static bool isolate(void) {
  const char *user = getenv("PKEXEC_UID");
  char *rest = NULL;
  sigset_t all, ending;
  if (getuid() != 0 || geteuid() != 0 || getauxval(AT_SECURE)) return fail("only root may run this, or pkexec");
  if (user && ((caller = strtol(user, &rest, 10)) < 0 || !*user || *rest)) return fail("PKEXEC_UID is no user id");
  if (fcntl(0, F_GETFD) < 0 || fcntl(1, F_GETFD) < 0 || fcntl(2, F_GETFD) < 0) return fail("a descriptor is closed");
  (void)sigfillset(&all), sigemptyset(&ending), sigaddset(&ending, SIGTERM);
  (void)signal(SIGCHLD, SIG_DFL), umask(022);
  setsid(); /* refused to who leads a session already, which is as good */
  if (close_range(3, ~0U, 0) || clearenv() || chdir("/") || sigprocmask(SIG_SETMASK, &all, NULL) ||
      (termination = signalfd(-1, &ending, SFD_CLOEXEC)) < 0 || prctl(PR_SET_DUMPABLE, 0))
    return fail("start: %s", strerror(errno));
  return true;
}

/* What is done without a client. Each answers with one line: what was done, and whether there was something to do. */
enum job { REPAIR, UNBLOCK_ALL, RESTORE_LOCKDOWN, LOCKDOWN_LAN, LOCKDOWN_STRICT, LOCKDOWN_OFF, JOBS };
static const char *const job_names[JOBS] = {"--repair", "--unblock", "--restore-lockdown", "--lockdown-lan",
                                            "--lockdown-strict", "--lockdown-off"};

static int perform(enum job job) {
  char healed[128];
  bool was = true, done = !flock(journal_lock, LOCK_EX);
  switch (job) {
  case REPAIR:
    done = done && journal_heal(healed);
    return done ? !answer("healed", *healed ? healed + 1 : healed) : !refuse("heal", failure);
  /* Opening alone would leave whoever has lost a helper with routes into a tunnel that nobody serves. */
  case UNBLOCK_ALL: done = done && wishes_open(&was) && journal_heal(healed); break;
  case RESTORE_LOCKDOWN: done = done && wishes_restore(&was); break;
  default: done = done && wishes_lockdown(job == LOCKDOWN_OFF ? OPEN : job == LOCKDOWN_LAN ? LAN : STRICT);
  }
  bool opens = job == UNBLOCK_ALL || job == LOCKDOWN_OFF || (job == RESTORE_LOCKDOWN && !was);
  const char *word = opens ? "open" : "blocked";
  return done ? !answer(word, was ? "now" : "already") : !refuse("block", failure);
}

int main(int argc, char **argv) {
  int job = 0;
  while (argc == 2 && job < JOBS && strcmp(argv[1], job_names[job])) job++;
  bool known = argc == 1 || (argc == 2 && job < JOBS) || fail("it knows no such argument");
  bool ready = known && isolate(), written = ready && journal_open();
  /* A disk that cannot be read or written must not keep this computer blocked. */
  if (ready && !written && job == UNBLOCK_ALL && argc == 2 && block_remove()) return !answer("open", "now");
  if (!written) return dprintf(STDERR_FILENO, "culvert-helper: %s\n", failure), 2;
  if (argc == 2) return perform((enum job)job);
  answer("culvert-helper", PROTOCOL);
  serve();
  flock(journal_lock, LOCK_EX);
  undo(".crash");
  return 0;
}
