/* Diagnostics: how they look, what they never show, and how they travel. */
#include "base/diag.h"
#include "unit/quick_file.h"
#include "unit/base_suite.h"

#include <unistd.h>

static struct arena *arena;
static struct diags *diags;
static str path;
static struct buf out;

static void begin(void)
{
	char name[] = "/tmp/strom-diag-XXXXXX";
	arena = arena_new();
	diags = diags_new(arena);
	out = (struct buf){0};
	int fd = mkstemp(name);
	ck_assert_int_ge(fd, 0);
	close(fd);
	path = arena_str(arena, str_of(name));
}

static void end(void)
{
	unlink(path.ptr);
	buf_drop(&out);
	arena_drop(arena);
}

/* A file of these bytes, known to the diagnostics. */
static uint32_t file_of(str bytes, unsigned flags)
{
	quick_file(arena, path, bytes);
	return diag_file(diags, path, flags);
}

static struct span at(uint32_t file, uint64_t off, uint32_t len)
{
	return (struct span){file, len, off};
}

/* The shown text, with PATH for the file's name. */
static const char *shown(enum diag_style style)
{
	struct buf named = {0};
	buf_clear(&out);
	diag_show(diags, style, 0, &out);
	for (str rest = buf_str(&out); rest.len;) {
		size_t hit = str_find(rest, path);
		buf_put(&named, str_sub(rest, 0, hit));
		if (hit == SIZE_MAX)
			break;
		buf_put(&named, S("PATH"));
		rest = str_from(rest, hit + path.len);
	}
	const char *text = arena_cstr(arena, buf_str(&named));
	buf_drop(&named);
	return text;
}

START_TEST(a_line_a_caret_a_hint)
{
	uint32_t file = file_of(S("a;b\nb;2\n1\n"), 0);
	ck_assert(!diag_error(diags, at(file, 4, 3), "csv/ragged-row",
	                      "row has %d cell, but the header has %d", 1, 2));
	diag_hint(diags, "Separate the cells with the %s option.", "separator");
	ck_assert_str_eq(shown(DIAG_PLAIN),
		"PATH:2:1: error: row has 1 cell, but the header has 2 [csv/ragged-row]\n"
		"  2 | b;2\n"
		"    | ^~~\n"
		"  hint: Separate the cells with the separator option.\n");
}
END_TEST

START_TEST(colour)
{
	diag_warn(diags, at(0, 0, 0), "a/b", "odd");
	ck_assert_str_eq(shown(DIAG_COLOUR), "\033[1;33mwarning:\033[0m odd [a/b]\n");
}
END_TEST

START_TEST(columns_count_characters)
{
	uint32_t file = file_of(S("J\xC5\xABrmala;x\n"), 0);
	diag_error(diags, at(file, 9, 1), "a/b", "here");
	ck_assert_str_eq(shown(DIAG_PLAIN),
		"PATH:1:9: error: here [a/b]\n  1 | J\xC5\xABrmala;x\n    |         ^\n");
}
END_TEST

START_TEST(byte_order_marks_take_no_column)
{
	uint32_t file = file_of(S("\xEF\xBB\xBF" "ab\n"), 0);
	struct line_column p = diag_position(diags, at(file, 4, 1));
	ck_assert_uint_eq(p.line, 1);
	ck_assert_uint_eq(p.column, 2);
	diag_error(diags, at(file, 4, 1), "a/b", "here");
	ck_assert_str_eq(shown(DIAG_PLAIN), "PATH:1:2: error: here [a/b]\n  1 | ab\n    |  ^\n");
	/* At the mark itself. */
	ck_assert_uint_eq(diag_position(diags, at(file, 0, 0)).column, 1);
}
END_TEST

/* In Windows-1257 two letters in a row can look like one letter of UTF-8. */
START_TEST(other_encodings)
{
	uint32_t file = file_of(S("\xD0\x91;x\n"), 0);
	ck_assert_uint_eq(diag_position(diags, at(file, 3, 1)).column, 3);
	diag_encoding(diags, file, S("windows-1257"));
	ck_assert_uint_eq(diag_position(diags, at(file, 3, 1)).column, 4);
	diag_error(diags, at(file, 3, 1), "a/b", "here");
	ck_assert_str_eq(shown(DIAG_PLAIN),
		"PATH:1:4: error: here [a/b]\n"
		"  1 | \xC5\xA0\xE2\x80\x98;x\n"
		"    |    ^\n");
	/* An encoding that nobody knows, and bytes that it does not have. */
	diag_encoding(diags, file, S("klingon"));
	ck_assert_uint_eq(diag_position(diags, at(file, 3, 1)).column, 3);
	diag_encoding(diags, file, S("us-ascii"));
	ck_assert_uint_eq(diag_position(diags, at(file, 3, 1)).column, 4);
	ck_assert_ptr_nonnull(strstr(shown(DIAG_PLAIN), "  1 | \xEF\xBF\xBD\xEF\xBF\xBD;x\n"));
}
END_TEST

