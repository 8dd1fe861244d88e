/* Reading the command line with getopt_long. */
#include "cli/options.h"
#include "cli/outputs.h"

#include <getopt.h>

struct option_help {
	struct option option;
	unsigned bit;                    /* 0: every command */
	const char *value, *help;
};

static const struct option_help table[] = {
        {{"project", required_argument, NULL, 'C'},
         OPT_PROJECT,
         "PATH",
         "strom.yml or its folder (default: this folder)"},
        {{"edition", required_argument, NULL, 'e'},
         OPT_EDITION,
         "ID",
         "only this edition: lv, lv-LV"},
        {{"language", required_argument, NULL, 'l'}, OPT_LANGUAGE, "TAG", "only this language"},
        {{"out", required_argument, NULL, 'o'}, OPT_OUT, "PATH", "where the results go"},
        {{"profile", required_argument, NULL, 'r'},
         OPT_PROFILE,
         "NAME",
         "screen or print (default: as strom.yml says); may be given more than once"},
        {{"jobs", required_argument, NULL, 'j'},
         OPT_JOBS,
         "N",
         "editions at the same time (default: as many as processors)"},
        {{"strict", no_argument, NULL, 's'}, OPT_STRICT, NULL, "treat warnings as errors"},
        {{"page", required_argument, NULL, 'p'}, OPT_PAGE, "N", "the page, from 1 (default: 1)"},
        {{"at", required_argument, NULL, 'M'},
         OPT_AT,
         "X,Y",
         "a place on the page: millimetres from its left and top, 105,80.5"},
        {{"format", required_argument, NULL, 'f'},
         OPT_FORMAT,
         "FORMAT",
         "png or svg (default: by the file's name)"},
        {{"dpi", required_argument, NULL, 'd'}, OPT_DPI, "N", "resolution of a PNG (default: 144)"},
        {{"plugin-dir", required_argument, NULL, 'P'},
         OPT_PLUGINS,
         "DIR",
         "another folder of plugins; may be given more than once"},
        {{"allow", required_argument, NULL, 'a'},
         OPT_PROJECT,
         "DIR",
         "the project may read files of this folder too; may be given more than once"},
        {{"connect", required_argument, NULL, 'x'},
         OPT_PROJECT,
         "NAME",
         "the source of this name may connect to its server; may be given more than once"},
        {{"connect", required_argument, NULL, 'x'},
         OPT_TRUST,
         "HOST",
         "trust a server instead of a folder: sources may connect to it"},
        {{"from", required_argument, NULL, 'F'},
         OPT_NEW,
         "FILE",
         "data that the project begins with: a workbook, CSV, a database, ..."},
        {{"codebook", required_argument, NULL, 'B'},
         OPT_NEW,
         "FILE",
         "what the codes in the data mean: an XLSForm, a REDCap dictionary, a table"},
        {{"languages", required_argument, NULL, 'g'},
         OPT_NEW,
         "LIST",
         "its languages, en,lv,de; the first is the text's (default: en)"},
        {{"list", no_argument, NULL, 'L'}, OPT_TRUST, NULL, "show what is trusted"},
        {{"remove", no_argument, NULL, 'R'}, OPT_TRUST, NULL, "trust it no longer"},
        {{"write", no_argument, NULL, 'w'}, OPT_WRITE, NULL, "put what was found into strom.yml"},
        {{"approve", required_argument, NULL, 'A'},
         OPT_APPROVE,
         "WORD",
         "put it into hyphenation: of strom.yml; may be given more than once"},
        {{"rename", required_argument, NULL, 'N'},
         OPT_LANGUAGE,
         "OLD=NEW",
         "a value has a new name in the text: so it gets in translations; may be given more than "
         "once"},
        {{"key", required_argument, NULL, 'k'}, OPT_SIGN, "FILE", "the secret key to sign with"},
        {{"key", required_argument, NULL, 'k'},
         OPT_KEYS,
         "FILE",
         "a public key that must have signed it; may be given more than once"},
        {{"new-key", required_argument, NULL, 'K'},
         OPT_SIGN,
         "FILE",
         "make a key instead: FILE, the secret one, and FILE.pub"},
        {{"passphrase", required_argument, NULL, 'W'},
         OPT_SIGN,
         "FILE",
         "the key's passphrase, on its first line; without it, the terminal is asked"},
        {{"comment", required_argument, NULL, 'z'},
         OPT_SIGN,
         "TEXT",
         "signed too (default: the parcel's name and date)"},
        {{"dry-run", no_argument, NULL, 'n'},
         OPT_WRITE | OPT_APPROVE | OPT_LANGUAGE | OPT_SIGN,
         NULL,
         "show what would be added, and write nothing"},
        {{"seconds", required_argument, NULL, 't'},
         OPT_LIMITS,
         "N",
         "processor time that an edition, or all sources, may take (default: 600)"},
        {{"plugin-seconds", required_argument, NULL, 'T'},
         OPT_LIMITS,
         "N",
         "processor time that one call of a plugin may take (default: 10)"},
        {{"memory", required_argument, NULL, 'm'},
         OPT_LIMITS,
         "MIB",
         "memory that an edition, or all sources, may take (default: 4096)"},
        {{"verbose", no_argument, NULL, 'v'},
         OPT_VERBOSE,
         NULL,
         "say also how children are locked in"},
        {{"json", no_argument, NULL, 'J'},
         0,
         NULL,
         "messages and results as JSON, one object a line"},
        {{"quiet", no_argument, NULL, 'q'}, 0, NULL, "no progress"},
        {{"colour", required_argument, NULL, 'c'}, 0, "WHEN", "auto, always or never"},
        {{"help", no_argument, NULL, 'h'}, 0, NULL, "show this help"},
};
enum { OPTIONS = sizeof table / sizeof *table };

