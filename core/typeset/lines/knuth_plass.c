/* The optimiser: nodes are breaks that some line can end at, each with its best way there. */
#include "typeset/lines/knuth_plass.h"

/* Costs are in the unit of ratios: a line whose spaces are stretched or shrunk as far as they
 * should be costs one. Weighed against LuaLaTeX's lines in eleven languages (tests/bench/merit). */
enum {
	ONE = 1024,            /* the unit of ratios */
	MOST_RATIO = 10 * ONE, /* beyond, lines are equally bad */
	IN_VIEW = 200,         /* nodes that a line may start at; more are forgotten */
	LINE_COST = 20,
	MISFIT = 25,         /* a tight line beside a loose one */
	RAGGED_MISFIT = 300, /* a step in a ragged edge */
	LAST_HYPHEN = 900,   /* the last line but one ends with a hyphen */
	SHORT_LAST = 300,
	CLASSES = 4,
	LADDER = 3,      /* hyphens one below another, and no more */
	BANNED = 1 << 22 /* as many of the loosest lines as a paragraph should have */
};

/* A hyphen below so many others. */
static const int64_t ladder_cost[LADDER + 1] = {0, 16, 120, BANNED};

struct kp_node {
	int64_t cost;
	uint32_t at, before;             /* break; node */
	uint8_t class, ladder;
	bool overfull;
};

struct best { int64_t cost; uint32_t before; uint8_t ladder; };

/* One try: with hyphens or not, up to a ratio. The last try accepts all; since it must not leave a
 * line overfull, its hyphens are many, and dear. */
struct kp_try { bool hyphens, last; int64_t ratio; };

struct kp_search {
	struct kp *kp;
	struct arena *arena;
	const struct kp_paragraph *para;
	const struct kp_try *try;
	bool end;                        /* the break in hand is the paragraph's end */
	size_t last_word;                /* the first break behind the last space */
	strom_len squeeze;               /* what the letters of a line may give way, in this try */
	int64_t misfit;
	size_t head;                     /* nodes before it are out of view */
	struct best best[CLASSES];
};

/* The square, so that many good lines do not make up for a bad one, and some of its square. */
static int64_t badness(int64_t ratio)
{
	int64_t square = ratio * ratio / ONE;
	return square + square * square / (16 * ONE);
}

/* Tight, right, loose, very loose; or how far the line keeps from the ragged edge. */
static uint8_t class_of(int64_t ratio, bool ragged)
{
	if (ragged)
		return ratio <= ONE / 4 ? 0 : ratio <= ONE * 5 / 8 ? 1 : ratio <= ONE ? 2 : 3;
	return ratio < -ONE / 2 ? 0 : ratio <= ONE / 2 ? 1 : ratio <= ONE ? 2 : 3;
}

static int64_t ratio_of(int64_t part, int64_t whole)
{
	if (whole <= 0)
		return part ? MOST_RATIO : 0;
	/* Lengths beyond 2^40 are not on paper. */
	if (part >= whole * (MOST_RATIO / ONE))
		return MOST_RATIO;
	return part * ONE / whole;
}

/* In a title a last line of less than two thirds costs twice what lines do that lack as much. */
static int64_t unbalanced_cost(const struct kp_search *s, strom_len width)
{
	strom_len lacks = s->para->measure * 2 / 3 - width;
	return s->para->balance && lacks > 0 ? 2 * badness(ratio_of(2 * lacks, s->para->measure))
	                                     : 0;
}

static int64_t last_line_cost(const struct kp_search *s, strom_len width,
                              const struct kp_node *from)
{
	if (!from->at)
		return 0;
	bool hyphen = s->kp->breaks.at[from->at].hyphen;
	return unbalanced_cost(s, width) + (hyphen ? LAST_HYPHEN : 0)
	       + (hyphen && from->at >= s->last_word ? BANNED : 0)
	       + (width * 8 < s->para->measure ? SHORT_LAST : 0);
}

