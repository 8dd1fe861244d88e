/* strom.yml of strom new. Where a person must think, a comment says so. */
#include "cli/command_new.h"

#include <strom/source.h>

static void put_settings(const struct new_project *n, struct buf *out)
{
	for (size_t i = 0; i < n->settings_n; i++) {
		buf_put(out, i ? S(", ") : S("    options: {"));
		buf_put(out, n->settings[i].key);
		buf_put(out, S(": "));
		buf_json(out, n->settings[i].value);
	}
	buf_put(out, n->settings_n ? S("}\n") : S(""));
}

static void put_types(const struct new_project *n, struct buf *out)
{
	size_t put = 0;
	for (size_t i = 0; i < n->types_n; i++) {
		/* The code book says what they are. */
		if (n->look->columns[i].codes)
			continue;
		buf_put(out, put++ ? S("") : S("    types:\n"));
		buf_put(out, S("      "));
		buf_json(out, n->types[i].column.text);
		buf_printf(out, ": %.*s\n", STR_ARG(reading_type_name(n->types[i].type)));
	}
}

static void put_weight(const struct new_project *n, struct buf *out)
{
	for (size_t i = 0; i < n->look->n; i++)
		if (n->look->columns[i].variable == STROM_VARIABLE_WEIGHT)
			buf_printf(out,
			           "    # Think: the file has weights, in %.*s; shares and means "
			           "are weighted\n    # where the key weight: names the "
			           "column.\n",
			           STR_ARG(command_new_remark(n->arena, n->look->columns[i].name)));
}

/* Else each share of theirs is a warning, in a project that nobody has looked at yet. */
static void put_small_base(const struct new_project *n, struct buf *out)
{
	size_t few = 0;
	for (size_t i = 0; i < n->look->n; i++)
		few += n->look->columns[i].values < PROJECT_FEW &&
		       command_new_kind(n->arena, &n->look->columns[i]) > NEW_TICKED;
	if (few)
		buf_printf(out,
		           "    # Think: there are questions with fewer than %d answers. counts "
		           "prints their numbers\n    # in place of shares, warn tells of each.\n"
		           "    small-base: allow\n",
		           PROJECT_FEW);
}

static void put_value(struct buf *out, size_t i, const char *what, const char *function, str column)
{
	struct buf sql = {0};
	buf_printf(&sql, "select %s(%.*s) from survey", function, STR_ARG(column));
	buf_printf(out, "  q%zu_%s: ", i + 1, what);
	buf_json(out, buf_str(&sql));
	buf_byte(out, '\n');
	buf_drop(&sql);
}

static void put_column_values(enum new_kind kind, str column, size_t i, struct buf *out)
{
	put_value(out, i, "n", "count", column);
	if (kind == NEW_YES_NO)
		put_value(out, i, "yes", "avg", column);
	if (kind == NEW_DAY) {
		put_value(out, i, "first", "min", column);
		put_value(out, i, "last", "max", column);
	}
}

static void put_views(const struct new_project *n, struct buf *out)
{
	size_t put = 0;
	for (size_t i = 0; i < n->look->n && i < NEW_MOST_QUESTIONS; i++) {
		const struct look_column *c = &n->look->columns[i];
		enum new_kind kind = command_new_kind(n->arena, c);
		if (command_new_is_taken(c) && (kind == NEW_CHART || kind == NEW_TABLE))
			buf_printf(out, "%s  q%zu: select \"%.*s\" as answer from survey\n",
			           put++ ? "" : "views:\n", i + 1, STR_ARG(c->name));
	}
	buf_put(out, put ? S("\n") : S(""));
}

/* Of the columns that a text cannot name. */
static void put_values(const struct new_project *n, struct buf *out)
{
	struct buf values = {0};
	for (size_t i = 0, end; i < n->look->n && i < NEW_MOST_QUESTIONS; i = end) {
		const struct look_column *c = &n->look->columns[i];
		enum new_kind kind = command_new_kind(n->arena, c);
		str column = command_new_quoted(n->arena, c->name);
		bool ticked = command_new_several(n, c).len > 0;
		end = command_new_end(n, i);
		if (command_new_is_named(c) || command_new_is_list(n, i))
			continue;
		if (end > i + 1 && ticked)
			put_value(&values, i, "n", "count", column);
		else if (end == i + 1 && kind > NEW_TICKED)
			put_column_values(kind, column, i, &values);
	}
	if (values.len)
		buf_printf(out, "values:\n%.*s\n", STR_ARG(buf_str(&values)));
	buf_drop(&values);
}

