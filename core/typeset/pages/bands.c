/* Frames of several columns, filled from band to band.
 *
 * What spans the columns stands across the frame; the columns before it end level, so that reading
 * goes on below it. Columns that end level are found by trying heights: the least in which all that
 * belongs to the band has room. */
#include "typeset/pages/bands.h"

enum {
	STEP = 1 << 16,                  /* heights are tried to the point */
	LEAST = 60                       /* points: no columns are begun in less, below a band */
};

struct band {
	struct band_set *set;
	struct standing *s;
	strom_len y;                     /* below what is placed */
	struct arena *scratch;
	fragments passing;
};

static const struct unit *next_unit(const struct band *b)
{
	return b->s->next < b->set->v->units.n ? &b->set->v->units.at[b->s->next] : NULL;
}

static strom_len rest_of(const struct band *b)
{
	return b->set->frame->box.h - b->y;
}

/* The unit that a band ends before. */
static uint32_t band_end(const struct vertical *v, uint32_t from)
{
	uint32_t i = from + 1;
	while (i < v->units.n && v->units.at[i].rule < BREAK_BAND)
		i++;
	return i < v->units.n ? i : (uint32_t)v->units.n;
}

/* Fragments that a fill_column put from `from` on, moved to their place. */
static void settle(struct band *b, size_t from, uint32_t column)
{
	for (size_t i = from; i < b->set->out->n; i++) {
		b->set->out->at[i].y += b->y;
		b->set->out->at[i].column = (uint16_t)column;
	}
	b->set->filled |= b->set->out->n > from;
}

static void put_across(struct band *b, uint32_t from, uint32_t to)
{
	size_t first = b->set->out->n;
	vec_push(b->set->t->arena, b->set->out, (struct fragment){.from = from, .to = to});
	settle(b, first, 0);
	b->y += vertical_height(b->set->v, from, to);
}

static struct column_set column_of(struct band *b, struct arena *arena, fragments *out,
                                   strom_len room)
{
	const struct frame *frame = b->set->frame;
	return (struct column_set){.t = b->set->t,
	                           .v = b->set->v,
	                           .arena = arena,
	                           .room = room,
	                           .above = b->y,
	                           .lower = b->y > 0,
	                           .grid = frame->grid,
	                           .text = true,
	                           .notes = frame->flags & STROM_FRAME_NOTES,
	                           .out = out};
}

/* ---- What spans ---- */

/* A float that waits and spans comes first, if it has room. False: it has none. */
static bool put_waiting_across(struct band *b)
{
	struct standing *s = b->s;
	uint32_t from = s->waiting[0], to = from + b->set->v->units.at[from].floats;
	if (vertical_height(b->set->v, from, to) > rest_of(b)) {
		if (b->y)
			return false;
		b->set->too_tall = from + 1;
	}
	put_across(b, from, to);
	b->y += b->set->v->units.at[from].before;
	s->waiting_n--;
	memmove(s->waiting, s->waiting + 1, s->waiting_n * sizeof *s->waiting);
	return true;
}

/* Whether the notes owed and those of units up to `to` have room in the columns below height y. */
static bool notes_have_room(struct band *b, uint32_t to, strom_len y)
{
	struct standing s = *b->s;
	struct band below = *b;
	below.y = y;
	s.next = to;
	s.waiting_n = 0;
	for (uint32_t k = 0; k < b->set->frame->columns && fill_owes(b->set->v, &s); k++) {
		struct column_set c = column_of(&below, b->scratch, &b->passing, rest_of(&below));
		c.text = false;
		if (c.room > 0)
			fill_column(&c, &s);
	}
	b->passing.n = 0;
	return !fill_owes(b->set->v, &s);
}

/* Where the part of [from, to) ends that stands here with its notes; `from`: there is none. */
static uint32_t end_with_notes(struct band *b, uint32_t from, uint32_t to, strom_len before)
{
	const struct vertical *v = b->set->v;
	strom_len y = b->y + before, h = vertical_height(v, from, to);
	for (; to > from; to--) {
		bool may_end = to == v->units.n || v->units.at[to].rule != BREAK_NEVER;
		if (may_end && y + h <= b->set->frame->box.h && notes_have_room(b, to, y + h))
			return to;
		h -= v->units.at[to - 1].height + (to - 1 > from ? v->units.at[to - 1].before : 0);
	}
	return from;
}

static bool has_notes(const struct vertical *v, const struct standing *s, uint32_t to)
{
	return s->call < v->calls.n && v->calls.at[s->call].unit < to;
}

