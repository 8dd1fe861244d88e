/* strom render, dump, plugins, schema, verify: looking at what there is. */
#include "cli/commands.h"
#include "cli/session.h"
#include "draw/draw.h"
#include "package/package.h"
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

static int finish(struct session *s, bool good)
{
	int code = session_end(s);
	return good ? code : EXIT_PROJECT;
}

int command_render(const struct command_line *line)
{
	struct session s;
	session_begin(&s, line);
	bool good = render(&s, line->words[0]);
	return finish(&s, good);
}

/* ---- dump ---- */

static bool dump_tables(struct session *s, struct buf *out)
{
	struct tables *t = tables_open(s->arena, s->diags, s->project, s->database);
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
	return finish(&s, good);
}

/* ---- plugins, schema ---- */

static const char *type_name(uint32_t type)
{
	static const char *const names[] = {"", "text", "whole number", "number", "true or false", "length",
	                                    "choice", "map"};
	return type < 8 ? names[type] : "";
}

static void print_options(const struct plugin *p)
{
	struct strom_option o;
	for (size_t i = 0; option_read(p, i, &o); i++) {
		printf("  %-16s %s", o.name, o.type == STROM_TYPE_CHOICE && o.choices ? o.choices
		                                                                      : type_name(o.type));
		if (o.min < o.max)
			printf(", %g to %g", o.min, o.max);
		if (o.required)
			printf(", required");
		else if (o.fallback)
			printf(" (default: %s)", o.fallback);
		printf("\n  %-16s %s\n", "", o.help ? o.help : "");
	}
}

static bool list_plugins(struct session *s, str name)
{
	const struct plugins *all = plugins_load(s->arena, s->diags, s->line->plugin_folders.at,
	                                         s->line->plugin_folders.n);
	bool found = !name.len;
	for (size_t i = 0; all && i < plugins_count(all); i++) {
		const struct plugin *p = plugins_at(all, i);
		if (name.len && !str_eq(name, p->name))
			continue;
		str kind = plugin_kind_name(p->kind);
		printf("%-7.*s %-12.*s %-8.*s %.*s\n", STR_ARG(kind), STR_ARG(p->name), STR_ARG(p->version),
		       STR_ARG(p->summary));
		if (name.len)
			print_options(p);
		found = true;
	}
	if (!found)
		diag_error(s->diags, (struct span){0}, "plugin/unknown", "no plugin '%.*s'", STR_ARG(name));
	return found;
}

int command_plugins(const struct command_line *line)
{
	struct session s;
	session_begin(&s, line);
	bool good = list_plugins(&s, line->words_n ? str_of(line->words[0]) : S(""));
	return finish(&s, good);
}

int command_schema(const struct command_line *line)
{
	struct session s;
	struct buf b = {0};
	session_begin(&s, line);
	const struct plugins *all = plugins_load(s.arena, s.diags, line->plugin_folders.at,
	                                         line->plugin_folders.n);
	if (all) {
		project_schema(all, &b);
		print(&b);
	}
	buf_drop(&b);
	return finish(&s, all != NULL);
}

/* ---- verify ---- */

int command_verify(const struct command_line *line)
{
	struct session s;
	size_t files = 0;
	session_begin(&s, line);
	bool good = package_verify(s.arena, s.diags, str_of(line->words[0]), &files);
	if (good && line->json)
		printf("{\"event\":\"verified\",\"files\":%zu}\n", files);
	else if (good && !line->quiet)
		printf("%s: whole, %zu file%s\n", line->words[0], files, files == 1 ? "" : "s");
	return finish(&s, good);
}
