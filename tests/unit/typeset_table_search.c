/* The search for widths against a plain one, which looks at all cells in each step: random tables,
 * also with cells over several columns, forced breaks, addresses and columns that are fixed. */
#include "typeset/tables/table_parts.h"

#include <check.h>

enum { TABLES = 400, MOST_COLUMNS = 6, MOST_ROWS = 30, MOST_STEPS = 14 };
enum { GAP = 40, UNIT = 20000 };

static struct arena *arena;
static uint32_t seed;

static uint32_t chance(uint32_t n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 8) % n;
}

/* ---- Tables ---- */

struct sample {
	struct weights weights;
	size_t n;
	strom_len least[MOST_COLUMNS], natural[MOST_COLUMNS], width[MOST_COLUMNS];
	bool fixed[MOST_COLUMNS];
};

static void add_cell(struct sample *t, uint32_t row, uint32_t column, uint32_t columns)
{
	size_t n = 2 + chance(MOST_STEPS - 1);
	struct line_step *s = arena_array(arena, struct line_step, n);
	strom_len x = 0, least = 0;
	for (size_t i = 1; i < n; i++) {
		strom_len word = (1 + chance(9)) * UNIT + chance(UNIT);
		bool forced = i + 1 == n || !chance(8);
		least = word > least ? word : least;
		x += word;
		s[i] = (struct line_step){.end = x,
		                          .start = forced ? 0 : x + UNIT / 3,
		                          .forced = forced,
		                          .last_resort = !forced && !chance(6)};
		x = s[i].start;
	}
	vec_push(arena, &t->weights.cells, (struct weighed){row, column, columns, s, n});
	if (columns > 1)
		return;
	t->least[column] = least > t->least[column] ? least : t->least[column];
	t->natural[column] = x > t->natural[column] ? x : t->natural[column];
}

static struct sample any_table(void)
{
	struct sample t = {.n = 2 + chance(MOST_COLUMNS - 1)};
	uint32_t rows = 1 + chance(MOST_ROWS);
	t.weights.last_resort = chance(2);
	for (uint32_t row = 0; row < rows; row++)
		for (uint32_t c = 0, columns; c < t.n; c += columns) {
			columns = chance(6) ? 1 : 1 + chance((uint32_t)t.n - c);
			if (chance(9))
				add_cell(&t, row, c, columns);
		}
	for (size_t c = 0; c < t.n; c++) {
		t.fixed[c] = !chance(7);
		t.width[c] = t.least[c] + chance(20) * UNIT;
		t.natural[c] = t.width[c] + chance(3) * UNIT;
	}
	return t;
}

/* ---- The plain search ---- */

struct plain {
	struct sample *t;
	strom_len *width;
	strom_len widest[MOST_COLUMNS];
};

static strom_len more(strom_len a, strom_len b)
{
	return a > b ? a : b;
}

static uint64_t lines_of(struct plain *p, const struct weighed *c)
{
	strom_len width = GAP * (strom_len)(c->columns - 1), from = 0, line = 0, widest = 0;
	uint64_t lines = 0;
	bool good = false;
	for (uint32_t i = 0; i < c->columns; i++)
		width += p->width[c->column + i];
	for (size_t i = 1, last = 0; i < c->n; i++) {
		const struct line_step *s = &c->steps[i];
		if (s->last_resort && !p->t->weights.last_resort)
			continue;
		if (good && s->end - from > width) {
			widest = more(widest, line);
			from = c->steps[last].start;
			lines++;
		}
		last = i;
		line = s->end - from;
		good = !s->forced;
		if (good)
			continue;
		widest = more(widest, line);
		lines++;
		from = 0;
	}
	for (uint32_t i = 0; i < c->columns; i++)
		p->widest[c->column + i] = more(p->widest[c->column + i],
		                                c->columns > 1 ? p->width[c->column + i] : widest);
	return lines;
}

/* The rows' lines in the upper half, and what decides between equals below; widest of each column.
 */
static uint64_t height_of(struct plain *p)
{
	uint64_t rows = 0, squares = 0, most = 0;
	memset(p->widest, 0, sizeof p->widest);
	for (size_t i = 0; i < p->t->weights.cells.n; i++) {
		const struct weighed *c = &p->t->weights.cells.at[i];
		uint64_t lines = lines_of(p, c);
		if (i && c->row != c[-1].row) {
			rows += most;
			most = 0;
		}
		most = lines > most ? lines : most;
		squares += lines * lines;
	}
	return (rows + most) << 36 | squares;
}