/* False: it goes to the next page. A float does so alone, and the columns go on. */
static bool put_span(struct band *b)
{
	const struct vertical *v = b->set->v;
	struct standing *s = b->s;
	const struct unit *u = next_unit(b);
	uint32_t from = s->next, to = u->floats ? from + u->floats : band_end(v, from);
	strom_len before = b->y ? u->before : 0, h = vertical_height(v, from, to);
	if (before + h > rest_of(b) && b->y) {
		if (!u->floats || s->waiting_n == MOST_WAITING)
			return false;
		s->waiting[s->waiting_n++] = from;
		s->next = to;
		return true;
	}
	if (b->set->frame->flags & STROM_FRAME_NOTES && has_notes(v, s, to)) {
		uint32_t end = end_with_notes(b, from, to, before);
		if (end == from && b->y)
			return false;
		if (end > from) {
			to = end;
			h = vertical_height(v, from, to);
		}
	}
	b->y += before;
	if (h <= rest_of(b)) {
		put_across(b, from, to);
		s->next = to;
		return true;
	}
	/* Longer than a page: as much as fits, as in a column of the frame's width. */
	size_t first = b->set->out->n;
	struct column_set c = {.t = b->set->t,
	                       .v = v,
	                       .arena = b->set->t->arena,
	                       .room = rest_of(b),
	                       .text = true,
	                       .out = b->set->out};
	fill_column(&c, s);
	settle(b, first, 0);
	b->set->too_tall = c.too_tall ? c.too_tall : b->set->too_tall;
	b->y = b->set->frame->box.h;
	return true;
}

/* ---- Columns between ---- */

/* Whether all up to the unit, its notes and floats have room in columns of this height. */
static bool has_room(struct band *b, uint32_t end, strom_len room)
{
	struct standing s = *b->s;
	for (uint32_t k = 0; k < b->set->frame->columns && s.next < end; k++) {
		struct column_set c = column_of(b, b->scratch, &b->passing, room);
		fill_column(&c, &s);
		if (c.too_tall || c.late || c.gave_way)
			return false;
	}
	b->passing.n = 0;
	/* What was left behind is set, unless it spans. */
	bool waits = s.waiting_n && !b->set->v->units.at[s.waiting[0]].span;
	return s.next >= end && !waits && s.waiting_n <= b->s->waiting_n &&
	       !(s.call < b->set->v->calls.n && b->set->v->calls.at[s.call].unit < s.next);
}

/* The least height with room for all up to the unit; the rest of the frame, if that has none. */
static strom_len level_height(struct band *b, uint32_t end, bool *all)
{
	strom_len low = 0, high = rest_of(b);
	*all = has_room(b, end, high);
	while (*all && high - low > STEP) {
		strom_len middle = (low + high) / 2;
		if (has_room(b, end, middle))
			high = middle;
		else
			low = middle;
	}
	return high;
}

/* Whether columns may begin below another band: not if the first has no room for what comes. */
static bool may_begin(struct band *b)
{
	struct standing s = *b->s;
	struct column_set c = column_of(b, b->scratch, &b->passing, rest_of(b));
	if (rest_of(b) < STROM_PT(LEAST))
		return false;
	fill_column(&c, &s);
	bool begun = b->passing.n;
	b->passing.n = 0;
	return begun;
}

static bool put_columns(struct band *b)
{
	const struct vertical *v = b->set->v;
	/* A span that goes on leaves this page to its notes. */
	bool within = next_unit(b) && next_unit(b)->span;
	uint32_t end = within ? b->s->next : band_end(v, b->s->next);
	bool span_follows = !within && end < v->units.n && v->units.at[end].rule == BREAK_BAND,
	     all = false;
	strom_len gap = b->y && next_unit(b) ? next_unit(b)->before : 0;
	if (b->y && !within && !may_begin(b))
		return false;
	b->y += gap;
	strom_len room = rest_of(b), foot = span_follows ? 0 : room;
	if (!within && (b->set->balance || span_follows))
		room = level_height(b, end, &all);
	for (uint32_t k = 0; k < b->set->frame->columns; k++) {
		size_t from = b->set->out->n;
		struct column_set c = column_of(b, b->set->t->arena, b->set->out, room);
		c.foot = foot;
		c.text = b->s->next < end;
		if (!c.text && !fill_owes(v, b->s))
			break;
		fill_column(&c, b->s);
		settle(b, from, k);
		b->set->late = c.late ? c.late : b->set->late;
		b->set->too_tall = c.too_tall ? c.too_tall : b->set->too_tall;
		b->set->tall_note = c.tall_note ? c.tall_note : b->set->tall_note;
	}
	b->y += room;
	return all && span_follows;
}

static bool band_next(struct band *b)
{
	const struct vertical *v = b->set->v;
	struct standing *s = b->s;
	bool owes = fill_owes(v, s),
	     more = master_wants_more(v, s, b->set->page, b->set->page_top && !b->y, !b->y);
	if (s->waiting_n && v->units.at[s->waiting[0]].span && (!b->y || more))
		return put_waiting_across(b);
	if (more && !owes)
		return false;
	if (!more && !owes && next_unit(b)->span)
		return put_span(b);
	if (!more && next_unit(b)->span && s->waiting_n && v->units.at[s->waiting[0]].span)
		return false;                    /* in their order */
	return put_columns(b);
}

void bands_fill(struct band_set *set, struct standing *s)
{
	struct band b = {.set = set, .s = s, .scratch = arena_new()};
	while (rest_of(&b) > 0 && band_next(&b))
		;
	arena_drop(b.scratch);
}
