/* Filling one column: floats that were left behind, then text, then the text's footnotes.
 *
 * All places where the text may break are tried in one pass. A break costs the square of the room
 * that it leaves empty; parting a note over two columns costs as much as three empty lines. */
#include "typeset/pages/fill.h"

enum {
	SPLIT_COST = 45 * 45,    /* points squared */
	HYPHEN_COST = 16 * 16,   /* a word divided over two columns: more than a line left empty */
	LINES_BESIDE_NOTES = 60, /* points */
	MOST_EMPTY = 130         /* points: where there is a fuller way, no emptier one is tried */
};

/* A break that is considered: before unit `to`. */
struct fill_try {
	uint32_t to, call;               /* call: behind the last of this text */
	strom_len text;                  /* height */
	uint32_t skipped;                /* floats left behind */
	int64_t cost;
};

struct filling {
	struct column_set *c;
	struct standing *s;
	strom_len top;                   /* below what is placed */
	strom_len room;                  /* that text may have, with its notes */
	bool counts;                     /* the text's notes must find room with it */
	strom_len separator;
	bool placed;                     /* something is in the column */
	/* While text is tried. */
	strom_len text, notes, last_note, last_least;
	uint32_t skipped[MOST_WAITING], skipped_n;
	bool loose;                      /* no break that the rules allow will do: any is tried */
	bool tied; /* the next break is not free: what it followed was skipped */
	struct fill_try best;
	bool found;
};

static const struct unit *unit_of(const struct filling *f, uint32_t i)
{
	return &f->c->v->units.at[i];
}

strom_len unit_height(const struct typesetter *t, const struct vertical *v, uint32_t i, bool first)
{
	const struct unit *u = &v->units.at[i];
	return u->height + (first ? block_repeat_height(t, u->block, u->index) : u->before);
}

bool fill_owes(const struct vertical *v, const struct standing *s)
{
	return s->waiting_n || (s->call < v->calls.n && v->calls.at[s->call].unit < s->next);
}

static void put(struct filling *f, struct fragment g)
{
	if (g.from >= g.to)
		return;
	vec_push(f->c->arena, f->c->out, g);
	f->placed = true;
}

/* ---- Notes ---- */

static const struct note_set *note_of(const struct filling *f, uint32_t call)
{
	return &f->c->t->lists->notes.at[f->c->v->calls.at[call].note];
}

/* Where a note begins that is set up to a unit already. */
static uint32_t note_from(const struct filling *f, uint32_t call)
{
	return note_of(f, call)->from + (call == f->s->call ? f->s->note_unit : 0);
}

/* The least of a note that may stand on a page: up to its first free break. */
static uint32_t note_least(const struct filling *f, uint32_t call)
{
	const struct note_set *n = note_of(f, call);
	uint32_t i = note_from(f, call) + 1;
	while (i < n->to && notes_list(f->c->t)->units.at[i].rule == BREAK_NEVER)
		i++;
	return i < n->to ? i : n->to;
}

static strom_len gap_before_note(const struct filling *f, bool first)
{
	return first ? f->separator : theme_style(f->c->t->theme, S("note"))->after;
}

/* Takes a note's height into the sums of the text tried so far. */
static void count_note(struct filling *f, uint32_t call)
{
	const struct vertical *list = notes_list(f->c->t);
	strom_len gap = gap_before_note(f, !f->notes);
	uint32_t from = note_from(f, call);
	f->last_note = gap + vertical_height(list, from, note_of(f, call)->to);
	f->last_least = gap + vertical_height(list, from, note_least(f, call));
	f->notes += f->last_note;
}

