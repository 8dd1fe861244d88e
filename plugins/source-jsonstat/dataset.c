/* A dataset's dimensions: how many cells there are, and what each category is called. */
#include "jsonstat.h"

#include <stdlib.h>

static int clip(strom_str s)
{
	size_t len = s.len < 60 ? s.len : 60;
	while (len < s.len && len && ((unsigned char)s.ptr[len] & 0xC0) == 0x80)
		len--;
	return (int)len;
}

static bool wants(struct stat *s, uint32_t node, uint32_t owner, enum node_kind kind,
                  const char *what)
{
	static const char *const kinds[] = {"null",   "a truth value", "a number",
	                                    "a text", "a list",        "an object"};
	if (node && tree_at(s, node)->kind == kind)
		return true;
	if (!node)
		return strom_fault(&s->faults, tree_pos(s, owner), "jsonstat/missing",
		                   "Get the dataset again, as JSON-stat 2.", "'%s' is missing here",
		                   what);
	return strom_fault(&s->faults, tree_pos(s, node), "jsonstat/wrong-kind",
	                   "Get the dataset again, as JSON-stat 2.", "'%s' must be %s", what,
	                   kinds[kind]);
}

/* ---- Which of its kinds the file is ---- */

static bool is_class(struct stat *s, uint32_t node, const char *name)
{
	strom_str text = node ? tree_text(s, node) : (strom_str){"", 0};
	return text.len == strlen(name) && !memcmp(text.ptr, name, text.len);
}

static bool is_dataset(struct stat *s)
{
	uint32_t kind;
	if (tree_at(s, 1)->kind != NODE_MAP)
		return wants(s, 1, 1, NODE_MAP, "the dataset");
	kind = tree_get(s, 1, "class");
	if (is_class(s, kind, "dataset"))
		return true;
	if (tree_get(s, 1, "dataset"))
		return strom_fault(&s->faults, tree_pos(s, tree_get(s, 1, "dataset")),
		                   "jsonstat/version-1",
		                   "Ask for JSON-stat 2, which PxWeb calls json-stat2.",
		                   "the file is JSON-stat of version 1");
	if (kind)
		return strom_fault(&s->faults, tree_pos(s, kind), "jsonstat/no-dataset",
		                   "Get one of the datasets that it lists.",
		                   "the file is no dataset, but a '%.*s'", clip(tree_text(s, kind)),
		                   tree_text(s, kind).ptr);
	return wants(s, kind, 1, NODE_TEXT, "class");
}

/* ---- Categories ---- */

struct found { strom_str code; uint32_t at; };

static int by_code(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	size_t len = x->code.len < y->code.len ? x->code.len : y->code.len;
	int order = len ? memcmp(x->code.ptr, y->code.ptr, len) : 0;
	return order ? order : (x->code.len > y->code.len) - (x->code.len < y->code.len);
}

/* The codes in their order, so that labels are found without a search for each. */
static struct found *sorted(struct stat *s, const struct dimension *d)
{
	struct found *all = s->job->host->alloc(s->job, d->size * sizeof *all);
	for (uint32_t i = 0; i < d->size; i++)
		all[i] = (struct found){d->categories[i].code, i};
	if (d->size)
		qsort(all, d->size, sizeof *all, by_code);
	return all;
}

static void check_twice(struct stat *s, const struct dimension *d, const struct found *all,
                        uint32_t index)
{
	for (uint32_t i = 1; i < d->size; i++)
		if (!by_code(&all[i - 1], &all[i]))
			strom_fault(&s->faults, tree_pos(s, index), "jsonstat/category-twice",
			            "Get the dataset again.",
			            "the category '%.*s' of '%.*s' is there twice",
			            clip(all[i].code), all[i].code.ptr, clip(d->id), d->id.ptr);
}

