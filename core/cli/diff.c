/* strom diff: which numbers, tables and sentences are printed otherwise than in an earlier
 * delivery. */
#include "base/file.h"
#include "cli/apart.h"
#include "cli/commands.h"
#include "cli/printed.h"
#include "cli/printed_compare.h"
#include "package/verify/packed.h"

enum { MOST_ARCHIVE = 1 << 30, MOST_VALUES = 256 << 20 };

/* ---- The old delivery ---- */

static bool no_values(struct session *s, str path, const char *why)
{
	diag_error(s->diags, (struct span){0}, "cli/no-values", "'%.*s' %s", STR_ARG(path), why);
	diag_hint(s->diags, "Give a zip that strom pack has made, with data/values.json in it.");
	return false;
}

/* A bag with pages in it, but without what they print. */
static bool older_delivery(struct session *s, str path)
{
	diag_error(s->diags, (struct span){0}, "cli/no-values",
	           "'%.*s' was packed by a version that wrote no values.json, so what it prints "
	           "is not known",
	           STR_ARG(path));
	diag_hint(s->diags, "Take the project as it was then, pack it with this version, and "
	                    "compare with that.");
	return false;
}

static bool read_values(struct session *s, str path, str *json)
{
	struct buf b = {0};
	struct packed_entry entry;
	str bytes, piece;
	enum packed_step step;
	if (!file_map_as(s->arena, s->diags, FILE_GIVEN, (struct span){0}, path, MOST_ARCHIVE,
	                 &bytes))
		return false;
	struct packed *p = packed_bytes(s->arena, bytes);
	bool bag = false, pages = false;
	while ((step = packed_next(p, &entry)) == PACKED_MORE) {
		bool file = entry.kind == PACKED_FILE;
		if (file && str_ends(entry.name, S("/data/values.json")))
			break;
		bag |= file && str_ends(entry.name, S("/bagit.txt"));
		pages |= file && str_ends(entry.name, S(".pdf"));
	}
	if (step == PACKED_END && bag && pages)
		return older_delivery(s, path);
	if (step != PACKED_MORE)
		return no_values(s, path,
		                 step == PACKED_END ? "holds no values.json" : "is no archive");
	while ((step = packed_data(p, &piece)) == PACKED_MORE && b.len < MOST_VALUES)
		buf_put(&b, piece);
	*json = arena_str(s->arena, buf_str(&b));
	buf_drop(&b);
	return step == PACKED_END || no_values(s, path, "is damaged");
}

/* ---- The command ---- */

static bool diff(struct session *s, void *self, struct outputs *none, struct buf *said)
{
	str path = str_of(s->line->words[0]), json;
	struct buf now = {0}, text = {0};
	uint64_t n;
	(void)self, (void)none;
	if (!read_values(s, path, &json) || !printed_put(s, &now))
		return false;
	if (!printed_compare(s->arena, s->diags, json, buf_str(&now), s->line->json, &text, &n))
		return no_values(s, path, "has a values.json of another form");
	buf_u64(said, n);
	buf_put(said, buf_str(&text));
	buf_drop(&text);
	buf_drop(&now);
	return true;
}

/* As diff: 0 the same, 1 not, 2 it could not be told. */
int command_diff(const struct command_line *line)
{
	struct session s;
	str said = S("");
	uint64_t n = 0;
	session_begin(&s, line);
	struct task task = {.run = diff, .what = S("the comparison")};
	struct does does = {.project = true, .reads = str_of(line->words[0])};
	bool good = session_lock(&s, does) && session_load(&s) &&
	            apart_run(&s, &task, &said) == EXIT_GOOD && buf_take_u64(&said, &n);
	if (good)
		session_print(&s, said);
	int code = session_end(&s, EXIT_GOOD);
	return good && code == EXIT_GOOD ? n ? 1 : 0 : EXIT_USAGE;
}
