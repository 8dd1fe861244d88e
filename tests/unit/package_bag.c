/* Deliveries: the same bytes everywhere, and no byte that can be changed unseen. */
#include "package/bag.h"
#include "package/package.h"
#include "package/verify/bagpath.h"
#include "package/verify/packed.h"
#include "package/verify/verify.h"
#include "package/verify/zip_names.h"
#include "package/zip.h"
#include "unit/package_folder.h"
#include "unit/quick_file.h"

#include <locale.h>
#include <signal.h>
#include <sys/resource.h>

static struct project project;

static void setup(void)
{
	folder_begin();
	project = (struct project){
		.id = {S("strom"), {0}}, .title = {S("Strengthening\nthe Role"), {0}},
		.date = {S("2015-10-31"), {0}}, .publisher = {S("Iekšlietu ministrija"), {0}},
	};
}

static void save(str path, str bytes)
{
	quick_file(arena, path, bytes);
}

static struct delivered payload(const char *file, const char *name, str bytes)
{
	save(path_of(file), bytes);
	return (struct delivered){.path = path_of(file), .name = str_of(name)};
}

static const char *reports(void)
{
	struct buf b = {0};
	for (size_t i = 0; i < diag_count(diags); i++)
		buf_printf(&b, "%.*s %.*s\n", STR_ARG(diag_at(diags, i)->code),
		           STR_ARG(diag_at(diags, i)->message));
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static bool write_files(const struct delivered *files, size_t n, str *zip)
{
	struct file_out *out = file_out_new(diags, path_of("out.zip"));
	bool good = package_write(arena, diags, &project, files, n, out);
	*zip = S("");
	if (!good) {
		file_out_drop(out);
		return false;
	}
	ck_assert(file_out_keep(out));
	*zip = slurp(path_of("out.zip"));
	return true;
}

static str write_sample(void)
{
	str zip;
	struct delivered files[] = {
		payload("b", "leaflet-lv.pdf", S("%PDF-1.7 two")),
		payload("a", "findings-en.pdf", S("%PDF-1.7 one")),
		payload("c", "dati/J\xC5\xABrmala 100.csv", S("a,b\n1,2\n")),
		payload("d", "empty.txt", S("")),
	};
	ck_assert_msg(write_files(files, 4, &zip), "%s", reports());
	return zip;
}

static struct verdict verdict;

static bool verify(str bytes)
{
	diags = diags_new(arena);
	save(path_of("check.zip"), bytes);
	return verify_bag(arena, diags, path_of("check.zip"), NULL, &verdict);
}

static void refuses(str bytes, const char *expected)
{
	ck_assert(!verify(bytes));
	ck_assert_msg(strstr(reports(), expected) != NULL, "%s\nbut expected is %s", reports(),
	              expected);
}

/* ---- Writing ---- */

static str entry(str zip, const char *wanted)
{
	struct packed *in = packed_bytes(arena, zip);
	struct packed_entry e;
	struct buf b = {0};
	str piece;
	while (packed_next(in, &e) == PACKED_MORE) {
		if (!str_eq(e.name, str_of(wanted)))
			continue;
		while (packed_data(in, &piece) == PACKED_MORE)
			buf_put(&b, piece);
		str text = arena_str(arena, buf_str(&b));
		buf_drop(&b);
		return text;
	}
	ck_abort_msg("no entry %s", wanted);
	return S("");
}

START_TEST(writes_a_bag)
{
	str zip = write_sample();
	ck_assert_str_eq(entry(zip, "strom/bagit.txt").ptr,
	                 "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
	ck_assert_str_eq(entry(zip, "strom/bag-info.txt").ptr,
	                 "Source-Organization: Iekšlietu ministrija\n"
	                 "External-Description: Strengthening the Role\n"
	                 "External-Identifier: strom\n"
	                 "Bagging-Date: 2015-10-31\n"
	                 "Payload-Oxum: 32.4\n");
	ck_assert_str_eq(entry(zip, "strom/data/findings-en.pdf").ptr, "%PDF-1.7 one");
	str manifest = entry(zip, "strom/manifest-sha256.txt"), line;
	const char *names[] = {"data/dati/Jūrmala 100.csv", "data/empty.txt",
	                       "data/findings-en.pdf", "data/leaflet-lv.pdf"};
	for (size_t i = 0; i < 4; i++) {
		ck_assert(str_next_line(&manifest, &line));
		ck_assert_str_eq(arena_cstr(arena, str_from(line, 66)), names[i]);
	}
	ck_assert(!manifest.len);
	/* SHA-256 of nothing, FIPS 180-4. */
	ck_assert_uint_ne(
	        str_find(entry(zip, "strom/manifest-sha256.txt"),
	                 S("\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  "
	                   "data/empty.txt\n")),
	        SIZE_MAX);
	str tags = entry(zip, "strom/tagmanifest-sha256.txt");
	ck_assert_uint_ne(str_find(tags, S("  bag-info.txt\n")), SIZE_MAX);
	ck_assert_uint_ne(str_find(tags, S("  bagit.txt\n")), SIZE_MAX);
	ck_assert_uint_ne(str_find(tags, S("  manifest-sha256.txt\n")), SIZE_MAX);
}
END_TEST

START_TEST(writes_the_same_bytes_everywhere)
{
	str first = arena_str(arena, write_sample());
	setenv("TZ", "Pacific/Auckland", 1);
	tzset();
	setlocale(LC_ALL, "C");
	usleep(1000);
	str second = arena_str(arena, write_sample());
	setenv("TZ", "America/New_York", 1);
	tzset();
	setlocale(LC_ALL, "C.UTF-8");
	ck_assert(str_eq(first, second));
	ck_assert(str_eq(first, write_sample()));
	/* 31 October 2015, midnight, as DOS counts; the flag of a UTF-8 name. */
	ck_assert(!memcmp(first.ptr + 10, "\0\0\x5F\x47", 4));
	size_t at = str_find(first, S("strom/data/dati"));
	ck_assert(first.ptr[at - 30 + 7] & 8);
}
END_TEST

START_TEST(refuses_what_cannot_be_delivered)
{
	str zip;
	struct delivered a = payload("a", "x.pdf", S("x")), b = payload("b", "X.pdf", S("y"));
	static const char *const bad[] = {"../x", "/x", "a//b", "a/./b", "a\\b",
	                                  "a\nb", "",   "\xFF", "a/",    "100%"};
	struct delivered both[] = {a, b};
	ck_assert(!write_files(both, 2, &zip));
	ck_assert_str_eq(reports(),
	                 "package/same-name two files of the delivery are called 'x.pdf'\n");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		diags = diags_new(arena);
		struct delivered wrong = {.path = a.path, .name = str_of(bad[i])};
		ck_assert(!write_files(&wrong, 1, &zip));
		ck_assert(str_eq(diag_at(diags, 0)->code, S("package/bad-name")));
	}
	diags = diags_new(arena);
	struct delivered missing = {.path = path_of("nothing"), .name = S("x")};
	ck_assert(!write_files(&missing, 1, &zip));
	ck_assert(str_eq(diag_at(diags, 0)->code, S("file/missing")));
	diags = diags_new(arena);
	ck_assert(!write_files(&missing, 0, &zip));
	ck_assert_str_eq(reports(), "package/empty there is nothing to deliver\n");
	diags = diags_new(arena);
	project.id.text = S("../up");
	ck_assert(!write_files(&a, 1, &zip));
	ck_assert_str_eq(reports(), "package/bad-name '../up' cannot be a folder's name\n");
	diags = diags_new(arena);
	project.id.text = S("up/down");
	ck_assert(!write_files(&a, 1, &zip));
	ck_assert_str_eq(reports(), "package/bad-name 'up/down' cannot be a folder's name\n");
	diags = diags_new(arena);
	project.id.text = S("..");
	ck_assert(!write_files(&a, 1, &zip));
	ck_assert_str_eq(reports(), "package/bad-name '..' cannot be a folder's name\n");
}
END_TEST

/* The zip itself as a payload: it grows between the two looks at it. */
START_TEST(notices_a_file_that_changes)
{
	str zip;
	char *large = arena_alloc(arena, 100000);
	struct delivered first = payload("a", "a", (str){large, 100000});
	/* The zip is written without a name; its number is the next that is free. */
	int next = dup(0);
	str part = arena_printf(arena, "/proc/self/fd/%d", next);
	close(next);
	struct delivered files[] = {first, {.path = part, .name = S("b")}};
	ck_assert(!write_files(files, 2, &zip));
	str expected = arena_printf(
	        arena, "package/file-changed '%.*s' changed while it was packed\n", STR_ARG(part));
	ck_assert_str_eq(reports(), expected.ptr);
	ck_assert(!file_exists(path_of("out.zip")));
}
END_TEST

START_TEST(demands_a_date)
{
	str zip;
	struct delivered a = payload("a", "x", S("x"));
	static const char *const bad[] = {"", "2015", "2015-13-01", "2015-02-29", "1979-12-31",
	                                  "2038-01-01", "2015/10/31", "+015-10-31x", "2015-10_31",
	                                  "2015_10-31", "201x-10-31", "2015-x1-31", "2015-10-x1",
	                                  "2015-00-31", "2015-10-00", "2015-10-32", "2015-04-31",
	                                  "2016-02-30", "2015-10-311", "2015-10-3"};
	int64_t time;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		diags = diags_new(arena);
		project.date.text = str_of(bad[i]);
		ck_assert_msg(!write_files(&a, 1, &zip), "%s", bad[i]);
		ck_assert(str_eq(diag_at(diags, 0)->code, S("package/no-date")));
	}
	ck_assert(bag_time(S("2016-02-29"), &time));
	ck_assert_int_eq(time, 1456704000);
	static const struct { const char *date; int64_t time;
	} good[] = {{"2015-01-31", 1422662400}, {"2015-02-28", 1425081600}, {"2015-03-01", 1425168000},
	            {"2015-03-31", 1427760000}, {"2015-04-30", 1430352000}, {"2015-05-31", 1433030400},
	            {"2015-06-30", 1435622400}, {"2015-07-31", 1438300800}, {"2015-08-31", 1440979200},
	            {"2015-09-30", 1443571200}, {"2015-11-30", 1448841600}, {"2015-12-31", 1451520000},
	            {"2000-03-01", 951868800},  {"2016-03-01", 1456790400}};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		ck_assert_msg(bag_time(str_of(good[i].date), &time) && time == good[i].time, "%s",
		              good[i].date);
	ck_assert(bag_time(S("1980-01-01"), &time));
	ck_assert_int_eq(time, 315532800);
	ck_assert(bag_time(S("2037-12-31"), &time));
	ck_assert_int_eq(time, 2145830400);
}
END_TEST

