/* A dataset's cells into rows: the categories that meet in it, its value and its state. */
#include "jsonstat.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- Values and states, by the number of their cell ---- */

static int by_cell(const void *a, const void *b)
{
	uint64_t x = ((const struct given *)a)->cell, y = ((const struct given *)b)->cell;
	return (x > y) - (x < y);
}

static bool is_bad_cell(struct stat *s, uint32_t key, uint64_t *cell)
{
	strom_str text = tree_text(s, key);
	if (tree_number(s, key, cell) && *cell < s->cells)
		return false;
	return !strom_fault(
	        &s->faults, tree_pos(s, key), "jsonstat/no-such-cell", "Get the dataset again.",
	        "'%.*s' is no number of a cell: there are %llu, counted from 0",
	        text.len < 20 ? (int)text.len : 20, text.ptr, (unsigned long long)s->cells);
}

static bool take_given(struct stat *s, struct series *out)
{
	const struct node *map = tree_at(s, out->node);
	bool sorted = true;
	out->given = s->job->host->alloc(s->job, ((size_t)map->n + 1) * sizeof *out->given);
	for (uint32_t k = map->first, value; k; k = tree_at(s, value)->next) {
		struct given *g = &out->given[out->n];
		value = tree_at(s, k)->next;
		if (is_bad_cell(s, k, &g->cell))
			continue;
		g->node = value;
		sorted &= !out->n || g[-1].cell < g->cell;
		out->n++;
	}
	if (!sorted)
		qsort(out->given, out->n, sizeof *out->given, by_cell);
	for (uint64_t i = 1; !sorted && i < out->n; i++)
		if (out->given[i].cell == out->given[i - 1].cell)
			strom_fault(&s->faults, tree_pos(s, out->given[i].node),
			            "jsonstat/cell-twice", "Get the dataset again.",
			            "the cell %llu is there twice",
			            (unsigned long long)out->given[i].cell);
	return !s->faults.errors;
}

/* False: reported. */
static bool open_series(struct stat *s, uint32_t node, const char *name, struct series *out)
{
	const struct node *n = tree_at(s, node);
	*out = (struct series){.node = node};
	if (n->kind == NODE_MAP)
		return take_given(s, out);
	if (n->kind != NODE_LIST)
		return strom_fault(&s->faults, tree_pos(s, node), "jsonstat/wrong-kind",
		                   "Get the dataset again, as JSON-stat 2.",
		                   "'%s' must be a list or an object", name);
	if (n->n != s->cells)
		return strom_fault(&s->faults, tree_pos(s, node), "jsonstat/cell-count",
		                   "Get the dataset again.",
		                   "'%s' has %u cells, but the sizes make %llu", name, n->n,
		                   (unsigned long long)s->cells);
	out->next = n->first;
	return true;
}

/* Cells are asked for in their order. 0: it has none. */
static uint32_t series_at(const struct stat *s, struct series *series, uint64_t cell)
{
	uint32_t node = 0;
	if (!series->node)
		return 0;
	if (!series->given) {
		node = series->next;
		series->next = tree_at(s, node)->next;
	} else if (series->at < series->n && series->given[series->at].cell == cell) {
		node = series->given[series->at++].node;
	}
	return node && tree_at(s, node)->kind == NODE_NULL ? 0 : node;
}

/* ---- Columns ---- */

static bool push_column(struct stat *s, strom_str name, const char *behind, uint32_t said,
                        uint32_t node)
{
	struct strom_column c = {.size = sizeof c,
	                         .type = STROM_COLUMN_WRITTEN,
	                         .pos = tree_pos(s, node),
	                         .said = said};
	size_t more = strlen(behind);
	char *whole = s->job->host->alloc(s->job, name.len + more + 1);
	if (name.len)
		memcpy(whole, name.ptr, name.len);
	memcpy(whole + name.len, behind, more);
	c.name = (strom_str){whole, name.len + more};
	c.said_pos = c.pos;
	return s->host->column(s->job, &c);
}

/* The core is told that the one says what the other is. */
static bool push_variables(struct stat *s)
{
	struct strom_variable value = {.size = sizeof value,
	                               .kind = STROM_VARIABLE_ONE,
	                               .name = STROM_S("value"),
	                               .pos = tree_pos(s, s->values.node)},
	                      status = value;
	status.kind = STROM_VARIABLE_FLAGS;
	status.of = value.name;
	status.name = STROM_S("status");
	if ((!s->states.node && !s->state.len) || !STROM_HAS(s->host, variable))
		return true;
	return s->host->variable(s->job, &value) && s->host->variable(s->job, &status);
}

/* Codes are texts, whatever they look like; what years look like is found. */
static bool push_columns(struct stat *s)
{
	for (uint32_t i = 0; i < s->dimensions_n; i++) {
		const struct dimension *d = &s->dimensions[i];
		if (!push_column(s, d->id, "", d->time ? 0 : STROM_COLUMN_TEXT, d->node) ||
		    (d->labelled && !push_column(s, d->id, "_label", STROM_COLUMN_TEXT, d->node)))
			return false;
	}
	return push_column(s, STROM_S("value"), "", 0, s->values.node) &&
	       push_column(s, STROM_S("status"), "", STROM_COLUMN_TEXT, s->values.node) &&
	       (!s->state_names ||
	        push_column(s, STROM_S("status"), "_label", STROM_COLUMN_TEXT, s->state_names));
}

