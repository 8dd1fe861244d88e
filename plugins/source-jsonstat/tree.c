/* The file as a tree of nodes, each with its place: yajl's events, kept. */
#include "jsonstat.h"

#include <stdio.h>
#include <yajl/yajl_parse.h>

/* ---- Growing ---- */

struct frame { uint32_t node, last; };

struct growth {
	struct stat *stat;
	yajl_handle parser;
	size_t begin;
	struct frame frames[MOST_DEPTH];
	uint32_t depth;
	bool key;                       /* the node at hand is one */
	bool ended;                     /* all has been read: yajl counts from there anew */
};

static uint64_t here(const struct growth *g)
{
	return g->ended ? g->stat->bytes.len : g->begin + yajl_get_bytes_consumed(g->parser);
}

static struct strom_pos point(uint64_t off)
{
	return (struct strom_pos){off, 0, 1};
}

static void make_room(struct stat *s)
{
	struct tree *t = &s->tree;
	if (t->n < t->cap)
		return;
	t->cap = t->cap ? t->cap * 2 : 256;
	struct node *wider = s->job->host->alloc(s->job, (size_t)t->cap * sizeof *wider);
	if (t->n)
		memcpy(wider, t->nodes, t->n * sizeof *wider);
	t->nodes = wider;
}

/* Number 0 is none: the first node is 1. */
static uint32_t add(struct growth *g, enum node_kind kind, uint64_t off, uint64_t to)
{
	struct tree *t = &g->stat->tree;
	make_room(g->stat);
	t->n += !t->n;
	t->nodes[t->n] = (struct node){.off = off, .len = (uint32_t)(to - off), .kind = kind};
	if (!g->depth)
		return t->n++;
	struct frame *f = &g->frames[g->depth - 1];
	if (f->last)
		t->nodes[f->last].next = t->n;
	else
		t->nodes[f->node].first = t->n;
	t->nodes[f->node].n += !g->key;
	f->last = t->n;
	g->key = false;
	return t->n++;
}

static int scalar(struct growth *g, enum node_kind kind, size_t len)
{
	uint64_t end = here(g);
	add(g, kind, end - len, end);
	return !(g->stat->tree.n % 4096 == 0 && g->stat->job->host->cancelled(g->stat->job));
}

static int on_null(void *context)
{
	return scalar(context, NODE_NULL, 4);
}

static int on_bool(void *context, int truth)
{
	return scalar(context, NODE_BOOL, truth ? 4 : 5);
}

static int on_number(void *context, const char *text, size_t len)
{
	(void)text;
	return scalar(context, NODE_NUMBER, len);
}

static int on_string(void *context, const unsigned char *text, size_t len)
{
	struct growth *g = context;
	uint64_t end = here(g), off = json_text_start(g->stat->bytes, end);
	if (len && memchr(text, 0, len))
		strom_fault(&g->stat->faults, (struct strom_pos){off, (uint32_t)(end - off), 1},
		            "jsonstat/nul", "Take it out.", "the text holds a NUL");
	if (!strom_is_utf8((strom_str){(const char *)text, len}))
		return strom_fault(&g->stat->faults,
		                   (struct strom_pos){off, (uint32_t)(end - off), 1},
		                   "jsonstat/syntax", "Save the file as UTF-8.",
		                   "the text is not UTF-8");
	if (end - off > MOST_TEXT)
		return strom_fault(&g->stat->faults, (struct strom_pos){off, 1, 1},
		                   "jsonstat/long-text", "No label is that long.",
		                   "the text is longer than %d bytes", MOST_TEXT);
	return scalar(g, NODE_TEXT, end - off);
}

static int on_key(void *context, const unsigned char *text, size_t len)
{
	((struct growth *)context)->key = true;
	return on_string(context, text, len);
}

static int open_node(struct growth *g, enum node_kind kind)
{
	uint64_t end = here(g);
	if (g->depth == MOST_DEPTH)
		return strom_fault(&g->stat->faults, (struct strom_pos){end - 1, 1, 1},
		                   "jsonstat/too-deep", "No dataset needs that.",
		                   "more than %d objects and lists in each other", MOST_DEPTH);
	uint32_t node = add(g, kind, end - 1, end);
	g->frames[g->depth++] = (struct frame){.node = node};
	return 1;
}

static int on_map(void *context)
{
	return open_node(context, NODE_MAP);
}

static int on_list(void *context)
{
	return open_node(context, NODE_LIST);
}

static int on_end(void *context)
{
	struct growth *g = context;
	struct node *n = &g->stat->tree.nodes[g->frames[--g->depth].node];
	n->len = (uint32_t)(here(g) - n->off);
	return 1;
}