static bool collect(void *context, str bytes)
{
	buf_put(context, bytes);
	return true;
}

/* A disk that is full after so many bytes: what fails has said so, once. */
static bool written_within(rlim_t most, const struct delivered *files, size_t n)
{
	struct rlimit old, few = {.rlim_cur = most};
	ck_assert(!getrlimit(RLIMIT_FSIZE, &old));
	few.rlim_max = old.rlim_max;
	diags = diags_new(arena);
	struct file_out *out = file_out_new(diags, path_of("full.zip"));
	ck_assert_ptr_nonnull(out);
	ck_assert(!setrlimit(RLIMIT_FSIZE, &few));
	bool good = package_write(arena, diags, &project, files, n, out);
	ck_assert_msg(diag_errors(diags) == !good, "%llu: %s", (unsigned long long)most, reports());
	bool whole = good && file_out_flush(out);
	ck_assert(whole || !strncmp(reports(), "file/unwritable ", 16));
	ck_assert(!setrlimit(RLIMIT_FSIZE, &old));
	file_out_drop(out);
	ck_assert_uint_eq(diag_errors(diags), whole ? 0 : 1);
	return whole;
}

START_TEST(tells_a_full_disk)
{
	struct delivered files[60];
	char *large = arena_alloc(arena, 9000);
	str zip;
	signal(SIGXFSZ, SIG_IGN);
	memset(large, 'x', 9000);
	/* A payload and a directory that are larger than what is kept before it is written. */
	for (size_t i = 0; i < 60; i++)
		files[i] = (struct delivered){.path = S(""),
		                              .name = arena_printf(arena, "file-%02zu.txt", i),
		                              .made = {large, i ? 10 : 9000}};
	ck_assert_msg(write_files(files, 60, &zip), "%s", reports());
	for (rlim_t most = 0; most < zip.len; most += 1024)
		ck_assert(!written_within(most, files, 60));
	ck_assert(!written_within(zip.len - 1, files, 60));
	ck_assert(written_within(zip.len, files, 60));
}
END_TEST

