/* What the rows say: stages in order, and what is lost behind each. What came is what goes on and
 * what is lost, or the flow is refused. */
#include "flow.h"

static bool refuse(const struct flow *f, uint32_t row, uint32_t column, const char *what,
                   const char *message, const char *hint)
{
	return strom_chart_error(&f->h, strom_cell_at(&f->h, row, column).pos, what, message, hint);
}

strom_str flow_number(const struct flow *f, double n, bool bare)
{
	struct strom_number number = STROM_NUMBER_INIT;
	number.column = f->number;
	number.value = n;
	number.flags = bare ? STROM_NUMBER_BARE : 0;
	return f->h.c->number(f->h.job, &number);
}

/* ---- Columns ---- */

static struct strom_field field_of(const struct flow *f, uint32_t column)
{
	struct strom_field field = STROM_FIELD_INIT;
	f->h.c->field(f->h.job, column, &field);
	return field;
}

/* Of the columns behind the numbers those of numbers are what is lost, and the other says why. */
static bool find_columns(struct flow *f)
{
	uint32_t n = f->h.c->columns(f->h.job);
	if (n < 2 || n > 4)
		return strom_chart_error(&f->h, strom_chart_nowhere(), "columns",
		                         "a flow has a stage, its number, how much is lost and why",
		                         "Two columns are enough: what is lost is what does not "
		                         "arrive.");
	f->number = 1;
	if (!field_of(f, 1).numeric)
		return refuse(f, 0, 1, "not-a-number", "the second column of a flow holds text",
		              "It says how many there are at each stage.");
	for (uint32_t i = 2; i < n; i++) {
		struct strom_field field = field_of(f, i);
		if (field.numeric && !f->lost)
			f->lost = i;
		else if (!f->why)
			f->why = i;
		else
			return refuse(f, 0, i, "columns", "a flow has two columns of reasons",
			              "One says why what is lost is lost.");
	}
	if (f->lost && field_of(f, f->lost).holds != field_of(f, 1).holds)
		return refuse(f, 0, f->lost, "two-scales",
		              "shares and numbers would stand in one flow",
		              "Give what is lost as what there is at each stage.");
	return true;
}

/* ---- Rows ---- */

static bool good_number(const struct flow *f, const struct strom_datum *d, const char *missing)
{
	if (d->null)
		return strom_chart_error(&f->h, d->pos, "missing", missing,
		                         "A flow tells what becomes of all: leave the stage out, "
		                         "or show what is known in bars.");
	if (d->number < 0)
		return strom_chart_error(&f->h, d->pos, "negative",
		                         "a number of a flow is negative",
		                         "What is lost is a positive number too.");
	return strom_chart_number(&f->h, d->pos, d->number);
}

static strom_str raw_name(const struct flow *f, uint32_t row)
{
	return strom_cell_at(&f->h, row, 0).raw;
}

static bool add_stage(struct flow *f, uint32_t row)
{
	struct strom_datum d = strom_cell_at(&f->h, row, f->number);
	for (uint32_t i = 0; i < f->stages; i++)
		if (strom_text_same(raw_name(f, f->stage[i].row), raw_name(f, row)))
			return refuse(f, row, 0, "doubled", "a stage stands in two places",
			              "Order the query so that its rows follow each other.");
	if (f->stages == MOST_STAGES)
		return refuse(f, row, 0, "stages", "a flow has more than six stages",
		              "Put stages together, or show them in bars: type: bar.");
	if (!good_number(f, &d, "nobody knows how many there are at a stage"))
		return false;
	f->stage[f->stages++] = (struct stage){row, d.number, strom_name(&f->h, row), 0};
	return true;
}

/* A stage that loses for several reasons has as many rows. */
static bool same_stage(const struct flow *f, uint32_t row)
{
	const struct stage *s = &f->stage[f->stages - 1];
	struct strom_datum d = strom_cell_at(&f->h, row, f->number);
	return d.null || d.number == s->n ||
	       refuse(f, row, f->number, "not-conserved", "a stage has two numbers",
	              "Each row of a stage says the same of it.");
}

static bool add_loss(struct flow *f, uint32_t row, double n)
{
	if (f->stages - 1 + f->losses == MOST_LINKS)
		return refuse(f, row, 0, "links", "a flow has more than twelve bands",
		              "Put small losses of a stage together.");
	f->stage[f->stages - 1].losses++;
	f->loss[f->losses++] = (struct loss){
	        .row = row,
	        .stage = f->stages - 1,
	        .n = n,
	        .why = f->why && !strom_cell_at(&f->h, row, f->why).null
	                       ? strom_cell_at(&f->h, row, f->why).text
	                       : STROM_S(""),
	};
	return true;
}

