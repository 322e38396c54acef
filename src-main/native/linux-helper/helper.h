/* The parts of culvert-helper, from the line that comes in down to the tool that runs. docs/security.md explains it. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PROTOCOL "2"
enum { LINE_CAP = 1024, WORDS_CAP = 24, STATEMENTS_CAP = 2200, DEVICES = 10, TOOL_SECONDS = 5, FILE_CAP = 65536, DIALS = 32, BATCH = 64 };

/* grammar.c: the only place where bytes from the client get a meaning. */
enum verb { HELLO, TUN, MTU, UP, DNS, DOMAINS, COMMIT, UNDO, LEAVE, BLOCK, UNBLOCK, LOCKDOWN, DIAL, PORTAL, /* these can be removed again: */
            ADDRESS, ROUTE, THROW, UNREACHABLE, BYPASS, THROUGH, LOCAL, RULES, VERBS };
struct command {
  enum verb verb;
  bool remove;                /* "remove" stood before the verb */
  int family, count;          /* of its last address; of its words */
  char words[WORDS_CAP][256]; /* rendered again from the parsed values; word 0 is the verb */
};
bool parse(char *line, size_t length, struct command *command);
struct dial { /* one outer connection, in words */
  bool ipv6, routed;
  char protocol[4], address[46], port[6], local[6];
};

/* run.c: tools by absolute path, with nothing inherited, for a bounded time. */
extern char failure[512];      /* why the last function that returned false did so: one line */
extern char tool_said[1 << 20]; /* the start of what the last tool printed */
bool fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
bool find_tool(const char *name, char path[64]);
bool run(const char *input, const char *const argv[]);
#define RUN(input, ...) run(input, (const char *const[]){__VA_ARGS__, NULL})

/* journal.c: which devices this helper owns, written down before they exist, in a directory of root's. */
extern int journal_dir, journal_lock;
extern char journal_key[48];   /* <network namespace>-sstp<n>, once claimed */
extern char journal_boot[48];  /* a line that names this start of the computer */
extern unsigned long journal_space; /* this network namespace */
bool journal_open(void);
bool journal_claim(int device);
void journal_drop(void);
bool journal_heal(char healed[128]);

/* network.c: the TUN device, and statements as `ip` commands. names.c: whom this computer asks for names. */
bool device_create(uid_t owner, char name[16]);
extern int network_waiting; /* so many statements were added and not carried out yet */
void network_add(const struct command *statement);
bool network_run(int *done);
bool network_dial(struct dial *dial, bool add);
bool network_clear(int device);
bool names_apply(const char *device, const struct command *servers, const struct command *domains);
bool names_undo(const char *key, const char *device);
extern int names_watch; /* readable after somebody has written in /etc while a file of ours is there; */
void names_hold(void);   /* then this is due */
bool read_text(int directory, const char *name, char text[FILE_CAP]);

/* manager.c: NetworkManager as the writer of resolv.conf. */
bool manager_tell(const char *key, const struct command *servers, const struct command *domains);
bool manager_undo(const char *key);

/* wishes.c: who wants the block and what may pass it. block.c: the table that comes of it. */
enum wall { OPEN, LAN, STRICT };
bool wishes_begin(uid_t owner);
bool wishes_take(const struct command *command);
bool wishes_lockdown(enum wall wall);
bool wishes_end(const char *ending);
bool wishes_outlive(const char *entry, bool this_boot);
bool wishes_open(bool *was);
bool wishes_restore(bool *was);
void block_empty(void);
void block_begin(bool lan);
void block_add(const char *format, ...) __attribute__((format(printf, 1, 2)));
bool block_load(void);
bool block_remove(void);

/* arp.c: nobody outside learns the tunnel's address by asking for it. */
void arp_quiet(bool quiet);
