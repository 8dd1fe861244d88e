/* Judging bags that lie in folders and archives: what each rule of RFC 8493 says of a good bag that
 * was spoilt in one place. */
#include "package/bag.h"
#include "package/verify/packed_parts.h"
#include "package/verify/parts.h"
#include "package/verify/tagtext.h"
#include "package/verify/verify.h"
#include "package/zip.h"
#include "unit/quick_file.h"

#include <archive.h>
#include <archive_entry.h>
#include <check.h>
#include <ftw.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena *arena;
static struct diags *diags;
static str folder;
static struct verdict verdict;

/* The files of the bag, in the order in which they were put. */
static struct put { str name, bytes; } files[64];
static size_t files_n;

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *at)
{
	(void)info, (void)type, (void)at;
	return remove(path);
}

static void clear(void)
{
	nftw(arena_cstr(arena, folder), remove_one, 8, FTW_DEPTH | FTW_PHYS);
	ck_assert(!mkdir(arena_cstr(arena, folder), 0700));
	files_n = 0;
}

static void setup(void)
{
	arena = arena_new();
	diags = diags_new(arena);
	char *name = arena_cstr(arena, S("/tmp/strom-verify-XXXXXX"));
	ck_assert_ptr_nonnull(mkdtemp(name));
	folder = str_of(name);
	files_n = 0;
}

static void teardown(void)
{
	nftw(arena_cstr(arena, folder), remove_one, 8, FTW_DEPTH | FTW_PHYS);
	arena_drop(arena);
}

static void put_bytes(const char *name, str bytes)
{
	str path = path_join(arena, folder, str_of(name));
	ck_assert(folder_make(diags, path_folder(path)));
	quick_file(arena, path, bytes);
	size_t i = 0;
	while (i < files_n && !str_eq(files[i].name, str_of(name)))
		i++;
	files[i] = (struct put){str_of(name), bytes};
	files_n += i == files_n;
}

static void put(const char *name, const char *text)
{
	put_bytes(name, str_of(text));
}

static void take(const char *name)
{
	ck_assert(!unlink(arena_cstr(arena, path_join(arena, folder, str_of(name)))));
	for (size_t i = 0; i < files_n; i++)
		if (str_eq(files[i].name, str_of(name)))
			files[i] = files[--files_n];
}

static const char *hex_of(const char *bytes)
{
	char hex[65];
	struct hash hash = hash_of(str_of(bytes));
	hash_hex(&hash, hex);
	return arena_cstr(arena, str_of(hex));
}

/* A line of a manifest of SHA-256. */
static const char *line(const char *bytes, const char *name)
{
	return arena_cstr(arena, arena_printf(arena, "%s  %s\n", hex_of(bytes), name));
}

static const char *joined(const char *a, const char *b)
{
	return arena_cstr(arena, arena_printf(arena, "%s%s", a, b));
}

#define DECLARED "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
#define OLD(version) "BagIt-Version: " version "\nTag-File-Character-Encoding: UTF-8\n"

static void good_bag(void)
{
	clear();
	put("bagit.txt", DECLARED);
	put("data/one", "one");
	put("data/two", "two!");
	put("manifest-sha256.txt", joined(line("one", "data/one"), line("two!", "data/two")));
}