/* ---- Rows ---- */

static bool push_text(struct stat *s, strom_str text, struct strom_pos pos)
{
	struct strom_written w = {.size = sizeof w, .text = text, .pos = pos};
	return s->host->written(s->job, &w);
}

static bool push_value(struct stat *s, uint32_t node, struct strom_pos pos)
{
	struct strom_written w = {.size = sizeof w, .pos = pos};
	if (!node)
		return s->host->written(s->job, &w);
	w.text = tree_text(s, node);
	switch (tree_at(s, node)->kind) {
	case NODE_NUMBER:
		w.type = strom_number_type(w.text);
		break;
	case NODE_TEXT:
		w.quoted = 1;
		break;
	default:
		strom_fault(&s->faults, pos, "jsonstat/bad-value", "Get the dataset again.",
		            "the value is no number");
		w.text.len = 0;
	}
	return s->host->written(s->job, &w);
}

static strom_str state_of(struct stat *s, uint32_t node)
{
	if (!node)
		return s->state;
	if (tree_at(s, node)->kind == NODE_TEXT)
		return tree_text(s, node);
	strom_fault(&s->faults, tree_pos(s, node), "jsonstat/bad-status", "Get the dataset again.",
	            "the status is no text");
	return (strom_str){"", 0};
}

static strom_str name_of_state(struct stat *s, strom_str state)
{
	uint32_t node = 0;
	for (uint32_t k = tree_at(s, s->state_names)->first; k && !node;
	     k = tree_at(s, tree_at(s, k)->next)->next) {
		strom_str key = tree_text(s, k);
		if (key.len == state.len && !memcmp(key.ptr, state.ptr, key.len))
			node = tree_at(s, k)->next;
	}
	return node && tree_at(s, node)->kind == NODE_TEXT ? tree_text(s, node)
	                                                   : (strom_str){"", 0};
}

/* A confidential value is not told, whatever stands there. */
static bool is_withheld(struct stat *s, strom_str state)
{
	return strom_state_withholds(state) ||
	       (s->state_names && strom_state_begins(name_of_state(s, state), "confiden"));
}

static bool push_row(struct stat *s, const uint32_t *at, uint32_t value, uint32_t state)
{
	uint32_t place = value ? value : state ? state : s->values.node;
	struct strom_pos pos = tree_pos(s, place);
	strom_str said = state_of(s, state);
	if (value && said.len && is_withheld(s, said))
		value = 0;
	if (!s->host->row(s->job, pos))
		return false;
	for (uint32_t i = 0; i < s->dimensions_n; i++) {
		const struct category *c = &s->dimensions[i].categories[at[i]];
		if (!push_text(s, c->code, pos) ||
		    (s->dimensions[i].labelled && !push_text(s, c->label, pos)))
			return false;
	}
	return push_value(s, value, pos) && push_text(s, said, state ? tree_pos(s, state) : pos) &&
	       (!s->state_names || push_text(s, said.len ? name_of_state(s, said) : said, pos));
}

/* The last dimension's category changes first. */
static void step(const struct stat *s, uint32_t *at)
{
	for (uint32_t i = s->dimensions_n; i-- > 0;) {
		if (++at[i] < s->dimensions[i].size)
			return;
		at[i] = 0;
	}
}

static bool push_rows(struct stat *s, bool keep)
{
	uint32_t at[MOST_DIMENSIONS] = {0};
	for (uint64_t cell = 0; cell < s->cells; cell++, step(s, at)) {
		uint32_t value = series_at(s, &s->values, cell),
		         state = series_at(s, &s->states, cell);
		if (cell % 1024 == 0 && s->job->host->cancelled(s->job))
			return false;
		if ((keep || value || state || s->state.len) && !push_row(s, at, value, state))
			return false;
	}
	return !s->faults.errors;
}

static bool open_states(struct stat *s)
{
	uint32_t node = tree_get(s, 1, "status");
	if (!node || tree_at(s, node)->kind == NODE_NULL)
		return true;
	if (tree_at(s, node)->kind == NODE_TEXT) {
		s->state = tree_text(s, node);
		return true;
	}
	return open_series(s, node, "status", &s->states);
}

bool cells_push(struct stat *s)
{
	uint32_t value = tree_get(s, 1, "value");
	uint32_t names = tree_get(s, tree_get(s, tree_get(s, 1, "extension"), "status"), "label");
	strom_str empty = strom_option_text(s->job, "empty");
	if (!value)
		return strom_fault(&s->faults, tree_pos(s, 1), "jsonstat/missing",
		                   "Get the dataset again, as JSON-stat 2.",
		                   "'value' is missing here");
	s->state_names = names && tree_at(s, names)->kind == NODE_MAP ? names : 0;
	bool good = open_series(s, value, "value", &s->values);
	return open_states(s) && good && push_variables(s) && push_columns(s) &&
	       push_rows(s, empty.len && *empty.ptr == 'k');
}
