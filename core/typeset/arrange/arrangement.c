/* Running a layout plugin: the host's calls record what it declares. */
#include "typeset/arrange/arrangement.h"
#include "typeset/arrange/parts.h"

enum { MOST_MESSAGE = 400 };

static struct arrangement *of(struct strom_job *pub)
{
	return job_of(pub)->context;
}

static bool refuse(struct strom_job *pub, const char *code, const char *message)
{
	struct job *job = job_of(pub);
	job_found(job);
	return diag_error(job->diags, job->at, code, "layout '%.*s': %s",
	                  STR_ARG(of(pub)->edition->spec->document->layout->name), message);
}

static bool sized(struct strom_job *pub, uint32_t size, size_t least, const char *what)
{
	return job_sized(job_of(pub), size, least, what);
}

static str keep_str(struct strom_job *pub, str s)
{
	return arena_str(job_of(pub)->arena, s);
}

/* ---- Reading the edition ---- */

static bool is_node(const struct arrangement *a, strom_node n)
{
	return n && n < a->edition->nodes.n;
}

static strom_node host_child(struct strom_job *pub, strom_node n)
{
	return is_node(of(pub), n) ? node_at(of(pub)->edition, n)->first : 0;
}

static strom_node host_next(struct strom_job *pub, strom_node n)
{
	return is_node(of(pub), n) ? node_at(of(pub)->edition, n)->next : 0;
}

static uint32_t public_kind(enum node_kind kind)
{
	switch (kind) {
	case NODE_DOCUMENT: return STROM_NODE_DOCUMENT;
	case NODE_HEADING: return STROM_NODE_HEADING;
	case NODE_PARAGRAPH: return STROM_NODE_PARAGRAPH;
	case NODE_LIST: return STROM_NODE_LIST;
	case NODE_TABLE: return STROM_NODE_TABLE;
	case NODE_FIGURE: return STROM_NODE_FIGURE;
	case NODE_PICTURE: return STROM_NODE_PICTURE;
	case NODE_DIV: return STROM_NODE_DIV;
	case NODE_PART: return STROM_NODE_PART;
	default: return STROM_NODE_OTHER;
	}
}

static bool host_info(struct strom_job *pub, strom_node n, struct strom_node_info *info)
{
	if (!is_node(of(pub), n))
		return refuse(pub, "layout/no-node", "asked about a node that does not exist");
	if (!sized(pub, info->size, JOB_UP_TO(strom_node_info, kind), "a node's facts"))
		return false;
	const struct node *node = node_at(of(pub)->edition, n);
	struct strom_node_info all = {sizeof all, public_kind(node->kind), node->level, node->style,
	                              node->id};
	uint32_t size = info->size < sizeof all ? info->size : sizeof all;
	memcpy(info, &all, size);
	info->size = size;
	return true;
}

static strom_node host_add(struct strom_job *pub, strom_node before, const struct strom_part *part)
{
	struct arrangement *a = of(pub);
	if (!sized(pub, part->size, JOB_UP_TO(strom_part, message), "a part"))
		return 0;
	if (part->kind > STROM_PART_BACK || (before && !is_node(a, before))) {
		refuse(pub, "layout/bad-part",
		       "added a part of an unknown kind or at an unknown place");
		return 0;
	}
	return part_add(a->edition, before, (enum strom_part_kind)part->kind, part->style,
	                part->message);
}

/* ---- Declaring ---- */

static struct master *master_find(struct arrangement *a, str name)
{
	for (size_t i = 0; i < a->masters.n; i++)
		if (str_eq(a->masters.at[i].name, name))
			return &a->masters.at[i];
	return NULL;
}

static bool flow_find(const struct arrangement *a, str name, uint32_t *flow)
{
	for (size_t i = 0; i < a->flows.n; i++)
		if (str_eq(a->flows.at[i].name, name)) {
			*flow = (uint32_t)i;
			return true;
		}
	return false;
}