/* Reports as lines "E code message" or "W code message". */
static const char *reports(void)
{
	struct buf b = {0};
	for (size_t i = 0; i < diag_count(diags); i++) {
		const struct report *r = diag_at(diags, i);
		buf_printf(&b, "%c %.*s %.*s\n", r->severity == DIAG_ERROR ? 'E' : 'W',
		           STR_ARG(r->code), STR_ARG(r->message));
	}
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

/* "": good, and nothing said. */
static void judged_at(str path, const char *expected)
{
	diags = diags_new(arena);
	bool good = verify_bag(arena, diags, path, NULL, &verdict);
	ck_assert_msg(!strcmp(reports(), expected), "the bag gives\n%sbut expected is\n%s",
	              reports(), expected);
	ck_assert(good == !strstr(expected, "E bag/"));
}

static void judged(const char *expected)
{
	judged_at(folder, expected);
}

static void spoilt(const char *name, const char *text, const char *expected)
{
	good_bag();
	put(name, text);
	judged(expected);
}

static const char *hint(void)
{
	return arena_cstr(arena, diag_at(diags, 0)->hint);
}

START_TEST(a_good_bag)
{
	good_bag();
	judged("");
	ck_assert_uint_eq(verdict.files, 2);
	ck_assert(str_eq(verdict.version, S("1.0")) && str_eq(verdict.sums, S("sha256")) &&
	          !verdict.own);
	put("manifest-md5.txt", "f97c5d29941bfb1b2fdab0874906ab82 data/one\n"
	                        "EE5DBAEF33CF5213C3FF6E4C4B9E6F0A data/two\n");
	judged("E bag/checksum 'data/two' is not what was delivered\n");
	ck_assert_str_eq(
	        hint(),
	        "Its checksum differs from line 2 of manifest-md5.txt: fetch the delivery again.");
	put("manifest-md5.txt", "f97c5d29941bfb1b2fdab0874906ab82 data/one\n");
	judged("E bag/unlisted-file 'data/two' is not in manifest-md5.txt\n");
	good_bag();
	take("data/two");
	put("manifest-sha256.txt", line("one", "data/one"));
	put("manifest-sha1.txt", "fe05bcdcdc4928012781a5f1a2a77cbb5398e106 \t data/one");
	judged("");
	ck_assert(str_eq(verdict.sums, S("sha1, sha256")));
}
END_TEST

/* ---- bagit.txt ---- */

static const struct { const char *text, *report;
} declarations[] = {
        {"", "E bag/declaration bagit.txt lacks the line 'BagIt-Version: ...'\n"},
        {"BagIt-Version: 1.0",
         "E bag/declaration bagit.txt lacks the line 'Tag-File-Character-Encoding: ...'\n"},
        {"BAGIT-version: 1.0\r\ntag-file-character-encoding: utf-8\r\n", ""},
        {"BagIt-Version:1.0\n",
         "E bag/declaration bagit.txt lacks the line 'BagIt-Version: ...'\n"},
        {"BagIt-Version:  1.0\n",
         "E bag/declaration bagit.txt has no value, or white space around it, after "
         "'BagIt-Version: '\n"},
        {"BagIt-Version: \n",
         "E bag/declaration bagit.txt has no value, or white space around it, after "
         "'BagIt-Version: '\n"},
        {"BagIt-Version: 1\n",
         "E bag/declaration bagit.txt says BagIt-Version '1', not two numbers\n"},
        {"BagIt-Version: 1.x\n",
         "E bag/declaration bagit.txt says BagIt-Version '1.x', not two numbers\n"},
        {"BagIt-Version: 1.:\n",
         "E bag/declaration bagit.txt says BagIt-Version '1.:', not two numbers\n"},
        {"BagIt-Version: 123456.0\n",
         "E bag/declaration bagit.txt says BagIt-Version '123456.0', not two numbers\n"},
        {OLD("0.92"), "E bag/version BagIt 0.92 cannot be judged, only 0.93 to 0.97 and 1.0\n"},
        {OLD("0.98"), "E bag/version BagIt 0.98 cannot be judged, only 0.93 to 0.97 and 1.0\n"},
        {OLD("1.1"), "E bag/version BagIt 1.1 cannot be judged, only 0.93 to 0.97 and 1.0\n"},
        {OLD("2.0"), "E bag/version BagIt 2.0 cannot be judged, only 0.93 to 0.97 and 1.0\n"},
        {OLD("1.97"), "E bag/version BagIt 1.97 cannot be judged, only 0.93 to 0.97 and 1.0\n"},
        {OLD("0.93"), ""},
        {OLD("0.94"), ""},
        {OLD("0.95"), ""},
        {OLD("0.96"), ""},
        {OLD("0.97"), ""},
        {DECLARED "More: 1\n", "E bag/declaration bagit.txt has more than two lines\n"},
        {OLD("0.97") "More: 1\n", "W bag/declaration bagit.txt has more than two lines\n"},
        {"\xEF\xBB\xBF" DECLARED,
         "E bag/declaration bagit.txt is not UTF-8 without a byte-order mark\n"},
        {DECLARED "\xFF", "E bag/declaration bagit.txt is not UTF-8 without a byte-order mark\n"},
        {"BagIt-Version: 1.0\nTag-File-Character-Encoding: nonsense\n",
         "E bag/encoding bagit.txt names an encoding 'nonsense' that is not known\n"},
        {"BagIt-Version: 1.0\nTag-File-Character-Encoding: ISO-8859-1\n", ""},
        {"BagIt-Version: 1.0\nTag-File-Character-Encoding: "
         "n2345678901234567890123456789012345678901234567890123456789012\n",
         "E bag/encoding bagit.txt names an encoding "
         "'n23456789012345678901234567890123456789012345678901234567890' that is not known\n"},
        {"BagIt-Version: v234567890123456789012345678901234567890123456789012345678901\n",
         "E bag/declaration bagit.txt says BagIt-Version "
         "'v23456789012345678901234567890123456789012345678901234567890', not two numbers\n"},
};

START_TEST(what_a_bag_says_of_itself)
{
	spoilt("bagit.txt", declarations[_i].text, declarations[_i].report);
}
END_TEST

START_TEST(no_declaration)
{
	good_bag();
	take("bagit.txt");
	judged("E bag/missing-file 'bagit.txt' is missing\n");
}
END_TEST

/* ---- bag-info.txt ---- */

static const struct { const char *version, *text, *report;
} infos[] = {
        {DECLARED, "Payload-Oxum: 7.2\n", ""},
        {DECLARED, "payload-oxum: 7.2\r\nLong: a\n b: c\n\td\nEmpty:\n", ""},
        {DECLARED, "Payload-Oxum: 8.2\n",
         "E bag/payload-sum bag-info.txt counts '8.2', but the bag has '7.2'\n"},
        {DECLARED, "Payload-Oxum: 7.3\n",
         "E bag/payload-sum bag-info.txt counts '7.3', but the bag has '7.2'\n"},
        {DECLARED, "Payload-Oxum: 7.2\nPayload-Oxum: 7.2\n",
         "E bag/info bag-info.txt has Payload-Oxum more than once\n"},
        {OLD("0.97"), "Payload-Oxum: 7.2\nPayload-Oxum: 7.2\n",
         "W bag/info bag-info.txt has Payload-Oxum more than once\n"},
        {DECLARED, "A: b\nnothing\n",
         "E bag/info line 2 of bag-info.txt is not a label, a colon and a value\n"},
        {DECLARED, " A b\n",
         "E bag/info line 1 of bag-info.txt is not a label, a colon and a value\n"},
        {DECLARED, " : b\n",
         "E bag/info line 1 of bag-info.txt is not a label, a colon and a value\n"},
        {DECLARED, "A : b\n",
         "E bag/info line 1 of bag-info.txt has white space other than one space after the "
         "colon\n"},
        {DECLARED, "A:b\n",
         "E bag/info line 1 of bag-info.txt has white space other than one space after the "
         "colon\n"},
        {DECLARED, "A:\tb\n", ""},
        {DECLARED, "Payload-Oxum: 7.2\n\tof all\n", ""},
        {DECLARED, "Payload-Oxum:\n 007.02\nBagging-Date: x\n", ""},
        {DECLARED, "Bag-Count: 1 of 2\nBag-Count: 2 of 2\nBag-Count: 1 of 2\n",
         "W bag/info bag-info.txt has Bag-Count more than once\n"},
        {OLD("0.97"), "Bag-Count: 1 of 2\nBag-Count: 2 of 2\n", ""},
        {DECLARED, "Payload-Oxum: 1234567890123456789012345678901234567890123456789012345678901\n",
         "E bag/payload-sum bag-info.txt counts "
         "'123456789012345678901234567890123456789012345678901234567890', but the bag has '7.2'\n"},
        {OLD("0.97"), "A :b\n", ""},
        {OLD("0.96"), "Payload-Oxum : 1.1\n",
         "E bag/payload-sum bag-info.txt counts '1.1', but the bag has '7.2'\n"},
        {OLD("0.95"), "nothing\n", ""},
        {DECLARED, "A: \xFF\n", "E bag/encoding bag-info.txt is not text in UTF-8\n"},
};

START_TEST(what_is_said_of_the_payload)
{
	good_bag();
	put("bagit.txt", infos[_i].version);
	put("bag-info.txt", infos[_i].text);
	judged(infos[_i].report);
}
END_TEST

START_TEST(older_bags_have_another_file)
{
	good_bag();
	put("bagit.txt", OLD("0.95"));
	put("package-info.txt", "Payload-Oxum: 1.1\n");
	judged("E bag/payload-sum bag-info.txt counts '1.1', but the bag has '7.2'\n");
}
END_TEST

/* ---- Manifests ---- */

static const struct { const char *version, *line, *of, *report;
} manifests[] = {
        {DECLARED, "x", NULL,
         "E bag/manifest-line line 3 of manifest-sha256.txt is not a checksum and a file's name\n"},
        {DECLARED, "0123 data/one", NULL,
         "E bag/manifest-line line 3 of manifest-sha256.txt is not a checksum and a file's name\n"},
        {DECLARED, "", NULL, "E bag/manifest-line line 3 of manifest-sha256.txt is empty\n"},
        {OLD("0.97"), "\n\n", NULL, "W bag/manifest-line line 3 of manifest-sha256.txt is empty\n"},
        {DECLARED, "data/one", "one",
         "E bag/listed-twice line 3 of manifest-sha256.txt lists 'data/one' again\n"},
        {OLD("0.97"), "data/one", "one",
         "W bag/listed-twice line 3 of manifest-sha256.txt lists 'data/one' again\n"},
        {DECLARED, "data/one", "eno", "E bag/checksum 'data/one' is not what was delivered\n"},
        {DECLARED, "data/none", "none", "E bag/missing-file 'data/none' is missing\n"},
        {DECLARED, "data/../../x", "x",
         "E bag/bad-name line 3 of manifest-sha256.txt names 'data/../../x', which leads out of "
         "the bag\n"},
        {DECLARED, "bagit.txt", DECLARED,
         "E bag/bad-name line 3 of manifest-sha256.txt names 'bagit.txt', which is not below "
         "data/\n"},
        {OLD("0.97"), "bagit.txt", OLD("0.97"),
         "E bag/bad-name line 3 of manifest-sha256.txt names 'bagit.txt', which is not below "
         "data/\n"},
        {OLD("0.96"), "bagit.txt", OLD("0.96"), ""},
        {DECLARED, "./data//one", "one",
         "W bag/roundabout line 3 of manifest-sha256.txt reaches 'data/one' in a roundabout way\n"
         "E bag/listed-twice line 3 of manifest-sha256.txt lists 'data/one' again\n"},
        {DECLARED, "*data/one", "one",
         "W bag/star manifest-sha256.txt has a star before names, from line 3 on, as md5sum writes "
         "it\n"
         "E bag/listed-twice line 3 of manifest-sha256.txt lists 'data/one' again\n"},
        {DECLARED, "data\\one", "one",
         "E bag/other-name line 3 of manifest-sha256.txt parts folders by backslashes\n"},
        {OLD("0.97"), "data\\one", "one",
         "W bag/other-name line 3 of manifest-sha256.txt parts folders by backslashes\n"},
        {DECLARED, "data/ONE", "one",
         "W bag/other-name line 3 of manifest-sha256.txt calls 'data/ONE' what is 'data/one' "
         "here\n"},
        {DECLARED, "data/ONE", "other", "E bag/missing-file 'data/ONE' is missing\n"},
};

START_TEST(lines_of_a_manifest)
{
	good_bag();
	put("bagit.txt", manifests[_i].version);
	str listed = files[3].bytes;
	const char *more = manifests[_i].of ? line(manifests[_i].of, manifests[_i].line) :
	                   joined(manifests[_i].line, "\n");
	put_bytes("manifest-sha256.txt", arena_printf(arena, "%.*s%s", STR_ARG(listed), more));
	judged(manifests[_i].report);
}
END_TEST

START_TEST(a_missing_file_is_told_with_its_line)
{
	good_bag();
	take("data/two");
	put("manifest-sha1.txt", "fe05bcdcdc4928012781a5f1a2a77cbb5398e106  data/one\n"
	                         "fe05bcdcdc4928012781a5f1a2a77cbb5398e106  data/two\n");
	judged("E bag/missing-file 'data/two' is missing\n");      /* once, though two list it */
	ck_assert_str_eq(hint(), "manifest-sha1.txt lists it on line 2.");
}
END_TEST

START_TEST(which_manifests_there_are)
{
	good_bag();
	take("manifest-sha256.txt");
	judged("E bag/missing-file there is no manifest: 'manifest-sha256.txt' or another\n");
	put("tagmanifest-sha256.txt", line(DECLARED, "bagit.txt"));
	judged("E bag/missing-file there is no manifest: 'manifest-sha256.txt' or another\n");
	good_bag();
	take("manifest-sha256.txt");
	put("manifest-SHA-256.txt", joined(line("one", "data/one"), line("two!", "data/two")));
	judged("W bag/algorithm 'manifest-SHA-256.txt' should be called manifest-sha256.txt\n");
	good_bag();
	put("manifest-own.txt", "00 data/one\n00 data/two\n");
	judged("W bag/algorithm the checksums of 'manifest-own.txt' are not known and not "
	       "compared\n");
	ck_assert(str_eq(verdict.sums, S("sha256")));
	take("manifest-sha256.txt");
	judged("E bag/algorithm no manifest has checksums that are known: nothing can be "
	       "compared\n");
	good_bag();
	put("manifest-.txt", "");
	put("data/manifest-sha1.txt", "x");
	judged("E bag/unlisted-file 'data/manifest-sha1.txt' is in no manifest\n");
	good_bag();
	for (int i = 0; i < 16; i++)
		put(arena_printf(arena, "manifest-x%02d.txt", i).ptr, "");
	judged("E bag/too-large there are more than 16 manifests\n");
}
END_TEST

START_TEST(manifests_of_tags)
{
	good_bag();
	str payload = files[3].bytes;
	const char *of_payload = line(payload.ptr, "manifest-sha256.txt");
	put("notes.txt", "note");
	put("tagmanifest-sha256.txt",
	    joined(joined(line(DECLARED, "bagit.txt"), of_payload), line("note", "notes.txt")));
	judged("");
	put("tagmanifest-sha256.txt", joined(line(DECLARED, "bagit.txt"), of_payload));
	judged("W bag/unlisted-tag 'notes.txt' is in no tagmanifest: nothing tells whether it is "
	       "altered\n");
	put("tagmanifest-sha256.txt",
	    joined(line(DECLARED, "bagit.txt"), line("note", "notes.txt")));
	judged("E bag/unlisted-file 'manifest-sha256.txt' is not in tagmanifest-sha256.txt\n");
	put("tagmanifest-sha256.txt",
	    joined(joined(line(DECLARED, "bagit.txt"), of_payload),
	           joined(line("eton", "notes.txt"), line("one", "data/one"))));
	judged("E bag/checksum 'notes.txt' is not what was delivered\n"
	       "E bag/bad-name line 4 of tagmanifest-sha256.txt names 'data/one', which no "
	       "tagmanifest may list\n");
	put("tagmanifest-sha256.txt",
	    joined(joined(line(DECLARED, "bagit.txt"), of_payload),
	           joined(line("note", "notes.txt"), line("", "tagmanifest-sha1.txt"))));
	put("tagmanifest-sha1.txt", "");
	judged("E bag/manifest-line line 4 of tagmanifest-sha256.txt lists a tagmanifest\n"
	       "E bag/unlisted-file 'manifest-sha256.txt' is not in tagmanifest-sha1.txt\n");
}
END_TEST

START_TEST(percent_signs)
{
	good_bag();
	put("data/100%", "%");
	str listed = files[3].bytes;
	put_bytes("manifest-sha256.txt",
	          arena_printf(arena, "%.*s%s", STR_ARG(listed), line("%", "data/100%25")));
	judged("");
	put_bytes("manifest-sha256.txt",
	          arena_printf(arena, "%.*s%s", STR_ARG(listed), line("%", "data/100%")));
	judged("E bag/percent line 3 of manifest-sha256.txt has a percent sign that is not written "
	       "'%25'\n");
	put("data/100%%", "%");
	put_bytes("manifest-sha256.txt",
	          arena_printf(arena, "%.*s%s%s", STR_ARG(listed), line("%", "data/100%25"),
	                       line("%", "data/100%%25")));
	judged("E bag/percent line 4 of manifest-sha256.txt has a percent sign that is not written "
	       "'%25'\n");
	take("data/100%%");
	put_bytes("manifest-sha256.txt",
	          arena_printf(arena, "%.*s%s", STR_ARG(listed), line("%", "data/100%")));
	put("bagit.txt", OLD("0.97"));
	judged("");
	put_bytes("manifest-sha256.txt",
	          arena_printf(arena, "%.*s%s", STR_ARG(listed), line("%", "data/100%25")));
	judged("");
	put("data/a\nb", "ab");
	put("bagit.txt", DECLARED);
	put_bytes("manifest-sha256.txt",
	          arena_printf(arena, "%.*s%s%s", STR_ARG(listed), line("%", "data/100%25"),
	                       line("ab", "data/a%0Ab")));
	judged("W bag/windows-name 'data/a\nb' cannot be called so on Windows\n");
}
END_TEST

/* ---- fetch.txt ---- */

static const struct { const char *line, *report;
} fetched[] = {
        {"https://example.org/three 5 data/three",
         "E bag/to-fetch 'data/three' is still to be fetched\n"},
        {"https://example.org/three - data/three",
         "E bag/to-fetch 'data/three' is still to be fetched\n"},
        {"https://example.org/one 3 data/one", "E bag/missing-file 'data/three' is missing\n"},
        {"https://example.org/four 3 data/four",
         "E bag/missing-file 'data/three' is missing\n"
         "E bag/fetch-line fetch.txt has 'data/four', which is in no manifest\n"},
        {"three 5 data/three",
         "E bag/fetch-line line 1 of fetch.txt is not an address, a length and a name\n"
         "E bag/missing-file 'data/three' is missing\n"},
        {"1a:b 5 data/three",
         "E bag/fetch-line line 1 of fetch.txt is not an address, a length and a name\n"
         "E bag/missing-file 'data/three' is missing\n"},
        {"a: 5 data/three",
         "E bag/fetch-line line 1 of fetch.txt is not an address, a length and a name\n"
         "E bag/missing-file 'data/three' is missing\n"},
        {"a+1.-:b 5 data/three", "E bag/to-fetch 'data/three' is still to be fetched\n"},
        {"a:b 5x data/three",
         "E bag/fetch-line line 1 of fetch.txt is not an address, a length and a name\n"
         "E bag/missing-file 'data/three' is missing\n"},
        {"a:b 5", "E bag/fetch-line line 1 of fetch.txt is not an address, a length and a name\n"
                  "E bag/missing-file 'data/three' is missing\n"},
        {"a:b 5 ../three",
         "E bag/bad-name line 1 of fetch.txt names '../three', which leads out of the bag\n"
         "E bag/missing-file 'data/three' is missing\n"},
        {"a:b 5 three",
         "E bag/bad-name line 1 of fetch.txt names 'three', which is not below data/\n"
         "E bag/missing-file 'data/three' is missing\n"},
        {"\xFF", "E bag/encoding fetch.txt is not text in UTF-8\nE bag/missing-file 'data/three' "
                 "is missing\n"},
};

START_TEST(what_is_still_to_come)
{
	good_bag();
	str listed = files[3].bytes;
	put_bytes("manifest-sha256.txt",
	          arena_printf(arena, "%.*s%s", STR_ARG(listed), line("three", "data/three")));
	put("bag-info.txt", "Payload-Oxum: 12.3\n");
	put("fetch.txt", fetched[_i].line);
	judged(fetched[_i].report);
	if (!_i)
		ck_assert_str_eq(hint(), "fetch.txt says where it is: https://example.org/three");
}
END_TEST

/* ---- Encodings ---- */

START_TEST(texts_in_their_encoding)
{
	static const struct { const char *encoding, *bytes; size_t n;
	} ways[] = {
	        {"ISO-8859-1", "A: \xFC\n", 5},
	        {"utf-16",
	         "\xFF\xFE"
	         "A\0:\0 \0\xFC\0\n\0",
	         12},
	        {"UTF-16BE", "\0A\0:\0 \0\xFC\0\n", 10},
	        {"UTF-8", "A: \xC3\xBC\n", 6},
	        {"uTF-8", "A: \xC3\xBC\n", 6},
	};
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		str text;
		bool mark, good = tagtext_read(arena, (str){ways[i].bytes, ways[i].n},
		                               str_of(ways[i].encoding), &text, &mark);
		ck_assert_msg(good && !mark && str_eq(text, S("A: \xC3\xBC\n")), "%s",
		              ways[i].encoding);
	}
	str text;
	bool mark;
	ck_assert(!tagtext_read(arena, S("\xFC"), S("UTF-8"), &text, &mark));
	ck_assert(!tagtext_read(arena, S("a"), S("nonsense"), &text, &mark));
	ck_assert(!tagtext_read(arena, S("\x81"), S("shift_jis"), &text, &mark));
	ck_assert(tagtext_read(arena, S("\xEF\xBB\xBFx"), S("UTF-8"), &text, &mark) && mark &&
	          str_eq(text, S("x")));
	ck_assert(tagtext_read(arena, S(""), S("UTF-16"), &text, &mark) && !mark && !text.len);
	spoilt("manifest-sha256.txt",
	       joined("\xEF\xBB\xBF", joined(line("one", "data/one"), line("two!", "data/two"))),
	       "E bag/encoding manifest-sha256.txt begins with a byte-order mark\n");
	put("bagit.txt", OLD("0.97"));
	judged("W bag/encoding manifest-sha256.txt begins with a byte-order mark\n");
	spoilt("manifest-sha256.txt", "\xFF",
	       "E bag/encoding manifest-sha256.txt is not text in UTF-8\n");
}
END_TEST

