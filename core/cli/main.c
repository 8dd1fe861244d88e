/* strom: the commands and their help. */
#include "cli/commands.h"

#include "base/cut.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#ifndef STROM_VERSION
#error "the build says the version"
#endif

enum { OF_PROJECT = OPT_PROJECT | OPT_PLUGINS | OPT_LIMITS };

/* There are two programs. What draws, packs or takes a PDF apart needs Cairo, libarchive or qpdf,
 * and loading these with all that they load takes longer than setting five pages. So bin/strom is
 * linked without them, and hands such a command to libexec/strom, which is the same with them. */
#ifdef STROM_WHOLE
#define WHOLE(run) run
#else
#define WHOLE(run) NULL
#endif

static const struct command commands[] = {
        {"check", "[DOCUMENT]", "all that build finds, and nothing written",
         "Reads the project, its data, its text and its translations, typesets every edition, and "
         "reports\n"
         "every error with its place: all that build would find. Nothing is written.",
         OF_PROJECT | OPT_EDITION | OPT_PROFILE | OPT_JOBS | OPT_STRICT | OPT_VERBOSE, 0, 1,
         command_check},
        {"build", "[DOCUMENT]", "typeset the editions into PDF files",
         "Typesets every edition (or one document's, or one edition) into "
         "out/DOCUMENT-EDITION.pdf, and\n"
         "for a printer into out/DOCUMENT-EDITION-print.pdf. An edition with errors is not "
         "written; the\n"
         "others are.",
         OF_PROJECT | OPT_EDITION | OPT_PROFILE | OPT_JOBS | OPT_STRICT | OPT_OUT, 0, 1,
         command_build},
        {"pack", "", "build everything and pack it for delivery",
         "Builds all editions and packs them into out/PROJECT.zip, a BagIt bag with checksums.",
         OF_PROJECT | OPT_JOBS | OPT_STRICT | OPT_OUT, 0, 0, WHOLE(command_pack)},
        {"verify", "BAG", "check a delivery",
         "Checks a delivery, or any BagIt bag (0.93 to 1.0), whoever packed it: a folder, a zip or "
         "a tar.\n"
         "Every file is compared with its checksum; what is damaged, missing, still to be fetched, "
         "added or\n"
         "unsafe is named. Says whether the zip is, byte for byte, one that strom packed, and who "
         "signed it;\n"
         "with --key, whether that key's owner did, and whether anything was altered since.",
         OPT_STRICT | OPT_KEYS, 1, 1, WHOLE(command_verify)},
        {"sign", "PARCEL.zip | --new-key FILE", "sign a delivery",
         "Puts a signature into a delivery, which 'strom verify --key' and minisign can check: of "
         "its tag\n"
         "manifest, and so of every file. More than one may sign. --new-key makes a key, in "
         "minisign's\n"
         "format: keep the one, give away the other (FILE.pub).",
         OPT_SIGN | OPT_OUT, 0, 1, WHOLE(command_sign)},
        {"render", "DOCUMENT", "one page as a picture",
         "Draws one page of an edition as PNG or SVG. Without --edition, the language as written.",
         OF_PROJECT | OPT_EDITION | OPT_PAGE | OPT_FORMAT | OPT_DPI | OPT_OUT, 1, 1,
         WHOLE(command_render)},
        {"translate", "[DOCUMENT]", "make or renew the translators' files",
         "Writes po/DOCUMENT.pot from the text and merges it into each po/DOCUMENT.LANGUAGE.po; "
         "what all\n"
         "documents share is in po/project.LANGUAGE.po. What was translated stays; what changed "
         "is marked\n"
         "fuzzy. --rename OLD=NEW gives a value its new name in them first, so that no translation "
         "is\n"
         "lost; with --dry-run it is told, and nothing is written.",
         OF_PROJECT | OPT_LANGUAGE, 0, 1, command_translate},
        {"review", "LANG [DOCUMENT]", "what to look at in a translation",
         "Shows each text that is not translated, how every plural and selection reads for 0, 0.5, "
         "1, 2, 5, 21\n"
         "and 1000, what a build would tell of the translation, for all countries at once, and the "
         "words that\n"
         "line ends divide. --approve puts such a word, with its hyphens, into hyphenation: of "
         "strom.yml; all\n"
         "other bytes stay, and nothing else is done.",
         OF_PROJECT | OPT_STRICT | OPT_APPROVE, 1, 2, command_review},
        {"new", "DIR", "a project that builds at once",
         "Makes a folder with a small project. With --from FILE its data are those of the file: "
         "strom.yml\n"
         "says how they are read, and the text has a section for each group of questions, with a "
         "chart, a\n"
         "table or a sentence for each question, by its type, and the number of answers that it "
         "rests on.\n"
         "Where a person must think, a comment says so. Nothing that exists is overwritten.",
         OPT_NEW | OPT_PLUGINS, 1, 1, command_new},
        {"data", "[NAME|FILE]", "what was understood of a source",
         "Shows a source's columns: their types, how many cells have a value, have none, are odd, "
         "and are\n"
         "different, the smallest and the largest value, and some cells as they are written. A "
         "source is a\n"
         "name under 'data:', or a file; without one, the names that there are to ask for are "
         "listed.\n"
         "--write puts the columns' types into strom.yml, and a file that is not there as a new "
         "source;\n"
         "all other bytes stay. Of a sensitive source no cell is shown.",
         OF_PROJECT | OPT_WRITE, 0, 1, command_data},
        {"explain", "[NAME|NUMBER] [DOCUMENT]", "where a printed number comes from",
         "Tells of a value, by its name or as it is printed, how it was written, which query and\n"
         "views gave it, of which source and file, and which rows were looked at. With --page "
         "and\n"
         "--at it tells what stands at a place of a page: the line of the text, what translators "
         "have\n"
         "of it, and the origin of the value, table or chart. Without --edition, in the language "
         "as\n"
         "written.",
         OF_PROJECT | OPT_EDITION | OPT_PAGE | OPT_AT, 0, 2, command_explain},
        {"diff", "OLD.zip", "what is printed otherwise than in a delivery",
         "Compares all editions with what an earlier delivery says it has printed: numbers, rows\n"
         "of tables and charts, sentences. Exit status: 0 all is the same, 1 it is not, 2 it "
         "could\n"
         "not be told.",
         OF_PROJECT, 1, 1, WHOLE(command_diff)},
        {"plugins", "[NAME]", "what is installed; the options of one",
         "Lists the plugins: data sources, layouts and figures. With a name, its options too.",
         OPT_PLUGINS, 0, 1, command_plugins},
        {"trust", "DIR | --connect HOST | --list",
         "let plugins of a folder run that projects bring, or sources connect to a server",
         "Plugins are programs: those of a folder under 'plugins:' in strom.yml are opened when "
         "the folder is\n"
         "trusted, and holds what it held then. What is trusted, with the hash of each file, "
         "stands in\n"
         "strom/trust.yml of your configuration ($XDG_CONFIG_HOME or ~/.config). A server is "
         "trusted by the\n"
         "name that strom.yml has for it.",
         OPT_TRUST, 0, 1, command_trust},
        {"dump", "tables|edition|pages|pdf [DOCUMENT]", "one of the four values as text",
         "Shows what a stage has made, as text: the tables, an edition's tree, its pages, or the "
         "PDF's\n"
         "objects.",
         OF_PROJECT | OPT_EDITION, 1, 2, WHOLE(command_dump)},
        {"schema", "[theme|language|funders|values]", "the JSON Schema of strom.yml",
         "Prints the JSON Schema of strom.yml, for editors that complete and check; or that of\n"
         "a theme, of a language pack, of a funder's rules, or of values.json, which\n"
         "deliveries hold.",
         OPT_PLUGINS, 0, 1, command_schema},
        {"manual", "[COMMAND]", "a manual page",
         "Prints the manual page of strom, or of a command, as man(1) reads it:\n"
         "strom manual build | man -l -",
         0, 0, 1, command_manual},
        {"completion", "bash|zsh|fish", "completion for a shell",
         "Prints what makes a shell complete commands, options and their values. Packages put it "
         "where\n"
         "shells look; without one, in bash: source <(strom completion bash)",
         0, 1, 1, command_completion},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const struct command_list all = {commands, COMMANDS};

static void help(FILE *out)
{
	fputs("Strom builds a policy project's publications from one source.\n\n"
	      "Usage: strom COMMAND [OPTIONS]\n\nCommands:\n",
	      out);
	for (int i = 0; i < COMMANDS; i++)
		fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].summary);
	fputs("\n'strom COMMAND --help' tells more. Exit status: 0 good, 1 the project has "
	      "errors,\n"
	      "2 wrong usage, 3 a fault of strom or of a plugin.\n",
	      out);
}