/* No clock is read: a day of the data is the nearest that is known. */
static str day_of(const struct look *look)
{
	for (size_t i = 0; look && i < look->n; i++)
		if (look->columns[i].type == READ_DATE && look->columns[i].most.len == 10)
			return look->columns[i].most;
	return S(NEW_DATE);
}

static void put_head(const struct new_project *n, struct buf *out)
{
	buf_printf(out, "project:\n  id: %.*s\n  title: ", STR_ARG(n->id));
	buf_json(out, n->title);
	buf_printf(out,
	           "  # Think: what is it called?\n  date: %.*s  # Think: when is it published?\n"
	           "  funders:\n    - name: " NEW_FUNDER "  # Think: who pays, and which "
	           "sentence and logo "
	           "does the contract want?\n\nlanguage: %.*s\nlanguages: [",
	           STR_ARG(day_of(n->look)), STR_ARG(n->languages[0]));
	for (size_t i = 0; i < n->languages_n; i++)
		buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(n->languages[i]));
	buf_put(out, S("]\ntranslations: po\n\n"));
}

/* Columns that seem to tell of persons are not read at all. */
static void put_sensitive(const struct new_project *n, struct buf *out)
{
	size_t said = 0;
	for (size_t i = 0; i < n->look->n; i++) {
		if (!command_new_personal(n->arena, &n->look->columns[i]))
			continue;
		buf_put(out, said++ ? S(", ")
		                    : S("\n    # Think: these seem to tell of persons, and are not "
		                        "read; best is to take\n    # them out of the file, too.\n"
		                        "    leave-out: ["));
		buf_json(out, n->look->columns[i].name);
	}
	buf_put(out, said ? S("]\n    # Think: could persons be recognised by the rest? Then write")
	                  : S("\n    # Think: could single persons be recognised in it? Then "
	                      "write"));
	buf_put(out, S(" true: no table and no chart shows it any more.\n"
	               "    sensitive: false\n"));
}

/* What of the file is not read: repeats of a survey are sheets of their own. */
static void put_sheets(const struct new_project *n, struct buf *out)
{
	size_t said = 0;
	bool read = false;
	for (size_t i = 0; i < n->look->sheets_n; i++)
		read |= n->look->sheets[i].read;
	for (size_t i = 0; i < n->look->sheets_n && said < 8; i++) {
		const struct look_sheet *sheet = &n->look->sheets[i];
		/* Where none was chosen, the source has taken the first. */
		bool first = !read && !sheet->aside;
		read |= first;
		if (!first && !sheet->read && !sheet->aside)
			buf_printf(out, "%s\"%.*s\"",
			           said++ ? ", " : "    # Think: this is not read: ",
			           STR_ARG(command_new_remark(n->arena, sheet->name)));
	}
	if (said)
		buf_put(out, S(". What matters of it wants an entry of its own.\n"));
}

void command_new_yml(const struct new_project *n, struct buf *out)
{
	buf_put(out, S("# Made by strom new. What is marked \"Think:\" wants a person.\n\n"));
	put_head(n, out);
	buf_printf(out, "data:\n  survey:\n    source: %.*s\n    path: ", STR_ARG(n->plugin));
	buf_json(out, arena_printf(n->arena, "data/%.*s", STR_ARG(n->file)));
	put_sensitive(n, out);
	if (n->codebook.len) {
		buf_put(out, S("    codebook: "));
		buf_json(out, arena_printf(n->arena, "data/%.*s", STR_ARG(n->codebook)));
		buf_byte(out, '\n');
	}
	put_settings(n, out);
	put_types(n, out);
	put_weight(n, out);
	put_small_base(n, out);
	put_sheets(n, out);
	buf_byte(out, '\n');
	put_views(n, out);
	put_values(n, out);
	buf_put(out, S("documents:\n  report:\n    layout: report\n    theme: strom\n    text: "
	               "text/report.md\n"
	               "    editions: languages\n    options: {chapter-start: any}\n"));
}