START_TEST(lines_and_words)
{
	str rest = S("a\nb\r\nc\rd"), one, two;
	static const char *const lines[] = {"a", "b", "c", "d"};
	for (size_t i = 0; i < 4; i++)
		ck_assert(tagtext_line(&rest, &one) && str_eq(one, str_of(lines[i])));
	ck_assert(!tagtext_line(&rest, &one));
	rest = S("\n\na\n");
	ck_assert(tagtext_line(&rest, &one) && !one.len);
	ck_assert(tagtext_line(&rest, &one) && !one.len);
	ck_assert(tagtext_line(&rest, &one) && str_eq(one, S("a")));
	ck_assert(!tagtext_line(&rest, &one));
	rest = S("ab \t c d");
	ck_assert(tagtext_word(&rest, &one) && str_eq(one, S("ab")) && str_eq(rest, S("c d")));
	ck_assert(tagtext_word(&rest, &two) && str_eq(two, S("c")) && str_eq(rest, S("d")));
	ck_assert(!tagtext_word(&rest, &two));
	rest = S(" a");
	ck_assert(!tagtext_word(&rest, &two));
}
END_TEST

/* ---- Names ---- */

START_TEST(names_on_other_systems)
{
	good_bag();
	put("data/ONE", "1");
	put("data/con.txt", "2");
	put("data/Thumbs.db", "3");
	str listed = files[3].bytes;
	put_bytes("manifest-sha256.txt",
	          arena_printf(arena, "%.*s%s%s%s", STR_ARG(listed), line("1", "data/ONE"),
	                       line("2", "data/con.txt"), line("3", "data/Thumbs.db")));
	judged("W bag/alike 'data/ONE' and 'data/one' differ in case alone: some systems keep one "
	       "of them\n"
	       "W bag/system-file 'data/Thumbs.db' is an operating system's own and should not be "
	       "delivered\n"
	       "W bag/windows-name 'data/con.txt' cannot be called so on Windows\n");
	good_bag();
	put("data/\xC3\xA9", "1");
	put("data/e\xCC\x81", "2");
	listed = files[3].bytes;
	put_bytes("manifest-sha256.txt",
	          arena_printf(arena, "%.*s%s%s", STR_ARG(listed), line("1", "data/\xC3\xA9"),
	                       line("2", "data/e\xCC\x81")));
	judged("W bag/alike 'data/e\xCC\x81' and 'data/\xC3\xA9' differ in how letters are "
	       "composed alone: some systems keep one of them\n");
}
END_TEST

