/* The first text and strom.yml of strom new: a section for each group of questions, and for each
 * question what its type asks for. Where a person must think, a comment says so. */
#include "cli/command_new.h"

#include <strom/source.h>

enum { MOST_QUESTIONS = 80 };

/* ---- Groups and headings ---- */

/* What stands before the first '/' of it. */
static str first_of(str path)
{
	str group = str_until(path, '/');
	return group.len < path.len ? group : S("");
}

/* "group/name", as survey tools write it; also where the source gives columns the name alone. */
static str group_of(const struct new_project *n, const struct look_column *c)
{
	str group = first_of(c->name);
	for (size_t i = 0; !group.len && i < n->headings_n; i++) {
		str heading = n->headings[i];
		if (heading.len > c->name.len && str_ends(heading, c->name) &&
		    heading.ptr[heading.len - c->name.len - 1] == '/')
			group = first_of(heading);
	}
	return group;
}

static str title_of(str name)
{
	str group = first_of(name);
	return group.len ? str_from(name, group.len + 1) : name;
}

/* As a value's name has it. */
static bool is_plain_name(str name)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i] | 0x20;
		bool letter = (c >= 'a' && c <= 'z') || name.ptr[i] == '_';
		if (!letter && (!i || name.ptr[i] < '0' || name.ptr[i] > '9'))
			return false;
	}
	return name.len > 0;
}

/* What its code book asks, in the language of each edition. */
static str heading_of(const struct new_project *n, const struct look_column *c)
{
	if (c->question.len && is_plain_name(c->name))
		return arena_printf(n->arena, "{survey.%.*s.question}", STR_ARG(c->name));
	return command_new_words(n->arena, c->question.len ? c->question : title_of(c->name));
}

/* "Staff" of "Staff 2014"; empty: the last word counts nothing. */
static str series_of(str title)
{
	size_t end = title.len;
	while (end && title.ptr[end - 1] != ' ')
		end--;
	return end > 1 && end < title.len && title.ptr[end] >= '0' && title.ptr[end] <= '9'
	               ? str_sub(title, 0, end - 1)
	               : S("");
}

static bool is_like(const struct new_project *n, const struct look_column *c, str series, str group)
{
	return command_new_kind(n->arena, c) == NEW_NUMBER && !c->question.len &&
	       str_eq(series_of(title_of(c->name)), series) && str_eq(group_of(n, c), group);
}

/* Where numbers end that are one table: "Staff 2014", "Staff 2015". */
static size_t series_end(const struct new_project *n, size_t i)
{
	const struct look_column *c = &n->look->columns[i];
	str series = series_of(title_of(c->name)), group = group_of(n, c);
	size_t end = i + 1;
	if (!series.len || !is_like(n, c, series, group))
		return end;
	while (end < n->look->n && end < MOST_QUESTIONS && n->look->columns[end].type == c->type &&
	       is_like(n, &n->look->columns[end], series, group))
		end++;
	return end;
}

/* "Offered" of "Offered/shelter"; empty: it is no answer of several. */
static str several_of(const struct new_project *n, const struct look_column *c)
{
	str title = title_of(c->name), of = title;
	while (of.len && of.ptr[of.len - 1] != '/')
		of.len--;
	return of.len > 1 && command_new_kind(n->arena, c) == NEW_YES_NO
	               ? str_sub(title, 0, of.len - 1)
	               : S("");
}

/* Where the columns end that are one question's answers, 0 or 1 each. */
static size_t several_end(const struct new_project *n, size_t i)
{
	str of = several_of(n, &n->look->columns[i]);
	size_t end = i + 1;
	while (of.len && end < n->look->n && end < MOST_QUESTIONS &&
	       str_eq(several_of(n, &n->look->columns[end]), of))
		end++;
	return end;
}

/* A list of answers, "shelter legal", beside columns that have them one by one. */
static bool is_list(const struct new_project *n, size_t i)
{
	return i + 2 < n->look->n && several_end(n, i + 1) > i + 2 &&
	       str_eq(several_of(n, &n->look->columns[i + 1]), title_of(n->look->columns[i].name));
}

static size_t end_of(const struct new_project *n, size_t i)
{
	size_t series = series_end(n, i);
	return series > i + 1 ? series : several_end(n, i);
}

/* ---- strom.yml ---- */