/* Takes so many pieces, then none. */
struct few {
	size_t most, n;
	bool refused;
};

static bool take_few(void *context, str bytes)
{
	struct few *few = context;
	(void)bytes;
	few->refused = few->refused || few->n++ == few->most;
	return !few->refused;
}

/* Each call says that its bytes, or those of a call before it, could not be put. */
START_TEST(a_zip_stops_where_its_bytes_do)
{
	size_t all = SIZE_MAX;
	for (size_t most = 0; most < all; most++) {
		struct few few = {.most = most};
		struct arena *a = arena_new();
		struct zip_out *out = zip_out_new(a, 1446249600, take_few, &few);
		for (size_t i = 0; i < 3; i++) {
			ck_assert_int_eq(zip_out_file(out, S("\xC5\xABx"), 3), !few.refused);
			ck_assert_int_eq(zip_out_data(out, S("abc")), !few.refused);
			ck_assert_int_eq(zip_out_file_end(out), !few.refused);
		}
		ck_assert_int_eq(zip_out_end(out), !few.refused);
		if (!few.refused)
			all = few.n;
		size_t n = few.n;
		arena_drop(a);
		ck_assert_uint_eq(few.n, n); /* nor is anything put after that */
	}
	ck_assert_uint_ge(all, 3 * 3 + 1);
}
END_TEST

/* More bytes than were announced are none of the file's. */
START_TEST(a_zip_has_files_of_their_size)
{
	struct buf b = {0};
	struct zip_out *out = zip_out_new(arena, 1446249600, collect, &b);
	ck_assert(zip_out_file(out, S("x"), 2));
	ck_assert(!zip_out_data(out, S("abc")));
	buf_drop(&b);
}
END_TEST

/* ---- Verifying ---- */

START_TEST(accepts_what_it_wrote)
{
	write_sample();
	ck_assert_msg(verify_bag(arena, diags, path_of("out.zip"), NULL, &verdict), "%s", reports());
	ck_assert_uint_eq(verdict.files, 4);
	ck_assert(verdict.own && str_eq(verdict.sums, S("sha256")) &&
	          str_eq(verdict.version, S("1.0")));
	ck_assert_uint_eq(diag_count(diags), 0);
	diags = diags_new(arena);
	ck_assert(!verify_bag(arena, diags, path_of("nothing.zip"), NULL, &verdict));
	ck_assert(str_eq(diag_at(diags, 0)->code, S("file/missing")));
}
END_TEST

