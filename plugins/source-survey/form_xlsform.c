/* XLSForm (https://xlsform.org/en/ref-table/): the sheets survey and choices of KoboToolbox, ODK
 * and others. */
#include "survey.h"

#include <stdio.h>

enum { MOST_DEPTH = 32 };

struct languages {
	uint32_t n;
	struct {
		uint32_t column;
		strom_str language;
	} at[MOST_LANGUAGES];
};

/* "label", "label::English (en)", "label:lv". */
static void find_languages(struct survey *s, const struct survey_table *t, struct languages *out)
{
	out->n = 0;
	for (uint32_t i = 0; i < t->columns && out->n < MOST_LANGUAGES; i++) {
		strom_str name = t->header[i].text, rest = name;
		strom_str key = strom_trim(word_until(&rest, ':'));
		if (!strom_text_is(key, "label"))
			continue;
		while (rest.len && (*rest.ptr == ':' || *rest.ptr == ' '))
			rest = word_from(rest, 1);
		out->at[out->n].column = i;
		out->at[out->n].language = word_language(rest);
		if (rest.len && !out->at[out->n].language.len)
			strom_fault(&s->faults, t->header[i].pos, "survey/unknown-language",
			            "Write label::Latvian (lv).", "'%.*s' names no language",
			            strom_clip(name), name.ptr);
		out->n++;
	}
}

static void take_labels(struct survey *s, const struct survey_table *t, uint32_t row,
                        const struct languages *l, struct form_label **out)
{
	for (uint32_t i = 0; i < l->n; i++)
		form_label(s, out, l->at[i].language, table_text(t, row, l->at[i].column),
		           t->rows[row].cells[l->at[i].column].pos);
}

static bool read_choices(struct survey *s, struct form *f, const struct survey_table *t)
{
	uint32_t list = table_column(t, "list_name"), name = table_column(t, "name");
	struct languages labels;
	if (name == NONE)
		name = table_column(t, "value");
	if (!t->columns)
		return true;
	if (list == NONE || name == NONE)
		return strom_fault(&s->faults, t->header[0].pos, "survey/no-choices",
		                   "The sheet choices has the columns list_name, name "
		                   "and label.",
		                   "the sheet choices has no column %s",
		                   list == NONE ? "list_name" : "name");
	find_languages(s, t, &labels);
	for (uint32_t row = 0; row < t->n && !s->full; row++) {
		strom_str of = table_text(t, row, list), code = table_text(t, row, name);
		/* Lists that a choice_filter cuts have an answer once for each of its cases. */
		if (!of.len || !code.len || form_code_find(form_list(s, f, of), code))
			continue;
		struct form_code *c =
		        form_code(s, form_list(s, f, of), code, t->rows[row].cells[name].pos);
		take_labels(s, t, row, &labels, &c->labels);
	}
	return true;
}

/* Where the question stands: "group/inner/", and how many repeats it is in. */
struct path {
	char text[1024];
	size_t len[MOST_DEPTH];
	bool repeat[MOST_DEPTH];
	unsigned depth, repeats;
};

static bool enter(struct survey *s, struct path *p, strom_str name, bool repeat,
                  struct strom_pos pos)
{
	size_t at = p->depth ? p->len[p->depth - 1] : 0;
	if (p->depth == MOST_DEPTH || at + name.len + 2 > sizeof p->text)
		return strom_fault(&s->faults, pos, "survey/deep-groups",
		                   "Take groups out of groups.", "groups are too deep");
	if (name.len)
		memcpy(p->text + at, name.ptr, name.len);
	p->text[at + name.len] = '/';
	p->len[p->depth] = at + name.len + 1;
	p->repeat[p->depth++] = repeat;
	p->repeats += repeat;
	return true;
}

static bool leave(struct survey *s, struct path *p, struct strom_pos pos)
{
	if (!p->depth)
		return strom_fault(&s->faults, pos, "survey/no-group",
		                   "Begin the group above, or take this line away.",
		                   "no group begins before this end");
	p->repeats -= p->repeat[--p->depth];
	return true;
}

