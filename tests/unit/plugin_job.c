/* Jobs: what a plugin reports, asks for, and promises. */
#include "plugin/plugin.h"
#include "unit/base_suite.h"

static struct arena *arena;
static struct diags *diags;
static struct job job;
static const struct plugin plugin = {.name = {"csv", 3}, .kind = STROM_KIND_SOURCE};
static uint32_t input, yaml;

static void begin(void)
{
	arena = arena_new();
	diags = diags_new(arena);
	yaml = diag_file(diags, S("strom.yml"), 0);
	input = diag_file(diags, S("data.csv"), 0);
	job_init(&job, arena, diags, NULL);
	job.file = input;
	job.at = (struct span){yaml, 4, 70};
}

static void end(void)
{
	arena_drop(arena);
}

static void report(struct strom_pos pos, const char *code, str message, const char *hint)
{
	struct strom_report r = {.size = sizeof r, .severity = STROM_ERROR, .pos = pos,
	                         .code = str_of(code), .message = message, .hint = str_of(hint)};
	job.pub.host->report(&job.pub, &r);
}

static const struct report *last(void)
{
	return diag_at(diags, diag_count(diags) - 1);
}

static const struct strom_pos nowhere = {0};

START_TEST(reports)
{
	report((struct strom_pos){12, 3, 1}, "csv/ragged-row", S("row has 1 cell"), "Add one.");
	is(last()->code, "csv/ragged-row");
	is(last()->message, "row has 1 cell");
	is(last()->hint, "Add one.");
	ck_assert_int_eq(last()->severity, DIAG_ERROR);
	ck_assert_uint_eq(last()->at.file, input);
	ck_assert_uint_eq(last()->at.off, 12);
	ck_assert_uint_eq(last()->at.len, 3);
	ck_assert_uint_eq(job.errors, 1);
	ck_assert(!job_end(&job, &plugin, false));
	ck_assert_uint_eq(diag_count(diags), 1);
}
END_TEST

START_TEST(warnings)
{
	struct strom_report r = {.size = sizeof r, .severity = STROM_WARNING, .code = S("csv/odd"),
	                         .message = S("odd")};
	job.pub.host->report(&job.pub, &r);
	ck_assert_int_eq(last()->severity, DIAG_WARNING);
	ck_assert(job_end(&job, &plugin, true));
	ck_assert_uint_eq(diag_count(diags), 1);
}
END_TEST

START_TEST(places)
{
	report(nowhere, "csv/a", S("a"), "");
	ck_assert_uint_eq(last()->at.file, yaml);
	ck_assert_uint_eq(last()->at.off, 70);
	/* An option's place comes back as it was given. */
	report((struct strom_pos){5, 2, yaml + 1}, "csv/b", S("b"), "");
	ck_assert_uint_eq(last()->at.file, yaml);
	ck_assert_uint_eq(last()->at.off, 5);
	/* A file that does not exist is no place. */
	report((struct strom_pos){5, 2, 4000000000u}, "csv/c", S("c"), "");
	ck_assert_uint_eq(last()->at.off, 70);
	/* No input: a layout's job. */
	job.file = 0;
	report((struct strom_pos){5, 2, 1}, "csv/d", S("d"), "");
	ck_assert_uint_eq(last()->at.off, 70);
}
END_TEST

START_TEST(codes_are_held_to_their_form)
{
	static const char *const wrong[] = {"", "ragged", "csv/Ragged", "csv/a b", "csv/\xff"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		report((struct strom_pos){i, 0, 1}, wrong[i], S("x"), "");
		is(last()->code, "plugin/no-code");
	}
}
END_TEST

START_TEST(long_messages_are_cut)
{
	report(nowhere, "csv/long", arena_printf(arena, "%099999d", 1), "");
	ck_assert_uint_le(last()->message.len, 400);
	report(nowhere, "csv/none", S(""), "");
	ck_assert_uint_gt(last()->message.len, 0);
}
END_TEST

/* The words of a plugin may quote a cell. */
START_TEST(secrets_are_kept)
{
	job.secret = true;
	report((struct strom_pos){7, 1, 1}, "csv/bad-number", S("'Anna Kalnina' is no number"),
	       "Anna Kalnina should be a number.");
	is(last()->code, "csv/bad-number");
	ck_assert_uint_eq(last()->at.off, 7);
	ck_assert(str_find(last()->message, S("Anna")) == SIZE_MAX);
	ck_assert(str_find(last()->hint, S("Anna")) == SIZE_MAX);
}
END_TEST

START_TEST(endless_reports_are_counted)
{
	for (uint64_t i = 0; i < JOB_REPORTS + 500; i++)
		report((struct strom_pos){i, 0, 1}, "csv/row", S("bad row"), "");
	ck_assert_uint_eq(diag_count(diags), JOB_REPORTS);
	ck_assert(!job_end(&job, &plugin, false));
	is(last()->code, "plugin/more-reports");
	is(last()->message, "500 more reports are not shown");
	ck_assert_uint_eq(job.errors, JOB_REPORTS + 500);
}
END_TEST

