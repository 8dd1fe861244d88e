/* Lines: exact measures, exact text, breaks in their right places, reports. */
#include "unit/lines_help.h"

#include <check.h>

static struct lines_help h;

static void setup(void)
{
	lines_help_new(&h, 0);
}

static void teardown(void)
{
	arena_drop(h.arena);
}

static void speak(int language)
{
	arena_drop(h.arena);
	lines_help_new(&h, language);
}

/* ---- Helpers ---- */

struct set {
	struct galley galley;
	items items;
};

static struct set set_para(const struct para *p)
{
	struct set s = {0};
	ck_assert(lines_break(h.setter, h.arena, p, &s.galley));
	galley_put(h.setter, h.arena, &s.galley, 0, s.galley.lines, 0, 0, STROM_PT(12), &s.items);
	return s;
}

static struct set set_text(const char *text, strom_len measure, enum text_align align)
{
	struct run *r = arena_make(h.arena, struct run);
	struct para *p = arena_make(h.arena, struct para);
	*r = help_run(&h, str_of(text));
	*p = (struct para){.runs = r, .n = 1, .measure = measure, .align = align};
	return set_para(p);
}

static str glyph_text(const struct item *item, const struct glyph *g)
{
	/* Not an assertion: Check writes each one down, and there are millions. */
	if ((size_t)g->text_off + g->text_len > item->text.len)
		ck_abort_msg("a glyph's text lies outside its item's");
	return str_sub(item->text, g->text_off, (size_t)g->text_off + g->text_len);
}

/* All glyphs' text; line ends as '|'; hyphens that lines made as '='. */
static const char *shown(const items *list)
{
	struct buf out = {0};
	for (size_t i = 0; i < list->n; i++) {
		const struct item *item = &list->at[i];
		if (i && item->y != list->at[i - 1].y)
			buf_byte(&out, '|');
		for (size_t k = 0; k < item->n; k++)
			if (item->glyphs[k].flags & GLYPH_SOFT_HYPHEN)
				buf_byte(&out, '=');
			else
				buf_put(&out, glyph_text(item, &item->glyphs[k]));
	}
	buf_byte(&out, 0);
	const char *text = arena_cstr(h.arena, str_of(out.ptr));
	buf_drop(&out);
	return text;
}

static const char *shown_para(const struct para *p)
{
	struct set s = set_para(p);
	return shown(&s.items);
}

static str plain(const items *list)
{
	struct buf out = {0};
	for (size_t i = 0; i < list->n; i++)
		for (size_t k = 0; k < list->at[i].n; k++) {
			const struct glyph *g = &list->at[i].glyphs[k];
			str text = glyph_text(&list->at[i], g);
			if (!(g->flags & GLYPH_SOFT_HYPHEN))
				buf_put(&out, text);
			else if (!str_eq(text, S("\u00AD")))
				ck_abort_msg("a hyphen's text is '%.*s'", STR_ARG(text));
		}
	str text = arena_str(h.arena, buf_str(&out));
	buf_drop(&out);
	return text;
}

static bool is_space(str s)
{
	return str_eq(s, S(" ")) || str_eq(s, S("\u00A0"));
}

/* A line's extent without its spaces at the end; the advance and text of its last glyph. */
struct extent { strom_len left, right, last; str text; bool hyphen; };

static size_t line_extent(const items *list, size_t from, struct extent *e)
{
	size_t i = from;
	*e = (struct extent){.left = list->at[from].x, .right = list->at[from].x};
	for (; i < list->n && list->at[i].y == list->at[from].y; i++) {
		const struct item *item = &list->at[i];
		strom_len pen = item->x;
		for (size_t k = 0; k < item->n; k++) {
			str text = glyph_text(item, &item->glyphs[k]);
			pen += item->glyphs[k].advance;
			if (is_space(text))
				continue;
			e->right = pen;
			e->last = item->glyphs[k].advance;
			e->text = text;
			e->hyphen = item->glyphs[k].flags & GLYPH_SOFT_HYPHEN;
		}
	}
	return i;
}

