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

/* Returns false when the helper has to end. */
static bool handle(char *line, size_t length) {
  static bool greeted;
  static struct command command;
  char healed[128];
  uid_t owner;
  if (!parse(line, length, &command)) return refuse("protocol", "this line is not in the grammar");
  enum verb verb = command.verb;
  if (verb == HELLO ? greeted : !greeted || (verb == TUN ? *device != 0 : verb != UNDO && !*device))
    return refuse("protocol", "this line comes out of turn");
  if (verb >= ADDRESS && (standing += command.remove ? -1 : 1) > STATEMENTS_CAP)
    return refuse("protocol", "these are too many statements");
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
  case BLOCK: return wishes_block(strcmp(command.words[1], "lan") ? STRICT : LAN) ? answer("ok", "") : refuse("block", failure);
  case UNBLOCK: return wishes_unblock() ? answer("ok", "") : refuse("block", failure);
  case LOCKDOWN:
    if (!strcmp(command.words[1], "off")) return wishes_lockdown(OPEN) ? answer("ok", "") : refuse("block", failure);
    if (!wishes_stand()) return refuse("protocol", "this line comes out of turn");
    return wishes_keep() ? answer("ok", "") : refuse("block", failure);
  case DIAL: return wishes_dial(&command) ? answer("ok", "") : refuse("block", failure);
  case PORTAL: return wishes_portal(&command) ? answer("ok", "") : refuse("block", failure);
  default:
    return network_set(&command) ? answer("ok", "") : refuse("tool", failure);
  }
}

/* Reads until the client is gone, the helper is told to end, or a line makes it end. */
static void serve(void) {
  static char buffer[LINE_CAP];
  struct pollfd wait[] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = termination, .events = POLLIN}};
  for (size_t used = 0; poll(wait + 1, 1, 0) == 0;) {
    char *end = memchr(buffer, '\n', used);
    if (end) {
      *end = 0;
      flock(journal_lock, LOCK_EX);
      bool more = handle(buffer, (size_t)(end - buffer));
      flock(journal_lock, LOCK_UN);
      if (!more) return;
      used -= (size_t)(end + 1 - buffer);
      memmove(buffer, end + 1, used);
    } else if (poll(wait, 2, -1) > 0 && wait[0].revents) {
      ssize_t got = used < sizeof buffer ? read(STDIN_FILENO, buffer + used, sizeof buffer - used) : 0;
      if (used == sizeof buffer) refuse("protocol", "this line is too long");
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
static int perform(const char *job) {
  char healed[128];
  bool was = false, done = !flock(journal_lock, LOCK_EX);
  if (!strcmp(job, "--repair")) {
    done = done && journal_heal(healed);
    return done ? !answer("healed", *healed ? healed + 1 : healed) : !refuse("heal", failure);
  }
  if (!strcmp(job, "--lockdown-lan") || !strcmp(job, "--lockdown-strict"))
    done = done && (was = wishes_lockdown(strcmp(job, "--lockdown-lan") ? STRICT : LAN));
  else done = done && (strcmp(job, "--unblock") ? wishes_restore(&was) : wishes_open(&was));
  const char *word = strcmp(job, "--unblock") ? "blocked" : "open";
  return done ? !answer(word, was ? "now" : "already") : !refuse("block", failure);
}

int main(int argc, char **argv) {
  static const char *const jobs[] = {"--repair", "--unblock", "--restore-lockdown", "--lockdown-lan", "--lockdown-strict"};
  const char *job = NULL;
  for (size_t i = 0; argc == 2 && i < sizeof jobs / sizeof *jobs; i++)
    if (!strcmp(argv[1], jobs[i])) job = jobs[i];
  if ((argc != 1 && !job && !fail("it knows no such argument")) || !isolate() || !journal_open())
    return dprintf(STDERR_FILENO, "culvert-helper: %s\n", failure), 2;
  if (job) return perform(job);
  answer("culvert-helper", PROTOCOL);
  serve();
  flock(journal_lock, LOCK_EX);
  undo(".crash");
  return 0;
}