/* Puts what fits of the notes [s->call, end) at the column's foot. */
static void put_notes(struct filling *f, uint32_t end, strom_len room)
{
	const struct vertical *list = notes_list(f->c->t);
	size_t first = f->c->out->n;
	strom_len used = 0;
	for (; f->s->call < end; f->s->call++, f->s->note_unit = 0) {
		uint32_t from = note_from(f, f->s->call), to = note_of(f, f->s->call)->to,
		         fits = from, i = from;
		strom_len gap = gap_before_note(f, f->c->out->n == first), y = used + gap, h = 0,
		          kept = 0;
		for (; i < to; i++) {
			const struct unit *u = &list->units.at[i];
			if (i > from && u->rule != BREAK_NEVER)
				fits = i, kept = h;
			h += u->height + (i > from ? u->before : 0);
			if (y + h > room)
				break;
		}
		if (i == to)
			fits = to, kept = h;
		else if (fits == from && !f->placed && !f->c->lower) {   /* rules give way */
			f->c->tall_note = i > from ? 0 : from + 1;
			fits = i > from ? i : from + 1;
			kept = vertical_height(list, from, fits);
		}
		put(f, (struct fragment){.from = from, .to = fits, .y = y, .note = true,
		                         .rule = f->c->out->n == first});
		if (fits < to) {
			f->s->note_unit += fits - from;
			used = fits > from ? y + kept : used;
			break;
		}
		used = y + kept;
	}
	for (size_t i = first; i < f->c->out->n; i++)
		f->c->out->at[i].y += (f->c->foot ? f->c->foot : f->c->room) - used;
}

/* ---- Floats ---- */

static void drop_first_waiting(struct standing *s)
{
	s->waiting_n--;
	memmove(s->waiting, s->waiting + 1, s->waiting_n * sizeof *s->waiting);
}

static strom_len float_gap(const struct filling *f)
{
	return theme_style(f->c->t->theme, S("figure"))->after;
}

/* What was left behind stands at the column's top, as much as fits beside the least of the notes
 * owed. False: a float waits for those notes alone. */
static bool put_waiting(struct filling *f, strom_len owed, strom_len least)
{
	const struct vertical *v = f->c->v;
	while (f->s->waiting_n && !v->units.at[f->s->waiting[0]].span) {
		uint32_t from = f->s->waiting[0], to = from + v->units.at[from].floats;
		strom_len h = vertical_height(v, from, to),
		          y = f->top + (f->top ? float_gap(f) : 0);
		if (y + h > f->c->room - least && (f->top || owed || f->c->lower))
			return f->top != 0;
		if (h > f->c->room)
			f->c->too_tall = from + 1;
		put(f, (struct fragment){.from = from, .to = to, .y = y});
		f->top = y + h;
		drop_first_waiting(f->s);
	}
	return true;
}

/* ---- Text ---- */

/* What is left behind the text that ends here, if its notes are set to their end. */
static struct standing standing_after(const struct filling *f, const struct fill_try *t)
{
	struct standing after = *f->s;
	after.next = t->to;
	for (uint32_t i = 0; i < t->skipped; i++)
		after.waiting[after.waiting_n++] = f->skipped[i];
	if (f->c->notes) {
		after.call = t->call;
		after.note_unit = 0;
	}
	return after;
}

/* Among the best so far, the cheapest first; of equals, the one that ends further on. */
static void keep_try(struct filling *f, const struct fill_try *t, bool whole, bool end,
                     strom_len empty)
{
	struct column_set *c = f->c;
	size_t i = c->tries_n < MOST_TRIES ? c->tries_n : MOST_TRIES - 1;
	if (c->tries_n == MOST_TRIES && c->tries[i].cost < t->cost)
		return;
	for (; i && c->tries[i - 1].cost >= t->cost; i--)
		c->tries[i] = c->tries[i - 1];
	bool known = !c->notes || (f->counts && whole);
	c->tries[i] = (struct column_try){t->to, t->cost, f->top + t->text, empty, end, known,
	                                  standing_after(f, t)};
	c->tries_n += c->tries_n < MOST_TRIES;
}

/* Whether the line before this unit, of the same paragraph, ends in the middle of a word. */
static bool divides_word(const struct filling *f, uint32_t to)
{
	const struct unit *u = to < f->c->v->units.n ? unit_of(f, to) : NULL;
	const struct block *b = u ? &f->c->t->lists->blocks.at[u->block] : NULL;
	return b && b->kind == BLOCK_TEXT && u->index && galley_hyphen(&b->galley, u->index - 1);
}

