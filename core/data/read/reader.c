/* Looking at cells: each is counted under its shape, and a few of each are kept as examples. */
#include "data/read/parts.h"
#include "data/read/dirt.h"
#include "data/read/words.h"

static void drop_scratch(void *arena)
{
	arena_drop(arena);
}

struct reader *reader_new(struct arena *a, struct diags *d, const struct source_spec *source,
                          uint32_t file)
{
	struct reader *r = arena_make(a, struct reader);
	const struct reading_said *said = &source->reading;
	*r = (struct reader){.arena = a, .diags = d, .source = source, .file = file,
	                     .budget = READ_TEXTS};
	r->months.arena = a;
	r->scratch = arena_new();
	arena_cleanup(a, drop_scratch, r->scratch);
	r->rules = (struct shape_rules){.minus = said->minus,
	                                .dates = said->dates,
	                                .dates_n = said->dates_n,
	                                .months = &r->months};
	return r;
}

static bool is_listed(str text, const struct said *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (words_same(text, words[i].text))
			return true;
	return false;
}

/* ---- Columns ---- */

static bool same_name(const struct reader *r, str name, const struct said *said)
{
	return words_same(name, reader_clean_name(r->arena, said->text));
}

/* `types:` wins over what the source's own options say. */
static void take_said_type(struct reader *r, struct read_column *c)
{
	const struct reading_said *said = &r->source->reading;
	for (size_t i = 0; i < said->types_n; i++)
		if (c->name.len && same_name(r, c->name, &said->types[i].column)) {
			c->said = said->types[i].type;
			c->year = c->said == READ_YEAR;
			c->said = c->year ? READ_INT : c->said;
			c->said_at = said->types[i].at;
		}
}

void reader_column(struct reader *r, str name, struct span at, enum reading_type type,
                   struct span type_at, char sign)
{
	const struct reading_said *said = &r->source->reading;
	struct read_column c = {.name = reader_clean_name(r->arena, name),
	                        .at = at,
	                        .said = type == READ_YEAR ? READ_INT : type,
	                        .said_at = type_at,
	                        .year = type == READ_YEAR};
	c.customs = said->custom ? said->custom : amount_decimal_customs(sign);
	take_said_type(r, &c);
	if (c.said == READ_FOUND)
		c.dirt = dirt_new(r->arena, &r->budget);
	vec_push(r->arena, &r->columns, c);
}

/* ---- Cells ---- */

bool read_is_null(const struct reader *r, str text)
{
	return is_listed(text, r->source->reading.nulls, r->source->reading.nulls_n);
}

struct shape read_truth(const struct reader *r, str text)
{
	const struct reading_said *said = &r->source->reading;
	bool truth = is_listed(text, said->yes, said->yes_n);
	if (truth || is_listed(text, said->no, said->no_n) ||
	    (!said->yes_n && !said->no_n && words_truth(text, &truth)))
		return (struct shape){.kind = truth ? SHAPE_TRUE : SHAPE_FALSE};
	return (struct shape){.kind = words_no_value(text) ? SHAPE_NO_VALUE : SHAPE_TEXT};
}

static struct shape shape_in(const struct reader *r, const struct read_column *c, str text)
{
	switch (c->said) {
	case READ_TEXT:
		return (struct shape){0};
	case READ_BOOL:
		return read_truth(r, text);
	default:
		return read_shape_of(&r->rules, text);
	}
}

static str kept(struct reader *r, str text)
{
	return arena_str(r->arena, utf8_prefix(text, READ_SAID));
}

void read_count(struct reader *r, struct read_column *c, struct shape shape, str text,
                struct span at)
{
	size_t i = c->last;
	if (i >= c->shapes.n || !shape_same(c->shapes.at[i].shape, shape))
		for (i = 0; i < c->shapes.n && !shape_same(c->shapes.at[i].shape, shape); i++)
			;
	if (i == c->shapes.n && i == READ_SHAPES) {
		/* So many customs side by side: what is new counts as text. */
		read_count(r, c, (struct shape){0}, text, at);
		return;
	}
	if (i == c->shapes.n)
		vec_push(r->arena, &c->shapes, (struct read_shape){.shape = shape});
	struct read_shape *s = &c->shapes.at[i];
	if (s->n < READ_SAMPLES)
		s->samples[s->n] = (struct read_sample){kept(r, text), at};
	s->n++;
	c->last = i;
}

/* Words that are told apart only for the sake of numbers need not be, where most cells are words.
 */
static bool is_wordy(const struct read_column *c)
{
	return c->texts > 1000 && c->texts > c->n - c->texts / 8;
}

