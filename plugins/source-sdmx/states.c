/* What offices say of their numbers: those that are confidential are not told. */
#include "sdmx.h"

static bool is(strom_str s, const char *word)
{
	return s.len == strlen(word) && !memcmp(s.ptr, word, s.len);
}

void sdmx_state_take(struct component *c)
{
	c->state = is(c->id, "OBS_STATUS") || is(c->id, "OBS_FLAG");
	c->confidence = is(c->id, "CONF_STATUS") || is(c->id, "OBS_CONF");
	c->before = is(c->id, "OBS_PRE_BREAK") || is(c->id, "PRE_BREAK_VALUE");
}

/* Of the lists of confidentiality one code says that a value is free; _Z, that there is nothing to
 * say. All others are reasons not to publish it, and each new list has more of them. */
static bool is_free(strom_str code)
{
	return !code.len || is(code, "F") || is(code, "_Z");
}

bool sdmx_withholds(struct sdmx *s)
{
	struct csv *c = &s->csv;
	strom_str label;
	for (size_t i = 0; i < s->components_n; i++) {
		const struct component *one = &s->components[i];
		if (!one->state && !one->confidence)
			continue;
		strom_str text = csv_text(c, &c->row.cells[one->column]), code = text;
		if (s->labels == LABELS_BOTH && !sdmx_split(text, &code, &label))
			code = text;
		if (one->state ? strom_state_withholds(code) : !is_free(code))
			return true;
	}
	return false;
}

static bool push(struct csv *c, uint32_t kind, const struct component *one, strom_str of)
{
	const struct csv_cell *cell = &c->row.cells[one->column];
	struct strom_variable v = {.size = sizeof v, .kind = kind, .name = one->id, .of = of};
	v.pos = strom_at_bytes(cell->whole_from, cell->whole_to);
	if (one->confidence)
		v.unit = STROM_S("confidentiality");
	return c->host->variable(c->job, &v);
}

bool sdmx_states(struct sdmx *s)
{
	const struct component *value = NULL, *one = s->components;
	size_t states = 0;
	for (size_t i = 0; i < s->components_n; i++) {
		value = one[i].value ? &one[i] : value;
		states += one[i].state || one[i].confidence;
	}
	if (!value || !states || !STROM_HAS(s->csv.host, variable))
		return true;
	if (!push(&s->csv, STROM_VARIABLE_ONE, value, (strom_str){"", 0}))
		return false;
	for (size_t i = 0; i < s->components_n; i++)
		if ((one[i].state || one[i].confidence) &&
		    !push(&s->csv, STROM_VARIABLE_FLAGS, &one[i], value->id))
			return false;
	return true;
}
