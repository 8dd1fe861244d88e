/* A host for source plugins outside the core: options by hand, rows and reports as text. It holds
 * a plugin to its promises. Included by the tests and by the fuzz target. */
#ifndef TESTS_SOURCE_HOST_H
#define TESTS_SOURCE_HOST_H

#include "base/arena.h"
#include "base/buf.h"

#include <strom/source.h>

struct host_setting { const char *name, *key, *value; };   /* key: entry of a map; else NULL */

struct source_host {
	struct strom_job job;
	struct arena *arena;
	const struct strom_plugin *plugin;
	const struct host_setting *settings;    /* ends with a NULL name */
	str bytes;
	size_t places; /* how far they go: of UTF-16 they are those of its text in UTF-8 */
	struct buf rows, reports;               /* "a:int b\n1|x\n"; "1+2 csv/code message\n" */
	size_t columns, cells, rows_n, errors, reports_n;
	const char *sheets[16]; /* their names, in the arena; the first that is not aside */
	uint32_t sheets_n, sheet;               /* from 1; 0: none */
	const char *broken;                     /* a promise that the plugin did not keep */
};

static inline struct source_host *source_host_of(struct strom_job *job)
{
	return (struct source_host *)job;
}

static inline void host_demand(struct source_host *h, bool kept, const char *promise)
{
	if (!kept && !h->broken)
		h->broken = promise;
}

static inline void host_place(struct source_host *h, struct strom_pos pos)
{
	if (pos.known && h->sheets_n)
		host_demand(h, pos.off >> 52 < h->sheets_n || pos.off >> 52 == STROM_SHEETS - 1,
		            "a sheet is told of");
	else if (pos.known)
		host_demand(h, pos.off <= h->places && pos.len <= h->places - pos.off,
		            "a position lies inside the file");
}

static inline void *host_alloc(struct strom_job *job, size_t bytes)
{
	return arena_alloc(source_host_of(job)->arena, bytes);
}

static inline void host_report(struct strom_job *job, const struct strom_report *r)
{
	struct source_host *h = source_host_of(job);
	host_place(h, r->pos);
	host_demand(h, utf8_check(r->message) == r->message.len, "a message is UTF-8");
	host_demand(h, utf8_check(r->hint) == r->hint.len, "a hint is UTF-8");
	host_demand(h, r->code.len && r->message.len, "a report says something");
	h->errors += r->severity == STROM_ERROR;
	h->reports_n++;
	if (r->pos.known && h->sheets_n && r->pos.off >> 52 < h->sheets_n)
		buf_printf(&h->reports, "%s!R%lluC%llu ", h->sheets[r->pos.off >> 52],
		           (unsigned long long)(r->pos.off >> 16 & 0xFFFFFFFFu) + 1,
		           (unsigned long long)(r->pos.off & 0xFFFF) + 1);
	else if (r->pos.known && !h->sheets_n)
		buf_printf(&h->reports, "%llu+%u ", (unsigned long long)r->pos.off, r->pos.len);
	buf_printf(&h->reports, "%.*s %.*s\n", STR_ARG(r->code), STR_ARG(r->message));
}

static inline bool host_fallback(struct source_host *h, const char *name, struct strom_value *v)
{
	for (size_t i = 0; h->plugin->options && h->plugin->options[i]; i++) {
		const struct strom_option *o = h->plugin->options[i];
		if (!str_eq(str_of(o->name), str_of(name)) || !o->fallback)
			continue;
		v->text = str_of(o->fallback);
		str_to_int(v->text, &v->integer);
		return true;
	}
	return false;
}

static inline bool host_option(struct strom_job *job, const char *name, struct strom_value *v)
{
	struct source_host *h = source_host_of(job);
	for (const struct host_setting *s = h->settings; s && s->name; s++) {
		if (s->key || !str_eq(str_of(s->name), str_of(name)))
			continue;
		v->text = str_of(s->value);
		str_to_int(v->text, &v->integer);
		v->given = 1;
		return true;
	}
	return host_fallback(h, name, v);
}

static inline bool host_entry(struct strom_job *job, const char *name, uint32_t i, strom_str *key,
                              struct strom_value *v)
{
	for (const struct host_setting *s = source_host_of(job)->settings; s && s->name; s++) {
		if (!s->key || !str_eq(str_of(s->name), str_of(name)) || i--)
			continue;
		*key = str_of(s->key);
		v->text = str_of(s->value);
		return true;
	}
	return false;
}

