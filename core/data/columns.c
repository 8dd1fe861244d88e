/* The columns that a plugin gives: each is checked, and has to be the same in every file. */
#include "data/store_parts.h"

enum { SOURCE_COLUMNS = 2000 };

/* Where cells are only looked at, the rest of the file is too. */
static bool name_good(struct store *s, const struct strom_column *c)
{
	bool written = c->type == STROM_COLUMN_WRITTEN;
	for (size_t i = 0; i < s->columns.n && c->name.len; i++) {
		if (!sql_same(s->columns.at[i].said.name, c->name))
			continue;
		diag_error(s->job->diags, store_span(s, c->pos), "data/duplicate-column",
		           "a column '%.*s' is there already", STR_ARG(s->columns.at[i].said.name));
		diag_hint(s->job->diags,
		          "Give each column a name of its own; capital letters make no "
		          "difference.");
		s->refused = true;
		return written || store_fail(s);
	}
	return true;
}

static bool column_good(struct store *s, const struct strom_column *c)
{
	bool unnamed = !c->name.len && c->type != STROM_COLUMN_WRITTEN;
	if (c->type < STROM_COLUMN_TEXT || c->type > STROM_COLUMN_WRITTEN)
		return store_broken(s, c->pos, "gives a column an unknown type");
	if (unnamed || utf8_check(c->name) < c->name.len || str_has(c->name, 0))
		return store_broken(s, c->pos, "gives a column an impossible name");
	if (!name_good(s, c))
		return false;
	if (s->columns.n < SOURCE_COLUMNS)
		return true;
	diag_error(s->job->diags, store_span(s, c->pos), "data/too-many-columns",
	           "more than %d columns", SOURCE_COLUMNS);
	return store_fail(s);
}

/* The types' names in both vocabularies. */
static enum reading_type reading_of(uint32_t type)
{
	static const unsigned char types[] = {READ_FOUND, READ_TEXT, READ_INT,    READ_REAL,
	                                      READ_BOOL,  READ_DATE, READ_PERCENT};
	return type < sizeof types ? (enum reading_type)types[type] : READ_FOUND;
}

/* Codes such as yes and no are words, whatever they look like; so are sets. */
static bool has_words(const struct codebook_variable *v)
{
	if (!v || v->kind == STROM_VARIABLE_SET)
		return v != NULL;
	for (size_t i = 0; i < v->codes.n; i++)
		if (!v->codes.at[i].missing && !v->codes.at[i].number)
			return true;
	return false;
}

static void begin_written(struct store *s, struct store_column *c)
{
	const struct strom_column *said = &c->said;
	if (!s->reader) {
		s->reader = reader_new(s->job->arena, s->shown, s->source, s->job->file);
		s->phase = STORE_LOOK;
	}
	c->written = true;
	c->reader = reader_columns(s->reader);
	struct span said_at = job_span(s->job, said->said_pos);
	enum reading_type type = has_words(c->variable) ? READ_TEXT : reading_of(said->said);
	if (type == READ_FOUND && c->variable && c->variable->year) {
		type = READ_YEAR;
		said_at = c->variable->at;
	}
	reader_column(s->reader, said->name, store_span(s, said->pos), type, said_at,
	              (char)said->decimal);
	c->said.name = reader_name(s->reader, c->reader);
}

/* ---- The columns of a source's other files, and of the second reading ---- */

static bool come_again(struct store *s, const struct strom_column *c)
{
	size_t i = s->again;
	const struct store_column *known = i < s->columns.n ? &s->columns.at[i] : NULL;
	str name = c->type == STROM_COLUMN_WRITTEN ? reader_clean_name(s->job->arena, c->name)
	                                           : c->name;
	if (!known && !s->file)
		return store_broken(s, c->pos, "gives more columns the second time");
	bool same = known && (!s->file || s->phase == STORE_AGAIN ||
	                      (sql_same(known->said.name, name) &&
	                       known->written == (c->type == STROM_COLUMN_WRITTEN)));
	if (!same)
		return store_other_columns(s, c->pos, name);
	s->again++;
	return true;
}

bool store_host_column(struct strom_job *job, const struct strom_column *theirs)
{
	struct store *s = store_of(job);
	struct store_column c = {.said = {0}};
	if (!job_sized(s->job, theirs->size, JOB_UP_TO(strom_column, name), "a column"))
		return store_fail(s);
	memcpy(&c.said, theirs, theirs->size < sizeof c.said ? theirs->size : sizeof c.said);
	if (s->phase == STORE_BOOK)
		return store_broken(s, c.said.pos, "gives a column of a code book");
	if (s->phase == STORE_AGAIN || s->file)
		return come_again(s, &c.said);
	if (s->batch.insert || s->cells >= 0)
		return store_broken(s, c.said.pos, "gives a column after the first row");
	if (c.said.type == STROM_COLUMN_WRITTEN)
		c.said.name = reader_clean_name(s->job->arena, c.said.name);
	if (!column_good(s, &c.said))
		return false;
	c.said.name = arena_str(s->job->arena, c.said.name);
	if (!store_codes_column(s, &c))
		return store_fail(s);
	if (c.said.type == STROM_COLUMN_WRITTEN)
		begin_written(s, &c);
	vec_push(s->job->arena, &s->columns, c);
	return true;
}