/* Of several files of a like name the one with the checksum is meant. */
START_TEST(names_that_changed_on_their_way)
{
	good_bag();
	put("data/Abc", "1");
	put("data/aBc", "2");
	put("data/abC", "3");
	str listed = files[3].bytes;
	put_bytes("manifest-sha256.txt",
	          arena_printf(arena, "%.*s%s%s%s", STR_ARG(listed), line("1", "data/Abc"),
	                       line("2", "data/aBc"), line("3", "data/ABC")));
	judged("W bag/other-name line 5 of manifest-sha256.txt calls 'data/ABC' what is 'data/abC' "
	       "here\n"
	       "W bag/alike 'data/Abc' and 'data/abC' differ in case alone: some systems keep one "
	       "of them\n"
	       "W bag/alike 'data/abC' and 'data/aBc' differ in case alone: some systems keep one "
	       "of them\n");
}
END_TEST

/* ---- Folders and archives ---- */

START_TEST(what_lies_in_a_folder)
{
	good_bag();
	char *link = arena_cstr(arena, path_join(arena, folder, S("data/link")));
	ck_assert(!symlink("one", link));
	judged("E bag/not-a-file 'data/link' is a link\n");
	unlink(link);
	ck_assert(!mkfifo(link, 0600));
	judged("E bag/not-a-file 'data/link' is no plain file\n");
	good_bag();
	take("data/one");
	take("data/two");
	put("manifest-sha256.txt", "");
	judged("");                            /* the folder data/ is there */
	ck_assert(folder_make(diags, path_join(arena, folder, S("a/data"))));
	judged("");                            /* and need not be the first of that name */
	nftw(arena_cstr(arena, path_join(arena, folder, S("a"))), remove_one, 8,
	     FTW_DEPTH | FTW_PHYS);
	ck_assert_uint_eq(verdict.files, 0);
	ck_assert(!rmdir(arena_cstr(arena, path_join(arena, folder, S("data")))));
	judged("E bag/no-payload there is no folder data/\n");
	clear();
	judged("E bag/unreadable there are no files in it\n");
}
END_TEST