static bool broken(struct growth *g)
{
	struct stat *s = g->stat;
	char message[160];
	unsigned char *said = yajl_get_error(g->parser, 0, NULL, 0);
	uint64_t off = here(g) < s->bytes.len ? here(g) : s->bytes.len;
	snprintf(message, sizeof message, "%.*s", (int)strcspn((const char *)said, ".\n"),
	         (const char *)said);
	yajl_free_error(g->parser, said);
	return strom_fault(&s->faults, point(off), "jsonstat/syntax",
	                   "Get the file again, or mend it.", "%s", message);
}

bool tree_read(struct stat *s)
{
	static const yajl_callbacks callbacks = {on_null,   on_bool,   NULL,   NULL,
	                                         on_number, on_string, on_map, on_key,
	                                         on_end,    on_list,   on_end};
	struct growth g = {.stat = s};
	g.begin = s->bytes.len >= 3 && !memcmp(s->bytes.ptr, "\xEF\xBB\xBF", 3) ? 3 : 0;
	g.parser = yajl_alloc(&callbacks, NULL, &g);
	yajl_status status = yajl_parse(g.parser, (const unsigned char *)s->bytes.ptr + g.begin,
	                                s->bytes.len - g.begin);
	g.ended = status == yajl_status_ok;
	if (g.ended)
		status = yajl_complete_parse(g.parser);
	bool good = status == yajl_status_ok || (status == yajl_status_error && broken(&g));
	yajl_free(g.parser);
	return good && !s->faults.errors;
}

/* ---- Looking ---- */

struct strom_pos tree_pos(const struct stat *s, uint32_t node)
{
	const struct node *n = tree_at(s, node);
	bool whole = n->kind == NODE_LIST || n->kind == NODE_MAP;
	return (struct strom_pos){n->off, whole ? 1 : n->len, 1};
}

uint32_t tree_get(const struct stat *s, uint32_t map, const char *key)
{
	size_t len = strlen(key);
	if (!map || tree_at(s, map)->kind != NODE_MAP)
		return 0;
	for (uint32_t k = tree_at(s, map)->first; k; k = tree_at(s, tree_at(s, k)->next)->next) {
		const struct node *n = tree_at(s, k);
		if (n->len == len + 2 && !memcmp(s->bytes.ptr + n->off + 1, key, len))
			return n->next;
	}
	return 0;
}

/* ---- Texts ---- */

static uint32_t hex4(const char *s)
{
	uint32_t code = 0;
	for (int i = 0; i < 4; i++) {
		unsigned char c = (unsigned char)s[i];
		code = code << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
	}
	return code;
}

/* What \u begins, in one or two halves; half of a pair alone is U+FFFD. */
static size_t take_code(const char *s, size_t left, char *out, size_t *taken)
{
	uint32_t c = hex4(s + 2), low = 0;
	*taken = 6;
	if (c >= 0xD800 && c < 0xDC00 && left >= 12 && s[6] == '\\' && s[7] == 'u')
		low = hex4(s + 8);
	if (low >= 0xDC00 && low < 0xE000) {
		*taken = 12;
		c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
	}
	return strom_put_code(out, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
}

/* yajl has seen that every escape is one. */
static strom_str unescape(struct stat *s, strom_str raw)
{
	static const char names[] = "bfnrt", means[] = "\b\f\n\r\t";
	char *out = s->job->host->alloc(s->job, raw.len + 1);
	size_t len = 0, taken;
	for (size_t i = 0; i < raw.len; i += taken) {
		taken = 1;
		if (raw.ptr[i] != '\\') {
			out[len++] = raw.ptr[i];
		} else if (raw.ptr[i + 1] == 'u') {
			len += take_code(raw.ptr + i, raw.len - i, out + len, &taken);
		} else {
			const char *name = strchr(names, raw.ptr[i + 1]);
			out[len++] = name ? means[name - names] : raw.ptr[i + 1];
			taken = 2;
		}
	}
	return (strom_str){out, len};
}

strom_str tree_text(struct stat *s, uint32_t node)
{
	const struct node *n = tree_at(s, node);
	strom_str raw = {s->bytes.ptr + n->off, n->len};
	if (n->kind != NODE_TEXT)
		return raw;
	raw.ptr++;
	raw.len -= 2;
	return memchr(raw.ptr, '\\', raw.len) ? unescape(s, raw) : raw;
}

bool tree_number(struct stat *s, uint32_t node, uint64_t *number)
{
	strom_str text = tree_text(s, node);
	*number = 0;
	if (!text.len || text.len > 15)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
		*number = *number * 10 + (uint64_t)(text.ptr[i] - '0');
	}
	return true;
}
