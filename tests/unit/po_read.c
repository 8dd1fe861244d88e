/* PO files: what they give, where it stands, and what is wrong with them; templates. */
#include <check.h>

#include "message/message.h"
#include "po/po.h"
#include "text/translate/pot.h"

static struct arena *arena;
static struct diags *diags;

static void begin(void)
{
	arena = arena_new();
	diags = diags_new(arena);
}

static void end(void)
{
	arena_drop(arena);
}

static struct po *read_po(str bytes)
{
	return po_read(arena, diags, diag_file(diags, S("po/x.lv.po"), 0), bytes);
}

static const char sample[] =
	"# head\n"
	"msgid \"\"\n"
	"msgstr \"\"\n"
	"\"Language: lv\\n\"\n"
	"\"Content-Type: text/plain; charset=utf-8\\n\"\n"
	"\n"
	"#. heading\n"
	"#: text/a.md\n"
	"msgid \"Advice\"\n"
	"msgstr \"Padoms\"\n"
	"\n"
	"#, fuzzy, brace-format\n"
	"#| msgid \"Old\"\n"
	"msgid \"New\"\n"
	"msgstr \"Jauns\"\n"
	"msgid \"Empty\"\n"
	"msgstr \"\"\n"
	"\n"
	"msgctxt \"month\"\n"
	"msgid \"May\"\n"
	"msgstr \"maijs\"\n"
	"msgid \"May\"\n"
	"msgstr \"drīkst\"\n"
	"\n"
	"msgid \"\"\n"
	"\"Line \\\"one\\\"\\n\"\n"
	"  \"two\"\t\"three\"  \n"
	"msgstr \"\"\n"
	"\"pirmā\\n\"\n"
	"\"otrā\\ttrešā {x\" \"y}\\303\\251\\x21\"\n"
	"#~ msgid \"Gone\"\n"
	"#~ msgstr \"Projām\"\n";

static str find(struct po *po, const char *context, const char *id, enum po_state wanted)
{
	const struct po_entry *e = NULL;
	ck_assert_int_eq(po_find(po, str_of(context), str_of(id), &e), wanted);
	return e ? e->text : S("(none)");
}

START_TEST(reads)
{
	struct po *po = read_po(S(sample));
	ck_assert_ptr_nonnull(po);
	ck_assert_uint_eq(diag_count(diags), 0);
	ck_assert_uint_eq(po_count(po), 6);
	ck_assert(str_eq(po_field(po, S("Language")), S("lv")));
	ck_assert(str_eq(po_field(po, S("Plural-Forms")), S("")));
	ck_assert(str_eq(find(po, "", "Advice", PO_TRANSLATED), S("Padoms")));
	ck_assert(str_eq(find(po, "month", "May", PO_TRANSLATED), S("maijs")));
	ck_assert(str_eq(find(po, "", "May", PO_TRANSLATED), S("drīkst")));
	find(po, "", "New", PO_FUZZY);
	find(po, "", "Empty", PO_EMPTY);
	find(po, "", "Gone", PO_MISSING);
	find(po, "", "", PO_MISSING);
	find(po, "day", "May", PO_MISSING);
	ck_assert(str_eq(find(po, "", "Line \"one\"\ntwothree", PO_TRANSLATED),
	                 S("pirmā\notrā\ttrešā {xy}é!")));
}
END_TEST

/* Where each byte of a msgstr stands: joins and escapes counted. */
START_TEST(places)
{
	struct po *po = read_po(S(sample));
	const struct po_entry *e = NULL;
	po_find(po, S(""), S("Line \"one\"\ntwothree"), &e);
	str file = S(sample);
	size_t x = str_find(file, S("{x\" \"y}")), text = str_find(e->text, S("{xy}"));
	struct span at = origin_span(&e->text_origin, text, 4);
	ck_assert_uint_eq(at.off, x);
	ck_assert_uint_eq(at.len, 7);                         /* over the join */
	at = origin_span(&e->text_origin, text + 2, 1);
	ck_assert_uint_eq(at.off, x + 5);
	at = origin_span(&e->text_origin, str_find(e->text, S("\t")), 1);
	ck_assert_uint_eq(at.off, str_find(file, S("\\ttreš")));
	ck_assert_uint_eq(at.len, 2);
	at = origin_span(&e->text_origin, e->text.len - 1, 1);
	ck_assert_uint_eq(at.off, str_find(file, S("\\x21")));
	ck_assert_uint_eq(at.len, 4);
	ck_assert_uint_eq(e->text_at.off, str_find(file, S("\"\"\n\"pirm")));
	ck_assert_uint_eq(e->text_at.off + e->text_at.len, str_find(file, S("\n#~ msgid")));
}
END_TEST