/* In the file where the byte lies; no byte can be changed, taken away or added unseen. */
START_TEST(refuses_any_changed_byte)
{
	str zip = write_sample();
	char *copy = arena_cstr(arena, zip);
	for (size_t i = 0; i < zip.len; i++) {
		copy[i] ^= (char)(1 << i % 8);
		ck_assert_msg(!verify((str){copy, zip.len}), "byte %zu", i);
		ck_assert_uint_ge(diag_errors(diags), 1);
		copy[i] = zip.ptr[i];
	}
	ck_assert(verify((str){copy, zip.len}));
	for (size_t n = 0; n < zip.len; n += n < zip.len - 40 ? 17 : 1)
		ck_assert(!verify(str_sub(zip, 0, n)));
	ck_assert(!verify(arena_printf(arena, "%s", "PK")));
	struct buf more = {0};
	buf_put(&more, zip);
	buf_byte(&more, 0);
	ck_assert(!verify(buf_str(&more)));
	buf_drop(&more);
}
END_TEST

START_TEST(names_the_changed_file)
{
	str zip = write_sample();
	char *copy = arena_cstr(arena, zip);
	size_t at = str_find(zip, S("%PDF-1.7 two"));
	copy[at + 9] = 'T';
	refuses((str){copy, zip.len},
	        "bag/checksum 'data/leaflet-lv.pdf' is not what was delivered");
	ck_assert_uint_ne(str_find(diag_at(diags, 0)->hint, S("manifest-sha256.txt")), SIZE_MAX);
	copy[at + 9] = 't';
	at = str_find(zip, S("Bagging-Date"));
	copy[at + 14] = '1';
	refuses((str){copy, zip.len}, "bag/checksum 'bag-info.txt' is not what was delivered");
	copy[at + 14] = '2';
	at = str_find(zip, S("strom/data/leaflet"));
	copy[at + 6] = 'D';
	refuses((str){copy, zip.len},
	        "bag/container the zip's directory lists 'strom/data/leaflet-lv.pdf', "
	        "which calls itself 'strom/Data/leaflet-lv.pdf'\n");
	copy[at + 6] = 'd';
	copy[at - 20] ^= 1;                     /* its DOS time */
	refuses((str){copy, zip.len}, "in the header of 'data/leaflet-lv.pdf'");
	copy[at - 20] ^= 1;
	copy[zip.len - 1] ^= 1;
	ck_assert(!verify((str){copy, zip.len}));
}
END_TEST

/* In what no manifest covers: the place is told, and where that is. */
START_TEST(names_the_place_in_the_zip)
{
	str zip = write_sample();
	struct buf more = {0};
	buf_put(&more, zip);
	size_t at = str_find(zip, S("PK\1\2"));
	char *time = more.ptr + at + 12;
	*time ^= 1;
	refuses(buf_str(&more),
	        arena_cstr(arena, arena_printf(arena,
	                                       "bag/container the zip is altered at "
	                                       "byte %zu, in its directory\n",
	                                       at + 12)));
	ck_assert_str_eq(arena_cstr(arena, diag_at(diags, 0)->hint),
	                 "The files in it are whole, but it is not the zip that strom packed.");
	*time ^= 1;
	buf_put(&more, S("abc"));
	refuses(buf_str(&more), "bag/container 3 bytes have been added to the zip\n");
	buf_drop(&more);
}
END_TEST

/* Written anew by another tool it differs everywhere, and is as good as any bag: 64 bytes of ours
 * are an alteration, 65 are not. */
START_TEST(tells_an_alteration_from_another_zip)
{
	str zip = write_sample();
	char *copy = arena_cstr(arena, zip);
	size_t changed = 0;
	for (size_t at = str_find(zip, S("PK\1\2")); at + 46 < zip.len && changed < 64; at++)
		if (str_starts(str_from(zip, at), S("PK\1\2")))
			for (size_t i = 0; i < 8 && changed < 64; i++, changed++)
				copy[at + (i < 4 ? 12 : 34) + i] ^= 1;
	ck_assert_uint_eq(changed, 64);
	refuses((str){copy, zip.len}, "bag/container the zip is altered at byte ");
	copy[str_find(zip, S("PK\1\2")) + 4] ^= 1;
	ck_assert_msg(verify((str){copy, zip.len}) && !verdict.own, "%s", reports());
}
END_TEST

