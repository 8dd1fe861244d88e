/* Code books as plugins give them: by scripts, which are the files of a plugin of the test's own.
 */
#include "unit/data_project.h"

#include <strom/source.h>

/* A line of a script: a letter, a space, and what the letter says:
 *
 *   v KIND NAME    a variable         c CODE   m CODE   its codes; m: it means no value
 *   w KIND NAME    with a range of missing numbers, from 90 to 99
 *   l LANGUAGE T   a label of the last code, or variable        t T   in no language
 *   k NAME         a column of texts  r TEXT   a row with that text in each column */
struct script {
	struct strom_job *job;
	const struct strom_source_host *host;
	struct strom_pos at;
	size_t columns;
};

static bool give_variable(struct script *s, str rest, bool range)
{
	int64_t kind = 0;
	str first = str_until(rest, ' ');
	str_to_int(first, &kind);
	struct strom_variable v = {.size = sizeof v,
	                           .kind = (uint32_t)kind,
	                           .name = str_trim(str_from(rest, first.len)),
	                           .unit = S("EUR"),
	                           .pos = s->at,
	                           .missing = range,
	                           .from = 90,
	                           .to = 99};
	return s->host->variable(s->job, &v);
}

static bool give_row(struct script *s, str text)
{
	bool good = s->host->row(s->job, s->at);
	for (size_t i = 0; good && i < s->columns; i++)
		good = s->host->cell(s->job, &(struct strom_cell){.size = sizeof(struct strom_cell),
		                                                  .text = text,
		                                                  .pos = s->at});
	return good;
}

static bool give(struct script *s, char letter, str rest)
{
	str word = str_until(rest, ' ');
	struct strom_code code = {
	        .size = sizeof code, .missing = letter == 'm', .code = rest, .pos = s->at};
	struct strom_label label = {.size = sizeof label, .text = rest, .pos = s->at};
	struct strom_column column = {
	        .size = sizeof column, .type = STROM_COLUMN_TEXT, .name = rest, .pos = s->at};
	switch (letter) {
	case 'v':
	case 'w':
		return give_variable(s, rest, letter == 'w');
	case 'c':
	case 'm':
		return s->host->code(s->job, &code);
	case 'l':
		label.language = word;
		label.text = str_trim(str_from(rest, word.len));
		return s->host->label(s->job, &label);
	case 't':
		return s->host->label(s->job, &label);
	case 'k':
		s->columns++;
		return s->host->column(s->job, &column);
	default:
		return give_row(s, rest);
	}
}

static bool play(struct strom_job *job, const struct strom_source_host *host,
                 const struct strom_input *input)
{
	struct script s = {job, host, {.known = input->known}, 0};
	str rest = input->bytes, line;
	while (str_next_line(&rest, &line)) {
		s.at.off = (uint64_t)(line.ptr - input->bytes.ptr);
		s.at.len = (uint32_t)line.len;
		if (line.len && !give(&s, *line.ptr, str_from(line, line.len > 1 ? 2 : 1)))
			return false;
	}
	return true;
}

/* Its own book is asked for first, as a source that knows code books does. */
static bool play_own(struct strom_job *job, const struct strom_source_host *host,
                     const struct strom_input *input)
{
	struct strom_input book = {.size = sizeof book};
	if (host->codebook(job, &book) && !play(job, host, &book))
		return false;
	return play(job, host, input);
}

static const struct plugin *scripted(bool knows_books)
{
	struct strom_source *f = arena_make(arena, struct strom_source);
	*f = (struct strom_source){.size = sizeof *f,
	                           .read = knows_books ? play_own : play,
	                           .book = knows_books ? play : NULL};
	return plugin_of("script", f, no_options);
}

/* The tables of a script, with another for its code book, or none; NULL: reported. */
static struct tables *played(const char *script, const char *book)
{
	str database;
	const struct plugin *plugin = scripted(false);
	struct source_spec *s = add_source(plugin, S("one"), str_of(script), false, NULL, 0);
	if (book) {
		s->codebook.text = path_join(arena, str_of(folder), S("book"));
		s->codebook.at = s->name.at;
		s->book_plugin = scripted(true);
		quick_file(arena, s->codebook.text, str_of(book));
	}
	bool good = tables_load(arena, diags, &project, &database);
	if (book)
		unlink(arena_cstr(arena, s->codebook.text));
	return good ? tables_open(arena, diags, &project, database) : NULL;
}

static void refused(const char *script, const char *wanted)
{
	diags = diags_new(arena);
	project = (struct project){.sources = sources};
	project.at.file = diag_file(diags, path_join(arena, str_of(folder), S("strom.yml")), 0);
	ck_assert_msg(!played(script, NULL), "%s is taken", script);
	ck_assert_msg(!strcmp(reports(), wanted), "%s\ntells\n%sbut wanted is\n%s", script,
	              reports(), wanted);
}