static bool number(const char *text, const char *name, long least, long most, long *out)
{
	int64_t n;
	if (!str_to_int(str_of(text), &n) || n < least || n > most) {
		fprintf(stderr, "strom: --%s wants a number from %ld to %ld, not '%s'\n", name,
		        least, most, text);
		return false;
	}
	*out = (long)n;
	return true;
}

static bool colour(const char *when, int *out)
{
	str w = str_of(when);
	*out = str_eq(w, S("always")) ? 1 : str_eq(w, S("never")) ? 0 : -1;
	if (*out >= 0 || str_eq(w, S("auto")))
		return true;
	fprintf(stderr, "strom: --colour wants auto, always or never, not '%s'\n", when);
	return false;
}

static bool profile(const char *name, unsigned *out)
{
	unsigned bit = profiles_named(str_of(name));
	*out |= bit;
	if (bit)
		return true;
	fprintf(stderr, "strom: --profile wants screen or print, not '%s'\n", name);
	return false;
}

static bool take(struct arena *a, int letter, struct command_line *c)
{
	switch (letter) {
	case 'C': c->project = optarg; return true;
	case 'e': c->edition = optarg; return true;
	case 'l': c->language = optarg; return true;
	case 'o': c->out = optarg; return true;
	case 'f': c->format = optarg; return true;
	case 's': c->strict = true; return true;
	case 'L': c->list = true; return true;
	case 'R': c->remove = true; return true;
	case 'w': c->write = true; return true;
	case 'n': c->dry_run = true; return true;
	case 'J': c->json = true; return true;
	case 'q': c->quiet = true; return true;
	case 'v': c->verbose = true; return true;
	case 't': return number(optarg, "seconds", 1, 1000000, &c->seconds);
	case 'T': return number(optarg, "plugin-seconds", 1, 1000000, &c->plugin_seconds);
	case 'm': return number(optarg, "memory", 64, 1 << 20, &c->memory);
	case 'h': c->help = true; return true;
	case 'j': return number(optarg, "jobs", 1, 1024, &c->jobs);
	case 'p': return number(optarg, "page", 1, 1000000, &c->page);
	case 'd': return number(optarg, "dpi", 10, 1200, &c->dpi);
	case 'c': return colour(optarg, &c->colour);
	case 'r': return profile(optarg, &c->profiles);
	case 'a': vec_push(a, &c->allowed, str_of(optarg)); return true;
	case 'N': vec_push(a, &c->renamed, str_of(optarg)); return true;
	case 'F': c->from = optarg; return true;
	case 'M':
		c->at = optarg;
		return true;
	case 'B':
		c->codebook = optarg;
		return true;
	case 'g': c->languages = optarg; return true;
	case 'k': vec_push(a, &c->keys, str_of(optarg)); return true;
	case 'K': c->new_key = optarg; return true;
	case 'W': c->passphrase = optarg; return true;
	case 'z': c->comment = optarg; return true;
	case 'x': vec_push(a, &c->connect, str_of(optarg)); return true;
	case 'A': vec_push(a, &c->approved, str_of(optarg)); return true;
	case 'P': vec_push(a, &c->plugin_folders, str_of(optarg)); return true;
	default: return false;
	}
}