static void consider(struct filling *f, uint32_t to, uint32_t call, bool end)
{
	strom_len left = f->room - f->top - f->text;
	bool whole = f->notes <= left;
	if (left < 0 || (!whole && f->notes - f->last_note + f->last_least > left) ||
	    (f->c->until && to != f->c->until))
		return;
	int64_t empty = whole && !end ? (left - f->notes) >> 16 : 0;
	struct fill_try t = {to, call, f->text, f->skipped_n,
	                     empty * empty + (whole ? 0 : SPLIT_COST)};
	t.cost += divides_word(f, to) ? HYPHEN_COST : 0;
	if (f->c->tries && empty < MOST_EMPTY)
		keep_try(f, &t, whole, end, empty << 16);
	if (!f->found || t.cost <= f->best.cost)
		f->best = t;
	f->found = true;
}

static strom_len top_gap(const struct filling *f, uint32_t i)
{
	strom_len before = unit_of(f, i)->before, gap = float_gap(f);
	return before > gap ? before : gap;
}

/* ---- The grid ---- */

static bool is_on_grid(const struct filling *f, uint32_t i)
{
	const struct block *b = &f->c->t->lists->blocks.at[unit_of(f, i)->block];
	return b->kind == BLOCK_TEXT && !b->group && b->style->leading == f->c->grid;
}

/* From a heading's first line to that of the text that it stays with, with what is between; 0: it
 * is no heading of text on the grid. */
static strom_len to_text(const struct filling *f, uint32_t i)
{
	enum { MOST = 12 };
	const struct block *b = &f->c->t->lists->blocks.at[unit_of(f, i)->block];
	strom_len h = unit_of(f, i)->height;
	if (b->kind != BLOCK_TEXT || b->group || unit_of(f, i)->index)
		return 0;
	for (uint32_t k = i + 1; k < f->c->v->units.n && k < i + MOST; k++) {
		if (unit_of(f, k)->rule != BREAK_NEVER)
			return 0;
		h += unit_of(f, k)->before;
		if (is_on_grid(f, k))
			return h;
		h += unit_of(f, k)->height;
	}
	return 0;
}

/* How far what begins at y must move down, so that it stands on the grid; a heading moves so that
 * its text does, as more space belongs above it than below. */
static strom_len off_grid(const struct filling *f, uint32_t i, bool first, strom_len y)
{
	if (!f->c->grid)
		return 0;
	strom_len ahead = is_on_grid(f, i) || (first && !f->c->above) ? 0 : to_text(f, i);
	if (!ahead && !is_on_grid(f, i))
		return 0;
	strom_len off = (f->c->above + y + ahead) % f->c->grid;
	return off ? f->c->grid - off : 0;
}

static const struct style *style_at(const struct filling *f, uint32_t i)
{
	return f->c->t->lists->blocks.at[unit_of(f, i)->block].style;
}

/* How much of the space before a unit is that of a float which was left behind there. */
static strom_len left_space(const struct filling *f, uint32_t i)
{
	uint32_t from = i;
	for (uint32_t k = f->skipped_n; k && f->skipped[k - 1] < i; k--)
		if (f->skipped[k - 1] + unit_of(f, f->skipped[k - 1])->floats == from)
			from = f->skipped[k - 1];
	if (from == i || !from)
		return 0;
	strom_len after = style_at(f, from - 1)->after, before = style_at(f, i)->before;
	strom_len own = after > before ? after : before;
	return unit_of(f, i)->before > own ? unit_of(f, i)->before - own : 0;
}

/* A unit's height below y, with all that comes before it there. */
static strom_len height_here(const struct filling *f, uint32_t i, bool first, strom_len y)
{
	strom_len h = unit_height(f->c->t, f->c->v, i, first) - (first ? 0 : left_space(f, i));
	if (first && f->top)
		h += top_gap(f, i);
	return h + off_grid(f, i, first, y + h - unit_of(f, i)->height);
}

static strom_len floats_height(const struct filling *f, uint32_t i, bool first)
{
	strom_len h = height_here(f, i, first, f->top + f->text);
	for (uint32_t k = i + 1; k < i + unit_of(f, i)->floats; k++)
		h += unit_height(f->c->t, f->c->v, k, false);
	return h;
}

/* What floats together: a figure has a drawing in it, be it below its claim. */
static bool is_figure(const struct filling *f, uint32_t i)
{
	for (uint32_t k = i; k < i + unit_of(f, i)->floats; k++) {
		enum block_kind kind =
		        (enum block_kind)f->c->t->lists->blocks.at[unit_of(f, k)->block].kind;
		if (kind == BLOCK_DRAWING || kind == BLOCK_PICTURE)
			return true;
	}
	return false;
}

