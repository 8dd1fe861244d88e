/* The loader: tables out of sources, sensitive ones kept back, crashes named. */
#include "unit/data_project.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>

static str dump(struct tables *t)
{
	struct buf b = {0};
	tables_dump(t, &b);
	str s = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return s;
}

START_TEST(loads_typed_tables)
{
	struct setting types[] = {{.key = S("policy"), .value = S("bool")}};
	struct setting settings[] = {
		{.key = S("delimiter"), .value = S("semicolon")},
		{.key = S("types"), .is_map = true, .map = types, .map_n = 1},
	};
	const struct strom_plugin *csv = strom_plugin_1();
	add_source(plugin_of("csv", csv->functions, csv->options), S("survey"),
	           S("country;n;share;policy;since;\"o\"\"dd\"\n"
	             "LV;12;0.5;yes;2014-01-02;\"a\nb\"\nEE;;;no;;\n"), false,
	           settings, 2);
	add_csv(S("empty"), S("a,b\n"), false);
	struct tables *t = load();
	ck_assert_str_eq(reports(), "");
	ck_assert_str_eq(dump(t).ptr,
	                 "table survey: 2 rows\n"
	                 "  text country\n  int n\n  real share\n  bool policy\n  date since\n"
	                 "  text o\"dd\n"
	                 "  [\"LV\", 12, 0.5, 1, \"2014-01-02\", \"a\\nb\"]\n"
	                 "  [\"EE\", null, null, 0, null, null]\n"
	                 "table empty: 0 rows\n  text a\n  text b\n");
}
END_TEST

START_TEST(knows_where_rows_stand)
{
	struct span at;
	add_csv(S("one"), S("a,b\n1,2\n\n3,4\n"), false);
	add_csv(S("two"), S("a\nx\n"), false);
	struct tables *t = load();
	ck_assert(tables_place(t, diags, S("one"), 2, &at));
	ck_assert(str_eq(path_name(diag_path(diags, at.file)), S("one")));
	ck_assert_uint_eq(at.off, 9);
	ck_assert_uint_eq(at.len, 3);
	ck_assert(tables_place(t, diags, S("TWO"), 1, &at));
	ck_assert_uint_eq(at.off, 2);
	ck_assert(!tables_place(t, diags, S("one"), 3, &at));
	ck_assert(!tables_place(t, diags, S("three"), 1, &at));
}
END_TEST

/* The files after the first one of a source. */
static void add_files(struct source_spec *s, const str *bytes, size_t n)
{
	struct said *more = arena_array(arena, struct said, n);
	for (size_t i = 0; i < n; i++) {
		more[i].text = arena_printf(arena, "%.*s.%zu", STR_ARG(s->path.text), i + 2);
		more[i].at = s->path.at;
		quick_file(arena, more[i].text, bytes[i]);
	}
	s->more = more;
	s->more_n = n;
}

static void drop_files(const struct source_spec *s)
{
	for (size_t i = 0; i < s->more_n; i++)
		unlink(arena_cstr(arena, s->more[i].text));
}

START_TEST(rows_of_several_files_follow_each_other)
{
	struct span at;
	const str more[] = {S("A,b\n3,4.5\n5,6\n"), S("a,B\n"), S("a,b\n7,\n")};
	struct source_spec *s = add_csv(S("one"), S("a,b\n1,2\n"), false);
	add_files(s, more, 3);
	struct tables *t = load();
	ck_assert_str_eq(dump(t).ptr, "table one: 4 rows\n  int a\n  real b\n"
	                              "  [1, 2.0]\n  [3, 4.5]\n  [5, 6.0]\n  [7, null]\n");
	ck_assert(tables_place(t, diags, S("one"), 1, &at));
	ck_assert(str_eq(path_name(diag_path(diags, at.file)), S("one")) && at.off == 4);
	ck_assert(tables_place(t, diags, S("one"), 3, &at));
	ck_assert(str_eq(path_name(diag_path(diags, at.file)), S("one.2")) && at.off == 10);
	ck_assert(tables_place(t, diags, S("one"), 4, &at));
	ck_assert(str_eq(path_name(diag_path(diags, at.file)), S("one.4")) && at.off == 4);
	drop_files(s);
}
END_TEST

