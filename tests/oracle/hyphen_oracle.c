/* Our hyphenation against libhyphen's: the same points for thousands of words, among them all of
 * the sample's texts and translations, whatever their language.
 *
 * libhyphen's automaton looks at the longest pattern that ends at a letter and at no shorter one:
 * it counts on dictionaries in which each pattern holds the digits of all patterns inside it. Some
 * that are in use were never prepared so. Here a prepared copy is written for libhyphen, while ours
 * reads the dictionary as it is. German, of two levels, was written for libhyphen as it is, and is
 * read so by both.
 *
 * The words are made of pieces of the dictionary's own patterns, so that its rules are at work in
 * nearly each of them. libhyphen keeps at least three letters at both edges. Words that a file
 * lists behind its patterns are no patterns, and libhyphen does not know them. */
#include "typeset/hyphen/hyphen.h"

#include "base/file.h"

#include <check.h>
#include <hyphen.h>
#include <iconv.h>
#include <unicode/uchar.h>

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
	return line.len && *line.ptr != '%' && *line.ptr != '#' &&
	       (*line.ptr < 'A' || *line.ptr > 'Z');
}

/* The word without its hyphens. */
static void note_listed(struct map *listed, str line)
{
	char *letters = arena_alloc(arena, line.len + 1);
	uint32_t yes = 1;
	size_t n = 0;
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] != '-')
			letters[n++] = line.ptr[i];
	map_add(listed, (str){letters, n}, &yes);
}

