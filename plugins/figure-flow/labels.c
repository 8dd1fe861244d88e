/* What stands at the bands: names and figures where they have room, else digits, and a key. */
#include "flow.h"

#define APART STROM_PT(6)
enum { MOST_LINES = 3, KEY_LINES = 4 };

/* ---- Stages, above ---- */

static strom_str digits(const struct flow *f, uint32_t n)
{
	char *out = f->h.job->host->alloc(f->h.job, 3);
	size_t i = 0;
	if (n >= 10)
		out[i++] = (char)('0' + n / 10);
	out[i++] = (char)('0' + n % 10);
	return (strom_str){out, i};
}

/* The first has the unit; where names are in the key it has the digit above its figure. */
static struct strom_words stage_words(const struct flow *f, uint32_t i, enum room room)
{
	strom_str n = flow_number(f, f->stage[i].n, i != 0), text = n;
	if (room == BESIDE)
		text = strom_joined(&f->h, f->stage[i].name, " ", n);
	struct strom_words w = strom_words_in(&f->h, "figure-value", text, 0, 1);
	w.flags = STROM_TEXT_BOLD;
	w.vertical = STROM_VERTICAL_BOTTOM;
	w.anchor = i + 1 < f->stages ? STROM_ANCHOR_START : STROM_ANCHOR_END;
	if (room == BESIDE)
		w.lines = MOST_LINES;
	return w;
}

/* Each has the room to the next stage; the last one, which ends with its band, shares it with the
 * one before. */
static strom_len stage_width(const struct flow *f, uint32_t i, enum room room)
{
	strom_len most = room == BESIDE ? f->pitch * 3 / 5 : f->pitch;
	if (i + 1 == f->stages)
		return most;
	if (i + 2 < f->stages)
		return f->pitch - APART;
	struct strom_words last = stage_words(f, i + 1, room);
	last.width = most;
	return f->pitch + NODE - strom_measure(&f->h, &last).width - APART;
}

static bool stages_fit(const struct flow *f, enum room room, strom_len *high)
{
	*high = 0;
	for (uint32_t i = 0; i < f->stages; i++) {
		struct strom_words w = stage_words(f, i, room);
		strom_len width = stage_width(f, i, room);
		if (width <= 0)
			return false;
		w.width = room == BESIDE ? width : 0;
		struct strom_extent e = strom_measure(&f->h, &w);
		if (e.shortened || e.width > width)
			return false;
		*high = e.height > *high ? e.height : *high;
	}
	return true;
}

static strom_len line_high(const struct flow *f)
{
	struct strom_words w = strom_words_in(&f->h, "figure-axis", STROM_S("1"), 0, 1);
	return strom_measure(&f->h, &w).height;
}

static strom_len room_above(struct flow *f)
{
	strom_len high;
	f->above = f->h.wide ? BESIDE : NAMES_IN_KEY;
	if (f->above == BESIDE && stages_fit(f, BESIDE, &high))
		return high;
	f->above = NAMES_IN_KEY;
	if (stages_fit(f, NAMES_IN_KEY, &high))
		return high + line_high(f);
	f->above = ALL_IN_KEY;
	return line_high(f);
}

static void put_digit(const struct flow *f, uint32_t n, uint32_t anchor, strom_len x, strom_len y,
                      bool below)
{
	struct strom_words w = strom_words_in(&f->h, "figure-axis", digits(f, n), 0, 1);
	w.anchor = anchor;
	w.vertical = below ? STROM_VERTICAL_TOP : STROM_VERTICAL_BOTTOM;
	strom_put(&f->h, &w, x, y);
}

void flow_stages_put(const struct flow *f)
{
	strom_len y = f->top - STROM_PT(3);
	for (uint32_t i = 0; i < f->stages; i++) {
		struct strom_words w = stage_words(f, i, f->above);
		bool last = i + 1 == f->stages;
		strom_about_column(&f->h, f->number, f->stage[i].row);
		strom_len x = flow_stage_x(f, i) + (last ? NODE : 0);
		if (f->above == BESIDE)
			w.width = stage_width(f, i, BESIDE);
		if (f->above != ALL_IN_KEY)
			strom_put(&f->h, &w, x, y);
		if (f->above != BESIDE)
			put_digit(f, i + 1, w.anchor, x,
			          f->above == ALL_IN_KEY ? y : y - line_high(f), false);
	}
	strom_about_none(&f->h);
}

