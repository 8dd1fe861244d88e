/* The functions that a query may use, and what they take and give. None reads a clock, a random
 * number, a file or the connection's state. */
#include "data/typed/parts.h"

enum {
	INT = TYPED_INT,
	REAL = TYPED_REAL,
	TEXT = TYPED_TEXT,
	DATE = TYPED_DATE,
	NONE = TYPED_NULL
};
enum { ALL = 0xff, SECOND = 2, LATER = 0xfe };

/* Names, then: kind, arguments that must be numbers, gives. */
static const struct { const char *names; struct typed_function f;
} groups[] = {
        {"coalesce ifnull iif likelihood likely unlikely", {KIND_INLINE, 0, 0}},
        {"max min", {KIND_EXTREME, 0, 0}},
        {"first_value last_value", {KIND_SAME, 0, 0}},
        {"lag lead nth_value", {KIND_SAME, SECOND, 0}},
        {"nullif", {KIND_NULLIF, 0, 0}},
        {"abs sum", {KIND_PLAIN, ALL, 0}},
        {"acos asin atan atan2 avg cos degrees exp ln log log10 log2 median mod pow power radians "
         "round sin sqrt tan total",
         {KIND_PLAIN, ALL, REAL | NONE}},
        {"ceil ceiling floor trunc", {KIND_PLAIN, ALL, INT | REAL | NONE}},
        {"div ntile sign", {KIND_PLAIN, ALL, INT | NONE}},
        {"count dense_rank glob instr length like place rank row_number unicode",
         {KIND_PLAIN, 0, INT | NONE}},
        {"cume_dist percent_rank pi", {KIND_PLAIN, 0, REAL}},
        {"number", {KIND_PLAIN, 0, INT | REAL | NONE}},
        {"group_concat hex json_array json_group_array label lower ltrim quote replace rtrim trim "
         "typeof upper",
         {KIND_PLAIN, 0, TEXT | NONE}},
        {"substr substring", {KIND_PLAIN, LATER, TEXT | TYPED_BLOB | NONE}},
        {"char", {KIND_PLAIN, ALL, TEXT}},
        {"format printf", {KIND_FORMAT, 0, TEXT | NONE}},
        {"date datetime time", {KIND_DATE, 0, DATE | NONE}},
        {"julianday", {KIND_DATE, 0, REAL | NONE}},
        {"unixepoch", {KIND_DATE, 0, INT | NONE}},
        {"strftime", {KIND_STRFTIME, 0, TEXT | NONE}},
        /* What casts become: see words.c. */
        {TYPED_CAST_INT, {KIND_PLAIN, 0, INT | NONE}},
        {TYPED_CAST_REAL, {KIND_PLAIN, 0, REAL | NONE}},
        {TYPED_CAST_NUMBER, {KIND_PLAIN, 0, INT | REAL | NONE}},
};

void typed_list_names(struct map *names, const char *list, uint32_t group)
{
	for (str rest = str_of(list); rest.len;) {
		str name = str_until(rest, ' ');
		map_add(names, name, &(uint32_t){group});
		rest = str_from(rest, name.len + 1);
	}
}

void typed_functions_list(struct map *names)
{
	for (uint32_t i = 0; i < sizeof groups / sizeof *groups; i++)
		typed_list_names(names, groups[i].names, i);
}

const struct typed_function *typed_function_find(const struct typed *typed, str p4, int *arguments)
{
	str name = str_until(p4, '(');
	int64_t n = -1;
	uint32_t i;
	str_to_int(str_until(str_from(p4, name.len + 1), ')'), &n);
	*arguments = (int)n;
	return map_get(typed->functions, name, &i) ? &groups[i].f : NULL;
}

bool typed_function_allowed(const struct typed *typed, str name)
{
	uint32_t i;
	return map_get(typed->functions, name, &i);
}

const str *typed_function_names(struct arena *a, size_t *n)
{
	vec(str) all = {0};
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		for (str rest = str_of(groups[i].names); rest.len;) {
			vec_push(a, &all, str_until(rest, ' '));
			rest = str_from(rest, all.at[all.n - 1].len + 1);
		}
	*n = all.n;
	return all.at;
}