/* A mistake in a msgstr is reported at its column in the PO file. */
START_TEST(message_in_msgstr)
{
	str bytes = S("msgid \"a {n} b\"\nmsgstr \"\"\n\"\\\"x\\\" \"\n\"ē {n, nummber} b\"\n");
	struct po *po = read_po(bytes);
	const struct po_entry *e = po_at(po, 0);
	ck_assert_ptr_null(message_parse(arena, diags, e->text, &e->text_origin));
	struct span at = diag_at(diags, 0)->at;
	ck_assert_uint_eq(at.off, str_find(bytes, S("nummber")));
	ck_assert_uint_eq(at.len, 7);
}
END_TEST

START_TEST(line_ends_and_mark)
{
	struct po *po =
	        read_po(S("\xEF\xBB\xBFmsgid \"a\"\r\nmsgstr \"\"\r\n\"b\"\r\n\"c\"\r\n\r\n"));
	ck_assert_ptr_nonnull(po);
	ck_assert(str_eq(find(po, "", "a", PO_TRANSLATED), S("bc")));
	struct span at = origin_span(&po_at(po, 0)->text_origin, 1, 1);
	ck_assert_uint_eq(at.off, 3 + 11 + 11 + 5 + 1);
}
END_TEST

START_TEST(empty_files)
{
	ck_assert_uint_eq(po_count(read_po(S(""))), 0);
	ck_assert_uint_eq(po_count(read_po(S("# only words\n\n"))), 0);
	ck_assert_uint_eq(po_count(read_po(S("msgid \"\"\nmsgstr \"\""))), 0);
}
END_TEST

/* A translation of blanks is none, whatever blanks they are. */
START_TEST(blanks_are_empty)
{
	struct po *po = read_po(
	        S("msgid \"a\"\nmsgstr \" \"\n\nmsgid \"b\"\nmsgstr \"\\t\u00a0\u2009\u200b\"\n\n"
	          "#, fuzzy\nmsgid \"c\"\nmsgstr \" \"\n\nmsgid \"d\"\nmsgstr \"-\"\n"));
	find(po, "", "a", PO_EMPTY);
	find(po, "", "b", PO_EMPTY);
	find(po, "", "c", PO_EMPTY);
	find(po, "", "d", PO_TRANSLATED);
}
END_TEST

START_TEST(mixed_ends)
{
	struct po *po = read_po(S("# a\nmsgid \"a\"\r\nmsgstr \"\"\n"));
	po_check_ends(po, diags);
	ck_assert_uint_eq(diag_warnings(diags), 1);
	ck_assert(str_eq(diag_at(diags, 0)->code, S("po/mixed-ends")));
	ck_assert_uint_eq(diag_at(diags, 0)->at.off, 4);
	po_check_ends(read_po(S("msgid \"a\"\r\nmsgstr \"\"\r\n")), diags);
	po_check_ends(read_po(S("msgid \"a\"\nmsgstr \"\"")), diags);
	ck_assert_uint_eq(diag_count(diags), 1);
}
END_TEST

START_TEST(unused)
{
	struct po *po = read_po(S(sample));
	find(po, "", "Advice", PO_TRANSLATED);
	po_report_unused(po, diags);
	ck_assert_uint_eq(diag_count(diags), 1);
	const struct report *r = diag_at(diags, 0);
	ck_assert_int_eq(r->severity, DIAG_WARNING);
	ck_assert(str_eq(r->code, S("po/unused")));
	ck_assert(str_starts(r->message, S("4 translations are not used")));
	ck_assert_uint_eq(r->at.off, str_find(S(sample), S("\"New\"")));
	for (size_t i = 0; i < po_count(po); i++)
		po_find(po, po_at(po, i)->context, po_at(po, i)->id, NULL);
	po_report_unused(po, diags);
	ck_assert_uint_eq(diag_count(diags), 1);
}
END_TEST