static bool host_master(struct strom_job *pub, const struct strom_master *m)
{
	if (!sized(pub, m->size, JOB_UP_TO(strom_master, bleed), "a master"))
		return false;
	if (m->w < STROM_PT(10) || m->h < STROM_PT(10) || m->w > STROM_PT(14400) ||
	    m->h > STROM_PT(14400))
		return refuse(pub, "layout/bad-master",
		              "declared a page that is too small or too large");
	if (m->bleed < 0 || m->bleed > STROM_PT(400))
		return refuse(pub, "layout/bad-master",
		              "declared a bleed that is below nothing or too large");
	if (master_find(of(pub), m->name))
		return refuse(pub, "layout/bad-master", "declared a master twice");
	vec_push(job_of(pub)->arena, &of(pub)->masters,
	         (struct master){
	                 .name = keep_str(pub, m->name), .w = m->w, .h = m->h, .bleed = m->bleed});
	return true;
}

static bool host_flow(struct strom_job *pub, const struct strom_flow *f)
{
	uint32_t known;
	if (!sized(pub, f->size, JOB_UP_TO(strom_flow, balance), "a flow"))
		return false;
	if (flow_find(of(pub), f->name, &known))
		return refuse(pub, "layout/bad-flow", "declared a flow twice");
	vec_push(job_of(pub)->arena, &of(pub)->flows,
	         (struct flow){keep_str(pub, f->name), f->overset == STROM_OVERSET_ERROR,
	                       f->anchored != 0, f->balance != 0,
	                       STROM_HAS(f, inserted) && f->inserted,
	                       f->anchored && STROM_HAS(f, notes) && f->notes});
	return true;
}

/* By the numbers of a plugin, which may be any; millimetres are rounded. */
static bool on_page(const struct master *m, strom_box b)
{
	strom_len over = m->bleed + STROM_PT(1), right = m->w + over, bottom = m->h + over;
	return b.x >= -over && b.y >= -over && b.w >= 0 && b.h >= 0 && b.x <= right &&
	       b.y <= bottom && b.w <= right - b.x && b.h <= bottom - b.y;
}

static bool host_frame(struct strom_job *pub, const struct strom_frame *f)
{
	if (!sized(pub, f->size, JOB_UP_TO(strom_frame, grid), "a frame"))
		return false;
	struct arrangement *a = of(pub);
	struct master *m = master_find(a, f->master);
	uint32_t flow;
	uint32_t columns = f->columns ? f->columns : 1;
	if (!m || !flow_find(a, f->flow, &flow))
		return refuse(pub, "layout/bad-frame",
		              "declared a frame of an unknown master or flow");
	if (columns > 12 || f->box.h < STROM_PT(5) ||
	    (f->box.w - (columns - 1) * f->gap) / columns < STROM_PT(5))
		return refuse(pub, "layout/bad-frame", "declared a frame without room for text");
	if (!on_page(m, f->box))
		return refuse(pub, "layout/bad-frame",
		              "declared a frame that lies beyond the page and its bleed");
	if (f->grid < 0 && f->grid != STROM_GRID_BODY)
		return refuse(pub, "layout/bad-frame", "declared a grid that is not above nothing");
	strom_len wide = STROM_HAS(f, wide) ? f->wide : 0;
	strom_box out = f->box;
	out.x += wide < 0 ? wide : 0;
	out.w += wide < 0 ? -wide : wide;
	if (wide && (columns > 1 || wide < -STROM_PT(14400) || wide > STROM_PT(14400) ||
	             !on_page(m, out)))
		return refuse(pub, "layout/bad-frame",
		              "declared a frame whose wide passages lie beyond the page");
	vec_push(job_of(pub)->arena, &m->frames,
	         (struct frame){flow, f->box, columns, f->flags, f->gap, f->grid, wide});
	return true;
}

static bool is_placeholder(str text)
{
	static const char *const known[] = {"{folio}", "{title}", "{chapter}", "{chapter-number}"};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_eq(text, str_of(known[i])))
			return true;
	return false;
}

