/* strom completion: what makes a shell complete commands, from the tables that the help is of. */
#include "cli/commands.h"

#include "base/buf.h"

/* What may stand at a place. */
enum fills { FILL_NOTHING, FILL_FILES, FILL_FOLDERS, FILL_COMMANDS, FILL_CHOICES };
struct fill {
	enum fills by;
	str choices; /* of FILL_CHOICES: apart by spaces or '|' */
};

static bool has(str s, const char *part)
{
	return str_find(s, str_of(part)) != SIZE_MAX;
}

/* By a value's name in the help: PATH, FILE, DIR. */
static struct fill fill_of(str name)
{
	if (has(name, "DIR"))
		return (struct fill){.by = FILL_FOLDERS};
	if (has(name, "PATH") || has(name, "FILE") || has(name, "BAG") || has(name, ".zip"))
		return (struct fill){.by = FILL_FILES};
	if (has(name, "COMMAND"))
		return (struct fill){.by = FILL_COMMANDS};
	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[i] >= 'A' && name.ptr[i] <= 'Z')
			return (struct fill){.by = FILL_NOTHING};
	return name.len ? (struct fill){FILL_CHOICES, name} : (struct fill){.by = FILL_NOTHING};
}

static struct fill fill_value(const struct option_shown *o)
{
	if (o->choices)
		return (struct fill){FILL_CHOICES, str_of(o->choices)};
	return fill_of(str_of(o->value));
}

/* What the first word behind the command may be: "[theme|language|values]". */
static struct fill fill_words(const struct command *command)
{
	str words = str_of(command->words);
	size_t end = str_find(words, S(" "));
	if (end != SIZE_MAX)
		words.len = end;
	if (words.len && words.ptr[0] == '[')
		words = (str){words.ptr + 1, words.len - 2};
	return fill_of(words);
}

static void put_choices(struct buf *b, const struct command_list *all, struct fill fill)
{
	for (int i = 0; fill.by == FILL_COMMANDS && i < all->n; i++)
		buf_printf(b, "%s%s", i ? " " : "", all->at[i].name);
	for (size_t i = 0; fill.by == FILL_CHOICES && i < fill.choices.len; i++)
		buf_byte(b, fill.choices.ptr[i] == '|' ? ' ' : fill.choices.ptr[i]);
}

/* Inside single quotes. `escaped`: what needs a backslash there, beside the quote. */
static void put_quoted(struct buf *b, const char *text, const char *quote, const char *escaped)
{
	for (; *text; text++) {
		if (*text == '\'') {
			buf_put(b, str_of(quote));
			continue;
		}
		if (strchr(escaped, *text))
			buf_byte(b, '\\');
		buf_byte(b, *text);
	}
}

/* ---- bash ---- */

static void bash_fill(struct buf *b, const struct command_list *all, struct fill fill)
{
	if (fill.by == FILL_FILES || fill.by == FILL_FOLDERS) {
		buf_printf(b, "_strom_names -%c", fill.by == FILL_FILES ? 'f' : 'd');
	} else if (fill.by != FILL_NOTHING) {
		buf_put(b, S("_strom_words '"));
		put_choices(b, all, fill);
		buf_byte(b, '\'');
	} else {
		buf_put(b, S("COMPREPLY=()"));
	}
}

static void bash_command(struct buf *b, const struct command_list *all,
                         const struct command *command)
{
	struct option_shown o;
	buf_printf(b, "\t%s)\n\t\tcase $last in\n", command->name);
	for (int i = 0; options_shown(command, i, &o); i++) {
		if (!o.value)
			continue;
		buf_printf(b, "\t\t-%c | --%s) ", o.letter, o.name);
		bash_fill(b, all, fill_value(&o));
		buf_put(b, S("; return ;;\n"));
	}
	buf_put(b, S("\t\tesac\n\t\tif [[ $now == -* ]]; then _strom_words '"));
	for (int i = 0; options_shown(command, i, &o); i++)
		buf_printf(b, "%s--%s", i ? " " : "", o.name);
	buf_put(b, S("'\n\t\telse "));
	bash_fill(b, all, fill_words(command));
	buf_put(b, S("\n\t\tfi ;;\n"));
}

static void put_bash(struct buf *b, const struct command_list *all)
{
	/* bash parts a word at '=': what stands before it is the option. */
	buf_put(b, S("# bash completion of strom\n"
	             "_strom_words() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$now\"); }\n"
	             "_strom_names() {\n"
	             "\tcompopt -o filenames 2>/dev/null\n"
	             "\tmapfile -t COMPREPLY < <(compgen \"$1\" -- \"$now\")\n}\n"
	             "_strom() {\n"
	             "\tlocal now=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD - 1]}\n"
	             "\tlocal command=${COMP_WORDS[1]}\n"
	             "\t[[ $now == = ]] && now=\n"
	             "\t[[ $last == = ]] && last=${COMP_WORDS[COMP_CWORD - 2]}\n"
	             "\tif ((COMP_CWORD == 1)); then\n\t\t_strom_words '"));
	put_choices(b, all, (struct fill){.by = FILL_COMMANDS});
	buf_put(b, S(" --help --version'\n\t\treturn\n\tfi\n\tCOMPREPLY=()\n\tcase $command in\n"));
	for (int i = 0; i < all->n; i++)
		bash_command(b, all, &all->at[i]);
	buf_put(b, S("\tesac\n}\ncomplete -F _strom strom\n"));
}

/* ---- zsh ---- */