static patterns read_patterns(str path, struct map *index, struct map *listed)
{
	patterns list = {0};
	str rest, line;
	ck_assert(file_map(arena, diags, (struct span){0}, path, 0, &rest));
	str_next_line(&rest, &line);
	while (str_next_line(&rest, &line)) {
		char *letters = arena_alloc(arena, line.len + 1),
		     *digits = arena_alloc(arena, line.len + 2);
		uint32_t at = (uint32_t)list.n;
		size_t n = 0;
		line = str_trim(line);
		if (str_eq(line, S("\\hyphenation{")))
			break;
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
			list.at[at] =
			        p; /* a later line stands for an earlier one, as in libhyphen */
	}
	while (str_next_line(&rest, &line))
		note_listed(listed, str_trim(line));
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

/* What a charset's bytes are; 0xFFFD: nothing. */
static uint32_t table[256];

static void read_charset(const char *charset)
{
	iconv_t cd = iconv_open("UTF-8", charset);
	ck_assert(cd != (iconv_t)-1);
	for (unsigned i = 0; i < 256; i++) {
		char byte = (char)i, utf8[8], *from = &byte, *to = utf8;
		size_t left = 1, room = sizeof utf8;
		iconv(cd, &from, &left, &to, &room);
		str text = {utf8, (size_t)(to - utf8)};
		table[i] = !left && text.len ? utf8_next(&text) : 0xFFFD;
	}
	iconv_close(cd);
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
		s->letters[s->n] = table[(unsigned char)*rest.ptr];
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

/* libhyphen loses some letters of its own where a joint would change them: not ours to find. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:hnj_malloc\n";
}

/* What libhyphen says of letters that change: ours is to give back, and of no use here. */
static void drop_changes(char **rep, int *pos, int *cut, size_t letters)
{
	for (size_t i = 0; rep && i < letters; i++)
		free(rep[i]);
	free(rep);
	free(pos);
	free(cut);
}

static void compare(HyphenDict *theirs, const struct hyphenator *ours, const struct sample *s)
{
	char marks[160] = {0}, **rep = NULL;
	int *pos = NULL, *cut = NULL;
	bool points[HYPHEN_LETTERS];
	if (hnj_hyphen_hyphenate3(theirs, s->bytes, (int)s->len, marks, NULL, &rep, &pos, &cut, 2,
	                          2, 2, 2))
		ck_abort_msg("libhyphen does not take '%s'", s->bytes);
	drop_changes(rep, pos, cut, s->len);
	hyphen_points(ours, s->letters, s->n, 2, 2, points);
	/* libhyphen marks the letter before a point: in UTF-8 by letters, after its own fashion. */
	for (size_t i = 3; i + 3 <= s->n; i++)
		/* Not an assertion: Check writes each one down, and there are millions. */
		if ((marks[i - 1] & 1) != points[i])
			ck_abort_msg("'%s' before letter %zu: libhyphen %d, ours %d", s->bytes, i,
			             marks[i - 1] & 1, points[i]);
}

/* Letters into the charset; false: it has not all of them. */
static bool encode(struct sample *s, bool utf8)
{
	s->len = 0;
	for (size_t i = 0; i < s->n && s->len + 4 < sizeof s->bytes; i++) {
		if (utf8 || s->letters[i] < 0x80) {
			s->len += utf8_put(s->bytes + s->len, s->letters[i]);
			continue;
		}
		unsigned byte = 0x80;
		while (byte < 256 && table[byte] != s->letters[i])
			byte++;
		if (byte == 256)
			return false;
		s->bytes[s->len++] = (char)byte;
	}
	s->bytes[s->len] = 0;
	return s->n > 4 && s->n < 60 && s->len + 4 < sizeof s->bytes;
}

struct pair {
	HyphenDict *theirs;
	const struct hyphenator *ours;
	struct map *listed;              /* and what was compared */
	bool utf8;
	size_t words;
};

static void compare_encoded(struct pair *p, const struct sample *s)
{
	uint32_t yes = 1;
	/* Once each. */
	if (!map_add(p->listed, arena_str(arena, (str){s->bytes, s->len}), &yes))
		return;
	compare(p->theirs, p->ours, s);
	p->words++;
}

static void compare_text(struct pair *p, str text)
{
	struct sample s = {.n = 0};
	for (str rest = text;;) {
		uint32_t code = rest.len ? utf8_next(&rest) : 0;
		if (code && u_isalpha((UChar32)code) && s.n < HYPHEN_LETTERS) {
			s.letters[s.n++] = (uint32_t)u_tolower((UChar32)code);
			continue;
		}
		if (s.n && encode(&s, p->utf8))
			compare_encoded(p, &s);
		s.n = 0;
		if (!code)
			return;
	}
}

static void compare_folder(struct pair *p, const char *name)
{
	str *names, folder = path_join(arena, S(SAMPLE), str_of(name)), bytes;
	size_t n;
	ck_assert(folder_list(arena, diags, folder, &names, &n));
	for (size_t i = 0; i < n; i++) {
		str path = path_join(arena, folder, names[i]);
		if (folder_exists(path))
			continue;
		ck_assert(file_map(arena, diags, (struct span){0}, path, 0, &bytes));
		compare_text(p, bytes);
	}
}

/* made: words of pieces of patterns. */
static void agree(const char *path, const char *charset, bool prepare, size_t made)
{
	struct map *index = map_new(arena);
	struct pair p = {.utf8 = *charset == 'U', .listed = map_new(arena)};
	patterns list = read_patterns(str_of(path), index, p.listed);
	struct sample s;
	uint32_t seed = 1;
	read_charset(charset);
	p.theirs = prepare ? prepared(charset, &list, index) : hnj_hyphen_load(path);
	p.ours = hyphenator_load(arena, diags, (struct span){0}, str_of(path));
	ck_assert_ptr_nonnull(p.theirs);
	ck_assert_ptr_nonnull(p.ours);
	for (size_t i = 0; i < made; i++) {
		if (!make_word(&s, &list, p.utf8, &seed))
			continue;
		decode(&s, charset);
		compare_encoded(&p, &s);
	}
	compare_folder(&p, "text");
	compare_folder(&p, "text/baseline");
	compare_folder(&p, "po");
	ck_assert_uint_gt(p.words, 5000);
	hnj_hyphen_free(p.theirs);
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

static const struct { const char *name, *charset; bool prepare; } dictionaries[] = {
	{"da_DK", "ISO8859-1", true}, {"de_DE", "ISO8859-1", false}, {"en_GB", "UTF-8", true},
	{"et_EE", "ISO8859-15", true}, {"lt_LT", "ISO8859-13", true}, {"lv_LV", "ISO8859-13", true},
	{"nb_NO", "ISO8859-1", true}, {"pl_PL", "ISO8859-2", true}, {"ru_RU", "KOI8-R", true},
	{"sv_SE", "ISO8859-1", true},
};

START_TEST(languages)
{
	str path = arena_printf(arena, "/usr/share/hyphen/hyph_%s.dic", dictionaries[_i].name);
	bool prepare = dictionaries[_i].prepare;
	agree(path.ptr, dictionaries[_i].charset, prepare, prepare ? 6000 : 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("hyphen oracle");
	TCase *tests = tcase_create("libhyphen");
	tcase_set_timeout(tests, 300);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, languages, 0, sizeof dictionaries / sizeof *dictionaries);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
