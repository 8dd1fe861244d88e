/* Words of each language, divided as the language's own rules say. */
#include "typeset/hyphen/hyphen.h"

#include "project/theme.h"
#include "typeset/hyphen/exceptions.h"

#include <check.h>
#include <stdlib.h>
#include <unistd.h>

#include "unit/quick_file.h"

static struct arena *arena;
static struct diags *diags;

static void setup(void)
{
	arena = arena_new();
	diags = diags_new(arena);
}

static void teardown(void)
{
	arena_drop(arena);
}

/* The word, which is written with its points as '=', is divided there and nowhere else. */
static void check_word(const struct hyphenator *h, const struct exceptions *e,
                       const struct language *l, str shown)
{
	uint32_t letters[HYPHEN_LETTERS];
	bool points[HYPHEN_LETTERS];
	struct buf out = {0};
	size_t n = 0;
	for (str rest = shown; rest.len;) {
		uint32_t code = utf8_next(&rest);
		if (code != '=')
			letters[n++] = code;
	}
	hyphen_points(h, letters, n, l->hyphen_start, l->hyphen_end, points);
	exceptions_apply(e, letters, n, points);
	for (size_t i = 0; i < n; i++) {
		if (i && points[i])
			buf_byte(&out, '=');
		buf_utf8(&out, letters[i]);
	}
	ck_assert_msg(str_eq(buf_str(&out), shown), "'%.*s', not '%.*s'", STR_ARG(buf_str(&out)),
	              STR_ARG(shown));
	buf_drop(&out);
}

static void check_words(const char *tag, const char *words)
{
	const struct language *l = language_load(arena, diags, (struct span){0}, str_of(tag));
	ck_assert_ptr_nonnull(l);
	struct hyphenator *h = hyphenator_load(arena, diags, (struct span){0}, l->hyphens);
	ck_assert_ptr_nonnull(h);
	struct exceptions *e = exceptions_new(arena);
	for (size_t i = 0; i < l->exceptions_n; i++)
		exceptions_add(e, l->exceptions[i]);
	for (str rest = str_of(words); rest.len;) {
		str word = str_until(rest, ' ');
		check_word(h, e, l, word);
		rest = str_from(rest, word.len + 1);
	}
	ck_assert_uint_eq(diag_count(diags), 0);
}

/* Endings follow the stem, which the patterns take for a word with pa-. */
START_TEST(latvian)
{
	check_words(
	        "lv",
	        "paš=val=dī=ba paš=val=dī=bas paš=val=dī=bām paš=val=dī=bā paš=val=dīb=nieks "
	        "cil=vēk=tirdz=nie=cī=ba dar=bi=nie=ki iekš=lie=tu pār=ejas pār=iet cie=tu=šais "
	        "pa=lī=dzī=ba sa=dar=bī=ba at=balsts drau=dzī=ba valsts li=kums "
	        "paš=apzi=ņa pa=šiem iekš=ze=me iek=šē=jais bez=atbil=dīgs bez=mak=sas "
	        "starp=tau=tis=kās starp=val=dī=bu vien=pads=mit aiz=bild=nis būv=lau=ku=mos "
	        "kon=takt=per=so=na pat=ver=sme tirdz=nie=cī=ba pret=tie=sis=ki kon=tak=ti jā=iet");
}
END_TEST

START_TEST(english)
{
	check_words(
	        "en",
	        "mu=ni=cip=al=ity traf=fick=ing gov=ern=ment vic=tim rights as=sist=ance po=lice "
	        "lan=guage");
}
END_TEST

START_TEST(german)
{
	check_words(
	        "de",
	        "men=schen=han=del ge=mein=de kom=mu=nen rechts=an=walt op=fer po=li=zei "
	        "zu=sam=men=ar=beit far=ben fort=schritts balz=ri=tu=al fleisch=im=por=teur "
	        "men=schen=rech=te bun=des=re=gie=rung schutz schutz=unter=kunft ar=beit=suchen=de "
	        "druck=erzeug=nis wil=lens=eini=gung auf=ent=halts=er=laub=nis zwangs=ar=beit");
}
END_TEST

START_TEST(russian)
{
	check_words("ru", "му=ни=ци=па=ли=тет тор=гов=ля людь=ми че=ло=век по=мощь по=тер=пев=ший "
	                  "со=труд=ни=че=ство пра=ви=тель=ство объ=ект под=держ=ка дом");
}
END_TEST

