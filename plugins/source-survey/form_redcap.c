/* REDCap's data dictionary: a CSV of 18 columns, with the headings of its own or the names of its
 * interface. */
#include "survey.h"

#include <stdio.h>

static uint32_t column(const struct survey_table *t, const char *heading, const char *name)
{
	uint32_t i = table_column(t, heading);
	return i == NONE ? table_column(t, name) : i;
}

/* "1, Money | 2, Staff | 99, Do not know". */
static void take_choices(struct survey *s, struct form *f, struct form_question *q, strom_str text,
                         struct strom_pos pos)
{
	q->list = form_list(s, f, q->name);
	while (text.len) {
		strom_str label = word_until(&text, '|');
		strom_str code = strom_trim(word_until(&label, ','));
		if (!code.len)
			continue;
		if (form_code_find(q->list, code)) {
			strom_fault(&s->faults, pos, "survey/code-twice",
			            "Give each answer a code of its own.",
			            "the field '%.*s' has the code '%.*s' twice",
			            strom_clip(q->name), q->name.ptr, strom_clip(code), code.ptr);
			continue;
		}
		form_label(s, &form_code(s, q->list, code, pos)->labels, STROM_S(""), label, pos);
	}
}

static void take_yes_no(struct survey *s, struct form *f, struct form_question *q, bool truth)
{
	q->list = form_list(s, f, q->name);
	struct form_code *yes = form_code(s, q->list, STROM_S("1"), q->pos),
	                 *no = form_code(s, q->list, STROM_S("0"), q->pos);
	form_label(s, &yes->labels, STROM_S("en"), truth ? STROM_S("True") : STROM_S("Yes"),
	           q->pos);
	form_label(s, &no->labels, STROM_S("en"), truth ? STROM_S("False") : STROM_S("No"), q->pos);
}

static bool is_choice(strom_str type)
{
	return strom_text_is(type, "radio") || strom_text_is(type, "dropdown") ||
	       strom_text_is(type, "checkbox");
}

bool form_redcap(struct survey *s, struct form *f, const struct survey_table *t)
{
	uint32_t name = column(t, "Variable / Field Name", "field_name"),
	         type = column(t, "Field Type", "field_type");
	uint32_t label = column(t, "Field Label", "field_label");
	uint32_t choices = column(t, "Choices, Calculations, OR Slider Labels",
	                          "select_choices_or_calculations");
	if (type == NONE || label == NONE)
		return strom_fault(&s->faults, t->header[0].pos, "survey/no-dictionary",
		                   "Download the data dictionary again.",
		                   "the dictionary has no column %s",
		                   type == NONE ? "Field Type" : "Field Label");
	for (uint32_t row = 0; row < t->n && !s->full; row++) {
		strom_str of = table_text(t, row, name), kind = table_text(t, row, type);
		if (!of.len || strom_text_is(kind, "descriptive") || strom_text_is(kind, "file"))
			continue;
		struct form_question *q = form_add(s, f, of, t->rows[row].cells[name].pos);
		q->kind = strom_text_is(kind, "checkbox") ? STROM_VARIABLE_SET : STROM_VARIABLE_ONE;
		form_label(s, &q->labels, STROM_S(""), table_text(t, row, label),
		           t->rows[row].cells[label].pos);
		if (is_choice(kind))
			take_choices(s, f, q, table_text(t, row, choices),
			             t->rows[row].cells[choices].pos);
		else if (strom_text_is(kind, "yesno") || strom_text_is(kind, "truefalse"))
			take_yes_no(s, f, q, strom_text_is(kind, "truefalse"));
	}
	return !s->faults.errors;
}
