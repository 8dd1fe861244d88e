/* What values.json of a delivery holds: for its JSON Schema. */
#include "cli/printed.h"

#define TEXT                                                                                       \
	{                                                                                          \
		.type = YAML_TYPE_TEXT                                                             \
	}
#define END                                                                                        \
	{                                                                                          \
		.name = NULL                                                                       \
	}

static const struct yaml_shape text = TEXT;

#define ORIGIN                                                                                     \
	{"query", "The SQL that was asked.", false, TEXT},                                         \
	        {"tables",                                                                         \
	         "The tables and views that it reads.",                                            \
	         false,                                                                            \
	         {.type = YAML_TYPE_LIST, .item = &text}},                                         \
	        {"files",                                                                          \
	         "The files that these tables are read from.",                                     \
	         false,                                                                            \
	         {.type = YAML_TYPE_LIST, .item = &text}},                                         \
	{                                                                                          \
		"at", "Where the text has it: a file and its line.", true, TEXT                    \
	}

static const struct yaml_key value_keys[] = {
        {"name", "The value's name.", true, TEXT},
        {"text", "What is printed.", true, TEXT},
        {"form", "How the text writes it: {n, number, percent}, or # in a plural.", true, TEXT},
        {"base", "Of a measure: how many answers it is of.", false, {.type = YAML_TYPE_INT}},
        ORIGIN,
        END};
static const struct yaml_shape value = {.type = YAML_TYPE_MAP, .keys = value_keys};

static const struct yaml_key table_keys[] = {
        {"id", "The table's or chart's id; may be empty.", true, TEXT},
        {"rows",
         "Its rows as they are printed, cells parted by |.",
         true,
         {.type = YAML_TYPE_LIST, .item = &text}},
        ORIGIN,
        END};
static const struct yaml_shape table = {.type = YAML_TYPE_MAP, .keys = table_keys};

static const struct yaml_key edition_keys[] = {
        {"document", "The document's id.", true, TEXT},
        {"edition", "The edition's id: lv, lv-LV.", true, TEXT},
        {"language", "Its language.", true, TEXT},
        {"values",
         "The values that it prints, in order.",
         true,
         {.type = YAML_TYPE_LIST, .item = &value}},
        {"tables",
         "Its tables and charts from data.",
         true,
         {.type = YAML_TYPE_LIST, .item = &table}},
        {"texts",
         "Its headings, paragraphs, captions and cells.",
         true,
         {.type = YAML_TYPE_LIST, .item = &text}},
        END};
static const struct yaml_shape edition = {.type = YAML_TYPE_MAP, .keys = edition_keys};

static const struct yaml_key all_keys[] = {
        {"format",
         "strom-values-1.",
         true,
         {.type = YAML_TYPE_CHOICE, .choices = "strom-values-1"}},
        {"project", "The project's id.", true, TEXT},
        {"date", "The project's date of publication.", true, TEXT},
        {"editions", "All editions.", true, {.type = YAML_TYPE_LIST, .item = &edition}},
        END};
const struct yaml_shape printed_shape = {.type = YAML_TYPE_MAP, .keys = all_keys};