/* The ratio that a line is set with; false: it cannot be set so. */
static bool line_ratio(const struct kp_search *s, strom_len slack, strom_len stretch,
                       strom_len shrink, int64_t *ratio)
{
	if (slack < 0) {
		*ratio = -ratio_of(-slack, shrink);
		return -slack <= shrink + s->squeeze;
	}
	if (s->end) {
		*ratio = 0;
		return true;
	}
	if (s->para->slack)
		stretch = s->para->slack;
	else if (s->try->last)
		stretch += s->para->measure / 48;
	*ratio = ratio_of(slack, stretch);
	return *ratio <= (s->para->balance && s->try->ratio < 2 * ONE ? 2 * ONE : s->try->ratio);
}

static int64_t line_cost(const struct kp_search *s, const struct kp_node *from, size_t to,
                         int64_t ratio)
{
	const struct kp_break *b = &s->kp->breaks.at[to];
	int64_t cost = LINE_COST + badness(ratio) + ((int64_t)b->cost << (s->try->last ? 2 : 0));
	return b->hyphen ? cost + ladder_cost[from->ladder] : cost;
}

static void consider(struct kp_search *s, size_t node, size_t to, strom_len width, int64_t ratio)
{
	const struct kp_node *from = &s->kp->nodes.at[node];
	uint8_t class = class_of(ratio, s->para->slack > 0);
	int64_t cost = from->cost + line_cost(s, from, to, ratio);
	if (s->end)
		cost += last_line_cost(s, width, from);
	if (class > from->class + 1 || from->class > class + 1)
		cost += s->misfit;
	struct best *best = &s->best[class];
	/* What is banned waits until nothing else keeps the lines within the measure. */
	if (best->cost <= cost || (cost - from->cost >= BANNED && !s->try->last))
		return;
	uint8_t ladder = s->kp->breaks.at[to].hyphen ? from->ladder + (from->ladder < LADDER) : 0;
	*best = (struct best){cost, (uint32_t)node, ladder};
}

/* Looks at the lines that could end here, longest first. */
static void look(struct kp_search *s, size_t to)
{
	const struct kp_break *breaks = s->kp->breaks.at, *b = &breaks[to];
	size_t n = s->kp->nodes.n;
	for (size_t i = s->head; i < n; i++) {
		const struct kp_break *a = &breaks[s->kp->nodes.at[i].at];
		strom_len width = b->end - a->start, shrink = b->shrink - a->next_shrink;
		int64_t ratio;
		if (i == s->head && b->solid - a->start - shrink > s->para->measure + s->squeeze) {
			s->head++;
			continue;
		}
		strom_len slack = s->para->measure + b->hang - width;
		if (line_ratio(s, slack, b->stretch - a->next_stretch, shrink, &ratio))
			consider(s, i, to, width, ratio);
		else if (slack > 0)
			return;          /* too loose: shorter lines are looser still */
	}
}

static void add_nodes(struct kp_search *s, size_t to)
{
	int64_t least = INT64_MAX;
	for (int c = 0; c < CLASSES; c++)
		if (s->best[c].cost < least)
			least = s->best[c].cost;
	for (uint8_t c = 0; c < CLASSES; c++) {
		struct best *best = &s->best[c];
		if (best->cost < INT64_MAX && best->cost <= least + s->misfit)
			vec_push(s->arena, &s->kp->nodes,
			         (struct kp_node){best->cost, (uint32_t)to, best->before, c,
			                          best->ladder, false});
		best->cost = INT64_MAX;
	}
	if (s->kp->nodes.n - s->head > IN_VIEW)
		s->head = s->kp->nodes.n - IN_VIEW;
}

/* Nothing can reach this break: the shortest line that ends here stands out. */
static void add_overfull(struct kp_search *s, size_t to)
{
	size_t from = s->kp->nodes.n - 1;
	struct kp_node *nodes = s->kp->nodes.at;
	for (size_t i = from; i > 0 && nodes[i - 1].at == nodes[from].at; i--)
		if (nodes[i - 1].cost < nodes[from].cost)
			from = i - 1;
	int64_t cost = nodes[from].cost;
	s->head = s->kp->nodes.n;
	vec_push(s->arena, &s->kp->nodes,
	         (struct kp_node){cost, (uint32_t)to, (uint32_t)from, 1, 0, true});
}

/* Whether a line could end inside a word; also where no line reaches so far any more, since then
 * the shortest one has to end here. */