/* Rows of numbers and texts, of which that many are asked for; one is long. */
static str many_rows(int n, int of_long)
{
	static char cell[1 << 19];
	struct buf b = {0};
	memset(cell, 'x', sizeof cell);
	buf_put(&b, S("n,a,b\n"));
	for (int i = 1; i <= n; i++) {
		buf_printf(&b, "%d,", i);
		buf_put(&b, i == of_long ? (str){cell, sizeof cell} : S("one"));
		buf_put(&b, S(",two\n"));
	}
	str s = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return s;
}

/* They go into a table several at once: none is lost where they end. */
START_TEST(any_number_of_rows)
{
	static const int counts[] = {1, 15, 16, 17, 31, 32, 33, 100};
	struct rows rows;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		add_csv(arena_printf(arena, "t%d", counts[i]), many_rows(counts[i], 9), false);
	struct tables *t = load();
	ck_assert_str_eq(reports(), "");
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		struct query q = {.sql = arena_printf(arena,
			"select count(*), sum(n), sum(n = rowid), sum(length(a)), count(distinct b) from t%d",
			counts[i])};
		ck_assert(tables_query(t, arena, diags, q, NULL, 0, 0, &rows));
		int64_t n = counts[i], texts = n >= 9 ? 3 * (n - 1) + (1 << 19) : 3 * n;
		const int64_t wanted[] = {n, n * (n + 1) / 2, n, texts, 1};
		for (size_t k = 0; k < 5; k++)
			ck_assert_int_eq(rows.cells[k].integer, wanted[k]);
	}
}
END_TEST

START_TEST(several_files_have_the_same_columns)
{
	str database;
	const str more[] = {S("a,c\n3,4\n")}, fewer[] = {S("x,y\n1,2\n"), S("x\n9\n")};
	const str many[] = {S("p,q\n1,2\n")};
	struct source_spec *s[] = {add_csv(S("one"), S("a,b\n1,2\n"), false),
	                           add_csv(S("two"), S("x,y\n1,2\n"), false),
	                           add_csv(S("three"), S("p\n1\n"), false)};
	add_files(s[0], more, 1);
	add_files(s[1], fewer, 2);
	add_files(s[2], many, 1);
	ck_assert(!tables_load(arena, diags, &project, &database));
	ck_assert_str_eq(
	        reports(),
	        "one.2:2+1 data/other-columns column 2 is 'c', and in the first file 'b'\n"
	        "strom.yml:100+3 data/other-columns the file has fewer columns than the first, "
	        "which has 2\n"
	        "three.2:2+1 data/other-columns the file has more columns than the first, which "
	        "has 1\n");
	for (size_t i = 0; i < 3; i++)
		drop_files(s[i]);
}
END_TEST

/* A number for each: how many files there are. */
static bool count_files(struct strom_job *job, const struct strom_source_host *host,
                        const struct strom_input *input)
{
	struct strom_pos none = {0};
	struct strom_column n = {.size = sizeof n, .name = {"n", 1}, .type = STROM_COLUMN_INT};
	struct strom_cell cell = {.size = sizeof cell, .integer = input->files};
	return host->column(job, &n) && host->row(job, none) && host->cell(job, &cell);
}

START_TEST(each_file_is_read_as_one_of_several)
{
	const str more[] = {S("b"), S("c")};
	struct strom_source f = {.size = sizeof f, .read = count_files};
	struct source_spec *s =
	        add_source(plugin_of("count", &f, no_options), S("one"), S("a"), false, NULL, 0);
	add_files(s, more, 2);
	ck_assert_str_eq(dump(load()).ptr, "table one: 3 rows\n  int n\n  [3]\n  [3]\n  [3]\n");
	drop_files(s);
}
END_TEST

START_TEST(faults_of_further_files_stand_in_them)
{
	str database;
	const str more[] = {S("a,b\n1\n"), S("a,b\n3,x\n")};
	struct setting types[] = {{.key = S("b"), .value = S("int")}};
	struct setting settings[] = {{.key = S("types"), .is_map = true, .map = types, .map_n = 1}};
	const struct strom_plugin *csv = strom_plugin_1();
	struct source_spec *s = add_source(plugin_of("csv", csv->functions, csv->options), S("one"),
	                                   S("a,b\n1,2\n"), false, settings, 1);
	add_files(s, more, 2);
	ck_assert(!tables_load(arena, diags, &project, &database));
	ck_assert_ptr_nonnull(strstr(reports(), "one.2:4+1 csv/ragged-row row has 1 cell"));
	ck_assert_ptr_nonnull(strstr(reports(), "one.3:6+1 data/"));
	drop_files(s);
}
END_TEST