/* Figures keep their order, and tables theirs: one that was left behind comes first. */
static bool comes_later(const struct filling *f, uint32_t i)
{
	for (uint32_t k = 0; k < f->s->waiting_n; k++)
		if (is_figure(f, f->s->waiting[k]) == is_figure(f, i))
			return true;
	for (uint32_t k = 0; k < f->skipped_n; k++)
		if (is_figure(f, f->skipped[k]) == is_figure(f, i))
			return true;
	return false;
}

/* A chapter begins: what was left behind belongs before it. */
static bool is_barrier(const struct filling *f, uint32_t i)
{
	if (i >= f->c->v->units.n)
		return false;
	const struct typesetter *t = f->c->t;
	const struct node *n = node_at(t->edition, t->lists->blocks.at[unit_of(f, i)->block].node);
	return n->kind == NODE_HEADING && n->level == 1;
}

/* The column ends before it: text may not pass what is left behind, nor a float another for which
 * there is no more room to wait. */
static bool ends_before(const struct filling *f, uint32_t i)
{
	uint32_t waiting = f->s->waiting_n + f->skipped_n;
	if (i == f->s->next || !waiting)
		return false;
	return is_barrier(f, i) ||
	       (unit_of(f, i)->floats && waiting == MOST_WAITING && comes_later(f, i));
}

/* A float that does not fit here is left behind, and the text goes on. */
static bool leave_behind(struct filling *f, uint32_t i, bool first)
{
	const struct unit *u = unit_of(f, i);
	strom_len left = f->room - f->top - f->text - f->notes;
	if (!u->floats || f->s->waiting_n + f->skipped_n == MOST_WAITING)
		return false;
	if (!comes_later(f, i) && (floats_height(f, i, first) <= left || (first && !f->top)))
		return false;
	f->tied = u->rule == BREAK_NEVER && !first;
	f->skipped[f->skipped_n++] = i;
	return true;
}

/* Tries every break of the text from s->next on; the best is kept. */
static void try_text(struct filling *f, uint32_t call)
{
	const struct vertical *v = f->c->v;
	uint32_t i = f->s->next, n = (uint32_t)v->units.n;
	bool first = true;
	while (i < n && (i == f->s->next || unit_of(f, i)->rule <= BREAK_FREE)) {
		const struct unit *u = unit_of(f, i);
		bool free = !first && (u->rule == BREAK_FREE || f->loose) && !f->tied;
		bool ends = ends_before(f, i);
		if (free || (ends && first))
			consider(f, i, call, ends);
		if (ends)
			return;
		if (leave_behind(f, i, first)) {
			i += u->floats;
			continue;
		}
		f->tied = false;
		f->text += height_here(f, i, first, f->top + f->text);
		for (; call < v->calls.n && v->calls.at[call].unit == i; call++)
			if (f->counts)
				count_note(f, call);
		if (f->text + f->notes - f->last_note + f->last_least > f->room - f->top)
			return;
		first = false;
		i++;
	}
	consider(f, i, call, true);
}

/* Rules give way before text or notes do: any break between two units, with the notes of its text.
 */
static void try_loose(struct filling *f, uint32_t call)
{
	f->loose = true;
	f->text = f->notes = f->last_note = f->last_least = 0;
	f->skipped_n = 0;
	try_text(f, call);
}

/* Not even one unit has room with its notes: it stands alone, and they where they can. */
static void force(struct filling *f, uint32_t call)
{
	const struct vertical *v = f->c->v;
	uint32_t from = f->s->next, i = from;
	strom_len h = 0, fits = 0;
	for (; i < v->units.n && (i == from || unit_of(f, i)->rule == BREAK_NEVER); i++, fits = h) {
		h += unit_height(f->c->t, v, i, i == from);
		if (h > f->c->room)
			break;
	}
	if (i == from) {
		f->c->too_tall = ++i;
		fits = h;
	}
	while (call < v->calls.n && v->calls.at[call].unit < i)
		call++;
	f->best = (struct fill_try){.to = i, .call = call, .text = fits};
	f->skipped_n = 0;
}

