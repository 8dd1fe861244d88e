/* What several sources are made of, by itself: cells of delimited text, names and dates of
 * spreadsheets, texts of JSON. */
#include "../../plugins/delimited/csv.h"
#include "../../plugins/jsons/jsons.h"
#include "../../plugins/sheets/sheets.h"
#include "base/arena.h"
#include "base/buf.h"
#include "unit/base_suite.h"

struct own {
	struct strom_job job;
	struct arena *arena;
	struct buf said;
};

static struct own own;

static void *own_alloc(struct strom_job *job, size_t bytes)
{
	return arena_alloc(((struct own *)job)->arena, bytes);
}

static void own_report(struct strom_job *job, const struct strom_report *r)
{
	buf_printf(&((struct own *)job)->said, "%llu+%u %.*s\n", (unsigned long long)r->pos.off,
	           r->pos.len, STR_ARG(r->code));
}

static const struct strom_host host = {
        .size = sizeof host, .alloc = own_alloc, .report = own_report};

static void begin(void)
{
	own = (struct own){.job = {sizeof own.job, &host}, .arena = arena_new()};
}

static void end(void)
{
	buf_drop(&own.said);
	arena_drop(own.arena);
}

static void said(const char *wanted)
{
	buf_byte(&own.said, 0);
	ck_assert_str_eq(own.said.ptr, wanted);
	buf_drop(&own.said);
}

/* ---- Delimited text ---- */

static struct csv *csv_of(str bytes, char delimiter, char quote)
{
	struct csv *c = own_alloc(&own.job, sizeof *c);
	c->job = c->faults.job = &own.job;
	c->bytes = bytes;
	c->delimiter = delimiter;
	c->quote = quote;
	c->n = 2; /* so that blank lines are no rows */
	c->row.cells = own_alloc(&own.job, MOST_COLUMNS * sizeof *c->row.cells);
	return c;
}

/* Rows as "a|b\n". */
static void rows_are(struct csv *c, const char *wanted)
{
	struct buf b = {0};
	while (csv_next(c)) {
		for (size_t i = 0; i < c->row.n; i++)
			buf_printf(&b, "%s%.*s", i ? "|" : "",
			           STR_ARG(csv_text(c, &c->row.cells[i])));
		buf_put(&b, c->row.damaged ? S(" damaged\n") : S("\n"));
	}
	buf_byte(&b, 0);
	ck_assert_str_eq(b.ptr, wanted);
	buf_drop(&b);
}

START_TEST(cells_are_cut_and_quotes_taken_off)
{
	rows_are(csv_of(S("a;\"b \"\"c\"\";d\"\r\n\n1;;\nlast;row"), ';', '"'),
	         "a|b \"c\";d\n1||\nlast|row\n");
	rows_are(csv_of(S("'it''s',\"x\"\n"), ',', '\''), "it's|\"x\"\n");
	rows_are(csv_of(S("a\t\"b\n"), '\t', 0), "a|\"b\n");
	rows_are(csv_of(S("a,\"b\nc\",d\n"), ',', '"'), "a|b\nc|d\n");
	said("");
}
END_TEST

START_TEST(quotes_that_do_not_fit_are_told_where_they_stand)
{
	rows_are(csv_of(S("a,b\"c\nd,e\n"), ',', '"'), "a|b\"c damaged\nd|e\n");
	said("3+1 csv/bad-quote\n");
	rows_are(csv_of(S("a,\"b\"c\nd,e\n"), ',', '"'), "a|b damaged\nd|e\n");
	said("5+1 csv/text-after-quote\n");
}
END_TEST

START_TEST(hollow_rows_hold_delimiters_and_spaces_alone)
{
	struct csv *c = csv_of(S(";; ;\n;x;\n"), ';', '"');
	ck_assert(csv_next(c) && csv_row_is_hollow(c));
	ck_assert(csv_next(c) && !csv_row_is_hollow(c));
}
END_TEST

START_TEST(pages_of_eight_bits_have_their_letters)
{
	struct csv *c = csv_of(S("R\xEEga;\x80\xA1\n"), ';', '"');
	c->encoding = "windows-1257";
	ck_assert(csv_page(c, "windows-1257"));
	ck_assert(csv_bytes_good(c, 0, 4));
	/* 0xA1 is no letter of this page. */
	ck_assert(!csv_bytes_good(c, 0, c->bytes.len - 1));
	said("6+1 csv/encoding\n");
	ck_assert(csv_next(c));
	ck_assert(str_eq(csv_text(c, &c->row.cells[0]), S("R\xC4\xABga")));
	ck_assert(!csv_page(c, "no-such-page"));
}
END_TEST

