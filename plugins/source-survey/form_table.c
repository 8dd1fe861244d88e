/* A code book as a table: variable, value, label or a label a language, order, missing, type, unit.
 * A row without a value says what the variable itself is. */
#include "survey.h"

#include <stdlib.h>

struct label_columns {
	uint32_t n;
	struct {
		uint32_t column;
		strom_str language;
	} at[MOST_LANGUAGES];
};

/* "label", "label_en", "label:en", "label::English (en)", "label en". */
static void find_labels(struct survey *s, const struct survey_table *t, struct label_columns *out)
{
	out->n = 0;
	for (uint32_t i = 0; i < t->columns && out->n < MOST_LANGUAGES; i++) {
		strom_str name = t->header[i].text;
		if (name.len < 5 || !word_alike((strom_str){name.ptr, 5}, STROM_S("label")))
			continue;
		strom_str rest = word_from(name, 5);
		while (rest.len && strchr("_: ", *rest.ptr))
			rest = word_from(rest, 1);
		strom_str language = word_language(rest);
		if (rest.len && !language.len)
			strom_fault(&s->faults, t->header[i].pos, "survey/unknown-language",
			            "Write a language's code: label_lv.",
			            "'%.*s' names no language", strom_clip(name), name.ptr);
		out->at[out->n].column = i;
		out->at[out->n++].language = language;
	}
}

static bool is_yes(strom_str s)
{
	return s.len && (strom_text_is(s, "1") || word_alike(s, STROM_S("yes")) ||
	                 word_alike(s, STROM_S("true")) || word_alike(s, STROM_S("x")));
}

static bool number_of(strom_str s, int64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9' || i > 9)
			return false;
		*out = *out * 10 + s.ptr[i] - '0';
	}
	return s.len > 0;
}

static void take_type(struct survey *s, struct form_question *q, const struct survey_table *t,
                      uint32_t row, uint32_t column)
{
	strom_str type = table_text(t, row, column);
	if (word_alike(type, STROM_S("set")))
		q->kind = STROM_VARIABLE_SET;
	else if (word_alike(type, STROM_S("weight")))
		q->kind = STROM_VARIABLE_WEIGHT;
	else if (word_alike(type, STROM_S("year")))
		q->year = true;
	else if (type.len)
		strom_fault(&s->faults, t->rows[row].cells[column].pos, "survey/unknown-type",
		            "Write set, year or weight, or nothing.", "a variable is no '%.*s'",
		            strom_clip(type), type.ptr);
}

/* Codes with an order stand by it, before those without. */
static void sort_codes(struct form_list *list)
{
	struct form_code *sorted = NULL;
	while (list->codes) {
		struct form_code *c = list->codes, **at = &sorted;
		list->codes = c->next;
		while (*at && ((*at)->order && (!c->order || (*at)->order <= c->order)
		                       ? true
		                       : !(*at)->order && !c->order))
			at = &(*at)->next;
		c->next = *at;
		*at = c;
	}
	list->codes = sorted;
	list->end = NULL;
}

struct book_columns {
	uint32_t variable, value, order, missing, type, unit;
	struct label_columns labels;
};

static void take_labels(struct survey *s, const struct survey_table *t, uint32_t row,
                        const struct label_columns *labels, struct form_label **out)
{
	for (uint32_t i = 0; i < labels->n; i++)
		form_label(s, out, labels->at[i].language, table_text(t, row, labels->at[i].column),
		           t->rows[row].cells[labels->at[i].column].pos);
}

static void take_row(struct survey *s, struct form *f, const struct survey_table *t, uint32_t row,
                     const struct book_columns *c)
{
	strom_str name = table_text(t, row, c->variable), value = table_text(t, row, c->value);
	struct form_question *q = form_find(f, name);
	strom_str order = table_text(t, row, c->order);
	if (!name.len)
		return;
	if (!q)
		q = form_add(s, f, name, t->rows[row].cells[c->variable].pos);
	if (!value.len) {
		take_labels(s, t, row, &c->labels, &q->labels);
		take_type(s, q, t, row, c->type);
		q->unit = table_text(t, row, c->unit);
		return;
	}
	q->list = form_list(s, f, name);
	struct form_code *code = form_code(s, q->list, value, t->rows[row].cells[c->value].pos);
	code->missing = is_yes(table_text(t, row, c->missing));
	if (order.len && !number_of(order, &code->order))
		strom_fault(&s->faults, t->rows[row].cells[c->order].pos, "survey/bad-order",
		            "Write 1, 2, 3.", "'%.*s' is no place in an order", strom_clip(order),
		            order.ptr);
	take_labels(s, t, row, &c->labels, &code->labels);
}

bool form_table(struct survey *s, struct form *f, const struct survey_table *t)
{
	struct book_columns c = {table_column(t, "variable"),
	                         table_column(t, "value"),
	                         table_column(t, "order"),
	                         table_column(t, "missing"),
	                         table_column(t, "type"),
	                         table_column(t, "unit"),
	                         {0}};
	find_labels(s, t, &c.labels);
	if (!c.labels.n)
		return strom_fault(&s->faults, t->header[0].pos, "survey/no-label",
		                   "Add a column label, or label_en, label_lv.",
		                   "the code book has no column with labels");
	for (uint32_t row = 0; row < t->n && !s->full; row++)
		take_row(s, f, t, row, &c);
	for (struct form_list *list = f->lists; list; list = list->next)
		sort_codes(list);
	return !s->faults.errors;
}