static bool may_divide(const struct kp_search *s, const struct kp_break *word)
{
	const struct kp_break *breaks = s->kp->breaks.at;
	bool reached = false;
	for (size_t i = s->head; i < s->kp->nodes.n; i++) {
		const struct kp_break *a = &breaks[s->kp->nodes.at[i].at];
		strom_len shrink = word->shrink - a->next_shrink;
		int64_t ratio;
		if (word->solid - a->start - shrink > s->para->measure + s->squeeze)
			continue;
		reached = true;
		strom_len slack = s->para->measure - (word->end - a->start);
		if (slack <= 0 ||
		    line_ratio(s, slack, word->stretch - a->next_stretch, shrink, &ratio))
			return true;
	}
	return !reached;
}

/* One more break. False: no line can end here, nor go on. */
static bool step(struct kp_search *s, size_t to)
{
	size_t before = s->kp->nodes.n;
	look(s, to);
	add_nodes(s, to);
	if (s->head < before || s->kp->nodes.n > before)
		return true;
	if (!s->try->last)
		return false;
	add_overfull(s, to);
	return true;
}

/* The breaks of one entry of the paragraph. */
static bool take(struct kp_search *s, const struct kp_break *b)
{
	kp_breaks *breaks = &s->kp->breaks;
	size_t to = breaks->n;
	if ((b->hyphen || b->word) && !s->try->hyphens)
		return true;
	if (b->cost >= KP_LAST_RESORT && !s->try->last)
		return true;
	if (!b->word)
		vec_push(s->arena, breaks, *b);
	else if (may_divide(s, b))
		s->para->divide(s->para->context, b, breaks);
	if (!b->word && !b->hyphen && !s->end)
		s->last_word = breaks->n;
	for (; to < breaks->n; to++)
		if (!step(s, to))
			return false;
	return true;
}

static void begin(struct kp_search *s)
{
	s->head = 0;
	s->end = false;
	s->last_word = 1;
	s->squeeze = s->try->hyphens ? s->para->squeeze : 0;
	s->kp->nodes.n = s->kp->breaks.n = 0;
	vec_push(s->arena, &s->kp->breaks, s->para->at[0]);
	vec_push(s->arena, &s->kp->nodes, (struct kp_node){.class = 1});
	for (int c = 0; c < CLASSES; c++)
		s->best[c].cost = INT64_MAX;
}

static bool search(struct kp_search *s)
{
	size_t last = s->para->n - 1;
	begin(s);
	for (size_t i = 1; i <= last; i++) {
		s->end = i == last;
		if (!take(s, &s->para->at[i]))
			return false;
	}
	/* A last line that does not fit, while other lines wait for more text. */
	if (s->kp->nodes.at[s->kp->nodes.n - 1].at == s->kp->breaks.n - 1)
		return true;
	if (s->try->last)
		add_overfull(s, s->kp->breaks.n - 1);
	return s->try->last;
}

static void trace(struct kp *kp, struct arena *arena, size_t end)
{
	size_t best = kp->nodes.n - 1, n = 0;
	for (size_t i = kp->nodes.n; i-- > 0 && kp->nodes.at[i].at == end;)
		if (kp->nodes.at[i].cost < kp->nodes.at[best].cost)
			best = i;
	for (size_t i = best; i; i = kp->nodes.at[i].before)
		n++;
	kp->lines.n = 0;
	for (size_t i = 0; i < n; i++)
		vec_push(arena, &kp->lines, (struct kp_line){0});
	for (size_t i = best; i; i = kp->nodes.at[i].before)
		kp->lines.at[--n] = (struct kp_line){kp->nodes.at[i].at, kp->nodes.at[i].overfull};
}

void kp_solve(struct kp *kp, struct arena *arena, const struct kp_paragraph *para)
{
	static const struct kp_try tries[] = {
		{false, false, ONE}, {true, false, 2 * ONE}, {true, true, MOST_RATIO},
	};
	struct kp_search s = {.kp = kp, .arena = arena, .para = para,
	                   .misfit = para->balance ? 0 : para->slack ? RAGGED_MISFIT : MISFIT};
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		s.try = &tries[i];
		if (search(&s))
			break;
	}
	trace(kp, arena, kp->breaks.n - 1);
}