static inline bool host_cancelled(struct strom_job *job)
{
	(void)job;
	return false;
}

static const char *const host_types[] = {"?",     ":text", ":int",     ":real",
                                         ":bool", ":date", ":percent", ""};

static inline bool host_column(struct strom_job *job, const struct strom_column *c)
{
	struct source_host *h = source_host_of(job);
	uint32_t type = c->type == STROM_COLUMN_WRITTEN && c->said ? c->said : c->type;
	host_demand(h, !h->rows_n, "columns come before rows");
	host_demand(h, type >= 1 && type <= 7, "a column has a type");
	host_demand(h, utf8_check(c->name) == c->name.len, "a column's name is UTF-8");
	host_place(h, c->pos);
	buf_printf(&h->rows, "%s%.*s%s", h->columns ? " " : "", STR_ARG(c->name),
	           host_types[type <= 7 ? type : 0]);
	if (c->decimal)
		buf_byte(&h->rows, (char)c->decimal);
	h->columns++;
	return true;
}

static inline bool host_row(struct strom_job *job, struct strom_pos pos)
{
	struct source_host *h = source_host_of(job);
	host_demand(h, !h->rows_n || h->cells == h->columns, "a row has a cell for every column");
	host_place(h, pos);
	buf_byte(&h->rows, '\n');
	h->cells = 0;
	h->rows_n++;
	return true;
}

/* What somebody has written is "" where it is empty, and else as it is; its type stands before it.
 */
static inline bool host_written(struct strom_job *job, const struct strom_written *c)
{
	struct source_host *h = source_host_of(job);
	host_demand(h, h->rows_n && h->cells < h->columns, "a cell belongs to a row and a column");
	host_demand(h, utf8_check(c->text) == c->text.len, "a cell's text is UTF-8");
	host_place(h, c->pos);
	if (h->cells++)
		buf_byte(&h->rows, '|');
	if (!c->text.len)
		buf_put(&h->rows, c->quoted ? S("\"\"") : S("NULL"));
	else if (STROM_HAS(c, type) && c->type)
		buf_printf(&h->rows, "%s ", host_types[c->type <= 7 ? c->type : 0] + 1);
	buf_put(&h->rows, c->text);
	return true;
}

/* Numbers carry a mark, so that a text "1" differs from a number 1. */
static inline bool host_cell(struct strom_job *job, const struct strom_cell *c)
{
	struct source_host *h = source_host_of(job);
	host_demand(h, h->rows_n && h->cells < h->columns, "a cell belongs to a row and a column");
	host_place(h, c->pos);
	if (h->cells++)
		buf_byte(&h->rows, '|');
	if (c->null) {
		buf_put(&h->rows, S("NULL"));
		return true;
	}
	host_demand(h, utf8_check(c->text) == c->text.len, "a cell's text is UTF-8");
	buf_put(&h->rows, c->text);
	if (c->integer)
		buf_printf(&h->rows, "=%lld", (long long)c->integer);
	if (c->real != 0)
		buf_printf(&h->rows, "~%.10g", c->real);
	return true;
}

static inline void host_encoding(struct strom_job *job, strom_str name)
{
	struct source_host *h = source_host_of(job);
	host_demand(h, name.len > 0, "an encoding has a name");
	if (str_starts(name, S("UTF-16")))
		h->places = h->bytes.len / 2 * 3;
}

static inline bool host_sheet(struct strom_job *job, const struct strom_sheet *s)
{
	struct source_host *h = source_host_of(job);
	/* A workbook of forms is opened for each of its sheets, and tells of them each time. */
	if (s->number < h->sheets_n && str_eq(s->name, str_of(h->sheets[s->number])))
		return true;
	host_demand(h, s->number == h->sheets_n, "sheets are numbered in order");
	host_demand(h, utf8_check(s->name) == s->name.len, "a sheet's name is UTF-8");
	host_demand(h, !h->columns, "sheets come before columns");
	if (h->sheets_n < sizeof h->sheets / sizeof *h->sheets)
		h->sheets[h->sheets_n] = arena_cstr(h->arena, s->name);
	else
		return strom_error(job, (struct strom_pos){0}, "host/sheets",
		                   "too many sheets for this test", "");
	h->sheets_n++;
	if (!s->aside && !h->sheet)
		h->sheet = h->sheets_n;
	return true;
}