START_TEST(promises)
{
	ck_assert(!job_end(&job, &plugin, false));
	is(last()->code, "plugin/broken-promise");
	is(last()->message, "the source plugin 'csv' failed without saying why");
	report(nowhere, "csv/a", S("a"), "");
	ck_assert(!job_end(&job, &plugin, true));
	is(last()->code, "plugin/broken-promise");
	is(last()->message,
	   "the source plugin 'csv' reported an error and went on as if there were none");
	ck_assert(last()->hint.len > 0);
}
END_TEST

START_TEST(cancelling)
{
	bool cancel = false;
	ck_assert(!job.pub.host->cancelled(&job.pub));
	job.cancel = &cancel;
	ck_assert(!job.pub.host->cancelled(&job.pub));
	cancel = true;
	ck_assert(job.pub.host->cancelled(&job.pub));
	ck_assert(!job_end(&job, &plugin, false));
	ck_assert(!job_end(&job, &plugin, true));
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

START_TEST(memory)
{
	char *a = job.pub.host->alloc(&job.pub, 100), *b = job.pub.host->alloc(&job.pub, 0);
	ck_assert(a && b);
	for (int i = 0; i < 100; i++)
		ck_assert_int_eq(a[i], 0);
}
END_TEST

START_TEST(options_are_given)
{
	static const struct strom_option width = {.size = sizeof width, .type = STROM_TYPE_LEN,
	                                          .name = "width", .fallback = "1in"};
	static const struct strom_option types = {.size = sizeof types, .type = STROM_TYPE_MAP,
	                                          .name = "types"};
	static const struct strom_option unset = {.size = sizeof unset, .type = STROM_TYPE_TEXT,
	                                          .name = "unset"};
	static const struct strom_option *const list[] = {&width, &types, &unset, NULL};
	struct plugin p = {.name = S("csv"), .kind = STROM_KIND_SOURCE, .options = list};
	struct setting entry = {.key = S("code"), .value = S("text"), .value_at = {yaml, 4, 33}};
	struct setting s = {.key = S("types"), .is_map = true, .map = &entry, .map_n = 1};
	struct options o;
	struct strom_value v = {.size = sizeof v};
	strom_str key;
	ck_assert(option_check(arena, diags, &p, job.at, &s, 1, &o));
	job_init(&job, arena, diags, &o);
	ck_assert(job.pub.host->option(&job.pub, "width", &v));
	ck_assert_int_eq(v.integer, 72 * 65536);
	ck_assert_uint_eq(v.given, 0);
	ck_assert_uint_eq(v.pos.known, 0);
	ck_assert(!job.pub.host->option(&job.pub, "unset", &v));
	ck_assert(!job.pub.host->option(&job.pub, "no-such", &v));
	ck_assert(job.pub.host->option_entry(&job.pub, "types", 0, &key, &v));
	is(key, "code");
	is(v.text, "text");
	struct span at = job_span(&job, v.pos);
	ck_assert_uint_eq(at.file, yaml);
	ck_assert_uint_eq(at.off, 33);
	ck_assert(!job.pub.host->option_entry(&job.pub, "types", 1, &key, &v));
	ck_assert(!job.pub.host->option_entry(&job.pub, "width", 0, &key, &v));
}
END_TEST

/* The plugin's struct may be shorter than ours, or longer: what is behind it stays. */
START_TEST(values_fit_their_size)
{
	static const struct strom_option word = {.size = sizeof word, .type = STROM_TYPE_TEXT,
	                                         .name = "word", .fallback = "ship"};
	static const struct strom_option *const list[] = {&word, NULL};
	struct plugin p = {.name = S("csv"), .kind = STROM_KIND_SOURCE, .options = list};
	struct options o;
	struct {
		struct strom_value v;
		uint64_t more;
	} large = {.v.size = sizeof large, .more = 77};
	ck_assert(option_check(arena, diags, &p, job.at, NULL, 0, &o));
	job_init(&job, arena, diags, &o);
	ck_assert(job.pub.host->option(&job.pub, "word", &large.v));
	ck_assert_uint_eq(large.more, 77);
	ck_assert_uint_eq(large.v.size, sizeof large);
	struct strom_value small = {.size = offsetof(struct strom_value, text), .integer = 5};
	ck_assert(job.pub.host->option(&job.pub, "word", &small));
	ck_assert_uint_eq(small.type, STROM_TYPE_TEXT);
	ck_assert_uint_eq(small.text.len, 0);
	ck_assert_int_eq(small.integer, 5);
}
END_TEST

int main(void)
{
	return RUN("jobs", begin, end, reports, warnings, places, codes_are_held_to_their_form,
	           long_messages_are_cut, secrets_are_kept, endless_reports_are_counted, promises,
	           cancelling, memory, options_are_given, values_fit_their_size);
}
