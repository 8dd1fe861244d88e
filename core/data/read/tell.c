/* Messages about cells: which do not fit, how else they can be read, and what to write. */
#include "data/read/dirt.h"
#include "data/read/parts.h"
#include "project/entry.h"

static bool is_secret(const struct reader *r)
{
	return r->source->sensitive;
}

str tell_column(const struct reader *r, const struct read_column *c)
{
	if (is_secret(r) || !c->name.len)
		return arena_printf(r->arena, "column %zu", (size_t)(c - r->columns.at) + 1);
	return arena_printf(r->arena, "column '%.*s'", STR_ARG(utf8_prefix(c->name, READ_SAID)));
}

/* A cell's line ends and control characters do not belong in a message. */
str tell_cell(const struct reader *r, str text)
{
	if (is_secret(r))
		return S("a cell");
	char *out = arena_cstr(r->arena, text);
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)out[i] < 0x20 || out[i] == 0x7F)
			out[i] = ' ';
	return arena_printf(r->arena, "'%.*s'", (int)text.len, out);
}

/* "types: {Pupils: text}" */
static str types_line(const struct reader *r, const struct read_column *c, const char *type)
{
	str name = is_secret(r) ? S("NAME") : yaml_word(r->arena, c->name);
	return arena_printf(r->arena, "types: {%.*s: %s}", STR_ARG(name), type);
}

void tell_columns(struct reader *r, str wrong)
{
	str names[64];
	struct buf list = {0};
	size_t n = 0;
	if (is_secret(r))
		return;
	for (size_t i = 0; i < r->columns.n && n < 64; i++)
		if (r->columns.at[i].name.len)
			names[n++] = r->columns.at[i].name;
	for (size_t i = 0; i < n && list.len < 300; i++)
		buf_printf(&list, "%s'%.*s'", i ? ", " : "", STR_ARG(names[i]));
	if (!diag_did_you_mean(r->diags, wrong, names, n))
		diag_hint(r->diags, "The columns are %.*s.", STR_ARG(buf_str(&list)));
	buf_drop(&list);
}

/* ---- Examples ---- */

struct examples {
	const struct read_sample *at[READ_SAMPLES];
	struct shape shape[READ_SAMPLES];
	size_t n;
};

/* In the order of the file. */
static void add_example(struct examples *e, const struct read_sample *sample, struct shape shape)
{
	size_t i = e->n;
	while (i && e->at[i - 1]->at.off > sample->at.off)
		i--;
	if (i == READ_SAMPLES)
		return;
	for (size_t k = e->n < READ_SAMPLES ? e->n++ : READ_SAMPLES - 1; k > i; k--) {
		e->at[k] = e->at[k - 1];
		e->shape[k] = e->shape[k - 1];
	}
	e->at[i] = sample;
	e->shape[i] = shape;
}

static struct examples examples_of(const struct read_column *c, const struct read_odd *odd)
{
	struct examples e = {.n = 0};
	for (size_t i = 0; i < c->shapes.n; i++)
		for (size_t k = 0; odd->shape[i] && k < c->shapes.at[i].n && k < READ_SAMPLES; k++)
			add_example(&e, &c->shapes.at[i].samples[k], c->shapes.at[i].shape);
	return e;
}

/* ---- Odd cells ---- */

/* "-", "x" and their like may stand for no value; what is longer or has digits hardly does. */
static bool may_be_null(const struct examples *e)
{
	for (size_t i = 0; i < e->n; i++) {
		str text = e->at[i]->text;
		for (size_t k = 0; k < text.len; k++)
			if ((text.ptr[k] >= '0' && text.ptr[k] <= '9') || text.len > 16)
				return false;
	}
	return true;
}

/* null: ["-", "x"] */
static str null_line(const struct reader *r, const struct examples *e)
{
	struct buf b = {0};
	for (size_t i = 0; i < e->n; i++) {
		bool said = false;
		for (size_t k = 0; k < i; k++)
			said |= str_eq(e->at[k]->text, e->at[i]->text);
		if (said)
			continue;
		buf_put(&b, b.len ? S(", ") : S("null: ["));
		buf_json(&b, e->at[i]->text);
	}
	buf_byte(&b, ']');
	str line = arena_str(r->arena, buf_str(&b));
	buf_drop(&b);
	return line;
}