static void take_labels(struct stat *s, struct dimension *d, const struct found *all,
                        uint32_t labels)
{
	for (uint32_t k = tree_at(s, labels)->first; k; k = tree_at(s, tree_at(s, k)->next)->next) {
		struct found wanted = {tree_text(s, k), 0};
		const struct found *hit = bsearch(&wanted, all, d->size, sizeof *all, by_code);
		if (hit && wants(s, tree_at(s, k)->next, labels, NODE_TEXT, "label"))
			d->categories[hit->at].label = tree_text(s, tree_at(s, k)->next);
	}
	d->labelled = true;
}

static void take_list(struct stat *s, struct dimension *d, uint32_t index)
{
	uint32_t i = 0;
	for (uint32_t k = tree_at(s, index)->first; k; k = tree_at(s, k)->next, i++)
		if (wants(s, k, index, NODE_TEXT, "index") && i < d->size)
			d->categories[i].code = tree_text(s, k);
}

static bool place_of(struct stat *s, struct dimension *d, uint32_t key, uint64_t *at)
{
	uint32_t node = tree_at(s, key)->next;
	strom_str code = tree_text(s, key);
	if (!tree_number(s, node, at) || *at >= d->size)
		return strom_fault(&s->faults, tree_pos(s, node), "jsonstat/category-order",
		                   "Get the dataset again.",
		                   "the place of the category '%.*s' is no number below %u",
		                   clip(code), code.ptr, d->size);
	if (d->categories[*at].code.ptr)
		return strom_fault(&s->faults, tree_pos(s, node), "jsonstat/category-order",
		                   "Get the dataset again.",
		                   "the category '%.*s' has the place of '%.*s'", clip(code),
		                   code.ptr, clip(d->categories[*at].code),
		                   d->categories[*at].code.ptr);
	return true;
}

static void take_map(struct stat *s, struct dimension *d, uint32_t index)
{
	uint64_t at;
	for (uint32_t k = tree_at(s, index)->first; k; k = tree_at(s, tree_at(s, k)->next)->next)
		if (place_of(s, d, k, &at))
			d->categories[at].code = tree_text(s, k);
}

static bool counts(struct stat *s, struct dimension *d, uint32_t index)
{
	uint32_t n = tree_at(s, index)->n;
	return n == d->size ||
	       strom_fault(&s->faults, tree_pos(s, index), "jsonstat/category-count",
	                   "Get the dataset again.",
	                   "the dimension '%.*s' has %u categories, but its size is %u",
	                   clip(d->id), d->id.ptr, n, d->size);
}

/* Of a dimension with one category the labels alone may say which it is. */
static bool take_categories(struct stat *s, struct dimension *d, uint32_t category)
{
	uint32_t index = tree_get(s, category, "index"), labels = tree_get(s, category, "label");
	uint64_t before = s->faults.errors;
	if (labels && !wants(s, labels, category, NODE_MAP, "label"))
		return false;
	if (!index && labels && d->size == 1 && tree_at(s, labels)->n == 1) {
		d->categories[0] =
		        (struct category){tree_text(s, tree_at(s, labels)->first), {NULL, 0}};
		index = labels;
	} else if (!index) {
		return wants(s, index, category, NODE_LIST, "index");
	} else if (!counts(s, d, index)) {
		return false;
	} else if (tree_at(s, index)->kind == NODE_LIST) {
		take_list(s, d, index);
	} else if (wants(s, index, category, NODE_MAP, "index")) {
		take_map(s, d, index);
	}
	if (s->faults.errors > before)
		return false;
	struct found *all = sorted(s, d);
	check_twice(s, d, all, index);
	if (labels)
		take_labels(s, d, all, labels);
	return true;
}

/* ---- Dimensions ---- */

static bool is_in(struct stat *s, uint32_t list, strom_str id)
{
	uint32_t k = list && tree_at(s, list)->kind == NODE_LIST ? tree_at(s, list)->first : 0;
	for (; k; k = tree_at(s, k)->next) {
		strom_str one = tree_text(s, k);
		if (one.len == id.len && !memcmp(one.ptr, id.ptr, id.len))
			return true;
	}
	return false;
}

