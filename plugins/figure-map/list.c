/* Beside the map, or below it: its rows from the most to the least, and its key. */
#include "map.h"

enum { NAME_LINES = 2 };

uint32_t *map_ranked(const struct map *m)
{
	uint32_t *order = m->h.job->host->alloc(m->h.job, (m->h.rows + 1) * sizeof *order);
	for (uint32_t r = 0; r < m->h.rows; r++) {
		struct strom_datum d = strom_value_at(&m->h, 0, r);
		uint32_t at = r;
		while (at && !d.null) {
			struct strom_datum above = strom_value_at(&m->h, 0, order[at - 1]);
			if (!above.null && above.number >= d.number)
				break;
			order[at] = order[at - 1];
			at--;
		}
		order[at] = r;
	}
	return order;
}

static strom_len pitch(const struct map *m)
{
	return m->h.size * 3 / 2;
}

static strom_len sign_width(const struct map *m)
{
	return m->circles ? 0 : m->h.size * 5 / 4;
}

static strom_len widest_value(const struct map *m)
{
	strom_len most = 0;
	for (uint32_t r = 0; r < m->h.rows; r++) {
		strom_len w = strom_width_of(&m->h, "figure-value",
		                             strom_value_text(&m->h, 0, r, false), STROM_TEXT_BOLD);
		most = w > most ? w : most;
	}
	return most;
}

static struct strom_words name_words(const struct map *m, uint32_t row, strom_len width)
{
	return strom_words_in(&m->h, "figure-label", strom_name(&m->h, row), width, NAME_LINES);
}

static strom_len row_height(const struct map *m, uint32_t row, strom_len room)
{
	struct strom_words w = name_words(m, row, room);
	strom_len name = strom_measure(&m->h, &w).height + STROM_PT(2);
	return name > pitch(m) ? name : pitch(m);
}

static strom_len name_room(const struct map *m, strom_len width)
{
	return width - sign_width(m) - widest_value(m) - STROM_PT(6);
}

strom_len map_list_height(const struct map *m, strom_len width)
{
	strom_len y = 0, room = name_room(m, width);
	for (uint32_t r = 0; r < m->h.rows; r++)
		y += row_height(m, r, room);
	return y;
}

static void put_sign(const struct map *m, uint32_t row, strom_len x, strom_len y)
{
	struct strom_datum d = strom_value_at(&m->h, 0, row);
	strom_len size = m->h.size * 4 / 5;
	if (m->circles)
		return;
	if (d.null) {
		strom_path_box(&m->h, x, y - size / 2, size, size);
		map_fill_quiet(m);
		return;
	}
	strom_bar(&m->h, x, y - size / 2, size, size,
	          strom_class_colour(&m->h, &m->classes, strom_class_find(&m->classes, d.number)),
	          strom_small_base(&m->h, 0, row));
}

/* room: of its name; first: with its unit. */
static void put_row(const struct map *m, uint32_t row, strom_len x, strom_len y, strom_len width,
                    strom_len room, strom_len high, bool first)
{
	struct strom_words name = name_words(m, row, room);
	struct strom_words value = strom_words_in(&m->h, "figure-value",
	                                          strom_value_text(&m->h, 0, row, !first), 0, 1);
	bool lit = strom_is_highlit(&m->h, 0, row);
	name.flags = lit ? STROM_TEXT_BOLD : 0;
	value.flags = STROM_TEXT_BOLD;
	value.anchor = STROM_ANCHOR_END;
	strom_about(&m->h, 0, row);
	put_sign(m, row, x, y + high / 2);
	strom_put(&m->h, &name, x + sign_width(m), y + high / 2);
	strom_put(&m->h, &value, x + width, y + high / 2);
	strom_about_none(&m->h);
	strom_rule(&m->h, x, y + high, x + width, y + high, m->h.grid, STROM_PT(0.35));
}

strom_len map_put_list(const struct map *m, strom_len x, strom_len y, strom_len width,
                       uint32_t columns)
{
	const uint32_t *order = map_ranked(m);
	uint32_t each = (m->h.rows + columns - 1) / columns;
	strom_len gap = STROM_PT(12), wide = (width - gap * (columns - 1)) / columns, end = y;
	strom_len room = name_room(m, wide);
	for (uint32_t i = 0; i < m->h.rows; i++) {
		uint32_t r = order[i];
		strom_len high = row_height(m, r, room), top = i % each ? end : y;
		put_row(m, r, x + (wide + gap) * (i / each), top, wide, room, high, !i);
		end = top + high;
		if (i + 1 == m->h.rows && columns > 1) /* the first column is the longest */
			end = y + map_list_height(m, wide) * each / m->h.rows + pitch(m);
	}
	return end;
}

strom_len map_put_key(const struct map *m, strom_len x, strom_len y, strom_len width)
{
	const struct strom_chart *h = &m->h;
	bool all = true;
	for (uint32_t i = 0; i < m->o.regions; i++)
		all = all && m->o.region[i].row;
	if (!m->circles)
		y = strom_class_key_bar(h, &m->classes, x, y, width) + STROM_PT(2);
	if (all)
		return y;
	struct strom_words w =
	        strom_words_in(h, "figure-axis", h->c->word(h->job, "chart-not-surveyed"), 0, 1);
	strom_len size = h->size, line = h->size * 3 / 2;
	strom_path_box(h, x, y + (line - size) / 2, size, size);
	map_fill_quiet(m);
	strom_put(h, &w, x + size + h->size / 2, y + line / 2);
	return y + line;
}
