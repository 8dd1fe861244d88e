/* The command line: one table of options, and which command takes which. */
#ifndef STROM_OPTIONS_H
#define STROM_OPTIONS_H

#include "base/arena.h"

enum option_bit {
	OPT_PROJECT = 1,
	OPT_EDITION = 2,
	OPT_JOBS = 4,
	OPT_STRICT = 8,
	OPT_OUT = 16,
	OPT_PAGE = 32,
	OPT_FORMAT = 64,
	OPT_DPI = 128,
	OPT_PLUGINS = 256,
	OPT_LANGUAGE = 512,
	OPT_PROFILE = 1024,
	OPT_WRITE = 2048,
	OPT_TRUST = 4096,
	OPT_LIMITS = 8192,
	OPT_VERBOSE = 16384,
	OPT_APPROVE = 32768,
	OPT_NEW = 65536,
	OPT_AT = 131072,
	OPT_SIGN = 1 << 18,
	OPT_KEYS = 1 << 19,
	/* --json --quiet --colour --help: every command takes these */
};

/* What PDFs are for. */
enum { PROFILE_SCREEN = 1, PROFILE_PRINT = 2 };

/* Its fields are the options of all commands, which a struct for every few would only hide. */
struct command_line {
	const char *project, *edition, *out, *format, *language, *from, *languages, *at, *codebook;
	const char *new_key, *passphrase, *comment;
	long jobs, page, dpi;
	long seconds, plugin_seconds, memory;    /* limits; memory in MiB; 0: as usual */
	bool strict, json, quiet, verbose, help, write, dry_run, list, remove;
	int colour;                      /* -1: as the terminal is */
	unsigned profiles;               /* PROFILE_...; 0: as strom.yml says */
	vec(str) plugin_folders, allowed, approved, renamed, connect, keys;
	char **words;                    /* what is not an option */
	int words_n;
	const struct command_list *all;  /* what there is, for commands that tell of commands */
};

struct command {
	const char *name, *words, *summary, *help;
	unsigned options;                /* OPT_... */
	int least, most;                 /* words */
	int (*run)(const struct command_line *);    /* NULL: in the other program (main.c) */
};

struct command_list {
	const struct command *at;        /* in the order of the help */
	int n;
};

const struct command *command_find(const struct command_list *, str name);    /* or NULL */

/* Says that there is no such command, and which may be meant; returns the exit code. */
int command_unknown(const struct command_list *, str name);

/* Exit codes. */
enum { EXIT_GOOD = 0, EXIT_PROJECT = 1, EXIT_USAGE = 2, EXIT_FAULT = 3 };

/* False: a message about wrong usage has been printed. */
bool options_read(struct arena *, const struct command *, int argc, char **argv,
                  struct command_line *);
void options_help(const struct command *);

/* An option as manual pages and completion tell it. What is not there is NULL. */
struct option_shown {
	char letter;
	const char *name, *value;        /* its value's name: PATH, FILE, DIR, N */
	const char *choices;             /* the values that there are, apart by spaces */
	const char *help;
};

/* The i-th option that the command takes, from 0; false: it takes no more. */
bool options_shown(const struct command *, int i, struct option_shown *);

#endif
