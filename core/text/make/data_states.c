/* States of values (estimated, provisional, confidential): signs in tables and charts, and the note
 * that says what they mean. */
#include "edition/dataset.h"
#include "edition/states.h"
#include "text/make/maker.h"

#include <strom/source.h>

/* ---- Columns ---- */

static bool is_said(const struct directive *d, str name)
{
	bool said = str_eq(d->group, name);
	for (size_t i = 0; i < d->columns_n && !said; i++)
		said = str_eq(d->columns[i].name, name);
	return said;
}

/* The column that the last one says something of, from 1; 0: none. */
static size_t states_of(struct maker *m, const struct directive *d, const struct rows *rows,
                        size_t last)
{
	const struct codebook_variable *states = rows->variables[last], *v;
	if (!states || states->kind != STROM_VARIABLE_FLAGS || is_said(d, rows->names[last]))
		return 0;
	for (size_t i = 0; i < last; i++) {
		v = rows->variables[i];
		if (v && str_eq(v->name, states->of) &&
		    tables_one_book(m->b.edition->tables, v, states))
			return i + 1;
	}
	return 0;
}

/* A value has at most two: its state, and whether it is confidential. */
static bool take(struct make_signs *s, uint32_t *signs, size_t of, size_t column,
                 const struct codebook_variable *states)
{
	bool alone = dataset_state_is_confidence(states);
	if (!s->states[of]) {
		signs[of] = (uint32_t)column;
		s->states[of] = states;
		return true;
	}
	if (s->confidence[of] || alone == dataset_state_is_confidence(s->states[of]))
		return false;
	s->confidence[of] = alone ? (uint32_t)column : signs[of];
	signs[of] = alone ? signs[of] : (uint32_t)column;
	s->states[of] = alone ? s->states[of] : states;
	return true;
}

void make_states(struct maker *m, const struct directive *d, const struct dataset *data,
                 struct make_signs *s)
{
	size_t n = data->rows.columns, of;
	if (!d->query || !data->rows.variables)
		return;
	uint32_t *signs = arena_array(m->b.arena, uint32_t, n + 1);
	s->states = arena_array(m->b.arena, const struct codebook_variable *, n + 1);
	s->confidence = arena_array(m->b.arena, uint32_t, n + 1);
	for (; n > 1 && (of = states_of(m, d, &data->rows, n - 1)); n--)
		if (!take(s, signs, of - 1, n - 1, data->rows.variables[n - 1]))
			break;
	s->notes.signs = signs;
	s->notes.signs_n = data->rows.columns - n;
}

/* The signs are by the query's columns. */
void make_signs_take(struct maker *m, const struct dataset *data, struct column *columns,
                     const struct make_signs *signs)
{
	for (size_t i = 0; signs->notes.signs_n && i < data->rows.columns; i++) {
		size_t from = i + (data->group && i >= data->group_at);
		columns[i].sign = signs->notes.signs[from];
		columns[i].total = signs->notes.totals && signs->notes.totals[from];
		if (!signs->states || !signs->states[from])
			continue;
		columns[i].states = signs->states[from];
		columns[i].confidence = signs->confidence[from];
		columns[i].tables = m->b.edition->tables;
		columns[i].language = m->b.edition->spec->language;
	}
}

/* ---- Cells ---- */

/* Language packs of others may lack them. */
static str word_of(struct maker *m, char letter)
{
	char word[] = {'s', 't', 'a', 't', 'e', '-', letter, 0};
	return letter < 'a' || letter > 'z' ? S("")
	                                    : language_word(m->b.edition->language, str_of(word));
}

/* A chart marks what is kept back; at its other numbers there is no room for signs. */
str make_state_sign(const struct dataset *data, const struct column *c, const struct cell *value,
                    const struct cell *row)
{
	str sign = dataset_sign(c, value, row);
	bool kept_back =
	        value->type == CELL_NULL && c->states && !c->states->codes.n && str_has(sign, 'c');
	return data->cursor || !c->states || kept_back ? sign : S("");
}

static void tell_unknown(struct maker *m, struct make_signs *s, const struct column *c,
                         size_t column, str sign)
{
	if (s->told[column])
		return;
	s->told[column] = true;
	diag_warn(m->b.diags, c->at, "data/unknown-state",
	          "nothing below says what '%.*s' at values of '%.*s' means", STR_ARG(sign),
	          STR_ARG(c->name));
	diag_hint(m->b.diags, "Say it in the note or the caption.");
}

void make_state(struct maker *m, struct make_signs *s, const struct column *c, size_t column,
                str sign)
{
	/* Labels of a code book say what they mean. */
	if (!sign.len || c->states->codes.n)
		return;
	if (str_eq(sign, S("\xE2\x80\x93"))) {
		s->missing = true;
		return;
	}
	for (size_t i = 0; i < sign.len; i++)
		if (!word_of(m, sign.ptr[i]).len) {
			tell_unknown(m, s, c, column, sign);
			return;
		}
	for (size_t i = 0; i < sign.len; i++)
		s->letters |= UINT32_C(1) << (sign.ptr[i] - 'a');
}

/* ---- The note ---- */

static str with(struct maker *m, str note, str sign, str word)
{
	return arena_printf(m->b.arena, "%.*s%s%.*s: %.*s", STR_ARG(note), note.len ? "; " : "",
	                    STR_ARG(sign), STR_ARG(word));
}

str make_states_note(struct maker *m, const struct make_signs *s)
{
	str note = S("");
	for (char c = 'a'; c <= 'z'; c++)
		if (s->letters >> (c - 'a') & 1)
			note = with(m, note, (str){&c, 1}, word_of(m, c));
	return s->missing ? with(m, note, S("\xE2\x80\x93"),
	                         language_word(m->b.edition->language, S("no-data")))
	                  : note;
}
