/* strom manual: manual pages, made from the tables of commands and options. */
#include "cli/commands.h"

#include "base/buf.h"

/* Text in roff: hyphens that may be copied, nothing that roff would take as its own. */
static void put_text(struct buf *b, const char *text)
{
	bool begins = true;
	for (; *text; text++) {
		if (begins && (*text == '.' || *text == '\''))
			buf_put(b, S("\\&"));
		begins = *text == '\n';
		if (*text == '\\')
			buf_put(b, S("\\e"));
		else if (*text == '-')
			buf_put(b, S("\\-"));
		else
			buf_byte(b, *text);
	}
}

static void put_head(struct buf *b, const char *page, const char *summary)
{
	buf_put(b, S(".TH \""));
	put_text(b, page);
	/* No date: the same program has the same pages. */
	buf_put(b, S("\" 1 \"\" \"strom " STROM_VERSION "\" \"Strom\"\n.nh\n.ad l\n.SH NAME\n"));
	put_text(b, page);
	buf_put(b, S(" \\- "));
	put_text(b, summary);
	buf_put(b, S("\n.SH SYNOPSIS\n"));
}

static void put_option(struct buf *b, const struct option_shown *o)
{
	buf_printf(b, ".TP\n\\fB\\-%c\\fR, \\fB\\-\\-", o->letter);
	put_text(b, o->name);
	buf_put(b, S("\\fR"));
	if (o->value)
		buf_printf(b, " \\fI%s\\fR", o->value);
	buf_byte(b, '\n');
	put_text(b, o->help);
	buf_byte(b, '\n');
}

static void put_status(struct buf *b)
{
	buf_put(b, S(".SH EXIT STATUS\n.TP\n0\ngood; there may be warnings\n.TP\n1\n"
	             "the project has errors; what they concern was not written\n.TP\n2\n"
	             "wrong usage\n.TP\n3\na fault of strom or of a plugin\n"));
}

static void put_command(struct buf *b, const struct command *command)
{
	struct buf page = {0};
	buf_printf(&page, "strom-%s", command->name);
	buf_byte(&page, 0);
	put_head(b, page.ptr, command->summary);
	buf_drop(&page);
	buf_printf(b, "\\fBstrom %s\\fR [\\fIOPTIONS\\fR] ", command->name);
	put_text(b, command->words);
	buf_put(b, S("\n.SH DESCRIPTION\n"));
	put_text(b, command->help);
	buf_put(b, S("\n.SH OPTIONS\n"));
	struct option_shown o;
	for (int i = 0; options_shown(command, i, &o); i++)
		put_option(b, &o);
	put_status(b);
	buf_put(b, S(".SH SEE ALSO\n.BR strom (1)\n"));
}

static void put_program(struct buf *b, const struct command_list *all)
{
	put_head(b, "strom", "builds a policy project's publications from one source");
	buf_put(b, S("\\fBstrom\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n.SH DESCRIPTION\n"
	             "Merges data with text, typesets it in many languages, one edition for each "
	             "country and\nlanguage, as PDF files that print, archive and are accessible, "
	             "and packs them for\ndelivery. What a project is stands in its strom.yml.\n"
	             ".SH COMMANDS\n"));
	for (int i = 0; i < all->n; i++) {
		buf_printf(b, ".TP\n.BR strom\\-%s (1)\n", all->at[i].name);
		put_text(b, all->at[i].summary);
		buf_byte(b, '\n');
	}
	put_status(b);
	buf_put(b, S(".SH FILES\n.TP\n.I strom.yml\nthe project, in the folder where strom is "
	             "started or that\n.B \\-\\-project\nnames\n"));
}

int command_manual(const struct command_line *line)
{
	struct buf b = {0};
	str name = str_of(line->words_n ? line->words[0] : NULL);
	const struct command *command = command_find(line->all, name);
	if (name.len && !command)
		return command_unknown(line->all, name);
	if (command)
		put_command(&b, command);
	else
		put_program(&b, line->all);
	fwrite(b.ptr, 1, b.len, stdout);
	buf_drop(&b);
	return EXIT_GOOD;
}