/* The command in the other program. Returns only if that cannot be started. */
static int run_whole(char **argv)
{
	struct arena *arena = arena_new();
	str folder = path_join(arena, place_root(arena), S("libexec"));
	char *path = arena_cstr(arena, path_join(arena, folder, S("strom")));
	execv(path, argv);
	fprintf(stderr, "strom: cannot start %s: %s\n", path, strerror(errno));
	arena_drop(arena);
	return EXIT_FAULT;
}

static int run(const struct command *command, int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct command_line line;
	int code = EXIT_USAGE;
	if (options_read(arena, command, argc, argv, &line)) {
		code = EXIT_GOOD;
		line.all = &all;
		if (line.help)
			options_help(command);
		else
			code = command->run(&line);
	}
	arena_drop(arena);
	return code;
}

/* A closed descriptor would be given to the next file that is opened, and what is printed would go
 * into that file. */
static void open_standard(void)
{
	int fd;
	do {
		fd = open("/dev/null", O_RDWR);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

/* What was printed must have arrived. A reader that has seen enough (head) is no error: files are
 * built all the same. */
static int printed(int code)
{
	struct pollfd out = {.fd = STDOUT_FILENO};
	if (!fflush(stdout) && !ferror(stdout))
		return code;
	if (poll(&out, 1, 0) > 0 && (out.revents & POLLERR))
		return code;
	fputs("strom: cannot write all of the output: is the disk full?\n", stderr);
	return code > EXIT_PROJECT ? code : EXIT_PROJECT;
}

static int strom(int argc, char **argv)
{
	str name = str_of(argc > 1 ? argv[1] : NULL);
	if (!name.len) {
		help(stderr);
		return EXIT_USAGE;
	}
	if (str_eq(name, S("--help")) || str_eq(name, S("-h")) || str_eq(name, S("help"))) {
		help(stdout);
		return EXIT_GOOD;
	}
	if (str_eq(name, S("--version")) || str_eq(name, S("version"))) {
		puts("strom " STROM_VERSION);
		return EXIT_GOOD;
	}
	const struct command *command = command_find(&all, name);
	if (!command)
		return command_unknown(&all, name);
	if (!command->run)
		return run_whole(argv);
	argv[1] = "strom"; /* getopt begins its messages with it */
	return run(command, argc - 1, argv + 1);
}

/* Whoever starts us may have ignored or blocked any signal, and that is inherited. */
static void settle_signals(void)
{
	sigset_t ours;
	signal(SIGPIPE, SIG_IGN);
	/* A limit on the size of files is a failing write, which can be told. */
	signal(SIGXFSZ, SIG_IGN);
	/* Ignored, children would be gone before they are asked how they ended. */
	signal(SIGCHLD, SIG_DFL);
	sigemptyset(&ours);
	sigaddset(&ours, SIGBUS);
	sigaddset(&ours, SIGALRM);
	sigaddset(&ours, SIGXCPU);
	sigprocmask(SIG_UNBLOCK, &ours, NULL);
	file_cut_tell(STDERR_FILENO);
}

int main(int argc, char **argv)
{
	open_standard();
	settle_signals();
	/* libarchive's zip times follow the zone; nothing else may either. */
	setenv("TZ", "UTC0", 1);
	tzset();
	return printed(strom(argc, argv));
}
