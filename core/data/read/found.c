/* What the cells of a column are, by the shapes that they have: all of them, never most of them. */
#include "data/read/dirt.h"
#include "data/read/parts.h"
#include "data/read/words.h"

enum { CODES_A_COLUMN = 20 };        /* one code among so many numbers is no slip of the hand */

struct tally { uint64_t of[SHAPE_FALSE + 1]; };

static struct tally tally_of(const struct read_column *c)
{
	struct tally t = {{0}};
	for (size_t i = 0; i < c->shapes.n; i++)
		t.of[c->shapes.at[i].shape.kind] += c->shapes.at[i].n;
	return t;
}

static unsigned lowest(unsigned set)
{
	return set & (0u - set);
}

/* ---- Which shapes do not fit ---- */

typedef bool fits(const struct read_column *, struct shape);

static struct read_odd odd_ones(const struct read_column *c, fits *fit)
{
	struct read_odd odd = {.n = 0};
	for (size_t i = 0; i < c->shapes.n; i++) {
		enum shape_kind kind = c->shapes.at[i].shape.kind;
		bool aside =
		        kind == SHAPE_NO_VALUE || (kind == SHAPE_ERROR && c->said == READ_FOUND);
		odd.shape[i] = !aside && !fit(c, c->shapes.at[i].shape);
		odd.n += odd.shape[i] ? c->shapes.at[i].n : 0;
	}
	return odd;
}

/* ---- Numbers ---- */

/* Among cells that are numbers, and where the type is said, what it allows besides. */
static bool is_counted(const struct read_column *c, struct shape s)
{
	bool lenient = c->said != READ_FOUND && (s.kind == SHAPE_CODE || s.kind == SHAPE_CUT);
	return (s.kind == SHAPE_NUMBER || lenient) && s.customs;
}

static unsigned most_frequent_unit(const struct read_column *c)
{
	uint64_t n[UINT8_MAX + 1] = {0};
	unsigned best = UNIT_NONE;
	if (c->said == READ_PERCENT)
		return UNIT_PERCENT;
	for (size_t i = 0; i < c->shapes.n; i++) {
		struct shape s = c->shapes.at[i].shape;
		if (is_counted(c, s) && !(c->said != READ_FOUND && s.unit == UNIT_PERCENT))
			n[s.unit] += c->shapes.at[i].n;
		best = n[s.unit] > n[best] ? s.unit : best;
	}
	return best;
}

/* The customs that all cells of the unit have; where there are none, those that most have. */
static unsigned customs_of(const struct read_column *c, unsigned unit)
{
	unsigned all = c->customs, best = 0;
	uint64_t most = 0;
	for (size_t i = 0; i < c->shapes.n; i++)
		if (is_counted(c, c->shapes.at[i].shape) && c->shapes.at[i].shape.unit == unit)
			all &= c->shapes.at[i].shape.customs;
	for (unsigned custom = 1; !all && custom <= CUSTOM_INDIAN; custom *= 2) {
		uint64_t n = 0;
		for (size_t i = 0; i < c->shapes.n; i++)
			n += is_counted(c, c->shapes.at[i].shape) &&
			                     c->shapes.at[i].shape.unit == unit &&
			                     (c->shapes.at[i].shape.customs & custom & c->customs)
			             ? c->shapes.at[i].n
			             : 0;
		if (n > most) {
			most = n;
			best = custom;
		}
	}
	return all ? all : best;
}

/* In c->customs and c->unit by now. */
static bool fits_number(const struct read_column *c, struct shape s)
{
	if (!is_counted(c, s) || s.unit != c->unit || !(s.customs & c->customs))
		return false;
	return c->said != READ_INT || (s.whole & c->customs);
}

static bool splits(const struct read_column *c)
{
	unsigned by_point = c->customs & amount_decimal_customs('.');
	unsigned by_comma = c->customs & amount_decimal_customs(',');
	for (size_t i = 0; by_point && by_comma && i < c->shapes.n; i++)
		if (is_counted(c, c->shapes.at[i].shape) && c->shapes.at[i].shape.splits)
			return true;
	return false;
}