START_TEST(nothing_connects_unasked)
{
	str database;
	struct plugin *p = arena_make(arena, struct plugin);
	struct source_spec *s = add_csv(S("one"), S("a\n1\n"), false);
	*p = *s->plugin;
	p->server = "server";
	s->plugin = p;
	ck_assert(!tables_load(arena, diags, &project, &database));
	ck_assert_str_eq(reports(),
	                 "strom.yml:0+3 data/not-connected the source connects to '', and "
	                 "you have not agreed to that\n");
}
END_TEST

START_TEST(loads_a_project_without_sources)
{
	ck_assert_str_eq(dump(load()).ptr, "");
}
END_TEST

START_TEST(brings_reports_of_all_sources)
{
	str database;
	add_csv(S("one"), S("a,b\n1\n"), false);
	add_csv(S("two"), S("a,b\n1,2,3\n"), false);
	unlink(arena_cstr(arena, add_csv(S("three"), S("a\n"), false)->path.text));
	ck_assert(!tables_load(arena, diags, &project, &database));
	str missing = arena_printf(arena,
	                           "one:4+1 csv/ragged-row row has 1 cell, but the header has 2\n"
	                           "two:4+5 csv/ragged-row row has 3 cells, but the header has 2\n"
	                           "strom.yml:200+5 file/missing no file '%s/three'\n",
	                           folder);
	ck_assert_str_eq(reports(), missing.ptr);
}
END_TEST

START_TEST(shows_lines_in_their_encoding)
{
	str database;
	struct buf shown = {0};
	struct setting settings[] = {{.key = S("encoding"), .value = S("windows-1257")}};
	const struct strom_plugin *csv = strom_plugin_1();
	add_source(plugin_of("csv", csv->functions, csv->options), S("one"), S("a,b\nJ\xFBrmala\n"),
	           false, settings, 1);
	ck_assert(!tables_load(arena, diags, &project, &database));
	diag_show(diags, DIAG_PLAIN, 0, &shown);
	buf_byte(&shown, 0);
	ck_assert_msg(strstr(shown.ptr, "/one:2:1: error: row has 1 cell"), "%s", shown.ptr);
	ck_assert_msg(strstr(shown.ptr, "  2 | Jūrmala\n    | ^~~~~~~\n"), "%s", shown.ptr);
	buf_drop(&shown);
}
END_TEST

START_TEST(keeps_warnings_of_good_sources)
{
	struct setting comma[] = {{.key = S("delimiter"), .value = S("comma")}};
	const struct strom_plugin *csv = strom_plugin_1();
	add_source(plugin_of("csv", csv->functions, csv->options), S("one"), S("a;b\n1;2\n"), false,
	           comma, 1);
	load();
	ck_assert_str_eq(reports(), "one:0+3 csv/one-column the header is one cell\n");
}
END_TEST

/* ---- Sensitive sources ---- */

START_TEST(keeps_sensitive_tables_back)
{
	str database;
	struct rows rows;
	add_csv(S("survey"), S("country\nLV\n"), false);
	add_csv(S("cases"), S("name,kind\nJanis Berzins,labour\n"), true);
	ck_assert(tables_load(arena, diags, &project, &database));
	ck_assert_uint_eq(str_find(database, S("Janis")), SIZE_MAX);
	ck_assert_uint_eq(str_find(database, S("cases")), SIZE_MAX);
	struct tables *t = tables_open(arena, diags, &project, database);
	ck_assert_str_eq(dump(t).ptr, "table survey: 1 row\n  text country\n  [\"LV\"]\n");
	struct query names = {.sql = S("select name from cases"), .at = {project.at.file, 22, 1000}};
	ck_assert(!tables_query(t, arena, diags, names, NULL, 0, 0, &rows));
	names = (struct query){.sql = S("select Cases.name from survey"),
	                       .at = {project.at.file, 29, 2000}};
	ck_assert(!tables_check(t, diags, names, NULL, 0));
	ck_assert_str_eq(
	        reports(),
	        "strom.yml:1017+5 data/sensitive-table table 'cases' is sensitive and cannot be "
	        "queried\n"
	        "strom.yml:2007+5 data/sensitive-table table 'Cases' is sensitive and cannot be "
	        "queried\n");
	ck_assert_uint_ne(str_find(diag_at(diags, 0)->hint, S("a source of its own")), SIZE_MAX);
}
END_TEST