START_TEST(positions_in_any_order)
{
	uint32_t file = file_of(S("one\ntwo\n\nfour\n"), 0);
	static const struct { uint64_t off, line, column;
	} places[] = {
	        {10, 4, 2}, {4, 2, 1}, {0, 1, 1},  {5, 2, 2},  {7, 2, 4},
	        {8, 3, 1},  {9, 4, 1}, {14, 5, 1}, {99, 5, 1}, {3, 1, 4},
	};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct line_column p = diag_position(diags, at(file, places[i].off, 0));
		ck_assert_uint_eq(p.line, places[i].line);
		ck_assert_uint_eq(p.column, places[i].column);
	}
}
END_TEST

START_TEST(carets_end_with_the_line)
{
	uint32_t file = file_of(S("ab\r\ncd"), 0);
	diag_error(diags, at(file, 1, 99), "a/b", "long");
	diag_error(diags, at(file, 6, 0), "a/c", "at the end");
	ck_assert_str_eq(shown(DIAG_PLAIN),
		"PATH:1:2: error: long [a/b]\n  1 | ab\n    |  ^\n"
		"PATH:2:3: error: at the end [a/c]\n  2 | cd\n    |   ^\n");
}
END_TEST

START_TEST(long_lines_are_cut)
{
	char *bytes = arena_alloc(arena, 100000);
	memset(bytes, 'x', 100000);
	bytes[50000] = '!';
	uint32_t file = file_of((str){bytes, 100000}, 0);
	diag_error(diags, at(file, 50000, 1), "a/b", "here");
	const char *text = shown(DIAG_PLAIN), *line = strchr(text, '\n') + 1;
	const char *caret = strchr(line, '\n') + 1;
	ck_assert_uint_lt(strlen(text), 1000);
	ck_assert_int_eq(strchr(line, '!') - line, strchr(caret, '^') - caret);
	ck_assert(str_starts(str_of(text), S("PATH:1:50001: error")));
}
END_TEST

START_TEST(secrets_show_a_place_but_no_line)
{
	uint32_t file = file_of(S("name\nAnna Kalnina\n"), DIAG_SECRET);
	diag_error(diags, at(file, 5, 4), "csv/x", "wrong");
	diag_note(diags, at(file, 10, 2), "and here");
	ck_assert_str_eq(shown(DIAG_PLAIN),
	                 "PATH:2:1: error: wrong [csv/x]\nPATH:2:6: note: and here\n");
	ck_assert_ptr_null(strstr(shown(DIAG_JSON), "Anna"));
}
END_TEST

START_TEST(binary_files_have_only_a_name)
{
	uint32_t file = file_of(S("\x7F" "ELF\n"), DIAG_BINARY);
	diag_error(diags, at(file, 2, 1), "a/b", "wrong");
	ck_assert_str_eq(shown(DIAG_PLAIN), "PATH: error: wrong [a/b]\n");
	ck_assert_str_eq(shown(DIAG_JSON), "{\"severity\":\"error\",\"code\":\"a/b\",\"message\":"
	                                   "\"wrong\",\"file\":\"PATH\"}\n");
	ck_assert_uint_eq(diag_position(diags, at(file, 2, 1)).line, 0);
}
END_TEST

START_TEST(files_that_are_gone)
{
	uint32_t file = diag_file(diags, S("/nonexistent/strom.yml"), 0);
	diag_error(diags, at(file, 5, 1), "a/b", "wrong");
	ck_assert_str_eq(shown(DIAG_PLAIN), "/nonexistent/strom.yml: error: wrong [a/b]\n");
	ck_assert_uint_eq(diag_count(diags), 1);
}
END_TEST

/* What stands in the input, or in a message about it, never commands the terminal. */
START_TEST(nothing_commands_the_terminal)
{
	uint32_t file = file_of(S("a\033[31m\xFF\xE2\x80\xAE\tb\n"), 0);
	diag_error(diags, at(file, 0, 1), "a/b", "key '\033[2J' is\nunknown");
	diag_hint(diags, "Write \a.");
	const char *text = shown(DIAG_PLAIN);
	ck_assert_ptr_null(strchr(text, '\033'));
	ck_assert_ptr_null(strchr(text, '\a'));
	ck_assert_ptr_null(strstr(text, "\xE2\x80\xAE"));
	ck_assert_ptr_nonnull(strstr(text, "  1 | a\xEF\xBF\xBD[31m\xEF\xBF\xBD\xEF\xBF\xBD b\n"));
	ck_assert_ptr_nonnull(strstr(text, "is\xEF\xBF\xBDunknown"));
}
END_TEST