void reader_cell(struct reader *r, size_t column, str text, bool quoted, struct span at)
{
	struct read_column *c = &r->columns.at[column];
	str s = read_trim(text);
	r->any |= quoted || s.len;
	if (!s.len || read_is_null(r, s)) {
		c->empty++;
		return;
	}
	struct shape shape = is_wordy(c) && (unsigned char)*s.ptr > '9' ? (struct shape){0}
	                                                                : shape_in(r, c, s);
	c->n++;
	read_count(r, c, shape, s, at);
	if (!r->below.values++)
		r->below.row = (struct read_sparse){
		        .column = column, .shape = c->last, .note = words_note(s)};
	if (shape.kind != SHAPE_TEXT)
		return;
	c->texts++;
	if (c->dirt)
		dirt_look(c->dirt, text, at);
}

void reader_row_end(struct reader *r, struct span at)
{
	uint64_t tail = r->rows - r->last_row;
	r->rows++;
	if (!r->any) {
		if (!tail)
			r->tail_at = at;
		return;
	}
	below_row(r, at);
	if (tail && !r->hollow)
		r->hollow_at = r->tail_at;
	r->hollow += tail;
	r->last_row = r->rows;
	r->any = false;
}

/* ---- Settling ---- */

static void unknown_types(struct reader *r)
{
	const struct reading_said *said = &r->source->reading;
	for (size_t i = 0; i < said->types_n; i++) {
		size_t k = 0;
		while (k < r->columns.n &&
		       !same_name(r, r->columns.at[k].name, &said->types[i].column))
			k++;
		if (k < r->columns.n)
			continue;
		diag_error(r->diags, said->types[i].column.at, "data/unknown-column",
		           "%s names '%.*s', which is no column",
		           said->types[i].left_out ? "leave-out" : "types",
		           STR_ARG(said->types[i].column.text));
		tell_columns(r, said->types[i].column.text);
	}
}

static void settle_column(struct reader *r, struct read_column *c)
{
	if (c->name.len) {
		found_settle(r, c);
		return;
	}
	c->type = READ_FOUND;
	if (!c->n)
		return;
	diag_error(r->diags, c->at, "data/unnamed-column", "%.*s holds values and has no name",
	           STR_ARG(tell_column(r, c)));
	diag_hint(r->diags, "Give every column a name in the first row.");
}

static void tell_rows(struct reader *r)
{
	uint64_t tail = r->rows - r->last_row - r->below.left_out;
	if (tail)
		diag_remark(r->diags, r->tail_at, "data/empty-rows",
		            "%llu empty row%s at the end %s left out", (unsigned long long)tail,
		            tail == 1 ? "" : "s", tail == 1 ? "is" : "are");
	if (!r->hollow || r->columns.n < 2)
		return;
	diag_warn(r->diags, r->hollow_at, "data/empty-row", "%llu row%s no value",
	          (unsigned long long)r->hollow,
	          r->hollow == 1 ? " has" : "s, of which this is the first, have");
	diag_hint(r->diags, "Delete it: queries count it.");
}

bool reader_settle(struct reader *r)
{
	size_t met = diag_met(r->diags);
	unknown_types(r);
	below_settle(r);
	for (size_t i = 0; i < r->columns.n; i++)
		settle_column(r, &r->columns.at[i]);
	tell_rows(r);
	return diag_met(r->diags) == met;
}

/* ---- What was found ---- */

size_t reader_columns(const struct reader *r)
{
	return r->columns.n;
}

str reader_name(const struct reader *r, size_t i)
{
	return r->columns.at[i].name;
}

struct span reader_place(const struct reader *r, size_t i)
{
	return r->columns.at[i].at;
}

enum reading_type reader_type(const struct reader *r, size_t i)
{
	const struct read_column *c = &r->columns.at[i];
	return c->type == READ_INT && c->year ? READ_YEAR : c->type;
}

uint64_t reader_rows(const struct reader *r)
{
	return r->last_row;
}

size_t reader_seen(const struct reader *r, size_t column, uint64_t *values, uint64_t *empty,
                   uint64_t *odd, str *samples, size_t most)
{
	const struct read_column *c = &r->columns.at[column];
	uint64_t tail = r->rows - r->last_row, nothing = 0;
	size_t n = 0;
	for (size_t i = 0; i < c->shapes.n; i++) {
		const struct read_shape *s = &c->shapes.at[i];
		bool none = s->shape.kind == SHAPE_NO_VALUE && c->type != READ_TEXT;
		nothing += none ? s->n : 0;
		for (size_t k = 0; !none && k < READ_SAMPLES && k < s->n && n < most; k++)
			samples[n++] = s->samples[k].text;
	}
	*values = c->n - nothing;
	*empty = c->empty + nothing > tail ? c->empty + nothing - tail : 0;
	*odd = c->odd;
	return n;
}