static bool named(struct stat *s, uint32_t map, strom_str id, uint32_t *node)
{
	for (uint32_t k = tree_at(s, map)->first; k; k = tree_at(s, tree_at(s, k)->next)->next) {
		strom_str key = tree_text(s, k);
		if (key.len == id.len && !memcmp(key.ptr, id.ptr, id.len)) {
			*node = tree_at(s, k)->next;
			return true;
		}
	}
	return false;
}

static void take_dimension(struct stat *s, uint32_t map, uint32_t role_time, struct dimension *d)
{
	uint32_t node = 0;
	if (!named(s, map, d->id, &node)) {
		strom_fault(&s->faults, tree_pos(s, d->node), "jsonstat/no-dimension",
		            "Get the dataset again.", "the dimension '%.*s' is not described",
		            clip(d->id), d->id.ptr);
		return;
	}
	uint32_t category = tree_get(s, node, "category");
	d->time = is_in(s, role_time, d->id);
	d->categories = s->job->host->alloc(s->job, ((size_t)d->size + 1) * sizeof *d->categories);
	if (wants(s, node, map, NODE_MAP, "dimension") &&
	    wants(s, category, node, NODE_MAP, "category"))
		take_categories(s, d, category);
}

/* A size without its categories' names would be memory for nothing: each takes a few bytes of the
 * file. */
static bool take_size(struct stat *s, struct dimension *d, uint32_t id, uint32_t size)
{
	uint64_t number;
	d->node = id;
	if (!wants(s, id, id, NODE_TEXT, "id"))
		return false;
	d->id = tree_text(s, id);
	if (!tree_number(s, size, &number) || number > MOST_CELLS || number > s->bytes.len)
		return strom_fault(&s->faults, tree_pos(s, size), "jsonstat/bad-size",
		                   "Get the dataset again.",
		                   "the size of '%.*s' is no number of categories", clip(d->id),
		                   d->id.ptr);
	d->size = (uint32_t)number;
	s->cells *= number;
	if (s->cells > MOST_CELLS)
		return strom_fault(&s->faults, tree_pos(s, size), "jsonstat/too-many-cells",
		                   "Ask for fewer categories: only those that the text needs.",
		                   "the dataset has more than %d cells", MOST_CELLS);
	return true;
}

static bool take_sizes(struct stat *s, uint32_t ids, uint32_t sizes)
{
	uint32_t id = tree_at(s, ids)->first, size = tree_at(s, sizes)->first,
	         n = tree_at(s, ids)->n;
	uint64_t before = s->faults.errors;
	if (n != tree_at(s, sizes)->n)
		return strom_fault(&s->faults, tree_pos(s, sizes), "jsonstat/size-count",
		                   "Get the dataset again.",
		                   "there are %u dimensions, but %u sizes", n,
		                   tree_at(s, sizes)->n);
	if (!n || n > MOST_DIMENSIONS)
		return strom_fault(&s->faults, tree_pos(s, ids), "jsonstat/dimension-count",
		                   "Get the dataset again.", "the dataset has %u dimensions", n);
	for (s->cells = 1; id; id = tree_at(s, id)->next, size = tree_at(s, size)->next)
		if (!take_size(s, &s->dimensions[s->dimensions_n++], id, size) &&
		    s->cells > MOST_CELLS)
			return false;
	return s->faults.errors == before;
}

bool dataset_take(struct stat *s)
{
	uint32_t ids, sizes, map;
	uint64_t before = s->faults.errors;
	if (!is_dataset(s))
		return false;
	ids = tree_get(s, 1, "id");
	sizes = tree_get(s, 1, "size");
	map = tree_get(s, 1, "dimension");
	wants(s, ids, 1, NODE_LIST, "id");
	wants(s, sizes, 1, NODE_LIST, "size");
	wants(s, map, 1, NODE_MAP, "dimension");
	if (s->faults.errors > before || !take_sizes(s, ids, sizes))
		return false;
	for (uint32_t i = 0; i < s->dimensions_n; i++)
		take_dimension(s, map, tree_get(s, tree_get(s, 1, "role"), "time"),
		               &s->dimensions[i]);
	return s->faults.errors == before;
}
