/* What a table is parted into: its rows, and of rows that no page can hold, a few lines each. */
#include "typeset/tables/table_parts.h"

strom_len table_row_height(const struct table_set *set, uint32_t row)
{
	const struct style *s = table_row_style(set, row);
	return (strom_len)set->lines[row] * s->leading + 2 * s->pad;
}

uint32_t table_units(const struct table_set *set)
{
	return set->parts ? set->parts_n : set->rows;
}

struct table_part table_unit(const struct table_set *set, uint32_t unit)
{
	return set->parts ? set->parts[unit] : (struct table_part){unit, 0, set->lines[unit]};
}

bool table_part_begins(const struct table_part *p)
{
	return !p->from;
}

bool table_part_ends(const struct table_set *set, const struct table_part *p)
{
	return p->to == set->lines[p->row];
}

strom_len table_unit_height(const struct table_set *set, uint32_t unit)
{
	struct table_part p = table_unit(set, unit);
	const struct style *s = table_row_style(set, p.row);
	int pads = table_part_begins(&p) + table_part_ends(set, &p);
	return (strom_len)(p.to - p.from) * s->leading + pads * s->pad;
}