/* "select_one yes_no", "select one yes_no or_other": the list's name; empty: it is no choice. */
static strom_str list_of(strom_str type, uint32_t *kind, bool *other)
{
	static const struct {
		const char *word;
		uint32_t kind;
	} words[] = {
	        {"select_one ", STROM_VARIABLE_ONE},      {"select one ", STROM_VARIABLE_ONE},
	        {"select_multiple ", STROM_VARIABLE_SET}, {"select multiple ", STROM_VARIABLE_SET},
	        {"select one from ", STROM_VARIABLE_ONE}, {"rank ", STROM_VARIABLE_SET},
	};
	*other = false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!word_begins(type, words[i].word))
			continue;
		strom_str rest = strom_trim(word_from(type, strlen(words[i].word)));
		strom_str list = word_until(&rest, ' ');
		*kind = words[i].kind;
		*other = word_alike(strom_trim(rest), STROM_S("or_other")) ||
		         strom_text_is(strom_trim(rest), "or other");
		return list;
	}
	return STROM_S("");
}

static bool is_printed(strom_str type)
{
	static const char *const silent[] = {"note",  "acknowledge", "image", "audio",
	                                     "video", "file",        "hidden"};
	for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
		if (strom_text_is(type, silent[i]))
			return false;
	return type.len > 0;
}

static strom_str joined(struct survey *s, const struct path *p, strom_str name)
{
	size_t len = p->depth ? p->len[p->depth - 1] : 0;
	char *path = survey_alloc(s, len + name.len + 1);
	memcpy(path, p->text, len);
	if (name.len)
		memcpy(path + len, name.ptr, name.len);
	return (strom_str){path, len + name.len};
}

static struct form_question *take_question(struct survey *s, struct form *f, const struct path *p,
                                           strom_str type, strom_str name, struct strom_pos pos)
{
	struct form_question *q = form_add(s, f, name, pos);
	bool other;
	strom_str list = list_of(type, &q->kind, &other);
	q->path = joined(s, p, name);
	q->inside = p->repeats > 0;
	if (!list.len)
		return q;
	q->list = form_list(s, f, list);
	if (!q->list->codes)
		strom_fault(&s->faults, pos, "survey/no-list",
		            "Add the answers to the sheet choices, under this list_name.",
		            "the question '%.*s' asks for the list '%.*s', which is not among the "
		            "choices",
		            strom_clip(name), name.ptr, strom_clip(list), list.ptr);
	if (other && !form_code_find(q->list, STROM_S("other")))
		form_label(s, &form_code(s, q->list, STROM_S("other"), pos)->labels, STROM_S("en"),
		           STROM_S("Other"), pos);
	return q;
}

bool form_xlsform(struct survey *s, struct form *f, const struct survey_table *t,
                  const struct survey_table *choices)
{
	uint32_t type = table_column(t, "type"), name = table_column(t, "name");
	struct path *p = survey_alloc(s, sizeof *p);
	struct languages labels;
	if (type == NONE || name == NONE)
		return strom_fault(&s->faults, t->columns ? t->header[0].pos : strom_nowhere(),
		                   "survey/no-survey",
		                   "The sheet survey has the columns type, name and label.",
		                   "the sheet survey has no column %s",
		                   type == NONE ? "type" : "name");
	if (!read_choices(s, f, choices))
		return false;
	find_languages(s, t, &labels);
	for (uint32_t row = 0; row < t->n && !s->full; row++) {
		strom_str what = table_text(t, row, type), word = table_text(t, row, name);
		struct strom_pos pos = t->rows[row].cells[name].pos;
		bool repeat = word_alike(what, STROM_S("begin repeat"));
		if (repeat || word_alike(what, STROM_S("begin group"))) {
			enter(s, p, word, repeat, pos);
		} else if (word_alike(what, STROM_S("end repeat")) ||
		           word_alike(what, STROM_S("end group"))) {
			leave(s, p, t->rows[row].cells[type].pos);
		} else if (is_printed(what) && word.len) {
			struct form_question *q = take_question(s, f, p, what, word, pos);
			take_labels(s, t, row, &labels, &q->labels);
		}
	}
	return !s->faults.errors;
}