static strom_len hang_limit(const struct extent *e)
{
	if (e->hyphen || str_eq(e->text, S("-")))
		return e->last / 2 + 1;
	return str_eq(e->text, S(".")) || str_eq(e->text, S(",")) ? e->last * 6 / 10 + 1 : 0;
}

static bool reported(const char *code)
{
	for (size_t i = 0; i < diag_count(h.diags); i++)
		if (str_eq(diag_at(h.diags, i)->code, str_of(code)))
			return true;
	return false;
}

/* ---- Measures and text ---- */

static void check_justified(const char *text, strom_len measure)
{
	struct set s = set_text(text, measure, ALIGN_JUSTIFY);
	struct extent e;
	for (size_t i = 0, line = 0; i < s.items.n; line++) {
		size_t next = line_extent(&s.items, i, &e);
		ck_assert_int_eq(e.left, 0);
		strom_len over = e.right - measure;
		ck_assert_msg(over <= hang_limit(&e), "line %zu of '%.30s' stands out by %lld",
		              line, text, (long long)over);
		/* To the last unit, but for what hangs: that is rounded twice. */
		if (next < s.items.n)
			ck_assert_msg(hang_limit(&e) ? over >= hang_limit(&e) - 2 : over == 0,
			              "line %zu of '%.30s' at %lld lacks %lld", line, text,
			              (long long)measure / 65536, (long long)-over);
		i = next;
	}
	ck_assert(str_eq(plain(&s.items), str_of(text)));
}

START_TEST(justified_lines_fill_the_measure)
{
	for (int language = 0; language < 3; language++) {
		speak(language);
		const char *text = language == 0   ? text_en[0]
		                   : language == 1 ? text_lv[0]
		                                   : text_ru[0];
		for (int width = 110; width < 420; width += 17)
			check_justified(text, STROM_PT(width) + width);
		ck_assert_uint_eq(diag_count(h.diags), 0);
	}
}
END_TEST

/* Letters are set closer or farther apart where spaces alone would not do, and never by much. */
START_TEST(letters_help_spaces)
{
	struct set s = set_text(text_en[0], STROM_PT(110), ALIGN_JUSTIFY);
	size_t closer = 0, farther = 0, usual = 0;
	for (size_t i = 0; i < s.items.n; i++) {
		strom_len spacing = s.items.at[i].spacing;
		ck_assert_int_le(llabs(spacing), STROM_PT(10) / 50);
		closer += spacing < 0;
		farther += spacing > 0;
		usual += !spacing;
	}
	ck_assert_uint_gt(closer, 0);
	ck_assert_uint_gt(farther, 0);
	ck_assert_uint_gt(usual, farther);
	s = set_text(text_en[0], STROM_PT(110), ALIGN_START);
	for (size_t i = 0; i < s.items.n; i++)
		ck_assert_int_eq(s.items.at[i].spacing, 0);
}
END_TEST

/* A line that is too long all the same keeps its words apart: a space gives up a third. */
START_TEST(spaces_have_a_least)
{
	struct set usual = set_text("a t", STROM_PT(100), ALIGN_START);
	strom_len space = usual.items.at[0].glyphs[1].advance, least = space - space / 3;
	struct set s = set_text("many\u00A0words\u00A0that\u00A0hold\u00A0together", STROM_PT(70),
	                        ALIGN_JUSTIFY);
	size_t spaces = 0;
	ck_assert(reported("lines/overfull"));
	for (size_t i = 0; i < s.items.n; i++)
		for (size_t k = 0; k < s.items.at[i].n; k++) {
			const struct glyph *g = &s.items.at[i].glyphs[k];
			if (!is_space(glyph_text(&s.items.at[i], g)))
				continue;
			ck_assert_int_ge(g->advance - s.items.at[i].spacing, least - 1);
			ck_assert_int_lt(g->advance, space);
			spaces++;
		}
	ck_assert_uint_eq(spaces, 4);
}
END_TEST

