/* Exports of KoboToolbox and ODK: headings are names, with the groups before them or without, or
 * labels in one of the form's languages; a question of several answers has a column with all of
 * them, or one for each with 0 and 1, or both. */
#include "survey.h"

static strom_str last_part(strom_str path)
{
	strom_str last = path;
	for (size_t i = 0; i < path.len; i++)
		if (path.ptr[i] == '/')
			last = word_from(path, i + 1);
	return last;
}

/* Before its last '/'; empty: there is none. */
static strom_str before_last(strom_str path)
{
	strom_str last = last_part(path);
	return last.len < path.len ? (strom_str){path.ptr, path.len - last.len - 1} : STROM_S("");
}

static bool has_label(const struct form_label *l, strom_str text)
{
	for (; l; l = l->next)
		if (strom_same(l->text, text))
			return true;
	return false;
}

/* A label may hold a '/' itself: the whole is tried, then what stands behind each. */
static bool is_labelled(const struct form_label *l, strom_str heading)
{
	if (has_label(l, heading))
		return true;
	for (size_t i = 0; i < heading.len; i++)
		if (heading.ptr[i] == '/' && has_label(l, word_from(heading, i + 1)))
			return true;
	return false;
}

static const struct form_question *by_name(const struct form *f, strom_str heading)
{
	for (const struct form_question *q = f ? f->questions : NULL; q; q = q->next)
		if (strom_same(q->path, heading) || strom_same(q->name, heading))
			return q;
	return NULL;
}

static const struct form_question *by_label(const struct form *f, strom_str heading)
{
	for (const struct form_question *q = f ? f->questions : NULL; q; q = q->next)
		if (is_labelled(q->labels, heading))
			return q;
	return NULL;
}

/* "services/legal", "Which services?/Legal aid". */
static const struct form_question *of_part(const struct form *f, strom_str heading, strom_str *code)
{
	strom_str of = before_last(heading), part = last_part(heading);
	const struct form_question *q = of.len ? by_name(f, of) : NULL;
	if (!q && of.len)
		q = by_label(f, of);
	if (!q || q->kind != STROM_VARIABLE_SET)
		return NULL;
	const struct form_code *c = form_code_find(q->list, part);
	if (!c)
		c = column_label(q->list, part);
	if (c)
		*code = c->code;
	return c ? q : NULL;
}

/* What the tool adds stands under its own name, without groups. */
static void own_column(struct survey *s, const struct survey_table *t, struct survey_columns *out,
                       uint32_t i)
{
	strom_str name = strom_keep(s->job, t->header[i].text);
	for (size_t k = 0; k < name.len; k++)
		if (name.ptr[k] == '/')
			((char *)(uintptr_t)name.ptr)[k] = '_';
	column_of(s, out, NULL, name, t->header[i].pos)->from = i;
}

void tool_kobo(struct survey *s, const struct survey_table *t, struct survey_columns *out)
{
	for (uint32_t i = 0; i < t->columns; i++) {
		strom_str heading = t->header[i].text, code = STROM_S("");
		const struct form_question *q = by_name(s->form, heading), *part = NULL;
		if (!q)
			part = of_part(s->form, heading, &code);
		if (!q && !part)
			q = by_label(s->form, heading);
		if (part)
			column_part(s, column_of(s, out, part, part->name, t->header[i].pos), i,
			            code);
		else if (q)
			column_of(s, out, q, q->name, t->header[i].pos)->from = i;
		else if (heading.len)
			own_column(s, t, out, i);
	}
}
