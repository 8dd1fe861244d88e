/* The options that all sources of spreadsheets have. */
#include "sheets.h"

static const struct strom_option sheet = {
        .size = sizeof sheet,
        .type = STROM_TYPE_TEXT,
        .name = "sheet",
        .help = "The sheet to read; needed where the file has several that are neither hidden nor "
                "empty.",
};
static const struct strom_option range = {
        .size = sizeof range,
        .type = STROM_TYPE_TEXT,
        .name = "range",
        .help = "What to read: cells (A3:F200, or A3: to the end), a named range, or a table's "
                "name.",
};
static const struct strom_option header = {
	.size = sizeof header, .type = STROM_TYPE_INT, .name = "header",
	.help = "How many rows name the columns; the names of several are joined.",
	.fallback = "1", .min = 1, .max = MOST_HEADER,
};
static const struct strom_option merged = {
        .size = sizeof merged,
        .type = STROM_TYPE_CHOICE,
        .name = "merged",
        .help = "Whether all cells of a merged range hold its value, or the first alone; without "
                "it the latter, with a warning.",
        .choices = "fill,first",
};
static const struct strom_option hidden = {
        .size = sizeof hidden,
        .type = STROM_TYPE_CHOICE,
        .name = "hidden",
        .help = "Whether hidden rows and columns are read or skipped; without it they are read, "
                "with a warning.",
        .choices = "read,skip",
};

const struct strom_option *const sheets_options[] = {&sheet,  &range,  &header,
                                                     &merged, &hidden, NULL};