static void put_settings(const struct new_project *n, struct buf *out)
{
	for (size_t i = 0; i < n->settings_n; i++) {
		buf_put(out, i ? S(", ") : S("    options: {"));
		buf_put(out, n->settings[i].key);
		buf_put(out, S(": "));
		buf_json(out, n->settings[i].value);
	}
	buf_put(out, n->settings_n ? S("}\n") : S(""));
}

static void put_types(const struct new_project *n, struct buf *out)
{
	size_t put = 0;
	for (size_t i = 0; i < n->types_n; i++) {
		/* The code book says what they are. */
		if (n->look->columns[i].codes)
			continue;
		buf_put(out, put++ ? S("") : S("    types:\n"));
		buf_put(out, S("      "));
		buf_json(out, n->types[i].column.text);
		buf_printf(out, ": %.*s\n", STR_ARG(reading_type_name(n->types[i].type)));
	}
}

static void put_weight(const struct new_project *n, struct buf *out)
{
	for (size_t i = 0; i < n->look->n; i++)
		if (n->look->columns[i].variable == STROM_VARIABLE_WEIGHT)
			buf_printf(out,
			           "    # Think: the file has weights, in %.*s; queries do not use "
			           "them, measures do,\n    # where the key weight: names the "
			           "column.\n",
			           STR_ARG(command_new_remark(n->arena, n->look->columns[i].name)));
}

static void put_value(struct buf *out, size_t i, const char *what, const char *function, str column)
{
	struct buf sql = {0};
	buf_printf(&sql, "select %s(%.*s) from survey", function, STR_ARG(column));
	buf_printf(out, "  q%zu_%s: ", i + 1, what);
	buf_json(out, buf_str(&sql));
	buf_byte(out, '\n');
	buf_drop(&sql);
}

static void put_values(const struct new_project *n, struct buf *out)
{
	buf_put(out, S("values:\n  answers: select count(*) from survey\n"));
	for (size_t i = 0, end; i < n->look->n && i < MOST_QUESTIONS; i = end) {
		const struct look_column *c = &n->look->columns[i];
		enum new_kind kind = command_new_kind(n->arena, c);
		str column = command_new_quoted(n->arena, c->name);
		end = end_of(n, i);
		if (end > i + 1 && several_of(n, c).len)
			put_value(out, i, "n", "count", column);
		if (kind == NEW_LEFT_OUT || end > i + 1 || is_list(n, i))
			continue;
		put_value(out, i, "n", "count", column);
		if (kind == NEW_YES_NO)
			put_value(out, i, "yes", "avg", column);
		if (kind == NEW_DAY) {
			put_value(out, i, "first", "min", column);
			put_value(out, i, "last", "max", column);
		}
	}
}

/* No clock is read: a day of the data is the nearest that is known. */
static str day_of(const struct look *look)
{
	for (size_t i = 0; look && i < look->n; i++)
		if (look->columns[i].type == READ_DATE && look->columns[i].most.len == 10)
			return look->columns[i].most;
	return S(NEW_DATE);
}

static void put_head(const struct new_project *n, struct buf *out)
{
	buf_printf(out, "project:\n  id: %.*s\n  title: ", STR_ARG(n->id));
	buf_json(out, n->title);
	buf_printf(out,
	           "  # Think: what is it called?\n  date: %.*s  # Think: when is it published?\n"
	           "  funders:\n    - name: " NEW_FUNDER "  # Think: who pays, and which "
	           "sentence and logo "
	           "does the contract want?\n\nlanguage: %.*s\nlanguages: [",
	           STR_ARG(day_of(n->look)), STR_ARG(n->languages[0]));
	for (size_t i = 0; i < n->languages_n; i++)
		buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(n->languages[i]));
	buf_put(out, S("]\ntranslations: po\n\n"));
}

/* Columns that seem to tell of persons are not read at all. */
static void put_sensitive(const struct new_project *n, struct buf *out)
{
	size_t said = 0;
	for (size_t i = 0; i < n->look->n; i++) {
		if (!command_new_personal(n->arena, &n->look->columns[i]))
			continue;
		buf_put(out, said++ ? S(", ")
		                    : S("\n    # Think: these seem to tell of persons, and are not "
		                        "read; best is to take\n    # them out of the file, too.\n"
		                        "    leave-out: ["));
		buf_json(out, n->look->columns[i].name);
	}
	buf_put(out, said ? S("]\n    # Think: could persons be recognised by the rest? Then write")
	                  : S("\n    # Think: could single persons be recognised in it? Then "
	                      "write"));
	buf_put(out, S(" true: no table and no chart shows it any more.\n"
	               "    sensitive: false\n"));
}

