/* Cells that a table draws: what they hold, on which scale, and what is printed of them. */
#include "edition/drawn.h"

#include <math.h>

/* ---- Lists ---- */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static str after_space(str s)
{
	while (s.len && is_space(*s.ptr))
		s = str_from(s, 1);
	return s;
}

/* "[" is left at the head: a comma stands there before each later number. */
struct drawn_list drawn_list_of(str json)
{
	str s = str_trim(json);
	bool list = s.len >= 2 && *s.ptr == '[' && s.ptr[s.len - 1] == ']';
	if (!list)
		return (struct drawn_list){S(""), true};
	s = str_sub(s, 0, s.len - 1);
	return (struct drawn_list){after_space(str_from(s, 1)).len ? s : S(""), false};
}

static bool take_number(str word, double *number)
{
	*number = NAN;
	return str_eq(word, S("null")) || (word.len && str_to_double(word, number));
}

bool drawn_list_next(struct drawn_list *l, double *number)
{
	if (l->bad || !l->rest.len)
		return false;
	str rest = str_from(l->rest, 1), word = str_until(rest, ',');
	l->rest = str_from(rest, word.len);
	l->bad = !take_number(str_trim(word), number);
	return !l->bad;
}

static bool list_fits(str json)
{
	struct drawn_list l = drawn_list_of(json);
	size_t n = 0;
	for (double number; drawn_list_next(&l, &number);)
		n++;
	return !l.bad && n <= DRAWN_MOST_NUMBERS;
}

static double last_of(str json)
{
	struct drawn_list l = drawn_list_of(json);
	double last = NAN;
	while (drawn_list_next(&l, &last))
		;
	return last;
}

/* ---- Cells ---- */

/* NAN: there is none. */
static double number_of(const struct column *c, const struct cell *cell)
{
	if (cell->type == CELL_TEXT && c->drawing == DRAWN_SPARK)
		return last_of(cell->text);
	return cell->type == CELL_INT    ? (double)cell->integer
	       : cell->type == CELL_REAL ? cell->real
	                                 : NAN;
}

static uint32_t dots_of(const struct column *c)
{
	return c->of ? c->of : 1;
}

bool drawn_fits(const struct column *c, const struct cell *cell)
{
	double number = number_of(c, cell);
	if (c->drawing == DRAWN_SPARK)
		return cell->type == CELL_TEXT && list_fits(cell->text);
	if (c->drawing == DRAWN_DOTS)
		return number >= 0 && number <= dots_of(c) && number == floor(number);
	return isfinite(number);
}

/* ---- Text ---- */

static const char full_dots[] = "●●●●●●●●●●●●", open_dots[] = "○○○○○○○○○○○○";
enum { DOT = 3 }; /* bytes of each */
_Static_assert(sizeof full_dots == DOT * DRAWN_MOST_DOTS + 1, "a sign for each dot");

static str dots_text(struct numbers *numbers, uint32_t full, uint32_t of)
{
	return numbers_join(numbers, (str){full_dots, (size_t)full * DOT},
	                    (str){open_dots, (size_t)(of - full) * DOT});
}

bool drawn_is_dots(str text)
{
	return str_starts(text, (str){full_dots, DOT}) || str_starts(text, (str){open_dots, DOT});
}

static str change_of(struct numbers *numbers, struct number_form form, double number)
{
	str text = numbers_write(numbers, form, number);
	return form.points ? numbers_points(numbers, text) : text;
}

/* What is printed as nothing has neither sign nor arrow. */
static str delta_text(struct numbers *numbers, struct number_form form, double number)
{
	str text = change_of(numbers, form, number), none = change_of(numbers, form, 0);
	if (str_eq(change_of(numbers, form, fabs(number)), none))
		return none;
	if (number < 0)
		return numbers_join(numbers, text, S("\u00A0▼"));
	return numbers_join(numbers, numbers_join(numbers, S("+"), text), S("\u00A0▲"));
}

str drawn_text(struct numbers *numbers, const struct column *c, const struct cell *cell,
               struct number_form form)
{
	double number = number_of(c, cell);
	if (isnan(number) || !drawn_fits(c, cell))
		return S("");
	if (c->drawing == DRAWN_DOTS)
		return dots_text(numbers, (uint32_t)number, dots_of(c));
	return c->drawing == DRAWN_DELTA ? delta_text(numbers, form, number)
	                                 : numbers_write(numbers, form, number);
}

/* ---- Numbers ---- */

static size_t list_numbers(struct arena *arena, str json, const double **numbers)
{
	struct drawn_list l = drawn_list_of(json);
	vec(double) list = {0};
	for (double number; drawn_list_next(&l, &number);)
		vec_push(arena, &list, number);
	*numbers = list.at;
	return list.n;
}

size_t drawn_numbers(const struct column *c, const struct cell *cell, struct arena *arena,
                     const double **numbers)
{
	if (cell->type == CELL_NULL || !drawn_fits(c, cell))
		return 0;
	if (c->drawing == DRAWN_SPARK)
		return list_numbers(arena, cell->text, numbers);
	double *one = arena_make(arena, double);
	*one = number_of(c, cell);
	*numbers = one;
	return 1;
}

/* ---- Scales ---- */

static void widen(struct column_scale *s, double number)
{
	if (!isfinite(number))
		return;
	s->least = !s->any || number < s->least ? number : s->least;
	s->most = !s->any || number > s->most ? number : s->most;
	s->any = true;
}

void drawn_scale_add(struct column_scale *s, const struct column *c, const struct cell *cell)
{
	double number;
	if (c->drawing != DRAWN_SPARK) {
		widen(s, number_of(c, cell));
		return;
	}
	struct drawn_list l = drawn_list_of(cell->type == CELL_TEXT ? cell->text : S("[]"));
	while (drawn_list_next(&l, &number))
		widen(s, number);
}

struct column_scale drawn_bar_scale(const struct column *c)
{
	double whole = c->full > 0 ? c->full : c->format == FORMAT_PERCENT && !c->above ? 1 : 0;
	struct column_scale s = {true, fmin(c->scale.least, 0), fmax(c->scale.most, whole)};
	if (!(s.most > s.least))
		s.most = s.least + 1;
	return s;
}