START_TEST(json)
{
	uint32_t file = file_of(S("a: \"b\n"), 0);
	diag_error(diags, at(file, 3, 2), "yaml/quote", "a quote \"%s", "\\");
	diag_hint(diags, "Close it.");
	diag_note(diags, at(file, 0, 1), "key");
	diag_note(diags, at(0, 0, 0), "nowhere");
	diag_warn(diags, at(0, 0, 0), "a/b", "odd");
	ck_assert_str_eq(
	        shown(DIAG_JSON),
	        "{\"severity\":\"error\",\"code\":\"yaml/quote\",\"message\":\"a quote \\\"\\\\\","
	        "\"file\":\"PATH\",\"line\":1,\"column\":4,\"length\":2,\"hint\":\"Close it.\","
	        "\"notes\":[{\"message\":\"key\",\"file\":\"PATH\",\"line\":1,\"column\":1,"
	        "\"length\":1},"
	        "{\"message\":\"nowhere\"}]}\n"
	        "{\"severity\":\"warning\",\"code\":\"a/b\",\"message\":\"odd\"}\n");
}
END_TEST

START_TEST(the_same_is_told_once)
{
	uint32_t file = diag_file(diags, S("x"), 0);
	ck_assert_uint_eq(diag_file(diags, S("x"), 0), file);
	diag_error(diags, at(file, 1, 1), "a/b", "wrong");
	diag_hint(diags, "First.");
	diag_error(diags, at(file, 1, 1), "a/b", "wrong");
	diag_hint(diags, "Second.");                    /* belongs to what was not kept */
	diag_note(diags, at(file, 0, 0), "note");
	diag_error(diags, at(file, 2, 1), "a/b", "wrong");
	ck_assert_uint_eq(diag_count(diags), 2);
	ck_assert_uint_eq(diag_errors(diags), 2);
	ck_assert_uint_eq(diag_met(diags), 3);          /* the second has failed all the same */
	diag_warn(diags, at(file, 3, 1), "a/b", "odd");
	ck_assert_uint_eq(diag_met(diags), 3);
	is(diag_at(diags, 0)->hint, "First.");
	is(diag_at(diags, 1)->hint, "");
}
END_TEST

START_TEST(counting_and_strictness)
{
	diag_warn(diags, at(0, 0, 0), "a/a", "one");
	diag_warn(diags, at(0, 0, 0), "a/b", "two");
	diag_error(diags, at(0, 0, 0), "a/c", "three");
	ck_assert_uint_eq(diag_warnings(diags), 2);
	ck_assert_uint_eq(diag_errors(diags), 1);
	diag_strict(diags);
	ck_assert_uint_eq(diag_warnings(diags), 0);
	ck_assert_uint_eq(diag_errors(diags), 3);
	buf_clear(&out);
	ck_assert_uint_eq(diag_show(diags, DIAG_PLAIN, 2, &out), 3);
	is(buf_str(&out), "error: three [a/c]\n");
}
END_TEST

START_TEST(did_you_mean)
{
	str words[] = {S("layout"), S("theme"), S("text")};
	diag_error(diags, at(0, 0, 0), "a/a", "no 'layuot'");
	ck_assert(diag_did_you_mean(diags, S("layuot"), words, 3));
	is(diag_at(diags, 0)->hint, "Did you mean 'layout'?");
	diag_error(diags, at(0, 0, 0), "a/b", "no 'profile'");
	ck_assert(!diag_did_you_mean(diags, S("profile"), words, 3));
	ck_assert(!diag_did_you_mean(diags, S("x"), words, 3));
	ck_assert(!diag_did_you_mean(diags, S("x"), NULL, 0));
	is(diag_at(diags, 1)->hint, "");
}
END_TEST

START_TEST(one_of)
{
	str words[] = {S("layout"), S("theme"), S("text")}, many[100];
	diag_error(diags, at(0, 0, 0), "a/a", "no 'layuot'");
	diag_one_of(diags, S("layuot"), words, 3);
	is(diag_at(diags, 0)->hint, "Did you mean 'layout'?");
	diag_error(diags, at(0, 0, 0), "a/b", "no 'profile'");
	diag_one_of(diags, S("profile"), words, 3);
	is(diag_at(diags, 1)->hint, "There are: 'layout', 'theme', 'text'.");
	diag_error(diags, at(0, 0, 0), "a/c", "no 'x'");
	diag_one_of(diags, S("x"), NULL, 0);
	is(diag_at(diags, 2)->hint, "There are none.");
	for (size_t i = 0; i < 100; i++)
		many[i] = words[i % 3];
	diag_error(diags, at(0, 0, 0), "a/d", "no 'profile'");
	diag_one_of(diags, S("profile"), many, 100);
	ck_assert(diag_at(diags, 3)->hint.len < 330);
	ck_assert(str_ends(diag_at(diags, 3)->hint, S(" ...")));
}
END_TEST