/* ---- Losses, below ---- */

static strom_str loss_number(const struct flow *f, uint32_t i)
{
	return flow_number(f, -f->loss[i].n, true);
}

static struct strom_words loss_words(const struct flow *f, uint32_t i)
{
	struct strom_words w = strom_words_in(&f->h, "figure-value", loss_number(f, i), 0, 1);
	w.flags = STROM_TEXT_BOLD;
	w.vertical = STROM_VERTICAL_TOP;
	w.colour = f->loss[i].n > 0 ? f->h.warm : f->h.muted;
	return w;
}

static strom_len number_width(const struct flow *f)
{
	strom_len most = 0;
	for (uint32_t i = 0; i < f->losses; i++) {
		struct strom_words w = loss_words(f, i);
		strom_len wide = strom_measure(&f->h, &w).width;
		most = wide > most ? wide : most;
	}
	return most;
}

static strom_len loss_room(const struct flow *f, uint32_t i)
{
	return (i + 1 < f->losses ? f->loss[i + 1].label - APART : f->h.width) - f->loss[i].label;
}

static struct strom_words why_words(const struct flow *f, uint32_t i, uint32_t lines)
{
	struct strom_words w =
	        strom_words_in(&f->h, "figure-label", f->loss[i].why, loss_room(f, i), lines);
	w.vertical = STROM_VERTICAL_TOP;
	w.colour = f->h.muted;
	return w;
}

/* Behind those of the stages, if these have some. */
static uint32_t loss_digit(const struct flow *f, uint32_t i)
{
	return (f->above == BESIDE ? 0 : f->stages) + i + 1;
}

/* Labels begin where their losses end, pushed apart where these are thin. */
static bool push_labels(struct flow *f, strom_len wide)
{
	strom_len at[MOST_LINKS];
	for (uint32_t i = 0; i < f->losses; i++)
		at[i] = f->loss[i].from;
	if ((wide + APART) * f->losses > f->h.width)
		return false;
	strom_push_apart(at, f->losses, wide + APART, 0, f->h.width - wide);
	for (uint32_t i = 0; i < f->losses; i++)
		f->loss[i].label = at[i];
	return at[f->losses - 1] + wide <= f->h.width;
}

static bool reasons_fit(const struct flow *f, uint32_t lines)
{
	for (uint32_t i = 0; i < f->losses; i++) {
		struct strom_words w = why_words(f, i, lines);
		if (!f->loss[i].why.len)
			continue;
		if (w.width <= 0)
			return false;
		/* A word that no pattern divides may be wider than its lines. */
		struct strom_extent e = strom_measure(&f->h, &w);
		if (e.shortened || e.width > w.width)
			return false;
	}
	return true;
}

/* As near to their losses as names have room; else as numbers have. */
static void room_below(struct flow *f)
{
	enum { STEPS = 4 };
	f->below = BESIDE;
	if (!f->losses)
		return;
	strom_len least = number_width(f), most = f->h.width / f->losses - APART;
	if (least > most || !push_labels(f, least)) {
		f->below = ALL_IN_KEY;
		push_labels(f, f->h.size);
		return;
	}
	for (uint32_t lines = MOST_LINES - 1; lines <= MOST_LINES; lines++)
		for (uint32_t i = 0; i <= (f->h.wide ? STEPS : 0); i++) {
			push_labels(f, least + (most - least) * i / STEPS);
			if (reasons_fit(f, lines))
				return;
		}
	push_labels(f, least);
	f->below = NAMES_IN_KEY;
}

strom_len flow_labels_room(struct flow *f)
{
	strom_len high = room_above(f);
	room_below(f);
	return high + STROM_PT(3);
}