static bool takes(const struct command *command, const struct option_help *o)
{
	return !o->bit || (command->options & o->bit);
}

/* Only the command's own options are known to getopt, so that its messages are right. */
static void known(const struct command *command, struct option *list, char *letters)
{
	size_t n = 0, k = 0;
	for (int i = 0; i < OPTIONS; i++) {
		if (!takes(command, &table[i]))
			continue;
		list[n++] = table[i].option;
		letters[k++] = (char)table[i].option.val;
		if (table[i].option.has_arg)
			letters[k++] = ':';
	}
	list[n] = (struct option){0};
	letters[k] = 0;
}

const struct command *command_find(const struct command_list *all, str name)
{
	for (int i = 0; i < all->n; i++)
		if (str_eq(name, str_of(all->at[i].name)))
			return &all->at[i];
	return NULL;
}

int command_unknown(const struct command_list *all, str name)
{
	const struct command *nearest = NULL;
	unsigned best = 3;
	for (int i = 0; i < all->n; i++) {
		unsigned distance = str_distance(name, str_of(all->at[i].name), best);
		if (distance < best) {
			best = distance;
			nearest = &all->at[i];
		}
	}
	fprintf(stderr, "strom: no command '%.*s'\n", STR_ARG(name));
	if (nearest)
		fprintf(stderr, "Did you mean 'strom %s'?\n", nearest->name);
	else
		fputs("Try 'strom --help'.\n", stderr);
	return EXIT_USAGE;
}

bool options_read(struct arena *a, const struct command *command, int argc, char **argv,
                  struct command_line *c)
{
	struct option list[OPTIONS + 1];
	char letters[2 * OPTIONS + 1];
	*c = (struct command_line){.project = ".", .page = 1, .dpi = 144, .colour = -1};
	known(command, list, letters);
	for (int letter; (letter = getopt_long(argc, argv, letters, list, NULL)) != -1;)
		if (!take(a, letter, c)) {
			if (letter == '?')
				fprintf(stderr, "Try 'strom %s --help'.\n", command->name);
			return false;
		}
	c->words = argv + optind;
	c->words_n = argc - optind;
	if (c->help || (c->words_n >= command->least && c->words_n <= command->most))
		return true;
	fprintf(stderr, "strom: usage: strom %s %s\nTry 'strom %s --help'.\n", command->name,
	        command->words, command->name);
	return false;
}

void options_help(const struct command *command)
{
	printf("Usage: strom %s %s\n\n%s\n\nOptions:\n", command->name, command->words,
	       command->help);
	for (int i = 0; i < OPTIONS; i++) {
		char left[64];
		if (!takes(command, &table[i]))
			continue;
		snprintf(left, sizeof left, "-%c, --%s%s%s", table[i].option.val,
		         table[i].option.name, table[i].value ? " " : "",
		         table[i].value ? table[i].value : "");
		printf("  %-24s %s\n", left, table[i].help);
	}
}

/* All values that an option may have, apart by spaces; NULL: they cannot be listed. */
static const char *choices(int letter)
{
	switch (letter) {
	case 'r': return "screen print";
	case 'f': return "png svg";
	case 'c': return "auto always never";
	default: return NULL;
	}
}

bool options_shown(const struct command *command, int i, struct option_shown *out)
{
	for (int k = 0; k < OPTIONS; k++) {
		const struct option_help *o = &table[k];
		if (!takes(command, o) || i-- > 0)
			continue;
		*out = (struct option_shown){(char)o->option.val, o->option.name, o->value,
		                             choices(o->option.val), o->help};
		return true;
	}
	return false;
}
