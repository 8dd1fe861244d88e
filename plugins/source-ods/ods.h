/* The source of .ods files: what its files share. For this folder only. */
#ifndef SOURCE_ODS_H
#define SOURCE_ODS_H

#include "../sheets/sheets.h"

struct ods_sheet {
	strom_str name;
	bool hidden, full;              /* full: it holds a value */
};

struct ods {
	struct book book;
	struct ods_sheet *sheets;       /* [MOST_SHEETS] */
	uint32_t sheets_n;
	struct name *names;             /* [MOST_SHEETS]: named and database ranges */
	uint32_t names_n;
	strom_str *hidden_styles;       /* [MOST_SHEETS]: of tables that are not shown */
	uint32_t hidden_styles_n;
};

/* ---- document.c ---- */

/* Reads what the document holds: sheets and names. False: reported. */
bool ods_document(struct ods *);
/* The sheet and range that are to be read. False: reported. */
bool ods_choose(struct ods *, uint32_t *sheet, struct range *);

/* ---- rows.c ---- */

/* Reads a sheet's rows. False: reported. */
bool ods_rows(struct ods *, uint32_t sheet, struct range);

/* ---- cell.c: a cell of the sheet as it is read ---- */

struct ods_cell {
	uint32_t type;                  /* as of a WRITTEN cell */
	bool formula, typed; /* typed: it says what it is, and its paragraphs only show it */
	bool empty;                     /* it says that it is a text, and its paragraphs have it */
	struct text text;
	bool spaced;                    /* white space is due before the next letter */
	uint32_t paragraphs;
};

void ods_cell_begin(struct ods *, struct ods_cell *, const char **attributes);
/* A paragraph, and what stands in it. */
void ods_cell_paragraph(struct ods *, struct ods_cell *);
void ods_cell_text(struct ods *, struct ods_cell *, const char *text, int len);
void ods_cell_sign(struct ods *, struct ods_cell *, const char *name, const char **attributes);

#endif
