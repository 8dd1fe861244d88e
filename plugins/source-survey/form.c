/* Code books: what one says, which kind it is, and how it goes to the core. */
#include "survey.h"

#include <stdio.h>

struct form *form_new(struct survey *s)
{
	struct form *f = survey_alloc(s, sizeof *f);
	f->questions_end = &f->questions;
	return f;
}

struct form_question *form_add(struct survey *s, struct form *f, strom_str name,
                               struct strom_pos pos)
{
	if (f->n++ == MOST_QUESTIONS)
		s->full = !strom_fault(
		        &s->faults, pos, "survey/large", "Is it the data, and no code book?",
		        "the code book has more than %d questions", (int)MOST_QUESTIONS);
	if (f->n > MOST_QUESTIONS)
		return f->last;
	struct form_question *q = f->last = survey_alloc(s, sizeof *q);
	q->name = q->path = strom_keep(s->job, name);
	q->kind = STROM_VARIABLE_ONE;
	q->pos = pos;
	*f->questions_end = q;
	f->questions_end = &q->next;
	return q;
}

struct form_question *form_find(const struct form *f, strom_str name)
{
	if (f->n > MOST_QUESTIONS)
		return f->last;
	for (struct form_question *q = f->questions; q; q = q->next)
		if (strom_same(q->name, name))
			return q;
	return NULL;
}

struct form_list *form_list(struct survey *s, struct form *f, strom_str name)
{
	struct form_list **at = &f->lists;
	while (*at && f->lists_n <= MOST_LISTS && !strom_same((*at)->name, name))
		at = &(*at)->next;
	if (!*at) {
		if (f->lists_n++ == MOST_LISTS)
			s->full = !strom_fault(&s->faults, strom_nowhere(), "survey/large",
			                       "Is it the data, and no code book?",
			                       "the code book has more than %d lists",
			                       (int)MOST_LISTS);
		*at = survey_alloc(s, sizeof **at);
		(*at)->name = strom_keep(s->job, name);
	}
	return *at;
}

struct form_code *form_code_find(const struct form_list *list, strom_str code)
{
	if (list && list->n > MOST_CODES)
		return list->last;
	for (struct form_code *c = list ? list->codes : NULL; c; c = c->next)
		if (strom_same(c->code, code))
			return c;
	return NULL;
}

struct form_code *form_code(struct survey *s, struct form_list *list, strom_str code,
                            struct strom_pos pos)
{
	struct form_code **at = list->end ? list->end : &list->codes;
	if (list->n++ == MOST_CODES)
		s->full = !strom_fault(&s->faults, pos, "survey/large",
		                       "Split the list, or leave its column without labels.",
		                       "the list '%.*s' has more than %d codes",
		                       strom_clip(list->name), list->name.ptr, (int)MOST_CODES);
	if (list->n > MOST_CODES)
		return list->last;
	*at = survey_alloc(s, sizeof **at);
	struct form_code *added = list->last = *at;
	added->code = strom_keep(s->job, code);
	added->pos = pos;
	list->end = &added->next;
	return added;
}

void form_label(struct survey *s, struct form_label **at, strom_str language, strom_str text,
                struct strom_pos pos)
{
	if (!strom_trim(text).len)
		return;
	while (*at)
		at = &(*at)->next;
	*at = survey_alloc(s, sizeof **at);
	**at = (struct form_label){strom_keep(s->job, language),
	                           strom_keep(s->job, strom_trim(text)), pos, NULL};
}

/* ---- Which kind it is ---- */

static bool is_redcap(const struct survey_table *t)
{
	return (table_column(t, "Variable / Field Name") != NONE ||
	        table_column(t, "field_name") != NONE) &&
	       (table_column(t, "Choices, Calculations, OR Slider Labels") != NONE ||
	        table_column(t, "select_choices_or_calculations") != NONE);
}

static bool unknown(struct survey *s, const struct strom_input *in)
{
	struct strom_pos pos = {0, 0, in->known};
	return strom_fault(&s->faults, pos, "survey/no-code-book",
	                   "It is an XLSForm with the sheets survey and choices, a structure of "
	                   "LimeSurvey (.lss), a REDCap dictionary, or a CSV with the columns "
	                   "variable, value and label.",
	                   "the file is no code book of a known kind");
}

static bool read_tables(struct survey *s, struct form *f, const struct strom_input *in)
{
	struct survey_table first, choices;
	bool found;
	if (form_is_lss(in))
		return form_lss(s, f, in);
	if (!table_read(s, in, table_is_workbook(in) ? "survey" : "", &first, &found))
		return false;
	if (first.n > MOST_ROWS_OF_BOOK)
		return strom_fault(&s->faults, (struct strom_pos){0, 0, in->known}, "survey/large",
		                   "Is it the data, and no code book?",
		                   "the code book has more than %d rows", (int)MOST_ROWS_OF_BOOK);
	if (table_is_workbook(in) && found) {
		if (!table_read(s, in, "choices", &choices, &found))
			return false;
		return form_xlsform(s, f, &first, &choices);
	}
	if (table_is_workbook(in) && !table_read(s, in, "codebook", &first, &found))
		return false;
	if (is_redcap(&first))
		return form_redcap(s, f, &first);
	if (found && table_column(&first, "variable") != NONE)
		return form_table(s, f, &first);
	return unknown(s, in);
}

struct form *form_read(struct survey *s, const struct strom_input *in)
{
	struct form *f = form_new(s);
	bool good = read_tables(s, f, in);
	return good && !s->faults.errors ? f : NULL;
}

/* ---- To the core ---- */

static bool push_labels(struct survey *s, const struct form_label *l)
{
	for (; l; l = l->next) {
		struct strom_label label = {.size = sizeof label,
		                            .language = l->language,
		                            .text = l->text,
		                            .pos = l->pos};
		if (!s->host->label(s->job, &label))
			return false;
	}
	return true;
}

static bool push_codes(struct survey *s, const struct form_list *list)
{
	for (const struct form_code *c = list ? list->codes : NULL; c; c = c->next) {
		struct strom_code code = {
		        .size = sizeof code, .missing = c->missing, .code = c->code, .pos = c->pos};
		if (!s->host->code(s->job, &code) || !push_labels(s, c->labels))
			return false;
	}
	return true;
}

bool form_push(struct survey *s, const struct form_question *q, strom_str name)
{
	struct strom_variable v = {.size = sizeof v,
	                           .kind = q->kind,
	                           .name = name,
	                           .unit = q->unit,
	                           .pos = q->pos,
	                           .year = q->year};
	return s->host->variable(s->job, &v) && push_labels(s, q->labels) && push_codes(s, q->list);
}
