/* strom render and dump: looking at what a stage has made. */
#include "cli/commands.h"
#include "cli/session.h"
#include "draw/draw.h"
#include "pdf/pdf.h"

#include <unistd.h>

static void print(const struct buf *b)
{
	fwrite(b->ptr ? b->ptr : "", 1, b->len, stdout);
}

/* ---- render ---- */

static bool format_of(struct session *s, str path, enum draw_format *format)
{
	str name = s->line->format ? str_of(s->line->format) : path;
	bool svg = str_ends(name, S("svg"));
	*format = svg ? DRAW_SVG : DRAW_PNG;
	if (svg || str_ends(name, S("png")))
		return true;
	diag_error(s->diags, (struct span){0}, "cli/format", "cannot tell the picture's format from '%.*s'",
	           STR_ARG(name));
	diag_hint(s->diags, "Give --format png or --format svg.");
	return false;
}

/* Counts pages on their way to the picture. */
struct counted { struct page_sink next; long pages; };

static bool count_page(void *self, const struct page *page)
{
	struct counted *c = self;
	c->pages++;
	return c->next.page(c->next.self, page);
}

static bool render(struct session *s, const char *document)
{
	const struct edition_spec *spec = session_load(s) ? session_edition(s, document) : NULL;
	enum draw_format format;
	bool drawn = false;
	if (!spec)
		return false;
	str path = s->line->out ? str_of(s->line->out)
	           : arena_printf(s->arena, "%s-%.*s-%ld.%s", document, STR_ARG(spec->id), s->line->page,
	                          s->line->format ? s->line->format : "png");
	if (!format_of(s, path, &format))
		return false;
	struct edition *e = session_make(s, spec);
	struct file_out *out = e ? file_out_new(s->diags, path) : NULL;
	if (!out)
		return false;
	struct counted counted = {draw_sink(s->arena, s->diags, e, (uint32_t)s->line->page - 1, format,
	                                    (double)s->line->dpi, out, &drawn), 0};
	bool good = session_typeset(e, (struct page_sink){&counted, count_page});
	if (good && !drawn) {
		diag_error(s->diags, (struct span){0}, "cli/no-page", "there is no page %ld", s->line->page);
		diag_hint(s->diags, "The edition '%.*s' of %s has %ld page%s.", STR_ARG(spec->id), document,
		          counted.pages, counted.pages == 1 ? "" : "s");
	}
	if (!good || !drawn) {
		file_out_drop(out);
		return false;
	}
	if (!file_out_keep(out))
		return false;
	if (!s->line->quiet)
		printf("%.*s\n", STR_ARG(path));
	return true;
}

int command_render(const struct command_line *line)
{
	struct session s;
	session_begin(&s, line);
	bool good = render(&s, line->words[0]);
	return session_end(&s, good ? EXIT_GOOD : EXIT_PROJECT);
}

/* ---- dump ---- */

static bool dump_tables(struct session *s, struct buf *out)
{
	struct tables *t = session_tables(s);
	if (t)
		tables_dump(t, out);
	return t != NULL;
}

/* The PDF is written to a file that has no name any more when we leave. */
static bool dump_pdf(struct session *s, struct edition *e, struct buf *out)
{
	str path = arena_printf(s->arena, "%s/strom-dump-%ld.pdf", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp",
	                        (long)getpid());
	struct file_out *file = file_out_new(s->diags, path);
	struct pdf *pdf = file ? pdf_new(s->arena, s->diags, e, file) : NULL;
	if (!pdf || !session_typeset(e, pdf_sink(pdf)) || !pdf_end(pdf)) {
		file_out_drop(file);
		return false;
	}
	bool good = file_out_keep(file) && pdf_dump(s->arena, s->diags, path, out);
	unlink(arena_cstr(s->arena, path));
	return good;
}

static bool dump(struct session *s, str value, const char *document, struct buf *out)
{
	if (!session_load(s))
		return false;
	if (str_eq(value, S("tables")))
		return dump_tables(s, out);
	const struct edition_spec *spec = session_edition(s, document);
	struct edition *e = spec ? session_make(s, spec) : NULL;
	if (!e)
		return false;
	if (str_eq(value, S("edition"))) {
		edition_dump(e, out);
		return true;
	}
	if (str_eq(value, S("pages")))
		return session_typeset(e, pages_dump_sink(s->arena, e, out));
	return dump_pdf(s, e, out);
}

int command_dump(const struct command_line *line)
{
	static const char *const values[] = {"tables", "edition", "pages", "pdf"};
	str value = str_of(line->words[0]);
	size_t known = 0;
	while (known < 4 && !str_eq(value, str_of(values[known])))
		known++;
	if (known == 4) {
		fprintf(stderr, "strom: dump shows tables, edition, pages or pdf, not '%s'\n", line->words[0]);
		return EXIT_USAGE;
	}
	if (known > 0 && line->words_n < 2) {
		fprintf(stderr, "strom: usage: strom dump %s DOCUMENT\n", line->words[0]);
		return EXIT_USAGE;
	}
	struct session s;
	struct buf out = {0};
	session_begin(&s, line);
	bool good = dump(&s, value, line->words_n > 1 ? line->words[1] : NULL, &out);
	if (good)
		print(&out);
	buf_drop(&out);
	return session_end(&s, good ? EXIT_GOOD : EXIT_PROJECT);
}
