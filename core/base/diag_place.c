/* Places in words: line and column of a text, sheet and cell of what is no text. */
#include "base/diag_parts.h"

#include <strom/source.h>

/* Sheet, row and column, as STROM_AT packs them; rows and columns count from 0. */
struct cell_at { uint32_t sheet; uint64_t row; uint32_t column; };

static struct cell_at cell_at(uint64_t off)
{
	return (struct cell_at){(uint32_t)(off >> 52), off >> 16 & 0xFFFFFFFFFu,
	                        (uint32_t)(off & 0xFFFFu)};
}

static const struct diag_sheet *sheet_at(const struct diags *d, struct span at)
{
	const struct diag_file *f = diag_file_at(d, at.file);
	for (size_t i = 0; i < f->sheets.n; i++)
		if (f->sheets.at[i].number == cell_at(at.off).sheet)
			return &f->sheets.at[i];
	return NULL;
}

/* 0 is A, 25 Z, 26 AA. */
static void put_letters(struct buf *out, uint32_t column)
{
	if (column >= 26)
		put_letters(out, column / 26 - 1);
	buf_byte(out, (char)('A' + column % 26));
}

static bool is_plain(str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (strchr(" '!:,\"", name.ptr[i]) || (unsigned char)name.ptr[i] < 0x20)
			return false;
	return name.len > 0;
}

static void put_sheet(const struct diags *d, uint32_t file, const struct diag_sheet *sheet,
                      struct buf *out)
{
	bool secret = (diag_file_at(d, file)->flags & DIAG_SECRET) || !sheet->name.len;
	if (secret)
		buf_printf(out, "%s %u", sheet->kind == STROM_SHEET_ROWS ? "table" : "sheet",
		           sheet->number + 1);
	else
		buf_printf(out, is_plain(sheet->name) ? "%.*s" : "'%.*s'", STR_ARG(sheet->name));
}

/* ":Answers!C7", ":towns, row 7" */
static void put_row(const struct diags *d, struct span at, const struct diag_sheet *sheet,
                    struct buf *out)
{
	struct cell_at cell = cell_at(at.off);
	buf_byte(out, ':');
	put_sheet(d, at.file, sheet, out);
	buf_put(out, sheet->kind == STROM_SHEET_ROWS ? S(", row ") : S("!"));
	if (sheet->kind != STROM_SHEET_ROWS)
		put_letters(out, cell.column);
	buf_printf(out, "%llu", (unsigned long long)cell.row + 1);
}

void diag_put_place(const struct diags *d, struct span at, struct line_column p, struct buf *out)
{
	const struct diag_sheet *sheet = sheet_at(d, at);
	struct cell_at cell = cell_at(at.off);
	if (p.line)
		buf_printf(out, ":%llu:%llu", (unsigned long long)p.line,
		           (unsigned long long)p.column);
	if (!sheet)
		return;
	put_row(d, at, sheet, out);
	if (sheet->kind == STROM_SHEET_ROWS)
		buf_printf(out, ", column %u", cell.column + 1);
}

bool diag_put_row(const struct diags *d, struct span at, struct buf *out)
{
	const struct diag_sheet *sheet = at.file ? sheet_at(d, at) : NULL;
	if (sheet)
		put_row(d, at, sheet, out);
	return sheet != NULL;
}

void diag_put_place_json(const struct diags *d, struct span at, struct line_column p,
                         struct buf *out)
{
	const struct diag_sheet *sheet = sheet_at(d, at);
	struct cell_at cell = cell_at(at.off);
	if (p.line)
		buf_printf(out, ",\"line\":%llu,\"column\":%llu,\"length\":%u",
		           (unsigned long long)p.line, (unsigned long long)p.column, at.len);
	if (!sheet)
		return;
	if (!(diag_file_at(d, at.file)->flags & DIAG_SECRET)) {
		buf_put(out, S(",\"sheet\":"));
		buf_json(out, sheet->name);
	}
	buf_printf(out, ",\"row\":%llu,\"column\":%u,\"length\":%u",
	           (unsigned long long)cell.row + 1, cell.column + 1, at.len);
}
