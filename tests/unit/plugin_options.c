/* Options: every type, every fault, all faults in one go. */
#include "plugin/plugin.h"
#include "unit/base_suite.h"

#define OPTION(word, kind, ...) \
	static const struct strom_option word = {.size = sizeof word, .type = STROM_TYPE_##kind, \
	                                         .name = #word, __VA_ARGS__}
OPTION(text, TEXT, .fallback = "plain");
OPTION(whole, INT, .min = -3, .max = 12);
OPTION(real, REAL, .fallback = "0.5", .min = 0, .max = 1);
OPTION(flag, BOOL, .fallback = "true");
OPTION(width, LEN, .min = 1, .max = 100);
OPTION(delimiter, CHOICE, .fallback = "comma", .choices = "comma,semicolon,tab");
OPTION(types, MAP);
OPTION(needed, TEXT, .help = "The name of the thing.", .required = 1);
static const struct strom_option *const list[] = {&text, &whole, &real, &flag, &width, &delimiter,
                                                  &types, &needed, NULL};
static const struct strom_option *const none[] = {NULL};

static struct arena *arena;
static struct diags *diags;
static struct plugin plugin;
static struct options options;
static struct span owner;

static void begin(void)
{
	arena = arena_new();
	diags = diags_new(arena);
	plugin = (struct plugin){.name = S("csv"), .kind = STROM_KIND_SOURCE, .options = list};
	owner = (struct span){diag_file(diags, S("strom.yml"), 0), 3, 100};
}

static void end(void)
{
	arena_drop(arena);
}

static struct span place(uint64_t off)
{
	return (struct span){owner.file, 1, off};
}

/* "needed" is always given, so that each test has its own fault alone. */
static bool check_one(const char *key, const char *value)
{
	struct setting s[] = {
	        {.key = S("needed"), .value = S("x"), .key_at = place(1), .value_at = place(2)},
	        {.key = str_of(key),
	         .value = str_of(value),
	         .key_at = place(10),
	         .value_at = place(20)},
	};
	return option_check(arena, diags, &plugin, owner, s, 2, &options);
}

static const struct option_value *value(const char *name)
{
	for (size_t i = 0; i < options.n; i++)
		if (!strcmp(options.values[i].declared.name, name))
			return &options.values[i];
	ck_abort_msg("no value");
}

static void expect(const char *code, uint64_t off, const char *message, const char *hint)
{
	ck_assert_uint_eq(diag_count(diags), 1);
	const struct report *r = diag_at(diags, 0);
	is(r->code, code);
	is(r->message, message);
	is(r->hint, hint);
	ck_assert_uint_eq(r->at.off, off);
	ck_assert_uint_eq(r->at.file, owner.file);
	diags = diags_new(arena);
	diag_file(diags, S("strom.yml"), 0);
}

START_TEST(values)
{
	ck_assert(check_one("text", "a b"));
	is(value("text")->text, "a b");
	ck_assert(value("text")->set && value("text")->given);
	ck_assert_uint_eq(value("text")->at.off, 20);
	ck_assert(check_one("whole", "-3"));
	ck_assert_int_eq(value("whole")->integer, -3);
	ck_assert(check_one("real", "1e-1"));
	ck_assert_double_eq(value("real")->real, 0.1);
	ck_assert(check_one("flag", "false"));
	ck_assert_int_eq(value("flag")->integer, 0);
	ck_assert(check_one("width", "1in"));
	ck_assert_int_eq(value("width")->integer, 72 * 65536);
	ck_assert(check_one("delimiter", "tab"));
	is(value("delimiter")->text, "tab");
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

START_TEST(fallbacks)
{
	struct setting s = {.key = S("needed"), .value = S("x")};
	ck_assert(option_check(arena, diags, &plugin, owner, &s, 1, &options));
	ck_assert_uint_eq(options.n, 8);
	is(value("text")->text, "plain");
	ck_assert(value("text")->set && !value("text")->given);
	ck_assert_double_eq(value("real")->real, 0.5);
	ck_assert_int_eq(value("flag")->integer, 1);
	is(value("delimiter")->text, "comma");
	ck_assert(!value("whole")->set);
	ck_assert(!value("types")->set);
}
END_TEST

START_TEST(wrong_types)
{
	ck_assert(!check_one("whole", "1.5"));
	expect("option/type", 20, "option 'whole' must be a whole number, and '1.5' is not",
	       "Write digits alone, such as 12.");
	ck_assert(!check_one("real", "1,5"));
	expect("option/type", 20, "option 'real' must be a number, and '1,5' is not",
	       "Write a decimal number with a point, such as 0.5.");
	ck_assert(!check_one("flag", "yes"));
	expect("option/type", 20, "option 'flag' must be true or false, and 'yes' is not",
	       "Write true or false.");
	ck_assert(!check_one("width", "12"));
	expect("option/type", 20, "option 'width' must be a length, and '12' is not",
	       "Write a number and pt, mm, cm or in, such as 12pt or 3.5mm.");
	ck_assert(!check_one("types", "int"));
	expect("option/type", 20, "option 'types' must be a map",
	       "Write 'name: value' lines below the option.");
	ck_assert(!check_one("whole", ""));
	expect("option/type", 20, "option 'whole' must be a whole number",
	       "Write digits alone, such as 12.");
}
END_TEST

START_TEST(a_long_wrong_value_is_cut)
{
	str many = arena_printf(arena, "%0200d.", 7);
	ck_assert(!check_one("whole", many.ptr));
	ck_assert_uint_lt(diag_at(diags, 0)->message.len, 130);
	ck_assert(str_ends(diag_at(diags, 0)->message, S("...' is not")));
}
END_TEST

START_TEST(out_of_range)
{
	ck_assert(!check_one("whole", "13"));
	expect("option/range", 20, "option 'whole' is 13, out of its range",
	       "It must lie between -3 and 12.");
	ck_assert(!check_one("real", "-0.1"));
	expect("option/range", 20, "option 'real' is -0.1, out of its range",
	       "It must lie between 0 and 1.");
	ck_assert(!check_one("width", "2in"));
	expect("option/range", 20, "option 'width' is 2in, out of its range",
	       "It must lie between 1pt and 100pt.");
	ck_assert(check_one("width", "100pt"));
}
END_TEST

START_TEST(no_such_choice)
{
	ck_assert(!check_one("delimiter", "semicolom"));
	expect("option/choice", 20, "option 'delimiter' cannot be 'semicolom'",
	       "Did you mean 'semicolon'?");
	ck_assert(!check_one("delimiter", "whatever"));
	expect("option/choice", 20, "option 'delimiter' cannot be 'whatever'",
	       "Choose one of these: comma,semicolon,tab.");
	ck_assert(!check_one("delimiter", "comma,semicolon"));
	ck_assert(!check_one("delimiter", ""));
}
END_TEST

START_TEST(unknown)
{
	ck_assert(!check_one("delimeter", "tab"));
	expect("option/unknown", 10, "the source plugin 'csv' has no option 'delimeter'",
	       "Did you mean 'delimiter'?");
	ck_assert(!check_one("zzzzzzzz", "tab"));
	expect("option/unknown", 10, "the source plugin 'csv' has no option 'zzzzzzzz'",
	       "Its options are these: text, whole, real, flag, width, delimiter, types, needed.");
	plugin.options = none;
	struct setting s = {.key = S("a"), .key_at = place(10)};
	ck_assert(!option_check(arena, diags, &plugin, owner, &s, 1, &options));
	expect("option/unknown", 10, "the source plugin 'csv' has no option 'a'",
	       "It has no options at all.");
}
END_TEST

START_TEST(missing)
{
	ck_assert(!option_check(arena, diags, &plugin, owner, NULL, 0, &options));
	expect("option/missing", 100, "the source plugin 'csv' needs the option 'needed'",
	       "The name of the thing.");
}
END_TEST

START_TEST(twice)
{
	struct setting s[] = {
		{.key = S("needed"), .value = S("x"), .key_at = place(1)},
		{.key = S("needed"), .value = S("y"), .key_at = place(5)},
	};
	ck_assert(!option_check(arena, diags, &plugin, owner, s, 2, &options));
	expect("option/twice", 5, "option 'needed' is given twice", "Keep one of the two.");
}
END_TEST

START_TEST(maps)
{
	struct setting entries[] = {{.key = S("code"), .value = S("text")},
	                            {.key = S("deep"), .is_map = true, .value_at = place(30)}};
	struct setting s[] = {
		{.key = S("needed"), .value = S("x")},
		{.key = S("types"), .is_map = true, .map = entries, .map_n = 1},
	};
	ck_assert(option_check(arena, diags, &plugin, owner, s, 2, &options));
	ck_assert_uint_eq(value("types")->map_n, 1);
	is(value("types")->map[0].value, "text");
	s[1].map_n = 2;
	ck_assert(!option_check(arena, diags, &plugin, owner, s, 2, &options));
	expect("option/type", 30, "an entry of option 'types' must be text",
	       "Write one value on the entry's own line.");
	/* A map where one value is wanted. */
	s[1] = (struct setting){.key = S("text"), .is_map = true, .value_at = place(20)};
	ck_assert(!option_check(arena, diags, &plugin, owner, s, 2, &options));
	expect("option/type", 20, "option 'text' must be text",
	       "Write one value on the option's own line.");
}
END_TEST

START_TEST(all_faults_in_one_go)
{
	struct setting s[] = {
		{.key = S("whole"), .value = S("x"), .value_at = place(1)},
		{.key = S("flagg"), .value = S("true"), .key_at = place(2)},
		{.key = S("real"), .value = S("7"), .value_at = place(3)},
	};
	ck_assert(!option_check(arena, diags, &plugin, owner, s, 3, &options));
	ck_assert_uint_eq(diag_errors(diags), 4);
	is(diag_at(diags, 0)->code, "option/type");
	is(diag_at(diags, 1)->code, "option/unknown");
	is(diag_at(diags, 2)->code, "option/range");
	is(diag_at(diags, 3)->code, "option/missing");
}
END_TEST

int main(void)
{
	return RUN("options", begin, end, values, fallbacks, wrong_types, a_long_wrong_value_is_cut,
	           out_of_range, no_such_choice, unknown, missing, twice, maps,
	           all_faults_in_one_go);
}
