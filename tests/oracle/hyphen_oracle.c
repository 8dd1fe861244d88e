/* Our hyphenation against libhyphen's: the same points for thousands of words.
 *
 * libhyphen's automaton looks at the longest pattern that ends at a letter and at no shorter one:
 * it counts on dictionaries in which each pattern holds the digits of all patterns inside it. Some
 * that are in use were never prepared so. Here a prepared copy is written for libhyphen, while ours
 * reads the dictionary as it is.
 *
 * The words are made of pieces of the dictionary's own patterns, so that its rules are at work in
 * nearly each of them. libhyphen keeps at least three letters at both edges. */
#include "typeset/hyphen.h"

#include "base/file.h"

#include <check.h>
#include <hyphen.h>

static struct arena *arena;
static struct diags *diags;

/* A word in the dictionary's charset, for libhyphen, and as letters. */
struct sample {
	char bytes[128];
	size_t len;
	uint32_t letters[HYPHEN_LETTERS];
	size_t at[HYPHEN_LETTERS];       /* offset of each letter in bytes */
	size_t n;
};

/* A pattern: its letters, and as many digits and one more. */
struct pattern { str letters; char *digits; };
typedef vec(struct pattern) patterns;

static bool is_pattern(str line)
{
	return line.len && *line.ptr != '%' && *line.ptr != '#' && (*line.ptr < 'A' || *line.ptr > 'Z');
}

static patterns read_patterns(str path, struct map *index)
{
	patterns list = {0};
	str rest, line;
	ck_assert(file_map(arena, diags, (struct span){0}, path, 0, &rest));
	str_next_line(&rest, &line);
	while (str_next_line(&rest, &line)) {
		char *letters = arena_alloc(arena, line.len + 1), *digits = arena_alloc(arena, line.len + 2);
		uint32_t at = (uint32_t)list.n;
		size_t n = 0;
		line = str_trim(line);
		if (!is_pattern(line))
			continue;
		for (size_t i = 0; i < line.len; i++)
			if (line.ptr[i] >= '0' && line.ptr[i] <= '9')
				digits[n] = (char)(line.ptr[i] - '0');
			else
				letters[n++] = line.ptr[i];
		struct pattern p = {{letters, n}, digits};
		if (n && map_add(index, p.letters, &at))
			vec_push(arena, &list, p);
		else if (n)
			list.at[at] = p;     /* a later line stands for an earlier one, as in libhyphen */
	}
	return list;
}

/* The digits of all patterns that end a string, as one line; nothing if there are none. */
static void put_combined(struct buf *out, const patterns *list, const struct map *index, str prefix)
{
	char digits[128] = {0};
	bool any = false;
	for (size_t from = 0; from < prefix.len; from++) {
		uint32_t at;
		if (!map_get(index, str_from(prefix, from), &at))
			continue;
		for (size_t i = 0; i <= prefix.len - from; i++)
			if (list->at[at].digits[i] > digits[from + i])
				digits[from + i] = list->at[at].digits[i];
		any = true;
	}
	for (size_t i = 0; any && i <= prefix.len; i++) {
		if (digits[i])
			buf_byte(out, (char)('0' + digits[i]));
		buf_byte(out, i < prefix.len ? prefix.ptr[i] : '\n');
	}
}

/* The dictionary as libhyphen needs it. */
static HyphenDict *prepared(const char *charset, const patterns *list, const struct map *index)
{
	struct map *done = map_new(arena);
	struct buf out = {0};
	buf_printf(&out, "%s\n", charset);
	for (size_t i = 0; i < list->n; i++)
		for (size_t n = 1; n <= list->at[i].letters.len; n++) {
			uint32_t yes = 1;
			str prefix = str_sub(list->at[i].letters, 0, n);
			if (map_add(done, prefix, &yes))
				put_combined(&out, list, index, prefix);
		}
	FILE *file = fmemopen(out.ptr, out.len, "r");
	HyphenDict *dictionary = hnj_hyphen_load_file(file);
	fclose(file);
	buf_drop(&out);
	return dictionary;
}