START_TEST(ragged_lines)
{
	const strom_len measure = STROM_PT(150);
	for (int align = ALIGN_START; align <= ALIGN_END; align++) {
		struct set s = set_text(text_en[1], measure, (enum text_align)align);
		struct extent e;
		ck_assert_uint_gt(s.galley.lines, 5);
		for (size_t i = 0; i < s.items.n;) {
			i = line_extent(&s.items, i, &e);
			ck_assert_int_ge(e.left, 0);
			ck_assert_int_le(e.right, measure);
			if (align == ALIGN_START)
				ck_assert_int_eq(e.left, 0);
			if (align == ALIGN_END)
				ck_assert_int_eq(e.right, measure);
			if (align == ALIGN_CENTRE)
				ck_assert_int_le(llabs(e.left - (measure - e.right)), 1);
		}
		ck_assert(str_eq(plain(&s.items), str_of(text_en[1])));
	}
}
END_TEST

/* A warm cache and a cold one, and one line at a time: the same glyphs. */
START_TEST(same_again)
{
	struct set warm, cold, again;
	set_text(text_lv[0], STROM_PT(90), ALIGN_JUSTIFY);
	warm = set_text(text_en[0], STROM_PT(170), ALIGN_JUSTIFY);
	h.setter = setter_new(h.arena, h.edition, h.fonts);
	cold = set_text(text_en[0], STROM_PT(170), ALIGN_JUSTIFY);
	again.items = (items){0};
	for (size_t i = 0; i < cold.galley.lines; i++)
		galley_put(h.setter, h.arena, &cold.galley, i, i + 1, 0,
		           STROM_PT(12) * (strom_len)i, STROM_PT(12), &again.items);
	ck_assert_uint_eq(warm.items.n, cold.items.n);
	ck_assert_uint_eq(again.items.n, cold.items.n);
	for (size_t i = 0; i < warm.items.n; i++) {
		const struct item *a = &warm.items.at[i], *b = &cold.items.at[i],
		                  *c = &again.items.at[i];
		ck_assert(a->x == b->x && a->y == b->y && a->n == b->n);
		ck_assert(c->x == b->x && c->y == b->y && c->n == b->n);
		ck_assert_mem_eq(a->glyphs, b->glyphs, a->n * sizeof *a->glyphs);
		ck_assert_mem_eq(c->glyphs, b->glyphs, a->n * sizeof *a->glyphs);
	}
}
END_TEST

START_TEST(leading_and_place)
{
	struct run r = help_run(&h, S("one two three four five six"));
	r.rise = STROM_PT(3);
	struct para p = {.runs = &r, .n = 1, .measure = STROM_PT(40), .align = ALIGN_START};
	struct galley g;
	items list = {0};
	ck_assert(lines_break(h.setter, h.arena, &p, &g));
	galley_put(h.setter, h.arena, &g, 1, 3, STROM_PT(7), STROM_PT(100), STROM_PT(14), &list);
	ck_assert_uint_eq(list.n, 2);
	ck_assert_int_eq(list.at[0].x, STROM_PT(7));
	ck_assert_int_eq(list.at[0].y, STROM_PT(97));
	ck_assert_int_eq(list.at[1].y, STROM_PT(111));
}
END_TEST

START_TEST(first_indent)
{
	struct run r = help_run(&h, str_of(text_en[0]));
	struct para p = {.runs = &r, .n = 1, .measure = STROM_PT(200), .first = STROM_PT(15),
	                 .align = ALIGN_JUSTIFY};
	struct extent e;
	for (int sign = 1; sign >= -1; sign -= 2) {
		p.first = STROM_PT(15) * sign;
		struct set s = set_para(&p);
		size_t next = line_extent(&s.items, 0, &e);
		ck_assert_int_eq(e.left, p.first);
		ck_assert_int_le(e.right, p.measure + hang_limit(&e));
		ck_assert_int_ge(e.right, p.measure);
		line_extent(&s.items, next, &e);
		ck_assert_int_eq(e.left, 0);
	}
}
END_TEST