/* What of the file is not read: repeats of a survey are sheets of their own. */
static void put_sheets(const struct new_project *n, struct buf *out)
{
	size_t said = 0;
	for (size_t i = 0; i < n->look->sheets_n && said < 8; i++) {
		const struct look_sheet *sheet = &n->look->sheets[i];
		if (!sheet->read && !sheet->aside)
			buf_printf(out, "%s\"%.*s\"",
			           said++ ? ", " : "    # Think: this is not read: ",
			           STR_ARG(command_new_remark(n->arena, sheet->name)));
	}
	if (said)
		buf_put(out, S(". What matters of it wants an entry of its own.\n"));
}

void command_new_yml(const struct new_project *n, struct buf *out)
{
	buf_put(out, S("# Made by strom new. What is marked \"Think:\" wants a person.\n\n"));
	put_head(n, out);
	buf_printf(out, "data:\n  survey:\n    source: %.*s\n    path: ", STR_ARG(n->plugin));
	buf_json(out, arena_printf(n->arena, "data/%.*s", STR_ARG(n->file)));
	put_sensitive(n, out);
	if (n->codebook.len) {
		buf_put(out, S("    codebook: "));
		buf_json(out, arena_printf(n->arena, "data/%.*s", STR_ARG(n->codebook)));
		buf_byte(out, '\n');
	}
	put_settings(n, out);
	put_types(n, out);
	put_weight(n, out);
	put_sheets(n, out);
	buf_byte(out, '\n');
	put_values(n, out);
	buf_put(out, S("\ndocuments:\n  report:\n    layout: report\n    theme: strom\n    text: "
	               "text/report.md\n"
	               "    editions: languages\n    options: {chapter-start: any}\n"));
}

/* ---- The text ---- */

/* As a text of SQL. */
static void put_literal(struct buf *sql, str text)
{
	buf_byte(sql, '\'');
	for (size_t i = 0; i < text.len; i++)
		buf_printf(sql, text.ptr[i] == '\'' ? "''" : "%c", text.ptr[i]);
	buf_byte(sql, '\'');
}

static void put_query(struct buf *out, const char *format, str column)
{
	struct buf sql = {0};
	for (const char *c = format; *c; c++) {
		if (*c == '%')
			buf_put(&sql, column);
		else
			buf_byte(&sql, *c);
	}
	buf_put(out, S("query: "));
	buf_json(out, buf_str(&sql));
	buf_byte(out, '\n');
	buf_drop(&sql);
}

/* With the question's base. */
static void put_caption(struct buf *out, str title, size_t i)
{
	struct buf line = {0};
	while (str_ends(title, S(".")) || str_ends(title, S(":")))
		title.len--;
	buf_printf(&line, "%.*s (n = {q%zu_n})", STR_ARG(title), i + 1);
	buf_put(out, S("caption: "));
	buf_json(out, buf_str(&line));
	buf_byte(out, '\n');
	buf_drop(&line);
}

/* Answers of a question, each with its share. Those of a code book have its order; answers of which
 * several may be given are in a table of their own, with a row each. */
static void put_answers_query(struct buf *out, const struct look_column *c, bool chart, str column,
                              str from)
{
	/* Numbers that have no labels. */
	bool rating = (c->type == READ_INT || c->type == READ_YEAR) && !c->codes;
	struct buf sql = {0};
	buf_printf(&sql,
	           "select %s as reply, %s1.0 * count(*) / (select count(%%) from survey) as part ",
	           rating ? "cast(% as text)" : "%", chart ? "" : "count(*) as number_of, ");
	buf_printf(&sql, "from %.*s where %% is not null group by %% order by %s", STR_ARG(from),
	           rating                                          ? "%"
	           : c->codes && c->variable == STROM_VARIABLE_ONE ? "reply"
	                                                           : "part desc, reply");
	buf_byte(&sql, 0);
	put_query(out, sql.ptr, column);
	buf_drop(&sql);
}

