/* Which cells are to be read: a sheet, and in it all, or cells, a named range, or a table. */
#include "xlsx.h"

/* ---- Tables ---- */

struct tables {
	struct xlsx *x;
	strom_str sheet;                /* whose tables are looked at */
};

static void begin_table(void *context, const char *name, const char **attributes)
{
	struct tables *t = context;
	struct xlsx *x = t->x;
	struct range range;
	uint32_t totals = 0, header = 1;
	if (strcmp(name, "table") || x->names_n == MOST_SHEETS ||
	    !ref_range(xml_get(attributes, "ref"), &range))
		return;
	text_number(xml_get(attributes, "totalsRowCount"), &totals);
	text_number(xml_get(attributes, "headerRowCount"), &header);
	if (totals && range.last_row - range.row >= totals)
		range.last_row -= totals;
	x->names[x->names_n++] =
	        (struct name){.name = strom_keep(x->book.job, xml_get(attributes, "displayName")),
	                      .sheet = t->sheet,
	                      .range = range,
	                      .good = true,
	                      .headless = !header};
}

static void end_table(void *context, const char *name)
{
	(void)context, (void)name;
}

static void take_table(void *context, strom_str id, strom_str type, const char *part)
{
	static const struct xml_handlers handlers = {begin_table, end_table, NULL};
	struct tables *t = context;
	(void)id;
	if (text_ends(type, "/table"))
		xml_read(&t->x->book, part, false, &handlers, t);
}

/* They have names as ranges have. */
static bool name_tables(struct xlsx *x)
{
	struct tables t = {.x = x};
	for (uint32_t i = 0; i < x->sheets_n; i++) {
		t.sheet = x->sheets[i].name;
		if (!xlsx_relations(x, x->sheets[i].part, take_table, &t))
			return false;
	}
	return !x->book.faults.errors;
}

/* ---- The choice ---- */

static bool sheet_named(const struct xlsx *x, strom_str name, uint32_t *sheet)
{
	for (uint32_t i = 0; i < x->sheets_n; i++)
		if (strom_alike(x->sheets[i].name, name)) {
			*sheet = i;
			return true;
		}
	return false;
}

static bool tell_sheets(struct xlsx *x, bool wanted)
{
	struct book *b = &x->book;
	for (uint32_t i = 0; i < x->sheets_n; i++) {
		const struct xlsx_sheet *s = &x->sheets[i];
		struct strom_sheet sheet = {.size = sizeof sheet,
		                            .number = i,
		                            .kind = STROM_SHEET_CELLS,
		                            .name = s->name,
		                            .aside = s->hidden || (wanted && x->sheets_n > 1 &&
		                                                   !xlsx_has_cells(x, s->part))};
		if (b->faults.errors || !b->host->sheet(b->job, &sheet))
			return false;
		b->sheets_told = true;
	}
	return true;
}

bool xlsx_choose(struct xlsx *x, uint32_t *sheet, struct range *range)
{
	struct book *b = &x->book;
	struct strom_value said = {.size = sizeof said};
	bool has = b->job->host->option(b->job, "range", &said) && said.text.len, named;
	bool cells = !has || ref_range(strom_trim(said.text), range);
	strom_str of;
	if (!tell_sheets(x, cells) || (!cells && !name_tables(x)) ||
	    !names_choose(b, x->names, x->names_n, range, &of, &named))
		return false;
	if (!named)
		return b->host->choose(b->job, "sheet", sheet);
	return sheet_named(x, of, sheet) ||
	       strom_fault(&b->faults, said.pos, "sheet/no-range",
	                   "Name cells of a sheet that is there.",
	                   "the range's sheet '%.*s' is not there", strom_clip(of), of.ptr);
}
