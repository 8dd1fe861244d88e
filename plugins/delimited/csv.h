/* What the sources of delimited text share: a reader that walks over a file's rows. Compiled into
 * each of them; no plugin of its own. */
#ifndef SOURCE_CSV_H
#define SOURCE_CSV_H

#include <strom/source_help.h>

enum {
	MOST_COLUMNS = 2000, /* of a table; SQLite's own limit */
	MOST_ROW = 1 << 20   /* bytes of a row: a line without an end must not be kept */
};

/* A cell in the file: its text without quotes, and all of it with them. */
struct csv_cell {
	size_t from, to;
	size_t whole_from, whole_to;
	bool doubled;                   /* holds doubled quotes */
};

struct csv_row {
	size_t from, to;                /* without the line end */
	size_t n;                       /* cells; only the first MOST_COLUMNS are kept */
	bool damaged;                   /* reported: neither counted nor read */
	struct csv_cell *cells;
};

struct csv {
	struct strom_job *job;
	const struct strom_source_host *host;
	strom_str bytes;                /* UTF-8, or in an 8-bit encoding */
	size_t begin, at;               /* after the byte order mark; where the next row begins */
	char delimiter, quote;          /* quote 0: none */
	bool stops[256]; /* bytes at which an unquoted cell may end; of which signs */
	char stops_of[2];
	strom_str null;
	const char *encoding;           /* NULL: UTF-8 */
	bool sound;                     /* its bytes are known to be good */
	uint32_t codes[128];            /* of bytes 0x80 on, in an 8-bit encoding */
	struct csv_row row;
	size_t n;                       /* columns */
	char *scratch;                  /* a cell's text, where it is not in the file as it is */
	size_t scratch_size;
	struct strom_faults faults;
};

/* ---- encoding.c ---- */

/* The option `encoding`, for the plugin's list. */
extern const struct strom_option csv_encoding_option;
/* Reads it, or finds what the file is in. False: reported. */
bool csv_encoding(struct csv *);
/* Makes codes[] of an encoding; false: this system lacks it. */
bool csv_page(struct csv *, const char *encoding);
/* Reports the first byte of a part of the file that means nothing in its encoding. */
bool csv_bytes_good(struct csv *, size_t from, size_t to);
/* The cell's text as UTF-8; borrowed until the next call. Its bytes are good. */
strom_str csv_text(struct csv *, const struct csv_cell *);

/* ---- which.c ---- */

/* Reports that the file is not UTF-8, and how a word of it reads in the encodings that it may be
 * in. */
void csv_which_encoding(struct csv *);

/* ---- ../source-csv/delimiter.c ---- */

/* The option `delimiter`, the file's own line "sep=;", or the sign that cuts all rows alike. False:
 * reported. */
bool csv_delimiter(struct csv *);

/* ---- rows.c ---- */

/* The next row that is not blank, in c->row; false at the end. What is malformed is reported. */
bool csv_next(struct csv *);
/* Holds delimiters and spaces alone. */
bool csv_row_is_hollow(const struct csv *);

#endif