/* Letters and hyphens in braces, as the known ones are; else braces are braces. */
static bool looks_like_one(str text)
{
	for (size_t i = 1; i + 1 < text.len; i++)
		if (!(text.ptr[i] >= 'a' && text.ptr[i] <= 'z') && text.ptr[i] != '-')
			return false;
	return text.len > 2;
}

static bool unknown_placeholder(struct strom_job *pub, str one)
{
	refuse(pub, "layout/bad-fixed",
	       arena_printf(job_of(pub)->arena, "put the unknown placeholder %.*s on a page",
	                    STR_ARG(utf8_prefix(one, 60)))
	               .ptr);
	diag_hint(job_of(pub)->diags,
	          "There are {folio}, {title}, {chapter} and {chapter-number}.");
	return false;
}

/* What would be printed as words by mistake. */
static bool content_good(struct strom_job *pub, const struct strom_fixed *f)
{
	str rest = f->content;
	if (str_ends(rest, S(".svg")) || str_ends(rest, S(".pdf")) || str_ends(rest, S(".png"))) {
		refuse(pub, "layout/bad-fixed",
		       arena_printf(job_of(pub)->arena, "would print the name of a picture, '%.*s'",
		                    STR_ARG(utf8_prefix(rest, 80)))
		               .ptr);
		diag_hint(
		        job_of(pub)->diags,
		        "Art belongs to a style: leave the content empty, and name the file at the "
		        "style's key 'art' in the theme.");
		return false;
	}
	for (size_t at; (at = str_find(rest, S("{"))) != SIZE_MAX; rest = str_from(rest, at + 1)) {
		str one = str_from(rest, at), inner = str_until(one, '}');
		if (inner.len == one.len)
			return true;
		one = str_sub(one, 0, inner.len + 1);
		if (looks_like_one(one) && !is_placeholder(one))
			return unknown_placeholder(pub, one);
	}
	return true;
}

static bool host_fixed(struct strom_job *pub, const struct strom_fixed *f)
{
	if (!sized(pub, f->size, JOB_UP_TO(strom_fixed, align), "a fixed part"))
		return false;
	struct master *m = master_find(of(pub), f->master);
	if (!m)
		return refuse(pub, "layout/bad-fixed", "put something on an unknown master");
	if (!on_page(m, f->box))
		return refuse(pub, "layout/bad-fixed",
		              "put something beyond the page and its bleed");
	if (!content_good(pub, f))
		return false;
	enum text_align align = f->align == STROM_ALIGN_CENTRE ? ALIGN_CENTRE
	                        : f->align == STROM_ALIGN_END ? ALIGN_END : ALIGN_START;
	struct fixed fixed = {.box = f->box, .style = keep_str(pub, f->style),
	                      .content = keep_str(pub, f->content), .align = align};
	if (STROM_HAS(f, step)) {
		fixed.steps = f->steps;
		fixed.step = f->step;
	}
	vec_push(job_of(pub)->arena, &m->fixed, fixed);
	return true;
}

static bool host_place(struct strom_job *pub, const struct strom_place *p)
{
	if (!sized(pub, p->size, JOB_UP_TO(strom_place, keep), "a placement"))
		return false;
	struct arrangement *a = of(pub);
	struct placement place = {.node = p->node, .flow = UINT32_MAX, .span = p->span,
	                          .keep = p->keep != 0, .start = (enum strom_start)p->start};
	if (!is_node(a, p->node) || p->start > STROM_START_BACK)
		return refuse(pub, "layout/bad-place", "placed a node that does not exist");
	if (p->flow.len && !flow_find(a, p->flow, &place.flow))
		return refuse(pub, "layout/bad-place", "placed a node in an unknown flow");
	if (STROM_HAS(p, master) && p->master.len && !master_find(a, p->master))
		return refuse(pub, "layout/bad-place", "placed a node on an unknown master");
	place.style = keep_str(pub, p->style);
	if (STROM_HAS(p, master))
		place.master = keep_str(pub, p->master);
	vec_push(job_of(pub)->arena, &a->places, place);
	return true;
}

