/* Exports of LimeSurvey: headings are codes (Q1[SQ001]), codes with texts (Q1[SQ001]. Police), or
 * texts alone, which the code book knows. */
#include "survey.h"

struct heading {
	strom_str code, part;
}; /* Q1, SQ001 */

static bool is_code_sign(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

/* "Q1", "Q1[SQ001]", and the same with a full stop and the text behind. False: it is a text. */
static bool take_heading(strom_str text, struct heading *out)
{
	size_t n = 0;
	*out = (struct heading){STROM_S(""), STROM_S("")};
	while (n < text.len && is_code_sign(text.ptr[n]))
		n++;
	out->code = (strom_str){text.ptr, n};
	text = word_from(text, n);
	if (text.len && *text.ptr == '[') {
		text = word_from(text, 1);
		out->part = word_until(&text, ']');
	}
	return n && (!text.len || *text.ptr == '.');
}

static const struct form_question *by_text(const struct form *f, strom_str text)
{
	for (const struct form_question *q = f ? f->questions : NULL; q; q = q->next)
		for (const struct form_label *l = q->labels; l; l = l->next)
			if (strom_same(l->text, text))
				return q;
	return NULL;
}

/* Of several answers: each of its columns holds Y, or N, or nothing. */
static bool is_ticks(const struct survey_table *t, uint32_t column)
{
	bool any = false;
	for (uint32_t row = 0; row < t->n; row++) {
		strom_str cell = table_text(t, row, column);
		any |= cell.len > 0;
		if (cell.len && !strom_text_is(cell, "Y") && !strom_text_is(cell, "N") &&
		    !strom_text_is(cell, "Yes") && !strom_text_is(cell, "No"))
			return false;
	}
	return any;
}

static bool is_set(const struct survey_table *t, strom_str code)
{
	struct heading h;
	bool any = false;
	for (uint32_t i = 0; i < t->columns; i++) {
		if (!take_heading(t->header[i].text, &h) || !strom_same(h.code, code) ||
		    !h.part.len || strom_text_is(h.part, "other") || !is_ticks(t, i))
			continue;
		any = true;
	}
	return any;
}

static struct form_question *unsaid(struct survey *s, strom_str name, struct strom_pos pos)
{
	struct form_question *q = survey_alloc(s, sizeof *q);
	q->name = name;
	q->kind = STROM_VARIABLE_SET;
	q->pos = pos;
	return q;
}

/* Without a code book its answers have no labels, and it is a set all the same. */
static struct survey_column *set_of(struct survey *s, struct survey_columns *out, strom_str code,
                                    struct strom_pos pos)
{
	const struct form_question *q = s->form ? form_find(s->form, code) : NULL;
	for (struct survey_column *c = out->first; c; c = c->next)
		if (c->parts && strom_same(c->name, code))
			return c;
	if (q)
		((struct form_question *)(uintptr_t)q)->kind = STROM_VARIABLE_SET;
	return column_of(s, out, q ? q : unsaid(s, code, pos), code, pos);
}

static strom_str name_of(struct survey *s, const struct heading *h)
{
	if (!h->part.len)
		return strom_keep(s->job, h->code);
	char *name = survey_alloc(s, h->code.len + h->part.len + 1);
	memcpy(name, h->code.ptr, h->code.len);
	name[h->code.len] = '_';
	memcpy(name + h->code.len + 1, h->part.ptr, h->part.len);
	return (strom_str){name, h->code.len + h->part.len + 1};
}

void tool_limesurvey(struct survey *s, const struct survey_table *t, struct survey_columns *out)
{
	for (uint32_t i = 0; i < t->columns; i++) {
		struct heading h;
		struct strom_pos pos = t->header[i].pos;
		const struct form_question *q = by_text(s->form, t->header[i].text);
		if (!q && !take_heading(t->header[i].text, &h)) {
			column_of(s, out, NULL, strom_keep(s->job, t->header[i].text), pos)->from =
			        i;
			continue;
		}
		if (!q && h.part.len && !strom_text_is(h.part, "other") && is_set(t, h.code)) {
			column_part(s, set_of(s, out, h.code, pos), i, h.part);
			continue;
		}
		strom_str name = q ? q->name : name_of(s, &h);
		if (!q && s->form)
			q = form_find(s->form, name);
		column_of(s, out, q, name, pos)->from = i;
	}
}
