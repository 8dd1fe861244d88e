/* Exports of REDCap: headings are fields (services___1 for an answer of several) or their labels
 * ("Services (choice=Legal aid)"), cells are codes or labels. */
#include "survey.h"

static const struct form_question *by_heading(const struct form *f, strom_str heading)
{
	for (const struct form_question *q = f ? f->questions : NULL; q; q = q->next) {
		if (strom_same(q->name, heading))
			return q;
		for (const struct form_label *l = q->labels; l; l = l->next)
			if (strom_same(l->text, heading))
				return q;
	}
	return NULL;
}

/* As REDCap makes a column's name of a code: -1 is ___1, A is a. */
static bool same_code(strom_str column, strom_str code)
{
	if (column.len != code.len)
		return false;
	for (size_t i = 0; i < code.len; i++) {
		char c = code.ptr[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		char own = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : plain ? c : '_';
		if (column.ptr[i] != own)
			return false;
	}
	return true;
}

static size_t find(strom_str text, const char *part)
{
	size_t len = strlen(part);
	for (size_t i = 0; i + len <= text.len; i++)
		if (!memcmp(text.ptr + i, part, len))
			return i;
	return text.len;
}

/* "services___1", "Services (choice=Legal aid)". */
static const struct form_question *of_part(const struct form *f, strom_str heading, strom_str *code)
{
	size_t raw = find(heading, "___"), labelled = find(heading, " (choice=");
	bool is_raw = raw < heading.len;
	if (!is_raw && labelled == heading.len)
		return NULL;
	const struct form_question *q =
	        by_heading(f, (strom_str){heading.ptr, is_raw ? raw : labelled});
	strom_str part = word_from(heading, is_raw ? raw + 3 : labelled + 9);
	if (!is_raw && part.len)
		part.len--;
	for (const struct form_code *c = q && q->list ? q->list->codes : NULL; c; c = c->next) {
		if (is_raw ? !same_code(part, c->code) : column_label(q->list, part) != c)
			continue;
		*code = c->code;
		return q;
	}
	return NULL;
}

void tool_redcap(struct survey *s, const struct survey_table *t, struct survey_columns *out)
{
	for (uint32_t i = 0; i < t->columns; i++) {
		strom_str heading = t->header[i].text, code = STROM_S("");
		const struct form_question *q = by_heading(s->form, heading);
		const struct form_question *part = q ? NULL : of_part(s->form, heading, &code);
		if (part)
			column_part(s, column_of(s, out, part, part->name, t->header[i].pos), i,
			            code);
		else
			column_of(s, out, q, q ? q->name : strom_keep(s->job, heading),
			          t->header[i].pos)
			        ->from = i;
	}
}