/* As deep as a folder may be, and deeper: what lies there is not passed over. */
START_TEST(folders_in_one_another)
{
	struct buf deep = {0};
	good_bag();
	buf_put(&deep, S("data"));
	for (int i = 1; i < 200; i++)
		buf_put(&deep, S("/d"));
	buf_put(&deep, S("/x"));
	put(arena_cstr(arena, buf_str(&deep)), "x");
	judged(arena_cstr(arena,
	                  arena_printf(arena, "E bag/unlisted-file '%.*s' is in no manifest\n",
	                               STR_ARG(buf_str(&deep)))));
	deep.len--;
	buf_put(&deep, S("d/x"));
	put(arena_cstr(arena, buf_str(&deep)), "x");
	judged("E bag/too-large folders lie in one another more than 200 deep\n");
	buf_drop(&deep);
}
END_TEST

static bool collect(void *context, str bytes)
{
	buf_put(context, bytes);
	return true;
}

/* All files, each below `top`. */
static str zipped(const char *top)
{
	struct buf b = {0};
	struct zip_out *out = zip_out_new(arena, 1446249600, collect, &b);
	for (size_t i = 0; i < files_n; i++)
		ck_assert(zip_out_file(out,
		                       arena_printf(arena, "%s%.*s", top, STR_ARG(files[i].name)),
		                       files[i].bytes.len) &&
		          zip_out_data(out, files[i].bytes) && zip_out_file_end(out));
	ck_assert(zip_out_end(out));
	str zip = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return zip;
}

static void zip_judged(str zip, const char *expected)
{
	str path = arena_printf(arena, "%.*s.zip", STR_ARG(folder));
	quick_file(arena, path, zip);
	judged_at(path, expected);
	unlink(arena_cstr(arena, path));
}

