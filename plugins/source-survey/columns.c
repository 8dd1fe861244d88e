/* Columns of an export: which question each belongs to, and what its cells are. */
#include "survey.h"

struct survey_column *column_of(struct survey *s, struct survey_columns *all,
                                const struct form_question *q, strom_str name, struct strom_pos pos)
{
	for (struct survey_column *c = all->first; c; c = c->next)
		if (q && c->question == q && strom_same(c->name, name))
			return c;
	struct survey_column *c = survey_alloc(s, sizeof *c);
	*c = (struct survey_column){.name = name, .pos = pos, .question = q, .from = NONE};
	*all->end = c;
	all->end = &c->next;
	return c;
}

void column_part(struct survey *s, struct survey_column *c, uint32_t from, strom_str code)
{
	struct survey_part **at = &c->parts;
	while (*at)
		at = &(*at)->next;
	*at = survey_alloc(s, sizeof **at);
	**at = (struct survey_part){from, code, NULL};
}

bool column_all_codes(const struct survey_table *t, uint32_t column, const struct form_question *q)
{
	for (uint32_t row = 0; row < t->n; row++) {
		strom_str rest = table_text(t, row, column);
		while (rest.len) {
			strom_str code =
			        q->kind == STROM_VARIABLE_SET ? word_until(&rest, ' ') : rest;
			if (q->kind != STROM_VARIABLE_SET)
				rest = STROM_S("");
			if (code.len && !form_code_find(q->list, code))
				return false;
		}
	}
	return true;
}

const struct form_code *column_label(const struct form_list *list, strom_str text)
{
	for (const struct form_code *c = list ? list->codes : NULL; c; c = c->next)
		for (const struct form_label *l = c->labels; l; l = l->next)
			if (strom_same(l->text, text))
				return c;
	return NULL;
}

bool column_is_ticked(strom_str s)
{
	static const char *const words[] = {"1", "Y", "Yes", "true", "checked", "x"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (word_alike(s, strom_text(words[i])))
			return true;
	return false;
}