/* ---- Cells that have two readings by themselves ---- */

/* The mark in it. */
static char split_sign(str text)
{
	struct amount a;
	if (amount_read(text, &a))
		for (unsigned i = 1; i < a.n; i++)
			if (a.sign[i] == '.' || a.sign[i] == ',')
				return a.sign[i];
	return 0;
}

/* What other cells show beyond doubt of a mark: that decimals stand behind it, or that thousands
 * do. */
struct shown_marks {
	bool decimals, thousands;
};

static struct shown_marks shown_marks(const struct read_column *c, char sign)
{
	struct shown_marks shown = {false, false};
	unsigned by = amount_decimal_customs(sign);
	unsigned grouped = amount_grouped_customs(sign);
	for (size_t i = 0; i < c->shapes.n; i++) {
		struct shape s = c->shapes.at[i].shape;
		if (!is_counted(c, s) || s.splits)
			continue;
		shown.decimals |= !(s.whole & s.customs) && !(s.customs & ~by);
		shown.thousands |= !(s.customs & ~grouped);
	}
	return shown;
}

/* "5.600" beside "1 200" is 5.6 only where another cell shows that points begin decimals; beside
 * "3,5" it is 5600, which is told as long as no other cell groups so. */
static void judge_marks(struct reader *r, const struct read_column *c)
{
	for (size_t i = 0; i < c->shapes.n; i++) {
		const struct read_shape *s = &c->shapes.at[i];
		if (!is_counted(c, s->shape) || !s->shape.splits)
			continue;
		char sign = split_sign(s->samples[0].text);
		bool decimals = amount_decimal_customs(sign) & c->customs;
		struct shown_marks shown = shown_marks(c, sign);
		if (decimals && !shown.decimals)
			tell_marks_mixed(r, c, s);
		else if (!decimals && !shown.thousands)
			tell_marks_taken(r, c, s);
	}
}

static bool all_whole(const struct read_column *c)
{
	for (size_t i = 0; i < c->shapes.n; i++)
		if (is_counted(c, c->shapes.at[i].shape) &&
		    !(c->shapes.at[i].shape.whole & c->custom))
			return false;
	return true;
}

static enum reading_type number_type(const struct read_column *c)
{
	if (c->said != READ_FOUND)
		return c->said;
	return c->unit == UNIT_PERCENT ? READ_PERCENT : all_whole(c) ? READ_INT : READ_REAL;
}

/* Years by the column's name and by all of its cells. */
static bool are_years(const struct read_column *c)
{
	for (size_t i = 0; i < c->shapes.n; i++)
		if (is_counted(c, c->shapes.at[i].shape) &&
		    !(c->shapes.at[i].shape.orders & LIKE_YEAR))
			return false;
	return c->type == READ_INT && c->unit == UNIT_NONE && words_year(c->name);
}

static void settle_numbers(struct reader *r, struct read_column *c)
{
	c->unit = most_frequent_unit(c);
	bool open = (c->customs & amount_decimal_customs('.')) &&
	            (c->customs & amount_decimal_customs(','));
	c->customs = customs_of(c, c->unit);
	c->custom = (enum reading_custom)lowest(c->customs);
	struct read_odd odd = odd_ones(c, fits_number);
	c->odd = odd.n;
	c->type = number_type(c);
	c->year |= c->said == READ_FOUND && are_years(c);
	if (odd.n && c->said == READ_FOUND)
		tell_odd(r, c, &odd, "number");
	else if (odd.n)
		tell_wrong(r, c, &odd);
	else if (splits(c))
		tell_numbers_split(r, c, c->customs);
	else if (open)
		judge_marks(r, c);
}

/* ---- Dates ---- */

static bool is_dated(const struct read_column *c, struct shape s)
{
	return s.kind == SHAPE_DATE || (s.kind == SHAPE_TIME && c->said == READ_DATE);
}

static bool fits_date(const struct read_column *c, struct shape s)
{
	return is_dated(c, s) && (s.orders & c->order);
}

