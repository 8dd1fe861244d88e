/* What stands above the columns. Heads are never turned: where one has no room, all are
 * abbreviated, and said in full below. */
#include "heat.h"

static struct strom_words head_words(const struct heat *t, strom_str text, strom_len room)
{
	struct strom_words w = strom_words_in(&t->h, "figure-label", text, room, HEAD_LINES);
	w.flags = STROM_TEXT_BOLD;
	w.anchor = STROM_ANCHOR_MIDDLE;
	return w;
}

static strom_len head_room(const struct heat *t)
{
	return t->cell - STROM_PT(2);
}

bool heat_heads_fit(const struct heat *t)
{
	for (uint32_t i = 0; i < t->columns; i++) {
		struct strom_words w = head_words(t, t->column[i].field.title, head_room(t));
		struct strom_extent e = strom_measure(&t->h, &w);
		if (e.shortened || e.width > head_room(t))
			return false;
	}
	return true;
}

/* ---- Abbreviations ---- */

/* So many letters, with what is written above and below them. */
static strom_str first_letters(strom_str text, uint32_t n)
{
	size_t i = 0;
	while (i < text.len) {
		unsigned char at = (unsigned char)text.ptr[i];
		bool mark = at == 0xCC || (at == 0xCD && i + 1 < text.len &&
		                           (unsigned char)text.ptr[i + 1] < 0xB0);
		if ((at & 0xC0) != 0x80 && !mark && n-- == 0)
			break;
		i++;
	}
	while (i && text.ptr[i - 1] == ' ')
		i--;
	return (strom_str){text.ptr, i};
}

/* The fewest letters with which no other column begins; empty: it takes more than three. */
static strom_str shortest(const struct heat *t, uint32_t column)
{
	for (uint32_t n = 1; n <= 3; n++) {
		strom_str mine = first_letters(t->column[column].field.title, n);
		bool alone = true;
		for (uint32_t i = 0; i < t->columns && alone; i++)
			alone = i == column ||
			        !strom_text_same(mine, first_letters(t->column[i].field.title, n));
		if (alone && mine.len)
			return mine;
	}
	return STROM_S("");
}

static strom_str number(const struct heat *t, uint32_t i)
{
	char *to = t->h.job->host->alloc(t->h.job, 3);
	size_t n = 0;
	if (i >= 10)
		to[n++] = (char)('0' + i / 10);
	to[n++] = (char)('0' + i % 10);
	return (strom_str){to, n};
}

void heat_abbreviate(struct heat *t)
{
	bool letters = true;
	t->abbreviated = true;
	for (uint32_t i = 0; i < t->columns; i++) {
		strom_str text = t->column[i].abbreviation = shortest(t, i);
		letters = letters && text.len &&
		          strom_width_of(&t->h, "figure-label", text, STROM_TEXT_BOLD) <= t->cell;
	}
	for (uint32_t i = 0; i < t->columns && !letters; i++)
		t->column[i].abbreviation = number(t, i + 1);
}

strom_len heat_put_names(const struct heat *t, strom_len y)
{
	const struct strom_chart *h = &t->h;
	strom_len x = 0, line = h->note.leading, gap = h->size / 3;
	if (!t->abbreviated)
		return y;
	y += STROM_PT(3);
	for (uint32_t i = 0; i < t->columns; i++) {
		struct strom_words a = strom_words_in(h, "figure-note", t->column[i].abbreviation,
		                                      0, 1),
		                   w = strom_words_in(h, "figure-note", t->column[i].field.title, 0,
		                                      3);
		a.flags = STROM_TEXT_BOLD;
		strom_len head = strom_measure(h, &a).width + gap;
		w.width = h->width - head;
		struct strom_extent e = strom_measure(h, &w);
		if (x && x + head + e.width > h->width) {
			x = 0;
			y += line;
		}
		a.vertical = w.vertical = STROM_VERTICAL_TOP;
		strom_put(h, &a, x, y);
		strom_put(h, &w, x + head, y);
		x += head + e.width + h->size;
		if (e.lines > 1) {
			x = h->width;
			y += line * (e.lines - 1);
		}
	}
	return y + line;
}

/* ---- ---- */

static strom_str head_text(const struct heat *t, uint32_t i)
{
	return t->abbreviated ? t->column[i].abbreviation : t->column[i].field.title;
}

static struct strom_words total_head(const struct heat *t)
{
	struct strom_words w = head_words(t, t->total.field.title, t->total_width);
	w.anchor = STROM_ANCHOR_END;
	return w;
}

strom_len heat_put_heads(const struct heat *t)
{
	strom_len most = 0;
	for (uint32_t pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < t->columns; i++) {
			struct strom_words w = head_words(t, head_text(t, i), head_room(t));
			strom_len high = strom_measure(&t->h, &w).height;
			most = high > most ? high : most;
			w.vertical = STROM_VERTICAL_BOTTOM;
			if (!pass)
				continue;
			/* Lines are broken to the width that begins at x. */
			strom_put(&t->h, &w, t->left + t->cell * i + (t->cell - STROM_PT(1)) / 2,
			          most);
		}
		if (!t->total.at)
			continue;
		struct strom_words w = total_head(t);
		strom_len high = strom_measure(&t->h, &w).height;
		most = high > most ? high : most;
		w.vertical = STROM_VERTICAL_BOTTOM;
		if (pass)
			strom_put(&t->h, &w, t->h.width, most);
	}
	return most + STROM_PT(2);
}