START_TEST(shows_no_word_of_sensitive_sources)
{
	str database;
	struct buf shown = {0};
	struct setting types[] = {{.key = S("age"), .value = S("int")}};
	struct setting settings[] = {{.key = S("types"), .is_map = true, .map = types, .map_n = 1}};
	const struct strom_plugin *csv = strom_plugin_1();
	add_source(plugin_of("csv", csv->functions, csv->options), S("cases"),
	           S("name,age\nJanis,Berzins\n"), true, settings, 1);
	ck_assert(!tables_load(arena, diags, &project, &database));
	ck_assert_uint_eq(diag_count(diags), 1);
	ck_assert(str_eq(diag_at(diags, 0)->code, S("data/not-an-integer")));
	ck_assert_uint_eq(diag_at(diags, 0)->at.off, 15);
	diag_show(diags, DIAG_PLAIN, 0, &shown);
	diag_show(diags, DIAG_JSON, 0, &shown);
	ck_assert_uint_ne(str_find(buf_str(&shown), S("cases:2:7: error: ")), SIZE_MAX);
	ck_assert_uint_eq(str_find(buf_str(&shown), S("Berzins")), SIZE_MAX);
	ck_assert_uint_eq(str_find(buf_str(&shown), S("Janis")), SIZE_MAX);
	buf_drop(&shown);
}
END_TEST

/* A plugin's own words, and its hint, may hold a cell; those about the file itself hold none. */
static bool tells_all(struct strom_job *job, const struct strom_source_host *host,
                      const struct strom_input *input)
{
	(void)host;
	job->host->report(job, &(struct strom_report){.size = sizeof(struct strom_report),
	                                              .severity = STROM_ERROR,
	                                              .code = S("csv/bad-row"),
	                                              .message = str_sub(input->bytes, 5, 18),
	                                              .hint = str_sub(input->bytes, 5, 18)});
	return false;
}

START_TEST(passes_on_no_word_of_a_plugin)
{
	static const char *const lines[] = {
	        "strom.yml:0+3 csv/bad-row Janis Berzins\n",
	        "strom.yml:0+3 csv/bad-row a sensitive source has a fault here; its text is not "
	        "shown\n",
	};
	str database;
	struct strom_source *f = arena_make(arena, struct strom_source);
	*f = (struct strom_source){.size = sizeof *f, .read = tells_all};
	add_source(plugin_of("bad", f, no_options), S("bad"), S("name\nJanis Berzins\n"), _i, NULL,
	           0);
	ck_assert(!tables_load(arena, diags, &project, &database));
	ck_assert_str_eq(reports(), lines[_i]);
	ck_assert_str_eq(arena_cstr(arena, diag_at(diags, 0)->hint), _i ? "" : "Janis Berzins");
}
END_TEST

/* ---- Sources that break ---- */

static bool crash(struct strom_job *job, const struct strom_source_host *host,
                  const struct strom_input *input)
{
	(void)job, (void)host;
	raise(input->bytes.len ? SIGSEGV : SIGKILL);
	return false;
}

_Noreturn static bool leave(struct strom_job *job, const struct strom_source_host *host,
                  const struct strom_input *input)
{
	(void)job, (void)host;
	puts("noise");
	fputs("noise", stderr);
	_exit(input->bytes.len ? 3 : 0);
}

_Noreturn static bool never_end(struct strom_job *job, const struct strom_source_host *host,
                      const struct strom_input *input)
{
	(void)job, (void)host;
	volatile bool busy = input->bytes.len > 0;
	while (busy)
		;
	for (;;)
		pause();
}

static bool silent(struct strom_job *job, const struct strom_source_host *host,
                   const struct strom_input *input)
{
	(void)job, (void)host, (void)input;
	return false;
}

static const struct limits few = {
        .process_seconds = 3, .call_seconds = 1, .memory = (uint64_t)4 << 30};

