/* Columns and the code book that the file holds. */
#include "spss.h"

#include <stdio.h>

static bool push_label(struct spss *s, strom_str text, struct strom_pos pos)
{
	struct strom_label l = {.size = sizeof l, .text = text, .pos = pos};
	return !text.len || s->host->label(s->job, &l);
}

/* Whether a number is one of those that are said to mean no value, alone. */
static bool is_missing(const struct spss_variable *v, const struct spss_label *l)
{
	for (uint32_t i = 0; i < v->missing_n; i++)
		if (v->form == FORM_TEXT
		            ? l->text.len == v->missing_text[i].len &&
		                      !memcmp(l->text.ptr, v->missing_text[i].ptr, l->text.len)
		            : l->number >= v->from[i] && l->number <= v->to[i])
			return true;
	return false;
}

static bool push_code(struct spss *s, strom_str code, bool missing, strom_str label,
                      struct strom_pos pos)
{
	struct strom_code c = {.size = sizeof c, .missing = missing, .code = code, .pos = pos};
	return !code.len || (s->host->code(s->job, &c) && push_label(s, label, pos));
}

static bool same(strom_str a, strom_str b)
{
	return a.len == b.len && (!a.len || !memcmp(a.ptr, b.ptr, a.len));
}

/* The text that a cell with this value has; empty: a date, which no label is of. */
static strom_str code_of(struct spss *s, const struct spss_variable *v, const struct spss_label *l,
                         char room[MOST_TEXT])
{
	uint32_t type;
	if (v->form == FORM_TEXT)
		return l->text;
	if (l->tag) {
		snprintf(room, MOST_TEXT, ".%c", l->tag);
		return strom_text(room);
	}
	return spss_number(s, v, l->number, room, &type) ? strom_text(room) : STROM_S("");
}

static bool push_labels(struct spss *s, struct spss_variable *v, struct strom_pos pos)
{
	for (const struct spss_label *l = v->set.len ? s->labels : NULL; l; l = l->next) {
		char room[MOST_TEXT];
		if (!same(l->set, v->set))
			continue;
		if (l->tag >= 'a' && l->tag <= 'z')
			v->tags &= ~(1u << (l->tag - 'a'));
		if (!push_code(s, code_of(s, v, l, room), l->tag || is_missing(v, l), l->label,
		               pos))
			return false;
	}
	return true;
}

static bool is_labelled(const struct spss *s, const struct spss_variable *v, uint32_t i)
{
	for (const struct spss_label *l = v->set.len ? s->labels : NULL; l; l = l->next)
		if (same(l->set, v->set) &&
		    (v->form == FORM_TEXT ? same(l->text, v->missing_text[i])
		                          : l->number >= v->from[i] && l->number <= v->from[i]))
			return true;
	return false;
}

/* Values that mean none without having a label. */
static bool push_missing(struct spss *s, const struct spss_variable *v, struct strom_pos pos)
{
	for (uint32_t i = 0; i < v->missing_n; i++) {
		char room[MOST_TEXT] = "";
		uint32_t type;
		if (is_labelled(s, v, i) || (v->form != FORM_TEXT && v->from[i] < v->to[i]))
			continue;
		if (v->form != FORM_TEXT && !spss_number(s, v, v->from[i], room, &type))
			continue;
		if (!push_code(s, v->form == FORM_TEXT ? v->missing_text[i] : strom_text(room),
		               true, STROM_S(""), pos))
			return false;
	}
	for (char tag = 'a'; tag <= 'z'; tag++) {
		char room[] = {'.', tag, 0};
		if ((v->tags & 1u << (tag - 'a')) &&
		    !push_code(s, strom_text(room), true, STROM_S(""), pos))
			return false;
	}
	return true;
}

static bool push_variable(struct spss *s, uint32_t i)
{
	struct spss_variable *v = s->variables[i];
	struct strom_variable own = {.size = sizeof own,
	                             .name = v->name,
	                             .pos = spss_at(s, 0, i),
	                             .year = v->form == FORM_YEAR};
	/* That its column has no name, the core tells. */
	if (!v->name.len)
		return true;
	/* The core is given parts of 1. */
	double per = v->form == FORM_PERCENT ? 100 : 1;
	own.kind = (int64_t)i == s->weight ? STROM_VARIABLE_WEIGHT : STROM_VARIABLE_ONE;
	for (uint32_t k = 0; k < v->missing_n && v->form != FORM_TEXT; k++)
		if (v->from[k] < v->to[k]) {
			own.missing = 1;
			own.from = v->from[k] / per;
			own.to = v->to[k] / per;
		}
	return s->host->variable(s->job, &own) && push_label(s, v->label, own.pos) &&
	       push_labels(s, v, own.pos) && push_missing(s, v, own.pos);
}

/* The answers of a set: its members, or what these may hold. */
static bool push_set(struct spss *s, const struct spss_set *set)
{
	struct strom_variable own = {.size = sizeof own,
	                             .kind = STROM_VARIABLE_SET,
	                             .name = set->name,
	                             .pos = spss_at(s, 0, set->members[0])};
	if (!s->host->variable(s->job, &own) || !push_label(s, set->label, own.pos))
		return false;
	if (!set->counted.len)
		return push_labels(s, s->variables[set->members[0]], own.pos);
	for (uint32_t i = 0; i < set->n; i++) {
		const struct spss_variable *v = s->variables[set->members[i]];
		if (!push_code(s, v->name, false, v->label, own.pos))
			return false;
	}
	return true;
}

static bool push_column(struct spss *s, strom_str name, uint32_t at)
{
	struct strom_column c = {.size = sizeof c,
	                         .type = STROM_COLUMN_WRITTEN,
	                         .name = name,
	                         .pos = spss_at(s, 0, at)};
	return s->host->column(s->job, &c);
}

bool spss_book(struct spss *s)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (!push_variable(s, i))
			return false;
	for (const struct spss_set *set = s->sets; set; set = set->next)
		if (!push_set(s, set))
			return false;
	for (uint32_t i = 0; i < s->n; i++)
		if (!push_column(s, s->variables[i]->name, i))
			return false;
	for (const struct spss_set *set = s->sets; set; set = set->next)
		if (!push_column(s, set->name, set->members[0]))
			return false;
	return true;
}
