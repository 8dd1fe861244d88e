/* Sets every edition of a project three times and compares the pages: typesetting an edition leaves
 * it as it was. usage: set_again PROJECT */
#include "cli/commands.h"
#include "cli/session.h"
#include "typeset/typeset.h"

#include <stdio.h>

enum { TIMES = 3 };

static bool fail(const struct edition *e, const char *what)
{
	fprintf(stderr, "set_again: %.*s %.*s: %s\n", STR_ARG(e->spec->document->id.text),
	        STR_ARG(e->spec->id), what);
	return false;
}

static bool set(const struct edition *e, struct buf *pages)
{
	const struct document_spec *d = e->spec->document;
	struct fonts *fonts = fonts_new(e->arena, e->diags);
	const struct theme *theme =
	        theme_load(e->arena, e->diags, e->project, &d->theme, d->layout);
	return theme && typeset(e, fonts, theme, pages_dump_sink(e->arena, e, pages));
}

/* With their items' nodes, those above the edition's too: what the layout adds. */
static bool same_pages(const struct edition *e)
{
	struct buf first = {0}, again = {0};
	bool good = set(e, &first) && first.len;
	for (int i = 1; good && i < TIMES; i++) {
		buf_clear(&again);
		good = set(e, &again) && str_eq(buf_str(&first), buf_str(&again));
	}
	buf_drop(&first);
	buf_drop(&again);
	return good;
}

static bool check(struct session *s, const struct edition_spec *spec)
{
	const struct edition *e = session_make(s, spec);
	struct buf before = {0}, after = {0};
	if (!e)
		return false;
	edition_dump(e, &before);
	bool pages = same_pages(e);
	edition_dump(e, &after);
	bool same = str_eq(buf_str(&before), buf_str(&after));
	buf_drop(&before);
	buf_drop(&after);
	return pages ? same || fail(e, "is another after it was set") : fail(e, "pages differ");
}

int main(int argc, char **argv)
{
	struct command_line line = {.project = argc > 1 ? argv[1] : "."};
	const struct edition_spec **list;
	struct session s;
	size_t n;
	session_begin(&s, &line);
	bool good = session_load(&s) && session_editions(&s, &list, &n) && n;
	for (size_t i = 0; good && i < n; i++)
		good = check(&s, list[i]);
	return session_end(&s, 0) || !good;
}
