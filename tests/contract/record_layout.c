/* The recording host's document: a title, and chapters with a bit of everything. */
#include "contract/record_parts.h"

enum { DOCUMENT = 1 };

/* A new last child of `parent`; 0 when the table is full. */
static strom_node grow(struct record *r, strom_node parent, uint32_t kind, uint32_t level,
                       const char *style)
{
	strom_node *at, n = r->nodes + 1;
	if (n >= sizeof r->node / sizeof *r->node)
		return 0;
	r->nodes = n;
	r->node[n].kind = kind;
	r->node[n].level = level;
	r->node[n].style = style;
	if (!parent)
		return n;
	for (at = &r->node[parent].child; *at; at = &r->node[*at].next)
		continue;
	*at = n;
	return n;
}

static void make_document(struct record *r, uint32_t chapters)
{
	grow(r, 0, STROM_NODE_DOCUMENT, 0, "");
	for (uint32_t i = 0; i < chapters; i++) {
		grow(r, DOCUMENT, STROM_NODE_HEADING, 1, "");
		grow(r, DOCUMENT, STROM_NODE_PARAGRAPH, 0, "");
		grow(r, DOCUMENT, i % 2 ? STROM_NODE_TABLE : STROM_NODE_FIGURE, 0, "");
		grow(r, grow(r, DOCUMENT, STROM_NODE_DIV, 0, "practice"), STROM_NODE_LIST, 0, "");
	}
}

static bool is_node(struct record *r, strom_node n)
{
	if (n && n <= r->nodes)
		return true;
	record_wrong(r, "a node that does not exist");
	return false;
}

static strom_node host_child(struct strom_job *job, strom_node n)
{
	return is_node(record_of(job), n) ? record_of(job)->node[n].child : 0;
}

static strom_node host_next(struct strom_job *job, strom_node n)
{
	return is_node(record_of(job), n) ? record_of(job)->node[n].next : 0;
}

static bool host_info(struct strom_job *job, strom_node n, struct strom_node_info *info)
{
	struct record *r = record_of(job);
	if (!is_node(r, n))
		return false;
	info->kind = r->node[n].kind;
	info->level = r->node[n].level;
	info->style = str_of(r->node[n].style);
	info->id = S("");
	return true;
}

static strom_node host_add(struct strom_job *job, strom_node before, const struct strom_part *part)
{
	struct record *r = record_of(job);
	strom_node n = grow(r, 0, STROM_NODE_PART, 0, ""), *at = &r->node[DOCUMENT].child;
	if (!n)
		return 0;
	while (*at && *at != before)
		at = &r->node[*at].next;
	r->node[n].next = *at;
	*at = n;
	if (part->kind == STROM_PART_COVER) {
		grow(r, n, STROM_NODE_HEADING, 1, "cover-title");
		grow(r, n, STROM_NODE_PARAGRAPH, 0, "cover-edition");
		grow(r, n, STROM_NODE_PARAGRAPH, 0, "cover-text");
	}
	buf_printf(&r->said, "add %u before %u kind %u", n, before, part->kind);
	record_text(r, part->style);
	record_text(r, part->message);
	buf_byte(&r->said, '\n');
	return n;
}

static bool is_in(const strom_str *list, uint32_t n, strom_str name)
{
	for (uint32_t i = 0; i < n; i++)
		if (str_eq(list[i], name))
			return true;
	return false;
}

static void remember(struct record *r, strom_str *list, uint32_t *n, strom_str name)
{
	if (!name.len || is_in(list, *n, name) || *n == 32)
		record_wrong(r, "a master or flow without a name of its own");
	else
		list[(*n)++] = arena_str(r->arena, name);
}

static void put_box(struct record *r, strom_box b)
{
	buf_printf(&r->said, " %lld %lld %lld %lld\n", (long long)b.x, (long long)b.y,
	           (long long)b.w, (long long)b.h);
}

static bool host_master(struct strom_job *job, const struct strom_master *m)
{
	struct record *r = record_of(job);
	remember(r, r->masters, &r->masters_n, m->name);
	if (m->w <= 0 || m->h <= 0 || m->bleed < 0)
		record_wrong(r, "a master without a size");
	buf_put(&r->said, S("master"));
	record_text(r, m->name);
	put_box(r, (strom_box){0, m->bleed, m->w, m->h});
	return true;
}