/* What a row loses; -1: as much as does not arrive. */
static bool read_loss(struct flow *f, uint32_t row)
{
	struct strom_datum d = strom_cell_at(&f->h, row, f->lost);
	bool said = f->why && !strom_cell_at(&f->h, row, f->why).null;
	if (f->lost && d.missing == STROM_SUPPRESSED)
		return good_number(f, &d, "what is lost is kept back");
	if (f->lost && !d.null)
		return good_number(f, &d, "") && add_loss(f, row, d.number);
	return !said || add_loss(f, row, -1);
}

/* ---- What came goes on, or is lost ---- */

static bool tell_sums(const struct flow *f, uint32_t i, double lost)
{
	strom_str said =
	        strom_joined(&f->h, STROM_S("of "), "", flow_number(f, f->stage[i].n, false));
	said = strom_joined(&f->h, said, " ", flow_number(f, f->stage[i + 1].n, false));
	said = strom_joined(&f->h, said, " go on and ", flow_number(f, lost, false));
	said = strom_joined(&f->h, said, " are lost: that is not all", STROM_S(""));
	if (f->stage[i + 1].n + lost > f->stage[i].n)
		said = strom_joined(&f->h, said, ", and more than there were", STROM_S(""));
	return refuse(f, f->stage[i].row, 0, "not-conserved", said.ptr,
	              "What came is what goes on and what is lost: look at the query.");
}

static bool check_stage(struct flow *f, uint32_t i, double tolerance)
{
	double lost = 0, rest;
	uint32_t open = MOST_LINKS;
	for (uint32_t k = 0; k < f->losses; k++) {
		if (f->loss[k].stage != i)
			continue;
		if (f->loss[k].n < 0 && open < MOST_LINKS)
			return refuse(f, f->loss[k].row, 0, "missing",
			              "two losses of a stage have no number",
			              "One of them may have none: it is what remains.");
		if (f->loss[k].n < 0)
			open = k;
		else
			lost += f->loss[k].n;
	}
	rest = f->stage[i].n - f->stage[i + 1].n - lost;
	if (f->stage[i + 1].n > f->stage[i].n + tolerance)
		return refuse(f, f->stage[i + 1].row, f->number, "not-conserved",
		              "more are at a stage than at the one before it",
		              "Stages of a flow become smaller: order the query so, or show bars.");
	if (rest < -tolerance || (rest > tolerance && open == MOST_LINKS))
		return tell_sums(f, i, lost);
	if (open < MOST_LINKS)
		f->loss[open].n = rest > 0 ? rest : 0;
	return true;
}

/* Where nobody says what a stage loses, it is what does not arrive. */
static bool add_unsaid(struct flow *f)
{
	for (uint32_t i = 0; i + 1 < f->stages; i++) {
		uint32_t at = 0;
		if (f->stage[i].losses || f->stage[i + 1].n >= f->stage[i].n)
			continue;
		if (f->stages - 1 + f->losses == MOST_LINKS)
			return refuse(f, f->stage[i].row, 0, "links",
			              "a flow has more than twelve bands",
			              "Put small losses of a stage together.");
		while (at < f->losses && f->loss[at].stage < i)
			at++;
		memmove(&f->loss[at + 1], &f->loss[at], (f->losses - at) * sizeof f->loss[0]);
		f->loss[at] = (struct loss){.row = f->stage[i].row, .stage = i, .n = -1};
		f->stage[i].losses = 1;
		f->losses++;
	}
	return true;
}

static bool check(struct flow *f)
{
	double tolerance;
	if (f->stages < LEAST_STAGES)
		return refuse(f, 0, 0, "stages", "a flow has fewer than three stages",
		              "Say two numbers in the text, or show them in bars: type: bar.");
	if (f->stage[0].n == 0)
		return refuse(f, 0, f->number, "nothing", "nothing flows: the first stage is 0",
		              "Leave the figure out where there is nothing to show.");
	while (f->stage[f->stages - 1].losses && f->loss[f->losses - 1].n == 0 &&
	       !f->loss[f->losses - 1].why.len) {
		f->stage[f->stages - 1].losses--; /* "0" says that nothing is */
		f->losses--;
	}
	if (f->stage[f->stages - 1].losses)
		return refuse(f, f->loss[f->losses - 1].row, 0, "after-last",
		              "something is lost behind the last stage",
		              "Add a stage that the others arrive at.");
	tolerance = f->stage[0].n * 1e-6;
	for (uint32_t i = 0; i + 1 < f->stages; i++)
		if (!check_stage(f, i, tolerance))
			return false;
	return true;
}

bool flow_read(struct flow *f)
{
	if (!find_columns(f))
		return false;
	for (uint32_t r = 0; r < f->h.rows; r++) {
		bool again = r && strom_text_same(raw_name(f, r), raw_name(f, r - 1));
		if (!(again ? same_stage(f, r) : add_stage(f, r)) || !read_loss(f, r))
			return false;
	}
	return add_unsaid(f) && check(f);
}