static bool host_error(struct strom_job *pub, strom_node n, const char *code, const char *message,
                       const char *hint)
{
	struct job *job = job_of(pub);
	struct report r = {.severity = DIAG_ERROR, .code = job_code(str_of(code ? code : "")),
	                   .message = S("something is wrong here")};
	r.at = is_node(of(pub), n) ? node_at(of(pub)->edition, n)->span : job->at;
	if (message && *message)
		r.message = utf8_prefix(str_of(message), MOST_MESSAGE);
	if (hint)
		r.hint = utf8_prefix(str_of(hint), MOST_MESSAGE);
	job->errors++;
	if (++job->reports <= JOB_REPORTS)
		diag_add(job->diags, &r);
	return false;
}

static const struct strom_layout_host host = {
	sizeof host, host_child, host_next, host_info, host_add, host_master, host_flow, host_frame,
	host_fixed, host_place, host_error,
};

/* ---- Running ---- */

static void index_places(struct arrangement *a, struct arena *arena)
{
	a->place_of_n = a->edition->nodes.n;
	a->place_of = arena_array(arena, uint32_t, a->place_of_n);
	for (size_t i = 0; i < a->places.n; i++)
		a->place_of[a->places.at[i].node] = (uint32_t)i + 1;
}

/* What a layout does not know: it sees no theme. */
static void resolve_grids(struct arrangement *a, const struct theme *theme)
{
	for (size_t i = 0; i < a->masters.n; i++)
		for (size_t k = 0; k < a->masters.at[i].frames.n; k++) {
			struct frame *f = &a->masters.at[i].frames.at[k];
			if (f->grid == STROM_GRID_BODY)
				f->grid = theme_style(theme, S("body"))->leading;
		}
}

bool arrangement_make(struct edition *e, const struct theme *theme, struct arrangement *a)
{
	const struct document_spec *document = e->spec->document;
	struct job job;
	*a = (struct arrangement){.edition = e};
	a->layout = plugin_open(e->diags, document->id.at, document->layout);
	if (!a->layout)
		return false;
	job_init(&job, e->arena, e->diags, &document->options);
	job.at = document->id.at;
	job.context = a;
	job_begin(&job, document->layout, TRACK_ARRANGE);
	bool good = a->layout->arrange(&job.pub, &host, 1);
	if (!job_end(&job, document->layout, good))
		return false;
	if (!a->flows.n || !a->masters.n)
		return diag_error(e->diags, document->id.at, "layout/empty",
		                  "layout '%.*s' declared no flow or no master",
		                  STR_ARG(document->layout->name));
	index_places(a, e->arena);
	resolve_grids(a, theme);
	return true;
}

const struct placement *arrangement_place(const struct arrangement *a, strom_node n)
{
	uint32_t i = n < a->place_of_n ? a->place_of[n] : 0;
	return i ? &a->places.at[i - 1] : NULL;
}

const struct master *arrangement_page(const struct arrangement *a, const struct strom_page_ask *ask)
{
	struct edition *e = a->edition;
	const struct document_spec *document = e->spec->document;
	struct job job;
	str name = S("");
	job_init(&job, e->arena, e->diags, &document->options);
	job.at = document->id.at;
	job_begin(&job, document->layout, TRACK_PAGE);
	bool good = a->layout->page(&job.pub, ask, &name);
	if (!job_end(&job, document->layout, good))
		return NULL;
	struct arrangement *all = (struct arrangement *)(uintptr_t)a;
	const struct master *m = master_find(all, name);
	if (!m)
		diag_error(e->diags, document->id.at, "layout/no-master",
		           "layout '%.*s' asks for a master '%.*s' that it did not declare",
		           STR_ARG(document->layout->name), STR_ARG(name));
	return m;
}
