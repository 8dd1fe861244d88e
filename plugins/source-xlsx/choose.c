/* Which cells are to be read: a sheet, and in it all, or cells, a named range, or a table. */
#include "xlsx.h"

/* ---- Tables ---- */

struct tables {
	struct xlsx *x;
	uint32_t sheet;                 /* whose tables are looked at */
	strom_str wanted;
	bool found, headless;
	struct range range;
	uint32_t of_sheet;
};

static void begin_table(void *context, const char *name, const char **attributes)
{
	struct tables *t = context;
	strom_str shown = xml_get(attributes, "displayName"), own = xml_get(attributes, "name");
	uint32_t totals = 0, header = 1;
	if (strcmp(name, "table") || t->found || !(text_alike(shown, t->wanted) || text_alike(own, t->wanted)) ||
	    !ref_range(xml_get(attributes, "ref"), &t->range))
		return;
	text_number(xml_get(attributes, "totalsRowCount"), &totals);
	text_number(xml_get(attributes, "headerRowCount"), &header);
	t->found = true;
	t->headless = !header;
	t->of_sheet = t->sheet;
	if (totals && t->range.last_row >= t->range.row + totals)
		t->range.last_row -= totals;
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
	if (text_ends(type, "/table") && !t->found)
		xml_read(&t->x->book, part, false, &handlers, t);
}

static bool table(struct xlsx *x, strom_str name, uint32_t *sheet, struct range *range, bool *found)
{
	struct tables t = {.x = x, .wanted = name};
	for (t.sheet = 0; t.sheet < x->sheets_n && !t.found; t.sheet++)
		if (!xlsx_relations(x, x->sheets[t.sheet].part, take_table, &t))
			return false;
	*found = t.found;
	if (!t.found)
		return !x->book.errors;
	*sheet = t.of_sheet;
	*range = t.range;
	return !t.headless || book_error(&x->book, book_nowhere(&x->book), "sheet/no-header", "Give the table a header row.",
	                                 "the table '%.*s' has no header row", book_clip(name), name.ptr);
}

/* ---- Named ranges ---- */

static bool sheet_named(const struct xlsx *x, strom_str name, uint32_t *sheet)
{
	for (uint32_t i = 0; i < x->sheets_n; i++)
		if (text_alike(x->sheets[i].name, name)) {
			*sheet = i;
			return true;
		}
	return false;
}

static bool named(struct xlsx *x, strom_str name, uint32_t *sheet, struct range *range, bool *found)
{
	strom_str of;
	for (uint32_t i = 0; i < x->names_n; i++) {
		if (!text_alike(x->names[i].name, name))
			continue;
		*found = ref_sheet_range(&x->book, x->names[i].range, &of, range) && sheet_named(x, of, sheet);
		return *found || book_error(&x->book, book_nowhere(&x->book), "sheet/no-range", "Name cells that lie side by side.",
		                            "the name '%.*s' is no range of cells", book_clip(name), name.ptr);
	}
	return true;
}

static bool unknown_range(struct xlsx *x, strom_str name, struct strom_pos at)
{
	char list[300] = "";
	size_t len = 0;
	for (uint32_t i = 0; i < x->names_n && len < sizeof list - 80; i++) {
		if (!memcmp(x->names[i].name.ptr, "_xlnm", x->names[i].name.len < 5 ? x->names[i].name.len : 5))
			continue;
		memcpy(list + len, len ? ", " : "", len ? 2 : 0);
		len += len ? 2 : 0;
		memcpy(list + len, x->names[i].name.ptr, (size_t)book_clip(x->names[i].name));
		len += (size_t)book_clip(x->names[i].name);
	}
	return book_error(&x->book, at, "sheet/unknown-range", len ? "Write cells such as A3:F200, or one of the names above."
	                  : "Write cells such as A3:F200, or A3: for all from there on.",
	                  "the file has no range or table '%.*s'%s%s%s", book_clip(name), name.ptr, len ? " (it has " : "",
	                  list, len ? ")" : "");
}

/* ---- The choice ---- */

static bool tell_sheets(struct xlsx *x, bool wanted)
{
	struct book *b = &x->book;
	for (uint32_t i = 0; i < x->sheets_n; i++) {
		const struct xlsx_sheet *s = &x->sheets[i];
		struct strom_sheet sheet = {.size = sizeof sheet, .number = i, .kind = STROM_SHEET_CELLS, .name = s->name,
		                            .aside = s->hidden || (wanted && x->sheets_n > 1 && !xlsx_has_cells(x, s->part))};
		if (b->errors || !b->host->sheet(b->job, &sheet))
			return false;
		b->sheets_told = true;
	}
	return true;
}

bool xlsx_choose(struct xlsx *x, uint32_t *sheet, struct range *range)
{
	struct book *b = &x->book;
	struct strom_value said = {.size = sizeof said};
	bool found = false, has = b->job->host->option(b->job, "range", &said) && said.text.len;
	strom_str name = has ? text_trim(said.text) : said.text;
	*range = (struct range){0, 0, MOST_ROWS - 1, MOST_WIDTH - 1};
	bool cells = has && ref_range(name, range);
	if (!tell_sheets(x, !has || cells))
		return false;
	if (!has || cells)
		return b->host->choose(b->job, "sheet", sheet);
	if (!named(x, name, sheet, range, &found) || (!found && !table(x, name, sheet, range, &found)))
		return false;
	return found || unknown_range(x, name, said.pos);
}
