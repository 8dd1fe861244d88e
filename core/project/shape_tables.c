/* What strom.yml may say of tables: views, checks and measures. */
#include "project/shape.h"

#define TEXT YAML_TYPED
#define END                                                                                        \
	{                                                                                          \
		.name = NULL                                                                       \
	}

static const struct yaml_shape text = TEXT;

/* ---- checks ---- */

static const struct yaml_key row_keys[] = {
        {"min", "The fewest rows that there may be.", false, {.type = YAML_TYPE_INT, .max = 1e15}},
        {"max", "The most rows that there may be.", false, {.type = YAML_TYPE_INT, .max = 1e15}},
        END};
static const struct yaml_shape row_number = {.type = YAML_TYPE_INT, .max = 1e15};

static const struct yaml_key column_keys[] = {
        {"required", "true: each row has a value.", false, {.type = YAML_TYPE_BOOL}},
        {"unique", "true: no two rows have the same value.", false, {.type = YAML_TYPE_BOOL}},
        {"min", "The smallest value: a number, or a date.", false, TEXT},
        {"max", "The largest value: a number, or a date.", false, TEXT},
        {"pattern", "A regular expression, as ICU has them, that the whole value matches.", false,
         TEXT},
        {"values",
         "All values that there may be: a list, or codebook for the codes of the column's code "
         "book.",
         false,
         {.type = YAML_TYPE_ONE_OR_LIST, .item = &text}},
        {"in", "TABLE.COLUMN: each value is there too.", false, TEXT},
        END};
static const struct yaml_shape column = {.type = YAML_TYPE_MAP, .keys = column_keys};

static const struct yaml_key sum_keys[] = {
        {"of",
         "The columns that are added up: one, or a list.",
         true,
         {.type = YAML_TYPE_ONE_OR_LIST, .item = &text}},
        {"to", "What they add up to: a number, or a column.", true, TEXT},
        {"by",
         "The columns whose values make groups, each of which adds up; all: the whole table does.",
         false,
         {.type = YAML_TYPE_ONE_OR_LIST, .item = &text}},
        {"within", "How far from it they may be.", false, {.type = YAML_TYPE_REAL, .max = 1e15}},
        END};
static const struct yaml_shape sum = {.type = YAML_TYPE_MAP, .keys = sum_keys};

const struct yaml_key yaml_shape_check_keys[] = {
        {"rows",
         "How many rows there are: a number, or {min: 100, max: 200}.",
         false,
         {.type = YAML_TYPE_ONE_OR_MAP, .item = &row_number, .keys = row_keys}},
        {"unique",
         "Columns that together have no two rows alike: one, or a list.",
         false,
         {.type = YAML_TYPE_ONE_OR_LIST, .item = &text}},
        {"columns",
         "What holds for each value of a column.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &column}},
        {"sums",
         "Which columns add up to what: a list of {of: [men, women], to: all}.",
         false,
         {.type = YAML_TYPE_LIST, .item = &sum}},
        END};

/* ---- views ---- */

static const struct yaml_key view_keys[] = {
        {"query", "The SQL that gives the view's rows.", true, TEXT},
        {"checks",
         "What must hold of the view's rows.",
         false,
         {.type = YAML_TYPE_MAP, .keys = yaml_shape_check_keys}},
        END};
const struct yaml_shape yaml_shape_view = {
        .type = YAML_TYPE_ONE_OR_MAP, .item = &text, .keys = view_keys};

/* ---- measures ---- */

static const struct yaml_key measure_keys[] = {
        {"is", "A condition, in SQL: rows in which it holds are counted.", false, TEXT},
        {"of", "A number, in SQL: its mean, median and the like are told.", false, TEXT},
        {"where", "The rows that are looked at, as a condition in SQL; others are not in the base.",
         false, TEXT},
        {"round",
         "Of a number: the mean, median and the like are rounded to multiples of this.",
         false,
         {.type = YAML_TYPE_INT, .min = 1, .max = 1e12}},
        END};
static const struct yaml_shape measure = {
        .type = YAML_TYPE_ONE_OR_MAP, .item = &text, .keys = measure_keys};

const struct yaml_shape yaml_shape_measures = {
        .type = YAML_TYPE_MAP_OF, .item = &measure, .names = YAML_NAMES_NAME};