static unsigned lowest(unsigned set)
{
	return set & (0u - set);
}

/* As the cell is written, where that fits the others. */
static str minus_sample(const struct reader *r, const struct read_column *c, struct shape s,
                        str text)
{
	unsigned both = s.customs & c->customs;
	str sample = reading_sample(both ? (enum reading_custom)lowest(both) : c->custom);
	return str_starts(text, S("(")) ? arena_printf(r->arena, "(%.*s)", STR_ARG(sample))
	                                : arena_printf(r->arena, "%.*s-", STR_ARG(sample));
}

static str date_pattern(const struct reader *r, str text, const char *first, const char *second,
                        const char *year)
{
	char sign = '.';
	for (size_t i = text.len; i--;)
		sign = text.ptr[i] && strchr("./-", text.ptr[i]) ? text.ptr[i] : sign;
	return arena_printf(r->arena, "%s%c%s%c%s", first, sign, second, sign, year);
}

/* The first way out, before "or it is text". */
static void hint_odd(struct reader *r, const struct read_column *c, const struct examples *e)
{
	str text = types_line(r, c, "text"), first = e->at[0]->text;
	struct shape s = e->shape[0];
	if (s.kind == SHAPE_MINUS)
		diag_hint(
		        r->diags,
		        "If it is negative, write numbers: \"%.*s\" beside path; if the column is "
		        "text, %.*s.",
		        STR_ARG(minus_sample(r, c, s, is_secret(r) ? S("(") : first)),
		        STR_ARG(text));
	else if (s.kind == SHAPE_CUT)
		diag_hint(r->diags,
		          "A spreadsheet has cut its digits off: save the file with all of them, "
		          "or write %.*s beside path to take it as it is.",
		          STR_ARG(types_line(r, c, "real")));
	else if (s.kind == SHAPE_SHORT_DATE)
		diag_hint(r->diags,
		          "Say the order in which day, month and year stand: dates: dd.mm.yy "
		          "beside path; if the column is text, %.*s.",
		          STR_ARG(text));
	else if (s.kind == SHAPE_TIME)
		diag_hint(r->diags, "Write %.*s beside path for the day without the time, or %.*s.",
		          STR_ARG(types_line(r, c, "date")), STR_ARG(text));
	else if (s.kind == SHAPE_NUMBER && c->type == READ_DATE)
		diag_hint(r->diags,
		          "A spreadsheet counts days so: format the cell as a date there, and save "
		          "the file again; if the column is text, write %.*s beside path.",
		          STR_ARG(text));
	else if (s.kind == SHAPE_NUMBER && s.unit != c->unit)
		diag_hint(r->diags,
		          "The others %s%.*s: write all cells in one unit; if the column is text, "
		          "%.*s beside path.",
		          c->unit ? "are in " : "have no unit", STR_ARG(amount_unit(c->unit)),
		          STR_ARG(text));
	else if (s.kind == SHAPE_NUMBER)
		diag_hint(r->diags,
		          "The others are written like %.*s: correct the cell; if the column is "
		          "text, write %.*s beside path.",
		          STR_ARG(reading_sample(c->custom)), STR_ARG(text));
	else if (!is_secret(r) && may_be_null(e))
		diag_hint(r->diags,
		          "If it means that there is no value, write %.*s beside path; if the "
		          "column is text, %.*s.",
		          STR_ARG(null_line(r, e)), STR_ARG(text));
	else
		diag_hint(r->diags,
		          "Correct the cell, or say in null: beside path what means no value; if "
		          "the column is text, write %.*s there.",
		          STR_ARG(text));
}

/* One that may be what the others are, and one that is not. */
static bool is_unsure(struct shape s)
{
	return s.kind == SHAPE_MINUS || s.kind == SHAPE_CUT || s.kind == SHAPE_SHORT_DATE ||
	       s.kind == SHAPE_TIME;
}