/* Text [s->next, best.to) as fragments, parted where floats were left behind. */
static void put_text(struct filling *f)
{
	uint32_t skip = 0, i = f->s->next;
	strom_len y = f->top;
	struct fragment g = {.from = i, .y = y};
	bool first = true;
	while (i < f->best.to) {
		if (skip < f->best.skipped && f->skipped[skip] == i) {
			g.to = i;
			put(f, g);
			i += unit_of(f, i)->floats;
			g = (struct fragment){.from = i};
			skip++;
			continue;
		}
		strom_len h = height_here(f, i, first, y), top = y + h - unit_of(f, i)->height;
		/* Within a fragment units have the space before them and no more. */
		if (i > g.from && top > y + unit_of(f, i)->before) {
			g.to = i;
			put(f, g);
			g = (struct fragment){.from = i};
		}
		if (i == g.from) {
			g.y = top;
			g.repeat = first && block_repeat_height(f->c->t, unit_of(f, i)->block,
			                                        unit_of(f, i)->index);
		}
		y += h;
		first = false;
		i++;
	}
	g.to = f->best.to;
	put(f, g);
	f->top = y;
	for (skip = 0; skip < f->best.skipped; skip++)
		f->s->waiting[f->s->waiting_n++] = f->skipped[skip];
	f->s->next = f->best.to;
}

/* Notes owed that would leave no room for text get two thirds; those of the text then come late. */
static void fill_text(struct filling *f, uint32_t owed)
{
	strom_len rest = f->c->room - f->top;
	bool crowded = f->notes > rest - STROM_PT(LINES_BESIDE_NOTES);
	f->room = crowded ? f->top + rest / 3 : f->c->room;
	f->counts = f->c->notes && !crowded;
	if (crowded)
		f->notes = f->last_note = f->last_least = 0;
	bool owes = f->notes || crowded;
	try_text(f, owed);
	f->c->missed = f->c->until && !f->found;
	if (f->c->tries_n)
		return;
	bool must = !f->found && !f->placed && !owes;
	f->c->gave_way |= must;
	/* Below another band all may wait for the next page, which has more room. */
	if (must && !f->c->lower) {
		try_loose(f, owed);
		if (!f->found)
			force(f, owed);
	}
	else if (!f->found)
		f->best = (struct fill_try){.to = f->s->next, .call = owed};
	put_text(f);
}

static uint32_t late_notes(const struct filling *f, uint32_t owed, uint32_t end)
{
	uint32_t begun = f->s->call + (f->s->note_unit ? 1 : 0);
	uint32_t from = begun > owed ? begun : owed;
	return end > from ? end - from : 0;
}

void fill_column(struct column_set *c, struct standing *s)
{
	const struct style *rule = theme_style(c->t->theme, S("note-rule"));
	struct filling f = {.c = c, .s = s, .separator = rule->before + rule->after};
	uint32_t owed = s->call;
	strom_len least = 0;
	for (; owed < c->v->calls.n && c->v->calls.at[owed].unit < s->next; owed++) {
		if (c->notes)
			count_note(&f, owed);
		least = owed == s->call ? f.last_least : least;
	}
	bool text = put_waiting(&f, f.notes, least) && c->text &&
	            !(s->waiting_n && is_barrier(&f, s->next));
	f.best = (struct fill_try){.to = s->next, .call = owed};
	if (text)
		fill_text(&f, owed);
	if (!c->notes || c->tries_n)
		return;
	put_notes(&f, f.best.call, c->room - f.top);
	c->late = late_notes(&f, owed, f.best.call);
}

size_t fill_tries(struct column_set *c, const struct standing *s,
                  struct column_try tries[MOST_TRIES])
{
	struct standing after = *s;
	c->tries = tries;
	c->tries_n = 0;
	fill_column(c, &after);
	size_t n = c->tries_n;
	c->tries = NULL;
	c->tries_n = 0;
	if (!n) {                        /* no text, or the rules give way */
		*tries = (struct column_try){.to = after.next, .known = true, .after = after};
		return 1;
	}
	for (size_t i = 0; i < n; i++) {
		if (tries[i].known)
			continue;
		tries[i].after = *s;
		c->until = tries[i].to;
		fill_column(c, &tries[i].after);
	}
	c->until = 0;
	return n;
}