/* Yes of each column: several may be ticked. */
static void put_ticked(const struct new_project *n, size_t i, size_t end, struct buf *out)
{
	str of = several_of(n, &n->look->columns[i]), title = command_new_words(n->arena, of);
	struct buf sql = {0};
	for (size_t k = i; k < end; k++) {
		str name = n->look->columns[k].name, answer = str_from(title_of(name), of.len + 1);
		str column = command_new_quoted(n->arena, name);
		buf_put(&sql, k == i ? S("select ") : S(" union all select "));
		put_literal(&sql, answer);
		buf_printf(&sql,
		           k == i ? " as reply, avg(%.*s) as part from survey"
		                  : ", avg(%.*s) from survey",
		           STR_ARG(column));
	}
	buf_put(&sql, S(" order by part desc, reply"));
	buf_printf(out,
	           "## %.*s {#sec-q%zu}\n\n```{figure} fig-%zu\ntype: bar\nquery: ", STR_ARG(title),
	           i + 1, i + 1);
	buf_json(out, buf_str(&sql));
	buf_put(out, S("\ncolumns: {reply: {title: Answer}, part: {title: Share, type: percent, "
	               "decimals: 0}}\n"));
	put_caption(out, title, i);
	buf_put(out, S("```\n\n"));
	buf_drop(&sql);
}

static void put_answers(const struct new_project *n, const struct look_column *c, bool chart,
                        size_t i, struct buf *out)
{
	str column = command_new_quoted(n->arena, c->name), title = heading_of(n, c);
	bool several = c->variable == STROM_VARIABLE_SET;
	str from = several ? command_new_quoted(n->arena, arena_printf(n->arena, "survey_%.*s",
	                                                               STR_ARG(c->name)))
	                   : S("survey");
	buf_printf(out, chart ? "```{figure} fig-%zu\ntype: bar\n" : "```{table} tbl-%zu\n", i + 1);
	put_answers_query(out, c, chart, column, from);
	buf_put(out, chart ? S("columns: {reply: {title: Answer}, part: {title: Share, type: "
	                       "percent, decimals: 0}}\n")
	                   : S("columns: {reply: {title: Answer}, number_of: {title: Number, type: "
	                       "number}, part: "
	                       "{title: Share, type: percent, decimals: 0}}\n"));
	put_caption(out, title, i);
	buf_put(out, S("```\n\n"));
}

/* No more digits than the numbers can bear. */
static const char *digits(const struct look_column *c)
{
	if (c->type == READ_PERCENT)
		return "type: percent, decimals: 0";
	if (c->type == READ_REAL && str_eq(str_until(c->most, '.'), S("0")))
		return "type: number, decimals: 2";
	return str_until(c->most, '.').len > 2 ? "type: number, decimals: 0"
	                                       : "type: number, decimals: 1";
}

static void put_number_columns(const struct look_column *c, const char *first, struct buf *out)
{
	const char *mean = digits(c), *ends = c->type == READ_INT ? "type: number" : mean;
	buf_printf(out,
	           "columns: {%sreplies: {title: Answers, type: number}, mean: {title: Mean, %s}, "
	           "least: {title: Smallest, %s}, most: {title: Largest, %s}}\n",
	           first, mean, ends, ends);
}

static void put_numbers(const struct look_column *c, str column, str title, size_t i,
                        struct buf *out)
{
	buf_printf(out, "```{table} tbl-%zu\n", i + 1);
	put_query(out,
	          "select count(%) as replies, avg(%) as mean, min(%) as least, max(%) as most "
	          "from survey order by replies",
	          column);
	put_number_columns(c, "", out);
	put_caption(out, title, i);
	buf_put(out, S("```\n\n"));
}

/* A row of a series: "2014" of "Staff 2014". */
static void put_series_row(const struct new_project *n, str name, size_t skip, bool first,
                           struct buf *sql)
{
	str column = command_new_quoted(n->arena, name), part = str_from(title_of(name), skip);
	buf_put(sql, first ? S("select ") : S(" union all select "));
	put_literal(sql, part);
	buf_printf(sql,
	           first ? " as part, count(%.*s) as replies, avg(%.*s) as mean, min(%.*s) "
	                   "as least, max(%.*s) as most from survey"
	                 : ", count(%.*s), avg(%.*s), min(%.*s), max(%.*s) from survey",
	           STR_ARG(column), STR_ARG(column), STR_ARG(column), STR_ARG(column));
}

static void put_series(const struct new_project *n, size_t i, size_t end, struct buf *out)
{
	str series = series_of(title_of(n->look->columns[i].name));
	str title = command_new_words(n->arena, series);
	struct buf sql = {0};
	for (size_t k = i; k < end; k++)
		put_series_row(n, n->look->columns[k].name, series.len + 1, k == i, &sql);
	buf_put(&sql, S(" order by part"));
	buf_printf(out, "## %.*s {#sec-q%zu}\n\n```{table} tbl-%zu\nquery: ", STR_ARG(title), i + 1,
	           i + 1);
	buf_json(out, buf_str(&sql));
	buf_byte(out, '\n');
	put_number_columns(&n->look->columns[i], "part: {title: Of}, ", out);
	buf_put(out, S("caption: "));
	buf_json(out, title);
	buf_put(out, S("\n```\n\n"));
	buf_drop(&sql);
}