void tell_odd(struct reader *r, const struct read_column *c, const struct read_odd *odd,
              const char *other)
{
	struct examples e = examples_of(c, odd);
	str column = tell_column(r, c), cell = tell_cell(r, e.at[0]->text);
	unsigned long long n = odd->n, all = c->n;
	uint64_t shown = e.n;
	if (is_unsure(e.shape[0]))
		diag_error(r->diags, e.at[0]->at, "data/odd-cells",
		           "%.*s in %.*s is not surely a %s; %llu of %llu "
		           "cells cannot be read",
		           STR_ARG(cell), STR_ARG(column), other, n, all);
	else
		diag_error(r->diags, e.at[0]->at, "data/odd-cells",
		           "%.*s looks like %ss, but %llu of its %llu cells %s none: %.*s",
		           STR_ARG(column), other, n, all, n == 1 ? "is" : "are", STR_ARG(cell));
	for (size_t i = 1; i < e.n; i++)
		diag_note(r->diags, e.at[i]->at, "%.*s%s", STR_ARG(tell_cell(r, e.at[i]->text)),
		          i + 1 == e.n && shown < odd->n ? ", and more" : "");
	hint_odd(r, c, &e);
}

/* ---- Cells of another type than said ---- */

void tell_wrong(struct reader *r, const struct read_column *c, const struct read_odd *odd)
{
	static const struct { const char *code, *what, *hint;
	} wrong[] = {
	        [READ_INT] = {"data/not-an-integer", "a whole number",
	                      "Correct the cell; the key numbers beside path says how numbers are "
	                      "written."},
	        [READ_REAL] = {"data/not-a-number", "a number",
	                       "Correct the cell; the key numbers beside path says how numbers are "
	                       "written."},
	        [READ_PERCENT] =
	                {"data/not-a-percent", "a number with %",
	                 "Write the cells with their %; a column of numbers without it is real."},
	        [READ_BOOL] = {"data/not-a-bool", "true or false",
	                       "Correct the cell, or list the words under yes and no beside path."},
	        [READ_DATE] = {"data/not-a-date", "a date",
	                       "Correct the cell, or write its pattern beside path, such as dates: "
	                       "dd.mm.yyyy."},
	};
	struct examples e = examples_of(c, odd);
	for (size_t i = 0; i < e.n; i++) {
		diag_error(r->diags, e.at[i]->at, wrong[c->type].code,
		           "%.*s is not %s, as %.*s demands%s",
		           STR_ARG(tell_cell(r, e.at[i]->text)), wrong[c->type].what,
		           STR_ARG(tell_column(r, c)),
		           i + 1 == e.n && e.n < odd->n ? "; others are not either" : "");
		diag_hint(r->diags, "%s", wrong[c->type].hint);
	}
}

/* ---- Two readings ---- */

static const struct read_shape *first_split(const struct read_column *c)
{
	const struct read_shape *first = NULL;
	for (size_t i = 0; i < c->shapes.n; i++) {
		const struct read_shape *s = &c->shapes.at[i];
		if (s->shape.splits && (!first || s->samples[0].at.off < first->samples[0].at.off))
			first = s;
	}
	return first;
}

/* The cell's value by each mark. */
static void both_values(str text, unsigned customs, double *by_point, double *by_comma)
{
	struct amount a;
	amount_read(text, &a);
	amount_real(&a, (enum reading_custom)lowest(customs & amount_decimal_customs('.')),
	            by_point);
	amount_real(&a, (enum reading_custom)lowest(customs & amount_decimal_customs(',')),
	            by_comma);
}