/* ---- Spreadsheets: names of cells ---- */

static const struct {
	const char *text;
	bool good;
	struct range r;
	const char *rest;
} refs[] = {
        {"C7", true, {6, 2, 6, 2}, ""},
        {"$A$1:$C$10", true, {0, 0, 9, 2}, ""},
        {"c10:a1", true, {0, 0, 9, 2}, ""},
        {"A3:", true, {2, 0, MOST_ROWS - 1, MOST_WIDTH - 1}, ""},
        {"XFD1048576", true, {1048575, 16383, 1048575, 16383}, ""},
        {"XFE1", false, {0}, ""},
        {"A1048577", false, {0}, ""},
        {"A0", false, {0}, ""},
        {"A", false, {0}, ""},
        {"7", false, {0}, ""},
        {"A1:B", false, {0}, ""},
        {"A1:B2:", false, {0}, ""},
        {"", false, {0}, ""},
        {"ABCD1", false, {0}, ""},
};

START_TEST(ranges_by_their_names)
{
	for (size_t i = 0; i < sizeof refs / sizeof *refs; i++) {
		struct range r;
		bool good = ref_range(strom_text(refs[i].text), &r);
		ck_assert_msg(good == refs[i].good, "%s", refs[i].text);
		ck_assert_msg(!good || !memcmp(&r, &refs[i].r, sizeof r), "%s: %u %u %u %u",
		              refs[i].text, r.row, r.column, r.last_row, r.last_column);
	}
}
END_TEST

START_TEST(ranges_of_sheets)
{
	struct book b = {.job = &own.job};
	struct range r;
	strom_str sheet;
	ck_assert(ref_sheet_range(&b, STROM_S("Answers!$B$2"), &sheet, &r));
	ck_assert(strom_text_is(sheet, "Answers") && r.row == 1 && r.column == 1);
	ck_assert(ref_sheet_range(&b, STROM_S("'It''s here!'!A1:B2"), &sheet, &r));
	ck_assert(strom_text_is(sheet, "It's here!") && r.last_row == 1);
	ck_assert(!ref_sheet_range(&b, STROM_S("A1"), &sheet, &r));
	ck_assert(!ref_sheet_range(&b, STROM_S("'open!A1"), &sheet, &r));
}
END_TEST

/* ---- Spreadsheets: dates and numbers ---- */

static const struct {
	enum date_kind kind;
	double serial;
	bool since_1904;
	const char *text;
} days[] = {
        {DATE_DAY, 1, false, "1900-01-01"},
        {DATE_DAY, 59, false, "1900-02-28"},
        {DATE_DAY, 60, false, NULL},
        {DATE_DAY, 61, false, "1900-03-01"},
        {DATE_DAY, 0, false, NULL},
        {DATE_DAY, 0, true, "1904-01-01"},
        {DATE_DAY, 36585, false, "2000-02-29"},
        {DATE_DAY, 2958465, false, "9999-12-31"},
        {DATE_DAY, 2958466, false, NULL},
        {DATE_DAY, -1, false, NULL},
        {DATE_DAY, 1e300, false, NULL},
        {DATE_DAY_TIME, 41946.5, false, "2014-11-03 12:00:00"},
        {DATE_TIME, 0.75, false, "18:00:00"},
        {DATE_DAY_TIME, 0.25, false, "06:00:00"},
        {DATE_DURATION, 1.5, false, "36:00:00"},
        /* A second before midnight, and what rounds to the day after. */
        {DATE_DAY_TIME, 41946.99998842592, false, "2014-11-03 23:59:59"},
        {DATE_DAY_TIME, 41946.9999999, false, "2014-11-04 00:00:00"},
};

START_TEST(numbers_of_days)
{
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		char out[40] = "";
		bool good = date_put(out, days[i].kind, days[i].serial, days[i].since_1904);
		ck_assert_msg(good == (days[i].text != NULL), "%g: %s", days[i].serial, out);
		if (good)
			ck_assert_str_eq(out, days[i].text);
	}
}
END_TEST

