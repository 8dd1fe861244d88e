/* What stays on one line, in each language: shown by a measure in which every other space breaks.
 */
#include "typeset/shape/setter.h"
#include "unit/lines_help.h"

#include <check.h>

static const struct {
	const char *language, *breaks;
} rows[] = {
        {"da", "§ 5 |og |nr. 3 |samt |s. 12, |den |12. maj |2015 |(dr. Holm) |40 år |efter "
               "|§ 262 a |i"},
        {"de", "der |12. Mai |2015, |z. B. nach |§ 25 |Abs. 2, |Nr. 7 |mit |5 Mio. |Euro |im"},
        {"en", "on |31 October |2015 |J. K. Rowling |and |I saw |a town |of |5 per |cent, |p. 7, "
               "|Dr. Smith |Henry VIII, |and |CD |then |I say |(≈5 per |cent), |A5 |per |cent"},
        {"en", "by |J.K. Rowling |and |J.-|P. Sartre |at |20 °C, |5 km |for |10 EUR |or |3 % |of "
               "|12 m² |in "
               "|(J. Smith) |not |J.k. |Smith |or |JK. |Smith |or |5 "
               "|kilometres |and |£5 |m |or |x |km"},
        {"et",
         "12. mail |2015. aastal |lk 5 |ja |nr 3 |ning |dr Tamm |15 protsenti |XX sajandi |lõpp"},
        {"fi", "12. toukokuuta |2015, |s. 5 |ja |nro 3 |esim. kunnat, |ks. liite |25 euroa |Kustaa "
               "II |Aadolf |500 eKr. |25 luvun |3 |ja |3 a §:n |ja |2 § |mukaan"},
        {"lt", "2015 m. |gegužės |12 d. |žr. lentelę, |nr. 3 |ir |t. t. J. Jonaitis |5 mln. |eurų "
               "|XX a. |pabaiga"},
        {"lv", "2015. gada |12. maijā |Nr. 3 |un |5. lpp., |20 procenti |t. i., |J. Bērziņa "
               "|grāmata |u. c. |XX gs. |Pēteris I |bija"},
        {"nb", "den |12. mai |2015 |nr. 3 |og |s. 12 |jf. § 5 |samt |40 år |senere |§ 257 a |i"},
        {"pl", "a dom |i las |o świcie |w domu |z lasu |u nas |ul. Długa |nr 3, |12 maja |2015 r. "
               "|wg |J. Kowalskiego |s. 5 |XX w. |Jan III |I on |był"},
        {"ru",
         "а дом |в лес |и я знаю |№ 3 |если бы |был ли |он, |это же, |12 мая |2015 г. |и т. д. |А. "
         "П. Чехов |весь |XX в. |Екатерина II |стала |г. Рига |2015 г. |по |н. э. |д. 5"},
        {"sv", "den |12 maj |2015, |s. 5 |och |nr 3, |t. ex. |kap. 4 |samt |40 år |efter |Karl XII "
               "|500 f. Kr. |enligt |25 kap. 3 |och |3 a § i"},
};

/* The items' texts with a bar where a new line begins. */
static str lines_of(struct lines_help *h, str text)
{
	struct run r = help_run(h, text);
	struct para p = {.runs = &r, .n = 1, .measure = 1, .align = ALIGN_START};
	struct galley g;
	items list = {0};
	struct buf out = {0};
	r.hyphenate = false;
	ck_assert(lines_break(h->setter, h->arena, &p, &g));
	galley_put(h->setter, h->arena, &g, 0, g.lines, 0, 0, STROM_PT(14), &list);
	for (size_t i = 0; i < list.n; i++) {
		if (i && list.at[i].y != list.at[i - 1].y)
			buf_byte(&out, '|');
		for (size_t k = 0; k < list.at[i].n; k++) {
			const struct glyph *glyph = &list.at[i].glyphs[k];
			buf_put(&out, str_sub(list.at[i].text, glyph->text_off,
			                      (size_t)glyph->text_off + glyph->text_len));
		}
	}
	str lines = arena_str(h->arena, buf_str(&out));
	buf_drop(&out);
	return lines;
}

static void speak(struct lines_help *h, const char *language)
{
	lines_help_new(h, 0);
	struct edition *e = h->edition;
	e->language = language_load(h->arena, h->diags, (struct span){0}, str_of(language));
	ck_assert_ptr_nonnull(e->language);
	e->languages.at[0] = e->language->tag;
	struct setter *setter = setter_new(h->arena, e, h->fonts);
	h->setter = setter;
}

START_TEST(languages)
{
	struct lines_help h;
	speak(&h, rows[_i].language);
	struct buf plain = {0};
	for (const char *p = rows[_i].breaks; *p; p++)
		if (*p != '|')
			buf_byte(&plain, *p);
	str got = lines_of(&h, buf_str(&plain));
	ck_assert_msg(str_eq(got, str_of(rows[_i].breaks)), "%s: '%.*s'", rows[_i].language,
	              STR_ARG(got));
	buf_drop(&plain);
	arena_drop(h.arena);
}
END_TEST

/* The hyphen that the line ends with is none of the text's. */
START_TEST(hyphens_of_compounds)
{
	static const struct { const char *language, *text, *lines; } words[] = {
		{"pl", "flaga biało-czerwona", "flaga |biało\u00AD|-czerwona"},
		{"pl", "śląsko-dąbrowsko-chorzowski", "śląsko\u00AD|-dąbrowsko\u00AD|-chorzowski"},
		{"pl", "e-mail COVID-19 - nie", "e-mail |COVID-19 - |nie"},
		{"ru", "бело-красный", "бело-|красный"},
	};
	struct lines_help h;
	speak(&h, words[_i].language);
	str got = lines_of(&h, str_of(words[_i].text));
	ck_assert_msg(str_eq(got, str_of(words[_i].lines)), "'%.*s'", STR_ARG(got));
	arena_drop(h.arena);
}
END_TEST

/* Glyphs of a word: fewer than its letters where some join. */
static size_t glyphs_of(struct lines_help *h, const char *text)
{
	struct run r = help_run(h, str_of(text));
	ck_assert(setter_runs(h->setter, &r, 1));
	return word_get(h->setter, setter_style(h->setter, &r), str_of(text))->n;
}

START_TEST(ligatures_of_compounds)
{
	static const struct { const char *language, *apart, *joined;
	} words[] = {
	        {"de",
	         "Auflage Kaufleute Schilfinsel Auffassung Brieffreund höflich aufladen Prüfliste "
	         "Dorffest",
	         "hoffen Koffer treffen fliehen Pflege finden effizient Griff"},
	        {"sv", "", "flicka finna affisch"},
	        {"da", "aflevere", "flytte finde"},
	        {"en", "", "shelflife offer office"},
	};
	struct lines_help h;
	speak(&h, words[_i].language);
	for (int joined = 0; joined < 2; joined++)
		for (str rest = str_of(joined ? words[_i].joined : words[_i].apart); rest.len;) {
			str word = str_until(rest, ' ');
			size_t n = glyphs_of(&h, arena_cstr(h.arena, word));
			rest = str_from(rest, word.len + (word.len < rest.len));
			ck_assert_msg((n < utf8_count(word)) == joined, "%.*s: %zu", STR_ARG(word),
			              n);
		}
	arena_drop(h.arena);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("typeset_binding");
	TCase *c = tcase_create("all");
	tcase_add_loop_test(c, languages, 0, sizeof rows / sizeof *rows);
	tcase_add_loop_test(c, hyphens_of_compounds, 0, 4);
	tcase_add_loop_test(c, ligatures_of_compounds, 0, 4);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