static void breaks(bool (*read)(struct strom_job *, const struct strom_source_host *,
                                const struct strom_input *), str bytes, const char *expected)
{
	str database;
	struct strom_source *f = arena_make(arena, struct strom_source);
	*f = (struct strom_source){.size = sizeof *f, .read = read};
	add_csv(S("good"), S("a\n1\n"), false);
	add_source(plugin_of("bad", f, no_options), S("broken"), bytes, false, NULL, 0);
	ck_assert(!tables_load_within(arena, diags, &project, &few, &database));
	ck_assert_str_eq(reports(), expected);
}

START_TEST(names_a_plugin_that_crashes)
{
	breaks(crash, S("x"), "strom.yml:100+6 data/source-crashed the source plugin 'bad' crashed "
	       "(SIGSEGV), in 'read'\n");
}
END_TEST

START_TEST(names_a_plugin_that_is_killed)
{
	breaks(crash, S(""), "strom.yml:100+6 data/source-crashed the source plugin 'bad' crashed "
	       "(SIGKILL), in 'read'\n");
}
END_TEST

START_TEST(names_a_plugin_that_exits)
{
	breaks(leave, S("x"),
	       "strom.yml:100+6 data/source-crashed the source plugin 'bad' ended the "
	       "process with status 3, in 'read'\n");
}
END_TEST

START_TEST(names_a_plugin_that_exits_well)
{
	breaks(leave, S(""),
	       "strom.yml:100+6 data/source-crashed the source plugin 'bad' ended the "
	       "process with status 0, in 'read'\n");
}
END_TEST

START_TEST(stops_a_plugin_that_works_without_end)
{
	breaks(never_end, S("x"), "strom.yml:100+6 data/source-crashed the source plugin 'bad' ran "
	       "without end and was stopped, in 'read'\n");
}
END_TEST

START_TEST(stops_a_plugin_that_waits_without_end)
{
	str report =
	        arena_printf(arena,
	                     "strom.yml:100+6 data/source-crashed the source plugin 'bad' tried "
	                     "to wait (system call %d), in 'read'\n",
	                     SYS_pause);
	breaks(never_end, S(""), report.ptr);
}
END_TEST

START_TEST(names_a_plugin_that_fails_without_a_word)
{
	breaks(silent, S("x"),
	       "strom.yml:100+6 plugin/broken-promise the source plugin 'bad' failed "
	       "without saying why\n");
}
END_TEST

/* Thirty rows of one column, in the input's bytes; of the 21st both cells together are too long. */
static bool long_row(struct strom_job *job, const struct strom_source_host *host,
                     const struct strom_input *input)
{
	(void)input;
	struct strom_column a = {.size = sizeof a, .type = STROM_COLUMN_TEXT, .name = S("a")};
	struct strom_column b = {.size = sizeof b, .type = STROM_COLUMN_TEXT, .name = S("b")};
	struct strom_cell cell = {.size = sizeof cell};
	size_t half = 3 << 20;
	char *bytes = job->host->alloc(job, half);
	memset(bytes, 'x', half);
	bool good = host->column(job, &a) && host->column(job, &b);
	for (uint64_t i = 1; good && i <= 30; i++) {
		struct strom_pos at = {.off = i, .len = 1, .known = 1};
		cell.text = (str){bytes, i == 21 ? half : 1};
		good = host->row(job, at) && host->cell(job, &cell) && host->cell(job, &cell);
	}
	return good;
}