void tell_numbers_split(struct reader *r, const struct read_column *c, unsigned customs)
{
	const struct read_sample *cell = &first_split(c)->samples[0];
	enum reading_custom point =
	        (enum reading_custom)lowest(customs & amount_decimal_customs('.'));
	enum reading_custom comma =
	        (enum reading_custom)lowest(customs & amount_decimal_customs(','));
	double by_point = 0, by_comma = 0;
	both_values(cell->text, customs, &by_point, &by_comma);
	if (is_secret(r))
		diag_error(r->diags, cell->at, "data/two-readings", "%.*s can be read in two ways",
		           STR_ARG(tell_column(r, c)));
	else
		diag_error(r->diags, cell->at, "data/two-readings",
		           "'%.*s' in %.*s can be %.15g or %.15g", STR_ARG(cell->text),
		           STR_ARG(tell_column(r, c)), by_point, by_comma);
	diag_hint(
	        r->diags,
	        "Write numbers: \"%.*s\" beside path for the one, numbers: \"%.*s\" for the other, "
	        "or, if the column is text, %.*s.",
	        STR_ARG(reading_sample(point)), STR_ARG(reading_sample(comma)),
	        STR_ARG(types_line(r, c, "text")));
}

/* The others of its shape. */
static void note_more(struct reader *r, const struct read_shape *s)
{
	for (size_t i = 1; i < s->n && i < READ_SAMPLES; i++)
		diag_note(r->diags, s->samples[i].at, "%.*s%s",
		          STR_ARG(tell_cell(r, s->samples[i].text)),
		          i + 1 == READ_SAMPLES && s->n > READ_SAMPLES ? ", and more" : "");
}

void tell_marks_mixed(struct reader *r, const struct read_column *c, const struct read_shape *s)
{
	double by_point = 0, by_comma = 0;
	str text = s->samples[0].text, as = reading_sample(c->custom);
	both_values(text, s->shape.customs, &by_point, &by_comma);
	if (is_secret(r))
		diag_error(r->diags, s->samples[0].at, "data/two-readings",
		           "a cell in %.*s can be read in two ways: others mark their thousands "
		           "otherwise",
		           STR_ARG(tell_column(r, c)));
	else
		diag_error(r->diags, s->samples[0].at, "data/two-readings",
		           "'%.*s' in %.*s can be %.15g or %.15g: others mark their thousands "
		           "otherwise",
		           STR_ARG(text), STR_ARG(tell_column(r, c)), by_point, by_comma);
	note_more(r, s);
	diag_hint(r->diags,
	          "Mark thousands in one way; if it has decimals, write numbers: \"%.*s\" beside "
	          "path; if the column is text, %.*s.",
	          STR_ARG(as), STR_ARG(types_line(r, c, "text")));
}

void tell_marks_taken(struct reader *r, const struct read_column *c, const struct read_shape *s)
{
	str text = s->samples[0].text;
	struct amount a;
	double value = 0;
	amount_read(text, &a);
	amount_real(&a, c->custom, &value);
	if (is_secret(r))
		diag_warn(r->diags, s->samples[0].at, "data/marks-mixed",
		          "a cell in %.*s is read as thousands, as others have another mark of "
		          "decimals",
		          STR_ARG(tell_column(r, c)));
	else
		diag_warn(
		        r->diags, s->samples[0].at, "data/marks-mixed",
		        "'%.*s' in %.*s is read as %.15g, as others have another mark of decimals",
		        STR_ARG(text), STR_ARG(tell_column(r, c)), value);
	note_more(r, s);
	diag_hint(r->diags, "Write numbers: \"%.*s\" beside path if that is right.",
	          STR_ARG(reading_sample(c->custom)));
}

void tell_dates_split(struct reader *r, const struct read_column *c)
{
	const struct read_sample *cell = &first_split(c)->samples[0];
	char day_first[10], month_first[10];
	struct day d;
	read_day(&r->rules, cell->text, &d);
	day_put(&d, DAY_FIRST, day_first);
	day_put(&d, MONTH_FIRST, month_first);
	if (is_secret(r))
		diag_error(r->diags, cell->at, "data/two-readings", "%.*s can be read in two ways",
		           STR_ARG(tell_column(r, c)));
	else
		diag_error(r->diags, cell->at, "data/two-readings",
		           "'%.*s' in %.*s can be %.10s or %.10s", STR_ARG(cell->text),
		           STR_ARG(tell_column(r, c)), day_first, month_first);
	diag_hint(
	        r->diags,
	        "Write dates: %.*s beside path for the one, dates: %.*s for the other, or, if the "
	        "column is text, %.*s.",
	        STR_ARG(date_pattern(r, cell->text, "dd", "mm", "yyyy")),
	        STR_ARG(date_pattern(r, cell->text, "mm", "dd", "yyyy")),
	        STR_ARG(types_line(r, c, "text")));
}