/* Two letters at least stay behind, three go on; compounds divide where they join. */
START_TEST(estonian)
{
	check_words("et",
	            "koo=li=tus inim=kau=ban=dus oma=va=lit=sus oma=va=lit=sus=ük=sus "
	            "las=te=kaitse raa=ma=tu=kogu et=te=võte tee=nus psüh=ho=loog koos=töö "
	            "pii=ri=valve po=lit=sei=nik rii=gi=kogu töö=andja ha=ri=dus ter=vis=hoid "
	            "hin=nang ko=hus poiss linn maa abi aasta ameti=asu=tus pro=jekti=toetu=se "
	            "sot=siaal=osa=kond");
}
END_TEST

/* Prefixes and compounds keep their parts: sam-arbejde, tvangs-arbejde. */
START_TEST(danish)
{
	check_words("da",
	            "kom=mu=ner=ne men=ne=ske=han=del ret=tig=he=der myn=dig=he=der=ne "
	            "sam=ar=bej=de of=re of=fent=lig virk=som=hed ud=dan=nel=se "
	            "ar=bejds=mar=ked po=li=ti=et be=skyt=tel=se tvangs=ar=bej=de "
	            "re=ge=ring år sag op=holds=tilla=del=se so=ci=al=råd=giver=ne tjek=li=ster "
	            "kon=takt=oplys=nin=ger rets=sag");
}
END_TEST

/* Prefixes and compounds keep their parts: ut-danning, arbeids-marked. */
START_TEST(norwegian)
{
	check_words("nb", "kom=mu=ne=ne ret=tig=he=ter myn=dig=he=te=ne sam=ar=beid of=re=ne "
	                  "of=fent=lig virk=som=het ut=dan=ning ar=beids=mar=ked po=li=ti=et "
	                  "be=skyt=tel=se tvangs=ar=beid re=gje=rin=gen år sak");
}
END_TEST

/* Compounds keep their parts: brotts-offer, läns-styrelsen. */
START_TEST(swedish)
{
	check_words("sv", "kom=mu=ner=na män=ni=sko=han=del rät=tig=he=ter myn=dig=he=ter=na "
	                  "sam=ar=be=te brotts=of=fer of=fent=lig verk=sam=het ut=bild=ning "
	                  "ar=bets=mark=nad po=li=sen tvångs=ar=be=te läns=sty=rel=sen skydd "
	                  "år till=stånds=enhe=ten kvälls=kur=sen ös=ter=sjö=sta=ter=na "
	                  "ös=ter=sjön so=ci=al=servi=cen rätts=käl=la");
}
END_TEST

/* ch, cz, dz, rz and sz stay whole; prefixes stand alone: współ-praca, wy-korzystywanie. */
START_TEST(polish)
{
	check_words("pl", "gmi=na czło=wiek han=del ludź=mi sa=mo=rząd od=po=wie=dzial=ność "
	                  "wo=je=wódz=two po=krzyw=dzo=ny po=moc prze=stęp=stwo współ=pra=ca "
	                  "mi=ni=ster=stwo we=wnętrz=nych wy=ko=rzy=sty=wa=nie "
	                  "bez=pie=czeń=stwo po=dróż rok");
}
END_TEST

/* Diphthongs and the i that softens a consonant stay whole; prefixes stand alone: iš-naudojimas. */
START_TEST(lithuanian)
{
	check_words("lt", "sa=vi=val=dy=bė žmo=gus pre=ky=ba žmo=nė=mis at=sa=ko=my=bė "
	                  "nu=ken=tė=ju=siems pa=gal=ba po=li=ci=ja vy=riau=sy=bė "
	                  "mi=nis=te=ri=ja pri=vers=ti=nis iš=nau=do=ji=mas so=cia=li=nis "
	                  "dar=buo=to=jas mo=ky=mas ben=dra=dar=bia=vi=mas ben=dras");
}
END_TEST

/* A consonant goes with the vowel after it, of several the last; long vowels and diphthongs stay
 * whole, a vowel never stands alone; compounds join where the dictionary says, not where the
 * letters do: lähi-suhde, rikos-uhri, asian-ajaja, viran-omais. */
START_TEST(finnish)
{
	check_words("fi",
	            "kou=lu=tus ih=mis=kaup=pa lä=hi=suh=de=vä=ki=val=ta osaa=mi=nen ai=kui=nen "
	            "vi=ran=omais=yh=teis=työ kun=ta=yh=ty=mä maail=ma työ=ai=ka hää=yö=aie "
	            "ri=kos=uh=ri=päi=vys=tys asian=aja=ja tur=va=ko=ti ul=ko=asu pe=rus=tus=la=ki "
	            "uh=rin=aut=ta=mi=nen yh=den=ver=tai=suus ala=ikäi=nen va=paut=taa lauan=tai");
	/* Loans. */
	check_words("fi",
	            "stra=te=gia psy=ko=lo=gi de=mo=kra=tia inf=ra=struk=tuu=ri po=lii=si mu=seo");
	/* Too short; one syllable; no word of Finnish. */
	check_words("fi", "yö alue nais www");
}
END_TEST

