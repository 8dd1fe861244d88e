/* The first text and strom.yml of strom new: a section for each group of questions, and for each
 * question what its type asks for. Where a person must think, a comment says so. */
#include "cli/command_new.h"

#include <strom/source.h>

enum { MOST_QUESTIONS = 80, MOST_BARS = 12, MOST_ROWS = 60, MOST_NAME = 160 };

/* ---- Words of the data in texts ---- */

/* As a title: signs of Markdown and of messages stay signs, "has_plan" is two words. */
static str words(struct arena *a, str name)
{
	struct buf b = {0};
	name = utf8_prefix(name, MOST_NAME);
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		if (c == '{' || c == '}')
			c = c == '{' ? '(' : ')';
		else if ((unsigned char)c < 0x20 || c == 0x7F || c == '_')
			c = ' ';
		else if (strchr("\\`*[]<>|#@^~$&", c))
			buf_byte(&b, '\\');
		buf_byte(&b, c);
	}
	char *out = arena_cstr(a, str_trim(buf_str(&b)));
	buf_drop(&b);
	if (*out >= 'a' && *out <= 'z')
		*out = (char)(*out & ~0x20);
	return *out ? str_of(out) : S("Question");
}

/* In a comment no two hyphens may stand. */
static str remark(struct arena *a, str name)
{
	char *out = arena_cstr(a, utf8_prefix(name, 60));
	for (char *c = out; *c; c++)
		if (*c == '-' || (unsigned char)*c < 0x20)
			*c = ' ';
	return str_of(out);
}

static str quoted(struct arena *a, str name)
{
	struct buf b = {0};
	buf_byte(&b, '"');
	for (size_t i = 0; i < name.len; i++)
		buf_printf(&b, name.ptr[i] == '"' ? "\"\"" : "%c", name.ptr[i]);
	buf_byte(&b, '"');
	str out = arena_str(a, buf_str(&b));
	buf_drop(&b);
	return out;
}

/* ---- Kinds of questions ---- */

enum question_kind { LEFT_OUT, YES_NO, CHART, TABLE, NUMBER, DAY, SEVERAL };

static bool is_technical(str name)
{
	static const char *const names[] = {"start", "end", "today", "deviceid", "id", "uuid"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(name, str_of(names[i])))
			return true;
	return !name.len || *name.ptr == '_';
}

static enum question_kind kind_of(const struct look_column *c)
{
	if (is_technical(c->name) || !c->values || c->variable > STROM_VARIABLE_SET)
		return LEFT_OUT;
	if (c->variable == STROM_VARIABLE_SET)
		return SEVERAL;
	/* What has labels is an answer, also where its codes are numbers. */
	if (c->codes > 1 && c->codes <= MOST_ROWS)
		return c->codes <= MOST_BARS ? CHART : TABLE;
	/* As survey tools write whether an answer of several was ticked. */
	if (c->type == READ_INT && str_eq(c->least, S("0")) && str_eq(c->most, S("1")))
		return YES_NO;
	switch (c->type) {
	case READ_BOOL: return YES_NO;
	case READ_INT:
	case READ_REAL:
	case READ_PERCENT: return NUMBER;
	case READ_DATE: return DAY;
	default: break;
	}
	if (c->distinct <= MOST_BARS && c->distinct < c->values)
		return CHART;
	return c->distinct <= MOST_ROWS && c->distinct * 2 <= c->values ? TABLE : LEFT_OUT;
}

/* "group/name", as survey tools write it. */
static str group_of(str name)
{
	str group = str_until(name, '/');
	return group.len < name.len ? group : S("");
}

static str title_of(str name)
{
	str group = group_of(name);
	return group.len ? str_from(name, group.len + 1) : name;
}

static str heading_of(const struct new_project *n, const struct look_column *c)
{
	return words(n->arena, c->question.len ? c->question : title_of(c->name));
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
			           STR_ARG(remark(n->arena, n->look->columns[i].name)));
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
	for (size_t i = 0; i < n->look->n && i < MOST_QUESTIONS; i++) {
		const struct look_column *c = &n->look->columns[i];
		enum question_kind kind = kind_of(c);
		str column = quoted(n->arena, c->name);
		if (kind == LEFT_OUT)
			continue;
		put_value(out, i, "n", "count", column);
		if (kind == YES_NO)
			put_value(out, i, "yes", "avg", column);
		if (kind == DAY) {
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
	return S("2000-01-01");
}

static void put_head(const struct new_project *n, struct buf *out)
{
	buf_printf(out, "project:\n  id: %.*s\n  title: ", STR_ARG(n->id));
	buf_json(out, n->title);
	buf_printf(out,
	           "  # Think: what is it called?\n  date: %.*s  # Think: when is it published?\n"
	           "  funders:\n    - name: Name of the funder  # Think: who pays, and which "
	           "sentence and logo "
	           "does the contract want?\n\nlanguage: %.*s\nlanguages: [",
	           STR_ARG(day_of(n->look)), STR_ARG(n->languages[0]));
	for (size_t i = 0; i < n->languages_n; i++)
		buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(n->languages[i]));
	buf_put(out, S("]\ntranslations: po\n\n"));
}

void command_new_yml(const struct new_project *n, struct buf *out)
{
	buf_put(out, S("# Made by strom new. What is marked \"Think:\" wants a person.\n\n"));
	put_head(n, out);
	buf_printf(out, "data:\n  survey:\n    source: %.*s\n    path: ", STR_ARG(n->plugin));
	buf_json(out, arena_printf(n->arena, "data/%.*s", STR_ARG(n->file)));
	buf_put(out, S("\n    # Think: could single persons be recognised in it? Then write true: "
	               "no table and no "
	               "chart\n    # shows it any more.\n    sensitive: false\n"));
	if (n->codebook.len) {
		buf_put(out, S("    codebook: "));
		buf_json(out, arena_printf(n->arena, "data/%.*s", STR_ARG(n->codebook)));
		buf_byte(out, '\n');
	}
	put_settings(n, out);
	put_types(n, out);
	put_weight(n, out);
	buf_byte(out, '\n');
	put_values(n, out);
	buf_put(out, S("\ndocuments:\n  report:\n    layout: report\n    theme: strom\n    text: "
	               "text/report.md\n"
	               "    editions: languages\n"));
}