static bool is_moved(const struct flow *f, uint32_t i)
{
	return f->loss[i].label > f->loss[i].to || f->loss[i].label < f->loss[i].from - STROM_PT(4);
}

/* Where one stands away from its loss, all stand lower, with a line between. */
static strom_len put_leaders(const struct flow *f)
{
	bool any = false;
	for (uint32_t i = 0; i < f->losses; i++)
		any = any || is_moved(f, i);
	for (uint32_t i = 0; i < f->losses && any; i++)
		strom_rule(&f->h, (f->loss[i].from + f->loss[i].to) / 2, f->end + STROM_PT(1),
		           is_moved(f, i) ? f->loss[i].label + STROM_PT(3)
		                          : (f->loss[i].from + f->loss[i].to) / 2,
		           f->end + STROM_PT(7), f->h.muted, STROM_PT(0.4));
	return f->end + STROM_PT(any ? 8 : 3);
}

strom_len flow_losses_put(const struct flow *f)
{
	strom_len y = put_leaders(f), high = line_high(f), most = 0;
	for (uint32_t i = 0; i < f->losses; i++) {
		struct strom_words w = loss_words(f, i), why = why_words(f, i, MOST_LINES);
		strom_len x = f->loss[i].label, at = y;
		bool digit = f->below != BESIDE && f->loss[i].why.len;
		strom_about_column(&f->h, f->number, f->loss[i].row);
		if (digit || f->below == ALL_IN_KEY) {
			put_digit(f, loss_digit(f, i), STROM_ANCHOR_START, x, at, true);
			at += high;
		}
		if (f->below != ALL_IN_KEY) {
			strom_put(&f->h, &w, x, at);
			at += high;
		}
		if (f->below == BESIDE && f->loss[i].why.len) {
			strom_put(&f->h, &why, x, at);
			at += strom_measure(&f->h, &why).height;
		}
		most = at - y > most ? at - y : most;
	}
	strom_about_none(&f->h);
	return f->losses ? y + most : f->end - f->bend;
}

/* ---- The key: digits, and what they stand for, one after the other ---- */

struct key {
	const struct flow *f;
	strom_len x, y, high;
};

static void put_entry(struct key *k, uint32_t n, strom_str text)
{
	const struct flow *f = k->f;
	strom_len digit = strom_width_of(&f->h, "figure-axis", digits(f, n), 0) + f->h.size / 2;
	struct strom_words w =
	        strom_words_in(&f->h, "figure-label", text, f->h.width - digit, KEY_LINES);
	struct strom_extent e = strom_measure(&f->h, &w);
	if (k->x && (k->x + digit + e.width > f->h.width || e.lines > 1)) {
		k->x = 0;
		k->y += k->high;
	}
	put_digit(f, n, STROM_ANCHOR_START, k->x, k->y, true);
	w.vertical = STROM_VERTICAL_TOP;
	strom_put(&f->h, &w, k->x + digit, k->y);
	k->x += digit + e.width + f->h.size * 3 / 2;
	if (e.lines > 1) {
		k->x = 0;
		k->y += e.height;
	}
}

static strom_str entry_text(const struct flow *f, strom_str name, strom_str number, enum room room)
{
	if (room != ALL_IN_KEY)
		return name;
	return name.len ? strom_joined(&f->h, name, " ", number) : number;
}

strom_len flow_key_put(const struct flow *f, strom_len y)
{
	struct key k = {.f = f, .y = y, .high = line_high(f)};
	for (uint32_t i = 0; i < f->stages && f->above != BESIDE; i++)
		put_entry(&k, i + 1,
		          entry_text(f, f->stage[i].name, flow_number(f, f->stage[i].n, i != 0),
		                     f->above));
	for (uint32_t i = 0; i < f->losses && f->below != BESIDE; i++) {
		strom_str text = entry_text(f, f->loss[i].why, loss_number(f, i), f->below);
		if (text.len)
			put_entry(&k, loss_digit(f, i), text);
	}
	return k.x ? k.y + k.high : k.y;
}