static bool host_flow(struct strom_job *job, const struct strom_flow *f)
{
	struct record *r = record_of(job);
	remember(r, r->flows, &r->flows_n, f->name);
	buf_put(&r->said, S("flow"));
	record_text(r, f->name);
	if (f->notes && !f->anchored)
		record_wrong(r, "a flow beside nothing takes notes");
	buf_printf(&r->said, " %u %u %u %u\n", f->overset, f->anchored, f->balance, f->notes);
	return true;
}

static bool host_frame(struct strom_job *job, const struct strom_frame *f)
{
	struct record *r = record_of(job);
	if (!is_in(r->masters, r->masters_n, f->master) || !is_in(r->flows, r->flows_n, f->flow))
		record_wrong(r, "a frame of an unknown master or flow");
	if (f->box.w <= 0 || f->box.h <= 0)
		record_wrong(r, "a frame without a size");
	buf_put(&r->said, S("frame"));
	record_text(r, f->master);
	record_text(r, f->flow);
	buf_printf(&r->said, " %u %u %lld %lld", f->columns, f->flags, (long long)f->gap,
	           (long long)f->grid);
	put_box(r, f->box);
	return true;
}

static bool host_fixed(struct strom_job *job, const struct strom_fixed *f)
{
	struct record *r = record_of(job);
	if (!is_in(r->masters, r->masters_n, f->master))
		record_wrong(r, "fixed art of an unknown master");
	buf_put(&r->said, S("fixed"));
	record_text(r, f->master);
	record_text(r, f->style);
	record_text(r, f->content);
	if (f->steps && f->step <= 0)
		record_wrong(r, "fixed art that steps nowhere");
	buf_printf(&r->said, " %u %u %lld", f->align, f->steps, (long long)f->step);
	put_box(r, f->box);
	return true;
}

static bool host_place(struct strom_job *job, const struct strom_place *p)
{
	struct record *r = record_of(job);
	is_node(r, p->node);
	if (p->flow.len && !is_in(r->flows, r->flows_n, p->flow))
		record_wrong(r, "a place in an unknown flow");
	if (STROM_HAS(p, master) && p->master.len && !is_in(r->masters, r->masters_n, p->master))
		record_wrong(r, "a place on an unknown master");
	buf_printf(&r->said, "place %u start %u span %u keep %u", p->node, p->start, p->span,
	           p->keep);
	record_text(r, p->flow);
	record_text(r, p->style);
	record_text(r, STROM_HAS(p, master) ? p->master : S(""));
	buf_byte(&r->said, '\n');
	return true;
}

static bool host_error(struct strom_job *job, strom_node n, const char *code, const char *message,
                       const char *hint)
{
	is_node(record_of(job), n);
	return strom_error(job, (struct strom_pos){0}, code, message, hint);
}

static const struct strom_layout_host host = {
	.size = sizeof host, .child = host_child, .next = host_next, .info = host_info,
	.add = host_add, .master = host_master, .flow = host_flow, .frame = host_frame,
	.fixed = host_fixed, .place = host_place, .error = host_error,
};

/* Pages are asked for forwards and backwards: the answer is that of the question alone. */
static void ask_pages(struct strom_job *job, const struct strom_layout *layout)
{
	enum { PAGES = 12 };
	struct record *r = record_of(job);
	strom_str first[PAGES];
	for (int i = 0; i < 2 * PAGES; i++) {
		uint32_t index = (uint32_t)(i < PAGES ? i : 2 * PAGES - 1 - i);
		struct strom_page_ask ask = {.size = sizeof ask,
		                             .index = index,
		                             .recto = index % 2 == 0,
		                             .blank = index == 5,
		                             .master = S("")};
		strom_str master = S("");
		if (!layout->page(job, &ask, &master))
			continue;
		if (!is_in(r->masters, r->masters_n, master))
			record_wrong(r, "a page on an unknown master");
		if (i < PAGES)
			first[index] = arena_str(r->arena, master);
		else if (!str_eq(first[index], master))
			record_wrong(r, "another master for the same page");
		buf_put(&r->said, S("page"));
		record_text(r, master);
		buf_byte(&r->said, '\n');
	}
}

static bool call_layout(struct strom_job *job, const struct plugin *p, const void *input)
{
	const struct strom_layout *layout = record_functions(job, p);
	(void)input;
	if (!layout || !layout->arrange(job, &host, DOCUMENT))
		return false;
	ask_pages(job, layout);
	return true;
}

bool record_layout(struct record *r, const struct plugin *p, const struct options *o,
                   uint32_t chapters)
{
	make_document(r, chapters);
	return record_run(r, p, o, call_layout, NULL);
}
