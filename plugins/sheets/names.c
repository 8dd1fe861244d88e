/* What of a sheet is to be read: all, cells, or what has a name. */
#include "sheets.h"

enum { LIST = 300 };

static void list(char out[LIST], const struct name *names, size_t n)
{
	size_t len = 0;
	for (size_t i = 0; i < n && len + 80 < LIST; i++) {
		size_t part = (size_t)strom_clip(names[i].name);
		if (part >= 5 && !memcmp(names[i].name.ptr, "_xlnm", 5))
			continue;
		memcpy(out + len, ", ", len ? 2 : 0);
		len += len ? 2 : 0;
		memcpy(out + len, names[i].name.ptr, part);
		len += part;
	}
	out[len] = 0;
}

static bool unknown(struct book *b, const struct name *names, size_t n, strom_str wanted,
                    struct strom_pos at)
{
	char known[LIST];
	list(known, names, n);
	return strom_fault(&b->faults, at, "sheet/unknown-range",
	                   "Write cells such as A3:F200, or A3: for all from there on.",
	                   "the file has no range or table '%.*s'%s%s%s", strom_clip(wanted),
	                   wanted.ptr, *known ? " (it has " : "", known, *known ? ")" : "");
}

bool names_choose(struct book *b, const struct name *names, size_t n, struct range *range,
                  strom_str *sheet, bool *named)
{
	struct strom_value said = {.size = sizeof said};
	strom_str wanted = b->job->host->option(b->job, "range", &said) ? strom_trim(said.text)
	                                                                : (strom_str){"", 0};
	*named = false;
	*range = (struct range){0, 0, MOST_ROWS - 1, MOST_WIDTH - 1};
	if (!wanted.len || ref_range(wanted, range))
		return true;
	for (size_t i = 0; i < n; i++) {
		if (!strom_alike(names[i].name, wanted))
			continue;
		*named = true;
		*sheet = names[i].sheet;
		*range = names[i].range;
		if (names[i].headless)
			return strom_fault(&b->faults, said.pos, "sheet/no-header",
			                   "Give the table a header row.",
			                   "the table '%.*s' has no header row", strom_clip(wanted),
			                   wanted.ptr);
		return names[i].good || strom_fault(&b->faults, said.pos, "sheet/no-range",
		                                    "Name cells that lie side by side.",
		                                    "the name '%.*s' is no range of cells",
		                                    strom_clip(wanted), wanted.ptr);
	}
	return unknown(b, names, n, wanted, said.pos);
}