/* The one that the option names, or the first that is not aside. */
static inline bool host_choose(struct strom_job *job, const char *option, uint32_t *number)
{
	struct source_host *h = source_host_of(job);
	strom_str name = strom_option_text(job, option);
	for (uint32_t i = 0; i < h->sheets_n; i++)
		if (name.len && str_eq(str_of(h->sheets[i]), name))
			h->sheet = i + 1;
	*number = h->sheet ? h->sheet - 1 : 0;
	return h->sheet != 0 ||
	       strom_error(job, (struct strom_pos){0}, "host/none", "nothing to choose", "");
}

static inline bool host_says(const struct source_host *h, const char *name)
{
	for (const struct host_setting *s = h->settings; s && s->name; s++)
		if (!strcmp(s->name, name))
			return true;
	return false;
}

/* One file alone. */
static inline bool host_input(struct strom_job *job, uint32_t i, struct strom_input *input)
{
	(void)job, (void)i, (void)input;
	return false;
}

/* With the setting "codebook" the file is its own. */
static inline bool host_codebook(struct strom_job *job, struct strom_input *out)
{
	struct source_host *h = source_host_of(job);
	if (!host_says(h, "codebook"))
		return false;
	out->bytes = h->bytes;
	out->name = S("book");
	out->files = out->known = 1;
	return true;
}

static inline bool host_variable(struct strom_job *job, const struct strom_variable *v)
{
	struct source_host *h = source_host_of(job);
	host_place(h, v->pos);
	host_demand(h, v->name.len && v->kind, "a variable has a name and a kind");
	buf_printf(&h->rows, "variable %u %.*s\n", v->kind, STR_ARG(v->name));
	return true;
}

static inline bool host_code(struct strom_job *job, const struct strom_code *c)
{
	struct source_host *h = source_host_of(job);
	host_place(h, c->pos);
	host_demand(h, c->code.len, "a code is not empty");
	buf_printf(&h->rows, "code %.*s%s\n", STR_ARG(c->code), c->missing ? " missing" : "");
	return true;
}

static inline bool host_label(struct strom_job *job, const struct strom_label *l)
{
	struct source_host *h = source_host_of(job);
	host_place(h, l->pos);
	buf_printf(&h->rows, "label %.*s %.*s\n", STR_ARG(l->language), STR_ARG(l->text));
	return true;
}

/* Reads the bytes, which the plugin gets in a block of exactly their size. */
static inline bool source_host_read(struct source_host *h, struct arena *arena,
                                    const struct strom_plugin *plugin,
                                    const struct host_setting *settings, str bytes)
{
	static const struct strom_host host = {
		sizeof host, host_alloc, host_report, host_option, host_entry, host_cancelled,
	};
	static const struct strom_source_host source_host = {
	        .size = sizeof source_host,
	        .column = host_column,
	        .row = host_row,
	        .cell = host_cell,
	        .encoding = host_encoding,
	        .written = host_written,
	        .sheet = host_sheet,
	        .choose = host_choose,
	        .input = host_input,
	        .codebook = host_codebook,
	        .variable = host_variable,
	        .code = host_code,
	        .label = host_label,
	};
	struct strom_input input = {.size = sizeof input,
	                            .bytes = bytes,
	                            .name = S("test.csv"),
	                            .files = 1,
	                            .known = 1};
	const struct strom_source *functions = plugin->functions;
	*h = (struct source_host){.job = {sizeof h->job, &host}, .arena = arena, .plugin = plugin,
	                          .settings = settings, .bytes = bytes, .places = bytes.len};
	/* With the setting "book" it is read as a code book. */
	bool book = host_says(h, "book");
	bool good = (book ? functions->book : functions->read)(&h->job, &source_host, &input);
	host_demand(h, good == !h->errors,
	            "false means that an error was reported, and nothing else");
	host_demand(h, !good || !h->rows_n || h->cells == h->columns, "the last row is whole");
	return good;
}

static inline void source_host_drop(struct source_host *h)
{
	buf_drop(&h->rows);
	buf_drop(&h->reports);
}

#endif