START_TEST(trailing_space_is_kept)
{
	struct set s = set_text("alpha beta gamma", STROM_PT(30), ALIGN_END);
	ck_assert_str_eq(shown(&s.items), "alpha |beta |gamma");
	const struct item *first = &s.items.at[0];
	const struct glyph *space = &first->glyphs[first->n - 1];
	ck_assert_int_eq(space->advance, font_scale(h.font[0], 250, STROM_PT(10)));
}
END_TEST

/* ---- Where lines may break ---- */

/* Every place where a line may break: with no measure all are taken. */
static const char *breaks_of(const char *text)
{
	struct run r = help_run(&h, str_of(text));
	struct para p = {.runs = &r, .n = 1, .measure = 1, .align = ALIGN_START};
	r.hyphenate = false;
	struct set s = set_para(&p);
	ck_assert(str_eq(plain(&s.items), r.text));
	return shown(&s.items);
}

START_TEST(opportunities)
{
	static const struct { const char *text, *breaks; } cases[] = {
		{"one two", "one |two"},
		{"no\u00A0break at\u202Fall", "no\u00A0break |at\u202Fall"},
		{"word\u2060-\u2060joined", "word\u2060-\u2060joined"},
		{"zero\u200Bwidth", "zero\u200B|width"},
		{"front-line staff", "front-|line |staff"},
		{"e-mail x-ray", "e-mail |x-ray"},
		{"COVID-19 of 2014-2015", "COVID-19 |of |2014-2015"},
		{"no\u2011break", "no\u2011break"},
		{"-5 --option", "-5 |--option"},
		{"2014\u20132015 Riga\u2013Tallinn", "2014\u20132015 |Riga\u2013|Tallinn"},
		{"word\u2014word", "word\u2014|word"},
		{"word \u2013 word", "word \u2013 |word"},
		{"and/or 1/2 n/a km/h", "and/|or |1/2 |n/a |km/h"},
		{"31 % of 5 km, 10 000 people", "31 % |of |5 km, |10 000 |people"},
		{"in 2015 120 people", "in |2015 |120 |people"},
		{"what ? yes !", "what ? |yes !"},
		{"( aside ) here", "( aside ) |here"},
		{"5 minutes", "5 |minutes"},
		{"https://www.example.org/a/page?x=1", "https://www|.example|.org/|a/page|?x=1"},
		{"somebody@example.org", "somebody|@example|.org"},
		{"a  b", "a  |b"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		ck_assert_str_eq(breaks_of(cases[i].text), cases[i].breaks);
}
END_TEST

START_TEST(binding_words)
{
	speak(2);
	ck_assert_str_eq(breaks_of("дом в городе и «в лесу» не в"),
	                 "дом |в городе |и «в лесу» |не в");
	ck_assert_str_eq(breaks_of("рост на 5 млн руб. — это"), "рост |на 5 млн |руб. — |это");
}
END_TEST

/* The same rules where the word goes on in another run. */
START_TEST(runs_are_one_text)
{
	static const struct { const char *a, *b, *breaks; } cases[] = {
		{"empha", "sis", "emphasis"},
		{"front-", "line", "front-|line"},
		{"(", "word", "(word"},
		{"word", ", next", "word, |next"},
		{"one ", "two", "one |two"},
		{"one", " two", "one |two"},
		{"31", " %", "31 %"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct run r[2] = {help_run(&h, str_of(cases[i].a)),
		                   help_run(&h, str_of(cases[i].b))};
		struct para p = {.runs = r, .n = 2, .measure = 1, .align = ALIGN_START};
		r[1].font = h.font[1];
		r[1].node = 7;
		struct set s = set_para(&p);
		ck_assert_str_eq(shown(&s.items), cases[i].breaks);
		ck_assert_uint_eq(s.items.at[s.items.n - 1].node, 7);
		ck_assert_ptr_eq(s.items.at[s.items.n - 1].font, h.font[1]);
	}
}
END_TEST

START_TEST(forced_breaks)
{
	struct run r[4] = {help_run(&h, S("one")), help_run(&h, S("")),
	                   help_run(&h, S("two three")), help_run(&h, S("four"))};
	struct para p = {.runs = r, .n = 4, .measure = STROM_PT(300), .align = ALIGN_JUSTIFY};
	r[0].break_after = r[1].break_after = r[2].break_after = r[3].break_after = true;
	struct set s = set_para(&p);
	ck_assert_uint_eq(s.galley.lines, 4);
	ck_assert_str_eq(shown(&s.items), "one|two three|four");
	ck_assert_int_eq(s.items.at[1].y, STROM_PT(24));
	/* Lines before forced breaks are not stretched. */
	struct extent e;
	line_extent(&s.items, 1, &e);
	ck_assert_int_lt(e.right, STROM_PT(60));
}
END_TEST

START_TEST(empty_paragraphs)
{
	struct run r = help_run(&h, S(""));
	struct para p = {.runs = &r, .n = 1, .measure = STROM_PT(100)};
	ck_assert_uint_eq(set_para(&p).galley.lines, 0);
	p.n = 0;
	ck_assert_uint_eq(set_para(&p).galley.lines, 0);
	r.text = S(" ");
	p.n = 1;
	struct set s = set_para(&p);
	ck_assert_uint_eq(s.galley.lines, 1);
	ck_assert_str_eq(shown(&s.items), " ");
	r.text = S("\u200B");
	s = set_para(&p);
	ck_assert_str_eq(shown(&s.items), "\u200B");
	ck_assert_int_eq(s.items.at[0].glyphs[0].advance, 0);
}
END_TEST

/* ---- Hyphens ---- */

static const char *hyphens_of(const char *text)
{
	struct run r = help_run(&h, str_of(text));
	struct para p = {.runs = &r, .n = 1, .measure = 1, .align = ALIGN_START};
	return shown_para(&p);
}

START_TEST(hyphenation)
{
	ck_assert_str_eq(hyphens_of("municipality"), "mu=|ni=|cip=|al=|ity");
	ck_assert_str_eq(hyphens_of("\u201Cmunicipality\u201D, then"),
	                 "\u201Cmu=|ni=|cip=|al=|ity\u201D, |then");
	/* Acronyms, names as their owners write them, places on the net, numbers, short words. */
	ck_assert_str_eq(hyphens_of("MUNICIPALITY"), "MUNICIPALITY");
	ck_assert_str_eq(hyphens_of("MuniCipality"), "MuniCipality");
	ck_assert_str_eq(hyphens_of("municipality2"), "municipality2");
	ck_assert_str_eq(hyphens_of("also"), "also");
	/* Parts of a compound stay whole, unless they are long. */
	ck_assert_str_eq(hyphens_of("after-dinner"), "after-|dinner");
	ck_assert_str_eq(hyphens_of("inter-municipality"), "inter-|mu=|ni=|cip=|al=|ity");
	/* The author knows better. */
	ck_assert_str_eq(hyphens_of("muni\u00ADcipality"), "muni=|cipality");
}
END_TEST

START_TEST(hyphens_and_runs)
{
	struct run r[2] = {help_run(&h, S("munici")), help_run(&h, S("pality"))};
	struct para p = {.runs = r, .n = 2, .measure = 1, .align = ALIGN_START};
	ck_assert_str_eq(shown_para(&p), "municipality");
	r[1].text = S(", pality");
	ck_assert_str_eq(shown_para(&p), "mu=|nici, |pal=|ity");
}
END_TEST

START_TEST(soft_hyphens_that_do_not_break)
{
	struct set s = set_text("muni\u00ADcipality", STROM_PT(100), ALIGN_START);
	ck_assert_str_eq(shown(&s.items), "muni\u00ADcipality");
	struct set without = set_text("municipality", STROM_PT(100), ALIGN_START);
	ck_assert_int_eq(s.galley.widest, without.galley.widest);
	ck_assert_uint_eq(s.items.at[0].n, without.items.at[0].n);
}
END_TEST

START_TEST(capitals_of_the_language)
{
	struct run r = help_run(&h, S("straße īss ministry"));
	struct para p = {.runs = &r, .n = 1, .measure = STROM_PT(300), .align = ALIGN_START};
	r.upper = true;
	ck_assert_str_eq(shown_para(&p), "STRASSE ĪSS MINISTRY");
	p.measure = 1;
	ck_assert_str_eq(shown_para(&p), "STRASSE |ĪSS |MIN=|ISTRY");
}
END_TEST

/* ---- Fonts' features ---- */

START_TEST(features)
{
	struct run r = help_run(&h, S("office 2015"));
	items lining = {0}, small = {0}, odd = {0};
	line_put(h.setter, h.arena, &r, 1, 0, 0, &lining);
	r.features = S("smcp, onum");
	line_put(h.setter, h.arena, &r, 1, 0, 0, &small);
	ck_assert_uint_ne(lining.at[0].glyphs[0].id, small.at[0].glyphs[0].id);
	ck_assert(str_eq(plain(&small), S("office 2015")));
	ck_assert_uint_eq(diag_count(h.diags), 0);
	small = (items){0};
	r.features = S(" ,smcp,, onum,");
	line_put(h.setter, h.arena, &r, 1, 0, 0, &small);
	ck_assert_uint_ne(lining.at[0].glyphs[0].id, small.at[0].glyphs[0].id);
	ck_assert_uint_eq(diag_count(h.diags), 0);
	r.features = S("onum,!!");
	line_put(h.setter, h.arena, &r, 1, 0, 0, &odd);
	ck_assert(reported("font/unknown-feature"));
}
END_TEST

START_TEST(ligatures_and_tracking)
{
	struct run r = help_run(&h, S("office"));
	items joined = {0}, apart = {0};
	line_put(h.setter, h.arena, &r, 1, 0, 0, &joined);
	ck_assert_uint_lt(joined.at[0].n, 6);
	ck_assert(str_eq(plain(&joined), S("office")));
	strom_len natural = line_width(h.setter, &r, 1);
	r.tracking = STROM_PT(1);
	line_put(h.setter, h.arena, &r, 1, 0, 0, &apart);
	ck_assert_uint_eq(apart.at[0].n, 6);
	ck_assert_int_gt(line_width(h.setter, &r, 1), natural + STROM_PT(5));
}
END_TEST

START_TEST(width_is_the_sum_of_advances)
{
	struct run r[2] = {help_run(&h, S("Officials’ first ")), help_run(&h, S("waffles AV To"))};
	items list = {0};
	strom_len sum = 0;
	r[1].font = h.font[1];
	r[1].size = STROM_PT(7.3);
	r[1].tracking = 1234;
	line_put(h.setter, h.arena, r, 2, STROM_PT(3), 0, &list);
	for (size_t i = 0; i < list.n; i++)
		for (size_t k = 0; k < list.at[i].n; k++)
			sum += list.at[i].glyphs[k].advance;
	ck_assert_int_eq(sum, line_width(h.setter, r, 2));
	ck_assert_int_eq(list.at[0].x, STROM_PT(3));
}
END_TEST

START_TEST(widths_of_columns)
{
	struct run r = help_run(&h, str_of(text_en[1]));
	struct para p = {.runs = &r, .n = 1, .align = ALIGN_START};
	strom_len least, natural;
	r.hyphenate = false;
	lines_widths(h.setter, &p, &least, &natural);
	ck_assert_int_eq(natural, line_width(h.setter, &r, 1));
	p.measure = natural;
	ck_assert_uint_eq(set_para(&p).galley.lines, 1);
	p.measure = least;
	ck_assert_int_eq(set_para(&p).galley.widest, least);
	ck_assert_uint_eq(diag_count(h.diags), 0);
	/* Narrower than its longest word: that is divided by its language, style or not. */
	p.measure = least - 1;
	ck_assert_int_le(set_para(&p).galley.widest, least - 1);
	ck_assert(!reported("lines/broken-word"));
	/* With hyphens, columns may be narrower. */
	strom_len whole = least;
	r.hyphenate = true;
	lines_widths(h.setter, &p, &least, &natural);
	ck_assert_int_lt(least, whole);
}
END_TEST

/* ---- Reports and limits ---- */

START_TEST(overfull)
{
	struct set s =
	        set_text("the word 12345678901234567890 is long", STROM_PT(39), ALIGN_JUSTIFY);
	ck_assert_uint_eq(diag_count(h.diags), 1);
	ck_assert_uint_eq(diag_errors(h.diags), 0);
	const struct report *r = diag_at(h.diags, 0);
	ck_assert(str_eq(r->code, S("lines/overfull")));
	ck_assert(str_find(r->message, S("'12345678901234567890'")) < r->message.len);
	ck_assert_uint_gt(r->hint.len, 0);
	ck_assert_str_eq(shown(&s.items), "the word |12345678901234567890 |is long");
}
END_TEST

/* A word that no line holds is broken somewhere, and no line stands out. */
START_TEST(words_wider_than_the_column)
{
	static const char text[] =
	        "the word 123456789012345678901234567890 is \u201cABCDEFGHIJKLMNOPQRSTUVWXYZ\u201d";
	for (int i = 0; i < 2; i++) {
		speak(0);
		struct set s = set_text(text, STROM_PT(60), i ? ALIGN_START : ALIGN_JUSTIFY);
		ck_assert(str_eq(plain(&s.items), str_of(text)));
		ck_assert_int_le(s.galley.widest, STROM_PT(61));
		ck_assert_uint_eq(diag_count(h.diags), 2);
		ck_assert(str_eq(diag_at(h.diags, 0)->code, S("lines/broken-word")));
		ck_assert_uint_gt(diag_at(h.diags, 0)->hint.len, 0);
	}
}
END_TEST

START_TEST(missing_glyph)
{
	struct run r = help_run(&h, S("fine \U00010348 here"));
	struct para p = {.runs = &r, .n = 1, .measure = STROM_PT(200)};
	struct galley g;
	r.span = (struct span){diag_file(h.diags, S("a.md"), 0), 3, 17};
	ck_assert(!lines_break(h.setter, h.arena, &p, &g));
	const struct report *report = diag_at(h.diags, 0);
	ck_assert(str_eq(report->code, S("font/missing-glyph")));
	ck_assert(str_find(report->message, S("U+10348 '\U00010348'")) < report->message.len);
	ck_assert(str_find(report->message, S("'en'")) < report->message.len);
	ck_assert(str_find(report->message, S("'Libertine'")) < report->message.len);
	ck_assert_uint_eq(report->at.off, 17);
	ck_assert_uint_eq(g.lines, 1);
	line_width(h.setter, &r, 1);
	ck_assert_uint_eq(diag_count(h.diags), 1);
}
END_TEST

START_TEST(never_missing)
{
	/* Signs that draw nothing, the no-break hyphen, spaces of all kinds: in both fonts. */
	struct run r = help_run(
	        &h, S("a\u200Db\u200Cc\u00ADd\u2060e\u200Bf\u2011g\u202Fh\u00A0i\u2009j\u200E"
	              "k\uFE0F"));
	for (int font = 0; font < 2; font++) {
		r.font = h.font[font];
		items list = {0};
		line_put(h.setter, h.arena, &r, 1, 0, 0, &list);
		ck_assert(str_eq(plain(&list), r.text));
		line_width(h.setter, &r, 1);
		for (size_t i = 0; i < list.at[0].n; i++)
			ck_assert_uint_ne(list.at[0].glyphs[i].id, 0);
	}
	ck_assert_uint_eq(diag_count(h.diags), 0);
}
END_TEST

static str repeated(const char *part, size_t bytes)
{
	struct buf b = {0};
	while (b.len < bytes)
		buf_put(&b, str_of(part));
	str text = arena_str(h.arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

START_TEST(huge_paragraph)
{
	struct run r = help_run(&h, repeated(text_en[0], 1 << 20));
	struct para p = {.runs = &r, .n = 1, .measure = STROM_PT(200), .align = ALIGN_JUSTIFY};
	struct set s = set_para(&p);
	ck_assert_uint_gt(s.galley.lines, 10000);
	ck_assert(str_eq(plain(&s.items), r.text));
}
END_TEST

START_TEST(huge_words)
{
	static const char *const parts[] = {"abcde",  "a\u0301", "\u0301", "\u00AD",
	                                    "\u200B", "a-",      "/",      "-",
	                                    "\u2014", "a\u00AD", "www.",   "ab\xFF"};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct run r = help_run(&h, repeated(parts[i], 100000));
		struct para p = {
		        .runs = &r, .n = 1, .measure = STROM_PT(200), .align = ALIGN_JUSTIFY};
		struct galley g;
		items list = {0};
		lines_break(h.setter, h.arena, &p, &g);
		galley_put(h.setter, h.arena, &g, 0, g.lines, 0, 0, STROM_PT(12), &list);
		ck_assert_msg(str_eq(plain(&list), r.text) || str_has(r.text, '\xC2'), "'%s'",
		              parts[i]);
		ck_assert_uint_lt(diag_count(h.diags), 10 * (i + 1));
	}
}
END_TEST

START_TEST(odd_measures)
{
	for (int i = 0; i < 4; i++) {
		static const strom_len odd[] = {0, -65536, INT64_MAX, INT64_MIN};
		struct run r = help_run(&h, S("some words, and a few more"));
		struct para p = {.runs = &r, .n = 1, .measure = odd[i], .align = ALIGN_JUSTIFY};
		struct galley g;
		ck_assert(lines_break(h.setter, h.arena, &p, &g));
		ck_assert_uint_ge(g.lines, 1);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lines");
	TCase *tests = tcase_create("lines");
	tcase_set_timeout(tests, 240);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, justified_lines_fill_the_measure);
	tcase_add_test(tests, letters_help_spaces);
	tcase_add_test(tests, spaces_have_a_least);
	tcase_add_test(tests, ragged_lines);
	tcase_add_test(tests, same_again);
	tcase_add_test(tests, leading_and_place);
	tcase_add_test(tests, first_indent);
	tcase_add_test(tests, trailing_space_is_kept);
	tcase_add_test(tests, opportunities);
	tcase_add_test(tests, binding_words);
	tcase_add_test(tests, runs_are_one_text);
	tcase_add_test(tests, forced_breaks);
	tcase_add_test(tests, empty_paragraphs);
	tcase_add_test(tests, hyphenation);
	tcase_add_test(tests, hyphens_and_runs);
	tcase_add_test(tests, soft_hyphens_that_do_not_break);
	tcase_add_test(tests, capitals_of_the_language);
	tcase_add_test(tests, features);
	tcase_add_test(tests, ligatures_and_tracking);
	tcase_add_test(tests, width_is_the_sum_of_advances);
	tcase_add_test(tests, widths_of_columns);
	tcase_add_test(tests, overfull);
	tcase_add_test(tests, words_wider_than_the_column);
	tcase_add_test(tests, missing_glyph);
	tcase_add_test(tests, never_missing);
	tcase_add_test(tests, huge_paragraph);
	tcase_add_test(tests, huge_words);
	tcase_add_test(tests, odd_measures);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