/* What a plugin may do wrong with rows; the input's first byte chooses. */
static bool push(struct strom_job *job, const struct strom_source_host *host,
                 const struct strom_input *input)
{
	struct strom_column a = {.size = sizeof a, .type = STROM_COLUMN_TEXT, .name = S("a")};
	struct strom_written written = {.size = sizeof written, .text = S("12")};
	struct strom_cell text = {.size = sizeof text, .text = S("x")};
	struct strom_pos none = {0};
	char how = *input->bytes.ptr;
	switch (how) {
	case 'c':
		return true;                                   /* no column */
	case 't':
		a.type = 9;
		return host->column(job, &a);
	case 'n':
		a.name = S("\xFF");
		return host->column(job, &a);
	case 'd':
		a.name = S("A");
		return host->column(job, &a) && (a.name = S("a"), host->column(job, &a));
	case 'x':                                              /* a cell too many */
		return host->column(job, &a) && host->row(job, none) && host->cell(job, &text) &&
		       host->cell(job, &text);
	case 'f':                                              /* a cell too few */
		return host->column(job, &a) && host->row(job, none) && host->row(job, none);
	case 'u':
		text.text = S("\xFF");
		return host->column(job, &a) && host->row(job, none) && host->cell(job, &text);
	case 'i':
		a.type = STROM_COLUMN_REAL;
		text.real = 1e308 * 10;
		return host->column(job, &a) && host->row(job, none) && host->cell(job, &text);
	case '2':                                              /* dates that are none */
	case 'T':
	case '1':
		a.type = STROM_COLUMN_DATE;
		text.text = how == '2'   ? S("2015-02-29")
		            : how == 'T' ? S("2015-10-31T12:00")
		                         : S("1.10.2015");
		return host->column(job, &a) && host->row(job, none) && host->cell(job, &text);
	case 'l':                                              /* a column too late */
		return host->column(job, &a) && host->row(job, none) && host->column(job, &a);
	case 'b':                                              /* too long a cell */
		text.text.len = 5 << 20;
		text.text.ptr = job->host->alloc(job, text.text.len);
		memset((char *)(uintptr_t)text.text.ptr, 'x', text.text.len);
		return host->column(job, &a) && host->row(job, none) && host->cell(job, &text);
	case 'm':
		for (int i = 0; i <= 2000; i++) {
			char name[8];
			a.name = (str){name, (size_t)snprintf(name, sizeof name, "c%d", i)};
			if (!host->column(job, &a))
				return false;
		}
		return true;
	case 'w':                                              /* a value where a text is due */
		a.type = STROM_COLUMN_WRITTEN;
		return host->column(job, &a) && host->row(job, none) && host->cell(job, &text);
	case 'v':
		return host->column(job, &a) && host->row(job, none) &&
		       host->written(job, &written);
	case 'U':
		a.type = STROM_COLUMN_WRITTEN;
		written.text = S("\xFF");
		return host->column(job, &a) && host->row(job, none) &&
		       host->written(job, &written);
	case 'p':
		a.type = STROM_COLUMN_PERCENT;
		text.real = 1e308 * 10;
		return host->column(job, &a) && host->row(job, none) && host->cell(job, &text);
	case 'r':                                              /* goes on after a refusal */
		a.type = 9;
		host->column(job, &a);
		host->row(job, none);
		return true;
	}
	return false;
}

static const struct { const char *how, *report;
} broken_rows[] = {
        {"c", "data/broken-source the source plugin 'bad' gives no column"},
        {"t", "data/broken-source the source plugin 'bad' gives a column an unknown type"},
        {"n", "data/broken-source the source plugin 'bad' gives a column an impossible name"},
        {"d", "data/duplicate-column a column 'A' is there already"},
        {"x", "data/broken-source the source plugin 'bad' gives a cell beyond its columns"},
        {"f", "data/broken-source the source plugin 'bad' gives a row too few cells"},
        {"u",
         "data/broken-source the source plugin 'bad' gives a text that is not UTF-8 or holds NUL"},
        {"i", "data/broken-source the source plugin 'bad' gives a number that is not finite"},
        {"2", "data/broken-source the source plugin 'bad' gives a date that is not written as "
              "2015-10-31"},
        {"T", "data/broken-source the source plugin 'bad' gives a date that is not written as "
              "2015-10-31"},
        {"1", "data/broken-source the source plugin 'bad' gives a date that is not written as "
              "2015-10-31"},
        {"l", "data/broken-source the source plugin 'bad' gives a column after the first row"},
        {"b", "data/too-large a cell is longer than 4194304 bytes"},
        {"m", "data/too-many-columns more than 2000 columns"},
        {"w", "data/broken-source the source plugin 'bad' gives a value to a column of cells as "
              "they are written"},
        {"v", "data/broken-source the source plugin 'bad' gives a cell as it is written to a "
              "column of another kind"},
        {"U",
         "data/broken-source the source plugin 'bad' gives a text that is not UTF-8 or holds NUL"},
        {"p", "data/broken-source the source plugin 'bad' gives a number that is not finite"},
        {"r", "data/broken-source the source plugin 'bad' gives a column an unknown type"},
};

START_TEST(holds_plugins_to_their_rows)
{
	str expected = arena_printf(arena, "strom.yml:100+6 %s\n", broken_rows[_i].report);
	breaks(push, str_of(broken_rows[_i].how), expected.ptr);
}
END_TEST