START_TEST(the_bags_folder_in_an_archive)
{
	good_bag();
	zip_judged(zipped(""), "");
	zip_judged(zipped("bag/"), "");
	ck_assert_uint_eq(verdict.files, 2);
	put("bag-info.txt", "Bagging-Date: 2015-10-31\nPayload-Oxum: 7.2\n");
	zip_judged(zipped("a-b/"), "");
	/* A folder that no bag's own files mark is none, unless it is the only one. */
	files[files_n++] = (struct put){S("../other/x"), S("x")};
	zip_judged(
	        zipped("bag/"),
	        "E bag/bad-name a file is called 'bag/../other/x', which leads out of the bag\n");
	for (size_t i = 0; i < files_n - 1; i++)
		files[i].name = arena_printf(arena, "bag/%.*s", STR_ARG(files[i].name));
	files[files_n - 1].name = S("other/x");
	zip_judged(zipped(""), "E bag/outside 'other/x' lies outside the bag's folder 'bag'\n");
	files[files_n - 1].name = S("__MACOSX/x");
	zip_judged(zipped(""),
	           "W bag/system-file '__MACOSX/x' beside the bag is an operating system's own\n");
	/* Several folders, none of them a bag's. */
	size_t all = files_n;
	struct put kept[2] = {files[0], files[1]};
	files_n = 2;
	files[0] = (struct put){S("one/x"), S("x")};
	files[1] = (struct put){S("two/x"), S("x")};
	diags = diags_new(arena);
	zip_judged(zipped(""), "E bag/missing-file 'bagit.txt' is missing\nE bag/missing-file there is no "
	           "manifest: 'manifest-sha256.txt' or another\n");
	/* Only a payload: nothing marks its folder's name as a bag's. */
	files_n = 1;
	files[0] = (struct put){S("data/x"), S("x")};
	zip_judged(zipped(""),
	           "E bag/missing-file 'bagit.txt' is missing\nE bag/missing-file there is no "
	           "manifest: 'manifest-sha256.txt' or another\n");
	ck_assert_uint_eq(verdict.files, 1);
	files[0] = kept[0];
	files[1] = kept[1];
	files_n = all;
	files[files_n - 1].name = S("bagx");
	zip_judged(zipped(""), "E bag/outside 'bagx' lies outside the bag's folder 'bag'\n");
}
END_TEST

/* ---- Tars ---- */

static void put_number(char *at, size_t n, unsigned value)
{
	snprintf(at, n, "%0*o", (int)n - 1, value);
}

/* link: the file that it is once more; empty: it has bytes of its own. */
static void put_member(struct buf *b, const char *name, const char *bytes, const char *link)
{
	char head[512] = {0};
	unsigned sum = 0, size = *link ? 0 : (unsigned)strlen(bytes);
	snprintf(head, 100, "%s", name);
	put_number(head + 100, 8, 0644);
	put_number(head + 124, 12, size);
	put_number(head + 136, 12, 0);
	memset(head + 148, ' ', 8);
	head[156] = *link ? '1' : '0';
	snprintf(head + 157, 100, "%s", link);
	memcpy(head + 257,
	       "ustar\0"
	       "00",
	       8);
	for (size_t i = 0; i < sizeof head; i++)
		sum += (unsigned char)head[i];
	put_number(head + 148, 7, sum);
	buf_put(b, (str){head, sizeof head});
	memset(head, 0, sizeof head);
	if (!size)
		return;
	memcpy(head, bytes, size);
	buf_put(b, (str){head, sizeof head});
}

static void put_folder(struct buf *b, const char *name)
{
	size_t at = b->len;
	put_member(b, name, "", "");
	char *head = b->ptr + at;
	head[156] = '5';
	put_number(head + 148, 7, (unsigned)strtoul(head + 148, NULL, 8) + '5' - '0');
}

/* A file that a tar has once more, without its bytes, is as whole as the first. */
START_TEST(a_file_twice_in_a_tar)
{
	struct buf b = {0};
	str path = arena_printf(arena, "%.*s.tar", STR_ARG(folder));
	static const char zero[1024];
	put_member(&b, "bag/bagit.txt", DECLARED, "");
	put_member(&b, "bag/bag-info.txt", "Payload-Oxum: 6.2\n", "");
	put_member(&b, "bag/data/one", "one", "");
	put_member(&b, "bag/data/two", "one", "bag/data/one");
	put_member(&b, "bag/manifest-sha256.txt",
	           joined(line("one", "data/one"), line("one", "data/two")), "");
	buf_put(&b, (str){zero, sizeof zero});
	quick_file(arena, path, buf_str(&b));
	judged_at(path, "");
	ck_assert_uint_eq(verdict.files, 2);
	buf_clear(&b);
	put_member(&b, "bag/bagit.txt", DECLARED, "");
	put_member(&b, "bag/data/one", "one", "");
	put_member(&b, "bag/data/two", "one", "bag/data/one");
	put_member(&b, "bag/manifest-sha256.txt",
	           joined(line("one", "data/one"), line("two", "data/two")), "");
	buf_put(&b, (str){zero, sizeof zero});
	quick_file(arena, path, buf_str(&b));
	judged_at(path, "E bag/checksum 'data/two' is not what was delivered\n");
	unlink(arena_cstr(arena, path));
	buf_drop(&b);
}
END_TEST

/* ---- Readers that fail, and archives that are traps ---- */

/* Two of the bag's own files and a payload, of three pieces each; the n-th step fails. */
struct failing {
	size_t file, piece, steps, fault, large;
};

static void failing_again(void *self)
{
	struct failing *f = self;
	f->file = 0;
}

static enum packed_step failing_next(void *self, struct packed_entry *e)
{
	static const char *const names[] = {"bagit.txt", "bag-info.txt", "data/one"};
	struct failing *f = self;
	if (f->steps++ == f->fault)
		return PACKED_FAULT;
	if (f->file == 3)
		return PACKED_END;
	e->name = str_of(names[f->file++]);
	e->kind = PACKED_FILE;
	f->piece = 0;
	return PACKED_MORE;
}

static enum packed_step failing_data(void *self, char *piece, size_t *len)
{
	struct failing *f = self;
	if (f->steps++ == f->fault)
		return PACKED_FAULT;
	*len = f->piece++ < 3 + 40 * (f->large > 0) ? 10 + f->large : 0;
	memset(piece, ' ', *len);
	return *len ? PACKED_MORE : PACKED_END;
}

static str failing_why(const void *self)
{
	(void)self;
	return S("it fell down");
}

