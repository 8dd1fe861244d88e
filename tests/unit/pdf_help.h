/* Editions and pages made by hand, for the tests of core/pdf. */
#ifndef STROM_PDF_HELP_H
#define STROM_PDF_HELP_H

#include "pdf/pdf.h"

#include <check.h>
#include <stdlib.h>
#include <unistd.h>

struct world {
	struct arena *arena;
	struct diags *diags;
	struct fonts *fonts;
	const struct font *serif, *sans;         /* CFF, TrueType */
	struct edition edition;
	struct project project;
	struct said author;
	items items;
	str path;                                /* of the file */
	uint16_t lang;                           /* of the next nodes and lines */
};

static inline const struct font *open_font(struct world *w, const char *path)
{
	struct font_face *face = arena_make(w->arena, struct font_face);
	*face = (struct font_face){.family = S("Test"), .path = str_of(path)};
	const struct font *f = fonts_open(w->fonts, face);
	ck_assert_ptr_nonnull(f);
	return f;
}

static inline strom_node add(struct world *w, strom_node parent, enum node_kind kind)
{
	struct edition *e = &w->edition;
	strom_node n = edition_add(e, parent, kind, (struct span){0});
	node_edit(e, n)->lang = w->lang;
	return n;
}

static inline strom_node add_text(struct world *w, strom_node parent, const char *text)
{
	strom_node n = add(w, parent, NODE_TEXT);
	node_edit(&w->edition, n)->text = str_of(text);
	return n;
}

static inline void world_begin(struct world *w)
{
	*w = (struct world){.arena = arena_new()};
	w->diags = diags_new(w->arena);
	w->fonts = fonts_new(w->arena, w->diags);
	w->serif = open_font(w, "/usr/share/fonts/opentype/linux-libertine/LinLibertine_R.otf");
	w->sans = open_font(w, "/usr/share/fonts/truetype/lato/Lato-Regular.ttf");
	struct edition *e = &w->edition;
	e->arena = w->arena;
	e->diags = w->diags;
	e->title = S("Fünf Ämter");
	e->title_language = S("de");
	e->date = S("2015-10-31");
	e->publisher = S("A publisher & sons");
	w->author = (struct said){.text = S("An author")};
	w->project.authors = &w->author;
	w->project.authors_n = 1;
	e->project = &w->project;
	vec_push(w->arena, &e->languages, S("en"));
	vec_push(w->arena, &e->languages, S("de"));
	edition_begin(e, (struct span){0});
	w->path = arena_printf(w->arena, "test-%ld.pdf", (long)getpid());
}

static inline void world_end(struct world *w)
{
	unlink(arena_cstr(w->arena, w->path));
	arena_drop(w->arena);
}

static inline strom_len pt(double v)
{
	return STROM_PT(v);
}

/* Shapes a line and puts it at x, y. Returns where it ends. */
static inline strom_len put_line(struct world *w, const struct font *f, double size,
                                 strom_node node, const char *text, strom_len x, double y)
{
	hb_buffer_t *b = hb_buffer_create();
	hb_buffer_add_utf8(b, text, -1, 0, -1);
	hb_buffer_guess_segment_properties(b);
	hb_shape(f->hb_font, b, NULL, 0);
	unsigned n;
	hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, &n);
	hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(b, NULL);
	struct glyph *g = arena_array(w->arena, struct glyph, n + 1);
	strom_len end = x;
	for (unsigned i = 0; i < n; i++) {
		uint32_t to = (uint32_t)strlen(text);
		for (unsigned k = i + 1; k < n; k++)
			if (info[k].cluster != info[i].cluster) {
				to = info[k].cluster;
				break;
			}
		bool first = !i || info[i - 1].cluster != info[i].cluster;
		g[i] = (struct glyph){
			.id = info[i].codepoint,
			.advance = font_scale(f, pos[i].x_advance, pt(size)),
			.dx = (int32_t)font_scale(f, pos[i].x_offset, pt(size)),
			.dy = (int32_t)-font_scale(f, pos[i].y_offset, pt(size)),
			.text_off = info[i].cluster,
			.text_len = first ? (uint16_t)(to - info[i].cluster) : 0};
		end += g[i].advance;
	}
	hb_buffer_destroy(b);
	vec_push(w->arena, &w->items,
	         (struct item){.kind = ITEM_GLYPHS,
	                       .node = node,
	                       .lang = w->lang,
	                       .x = x,
	                       .y = pt(y),
	                       .colour = {0, 0, 0, 255},
	                       .font = f,
	                       .size = pt(size),
	                       .text = str_of(text),
	                       .glyphs = g,
	                       .n = n});
	return end;
}

