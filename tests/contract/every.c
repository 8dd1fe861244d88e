/* The contract, held against every plugin that is built: it describes itself; the same call twice
 * says the same; a source survives every prefix of its sample, which is held in a heap block of
 * exactly that size so that the address sanitizer sees one byte too far. */
#include "contract/record.h"
#include "base/file.h"

#include <check.h>

enum { MOST_SETTINGS = 32, MOST_PREFIXES = 4000 };

static struct arena *arena;
static struct diags *diags;
static struct plugins *plugins;

static void set_up(void)
{
	arena = arena_new();
	diags = diags_new(arena);
	plugins = plugins_load(arena, diags, NULL, 0);
}

static void tear_down(void)
{
	arena_drop(arena);
}

static void show_reports(void)
{
	struct buf b = {0};
	diag_show(diags, DIAG_PLAIN, 0, &b);
	fprintf(stderr, "%.*s", STR_ARG(buf_str(&b)));
	buf_drop(&b);
}

static str sample_folder(const struct plugin *p)
{
	str name = path_name(p->path);
	return path_join(arena, S(SOURCE "/plugins"), str_sub(name, 0, name.len - 3));
}

/* What must be given has its values in sample.options: "key: value" lines. */
static struct options sample_options(const struct plugin *p, str key, str value)
{
	struct setting settings[MOST_SETTINGS] = {{.key = key, .value = value}};
	struct options o;
	size_t n = key.len ? 1 : 0;
	str path = path_join(arena, sample_folder(p), S("sample.options")), bytes = S(""), line;
	if (file_exists(path))
		ck_assert(file_map(arena, diags, (struct span){0}, path, 0, &bytes));
	while (n < MOST_SETTINGS && str_next_line(&bytes, &line)) {
		str name = str_until(line, ':');
		if (name.len < line.len && !str_eq(name, key))
			settings[n++] = (struct setting){
			        .key = name, .value = str_trim(str_from(line, name.len + 1))};
	}
	if (!option_check(arena, diags, p, (struct span){0}, settings, n, &o))
		show_reports();
	ck_assert_msg(!diag_errors(diags), "%.*s: sample.options is wrong or missing",
	              STR_ARG(p->path));
	return o;
}

START_TEST(load_and_describe_themselves)
{
	if (diag_count(diags))
		show_reports();
	ck_assert_uint_eq(diag_count(diags), 0);
	ck_assert_msg(plugins_count(plugins) > 0, "no plugin was built");
	for (size_t i = 0; i < plugins_count(plugins); i++) {
		const struct plugin *p = plugins_at(plugins, i);
		struct strom_option o;
		ck_assert(p->name.len && p->version.len && p->summary.len);
		ck_assert(plugin_find(plugins, diags, (struct span){0}, p->kind, p->name) == p);
		str file = arena_printf(arena, "%.*s-%.*s.so", STR_ARG(plugin_kind_name(p->kind)),
		                        STR_ARG(p->name));
		ck_assert_msg(str_eq(path_name(p->path), file), "%.*s is not called %.*s",
		              STR_ARG(p->path), STR_ARG(file));
		for (size_t k = 0; option_read(p, k, &o); k++)
			ck_assert_msg(o.help && *o.help, "%.*s: option %s has no help",
			              STR_ARG(p->path), o.name);
		ck_assert_msg(folder_exists(sample_folder(p)), "%.*s has no folder",
		              STR_ARG(p->path));
	}
}
END_TEST

/* ---- The same twice ---- */

struct run {
	const struct plugin *plugin;
	const struct options *options;
	str bytes;                         /* sources */
	uint32_t rows, columns;            /* figures; rows are a layout's chapters */
};

/* Some figures take no names but those that they know. */
static str names_of(const struct plugin *p)
{
	str path = path_join(arena, sample_folder(p), S("sample.names")), bytes = S("");
	if (file_exists(path))
		ck_assert(file_map(arena, diags, (struct span){0}, path, 0, &bytes));
	return bytes;
}

static bool run_once(const struct run *run, struct record *r)
{
	*r = (struct record){0};
	switch (run->plugin->kind) {
	case STROM_KIND_SOURCE:
		return record_source(r, run->plugin, run->options, run->bytes);
	case STROM_KIND_FIGURE:
		return record_figure(r, run->plugin, run->options, names_of(run->plugin), run->rows,
		                     run->columns);
	case STROM_KIND_LAYOUT:
		return record_layout(r, run->plugin, run->options, run->rows);
	}
	return false;
}

static bool run_twice(const struct run *run)
{
	struct record first, second;
	bool good = run_once(run, &first);
	ck_assert(run_once(run, &second) == good);
	ck_assert_msg(str_eq(buf_str(&first.said), buf_str(&second.said)),
	              "%.*s says something else the second time", STR_ARG(run->plugin->path));
	ck_assert_msg(!first.wrong.len, "%.*s: %.*s", STR_ARG(run->plugin->path),
	              STR_ARG(buf_str(&first.wrong)));
	ck_assert_msg(first.said.len > 0, "%.*s says nothing", STR_ARG(run->plugin->path));
	record_drop(&first);
	record_drop(&second);
	return good;
}