/* The words of a text in Finnish are many, and other letters come among them. */
START_TEST(finnish_takes_any_letters)
{
	uint32_t letters[HYPHEN_LETTERS];
	bool points[HYPHEN_LETTERS];
	struct hyphenator *h = hyphenator_load(arena, diags, (struct span){0},
	                                       S("/usr/lib/voikko/5/mor-standard/mor.vfst"));
	ck_assert_ptr_nonnull(h);
	static const uint32_t first[] = {0x1, 'a', 0xE4, 0x308, 0x430, 0x4E00, 0x10FFF0, 0xD800};
	for (size_t k = 0; k < sizeof first / sizeof *first; k++)
		for (size_t n = 1; n <= HYPHEN_LETTERS; n++) {
			for (size_t i = 0; i < n; i++)
				letters[i] = first[k] + (uint32_t)(i % 7 == 0);
			ck_assert_uint_lt(hyphen_points(h, letters, n, 2, 2, points), n);
		}
	ck_assert_uint_eq(hyphen_points(h, letters, HYPHEN_LETTERS + 1, 2, 2, points), 0);
}
END_TEST

static str write_file(const char *folder, const char *name, str bytes)
{
	str path = path_join(arena, str_of(folder), str_of(name));
	/* No assertions: a test's own program calls this before Check does. */
	if (!folder_make(diags, path_folder(path)))
		abort();
	quick_file(arena, path, bytes);
	return path;
}

/* What write_file made, innermost first. */
static void drop_files(const char *folder, const char *const *names)
{
	for (; *names; names++)
		remove(arena_cstr(arena, path_join(arena, str_of(folder), str_of(*names))));
	remove(folder);
}

static void refused(str path, const char *code)
{
	size_t before = diag_count(diags);
	ck_assert_ptr_null(hyphenator_load(arena, diags, (struct span){0}, path));
	ck_assert_uint_eq(diag_count(diags), before + 1);
	ck_assert(str_eq(diag_at(diags, before)->code, str_of(code)));
}

START_TEST(broken_dictionaries)
{
	char folder[] = "/tmp/strom-voikko-XXXXXX";
	ck_assert_ptr_nonnull(mkdtemp(folder));
	str mor = write_file(folder, "5/mor-x/mor.vfst", S(""));
	refused(mor, "file/missing");
	write_file(folder, "5/mor-x/index.txt", S("Voikko-Dictionary-Format: 5\n"));
	refused(mor, "hyphen/dictionary");
	write_file(folder, "5/mor-x/index.txt",
	           S("Voikko-Dictionary-Format: 5\nLanguage: xx-x-none\n"
	             "Morphology-Backend: finnishVfst\n"));
	refused(mor, "hyphen/dictionary");
	drop_files(folder, (const char *const[]){"5/mor-x/mor.vfst", "5/mor-x/index.txt", "5/mor-x",
	                                         "5", NULL});
}
END_TEST

/* The tests again, where the library is a file of nothing. */
static int without_library(const char *program)
{
	char folder[] = "/tmp/strom-voikko-XXXXXX";
	setup();
	if (!mkdtemp(folder))
		return 1;
	write_file(folder, "libvoikko.so.1", S("no library"));
	setenv("LD_LIBRARY_PATH", folder, 1);
	execl("/proc/self/exe", program, "without", (char *)NULL);
	return 1;
}

START_TEST(no_library)
{
	refused(S("/usr/lib/voikko/5/mor-standard/mor.vfst"), "hyphen/dictionary");
}
END_TEST

static int run(bool without)
{
	Suite *suite = suite_create("hyphen_words");
	TCase *tests = tcase_create("languages");
	tcase_add_checked_fixture(tests, setup, teardown);
	if (without) {
		tcase_add_test(tests, no_library);
	} else {
		tcase_add_test(tests, latvian);
		tcase_add_test(tests, english);
		tcase_add_test(tests, german);
		tcase_add_test(tests, russian);
		tcase_add_test(tests, danish);
		tcase_add_test(tests, norwegian);
		tcase_add_test(tests, swedish);
		tcase_add_test(tests, polish);
		tcase_add_test(tests, lithuanian);
		tcase_add_test(tests, estonian);
		tcase_add_test(tests, finnish);
		tcase_add_test(tests, finnish_takes_any_letters);
		tcase_add_test(tests, broken_dictionaries);
	}
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}

int main(int argc, char **argv)
{
	if (argc > 1) {
		int failed = run(true);
		setup();
		drop_files(getenv("LD_LIBRARY_PATH"),
		           (const char *const[]){"libvoikko.so.1", NULL});
		return failed;
	}
	return run(false) ? 1 : without_library(argv[0]);
}
