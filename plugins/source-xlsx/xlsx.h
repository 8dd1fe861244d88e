/* The source of .xlsx files: what its files share. For this folder only. */
#ifndef SOURCE_XLSX_H
#define SOURCE_XLSX_H

#include "../sheets/sheets.h"

enum { MOST_PATH = 256, STRINGS_A_BLOCK = 4096, MOST_STRING_BLOCKS = 8192, MOST_FORMATS = 65536 };

struct xlsx_sheet {
	strom_str name, relation;
	char part[MOST_PATH];
	bool hidden;
};

struct xlsx {
	struct book book;
	char root[MOST_PATH];           /* the workbook's part */
	char strings_part[MOST_PATH], styles_part[MOST_PATH];
	bool since_1904;
	bool uncalculated; /* its writer leaves it to others to calculate its formulas */
	struct xlsx_sheet *sheets;      /* [MOST_SHEETS] */
	uint32_t sheets_n;
	struct name *names;             /* [MOST_SHEETS] */
	uint32_t names_n;
	strom_str **strings;            /* shared ones, in blocks */
	uint32_t strings_n;
	unsigned char *formats;         /* enum date_kind, by a cell's number of its format */
	uint32_t formats_n;
};

/* ---- workbook.c ---- */

/* Reads what the workbook holds: sheets, names, parts. False: reported. */
bool xlsx_workbook(struct xlsx *);
/* Follows the relations of a part: `take` gets each one's id, type and the part that it is to.
 * False: reported. */
typedef void xlsx_relation(void *context, strom_str id, strom_str type, const char *part);
bool xlsx_relations(struct xlsx *, const char *part, xlsx_relation *take, void *context);

/* ---- choose.c ---- */

/* The sheet and range that are to be read. False: reported. */
bool xlsx_choose(struct xlsx *, uint32_t *sheet, struct range *);

/* ---- shared.c: strings and formats that cells refer to ---- */

bool xlsx_strings(struct xlsx *);
bool xlsx_formats(struct xlsx *);

/* ---- escapes.c ---- */

/* "_x0009_" becomes the character that it is. */
void xlsx_unescape(struct text *);

/* ---- cells.c ---- */

/* Reads a sheet's cells. False: reported. */
bool xlsx_cells(struct xlsx *, uint32_t sheet, struct range);
/* Whether a sheet has a cell with a value. */
bool xlsx_has_cells(struct xlsx *, const char *part);

#endif
