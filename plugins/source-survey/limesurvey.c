/* Exports of LimeSurvey: headings are codes (Q1[SQ001]), codes with texts (Q1[SQ001]. Police), or
 * texts alone, whole or shortened, which the code book knows. */
#include "survey.h"

struct heading {
	strom_str code, part;
}; /* Q1, SQ001 */

static bool is_code_sign(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

/* "Q1", "Q1[SQ001]", of two scales "Q1[SQ001][2]", and the same with a full stop and the text
 * behind. False: it is a text. */
static bool take_heading(struct survey *s, strom_str text, struct heading *out)
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
	if (text.len && *text.ptr == '[') {
		text = word_from(text, 1);
		out->part = word_joined(s, out->part, word_until(&text, ']'));
	}
	return n && (!text.len || *text.ptr == '.');
}

/* ---- Headings that are texts ---- */

/* The whole of a label, or where the export shortens texts, its beginning and two dots. */
static bool is_text_of(strom_str heading, strom_str label)
{
	size_t dots = 0;
	heading = strom_trim(heading);
	while (dots < heading.len && heading.ptr[heading.len - 1 - dots] == '.')
		dots++;
	size_t len = heading.len - dots;
	if (strom_same(heading, label))
		return true;
	return dots > 1 && len && len < label.len && !memcmp(heading.ptr, label.ptr, len);
}

/* A label of a part is "question: part", its heading "question [part]". */
static bool is_part_of(strom_str heading, strom_str label)
{
	strom_str part = heading, question = heading;
	if (!heading.len || heading.ptr[heading.len - 1] != ']')
		return false;
	for (size_t i = heading.len; i-- > 0;)
		if (heading.ptr[i] == '[') {
			question = strom_trim((strom_str){heading.ptr, i});
			part = (strom_str){heading.ptr + i + 1, heading.len - i - 2};
			break;
		}
	for (size_t i = 0; i + 2 < label.len; i++)
		if (!memcmp(label.ptr + i, ": ", 2) &&
		    is_text_of(question, (strom_str){label.ptr, i}) &&
		    is_text_of(part, word_from(label, i + 2)))
			return true;
	return false;
}

static bool is_asked(const struct form_question *q, strom_str text)
{
	for (const struct form_label *l = q->labels; l; l = l->next)
		if (is_text_of(text, l->text) || is_part_of(text, l->text))
			return true;
	return false;
}

/* The one that is asked so; NULL: none, or more than one. */
static const struct form_question *by_text(const struct form *f, strom_str text)
{
	const struct form_question *found = NULL;
	for (const struct form_question *q = f ? f->questions : NULL; q; q = q->next) {
		if (!is_asked(q, text))
			continue;
		if (found)
			return NULL;
		found = q;
	}
	return found;
}

/* "Which services? [Police]", of several answers. */
static const struct form_question *of_answer(const struct form *f, strom_str text, strom_str *code)
{
	strom_str part = STROM_S("");
	for (size_t i = text.len; i-- > 0 && text.ptr[text.len - 1] == ']';)
		if (text.ptr[i] == '[') {
			part = (strom_str){text.ptr + i + 1, text.len - i - 2};
			text = strom_trim((strom_str){text.ptr, i});
			break;
		}
	const struct form_question *q = part.len ? by_text(f, text) : NULL;
	if (!q || q->kind != STROM_VARIABLE_SET)
		return NULL;
	for (const struct form_code *c = q->list ? q->list->codes : NULL; c; c = c->next)
		for (const struct form_label *l = c->labels; l; l = l->next)
			if (is_text_of(part, l->text)) {
				*code = c->code;
				return q;
			}
	return NULL;
}

/* ---- Sets ---- */

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

/* The code book knows; without one the cells tell. */
static bool is_set(struct survey *s, const struct survey_table *t, const struct heading *of)
{
	const struct form_question *q = s->form ? form_find(s->form, of->code) : NULL;
	struct heading h;
	bool any = false;
	if (q && q->kind == STROM_VARIABLE_SET)
		return true;
	if (s->form && form_find(s->form, word_joined(s, of->code, of->part)))
		return false;
	for (uint32_t i = 0; i < t->columns; i++) {
		if (!take_heading(s, t->header[i].text, &h) || !strom_same(h.code, of->code) ||
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

static void take_column(struct survey *s, const struct survey_table *t, struct survey_columns *out,
                        uint32_t i)
{
	struct heading h;
	strom_str text = t->header[i].text, code = STROM_S("");
	struct strom_pos pos = t->header[i].pos;
	const struct form_question *q = by_text(s->form, text),
	                           *several = q ? NULL : of_answer(s->form, text, &code);
	if (several) {
		column_part(s, set_of(s, out, several->name, pos), i, code);
		return;
	}
	if (!q && !take_heading(s, text, &h)) {
		column_of(s, out, NULL, strom_keep(s->job, text), pos)->from = i;
		return;
	}
	if (!q && h.part.len && !strom_text_is(h.part, "other") && is_set(s, t, &h)) {
		column_part(s, set_of(s, out, h.code, pos), i, h.part);
		return;
	}
	strom_str name = q            ? q->name
	                 : h.part.len ? word_joined(s, h.code, h.part)
	                              : strom_keep(s->job, h.code);
	if (!q && s->form)
		q = form_find(s->form, name);
	column_of(s, out, q, name, pos)->from = i;
}

void tool_limesurvey(struct survey *s, const struct survey_table *t, struct survey_columns *out)
{
	for (uint32_t i = 0; i < t->columns; i++)
		take_column(s, t, out, i);
}
