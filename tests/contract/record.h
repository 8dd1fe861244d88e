/* A host that writes down everything a plugin says to it, so that two calls can be compared.
 * What breaks a promise of the headers is written to `wrong`. */
#ifndef CONTRACT_RECORD_H
#define CONTRACT_RECORD_H

#define STROM_ALLOCATES
#include "plugin/plugin.h"

#include <strom/figure.h>
#include <strom/layout.h>
#include <strom/source.h>

struct record {
	struct buf said, wrong;
	size_t input_len;
	uint32_t columns, rows, cells;     /* a source's; `cells` of the row so far */
	uint32_t sheets, sheet;            /* told of; the first that is not aside, from 1 */
	uint32_t table_rows, table_columns, heights, path, deep;   /* a figure's */
	strom_str names;                   /* what a figure's rows are called, a line each */
	uint32_t nodes;                    /* a layout's document */
	struct { uint32_t kind, level; const char *style; strom_node child, next; } node[64];
	strom_str masters[32], flows[32];
	uint32_t masters_n, flows_n;
	struct arena *arena;
	const struct strom_input *input; /* a source's, during the call */
};

void record_drop(struct record *);
void record_wrong(struct record *, const char *what);

/* Each runs the plugin once, in an arena of its own. Returns what job_end says; reports are
 * written into `said` too. */
bool record_source(struct record *, const struct plugin *, const struct options *, str bytes);
/* On a canvas of interface 1.3. */
bool record_figure_old(struct record *, const struct plugin *, const struct options *);
bool record_figure(struct record *, const struct plugin *, const struct options *, str names,
                   uint32_t rows, uint32_t columns);
bool record_layout(struct record *, const struct plugin *, const struct options *,
                   uint32_t chapters);

#endif