static void put_question(const struct new_project *n, size_t i, struct buf *out)
{
	const struct look_column *c = &n->look->columns[i];
	enum new_kind kind = command_new_kind(n->arena, c);
	str column = command_new_quoted(n->arena, c->name), title = heading_of(n, c);
	if (kind == NEW_LEFT_OUT) {
		buf_printf(out,
		           "<!-- Think: \"%.*s\" is left out, as its answers are hardly ever the "
		           "same, or say "
		           "who answered. -->\n\n",
		           STR_ARG(command_new_remark(n->arena, c->name)));
		return;
	}
	buf_printf(out, "## %.*s {#sec-q%zu}\n\n", STR_ARG(title), i + 1);
	if (kind == NEW_YES_NO)
		buf_printf(out, "Yes: {q%zu_yes, number, percent}, n = {q%zu_n}.\n\n", i + 1,
		           i + 1);
	else if (kind == NEW_DAY)
		buf_printf(out, "From {q%zu_first, date, long} to {q%zu_last, date, long}.\n\n",
		           i + 1, i + 1);
	else if (kind == NEW_NUMBER)
		put_numbers(c, column, title, i, out);
	else
		put_answers(n, c,
		            kind == NEW_CHART || (kind == NEW_SEVERAL && c->codes <= NEW_MOST_BARS),
		            i, out);
}

static void put_group(const struct new_project *n, str group, size_t i, struct buf *out)
{
	buf_printf(out,
	           "# %.*s {#sec-g%zu}\n\n<!-- Think: what do these answers say, and what not? "
	           "-->\n\n",
	           STR_ARG(group.len ? command_new_words(n->arena, group) : S("Answers")), i + 1);
}

/* A heading for each group of which something is shown; the last questions of a very long form are
 * left out. */
static void put_questions(const struct new_project *n, struct buf *out)
{
	str now = S("\1");
	for (size_t i = 0, end; i < n->look->n && i < MOST_QUESTIONS; i = end) {
		const struct look_column *c = &n->look->columns[i];
		str group = group_of(n, c);
		end = end_of(n, i);
		if (is_list(n, i))
			continue;
		if (command_new_kind(n->arena, c) != NEW_LEFT_OUT && !str_eq(group, now)) {
			put_group(n, group, i, out);
			now = group;
		}
		if (end > i + 1 && several_of(n, c).len)
			put_ticked(n, i, end, out);
		else if (end > i + 1)
			put_series(n, i, end, out);
		else
			put_question(n, i, out);
	}
	if (n->look->n > MOST_QUESTIONS)
		buf_printf(out,
		           "<!-- Think: the other %zu questions are left out: write those that "
		           "matter in the same "
		           "way. -->\n",
		           n->look->n - MOST_QUESTIONS);
}

void command_new_text(const struct new_project *n, struct buf *out)
{
	buf_put(out,
	        S("<!-- Made by strom new. What is marked \"Think:\" wants a person. -->\n\n"));
	/* So there are no plurals in it: they would want the forms of its language. */
	if (!str_eq(str_sub(n->languages[0], 0, 2), S("en")))
		buf_put(out, S("<!-- Think: these words are English; write them in the project's "
		               "language. "
		               "-->\n\n"));
	buf_put(out,
	        S("# About this report\n\nThis report shows the answers of those who were asked, "
	          "{answers} in all.\n\n<!-- Think: who asked whom, and why? What is the main "
	          "result, "
	          "in two sentences? -->"
	          "\n\n# Method\n\nQuestions that were left open are in no count: each table "
	          "and chart says on how "
	          "many answers it rests (n). Shares are of those who answered.\n\n<!-- "
	          "Think: how were those who "
	          "were asked chosen? Who did not answer? When was it? Do so few answers "
	          "single somebody out? -->"
	          "\n\n"));
	put_questions(n, out);
	/* A code span takes all signs as they are. */
	buf_put(out, S("# Notes\n\n<!-- Think: what must a reader know who uses these numbers? "
	               "-->\n\nThe numbers come "
	               "from the file "));
	buf_printf(out, "`%.*s`, as it was handed in.\n",
	           STR_ARG(command_new_remark(n->arena, n->file)));
}