static void zsh_quoted(struct buf *b, const char *text)
{
	put_quoted(b, text, "'\\''", "[]\\");
}

static void zsh_fill(struct buf *b, const struct command_list *all, struct fill fill)
{
	if (fill.by == FILL_FILES) {
		buf_put(b, S("_files"));
	} else if (fill.by == FILL_FOLDERS) {
		buf_put(b, S("_files -/"));
	} else if (fill.by == FILL_NOTHING) {
		buf_byte(b, ' '); /* a message, and nothing to take */
	} else {
		buf_byte(b, '(');
		put_choices(b, all, fill);
		buf_byte(b, ')');
	}
}

static void zsh_option(struct buf *b, const struct command_list *all, const struct option_shown *o)
{
	bool again = has(str_of(o->help), "more than once");
	buf_put(b, S(" \\\n\t\t\t"));
	if (again)
		buf_printf(b, "'*'{-%c,--%s}'[", o->letter, o->name);
	else
		buf_printf(b, "'(-%c --%s)'{-%c,--%s}'[", o->letter, o->name, o->letter, o->name);
	zsh_quoted(b, o->help);
	buf_byte(b, ']');
	if (o->value) {
		buf_printf(b, ":%s:", o->value);
		zsh_fill(b, all, fill_value(o));
	}
	buf_byte(b, '\'');
}

static void zsh_command(struct buf *b, const struct command_list *all,
                        const struct command *command)
{
	struct option_shown o;
	buf_printf(b, "\t%s)\n\t\t_arguments -s", command->name);
	for (int i = 0; options_shown(command, i, &o); i++)
		zsh_option(b, all, &o);
	if (command->most) {
		buf_put(b, S(" \\\n\t\t\t'1:"));
		zsh_quoted(b, command->words);
		buf_byte(b, ':');
		zsh_fill(b, all, fill_words(command));
		buf_byte(b, '\'');
	}
	buf_put(b, S(" ;;\n"));
}

static void put_zsh(struct buf *b, const struct command_list *all)
{
	buf_put(b, S("#compdef strom\nlocal curcontext=$curcontext state line\nlocal -a commands\n"
	             "commands=(\n"));
	for (int i = 0; i < all->n; i++) {
		buf_printf(b, "\t'%s:", all->at[i].name);
		put_quoted(b, all->at[i].summary, "'\\''", "");
		buf_put(b, S("'\n"));
	}
	buf_put(b, S(")\n_arguments -C '1: :->command' '*:: :->rest'\n"
	             "if [[ $state == command ]]; then\n\t_describe command commands\n"
	             "elif [[ $state == rest ]]; then\n\tcase $words[1] in\n"));
	for (int i = 0; i < all->n; i++)
		zsh_command(b, all, &all->at[i]);
	buf_put(b, S("\tesac\nfi\n"));
}

/* ---- fish ---- */

static void fish_quoted(struct buf *b, const char *text)
{
	put_quoted(b, text, "\\'", "\\");
}

static void fish_fill(struct buf *b, const struct command_list *all, struct fill fill)
{
	if (fill.by == FILL_FILES)
		buf_put(b, S(" -F"));
	if (fill.by == FILL_FOLDERS)
		buf_put(b, S(" -a '(__fish_complete_directories)'"));
	if (fill.by != FILL_COMMANDS && fill.by != FILL_CHOICES)
		return;
	buf_put(b, S(" -a '"));
	put_choices(b, all, fill);
	buf_byte(b, '\'');
}

static void fish_command(struct buf *b, const struct command_list *all,
                         const struct command *command)
{
	struct option_shown o;
	struct fill words = fill_words(command);
	for (int i = 0; options_shown(command, i, &o); i++) {
		buf_printf(b, "complete -c strom -n '__fish_seen_subcommand_from %s' -s %c -l %s",
		           command->name, o.letter, o.name);
		if (o.value) {
			struct fill value = fill_value(&o);
			buf_put(b, value.by == FILL_FILES ? S(" -r") : S(" -x"));
			fish_fill(b, all, value);
		}
		buf_put(b, S(" -d '"));
		fish_quoted(b, o.help);
		buf_put(b, S("'\n"));
	}
	if (words.by == FILL_NOTHING)
		return;
	buf_printf(b, "complete -c strom -n '__fish_seen_subcommand_from %s'", command->name);
	fish_fill(b, all, words);
	buf_byte(b, '\n');
}

static void put_fish(struct buf *b, const struct command_list *all)
{
	buf_put(b, S("# fish completion of strom\ncomplete -c strom -f\n"));
	for (int i = 0; i < all->n; i++) {
		buf_printf(b, "complete -c strom -n __fish_use_subcommand -a %s -d '",
		           all->at[i].name);
		fish_quoted(b, all->at[i].summary);
		buf_put(b, S("'\n"));
		fish_command(b, all, &all->at[i]);
	}
}

int command_completion(const struct command_line *line)
{
	static const struct {
		const char *shell;
		void (*put)(struct buf *, const struct command_list *);
	} shells[] = {{"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}};
	for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
		if (strcmp(line->words[0], shells[i].shell))
			continue;
		struct buf b = {0};
		shells[i].put(&b, line->all);
		fwrite(b.ptr, 1, b.len, stdout);
		buf_drop(&b);
		return EXIT_GOOD;
	}
	fprintf(stderr, "strom: completion is for bash, zsh or fish, not '%s'\n", line->words[0]);
	return EXIT_USAGE;
}