/* "name kind unit from-to: label; code=label code!=label" of each variable. */
static const char *book_of(struct tables *t, const char *const *names)
{
	struct buf b = {0};
	for (; *names; names++) {
		const struct codebook_variable *v = tables_variable(t, str_of(*names));
		ck_assert_msg(v != NULL, "no %s", *names);
		buf_printf(&b, "%.*s %u %.*s", STR_ARG(v->name), v->kind, STR_ARG(v->unit));
		if (v->range)
			buf_printf(&b, " %g-%g", v->from, v->to);
		for (size_t i = 0; i < v->labels.n; i++)
			buf_printf(&b, " %.*s:%.*s", STR_ARG(v->labels.at[i].language),
			           STR_ARG(v->labels.at[i].text));
		for (size_t i = 0; i < v->codes.n; i++) {
			const struct codebook_code *c = &v->codes.at[i];
			buf_printf(&b, "; %.*s%s", STR_ARG(c->code), c->missing ? "!" : "");
			for (size_t k = 0; k < c->labels.n; k++)
				buf_printf(&b, " %.*s:%.*s", STR_ARG(c->labels.at[k].language),
				           STR_ARG(c->labels.at[k].text));
		}
		buf_byte(&b, '\n');
	}
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

START_TEST(a_source_has_its_own)
{
	struct tables *t;
	project.language = S("en");
	t = played("v 1 a\nt What?\nl lv Kas?\nc x\nt X\nl lv Ikss\nl lv Twice\nm y\nw 2 b\n"
	           "k a\nk b\nr x\n",
	           NULL);
	ck_assert_msg(t != NULL, "%s", reports());
	ck_assert_str_eq(book_of(t, (const char *const[]){"one.a", "one.b", NULL}),
	                 "a 1 EUR en:What? lv:Kas?; x en:X lv:Ikss; y!\nb 2 EUR 90-99\n");
	ck_assert_str_eq(reports(), "");
}
END_TEST

/* What strom.yml names adds to it: languages, codes and what they mean; kinds are the book's. */
START_TEST(another_adds_to_it)
{
	struct tables *t;
	project.language = S("en");
	t = played("v 2 A\nl lv Kas?\nl en Other\nc x\nl lv Ikss\nm y\nc z\nt Z\nv 1 b\nw 1 c\n"
	           "k a\nk b\nk c\nr x\n",
	           "v 1 a\nt What?\nc x\nt X\nc y\nv 3 c\n");
	ck_assert_msg(t != NULL, "%s", reports());
	ck_assert_str_eq(book_of(t, (const char *const[]){"one.a", "one.b", "one.c", NULL}),
	                 "a 2 EUR en:What? lv:Kas?; x en:X lv:Ikss; y!; z en:Z\nb 1 EUR\n"
	                 "c 1 EUR 90-99\n");
	ck_assert_str_eq(reports(), "");
}
END_TEST

START_TEST(plugins_that_break_books)
{
	static const char broken[] = "one:%d+%d data/broken-source the source plugin 'script' %s\n";
	static const struct {
		const char *script, *what;
		int off, len;
	} rows[] = {
	        {"k a\nv 1 a\n", "gives a variable after the first column", 4, 5},
	        {"v 0 a\nk a\n", "gives a variable without a name or of no known kind", 0, 5},
	        {"v 99 a\nk a\n", "gives a variable without a name or of no known kind", 0, 6},
	        {"v 1\nk a\n", "gives a variable without a name or of no known kind", 0, 3},
	        {"c x\nk a\n", "gives a code of no variable, or an empty one", 0, 3},
	        {"v 1 a\nc\nk a\n", "gives a code of no variable, or an empty one", 6, 1},
	        {"t x\nk a\n", "gives a label of no variable", 0, 3},
	        {"v 1 a\xFF\nk a\n", "gives its code book a text that is not UTF-8 or holds NUL", 0,
	         6},
	        {"v 1 a\nc \xFF\nk a\n",
	         "gives its code book a text that is not UTF-8 or holds NUL", 6, 3},
	        {"v 1 a\nc x\nt \xFF\nk a\n",
	         "gives its code book a text that is not UTF-8 or holds NUL", 10, 3},
	        {"v 1 a\nl \xFF x\nk a\n",
	         "gives its code book a text that is not UTF-8 or holds NUL", 6, 5},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char wanted[200];
		snprintf(wanted, sizeof wanted, broken, rows[i].off, rows[i].len, rows[i].what);
		refused(rows[i].script, wanted);
	}
}
END_TEST

START_TEST(what_is_there_twice)
{
	refused("v 1 a\nv 1 A\nk a\nr x\n",
	        "one:6+5 data/variable-twice the code book has 'A' already\n");
	refused("v 1 a\nc x\nc y\nc x\nk a\nr x\n",
	        "one:14+3 data/code-twice 'a' has the code 'x' already\n");
}
END_TEST

static const char *many(const char *before, const char *line, int n)
{
	struct buf b = {0};
	buf_put(&b, str_of(before));
	for (int i = 0; i < n; i++)
		buf_printf(&b, "%s%d\n", line, i);
	buf_put(&b, S("k a\nr 1\n"));
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

START_TEST(books_have_bounds)
{
	const char *most = many("", "v 1 v", 5001), *codes = many("v 1 a\n", "c ", 10001);
	char wanted[200];
	snprintf(wanted, sizeof wanted,
	         "one:%zu+9 data/large-code-book the code book has more than 5000 variables\n",
	         (size_t)(strstr(most, "v 1 v5000\n") - most));
	refused(most, wanted);
	snprintf(wanted, sizeof wanted,
	         "one:%zu+7 data/large-code-book the code book has more than 10000 codes in a "
	         "variable\n",
	         (size_t)(strstr(codes, "c 10000\n") - codes));
	refused(codes, wanted);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_book");
	TCase *c = tcase_create("book");
	tcase_add_checked_fixture(c, setup_project, teardown_project);
	tcase_add_test(c, a_source_has_its_own);
	tcase_add_test(c, another_adds_to_it);
	tcase_add_test(c, plugins_that_break_books);
	tcase_add_test(c, what_is_there_twice);
	tcase_add_test(c, books_have_bounds);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
