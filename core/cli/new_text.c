/* The first text of strom new: a section for each group of questions, and for each question what
 * its type asks for. Where a person must think, a comment says so. */
#include "cli/command_new.h"

#include "project/entry.h"

#include <strom/source.h>

/* As a text of SQL. */
static void put_literal(struct buf *sql, str text)
{
	buf_byte(sql, '\'');
	for (size_t i = 0; i < text.len; i++)
		buf_printf(sql, text.ptr[i] == '\'' ? "''" : "%c", text.ptr[i]);
	buf_byte(sql, '\'');
}

/* Of a column's name, or of the value that stands for it. */
static str asked(const struct new_project *n, const struct look_column *c, size_t i,
                 const char *statistic, const char *value)
{
	return command_new_is_named(c)
	               ? arena_printf(n->arena, "survey.%.*s.%s", STR_ARG(c->name), statistic)
	               : arena_printf(n->arena, "q%zu_%s", i + 1, value);
}

/* With the question's base. */
static void put_caption(const struct new_project *n, struct buf *out, str title, size_t i)
{
	str base = asked(n, &n->look->columns[i], i, "base", "n");
	while (str_ends(title, S(".")) || str_ends(title, S(":")))
		title.len--;
	buf_put(out, S("caption: "));
	buf_json(out, arena_printf(n->arena, "%.*s (n = {%.*s})", STR_ARG(title), STR_ARG(base)));
	buf_byte(out, '\n');
}

/* A view has the column under another name, where its own is that of a number beside it. */
static str subject_of(const struct new_project *n, const struct look_column *c, size_t i)
{
	return command_new_is_taken(c) ? arena_printf(n->arena, "q%zu.answer", i + 1)
	                               : arena_printf(n->arena, "survey.%.*s", STR_ARG(c->name));
}

static void put_measure(const struct new_project *n, const struct look_column *c, str subject,
                        struct buf *out)
{
	bool plain = str_eq(yaml_word(n->arena, c->name), c->name);
	buf_printf(out, "measure: %.*s\n", STR_ARG(plain ? subject : yaml_word(n->arena, subject)));
}