static inline struct item *last_item(struct world *w)
{
	return &w->items.at[w->items.n - 1];
}

static inline void put_box(struct world *w, strom_node node, uint8_t artifact, double x, double y,
                    double width, double height)
{
	struct path_step *s = arena_array(w->arena, struct path_step, 5);
	s[0] = (struct path_step){.op = PATH_MOVE};
	s[1] = (struct path_step){.op = PATH_LINE, .x = {pt(width)}};
	s[2] = (struct path_step){.op = PATH_LINE, .x = {pt(width)}, .y = {pt(height)}};
	s[3] = (struct path_step){.op = PATH_LINE, .y = {pt(height)}};
	s[4] = (struct path_step){.op = PATH_CLOSE};
	vec_push(w->arena, &w->items, (struct item){
		.kind = ITEM_PATH, .node = node, .artifact = artifact, .x = pt(x), .y = pt(y),
		.colour = {30, 90, 160, 255}, .steps = s, .steps_n = 5, .fill = true});
}

/* Gives the items so far to the sink as one page. */
static inline bool put_page(struct world *w, struct page_sink sink, uint32_t index,
                            const char *label)
{
	struct page page = {.index = index, .label = str_of(label), .w = pt(300), .h = pt(400),
	                    .items = w->items.at, .n = w->items.n};
	bool good = sink.page(sink.self, &page);
	w->items.n = 0;
	return good;
}

/* What a program prints. */
static inline str run(struct world *w, const char *format, ...)
        __attribute__((format(printf, 2, 3)));

/* The dump of a file, which is to be tests/golden/pdf/NAME.dump. Lengths of packed streams are left
 * out: they are the compressor's. STROM_GOLDEN=1 writes it anew; read the difference before it is
 * committed. */
static inline void as_before(struct world *w, str path, const char *name)
{
	struct buf dump = {0}, got = {0};
	str wanted = {0}, golden = arena_printf(w->arena, "%s/golden/pdf/%s.dump", TESTS, name),
	    rest, line;
	ck_assert(pdf_dump(w->arena, w->diags, path, &dump));
	for (rest = buf_str(&dump); str_next_line(&rest, &line);) {
		size_t at = str_find(line, S("/Length "));
		buf_put(&got, str_sub(line, 0, at));
		if (at != SIZE_MAX && at < line.len)
			buf_put(&got,
			        str_from(line,
			                 at + 8 + str_until(str_from(line, at + 8), ' ').len));
		buf_byte(&got, '\n');
	}
	buf_drop(&dump);
	if (getenv("STROM_GOLDEN")) {
		struct file_out *f = file_out_new(w->diags, golden);
		ck_assert(f && file_out_put(f, buf_str(&got)) && file_out_keep(f));
	}
	ck_assert(file_map(w->arena, w->diags, (struct span){0}, golden, 0, &wanted));
	size_t same = 0;
	while (same < got.len && same < wanted.len && got.ptr[same] == wanted.ptr[same])
		same++;
	ck_assert_msg(str_eq(buf_str(&got), wanted),
	              "%.*s differs at byte %zu, where the file has\n%.*s\ninstead of"
	              "\n%.*s",
	              STR_ARG(golden), same, STR_ARG(str_sub(buf_str(&got), same - 60, same + 200)),
	              STR_ARG(str_sub(wanted, same - 60, same + 200)));
	buf_drop(&got);
}

/* The operators of a page of a file, from 1. */
static inline const char *operators(struct world *w, int page)
{
	str all = run(w, "qpdf --qdf --object-streams=disable %s -", arena_cstr(w->arena, w->path));
	size_t at = str_find(all, arena_printf(w->arena, "%%%% Contents for page %d\n", page));
	ck_assert(at != SIZE_MAX);
	str from = str_from(all, at);
	from = str_from(from, str_find(from, S("\nstream\n")) + 8);
	return arena_cstr(w->arena, str_sub(from, 0, str_find(from, S("endstream"))));
}

#include <stdarg.h>
static inline str run(struct world *w, const char *format, ...)
{
	char command[4096];
	struct buf out = {0};
	va_list args;
	va_start(args, format);
	vsnprintf(command, sizeof command, format, args);
	va_end(args);
	FILE *f = popen(command, "r");
	ck_assert_ptr_nonnull(f);
	char bytes[4096];
	for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
		buf_put(&out, (str){bytes, n});
	int status = pclose(f);
	ck_assert_msg(status == 0, "'%s' gave %d", command, status);
	str s = arena_str(w->arena, buf_str(&out));
	buf_drop(&out);
	return s;
}

#endif