/* ---- Between processes ---- */

static struct diags *sender(void)
{
	struct diags *d = diags_new(arena);
	diag_file(d, S("other"), 0);                   /* numbers differ between the two */
	uint32_t file = diag_file(d, S("data.csv"), DIAG_SECRET);
	diag_encoding(d, file, S("windows-1257"));
	diag_error(d, at(file, 7, 2), "csv/x", "wrong");
	diag_hint(d, "Mend it.");
	diag_note(d, at(file, 9, 1), "here too");
	diag_warn(d, at(0, 0, 0), "a/b", "odd");
	return d;
}

START_TEST(pack_and_unpack)
{
	diag_error(diags, at(diag_file(diags, S("data.csv"), 0), 1, 1), "a/a", "mine");
	diag_warn(diags, at(0, 0, 0), "a/b", "odd");
	diag_pack(sender(), &out);
	ck_assert(diag_unpack(diags, buf_str(&out)));
	ck_assert(diag_unpack(diags, buf_str(&out)));   /* a second worker with the same */
	ck_assert_uint_eq(diag_count(diags), 3);
	const struct report *r = diag_at(diags, 2);
	is(r->code, "csv/x");
	is(r->message, "wrong");
	is(r->hint, "Mend it.");
	is(diag_path(diags, r->at.file), "data.csv");
	ck_assert_uint_eq(r->at.file, 1);
	ck_assert_uint_eq(r->at.off, 7);
	ck_assert_uint_eq(r->at.len, 2);
	ck_assert_ptr_nonnull(strstr(shown(DIAG_PLAIN), "data.csv: note: here too\n"));
}
END_TEST

/* Secrecy travels with the file. */
START_TEST(secrets_stay_secret)
{
	struct diags *d = diags_new(arena);
	file_of(S("Anna Kalnina\n"), 0);
	diag_error(d, at(diag_file(d, path, DIAG_SECRET), 0, 4), "csv/x", "wrong");
	diag_pack(d, &out);
	ck_assert(diag_unpack(diags, buf_str(&out)));
	ck_assert_str_eq(shown(DIAG_PLAIN), "PATH:1:1: error: wrong [csv/x]\n");
}
END_TEST

START_TEST(every_cut_is_refused)
{
	diag_pack(sender(), &out);
	str whole = arena_str(arena, buf_str(&out));
	for (size_t n = 0; n < whole.len; n++) {
		struct diags *d = diags_new(arena);
		ck_assert_msg(!diag_unpack(d, str_sub(whole, 0, n)), "%zu bytes are taken", n);
	}
	ck_assert(!diag_unpack(diags, arena_printf(arena, "%.*sx", 4, "\xFF\xFF\xFF\xFF")));
	buf_byte(&out, 0);
	ck_assert(!diag_unpack(diags, buf_str(&out)));
}
END_TEST

/* A set that is made for a while is asked for places that another one knows. */
START_TEST(files_of_another_set_have_no_place)
{
	struct span far = at(1000000, 3, 2);
	diag_put_line(diags, far, &out);
	ck_assert_uint_eq(out.len, 0);
	ck_assert_uint_eq(diag_row_place(diags, arena, far).len, 0);
	diag_error(diags, far, "unit/far", "all the same");
	diag_note(diags, far, "and so");
	ck_assert_ptr_nonnull(strstr(shown(DIAG_PLAIN), "error: all the same [unit/far]"));
	ck_assert_ptr_nonnull(strstr(shown(DIAG_JSON), "all the same"));
}
END_TEST

int main(void)
{
	return RUN("diagnostics", begin, end, a_line_a_caret_a_hint, colour,
	           columns_count_characters, byte_order_marks_take_no_column, other_encodings,
	           positions_in_any_order, carets_end_with_the_line, long_lines_are_cut,
	           secrets_show_a_place_but_no_line, binary_files_have_only_a_name,
	           files_that_are_gone, nothing_commands_the_terminal, json, the_same_is_told_once,
	           counting_and_strictness, did_you_mean, one_of, pack_and_unpack,
	           secrets_stay_secret, every_cut_is_refused, files_of_another_set_have_no_place);
}