/* ---- A spreadsheet's errors ---- */

static void hint_errors(struct reader *r, const struct examples *e)
{
	if (is_secret(r))
		diag_hint(r->diags,
		          "Correct the formula, or name what it shows in null: beside path.");
	else
		diag_hint(r->diags,
		          "Correct the formula; or, if it means that there is no value, write %.*s "
		          "beside path.",
		          STR_ARG(null_line(r, e)));
}

void tell_errors(struct reader *r, const struct read_column *c, bool text)
{
	struct read_odd odd = {.n = 0};
	for (size_t i = 0; i < c->shapes.n; i++) {
		odd.shape[i] = c->shapes.at[i].shape.kind == SHAPE_ERROR;
		odd.n += odd.shape[i] ? c->shapes.at[i].n : 0;
	}
	if (!odd.n)
		return;
	struct examples e = examples_of(c, &odd);
	str column = tell_column(r, c), cell = tell_cell(r, e.at[0]->text);
	if (text)
		diag_warn(r->diags, e.at[0]->at, "data/spreadsheet-error",
		          "%.*s in %.*s is a spreadsheet's error", STR_ARG(cell), STR_ARG(column));
	else
		diag_error(r->diags, e.at[0]->at, "data/spreadsheet-error",
		           "%.*s in %.*s is a spreadsheet's error", STR_ARG(cell), STR_ARG(column));
	for (size_t i = 1; i < e.n; i++)
		diag_note(r->diags, e.at[i]->at, "%.*s", STR_ARG(tell_cell(r, e.at[i]->text)));
	hint_errors(r, &e);
}

/* ---- Texts that look alike ---- */

void tell_dirt(struct reader *r, const struct read_column *c)
{
	const struct dirt_pair *pairs;
	str column = tell_column(r, c);
	size_t n = dirt_found(c->dirt, DIRT_VARIANT, &pairs);
	for (size_t i = 0; i < n; i++) {
		diag_warn(r->diags, pairs[i].at, "data/same-but-for-spelling",
		          "%.*s in %.*s is also written %.*s", STR_ARG(tell_cell(r, pairs[i].text)),
		          STR_ARG(column), STR_ARG(tell_cell(r, pairs[i].other)));
		diag_note(r->diags, pairs[i].other_at, "here, and to a query they are two");
		diag_hint(r->diags,
		          "Write it in one way: spaces and capitals make it another value. Where "
		          "both are meant, %.*s beside path keeps them.",
		          STR_ARG(types_line(r, c, "text")));
	}
	n = dirt_found(c->dirt, DIRT_UNSEEN, &pairs);
	for (size_t i = 0; i < n; i++) {
		diag_warn(r->diags, pairs[i].at, "data/unseen-character",
		          "%.*s in %.*s holds a space or sign that nobody sees",
		          STR_ARG(tell_cell(r, pairs[i].text)), STR_ARG(column));
		diag_hint(r->diags, "Delete it: to a query it is another value.");
	}
	n = dirt_found(c->dirt, DIRT_MISREAD, &pairs);
	for (size_t i = 0; i < n; i++) {
		diag_warn(r->diags, pairs[i].at, "data/misread-letters",
		          "%.*s in %.*s is probably %.*s", STR_ARG(tell_cell(r, pairs[i].text)),
		          STR_ARG(column), STR_ARG(tell_cell(r, pairs[i].other)));
		diag_hint(r->diags, "The file was once read in a wrong encoding: save it anew from "
		                    "where it was right.");
	}
}