static const struct {
	const char *bytes, *code;
	uint64_t off;
	uint32_t len;
	const char *hint;
} wrong[] = {
        {"msgid \"a\"\nmsgstr \"\xFF\"\n", "po/not-utf8", 18, 1, "msgconv"},
        {"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-13\\n\"\n", "po/charset",
         51, 11, "msgconv"},
        {"msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[1] \"d\"\n\"e\"\n", "po/plural",
         10, 12, "{n, plural"},
        {"msgid \"a\"\nmsgstr[0] \"c\"\n\nmsgid \"b\"\nmsgstr \"\"\n", "po/plural", 10, 9, NULL},
        {"msgid \"a\"\nmsgstr \"b\"\nmsgid \"a\"\nmsgstr \"c\"\n", "po/duplicate", 27, 3, "Remove"},
        {"msgid a\nmsgstr \"c\"\n", "po/bad-line", 6, 1, "msgstr"},
        {"bogus \"a\"\n", "po/bad-line", 0, 9, NULL},
        {"\"a\"\n", "po/bad-line", 0, 3, NULL},
        {"msgid \"a\" x\nmsgstr \"\"\n", "po/bad-line", 10, 1, NULL},
        {"msgid\nmsgstr \"\"\n", "po/bad-line", 0, 5, NULL},
        {"msgid \"a\\q\"\nmsgstr \"\"\n", "po/bad-escape", 8, 2, "backslash"},
        {"msgid \"a\\x\"\nmsgstr \"\"\n", "po/bad-escape", 8, 2, NULL},
        {"msgid \"a\\777\"\nmsgstr \"\"\n", "po/bad-escape", 8, 4, NULL},
        {"msgid \"a\\303\"\nmsgstr \"\"\n", "po/bad-escape", 8, 4, "itself"},
        {"msgid \"a\"\nmsgstr \"b\n\"c\"\n", "po/unclosed", 17, 2, "same line"},
        {"msgid \"a\"\nmsgstr \"b\\", "po/unclosed", 17, 3, NULL},
        {"msgstr \"b\"\n", "po/missing-msgid", 7, 3, NULL},
        {"msgctxt \"b\"\n", "po/missing-msgid", 8, 3, NULL},
        {"msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"\"\n", "po/missing-msgstr", 6, 3, "msgstr \"\""},
        {"msgid \"a\"\n", "po/missing-msgstr", 6, 3, NULL},
        {"msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"\n\"d\"\n", "po/repeated", 21, 6, NULL},
        {"msgid \"a\"\nmsgstr \"b\\000\"\n", "po/nul", 19, 4, NULL},
        {"msgid \"a\\n\"\nmsgstr \"b\"\n", "po/line-end", 19, 3, NULL},
        {"msgid \"a\"\nmsgstr \"\\nb\"\n", "po/line-end", 17, 5, NULL},
};

START_TEST(mistakes)
{
	ck_assert_msg(!read_po(str_of(wrong[_i].bytes)), "%s", wrong[_i].bytes);
	const struct report *r = diag_at(diags, 0);
	ck_assert_msg(str_eq(r->code, str_of(wrong[_i].code)), "%s: %.*s", wrong[_i].bytes,
	              STR_ARG(r->code));
	ck_assert_msg(r->at.off == wrong[_i].off && r->at.len == wrong[_i].len, "%s: %llu+%u",
	              wrong[_i].bytes, (unsigned long long)r->at.off, r->at.len);
	if (wrong[_i].hint)
		ck_assert_msg(str_find(r->hint, str_of(wrong[_i].hint)) != SIZE_MAX, "%.*s",
		              STR_ARG(r->hint));
	ck_assert_uint_eq(diag_errors(diags), 1);
}
END_TEST

START_TEST(nul_bytes)
{
	static const char bytes[] = "msgid \"a\0b\"\nmsgstr \"c\"\n\0\n";
	ck_assert_ptr_null(po_read(arena, diags, 1, (str){bytes, sizeof bytes - 1}));
	ck_assert(str_eq(diag_at(diags, 0)->code, S("po/nul")));
	ck_assert_uint_eq(diag_at(diags, 0)->at.off, 8);
}
END_TEST

START_TEST(all_mistakes_at_once)
{
	ck_assert_ptr_null(read_po(S("msgid \"a\\q\"\nmsgstr \"\"\n\nbogus\n\nmsgid \"b\"\n\nmsgid "
	                             "\"c\"\nmsgstr \"c\"\n")));
	ck_assert_uint_eq(diag_errors(diags), 3);
}
END_TEST

START_TEST(floods)
{
	struct buf b = {0};
	for (int i = 0; i < 2000; i++)
		buf_printf(&b, "bogus %d\n", i);
	ck_assert_ptr_null(read_po(buf_str(&b)));
	ck_assert_uint_le(diag_errors(diags), 50);
	buf_drop(&b);
}
END_TEST

/* Cut anywhere, it is read or refused; nothing else. */
START_TEST(prefixes)
{
	for (size_t i = 0; i < sizeof sample; i++) {
		struct arena *a = arena_new();
		struct diags *d = diags_new(a);
		char *bytes = arena_cstr(a, str_sub(S(sample), 0, i));
		struct po *po = po_read(a, d, diag_file(d, S("x.po"), 0), (str){bytes, i});
		ck_assert_int_eq(po == NULL, diag_errors(d) != 0);
		arena_drop(a);
	}
}
END_TEST

/* ---- Writing ---- */

