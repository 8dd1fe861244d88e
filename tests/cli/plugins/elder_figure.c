/* A figure of interface 1.3: its structs end where they ended then, and what lies behind them is not
 * the core's. */
#include <strom/figure.h>

struct elder_field { uint32_t size, numeric; strom_str name, title; };
struct elder_datum { uint32_t size, null; double number; strom_str text; };
struct elder_figure {
	uint32_t size;
	bool (*draw)(struct strom_job *, const struct strom_canvas *);
};
enum { MARK = 0x5AFE };

static bool draw(struct strom_job *job, const struct strom_canvas *c)
{
	struct { struct elder_field field; uint64_t mark; } f = {{sizeof f.field, 0, {0}, {0}}, MARK};
	struct { struct elder_datum datum; uint64_t mark; } d = {{sizeof d.datum, 0, 0, {0}}, MARK};
	strom_len size = c->text_size(job), y = 0;
	c->field(job, 1, (struct strom_field *)(void *)&f.field);
	c->text(job, 0, y += size * 2, STROM_ANCHOR_START, f.field.title, size,
	        c->colour(job, "text"), STROM_TEXT_BOLD);
	for (uint32_t r = 0; r < c->rows(job); r++) {
		d.datum.size = sizeof d.datum;
		c->datum(job, r, 1, (struct strom_datum *)(void *)&d.datum);
		c->move(job, 0, y += size * 2);
		c->line(job, (strom_len)d.datum.number * STROM_PT(10) + size, y);
		c->stroke(job, c->colour(job, "series-1"), size);
		c->text(job, c->width(job), y, STROM_ANCHOR_END, d.datum.text, size,
		        c->colour(job, "text"), 0);
	}
	c->height(job, y + size);
	return (f.mark == MARK && d.mark == MARK) ||
	       strom_error(job, (struct strom_pos){0, 0, 0}, "elder/overwritten",
	                   "the core writes behind a struct", "");
}

static const struct elder_figure figure = {sizeof figure, draw};

static const struct strom_plugin plugin = {
        .size = sizeof plugin,
        .abi_minor = 3,
        .kind = STROM_KIND_FIGURE,
        .name = "elder",
        .version = "1",
        .summary = "Built with the headers of 1.3",
        .functions = &figure,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
