/* strom render and dump: looking at what a stage has made. */
#include "base/file.h"
#include "cli/apart.h"
#include "cli/commands.h"
#include "draw/draw.h"
#include "pdf/pdf.h"

#include <unistd.h>

/* ---- render ---- */

static bool format_of(struct session *s, str path, enum draw_format *format)
{
	str name = s->line->format ? str_of(s->line->format) : path;
	bool svg = str_ends(name, S("svg"));
	*format = svg ? DRAW_SVG : DRAW_PNG;
	if (svg || str_ends(name, S("png")))
		return true;
	diag_error(s->diags, (struct span){0}, "cli/format",
	           "cannot tell the picture's format from '%.*s'", STR_ARG(name));
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

struct drawn_page {
	const struct edition_spec *spec;
	enum draw_format format;
};

static bool put_page(struct session *s, void *self, struct outputs *outputs, struct buf *said)
{
	const struct drawn_page *p = self;
	const char *document = s->line->words[0];
	struct file_out *out = outputs->of[OUTPUT_PICTURE].file;
	bool drawn = false;
	(void)said;
	struct edition *e = session_make(s, p->spec);
	if (!e)
		return false;
	struct counted counted = {draw_sink(s->arena, s->diags, e, (uint32_t)s->line->page - 1,
	                                    p->format, (double)s->line->dpi, out, &drawn),
	                          0};
	bool good = session_typeset(e, (struct page_sink){&counted, count_page});
	if (good && !drawn) {
		diag_error(s->diags, (struct span){0}, "cli/no-page", "there is no page %ld",
		           s->line->page);
		diag_hint(s->diags, "The edition '%.*s' of %s has %ld page%s.",
		          STR_ARG(p->spec->id), document, counted.pages,
		          counted.pages == 1 ? "" : "s");
	}
	return good && drawn && file_out_flush(out);
}

/* The folder alone: the name may hang on the edition. */
static bool lock(struct session *s)
{
	str folder = s->line->out ? path_folder(str_of(s->line->out)) : S(".");
	return session_lock(s, (struct does){.project = true, .writes = folder}) && session_load(s);
}

static int render(struct session *s, const char *document)
{
	struct drawn_page p = {.spec = lock(s) ? session_edition(s, document) : NULL};
	str nothing;
	if (!p.spec)
		return EXIT_PROJECT;
	str path = s->line->out
	                   ? str_of(s->line->out)
	                   : arena_printf(s->arena, "%s-%.*s-%ld.%s", document, STR_ARG(p.spec->id),
	                                  s->line->page, s->line->format ? s->line->format : "png");
	if (!format_of(s, path, &p.format))
		return EXIT_PROJECT;
	struct task task = {.run = put_page, .self = &p, .what = path};
	task.outputs.of[OUTPUT_PICTURE].path = path;
	int code = apart_run(s, &task, &nothing);
	if (code == EXIT_GOOD && !s->line->quiet)
		printf("%.*s\n", STR_ARG(path));
	return code;
}

int command_render(const struct command_line *line)
{
	struct session s;
	session_begin(&s, line);
	return session_end(&s, render(&s, line->words[0]));
}

/* ---- dump ---- */

struct dump {
	str value;
	const struct edition_spec *spec;
	int room;                        /* for a PDF; -1: none */
};

static bool dump_tables(struct session *s, struct buf *out)
{
	struct tables *t = session_tables(s);
	if (t)
		tables_dump(t, out);
	return t != NULL;
}

/* The PDF is written to a file without a name, and read again. */
static bool dump_pdf(struct session *s, struct edition *e, int fd, struct buf *out)
{
	struct file_out *file = file_out_over(s->diags, fd);
	struct pdf *pdf = file ? pdf_new(s->arena, s->diags, e, file) : NULL;
	bool good =
	        pdf && session_typeset(e, pdf_sink(pdf)) && pdf_end(pdf) && file_out_flush(file);
	str bytes = S("");
	file_out_drop(file);
	return good && file_map_number(s->arena, fd, 0, &bytes) &&
	       pdf_dump_bytes(s->arena, s->diags, e->spec->document->id.text, bytes, out);
}

static bool dump_value(struct session *s, void *self, struct outputs *none, struct buf *out)
{
	const struct dump *d = self;
	(void)none;
	if (str_eq(d->value, S("tables")))
		return dump_tables(s, out);
	struct edition *e = session_make(s, d->spec);
	if (!e)
		return false;
	if (str_eq(d->value, S("pages")))
		return session_typeset(e, pages_dump_sink(s->arena, e, out));
	if (str_eq(d->value, S("pdf")))
		return dump_pdf(s, e, d->room, out);
	edition_dump(e, out);
	return true;
}

static int dump(struct session *s, struct dump *d, const char *document, str *out)
{
	if (!session_lock(s, (struct does){.project = true}) || !session_load(s))
		return EXIT_PROJECT;
	if (!str_eq(d->value, S("tables")) && !(d->spec = session_edition(s, document)))
		return EXIT_PROJECT;
	struct task task = {.run = dump_value, .self = d, .what = d->value};
	task.room = d->room >= 0 ? &d->room : NULL;
	return apart_run(s, &task, out);
}

int command_dump(const struct command_line *line)
{
	static const char *const values[] = {"tables", "edition", "pages", "pdf"};
	str value = str_of(line->words[0]);
	size_t known = 0;
	while (known < 4 && !str_eq(value, str_of(values[known])))
		known++;
	if (known == 4) {
		fprintf(stderr, "strom: dump shows tables, edition, pages or pdf, not '%s'\n",
		        line->words[0]);
		return EXIT_USAGE;
	}
	if (known > 0 && line->words_n < 2) {
		fprintf(stderr, "strom: usage: strom dump %s DOCUMENT\n", line->words[0]);
		return EXIT_USAGE;
	}
	struct session s;
	/* Before main is locked. */
	struct dump d = {.value = value, .room = known == 3 ? file_unnamed() : -1};
	str out = S("");
	session_begin(&s, line);
	int code = dump(&s, &d, line->words_n > 1 ? line->words[1] : NULL, &out);
	if (code == EXIT_GOOD)
		session_print(&s, out);
	if (d.room >= 0)
		close(d.room);
	return session_end(&s, code);
}