/* ---- Samples of sources ---- */

static bool is_sample(str name)
{
	return str_starts(name, S("sample.")) && !str_ends(name, S(".options"));
}

static void survive_prefixes(const struct run *whole)
{
	size_t step = whole->bytes.len / MOST_PREFIXES + 1;
	for (size_t len = 0; len < whole->bytes.len; len += step) {
		char *block = malloc(len);
		struct run run = *whole;
		struct record r;
		ck_assert(block || !len);
		if (len)
			memcpy(block, whole->bytes.ptr, len);
		run.bytes = (str){block, len};
		run_once(&run, &r);
		ck_assert_msg(!r.wrong.len, "%.*s, %zu bytes: %.*s", STR_ARG(run.plugin->path), len,
		              STR_ARG(buf_str(&r.wrong)));
		record_drop(&r);
		free(block);
	}
}

static size_t try_samples(const struct plugin *p, const struct options *o, bool prefixes)
{
	str folder = sample_folder(p), *names;
	size_t n, tried = 0;
	ck_assert(folder_list(arena, diags, folder, &names, &n));
	for (size_t i = 0; i < n; i++) {
		struct run run = {.plugin = p, .options = o};
		if (!is_sample(names[i]))
			continue;
		tried++;
		ck_assert(file_map(arena, diags, (struct span){0},
		                   path_join(arena, folder, names[i]), 0, &run.bytes));
		bool good = run_twice(&run);
		if (!prefixes)
			continue;
		ck_assert_msg(good, "%.*s does not read its own %.*s", STR_ARG(p->path),
		              STR_ARG(names[i]));
		survive_prefixes(&run);
	}
	return tried;
}

/* ---- Every plugin, with its fallbacks and with every choice of every option ---- */

static size_t try_shapes(const struct plugin *p, const struct options *o)
{
	static const struct { uint32_t rows, columns; } shapes[] = {
		{0, 2}, {1, 3}, {3, 2}, {3, 3}, {6, 2}, {6, 4}, {40, 3}, {2, 1},
	};
	static const uint32_t chapters[] = {0, 1, 2, 3, 4, 5, 6, 9};
	size_t good = 0;
	for (size_t i = 0; i < 8; i++) {
		struct run run = {.plugin = p,
		                  .options = o,
		                  .columns = shapes[i].columns,
		                  .rows = p->kind == STROM_KIND_LAYOUT ? chapters[i]
		                                                       : shapes[i].rows};
		good += run_twice(&run);
	}
	return good;
}

/* A figure may need a newer core, and says so. */
static void try_old_canvas(const struct plugin *p, const struct options *o)
{
	struct record r = {0};
	record_figure_old(&r, p, o);
	ck_assert_msg(!r.wrong.len, "%.*s: %.*s", STR_ARG(p->path), STR_ARG(buf_str(&r.wrong)));
	record_drop(&r);
}

static void try_plugin(const struct plugin *p, str key, str value)
{
	struct options o = sample_options(p, key, value);
	struct run asked = {.plugin = p, .options = &o};
	if (p->kind == STROM_KIND_FIGURE)
		try_old_canvas(p, &o);
	/* Where sample.options says that it connects to, nobody listens. */
	if (p->server)
		ck_assert(!run_twice(&asked));
	else if (p->kind == STROM_KIND_SOURCE)
		ck_assert_msg(try_samples(p, &o, !key.len), "%.*s has no sample", STR_ARG(p->path));
	else
		ck_assert_msg(try_shapes(p, &o), "%.*s makes nothing", STR_ARG(p->path));
}

START_TEST(say_the_same_twice)
{
	for (size_t i = 0; i < plugins_count(plugins); i++)
		try_plugin(plugins_at(plugins, i), S(""), S(""));
}
END_TEST

static void try_choices(const struct plugin *p, const struct strom_option *o)
{
	str rest = o->type == STROM_TYPE_BOOL ? S("true,false") : str_of(o->choices);
	while (rest.len) {
		str word = str_until(rest, ',');
		try_plugin(p, str_of(o->name), word);
		rest = str_from(rest, word.len + 1);
	}
}

START_TEST(take_every_choice)
{
	struct strom_option o;
	for (size_t i = 0; i < plugins_count(plugins); i++)
		for (size_t k = 0; option_read(plugins_at(plugins, i), k, &o); k++)
			if (o.type == STROM_TYPE_CHOICE || o.type == STROM_TYPE_BOOL)
				try_choices(plugins_at(plugins, i), &o);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("every plugin");
	TCase *tcase = tcase_create("contract");
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 240);
	tcase_add_test(tcase, load_and_describe_themselves);
	tcase_add_test(tcase, say_the_same_twice);
	tcase_add_test(tcase, take_every_choice);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
