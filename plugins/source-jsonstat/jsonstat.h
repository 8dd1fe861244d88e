/* The source of JSON-stat 2 datasets: a file as a tree of nodes, and the dataset that stands in it.
 * For this folder only. */
#ifndef SOURCE_JSONSTAT_H
#define SOURCE_JSONSTAT_H

#include "../jsons/jsons.h"

enum {
	MOST_DEPTH = 64,
	MOST_DIMENSIONS = 100,
	MOST_CELLS = 20000000,
	MOST_TEXT = 1 << 20
};

enum node_kind { NODE_NULL, NODE_BOOL, NODE_NUMBER, NODE_TEXT, NODE_LIST, NODE_MAP };

/* Nodes are told by their number; 0: none. What stands in a map comes as key, value, key, value. */
struct node {
	uint64_t off;
	uint32_t len, kind;
	uint32_t next, first, n;        /* of a map or list; n: of a map its values */
};

struct tree {
	struct node *nodes;
	uint32_t n, cap;
};

struct category { strom_str code, label; };

struct dimension {
	strom_str id;
	uint32_t node;
	uint32_t size;
	bool time, labelled;
	struct category *categories;
};

/* Values or states: of a list one a cell; of a map those that are there, in order. */
struct series {
	uint32_t node, next;            /* next: of a list, that of cell number `at` */
	uint64_t at, n;
	struct given *given;            /* of a map */
};
struct given { uint64_t cell; uint32_t node; };

struct stat {
	struct strom_job *job;
	const struct strom_source_host *host;
	strom_str bytes;
	struct strom_faults faults;
	struct tree tree;
	struct dimension dimensions[MOST_DIMENSIONS];
	uint32_t dimensions_n;
	uint64_t cells;                 /* the product of the sizes */
	struct series values, states;
	strom_str state;                /* of all cells, where it is one text */
	uint32_t state_names;           /* extension.status.label: what the states mean */
};

/* ---- tree.c ---- */

/* Reads the file into nodes; the first of them is the file's value. False: reported. */
bool tree_read(struct stat *);
static inline const struct node *tree_at(const struct stat *s, uint32_t node)
{
	return &s->tree.nodes[node];
}
struct strom_pos tree_pos(const struct stat *, uint32_t node);
/* A map's value by its key; 0: it is not there, or that is no map. */
uint32_t tree_get(const struct stat *, uint32_t map, const char *key);
/* A text, or a number as it stands there. In the job's memory, or the file's. */
strom_str tree_text(struct stat *, uint32_t node);
/* A whole number from 0 on; false: it is none. */
bool tree_number(struct stat *, uint32_t node, uint64_t *);

/* ---- dataset.c ---- */

/* The dimensions with their categories. False: reported. */
bool dataset_take(struct stat *);

/* ---- cells.c ---- */

/* A row a cell. False: reported. */
bool cells_push(struct stat *);

#endif