static uint32_t unicode(const char *charset, unsigned char byte)
{
	/* What the 8-bit dictionaries hold beside ASCII; the test needs no converter of its own. */
	static const char *const koi8[] = {"юабцдефгхийклмнопярстужвьызшэщчъ"};
	static const char *const latvian[] = {"ąįāćäåęēčéźėģķīļšńņóōõöÕųłśūüżž˙"};
	if (byte < 0x80)
		return byte;
	str rest = str_of(*charset == 'K' ? koi8[0] : latvian[0]);
	unsigned first = *charset == 'K' ? 0xC0 : 0xE0;
	uint32_t code = 0xFFFD;
	for (unsigned i = first; i <= byte && rest.len; i++)
		code = utf8_next(&rest);
	return byte < first ? *charset == 'K' && byte == 0xA3 ? 0x451 : 0xFFFD : code;
}

static void decode(struct sample *s, const char *charset)
{
	s->n = 0;
	for (str rest = {s->bytes, s->len}; rest.len && s->n < HYPHEN_LETTERS; s->n++) {
		s->at[s->n] = s->len - rest.len;
		if (*charset == 'U') {
			s->letters[s->n] = utf8_next(&rest);
			continue;
		}
		s->letters[s->n] = unicode(charset, (unsigned char)*rest.ptr);
		rest = str_from(rest, 1);
	}
}

static bool is_edge(char c)
{
	return c == '.' || c == '\'' || c == '-';
}

static bool make_word(struct sample *s, const patterns *list, bool utf8, uint32_t *seed)
{
	s->len = 0;
	for (unsigned parts = 0; parts < 4; parts++) {
		*seed = *seed * 1103515245u + 12345u;
		str part = list->at[(*seed >> 8) % list->n].letters;
		for (size_t i = 0; i < part.len && s->len < 60; i++)
			if (!is_edge(part.ptr[i]))
				s->bytes[s->len++] = part.ptr[i];
	}
	s->bytes[s->len] = 0;
	/* libhyphen has ideas of its own about ligatures and the curly apostrophe. */
	bool odd = utf8 && (memchr(s->bytes, 0xEF, s->len) || memchr(s->bytes, 0xE2, s->len));
	return s->len > 4 && !odd;
}

static void compare(HyphenDict *theirs, const struct hyphenator *ours, const struct sample *s)
{
	char marks[160] = {0}, **rep = NULL;
	int *pos = NULL, *cut = NULL;
	bool points[HYPHEN_LETTERS];
	ck_assert_int_eq(hnj_hyphen_hyphenate3(theirs, s->bytes, (int)s->len, marks, NULL, &rep, &pos,
	                                       &cut, 2, 2, 2, 2), 0);
	hyphen_points(ours, s->letters, s->n, 2, 2, points);
	/* libhyphen marks the letter before a point: in UTF-8 by letters, after its own fashion. */
	for (size_t i = 3; i + 3 <= s->n; i++)
		ck_assert_msg((marks[i - 1] & 1) == points[i], "'%s' before letter %zu: libhyphen %d, ours %d",
		              s->bytes, i, marks[i - 1] & 1, points[i]);
}

static void agree(const char *path, const char *charset, size_t words)
{
	struct map *index = map_new(arena);
	patterns list = read_patterns(str_of(path), index);
	HyphenDict *theirs = prepared(charset, &list, index);
	struct hyphenator *ours = hyphenator_load(arena, diags, (struct span){0}, str_of(path));
	struct sample s;
	uint32_t seed = 1;
	ck_assert_ptr_nonnull(theirs);
	ck_assert_ptr_nonnull(ours);
	for (size_t i = 0; i < words; i++) {
		if (!make_word(&s, &list, *charset == 'U', &seed))
			continue;
		decode(&s, charset);
		compare(theirs, ours, &s);
	}
	hnj_hyphen_free(theirs);
}

static void setup(void)
{
	arena = arena_new();
	diags = diags_new(arena);
}

static void teardown(void)
{
	arena_drop(arena);
}

START_TEST(english)
{
	agree("/usr/share/hyphen/hyph_en_GB.dic", "UTF-8", 6000);
}
END_TEST

START_TEST(latvian)
{
	agree("/usr/share/hyphen/hyph_lv_LV.dic", "ISO8859-13", 6000);
}
END_TEST

START_TEST(russian)
{
	agree("/usr/share/hyphen/hyph_ru_RU.dic", "KOI8-R", 6000);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("hyphen oracle");
	TCase *tests = tcase_create("libhyphen");
	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, english);
	tcase_add_test(tests, latvian);
	tcase_add_test(tests, russian);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
