/* A project by hand over CSV texts in a folder of its own, for tests of the data room. */
#ifndef TESTS_DATA_PROJECT_H
#define TESTS_DATA_PROJECT_H

#include "unit/quick_file.h"
#include "data/tables.h"

#include <check.h>
#include <unistd.h>

#include "../../plugins/source-csv/csv.c"
#include "../../plugins/delimited/rows.c"
#include "../../plugins/source-csv/delimiter.c"
#include "../../plugins/delimited/which.c"
#include "../../plugins/delimited/encoding.c"

static struct arena *arena;
static struct diags *diags;
static struct project project;
static struct source_spec sources[8];
static char folder[] = "/tmp/strom-data-XXXXXX";

static const struct strom_option *const no_options[] = {NULL};

static void setup_project(void)
{
	arena = arena_new();
	diags = diags_new(arena);
	project = (struct project){.sources = sources};
	memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
	ck_assert_ptr_nonnull(mkdtemp(folder));
	project.at.file = diag_file(diags, path_join(arena, str_of(folder), S("strom.yml")), 0);
}

/* The cell of a query that gives one row. */
static inline bool one_value(struct tables *t, struct query query, const struct binding *bindings,
                             size_t n, struct cell *out)
{
	struct rows rows;
	if (!tables_values(t, arena, diags, query, bindings, n, &rows))
		return false;
	ck_assert_uint_eq(rows.n, 1);
	*out = rows.cells[0];
	return true;
}

static void teardown_project(void)
{
	for (size_t i = 0; i < project.sources_n; i++)
		unlink(arena_cstr(arena, sources[i].path.text));
	rmdir(folder);
	arena_drop(arena);
}

static const struct plugin *plugin_of(const char *name, const struct strom_source *functions,
                                      const struct strom_option *const *options)
{
	struct plugin *p = arena_make(arena, struct plugin);
	*p = (struct plugin){.name = str_of(name),
	                     .version = S("1"),
	                     .summary = S("-"),
	                     .kind = STROM_KIND_SOURCE,
	                     .options = options,
	                     .functions = functions,
	                     .number = (uint32_t)project.sources_n + 1,
	                     .real = "/usr/lib/a-plugin.so",
	                     .path = S("/usr/lib/a-plugin.so")};
	return p;
}

/* `settings` for options; the n-th source stands at offset n * 100 of strom.yml. */
static struct source_spec *add_source(const struct plugin *plugin, str name, str bytes,
                                      bool sensitive, const struct setting *settings, size_t n)
{
	struct source_spec *s = &sources[project.sources_n];
	struct span at = {project.at.file, (uint32_t)name.len, project.sources_n * 100};
	str path = path_join(arena, str_of(folder), name);
	quick_file(arena, path, bytes);
	*s = (struct source_spec){.name = {name, at}, .path = {path, at}, .plugin = plugin,
	                          .sensitive = sensitive};
	ck_assert(option_check(arena, diags, plugin, at, settings, n, &s->options));
	project.sources_n++;
	return s;
}

static inline struct source_spec *add_csv(str name, str bytes, bool sensitive)
{
	const struct strom_plugin *csv = strom_plugin_1();
	return add_source(plugin_of("csv", csv->functions, csv->options), name, bytes, sensitive,
	                  NULL, 0);
}

/* What each of these codes tells to do. */
static const struct { const char *code, *hint;
} wanted_hints[] = {
        {"data/ambiguous-column", "Write the table's name and a point before it."},
        {"data/broken-source", "This is a fault of the plugin: report it to its author."},
        {"data/clock", "Write the date that is meant"},
        {"data/duplicate-column", "Give each column a name of its own"},
        {"data/not-allowed", "A query"},
        {"data/not-one-value", "Select one column, and one row"},
        {"data/sensitive-table", "Put what may be printed into a source of its own"},
        {"data/source-crashed", "Its file is /usr/lib/a-plugin.so."},
        {"data/too-many-rows", "Narrow it with WHERE"},
        {"data/too-much-work", "Join tables on a column"},
        {"data/unbound", "ound here: "},
        {"data/unordered", "Add ORDER BY at its end"},
};

static void hint_holds(const struct report *r)
{
	for (size_t i = 0; i < sizeof wanted_hints / sizeof *wanted_hints; i++)
		if (str_eq(r->code, str_of(wanted_hints[i].code)))
			ck_assert_msg(str_find(r->hint, str_of(wanted_hints[i].hint)) != SIZE_MAX ||
			                      str_eq(r->message, S("a query may only read tables")),
			              "%s has the hint '%.*s'", wanted_hints[i].code,
			              STR_ARG(r->hint));
}

/* The reports as lines "FILE:OFF+LEN code message"; FILE is its name, without the folder. */
static inline const char *reports(void)
{
	struct buf b = {0};
	for (size_t i = 0; i < diag_count(diags); i++) {
		const struct report *r = diag_at(diags, i);
		hint_holds(r);
		str name = path_name(diag_path(diags, r->at.file));
		buf_printf(&b, "%.*s:%llu+%u %.*s %.*s\n", STR_ARG(name),
		           (unsigned long long)r->at.off, r->at.len, STR_ARG(r->code),
		           STR_ARG(r->message));
	}
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

__attribute__((unused)) static struct tables *load(void)
{
	str database;
	ck_assert_msg(tables_load(arena, diags, &project, &database), "%s", reports());
	struct tables *t = tables_open(arena, diags, &project, database);
	ck_assert_msg(t != NULL, "%s", reports());
	return t;
}

static inline int run_suite(Suite *suite)
{
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}

#endif
