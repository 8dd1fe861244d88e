/* How fast lines are broken and put. Prints nanoseconds a glyph; nothing is timed in tests.
 *
 *   bench_lines [REPEATS] */
#include "unit/lines_help.h"

/* The one place that may ask the clock. */
static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static size_t glyphs_of(const items *list)
{
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++)
		n += list->at[i].n;
	return n;
}

static const struct { const char *name; const char *const *text; size_t n; } texts[] = {
	{"en", text_en, sizeof text_en / sizeof *text_en},
	{"lv", text_lv, sizeof text_lv / sizeof *text_lv},
	{"ru", text_ru, sizeof text_ru / sizeof *text_ru},
};

/* Words that no cache has seen: each text's letters, moved by a counter. */
static str fresh(struct arena *a, str text, unsigned seed)
{
	char *copy = arena_cstr(a, text);
	for (size_t i = 0; i < text.len; i++) {
		seed = seed * 1103515245u + 12345u;
		if (copy[i] >= 'a' && copy[i] <= 'z')
			copy[i] = (char)('a' + (seed >> 16) % 26);
	}
	return (str){copy, text.len};
}

static void run_text(int language, strom_len measure, int repeats, bool new_words)
{
	struct lines_help h;
	double broken = 0, put = 0;
	size_t glyphs = 0, lines = 0;
	lines_help_new(&h, language);
	for (int i = 0; i < repeats; i++)
		for (size_t k = 0; k < texts[language].n; k++) {
			struct arena *a = arena_new();
			str text = str_of(texts[language].text[k]);
			struct run r = help_run(&h, new_words ? fresh(a, text, (unsigned)i) : text);
			struct para p = {
			        .runs = &r, .n = 1, .measure = measure, .align = ALIGN_JUSTIFY};
			struct galley g;
			items list = {0};
			double t0 = seconds();
			lines_break(h.setter, a, &p, &g);
			double t1 = seconds();
			galley_put(h.setter, a, &g, 0, g.lines, 0, 0, STROM_PT(12), &list);
			double t2 = seconds();
			broken += t1 - t0;
			put += t2 - t1;
			glyphs += glyphs_of(&list);
			lines += g.lines;
			arena_drop(a);
		}
	printf("%s %s %3d pt: %8zu glyphs %7zu lines; break %6.1f ns a glyph, put %6.1f; "
	       "%.1f million glyphs/s; %zu reports\n",
	       texts[language].name, new_words ? "new words" : "cached   ", (int)(measure / 65536),
	       glyphs, lines, broken / (double)glyphs * 1e9, put / (double)glyphs * 1e9,
	       (double)glyphs / (broken + put) / 1e6, diag_count(h.diags));
	arena_drop(h.arena);
}

int main(int argc, char **argv)
{
	int64_t repeats = 500;
	if (argc > 1 && !str_to_int(str_of(argv[1]), &repeats))
		return 2;
	for (int language = 0; language < 3; language++) {
		run_text(language, STROM_PT(340), (int)repeats, false);
		run_text(language, STROM_PT(160), (int)repeats, false);
	}
	run_text(0, STROM_PT(340), (int)repeats, true);
	return 0;
}