static bool step(struct plain *p, size_t a, size_t b, strom_len give, uint64_t *best)
{
	strom_len room = p->width[a] - p->t->least[a];
	give = give < room ? give : room;
	if (a == b || p->t->fixed[a] || p->t->fixed[b] || give <= 0)
		return false;
	p->width[a] -= give;
	p->width[b] += give;
	uint64_t now = height_of(p);
	if (now < *best) {
		*best = now;
		return true;
	}
	p->width[a] += give;
	p->width[b] -= give;
	return false;
}

static bool alike(const struct sample *t, size_t a, size_t b)
{
	strom_len off = t->natural[a] - t->natural[b];
	return !t->fixed[a] && !t->fixed[b] && (off < 0 ? -off : off) * 16 <= t->natural[a];
}

static void level(struct plain *p, uint64_t *best)
{
	const struct sample *t = p->t;
	for (size_t k = 0; k < t->n; k++) {
		strom_len before[MOST_COLUMNS], sum = 0, most = 0, n = 0;
		memcpy(before, p->width, sizeof before);
		for (size_t i = 0; i < t->n; i++)
			if (alike(t, k, i)) {
				sum += p->width[i];
				most = more(most, t->least[i]);
				n++;
			}
		for (size_t i = 0; n > 1 && sum / n >= most && i < t->n; i++)
			if (alike(t, k, i))
				p->width[i] = sum / n;
		uint64_t now = height_of(p);
		if (now >> 36 > *best >> 36)
			memcpy(p->width, before, sizeof before);
		else if (n > 1 && sum / n >= most)
			*best = now;
	}
}

static void share(struct plain *p)
{
	strom_len slack = 0, n = 0;
	height_of(p);
	for (size_t k = 0; k < p->t->n; k++) {
		strom_len used = more(p->widest[k], p->t->least[k]);
		n += !p->t->fixed[k];
		if (p->t->fixed[k] || used >= p->width[k])
			continue;
		slack += p->width[k] - used;
		p->width[k] = used;
	}
	for (size_t k = 0; n && k < p->t->n; k++)
		p->width[k] += p->t->fixed[k] ? 0 : slack / n;
}

static uint64_t search(struct plain *p, bool whole)
{
	strom_len give = 0;
	uint64_t best = height_of(p);
	unsigned rounds = 0;
	for (size_t k = 0; k < p->t->n; k++)
		give += p->t->fixed[k] ? 0 : p->width[k] - p->t->least[k];
	bool better = true;
	for (give /= 3; give > 32768 && rounds < 24; give = give * 3 / 5)
		for (better = true; better && rounds++ < 24;) {
			better = false;
			for (size_t a = 0; a < p->t->n; a++)
				for (size_t b = 0; b < p->t->n; b++)
					better |= step(p, a, b, give, &best);
		}
	level(p, &best);
	if (whole)
		share(p);
	return best >> 36;
}

/* ---- Tests ---- */

START_TEST(finds_what_a_plain_search_finds)
{
	size_t moved = 0;
	for (seed = 1; seed <= TABLES; seed++) {
		uint32_t kept = seed;
		struct sample t = any_table();
		strom_len width[MOST_COLUMNS];
		struct plain plain = {.t = &t, .width = width};
		bool whole = chance(2);
		memcpy(width, t.width, sizeof width);
		uint64_t lines = search(&plain, whole);
		moved += memcmp(width, t.width, sizeof width) != 0;
		ck_assert_uint_eq(table_search_widths(arena, &t.weights, t.n, t.least, t.natural,
		                                      t.fixed, GAP, whole, t.width),
		                  lines);
		for (size_t k = 0; k < t.n; k++)
			ck_assert_int_eq(t.width[k], width[k]);
		seed = kept;
		arena_reset(arena);
	}
	ck_assert_uint_gt(moved * 2, TABLES);
}
END_TEST

static void set_up(void)
{
	arena = arena_new();
}

static void tear_down(void)
{
	arena_drop(arena);
}

int main(void)
{
	Suite *suite = suite_create("typeset_table_search");
	TCase *tests = tcase_create("table_search");
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, finds_what_a_plain_search_finds);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