/* ---- The text ---- */

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
static void put_caption(struct buf *out, const char *key, const char *before, str title, size_t i)
{
	struct buf line = {0};
	buf_printf(&line, "%s%.*s, n = {q%zu_n}", before, STR_ARG(title), i + 1);
	buf_printf(out, "%s: ", key);
	buf_json(out, buf_str(&line));
	buf_byte(out, '\n');
	buf_drop(&line);
}

/* Answers of a question, each with its share. Those of a code book have its order; answers of which
 * several may be given are in a table of their own, with a row each. */
static void put_answers_query(struct buf *out, const struct look_column *c, bool chart, str column,
                              str from)
{
	struct buf sql = {0};
	buf_printf(&sql,
	           "select %% as reply, %s1.0 * count(*) / (select count(%%) from survey) as part ",
	           chart ? "" : "count(*) as number_of, ");
	buf_printf(&sql, "from %.*s where %% is not null group by %% order by %s", STR_ARG(from),
	           c->codes && c->variable == STROM_VARIABLE_ONE ? "reply" : "part desc, reply");
	buf_byte(&sql, 0);
	put_query(out, sql.ptr, column);
	buf_drop(&sql);
}

static void put_answers(const struct new_project *n, const struct look_column *c, bool chart,
                        size_t i, struct buf *out)
{
	str column = quoted(n->arena, c->name), title = heading_of(n, c);
	bool several = c->variable == STROM_VARIABLE_SET;
	str from =
	        several ? quoted(n->arena, arena_printf(n->arena, "survey_%.*s", STR_ARG(c->name)))
	                : S("survey");
	buf_printf(out, chart ? "```{figure} fig-%zu\ntype: bar\n" : "```{table} tbl-%zu\n", i + 1);
	put_answers_query(out, c, chart, column, from);
	buf_put(out, chart ? S("columns: {reply: {title: Answer}, part: {title: Share, type: "
	                       "percent}}\n")
	                   : S("columns: {reply: {title: Answer}, number_of: {title: Number, type: "
	                       "number}, part: "
	                       "{title: Share, type: percent}}\n"));
	put_caption(out, "caption", "", title, i);
	if (chart)
		put_caption(out, "alt", "Bar chart of the answers to: ", title, i);
	buf_put(out, S("```\n\n"));
}

static void put_numbers(struct buf *out, bool percent, str column, str title, size_t i)
{
	const char *type = percent ? "percent" : "number";
	buf_printf(out, "```{table} tbl-%zu\n", i + 1);
	put_query(out,
	          "select count(%) as replies, avg(%) as mean, min(%) as least, max(%) as most "
	          "from survey order by "
	          "replies",
	          column);
	buf_printf(out,
	           "columns: {replies: {title: Answers, type: number}, mean: {title: Mean, type: "
	           "%s}, least: "
	           "{title: Smallest, type: %s}, most: {title: Largest, type: %s}}\n",
	           type, type, type);
	put_caption(out, "caption", "", title, i);
	buf_put(out, S("```\n\n"));
}

static void put_question(const struct new_project *n, size_t i, struct buf *out)
{
	const struct look_column *c = &n->look->columns[i];
	enum question_kind kind = kind_of(c);
	str column = quoted(n->arena, c->name), title = heading_of(n, c);
	if (kind == LEFT_OUT) {
		buf_printf(out,
		           "<!-- Think: \"%.*s\" is left out, as its answers are hardly ever the "
		           "same, or say "
		           "who answered. -->\n\n",
		           STR_ARG(remark(n->arena, c->name)));
		return;
	}
	buf_printf(out, "## %.*s {#sec-q%zu}\n\n", STR_ARG(title), i + 1);
	if (kind == YES_NO)
		buf_printf(out, "Yes: {q%zu_yes, number, percent}, n = {q%zu_n}.\n\n", i + 1,
		           i + 1);
	else if (kind == DAY)
		buf_printf(out, "From {q%zu_first, date, long} to {q%zu_last, date, long}.\n\n",
		           i + 1, i + 1);
	else if (kind == NUMBER)
		put_numbers(out, c->type == READ_PERCENT, column, title, i);
	else
		put_answers(n, c, kind == CHART || (kind == SEVERAL && c->codes <= MOST_BARS), i,
		            out);
}

static void put_group(const struct new_project *n, str group, size_t i, struct buf *out)
{
	buf_printf(out,
	           "# %.*s {#sec-g%zu}\n\n<!-- Think: what do these answers say, and what not? "
	           "-->\n\n",
	           STR_ARG(group.len ? words(n->arena, group) : S("Answers")), i + 1);
}

/* A heading for each group of which something is shown; the last questions of a very long form are
 * left out. */
static void put_questions(const struct new_project *n, struct buf *out)
{
	str now = S("\1");
	for (size_t i = 0; i < n->look->n && i < MOST_QUESTIONS; i++) {
		const struct look_column *c = &n->look->columns[i];
		str group = group_of(c->name);
		if (kind_of(c) != LEFT_OUT && !str_eq(group, now)) {
			put_group(n, group, i, out);
			now = group;
		}
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
	buf_printf(out, "`%.*s`, as it was handed in.\n", STR_ARG(remark(n->arena, n->file)));
}
