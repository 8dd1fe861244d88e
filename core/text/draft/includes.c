/* Includes: ```{include} part.md puts a file's blocks where it stands. What files may include is
 * bounded: one that names the next twice, and so on, would be read more often than any machine can.
 */
#include "text/draft/draft_parts.h"

#include "base/file.h"

enum {
	MOST_DEPTH = 16,                 /* files in one another */
	MOST_FILES = 1000,               /* of one text, each as often as it is named */
	MOST_BYTES = 64 << 20            /* of all of them */
};

/* Without "." and "..", so that one file has one name. Links are not followed. */
static str clean(struct arena *arena, str path)
{
	vec(str) parts = {0};
	struct buf out = {0};
	bool absolute = str_starts(path, S("/"));
	for (str rest = path; rest.len; rest = str_from(rest, str_until(rest, '/').len + 1)) {
		str part = str_until(rest, '/');
		bool up = str_eq(part, S(".."));
		if (!part.len || str_eq(part, S(".")))
			continue;
		if (up && parts.n && !str_eq(parts.at[parts.n - 1], S("..")))
			parts.n--;
		else
			vec_push(arena, &parts, part);
	}
	for (size_t i = 0; i < parts.n; i++) {
		if (i || absolute)
			buf_byte(&out, '/');
		buf_put(&out, parts.at[i]);
	}
	str cleaned = arena_str(arena, buf_str(&out));
	buf_drop(&out);
	return cleaned;
}

static str shown_chain(struct draft_reader *r, str path)
{
	str shown = path_name(path);
	for (const struct chain *c = r->chain; c; c = c->outer)
		shown = arena_printf(r->arena, "%.*s > %.*s", STR_ARG(path_name(c->path)),
		                     STR_ARG(shown));
	return shown;
}

static bool cyclic(struct draft_reader *r, str path, struct span at)
{
	diag_error(r->diags, at, "text/include-cycle", "files include one another: %.*s",
	           STR_ARG(shown_chain(r, path)));
	diag_hint(r->diags, "Take one of the includes out.");
	return false;
}

static bool may_include(struct draft_reader *r, str path, struct span at)
{
	const struct included *all = r->chain->included;
	size_t depth = 0;
	for (const struct chain *c = r->chain; c; c = c->outer, depth++)
		if (str_eq(clean(r->arena, c->path), path))
			return cyclic(r, path, at);
	if (depth > MOST_DEPTH) {
		diag_error(r->diags, at, "text/include-depth",
		           "files include one another more than 16 deep");
		diag_hint(r->diags, "Include the files from the text itself.");
		return false;
	}
	if (all->files < MOST_FILES && all->bytes < MOST_BYTES)
		return true;
	diag_error(r->diags, at, "text/too-many-includes",
	           "more than 1000 files or 64 MiB are included in one text");
	diag_hint(r->diags, "List some of the files under text: in strom.yml instead.");
	return false;
}

void draft_includes(struct draft_reader *r, const struct leaf *leaf, struct draft_block *parent,
                    str name)
{
	struct raw head = draft_join(r, leaf, 0, 1), body = draft_join(r, leaf, 1, leaf->pieces.n);
	struct draft_block *b = draft_add(r, parent, NODE_NONE, head.at);
	str file = clean(r->arena, path_join(r->arena, path_folder(r->chain->path), name));
	struct said path = {file, head.at};
	if (!name.len || str_trim(body.text).len) {
		diag_error(r->diags, head.at, "text/bad-include",
		           "an include names one file and has no body");
		diag_hint(r->diags,
		          "Write ```{include} other.md and end it with a line of backticks.");
		return;
	}
	if (may_include(r, file, head.at)) {
		r->chain->included->files++;
		b->included = draft_file(r->arena, r->diags, &path, r->chain, r->chain->included);
	}
}