START_TEST(knows_names_that_can_be_made)
{
	char *long_name = arena_alloc(arena, 1001);
	memset(long_name, 'x', 1001);
	ck_assert(bag_name_good((str){long_name, 1000}) && !bag_name_good((str){long_name, 1001}));
	static const char *const good[] = {"a", "a/b", "..a/b..", ".a", "a ~", "\xC5\xAB", "a/.../b"};
	static const char *const bad[] = {"a\x7F", "a\x1F", "\x01", "..", ".", "a/..", "a/.", "./a", "../a",
	                                  "a/../b", "/", "a//", "\\", "\xC5"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		ck_assert_msg(bag_name_good(str_of(good[i])), "%s", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!bag_name_good(str_of(bad[i])), "%s", bad[i]);
}
END_TEST

/* A project need not have a publisher; what it says is one line. */
START_TEST(tells_of_the_bag)
{
	struct buf b = {0};
	str value;
	project.publisher.text = S(" \n ");
	project.title.text = S("\tA\x1F" "b~ \n");
	bag_put_info(&b, &project, 12345678901, 7);
	ck_assert_str_eq(arena_cstr(arena, buf_str(&b)),
	                 "External-Description: A b~\nExternal-Identifier: strom\n"
	                 "Bagging-Date: 2015-10-31\nPayload-Oxum: 12345678901.7\n");
	buf_drop(&b);
	str info = S("Date: a\nBagging-Date-Of: b\nBagging-Date c\nBagging-Date:  d \nBagging-Date: e\n");
	ck_assert(bag_info_value(info, S("Bagging-Date"), &value) && str_eq(value, S("d")));
	ck_assert(!bag_info_value(info, S("Bagging"), &value));
	ck_assert(!bag_info_value(S(""), S("Bagging-Date"), &value));
}
END_TEST

/* RFC 8493, 2.1.3: a line is one line, whatever the name. */
START_TEST(writes_names_on_one_line)
{
	struct buf b = {0};
	const struct bag_line odd[] = {{.name = S("data/a\nb\rc%0Ad"), .hash = hash_of(S(""))}};
	bag_put_manifest(&b, odd, 1);
	ck_assert_str_eq(arena_cstr(arena, buf_str(&b)),
	                 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  "
	                 "data/a%0Ab%0Dc%250Ad\n");
	buf_drop(&b);
}
END_TEST

/* ---- Bags made wrong on purpose ---- */

struct made {
	const char *name;
	str bytes;
};

/* Zips the files as they are. */
static str zip_of(const struct made *files, size_t n)
{
	struct buf b = {0};
	struct zip_out *out = zip_out_new(arena, 1446249600, collect, &b);
	for (size_t i = 0; i < n; i++)
		ck_assert(zip_out_file(out, str_of(files[i].name), files[i].bytes.len) &&
		          zip_out_data(out, files[i].bytes) && zip_out_file_end(out));
	ck_assert(zip_out_end(out));
	str zip = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return zip;
}

static str manifest(const struct made *files, size_t from, size_t to)
{
	struct buf b = {0};
	for (size_t i = from; i < to; i++) {
		struct bag_line f = {.name = str_from(str_of(files[i].name), 2),
		                     .hash = hash_of(files[i].bytes)};
		bag_put_manifest(&b, &f, 1);
	}
	str text = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

enum { M_DECLARATION, M_INFO, M_MANIFEST, M_TAGS, M_ONE, M_TWO, M_N };

/* A good bag, for a test to spoil before it is sealed. */
static void good_bag(struct made files[M_N])
{
	const struct made good[M_N] = {
		{"s/bagit.txt", S("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")},
		{"s/bag-info.txt", S("Bagging-Date: 2015-10-31\nPayload-Oxum: 6.2\n")},
		{"s/manifest-sha256.txt", S("")}, {"s/tagmanifest-sha256.txt", S("")},
		{"s/data/one", S("one")}, {"s/data/two", S("two")},
	};
	memcpy(files, good, sizeof good);
	files[M_MANIFEST].bytes = manifest(files, M_ONE, M_N);
}

static str seal(struct made files[M_N])
{
	files[M_TAGS].bytes = manifest(files, 0, M_TAGS);
	return zip_of(files, M_N);
}

START_TEST(accepts_a_bag_made_by_hand)
{
	struct made f[M_N];
	good_bag(f);
	ck_assert_msg(verify(seal(f)) && verdict.own, "%s", reports());
	good_bag(f);
	f[M_TWO].name = "s/data/100%";
	f[M_ONE].name = "s/data/00";
	f[M_MANIFEST].bytes = manifest(f, M_ONE, M_N);
	ck_assert_uint_ne(str_find(f[M_MANIFEST].bytes, S("  data/100%25\n")), SIZE_MAX);
	ck_assert_msg(verify(seal(f)) && verdict.own, "%s", reports());
	/* Whole, but not as package_write makes it: another date, no date, another order. */
	good_bag(f);
	f[M_INFO].bytes = S("Payload-Oxum: 6.2\n");
	ck_assert_msg(verify(seal(f)) && !verdict.own, "%s", reports());
	good_bag(f);
	f[M_ONE].name = "s/data/zzz";
	f[M_MANIFEST].bytes = manifest(f, M_ONE, M_N);
	ck_assert_msg(verify(seal(f)) && !verdict.own, "%s", reports());
}
END_TEST

START_TEST(checks_the_bags_own_files)
{
	struct made f[M_N];
	good_bag(f);
	f[M_DECLARATION].bytes = S("BagIt-Version: 1.1\nTag-File-Character-Encoding: UTF-8\n");
	refuses(seal(f), "bag/version BagIt 1.1 cannot be judged, only 0.93 to 0.97 and 1.0\n");
	good_bag(f);
	f[M_INFO].bytes = S("Bagging-Date: 2015-10-31\nPayload-Oxum: 7.2\n");
	refuses(seal(f), "bag/payload-sum bag-info.txt counts '7.2', but the bag has '6.2'\n");
	good_bag(f);
	f[M_INFO].bytes = S("Bagging-Date: 2015-10-30\nPayload-Oxum: 6.2\n");
	refuses(seal(f),
	        "bag/container the zip is altered at byte 12, in the header of 'bagit.txt'\n");
	good_bag(f);
	f[M_MANIFEST].bytes = manifest(f, M_ONE, M_TWO);
	refuses(seal(f), "bag/unlisted-file 'data/two' is in no manifest\n");
	good_bag(f);
	f[M_TWO].name = "s/data/other";
	refuses(seal(f), "bag/missing-file 'data/two' is missing\n"
	        "bag/unlisted-file 'data/other' is in no manifest\n");
	good_bag(f);
	f[M_TAGS].name = "s/tags";
	ck_assert_msg(verify(seal(f)) && !verdict.own, "%s", reports());
}
END_TEST

START_TEST(checks_manifest_lines)
{
	struct made f[M_N];
	static const char *const bad[] = {"x\n", "0123  data/one\n"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		good_bag(f);
		f[M_MANIFEST].bytes = arena_printf(arena, "%s%s", f[M_MANIFEST].bytes.ptr, bad[i]);
		refuses(seal(f),
		        "bag/manifest-line line 3 of manifest-sha256.txt is not a checksum and a "
		        "file's name\n");
	}
	good_bag(f);
	f[M_MANIFEST].bytes = arena_printf(arena, "%s%s", f[M_MANIFEST].bytes.ptr,
	                                   manifest(f, M_ONE, M_TWO).ptr);
	refuses(seal(f), "bag/listed-twice line 3 of manifest-sha256.txt lists 'data/one' again\n");
	static const char *const names[] = {"../../etc/passwd", "data/../x", "bagit.txt"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		good_bag(f);
		f[M_MANIFEST].bytes =
		        arena_printf(arena, "%s%064d  %s\n", f[M_MANIFEST].bytes.ptr, 0, names[i]);
		refuses(seal(f), "bag/bad-name line 3 of manifest-sha256.txt names ");
	}
}
END_TEST

START_TEST(refuses_hostile_zips)
{
	const struct made up[] = {{"s/../../x", S("x")}}, top[] = {{"x", S("x")}},
	                  other[] = {{"s/a", S("x")}, {"t/b", S("x")}},
	                  twice[] = {{"s/a", S("x")}, {"s/a", S("y")}},
	                  root[] = {{"/etc/x", S("x")}};
	refuses(zip_of(up, 1),
	        "bag/bad-name a file is called 's/../../x', which leads out of the bag\n");
	refuses(zip_of(root, 1),
	        "bag/bad-name a file is called '/etc/x', which leads out of the bag\n");
	refuses(zip_of(top, 1), "bag/missing-file 'bagit.txt' is missing\n");
	refuses(zip_of(other, 2), "bag/missing-file 'bagit.txt' is missing\n");
	refuses(zip_of(twice, 2), "bag/duplicate-file 's/a' is in the archive twice\n");
	refuses(S("not a zip"), "bag/unreadable neither a zip nor a tar that can be read");
	refuses(S(""), "bag/unreadable ");
}
END_TEST

START_TEST(refuses_too_many_files)
{
	char *bytes = arena_alloc(arena, 4000004);
	for (size_t i = 0; i < 4000004; i += 4)
		memcpy(bytes + i, "PK\1\2", 4);
	refuses((str){bytes, 4000004}, "bag/too-large there are more than 1000000 files\n");
	refuses((str){bytes, 4000000}, "bag/unreadable neither a zip nor a tar that can be read");
}
END_TEST

START_TEST(counts_faults_beyond_the_first)
{
	struct made f[M_N];
	struct buf b = {0};
	good_bag(f);
	buf_put(&b, f[M_MANIFEST].bytes);
	for (int i = 0; i < 150; i++)
		buf_printf(&b, "%064d  data/%d\n", 0, i);
	f[M_MANIFEST].bytes = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	refuses(seal(f), "bag/more-faults 50 more faults are not shown\n");
	ck_assert_uint_eq(diag_count(diags), 101);
}
END_TEST

/* A folder among the files, by Python's zipfile. */
START_TEST(passes_over_folders)
{
	refuses(slurp(S(TESTS "/unit/package_folder.zip")),
	        "bag/declaration bagit.txt lacks the line 'BagIt-Version: ...'\n");
}
END_TEST

/* ---- Names ---- */

START_TEST(cleans_paths)
{
	static const struct { const char *path, *clean;
	} paths[] = {
	        {"data/a", "data/a"},
	        {"./data//a/./b", "data/a/b"},
	        {"data/a/../b", "data/b"},
	        {"a/..", NULL},
	        {"../a", NULL},
	        {"data/../../a", NULL},
	        {"/a", NULL},
	        {"~a/b", NULL},
	        {"a/~b", "a/~b"},
	        {"C:a", NULL},
	        {"\\\\a\\b", NULL},
	        {"a\\..\\b", NULL},
	        {"a\\../b", NULL},
	        {"a/b\\..", NULL},
	        {"..\\a", NULL},
	        {"a..\\b", "a..\\b"},
	        {"\\a", NULL},
	        {"Z:a", NULL},
	        {"z:", NULL},
	        {"1:a", "1:a"},
	        {"[:a", "[:a"},
	        {"a", "a"},
	        {"ab:c", "ab:c"},
	        {"a/b/c/../../d", "a/d"},
	        {"a/b/../..", NULL},
	        {"a/./b/..", "a"},
	        {"a/..\\b", NULL},
	        {"a\\b", "a\\b"},
	        {"..a/b..", "..a/b.."},
	        {"", NULL},
	        {".", NULL},
	        {"a\xFF", NULL},
	        {"a\nb", "a\nb"},
	};
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		str clean, path = str_of(paths[i].path);
		bool plain, good = bagpath_clean(arena, path, &clean, &plain);
		ck_assert_msg(good == (paths[i].clean != NULL), "%s", paths[i].path);
		ck_assert_msg(!good || str_eq(clean, str_of(paths[i].clean)), "%s", paths[i].path);
		ck_assert(!good || plain == str_eq(clean, path));
	}
}
END_TEST

START_TEST(tells_names_apart)
{
	static const char *const bad[] = {"CON", "a/nul.txt", "com1", "LPT9.x", "a.",
	                                  "b ",  "a:b",       "a\\b", "what?",  "a\tb",
	                                  "a/b /c", "Prn", "aux.a.b", "Com9", "x\x1F", "<", ">", "\"",
	                                  "|", "*"};
	static const char *const good[] = {"conx", "com0", "com",  "lpt10",
	                                   "a.b",  ".a",   "aux1", "a/b", "co", "comm",
	                                   "lpta", "com/", "xcon", "a b", "nulx", "\x7F"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(bagpath_not_windows(str_of(bad[i])), "%s", bad[i]);
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		ck_assert_msg(!bagpath_not_windows(str_of(good[i])), "%s", good[i]);
	ck_assert(bagpath_of_system(S("a/.ds_STORE")) && bagpath_of_system(S("__MACOSX/x")));
	ck_assert(!bagpath_of_system(S("thumbs.dbx")) && !bagpath_of_system(S("_.a")));
	static const char *const systems[] = {"Desktop.ini", "a/.Trashes/b", ".fseventsd", "$RECYCLE.BIN",
	                                      ".Spotlight-V100", ".TemporaryItems", "ehthumbs.db",
	                                      ".directory", "._a", "a/._", "THUMBS.DB"};
	for (size_t i = 0; i < sizeof systems / sizeof *systems; i++)
		ck_assert_msg(bagpath_of_system(str_of(systems[i])), "%s", systems[i]);
	ck_assert(!bagpath_of_system(S("$recycle")) && !bagpath_of_system(S("thumbs.d")));
	ck_assert(!bagpath_of_system(S(".Spotlight-V10p")) && !bagpath_of_system(S("a._")));
	ck_assert(str_eq(bagpath_decode(arena, S("%0"), true), S("%0")));
	ck_assert(str_eq(bagpath_decode(arena, S("a%0d%0A%25"), true), S("a\r\n%")));
	ck_assert(str_eq(bagpath_decode(arena, S("%0B%24%1A%2a"), true), S("%0B%24%1A%2a")));
	ck_assert(str_eq(bagpath_decode(arena, S("%0a%0D%25%20%"), true), S("\n\r%%20%")));
	ck_assert(str_eq(bagpath_decode(arena, S("%0a%25"), false), S("\n%25")));
	ck_assert(str_eq(bagpath_alike(arena, S("STRA\u00DFE/N\u00da")), S("strasse/n\u00fa")));
	ck_assert(str_eq(bagpath_alike(arena, S("Nu\u0301")), bagpath_alike(arena, S("n\u00da"))));
	ck_assert(!str_eq(bagpath_composed(arena, S("N")), bagpath_composed(arena, S("n"))));
}
END_TEST

static void put_number(struct buf *b, uint64_t n, size_t len)
{
	for (size_t i = 0; i < len; i++)
		buf_byte(b, i < 8 ? (unsigned char)(n >> 8 * i) : 0);
}

/* An entry of a directory: sizes and offset of 32 bits, and what extra fields hold. */
static void put_entry(struct buf *b, str name, uint32_t size, uint32_t offset, str extra)
{
	buf_put(b, S("PK\1\2"));
	put_number(b, 0, 16);
	put_number(b, size, 4);
	put_number(b, size, 4);
	put_number(b, name.len, 2);
	put_number(b, extra.len, 2);
	put_number(b, 0, 10);
	put_number(b, offset, 4);
	buf_put(b, name);
	buf_put(b, extra);
}

/* Names come in the order of their files, whose offsets may stand in an extra field behind others.
 */
START_TEST(reads_offsets_of_large_zips)
{
	struct buf wide = {0}, zip = {0};
	const str *names;
	/* Another field, whose bytes are not zero; then sizes of 64 bits, and the offset. */
	buf_put(&wide, (str){"UT\3\0\7\7\7" "\1\0\x18\0", 11});
	put_number(&wide, 5, 8);
	put_number(&wide, 5, 8);
	put_number(&wide, 50, 8);
	put_entry(&zip, S("third"), 1, 90, S(""));
	put_entry(&zip, S("second"), UINT32_MAX, UINT32_MAX, buf_str(&wide));
	put_entry(&zip, S("first"), 1, 0, S(""));
	/* An extra field that is cut, and one that is not the offset's: it stands at the end. */
	put_entry(&zip, S("cut"), 1, UINT32_MAX, (str){"\1\0\0", 3});
	put_entry(&zip, S("other"), 1, UINT32_MAX, (str){"\2\0\1\0\7", 5});
	size_t directory = zip.len;
	buf_put(&zip, S("PK\5\6"));
	put_number(&zip, 0, 8);
	put_number(&zip, directory, 4);
	put_number(&zip, 0, 6);
	ck_assert_uint_eq(verify_zip_names(arena, buf_str(&zip), &names), 5);
	ck_assert(str_eq(names[0], S("first")) && str_eq(names[1], S("second")) &&
	          str_eq(names[2], S("third")));
	ck_assert(str_eq(names[3], S("cut")) && str_eq(names[4], S("other")));
	buf_drop(&wide);
	buf_drop(&zip);
}
END_TEST

/* Where the directory is too large for its number, that stands in a record before the end. */
START_TEST(reads_directories_of_large_zips)
{
	struct buf zip = {0};
	const str *names;
	put_entry(&zip, S("one"), 1, 0, S(""));
	put_entry(&zip, S("two"), 1, 50, S(""));
	size_t directory = zip.len;
	buf_put(&zip, S("PK\6\6"));
	put_number(&zip, 44, 8);
	put_number(&zip, 0, 2 + 2 + 4 + 4 + 8 + 8);
	put_number(&zip, directory, 8);
	put_number(&zip, 0, 8);
	buf_put(&zip, S("PK\6\7"));
	put_number(&zip, 0, 4);
	put_number(&zip, directory, 8);
	put_number(&zip, 1, 4);
	buf_put(&zip, S("PK\5\6"));
	put_number(&zip, 0, 8);
	put_number(&zip, UINT32_MAX, 4);
	put_number(&zip, UINT32_MAX, 4);
	put_number(&zip, 0, 2);
	ck_assert_uint_eq(verify_zip_names(arena, buf_str(&zip), &names), 2);
	ck_assert(str_eq(names[0], S("one")) && str_eq(names[1], S("two")));
	buf_drop(&zip);
}
END_TEST

/* Any bytes for a zip's directory: in bounds (under sanitizers), and none or few names. */
START_TEST(reads_names_of_any_zip)
{
	str zip = write_sample();
	const str *names;
	ck_assert_uint_eq(verify_zip_names(arena, zip, &names), 8);
	ck_assert(str_eq(names[0], S("strom/bagit.txt")));
	for (size_t i = zip.len > 700 ? zip.len - 700 : 0; i < zip.len; i++)
		for (int bit = 0; bit < 8; bit += 3) {
			char *copy = arena_cstr(arena, zip);
			copy[i] ^= (char)(1 << bit);
			ck_assert_uint_le(verify_zip_names(arena, (str){copy, zip.len}, &names), 8);
		}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("package_bag");
	TCase *tests = tcase_create("bag");
	tcase_add_checked_fixture(tests, setup, folder_end);
	tcase_set_timeout(tests, 600);
	tcase_add_test(tests, writes_a_bag);
	tcase_add_test(tests, writes_the_same_bytes_everywhere);
	tcase_add_test(tests, refuses_what_cannot_be_delivered);
	tcase_add_test(tests, notices_a_file_that_changes);
	tcase_add_test(tests, demands_a_date);
	tcase_add_test(tests, tells_a_full_disk);
	tcase_add_test(tests, a_zip_stops_where_its_bytes_do);
	tcase_add_test(tests, a_zip_has_files_of_their_size);
	tcase_add_test(tests, accepts_what_it_wrote);
	tcase_add_test(tests, refuses_any_changed_byte);
	tcase_add_test(tests, names_the_changed_file);
	tcase_add_test(tests, names_the_place_in_the_zip);
	tcase_add_test(tests, tells_an_alteration_from_another_zip);
	tcase_add_test(tests, knows_names_that_can_be_made);
	tcase_add_test(tests, tells_of_the_bag);
	tcase_add_test(tests, writes_names_on_one_line);
	tcase_add_test(tests, accepts_a_bag_made_by_hand);
	tcase_add_test(tests, checks_the_bags_own_files);
	tcase_add_test(tests, checks_manifest_lines);
	tcase_add_test(tests, refuses_hostile_zips);
	tcase_add_test(tests, refuses_too_many_files);
	tcase_add_test(tests, counts_faults_beyond_the_first);
	tcase_add_test(tests, passes_over_folders);
	tcase_add_test(tests, cleans_paths);
	tcase_add_test(tests, tells_names_apart);
	tcase_add_test(tests, reads_offsets_of_large_zips);
	tcase_add_test(tests, reads_directories_of_large_zips);
	tcase_add_test(tests, reads_names_of_any_zip);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