START_TEST(formats_that_mean_a_date)
{
	static const struct {
		const char *format;
		enum date_kind kind;
	} formats[] = {
	        {"General", DATE_NONE},
	        {"0.00", DATE_NONE},
	        {"0%", DATE_PERCENT},
	        {"yyyy-mm-dd", DATE_DAY},
	        {"[h]:mm", DATE_DURATION},
	        {"h:mm AM/PM", DATE_TIME},
	        {"d/m/yy h:mm", DATE_DAY_TIME},
	        {"\"days\" 0", DATE_NONE},
	        {"[Red]0.0", DATE_NONE},
	        {"mmm", DATE_DAY},
	        {"mm:ss", DATE_TIME},
	        {"0\\d", DATE_NONE},
	        {"_d0", DATE_NONE},
	        {"0;yyyy", DATE_NONE},
	        {"", DATE_NONE},
	        {"[$-426]dd.mm.yyyy", DATE_DAY},
	};
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		ck_assert_msg(date_kind_of(strom_text(formats[i].format)) == formats[i].kind, "%s",
		              formats[i].format);
}
END_TEST

START_TEST(days_that_there_are)
{
	ck_assert(date_is_day(STROM_S("2000-02-29")) && date_is_day(STROM_S("2014-12-31")));
	ck_assert(!date_is_day(STROM_S("1900-02-29")) && !date_is_day(STROM_S("2014-13-01")));
	ck_assert(!date_is_day(STROM_S("2014-1-01")) && !date_is_day(STROM_S("2014-04-31")));
	ck_assert(!date_is_day(STROM_S("2014-00-10")) && !date_is_day(STROM_S("")));
}
END_TEST

START_TEST(numbers_as_xml_has_them)
{
	static const char *const wrong[] = {"",   "-", "1e",    "1e+", "1.2.3",
	                                    "1 ", "x", "1e400", "0x1"};
	double n;
	ck_assert(date_number(STROM_S("-12.5E-3"), &n) && n > -0.0125001 && n < -0.0124999);
	ck_assert(date_number(STROM_S("1e3"), &n) && n > 999.99 && n < 1000.01);
	ck_assert(date_number(STROM_S(".5"), &n) && n > 0.49 && n < 0.51);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ck_assert_msg(!date_number(strom_text(wrong[i]), &n), "'%s'", wrong[i]);
}
END_TEST

START_TEST(texts_of_sheets)
{
	struct book b = {.job = &own.job};
	struct text t = {NULL, 0, 0};
	uint32_t n;
	for (int i = 0; i < 500; i++)
		text_put(&b, &t, STROM_S("ab"));
	ck_assert_uint_eq(text_of(&t).len, 1000);
	ck_assert(text_of(&t).ptr[999] == 'b' && text_of(&t).ptr[0] == 'a');
	ck_assert(text_number(STROM_S("4294967295"), &n) && n == UINT32_MAX);
	ck_assert(!text_number(STROM_S("4294967296"), &n) && !text_number(STROM_S(""), &n));
	ck_assert(!text_number(STROM_S("-1"), &n) && !text_number(STROM_S("12a"), &n));
	ck_assert(text_ends(STROM_S("sheet1.xml"), ".xml") && !text_ends(STROM_S("xml"), ".xml"));
}
END_TEST

/* ---- JSON ---- */

START_TEST(texts_begin_at_their_quote)
{
	static const struct {
		const char *json;
		uint64_t end, start;
	} texts[] = {
	        {"{\"a\":\"xy\"}", 9, 5}, {"{\"a\":\"xy\"}", 4, 1}, {"[\"a\\\"b\"]", 7, 1},
	        {"[\"a\\\\\"]", 6, 1},    {"[\"\"]", 3, 1},         {"[\"a\\\\\\\"b\"]", 9, 1},
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		ck_assert_msg(json_text_start(strom_text(texts[i].json), texts[i].end) ==
		                      texts[i].start,
		              "%s", texts[i].json);
	/* A place behind the file. */
	ck_assert_uint_eq(json_text_start(STROM_S("\"a\""), 99), 0);
}
END_TEST

int main(void)
{
	return RUN("shared", begin, end, cells_are_cut_and_quotes_taken_off,
	           quotes_that_do_not_fit_are_told_where_they_stand,
	           hollow_rows_hold_delimiters_and_spaces_alone,
	           pages_of_eight_bits_have_their_letters, ranges_by_their_names, ranges_of_sheets,
	           numbers_of_days, formats_that_mean_a_date, days_that_there_are,
	           numbers_as_xml_has_them, texts_of_sheets, texts_begin_at_their_quote);
}