static const struct { const char *text, *wanted; } puts_[] = {
	{"", "msgid \"\"\n"},
	{"a \"b\" \\ c\t", "msgid \"a \\\"b\\\" \\\\ c\\t\"\n"},
	{"a\n", "msgid \"a\\n\"\n"},
	{"a\nb", "msgid \"\"\n\"a\\n\"\n\"b\"\n"},
	{"\na\n", "msgid \"\"\n\"\\n\"\n\"a\\n\"\n"},
	{"\001", "msgid \"\\001\"\n"},
};

START_TEST(puts_strings)
{
	struct buf b = {0};
	po_put(&b, S("msgid"), str_of(puts_[_i].text));
	ck_assert_msg(str_eq(buf_str(&b), str_of(puts_[_i].wanted)), "%.*s", STR_ARG(buf_str(&b)));
	buf_put(&b, S("msgstr \"\"\n"));
	struct po *po = read_po(arena_str(arena, buf_str(&b)));
	buf_drop(&b);
	ck_assert_ptr_nonnull(po);
	if (*puts_[_i].text)
		find(po, "", puts_[_i].text, PO_EMPTY);
}
END_TEST

static struct segment segment(enum segment_kind kind, const char *id)
{
	uint32_t file = diag_file(diags, S("/home/p/text/a b.md"), 0);
	return (struct segment){
	        .kind = kind, .id = str_of(id), .at = {file, (uint32_t)strlen(id), 10}};
}

START_TEST(template)
{
	struct pot *pot = pot_new(arena, diags, S("/home/p"));
	struct segment all[] = {
	        segment(SEGMENT_HEADING, "Advice"),
	        segment(SEGMENT_PARAGRAPH, "In {n} of {n} towns\nby {k}."),
	        segment(SEGMENT_CELL, "May"),
	        segment(SEGMENT_CELL, "May"),
	        segment(SEGMENT_ALT, "Advice"),
	        segment(SEGMENT_PARAGRAPH, ""),
	};
	all[2].context = S("month");
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		ck_assert(pot_add(pot, &all[i]));
	struct buf b = {0};
	pot_write(pot, S("strom leaflet"), S(""), &b);
	static const char wanted[] =
	        "# Words to translate; values in braces stay as they are.\n"
	        "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: strom "
	        "leaflet\\n\"\n\"MIME-Version: 1.0\\n\"\n"
	        "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: "
	        "8bit\\n\"\n"
	        "\n#. heading\n#. alt text\n#. under: Advice\n#: \u2068text/a b.md\u2069\n"
	        "msgid \"Advice\"\nmsgstr \"\"\n"
	        "\n#. paragraph\n#. under: Advice\n#. placeholders: {n} {k}\n#: \u2068text/a "
	        "b.md\u2069\n"
	        "#, icu-message-format\nmsgid \"\"\n\"In {n} of {n} towns\\n\"\n\"by "
	        "{k}.\"\nmsgstr \"\"\n"
	        "\n#. table cell\n#. under: Advice\n#: \u2068text/a "
	        "b.md\u2069\n"
	        "msgctxt \"month\"\nmsgid \"May\"\nmsgstr \"\"\n"
	        "\n#. table cell\n#. under: Advice\n#: \u2068text/a b.md\u2069\nmsgid "
	        "\"May\"\nmsgstr \"\"\n";
	ck_assert_msg(str_eq(buf_str(&b), S(wanted)), "%.*s", STR_ARG(buf_str(&b)));
	ck_assert_uint_eq(pot_count(pot), 4);
	struct po *po = read_po(arena_str(arena, buf_str(&b)));
	buf_drop(&b);
	ck_assert_uint_eq(po_count(po), 4);
	struct segment bad = segment(SEGMENT_PARAGRAPH, "a {n");
	ck_assert(!pot_add(pot, &bad));
	/* The reports before it are of lines of texts that are not there. */
	ck_assert_uint_eq(diag_at(diags, diag_count(diags) - 1)->at.off, 12);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("text_po");
	TCase *c = tcase_create("all");
	tcase_add_checked_fixture(c, begin, end);
	tcase_set_timeout(c, 240);
	tcase_add_test(c, reads);
	tcase_add_test(c, places);
	tcase_add_test(c, message_in_msgstr);
	tcase_add_test(c, line_ends_and_mark);
	tcase_add_test(c, empty_files);
	tcase_add_test(c, blanks_are_empty);
	tcase_add_test(c, mixed_ends);
	tcase_add_test(c, unused);
	tcase_add_loop_test(c, mistakes, 0, sizeof wrong / sizeof *wrong);
	tcase_add_test(c, nul_bytes);
	tcase_add_test(c, all_mistakes_at_once);
	tcase_add_test(c, floods);
	tcase_add_test(c, prefixes);
	tcase_add_loop_test(c, puts_strings, 0, sizeof puts_ / sizeof *puts_);
	tcase_add_test(c, template);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