START_TEST(tells_which_row_is_too_long)
{
	breaks(long_row, S("B123456789012345678901234567890"),
	       "broken:21+1 data/too-large a row is longer than 4194304 bytes\n");
}
END_TEST

/* What a plugin may do wrong the second time. It counts its calls in its input, which it must not.
 */
static bool changes(struct strom_job *job, const struct strom_source_host *host,
                    const struct strom_input *input)
{
	static const char *const cells[] = {"12", "x"};
	struct strom_column a = {.size = sizeof a, .type = STROM_COLUMN_WRITTEN, .name = S("a")};
	struct strom_pos none = {0};
	char how = *input->bytes.ptr;
	struct job *j = job_of(job);
	struct strom_written cell = {.size = sizeof cell,
	                             .text = str_of(cells[j->again && how == 'c'])};
	bool good = host->column(job, &a) && host->row(job, none) && host->written(job, &cell);
	if (good && j->again && how == 'm')
		return host->column(job, &a);
	if (good && j->again && how == 'e')
		return strom_error(job, none, "bad/error", "an error", "");
	return good;
}

static const struct { const char *how, *report; } second_times[] = {
	{"c", "data/broken-source the source plugin 'bad' gives another cell the second time"},
	{"m", "data/broken-source the source plugin 'bad' gives more columns the second time"},
	{"e", "plugin/broken-promise the source plugin 'bad' failed without saying why"},
};

START_TEST(holds_plugins_to_say_the_same_twice)
{
	str expected = arena_printf(arena, "strom.yml:100+6 %s\n", second_times[_i].report);
	breaks(changes, str_of(second_times[_i].how), expected.ptr);
}
END_TEST

/* A plugin of the first interface: its struct of a column ends where it ended then. */
static bool of_old(struct strom_job *job, const struct strom_source_host *host,
                   const struct strom_input *input)
{
	struct { uint32_t size, type; strom_str name; struct strom_pos pos; } column = {
		.size = sizeof column, .type = STROM_COLUMN_REAL, .name = S("a")};
	struct strom_cell cell = {.size = sizeof cell, .real = (double)input->bytes.len};
	return host->column(job, (const struct strom_column *)&column) &&
	       host->row(job, cell.pos) && host->cell(job, &cell);
}

/* Values and cells as they are written, side by side. */
static bool mixes(struct strom_job *job, const struct strom_source_host *host,
                  const struct strom_input *input)
{
	struct strom_column a = {.size = sizeof a, .type = STROM_COLUMN_WRITTEN, .name = S("a")};
	struct strom_column b = {.size = sizeof b, .type = STROM_COLUMN_PERCENT, .name = S("b")};
	struct strom_written written = {.size = sizeof written, .text = S("1 200")};
	struct strom_cell cell = {.size = sizeof cell, .real = 0.25};
	(void)input;
	return host->column(job, &a) && host->column(job, &b) && host->row(job, cell.pos) &&
	       host->written(job, &written) && host->cell(job, &cell);
}

START_TEST(reads_plugins_of_all_times)
{
	struct strom_source old = {.size = sizeof old, .read = of_old},
	                    mixed = {.size = sizeof mixed, .read = mixes};
	add_source(plugin_of("old", &old, no_options), S("one"), S("xyz"), false, NULL, 0);
	add_source(plugin_of("mixed", &mixed, no_options), S("two"), S("x"), false, NULL, 0);
	struct tables *t = load();
	ck_assert_str_eq(dump(t).ptr, "table one: 1 row\n  real a\n  [3.0]\n"
	                 "table two: 1 row\n  int a\n  percent b\n  [1200, 0.25]\n");
}
END_TEST

START_TEST(says_that_keys_have_no_effect)
{
	str database;
	struct strom_source old = {.size = sizeof old, .read = of_old};
	struct source_spec *s =
	        add_source(plugin_of("old", &old, no_options), S("one"), S("xyz"), false, NULL, 0);
	s->reading.custom = CUSTOM_COMMA;
	ck_assert(!tables_load(arena, diags, &project, &database));
	ck_assert_str_eq(reports(),
	                 "strom.yml:0+3 data/no-effect the source plugin 'old' gives values: how "
	                 "cells are written has no effect\n");
}
END_TEST

