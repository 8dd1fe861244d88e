/* Editions of small texts, in a folder of their own, and what was reported. */
#ifndef TEXT_HELP_H
#define TEXT_HELP_H

#include "unit/quick_file.h"
#include "text/text.h"

#include <check.h>
#include <ftw.h>
#include <sqlite3.h>
#include <unistd.h>

static struct arena *arena;
static struct diags *diags;
static str folder;
static struct project project;
static struct document_spec document;
static struct edition_spec spec;
static struct said text_path;
static struct source_spec text_sources[4];
static struct value_spec text_values[16];
static struct tables *sample;
static str text_book; /* the code book of the first source, packed; empty: it has none */

static inline void put_file(const char *name, str bytes);

/* What these tests measure is set by a theme of their own: those that users get may change their looks. */
static inline void put_theme(void)
{
	str themes = path_join(arena, folder, S("themes"));
	ck_assert(folder_make(diags, themes));
	ck_assert(!symlink(TESTS "/golden/text/themes/strom.yml",
	                   arena_cstr(arena, path_join(arena, themes, S("strom.yml")))));
	ck_assert(!symlink(TESTS "/golden/text/themes/art",
	                   arena_cstr(arena, path_join(arena, themes, S("art")))));
}

static inline void set_up(void)
{
	arena = arena_new();
	diags = diags_new(arena);
	char *name = arena_cstr(arena, S("/tmp/strom-text-XXXXXX"));
	ck_assert_ptr_nonnull(mkdtemp(name));
	folder = str_of(name);
	text_path = (struct said){path_join(arena, folder, S("a.md")), {0}};
	document = (struct document_spec){.id = {S("report"), {0}}, .title = {S("A title"), {0}},
	                                  .date = {S("2015-10-31"), {0}}, .texts = &text_path,
	                                  .texts_n = 1};
	project = (struct project){.folder = folder,
	                           .language = S("en"),
	                           .documents = &document,
	                           .documents_n = 1,
	                           .sources = text_sources,
	                           .values = text_values};
	project.at.file = diag_file(diags, path_join(arena, folder, S("strom.yml")), 0);
	project.translations.text = path_join(arena, folder, S("po"));
	spec = (struct edition_spec){.document = &document, .id = S("en"), .language = S("en")};
	project.plugins = plugins_load(arena, diags, NULL, 0);
	put_file("strom.yml", S("project:\n"));
	put_theme();
	sample = NULL;
}

static inline int remove_one(const char *path, const struct stat *info, int type, struct FTW *at)
{
	(void)info, (void)type, (void)at;
	return remove(path);
}

static inline void tear_down(void)
{
	nftw(arena_cstr(arena, folder), remove_one, 8, FTW_DEPTH | FTW_PHYS);
	arena_drop(arena);
}

static inline void put_file(const char *name, str bytes)
{
	str path = path_join(arena, folder, str_of(name));
	ck_assert(folder_make(diags, path_folder(path)));
	quick_file(arena, path, bytes);
}

/* As the loader leaves them. */
static inline void put_book(sqlite3 *db)
{
	sqlite3_stmt *insert = NULL;
	ck_assert_int_eq(sqlite3_exec(db,
	                              "create table strom_books(source integer primary key, "
	                              "book blob)",
	                              NULL, NULL, NULL),
	                 SQLITE_OK);
	if (!text_book.len)
		return;
	ck_assert_int_eq(
	        sqlite3_prepare_v2(db, "insert into strom_books values (0, ?)", -1, &insert, NULL),
	        SQLITE_OK);
	sqlite3_bind_blob64(insert, 1, text_book.ptr, text_book.len, SQLITE_STATIC);
	ck_assert_int_eq(sqlite3_step(insert), SQLITE_DONE);
	sqlite3_finalize(insert);
}