static const struct packed_kind failing_kind = {failing_again, failing_next, failing_data,
                                                failing_why};

/* Both readings, of which either may stop. */
static bool read_failing(struct failing *f, uint64_t most, bool archive)
{
	diags = diags_new(arena);
	struct bag b = {.arena = arena,
	                .diags = diags,
	                .most_bytes = most,
	                .archive = archive,
	                .reader = packed_new(arena, &failing_kind, f)};
	const struct nettle_hash *sha = checksum_find(S("sha256"));
	if (!verify_collect(&b)) {
		ck_assert_uint_eq(b.faults, 1);
		return false;
	}
	b.hashes[b.hashes_n++] = sha;
	bool good = verify_sum(&b);
	ck_assert_uint_eq(b.faults, good ? 0 : 1);
	if (good)
		for (size_t i = 0; i < 3; i++)
			ck_assert(b.files.at[i].size == 30 && b.files.at[i].sums[0].len == 32);
	return good;
}

START_TEST(a_reader_that_fails)
{
	struct failing whole = {.fault = SIZE_MAX};
	ck_assert(read_failing(&whole, UINT64_MAX, true));
	for (size_t i = 0; i < whole.steps; i++) {
		struct failing f = {.fault = i};
		ck_assert(!read_failing(&f, UINT64_MAX, true));
		str told = diag_at(diags, 0)->message;
		ck_assert(str_ends(told, S(": it fell down")));
		ck_assert(str_starts(told, !i ? S("neither a zip nor a tar that can be read")
		                           : str_starts(told, S("neither"))
		                                   ? S("neither")
		                                   : S("the archive cannot be read after '")));
		f = (struct failing){.fault = i};
		ck_assert(!read_failing(&f, UINT64_MAX, false));
		ck_assert(
		        str_ends(diag_at(diags, 0)->message, S("' cannot be read: it fell down")));
	}
	struct failing second = {.fault = 1};
	ck_assert(!read_failing(&second, UINT64_MAX, true));
	ck_assert_str_eq(reports(),
	                 "E bag/unreadable the archive cannot be read after 'bagit.txt': it fell "
	                 "down\n");
}
END_TEST

/* All files together: 60 bytes of text at first, 90 of all when the sums are made. */
START_TEST(what_unpacks_to_too_much)
{
	for (uint64_t most = 0; most < 92; most++) {
		struct failing f = {.fault = SIZE_MAX};
		ck_assert_int_eq(read_failing(&f, most, true), most >= 90);
		ck_assert(most >= 90 ||
		          !strcmp(reports(), "E bag/too-large the files would unpack to more "
		                             "than 0 MB\n"));
		/* It stops there: no piece more is unpacked. */
		size_t pieces = most / 10 + 1, read = (pieces + 2) / 3;
		ck_assert(most >= 60 || f.steps == pieces + 2 * read - 1);
	}
}
END_TEST

/* ---- Kinds of archives and of what is in them ---- */

static void archive_judged(str bytes, const char *expected)
{
	str path = arena_printf(arena, "%.*s.any", STR_ARG(folder));
	quick_file(arena, path, bytes);
	judged_at(path, expected);
	unlink(arena_cstr(arena, path));
}

/* A tar of the files, below bag/, and of one thing more. */
static str tarred(int (*filter)(struct archive *), unsigned kind, const char *name,
                  const char *link)
{
	char *bytes = arena_alloc(arena, 1 << 16);
	size_t n = 0;
	struct archive *a = archive_write_new();
	ck_assert(!archive_write_set_format_pax_restricted(a) && (!filter || !filter(a)));
	ck_assert(!archive_write_open_memory(a, bytes, 1 << 16, &n));
	for (size_t i = 0; i < files_n + (kind != 0); i++) {
		struct archive_entry *e = archive_entry_new();
		bool more = i == files_n;
		archive_entry_set_mode(e, (more ? kind : AE_IFREG) | 0644);
		archive_entry_copy_pathname(
		        e, arena_cstr(arena,
		                      arena_printf(arena, "bag/%.*s",
		                                   STR_ARG(more ? str_of(name) : files[i].name))));
		archive_entry_set_size(e, more ? 0 : (la_int64_t)files[i].bytes.len);
		if (more && kind == AE_IFLNK)
			archive_entry_copy_symlink(e, link);
		else if (more && link)
			archive_entry_copy_hardlink(e, link);
		ck_assert(!archive_write_header(a, e));
		if (!more)
			archive_write_data(a, files[i].bytes.ptr, files[i].bytes.len);
		archive_entry_free(e);
	}
	ck_assert(!archive_write_close(a));
	archive_write_free(a);
	return (str){bytes, n};
}

START_TEST(tars_however_they_are_packed)
{
	int (*const filters[])(struct archive *) = {
	        NULL, archive_write_add_filter_gzip, archive_write_add_filter_zstd,
	        archive_write_add_filter_bzip2, archive_write_add_filter_xz};
	good_bag();
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		archive_judged(tarred(filters[i], 0, NULL, NULL), "");
		ck_assert_uint_eq(verdict.files, 2);
	}
	/* A way of packing that is not among them. */
	archive_judged(
	        tarred(archive_write_add_filter_compress, 0, NULL, NULL),
	        "E bag/unreadable neither a zip nor a tar that can be read: Unrecognized archive "
	        "format\n");
}
END_TEST

START_TEST(things_in_a_tar)
{
	static const struct {
		unsigned kind;
		const char *name, *link, *report;
	} things[] = {
	        {AE_IFLNK, "data/link", "one", "E bag/not-a-file 'bag/data/link' is a link\n"},
	        {AE_IFIFO, "data/pipe", NULL,
	         "E bag/not-a-file 'bag/data/pipe' is no plain file\n"},
	        {AE_IFCHR, "data/device", NULL,
	         "E bag/not-a-file 'bag/data/device' is no plain file\n"},
	        {AE_IFREG, "data/three", "bag/data/none",
	         "E bag/not-a-file 'bag/data/three' is a link to 'bag/data/none', which is not "
	         "there before "
	         "it\n"},
	        {AE_IFREG, "data/three", "../data/one",
	         "E bag/not-a-file 'bag/data/three' is a link to '../data/one', which is not there "
	         "before "
	         "it\n"},
	        {AE_IFREG, "data/three", "bag/data/one",
	         "E bag/unlisted-file 'data/three' is in no manifest\n"},
	        {AE_IFREG, "manifest-md5.txt", "bag/bag-info.txt",
	         "E bag/unlisted-file 'data/one' is not in manifest-md5.txt\n"
	         "E bag/unlisted-file 'data/two' is not in manifest-md5.txt\n"},
	        {AE_IFDIR, "data/more", NULL, ""},
	        {AE_IFDIR, "../more", NULL,
	         "E bag/bad-name a file is called 'bag/../more', which leads out of the bag\n"},
	};
	for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
		good_bag();
		put("bag-info.txt", "");
		archive_judged(tarred(NULL, things[i].kind, things[i].name, things[i].link),
		               things[i].report);
	}
}
END_TEST

