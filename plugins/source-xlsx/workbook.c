/* A workbook's parts: what belongs to what (ECMA-376 part 2, 9.3), its sheets and its names. */
#include "xlsx.h"

#include <stdio.h>

/* ---- Relations ---- */

struct relations { struct xlsx *x; const char *part; xlsx_relation *take; void *context; };

/* "xl/workbook.xml" and "worksheets/sheet1.xml" are xl/worksheets/sheet1.xml; "/xl/a.xml" begins at
 * the root. */
static bool resolve(char out[MOST_PATH], const char *base, strom_str target)
{
	const char *slash = strrchr(base, '/');
	size_t len = slash ? (size_t)(slash - base) + 1 : 0;
	if (target.len && *target.ptr == '/')
		target.ptr++, target.len--, len = 0;
	while (target.len >= 3 && !memcmp(target.ptr, "../", 3) && len) {
		target.ptr += 3;
		target.len -= 3;
		for (len--; len && base[len - 1] != '/'; len--)
			;
	}
	if (len + target.len >= MOST_PATH)
		return false;
	memcpy(out, base, len);
	memcpy(out + len, target.ptr, target.len);
	out[len + target.len] = 0;
	return true;
}

static void begin_relation(void *context, const char *name, const char **attributes)
{
	struct relations *r = context;
	char part[MOST_PATH];
	if (strcmp(name, "Relationship") ||
	    strom_text_is(xml_get(attributes, "TargetMode"), "External"))
		return;
	if (resolve(part, r->part, xml_get(attributes, "Target")))
		r->take(r->context, xml_get(attributes, "Id"), xml_get(attributes, "Type"), part);
}

static void end_nothing(void *context, const char *name)
{
	(void)context, (void)name;
}

/* "xl/workbook.xml" has its relations in xl/_rels/workbook.xml.rels. */
bool xlsx_relations(struct xlsx *x, const char *part, xlsx_relation *take, void *context)
{
	static const struct xml_handlers handlers = {begin_relation, end_nothing, NULL};
	struct relations r = {x, part, take, context};
	char path[MOST_PATH + 16];
	const char *slash = strrchr(part, '/');
	int folder = slash ? (int)(slash - part) + 1 : 0;
	snprintf(path, sizeof path, "%.*s_rels/%s.rels", folder, part, part + folder);
	return xml_read(&x->book, path, false, &handlers, &r);
}

/* ---- The workbook ---- */

struct workbook { struct xlsx *x; bool in_name; struct text name_text; };

static void take_root(void *context, strom_str id, strom_str type, const char *part)
{
	struct xlsx *x = context;
	(void)id;
	if (text_ends(type, "/officeDocument"))
		snprintf(x->root, sizeof x->root, "%s", part);
}

static void take_part(void *context, strom_str id, strom_str type, const char *part)
{
	struct xlsx *x = context;
	if (text_ends(type, "/sharedStrings"))
		snprintf(x->strings_part, sizeof x->strings_part, "%s", part);
	if (text_ends(type, "/styles"))
		snprintf(x->styles_part, sizeof x->styles_part, "%s", part);
	for (uint32_t i = 0; i < x->sheets_n && text_ends(type, "/worksheet"); i++)
		if (strom_same(x->sheets[i].relation, id))
			snprintf(x->sheets[i].part, sizeof x->sheets[i].part, "%s", part);
}

static void add_sheet(struct xlsx *x, const char **attributes)
{
	strom_str state = xml_get(attributes, "state");
	if (x->sheets_n == MOST_SHEETS)
		return;
	struct xlsx_sheet *s = &x->sheets[x->sheets_n++];
	s->name = strom_keep(x->book.job, xml_get(attributes, "name"));
	s->relation = strom_keep(x->book.job, xml_get(attributes, "id"));
	s->hidden = strom_text_is(state, "hidden") || strom_text_is(state, "veryHidden");
}

static void begin(void *context, const char *name, const char **attributes)
{
	struct workbook *w = context;
	struct xlsx *x = w->x;
	if (!strcmp(name, "sheet"))
		add_sheet(x, attributes);
	else if (!strcmp(name, "workbookPr"))
		x->since_1904 = strom_text_is(xml_get(attributes, "date1904"), "1") ||
		                strom_text_is(xml_get(attributes, "date1904"), "true");
	else if (!strcmp(name, "calcPr"))
		x->uncalculated = strom_text_is(xml_get(attributes, "fullCalcOnLoad"), "1");
	else if (!strcmp(name, "definedName") && x->names_n < MOST_SHEETS) {
		x->names[x->names_n].name = strom_keep(x->book.job, xml_get(attributes, "name"));
		w->in_name = true;
		w->name_text.len = 0;
	}
}

static void end(void *context, const char *name)
{
	struct workbook *w = context;
	if (strcmp(name, "definedName") || !w->in_name)
		return;
	w->in_name = false;
	struct name *n = &w->x->names[w->x->names_n++];
	n->good = ref_sheet_range(&w->x->book, strom_trim(text_of(&w->name_text)), &n->sheet,
	                          &n->range);
}

static void characters(void *context, const char *text, int len)
{
	struct workbook *w = context;
	if (w->in_name && w->name_text.len < 1024)
		text_put(&w->x->book, &w->name_text, (strom_str){text, (size_t)len});
}

/* Sheets of charts have no cells. */
static void drop_charts(struct xlsx *x)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < x->sheets_n; i++)
		if (*x->sheets[i].part)
			x->sheets[n++] = x->sheets[i];
	x->sheets_n = n;
}

bool xlsx_workbook(struct xlsx *x)
{
	static const struct xml_handlers handlers = {begin, end, characters};
	struct workbook w = {.x = x};
	x->sheets = book_alloc(&x->book, MOST_SHEETS * sizeof *x->sheets);
	x->names = book_alloc(&x->book, MOST_SHEETS * sizeof *x->names);
	if (!xlsx_relations(x, "", take_root, x))
		return false;
	if (!*x->root)
		return strom_fault(&x->book.faults, strom_at_file(x->book.sheets_told),
		                   "sheet/no-workbook",
		                   "Check the path and the source that is named "
		                   "beside it.",
		                   "the file is a zip, but no workbook of the kind .xlsx");
	if (text_ends(strom_text(x->root), ".bin"))
		return strom_fault(&x->book.faults, strom_at_file(x->book.sheets_told),
		                   "sheet/old-format", "Save it as .xlsx.",
		                   "the file is a binary workbook (.xlsb)");
	if (!xml_read(&x->book, x->root, true, &handlers, &w) ||
	    !xlsx_relations(x, x->root, take_part, x))
		return false;
	drop_charts(x);
	return true;
}