/* Tables by a script of SQL; `names`, separated by spaces, are what the project calls sources. */
static inline void set_tables(const char *sql, const char *names)
{
	sqlite3 *db = NULL;
	sqlite3_int64 size = 0;
	ck_assert_int_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
	ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	put_book(db);
	unsigned char *bytes = sqlite3_serialize(db, "main", &size, 0);
	str database = arena_str(arena, (str){(char *)bytes, (size_t)size});
	sqlite3_free(bytes);
	sqlite3_close(db);
	for (str rest = str_of(names); rest.len;
	     rest = str_trim(str_from(rest, str_until(rest, ' ').len)))
		text_sources[project.sources_n++].name.text = str_until(rest, ' ');
	sample = tables_open(arena, diags, &project, database);
	ck_assert_ptr_nonnull(sample);
}

/* A value of strom.yml; its SQL stands at offset 100 * its number. */
static inline void set_value(const char *name, const char *sql)
{
	struct span at = {project.at.file, (uint32_t)strlen(sql), project.values_n * 100};
	struct yaml *yaml = arena_make(arena, struct yaml);
	*yaml = (struct yaml){.kind = YAML_SCALAR, .text = str_of(sql), .at = at};
	text_values[project.values_n++] =
	        (struct value_spec){.name = {str_of(name), at}, .sql = yaml};
}

static inline struct edition *make(const char *markdown)
{
	put_file("a.md", str_of(markdown));
	return edition_make(arena, diags, &project, &spec, sample);
}

/* Lines "FILE:LINE:COLUMN+LEN code message", LEN in bytes. */
static inline const char *reports(void)
{
	struct buf b = {0};
	for (size_t i = 0; i < diag_count(diags); i++) {
		const struct report *r = diag_at(diags, i);
		struct line_column at = diag_position(diags, r->at);
		str name = path_name(diag_path(diags, r->at.file));
		buf_printf(&b, "%.*s:%llu:%llu+%u %.*s %.*s\n", STR_ARG(name),
		           (unsigned long long)at.line, (unsigned long long)at.column, r->at.len,
		           STR_ARG(r->code), STR_ARG(r->message));
	}
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static inline const char *dump(const struct edition *e)
{
	struct buf b = {0};
	edition_dump(e, &b);
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static inline struct edition *made(const char *markdown)
{
	struct edition *e = make(markdown);
	ck_assert_msg(e != NULL, "%s\n%s", markdown, reports());
	return e;
}

/* The text is refused with these reports, and nothing else is said. */
static inline void refuses(const char *markdown, const char *expected)
{
	diags = diags_new(arena);
	project.at.file = diag_file(diags, path_join(arena, folder, S("strom.yml")), 0);
	struct edition *e = make(markdown);
	ck_assert_msg(!e, "%s\nis taken as\n%s", markdown, e ? dump(e) : "");
	ck_assert_msg(!strcmp(reports(), expected), "%s\ngives\n%sbut expected is\n%s", markdown,
	              reports(), expected);
}

static inline void hints(const char *words)
{
	str hint = diag_at(diags, diag_count(diags) - 1)->hint;
	ck_assert_msg(str_find(hint, str_of(words)) != SIZE_MAX, "%.*s", STR_ARG(hint));
}

/* Whether it is made, what is told of it, and the last hint. */
static inline const char *outcome(const char *markdown)
{
	diags = diags_new(arena);
	project.at.file = diag_file(diags, path_join(arena, folder, S("strom.yml")), 0);
	const char *how = make(markdown) ? "made" : "refused";
	size_t n = diag_count(diags);
	str hint = n ? diag_at(diags, n - 1)->hint : S("");
	return arena_cstr(arena, arena_printf(arena, "%s\n%s%.*s", how, reports(), STR_ARG(hint)));
}

static inline bool has(const char *text, const char *part)
{
	return strstr(text, part) != NULL;
}

/* The dump holds these lines somewhere, indentation counted from the document's children. */
static inline void gives(const char *markdown, const char *lines)
{
	const char *text = dump(made(markdown));
	ck_assert_msg(has(text, lines), "%s\ngives\n%sbut expected is\n%s", markdown, text, lines);
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
