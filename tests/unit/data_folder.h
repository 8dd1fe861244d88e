/* A project as users have it, strom.yml and CSV files in a folder of its own, read with the plugins
 * of the build, for tests of the data room. */
#ifndef TESTS_DATA_FOLDER_H
#define TESTS_DATA_FOLDER_H

#include "data/tables.h"
#include "unit/project_folder.h"

static const struct project *folder_project;

#define ABOUT "project: {id: p, title: T, date: 2015-10-31}\nlanguage: en\n"
#define DOCUMENTS "documents: {r: {layout: report, theme: plain, text: a.md}}\n"

/* Reports as lines "FILE:LINE:COLUMN+LEN code message". */
static inline void put_reports(struct buf *b)
{
	for (size_t i = 0; i < diag_count(diags); i++) {
		const struct report *r = diag_at(diags, i);
		struct line_column at = diag_position(diags, r->at);
		str name = r->at.file ? path_name(diag_path(diags, r->at.file)) : S("-");
		buf_printf(b, "%.*s:%llu:%llu+%u %.*s %.*s\n", STR_ARG(name),
		           (unsigned long long)at.line, (unsigned long long)at.column, r->at.len,
		           STR_ARG(r->code), STR_ARG(r->message));
	}
}

/* Their notes, as they are shown: "  FILE:LINE:COLUMN: note: message". */
static inline void put_notes(struct buf *b)
{
	struct buf shown = {0};
	str line;
	diag_show(diags, DIAG_PLAIN, 0, &shown);
	for (str rest = buf_str(&shown); str_next_line(&rest, &line);)
		if (str_find(line, S("note: ")) != SIZE_MAX)
			buf_printf(b, "  %.*s\n", STR_ARG(path_name(str_trim(line))));
	buf_drop(&shown);
}

static inline const char *reports(void)
{
	struct buf b = {0};
	put_reports(&b);
	put_notes(&b);
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

/* The tables of a project, `data` being strom.yml from data: on; NULL: reported. */
static inline struct tables *read_tables(const char *data)
{
	str database;
	forget_reports();
	put_file("a.md", S("# A\n"));
	put_file("strom.yml", arena_printf(arena, "%s%s%s", ABOUT, data, DOCUMENTS));
	folder_project = project_load(arena, diags, folder, NULL);
	if (!folder_project || !tables_load(arena, diags, folder_project, &database))
		return NULL;
	return tables_open(arena, diags, folder_project, database);
}

static inline struct tables *tables_of(const char *data)
{
	struct tables *t = read_tables(data);
	ck_assert_msg(t != NULL, "%s", reports());
	return t;
}

static inline const char *dumped(struct tables *t)
{
	struct buf b = {0};
	tables_dump(t, &b);
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static inline void has(const char *text, const char *part)
{
	ck_assert_msg(strstr(text, part) != NULL, "no '%s' in:\n%s", part, text);
}

/* A public table `survey` with its code book, and more keys of its entry (", weight: w"). */
static inline struct tables *survey_of(const char *csv, const char *book, const char *keys)
{
	put_file("d.csv", str_of(csv));
	put_file("b.csv", str_of(book));
	return tables_of(arena_cstr(
	        arena, arena_printf(arena,
	                            "data:\n  survey: {source: csv, path: d.csv, codebook: b.csv, "
	                            "sensitive: false%s}\n",
	                            keys)));
}

/* The answer's rows as lines, "|" between their cells. */
static inline const char *answer(struct tables *t, const char *sql)
{
	struct rows rows;
	struct buf b = {0};
	struct query q = {.sql = str_of(sql), .at = {folder_project->at.file, 1, 0}};
	ck_assert_msg(tables_query(t, arena, diags, q, NULL, 0, 0, &rows), "%s: %s", sql,
	              reports());
	for (size_t i = 0; i < rows.n * rows.columns; i++) {
		const struct cell *c = &rows.cells[i];
		if (c->type == CELL_INT)
			buf_printf(&b, "%lld", (long long)c->integer);
		else if (c->type == CELL_REAL)
			buf_printf(&b, "%.15g", c->real);
		else
			buf_put(&b, c->type == CELL_NULL ? S("-") : c->text);
		buf_put(&b, (i + 1) % rows.columns ? S("|") : S("\n"));
	}
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

#endif