/* Yes of each column: several may be ticked. */
static void put_ticked(const struct new_project *n, size_t i, size_t end, struct buf *out)
{
	str of = command_new_several(n, &n->look->columns[i]),
	    title = command_new_words(n->arena, of);
	struct buf sql = {0};
	for (size_t k = i; k < end; k++) {
		str name = n->look->columns[k].name,
		    answer = str_from(command_new_title(n, name), of.len + 1);
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
	put_caption(n, out, title, i);
	buf_put(out, S("```\n\n"));
	buf_drop(&sql);
}

/* Those of a code book, and numbers, have an order of their own. */
static bool has_order(const struct look_column *c)
{
	return c->codes || c->type == READ_INT || c->type == READ_YEAR;
}

static void put_answers(const struct new_project *n, const struct look_column *c, bool chart,
                        size_t i, struct buf *out)
{
	buf_printf(out, chart ? "```{figure} fig-%zu\ntype: bar\n" : "```{table} tbl-%zu\n", i + 1);
	put_measure(n, c, subject_of(n, c, i), out);
	if (!has_order(c) || c->variable == STROM_VARIABLE_SET)
		buf_put(out, S("order: share desc\n"));
	buf_printf(out,
	           "columns: {%.*s: {title: Answer}, %sshare: {title: Share, type: percent, "
	           "decimals: 0}}\n",
	           STR_ARG(command_new_is_taken(c) ? S("answer") : yaml_word(n->arena, c->name)),
	           chart ? "" : "count: {title: Number, type: number}, ");
	put_caption(n, out, command_new_heading(n, c), i);
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

/* How the mean is written, and the smallest and largest. */
static void put_number_columns(const struct look_column *c, const char *format, struct buf *out)
{
	const char *mean = digits(c), *ends = c->type == READ_INT ? "type: number" : mean;
	buf_put(out, S("columns: {"));
	buf_printf(out, format, mean, ends, ends);
	buf_put(out, S("}\n"));
}

static void put_numbers(const struct new_project *n, const struct look_column *c, str title,
                        size_t i, struct buf *out)
{
	buf_printf(out, "```{table} tbl-%zu\n", i + 1);
	put_measure(n, c, arena_printf(n->arena, "survey.%.*s", STR_ARG(c->name)), out);
	put_number_columns(c,
	                   "n: {title: Answers, type: number}, mean: {title: Mean, %s}, "
	                   "min: {title: Smallest, %s}, max: {title: Largest, %s}",
	                   out);
	put_caption(n, out, title, i);
	buf_put(out, S("```\n\n"));
}

/* A row of a series: "2014" of "Staff 2014". */
static void put_series_row(const struct new_project *n, str name, size_t skip, bool first,
                           struct buf *sql)
{
	str column = command_new_quoted(n->arena, name),
	    part = str_from(command_new_title(n, name), skip);
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
	str series = command_new_series(command_new_title(n, n->look->columns[i].name));
	str title = command_new_words(n->arena, series);
	struct buf sql = {0};
	for (size_t k = i; k < end; k++)
		put_series_row(n, n->look->columns[k].name, series.len + 1, k == i, &sql);
	buf_put(&sql, S(" order by part"));
	buf_printf(out, "## %.*s {#sec-q%zu}\n\n```{table} tbl-%zu\nquery: ", STR_ARG(title), i + 1,
	           i + 1);
	buf_json(out, buf_str(&sql));
	buf_byte(out, '\n');
	put_number_columns(
	        &n->look->columns[i],
	        "part: {title: Part}, replies: {title: Answers, type: number}, mean: {title: "
	        "Mean, %s}, least: {title: Smallest, %s}, most: {title: Largest, %s}",
	        out);
	buf_put(out, S("caption: "));
	buf_json(out, title);
	buf_put(out, S("\n```\n\n"));
	buf_drop(&sql);
}

/* Of a question that has no section. */
static void put_left_out(const struct new_project *n, const struct look_column *c,
                         enum new_kind kind, struct buf *out)
{
	const char *why = kind == NEW_TICKED
	                          ? ": it has one answer alone, or none. If that is a tick, its "
	                            "count\n(.count and the answer) belongs beside {survey.rows}"
	                          : ", as its answers are hardly ever the same, or say who "
	                            "answered";
	buf_printf(out, "<!-- Think: \"%.*s\" is left out%s. -->\n\n",
	           STR_ARG(command_new_remark(n->arena, c->name)), why);
}

static void put_question(const struct new_project *n, size_t i, struct buf *out)
{
	const struct look_column *c = &n->look->columns[i];
	enum new_kind kind = command_new_kind(n->arena, c);
	str title = command_new_heading(n, c);
	if (kind <= NEW_TICKED) {
		put_left_out(n, c, kind, out);
		return;
	}
	buf_printf(out, "## %.*s {#sec-q%zu}\n\n", STR_ARG(title), i + 1);
	if (kind == NEW_YES_NO)
		buf_printf(out, "Yes: {%.*s, number, percent}, n = {%.*s}.\n\n",
		           STR_ARG(asked(n, c, i, "share", "yes")),
		           STR_ARG(asked(n, c, i, "base", "n")));
	else if (kind == NEW_DAY)
		buf_printf(out, "From {%.*s, date, long} to {%.*s, date, long}.\n\n",
		           STR_ARG(asked(n, c, i, "min", "first")),
		           STR_ARG(asked(n, c, i, "max", "last")));
	else if (kind == NEW_NUMBER)
		put_numbers(n, c, title, i, out);
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
	for (size_t i = 0, end; i < n->look->n && i < NEW_MOST_QUESTIONS; i = end) {
		const struct look_column *c = &n->look->columns[i];
		str group = command_new_group(n, c);
		end = command_new_end(n, i);
		if (command_new_is_list(n, i))
			continue;
		if (command_new_kind(n->arena, c) > NEW_TICKED && !str_eq(group, now)) {
			put_group(n, group, i, out);
			now = group;
		}
		if (end > i + 1 && command_new_several(n, c).len)
			put_ticked(n, i, end, out);
		else if (end > i + 1)
			put_series(n, i, end, out);
		else
			put_question(n, i, out);
	}
	if (n->look->n > NEW_MOST_QUESTIONS)
		buf_printf(out,
		           "<!-- Think: the other %zu questions are left out: write those that "
		           "matter in the same "
		           "way. -->\n",
		           n->look->n - NEW_MOST_QUESTIONS);
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
	          "{survey.rows} in all.\n\n<!-- Think: who asked whom, and why? What is the main "
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