START_TEST(refuses_names_that_sql_confuses)
{
	str database;
	add_csv(S("survey"), S("a\n"), false);
	add_csv(S("Survey"), S("a\n"), true);
	add_csv(S("sqlite_x"), S("a\n"), false);
	add_csv(S("Strom_rows"), S("a\n"), false);
	ck_assert(!tables_load(arena, diags, &project, &database));
	ck_assert_str_eq(
	        reports(),
	        "strom.yml:100+6 data/duplicate-table SQL cannot tell 'Survey' from 'survey'\n"
	        "strom.yml:200+8 data/reserved-name 'sqlite_x' begins like a table of the "
	        "program's own\n"
	        "strom.yml:300+10 data/reserved-name 'Strom_rows' begins like a table of the "
	        "program's own\n");
}
END_TEST

START_TEST(refuses_bytes_that_are_no_database)
{
	add_csv(S("one"), S("a\n"), false);
	ck_assert_ptr_null(tables_open(arena, diags, &project, S("not a database")));
	ck_assert(str_eq(diag_at(diags, 0)->code, S("data/database-broken")));
}
END_TEST

START_TEST(says_that_it_cannot_start)
{
	str database;
	struct rlimit files;
	ck_assert(!getrlimit(RLIMIT_NOFILE, &files));
	files.rlim_cur = 0;
	ck_assert(!setrlimit(RLIMIT_NOFILE, &files));
	ck_assert(!tables_load(arena, diags, &project, &database));
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	ck_assert_str_eq(reports(),
	                 "strom.yml:0+0 data/loader-failed cannot start the loader: Too many "
	                 "open files\n");
}
END_TEST

START_TEST(gives_the_same_bytes_again)
{
	str one, two;
	add_csv(S("one"), S("a,b\n1,x\n2,y\n"), false);
	ck_assert(tables_load(arena, diags, &project, &one));
	ck_assert(tables_load(arena, diags, &project, &two));
	ck_assert(str_eq(one, two));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_load");
	TCase *tests = tcase_create("load");
	tcase_add_checked_fixture(tests, setup_project, teardown_project);
	tcase_set_timeout(tests, 240);
	tcase_add_test(tests, loads_typed_tables);
	tcase_add_test(tests, knows_where_rows_stand);
	tcase_add_test(tests, rows_of_several_files_follow_each_other);
	tcase_add_test(tests, any_number_of_rows);
	tcase_add_test(tests, several_files_have_the_same_columns);
	tcase_add_test(tests, each_file_is_read_as_one_of_several);
	tcase_add_test(tests, faults_of_further_files_stand_in_them);
	tcase_add_test(tests, nothing_connects_unasked);
	tcase_add_test(tests, loads_a_project_without_sources);
	tcase_add_test(tests, brings_reports_of_all_sources);
	tcase_add_test(tests, shows_lines_in_their_encoding);
	tcase_add_test(tests, keeps_warnings_of_good_sources);
	tcase_add_test(tests, keeps_sensitive_tables_back);
	tcase_add_test(tests, shows_no_word_of_sensitive_sources);
	tcase_add_loop_test(tests, passes_on_no_word_of_a_plugin, 0, 2);
	tcase_add_test(tests, names_a_plugin_that_crashes);
	tcase_add_test(tests, names_a_plugin_that_is_killed);
	tcase_add_test(tests, names_a_plugin_that_exits);
	tcase_add_test(tests, names_a_plugin_that_exits_well);
	tcase_add_test(tests, stops_a_plugin_that_works_without_end);
	tcase_add_test(tests, stops_a_plugin_that_waits_without_end);
	tcase_add_test(tests, names_a_plugin_that_fails_without_a_word);
	tcase_add_loop_test(tests, holds_plugins_to_their_rows, 0,
	                    (int)(sizeof broken_rows / sizeof *broken_rows));
	tcase_add_loop_test(tests, holds_plugins_to_say_the_same_twice, 0,
	                    (int)(sizeof second_times / sizeof *second_times));
	tcase_add_test(tests, reads_plugins_of_all_times);
	tcase_add_test(tests, tells_which_row_is_too_long);
	tcase_add_test(tests, says_that_keys_have_no_effect);
	tcase_add_test(tests, refuses_names_that_sql_confuses);
	tcase_add_test(tests, refuses_bytes_that_are_no_database);
	tcase_add_test(tests, says_that_it_cannot_start);
	tcase_add_test(tests, gives_the_same_bytes_again);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