static void settle_dates(struct reader *r, struct read_column *c)
{
	unsigned all = DAY_ORDERS;
	uint64_t n[2] = {0};
	bool split = false;
	for (size_t i = 0; i < c->shapes.n; i++) {
		struct shape s = c->shapes.at[i].shape;
		if (!is_dated(c, s))
			continue;
		all &= s.orders;
		split |= s.splits;
		n[0] += s.orders & DAY_FIRST ? c->shapes.at[i].n : 0;
		n[1] += s.orders & MONTH_FIRST ? c->shapes.at[i].n : 0;
	}
	c->type = READ_DATE;
	c->order = all == MONTH_FIRST || (!all && n[1] > n[0]) ? MONTH_FIRST : DAY_FIRST;
	struct read_odd odd = odd_ones(c, fits_date);
	c->odd = odd.n;
	if (odd.n && c->said == READ_FOUND)
		tell_odd(r, c, &odd, "date");
	else if (odd.n)
		tell_wrong(r, c, &odd);
	else if (split && all == DAY_ORDERS)
		tell_dates_split(r, c);
}

/* ---- Others ---- */

static bool fits_truth(const struct read_column *c, struct shape s)
{
	(void)c;
	return s.kind == SHAPE_TRUE || s.kind == SHAPE_FALSE;
}

static void settle_truth(struct reader *r, struct read_column *c)
{
	struct read_odd odd = odd_ones(c, fits_truth);
	c->odd = odd.n;
	c->type = READ_BOOL;
	if (odd.n && c->said == READ_FOUND)
		tell_odd(r, c, &odd, "yes and no");
	else if (odd.n)
		tell_wrong(r, c, &odd);
}

static void settle_text(struct reader *r, struct read_column *c)
{
	c->type = READ_TEXT;
	if (c->said == READ_TEXT)
		return;
	tell_errors(r, c, true);
	tell_dirt(r, c);
}

/* 11.2014, 12.2014: months in all cells, where nobody says how numbers are written. */
static bool all_months(const struct read_column *c)
{
	uint64_t months = 0;
	for (size_t i = 0; i < c->shapes.n; i++)
		months += c->shapes.at[i].shape.kind == SHAPE_NUMBER &&
		                          (c->shapes.at[i].shape.orders & LIKE_MONTH)
		                  ? c->shapes.at[i].n
		                  : 0;
	return months && c->customs == CUSTOM_ALL && months == tally_of(c).of[SHAPE_NUMBER];
}

/* What most cells look like. Errors and words for no value are neither; codes make a column of
 * text, unless they are so few that somebody has slipped. */
static enum reading_type seeming(const struct read_column *c)
{
	struct tally t = tally_of(c);
	uint64_t n = c->n - t.of[SHAPE_NO_VALUE] - t.of[SHAPE_ERROR];
	uint64_t numbers = t.of[SHAPE_NUMBER] + t.of[SHAPE_CUT] + t.of[SHAPE_MINUS];
	uint64_t dates = t.of[SHAPE_DATE] + t.of[SHAPE_SHORT_DATE] + t.of[SHAPE_TIME];
	/* Of a file that has such values; words are that only where somebody says so. */
	uint64_t truths = t.of[SHAPE_TRUE] + t.of[SHAPE_FALSE];
	if (!n || t.of[SHAPE_CODE] * CODES_A_COLUMN >= n || all_months(c))
		return READ_TEXT;
	if (numbers * 2 > n)
		return READ_REAL;
	return dates * 2 > n ? READ_DATE : truths * 2 > n ? READ_BOOL : READ_TEXT;
}

void found_settle(struct reader *r, struct read_column *c)
{
	enum reading_type type = c->said == READ_FOUND ? seeming(c) : c->said;
	switch (type) {
	case READ_INT: case READ_REAL: case READ_PERCENT:
		settle_numbers(r, c);
		break;
	case READ_DATE:
		settle_dates(r, c);
		break;
	case READ_BOOL:
		settle_truth(r, c);
		break;
	default:
		settle_text(r, c);
		return;
	}
	if (c->said != READ_FOUND)
		return;
	c->odd += tally_of(c).of[SHAPE_ERROR];
	tell_errors(r, c, false);
}