START_TEST(a_locked_file_in_a_zip)
{
	good_bag();
	char *zip = arena_cstr(arena, zipped("bag/"));
	size_t n = zipped("bag/").len, at = str_find((str){zip, n}, S("bag/data/two"));
	zip[at - 30 + 6] |= 1;
	for (size_t i = at + 1; i + 46 < n; i++)
		if (!memcmp(zip + i, "PK\1\2", 4) && !memcmp(zip + i + 46, "bag/data/two", 12))
			zip[i + 8] |= 1;
	archive_judged((str){zip, n}, "E bag/not-a-file 'bag/data/two' is encrypted\n"
	                              "E bag/missing-file 'data/two' is missing\n");
}
END_TEST

/* As "tar -C bag -c ." names what it packs. */
START_TEST(a_tar_of_a_folder_itself)
{
	struct buf b = {0};
	static const char zero[1024];
	put_folder(&b, "./");
	put_member(&b, "./bagit.txt", DECLARED, "");
	put_member(&b, "./data/one", "one", "");
	put_member(&b, "./manifest-sha256.txt", line("one", "data/one"), "");
	buf_put(&b, (str){zero, sizeof zero});
	archive_judged(buf_str(&b), "");
	ck_assert_uint_eq(verdict.files, 1);
	buf_drop(&b);
}
END_TEST

/* Letters composed or not: the name as it was packed, which the manifest has. */
START_TEST(names_in_a_zip_as_they_are)
{
	static const char *const names[] = {"data/e\xCC\x81", "data/\xC3\xA9", "data/\xE1\x84\x80\xE1\x85\xA1"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		good_bag();
		put(names[i], "1");
		put_bytes("manifest-sha256.txt", arena_printf(arena, "%.*s%s", STR_ARG(files[3].bytes),
		                                              line("1", names[i])));
		zip_judged(zipped("bag/"), "");
	}
}
END_TEST

/* How much that is, is told in millions. */
START_TEST(too_much_is_told_in_millions)
{
	struct failing f = {.fault = SIZE_MAX, .large = PACKED_PIECE - 10};
	ck_assert(!read_failing(&f, (uint64_t)3 << 20, true));
	ck_assert_str_eq(reports(), "E bag/too-large the files would unpack to more than 3 MB\n");
}
END_TEST

/* No file stays open, and letters are what they were. */
START_TEST(readers_leave_all_as_it_was)
{
	locale_t before = uselocale((locale_t)0);
	good_bag();
	int next = dup(0);
	close(next);
	judged("");
	zip_judged(zipped("bag/"), "");
	archive_judged(tarred(NULL, 0, NULL, NULL), "");
	int now = dup(0);
	close(now);
	ck_assert_int_eq(now, next);
	ck_assert(uselocale((locale_t)0) == before);
}
END_TEST

/* Told once a manifest, however many names have one. */
START_TEST(stars_before_names)
{
	good_bag();
	put("manifest-sha256.txt", joined(line("one", "*data/one"), line("two!", "*data/two")));
	judged("W bag/star manifest-sha256.txt has a star before names, from line 1 on, as md5sum "
	       "writes it\n");
}
END_TEST

/* Warnings are counted apart from faults: a hundred of each kind are shown. */
START_TEST(warnings_beyond_the_first)
{
	struct buf listed = {0};
	good_bag();
	buf_put(&listed, files[3].bytes);
	for (int i = 0; i < 102; i++)
		buf_put(&listed, str_of(line("one", arena_cstr(arena, arena_printf(arena, "data/%s",
		                        (const char *const[]){"ONE", "OnE", "oNE"}[i % 3])))));
	put_bytes("manifest-sha256.txt", arena_str(arena, buf_str(&listed)));
	buf_drop(&listed);
	diags = diags_new(arena);
	ck_assert(verify_bag(arena, diags, folder, NULL, &verdict));
	ck_assert_uint_eq(diag_count(diags), 101);
	ck_assert(str_eq(diag_at(diags, 100)->message, S("2 more warnings are not shown")));
	ck_assert_int_eq(diag_at(diags, 100)->severity, DIAG_WARNING);
}
END_TEST

#define LOOP(test, rows) tcase_add_loop_test(tests, test, 0, (int)(sizeof rows / sizeof *rows))

int main(void)
{
	Suite *suite = suite_create("package_verify");
	TCase *tests = tcase_create("verify");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 240);
	tcase_add_test(tests, a_good_bag);
	LOOP(what_a_bag_says_of_itself, declarations);
	tcase_add_test(tests, no_declaration);
	LOOP(what_is_said_of_the_payload, infos);
	tcase_add_test(tests, older_bags_have_another_file);
	LOOP(lines_of_a_manifest, manifests);
	tcase_add_test(tests, a_missing_file_is_told_with_its_line);
	tcase_add_test(tests, which_manifests_there_are);
	tcase_add_test(tests, manifests_of_tags);
	tcase_add_test(tests, percent_signs);
	LOOP(what_is_still_to_come, fetched);
	tcase_add_test(tests, texts_in_their_encoding);
	tcase_add_test(tests, lines_and_words);
	tcase_add_test(tests, names_on_other_systems);
	tcase_add_test(tests, names_that_changed_on_their_way);
	tcase_add_test(tests, what_lies_in_a_folder);
	tcase_add_test(tests, folders_in_one_another);
	tcase_add_test(tests, the_bags_folder_in_an_archive);
	tcase_add_test(tests, a_file_twice_in_a_tar);
	tcase_add_test(tests, tars_however_they_are_packed);
	tcase_add_test(tests, things_in_a_tar);
	tcase_add_test(tests, a_locked_file_in_a_zip);
	tcase_add_test(tests, a_tar_of_a_folder_itself);
	tcase_add_test(tests, names_in_a_zip_as_they_are);
	tcase_add_test(tests, readers_leave_all_as_it_was);
	tcase_add_test(tests, a_reader_that_fails);
	tcase_add_test(tests, what_unpacks_to_too_much);
	tcase_add_test(tests, too_much_is_told_in_millions);
	tcase_add_test(tests, stars_before_names);
	tcase_add_test(tests, warnings_beyond_the_first);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
