/* Checking a tree against its declaration: everything that is wrong is told in one go. */
#include "project/yaml.h"

enum { MAX_KEYS = 64 };

/* ---- Scalars ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

bool yaml_bool(const struct yaml *y, bool *value)
{
	if (!y || y->kind != YAML_SCALAR || y->quoted)
		return false;
	*value = str_eq(y->text, S("true"));
	return *value || str_eq(y->text, S("false"));
}

bool yaml_int(const struct yaml *y, int64_t *value)
{
	return y && y->kind == YAML_SCALAR && !y->quoted && str_to_int(y->text, value);
}

bool yaml_real(const struct yaml *y, double *value)
{
	return y && y->kind == YAML_SCALAR && !y->quoted && str_to_double(y->text, value);
}

static unsigned digits(str s, size_t from, size_t n)
{
	unsigned value = 0;
	for (size_t i = from; i < from + n; i++) {
		if (!is_digit(s.ptr[i]))
			return 0;
		value = value * 10 + (unsigned)(s.ptr[i] - '0');
	}
	return value;
}

bool yaml_date_ok(str s)
{
	static const unsigned char days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (s.len != 10 || s.ptr[4] != '-' || s.ptr[7] != '-')
		return false;
	unsigned year = digits(s, 0, 4), month = digits(s, 5, 2), day = digits(s, 8, 2);
	if (!year || !month || month > 12 || !day || day > days[month - 1])
		return false;
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month != 2 || day < 29 || leap;
}

bool yaml_id_ok(str s)
{
	if (!s.len || s.len > 64 || s.ptr[0] == '-')
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (!is_lower(s.ptr[i]) && !is_digit(s.ptr[i]) && s.ptr[i] != '-')
			return false;
	return true;
}

bool yaml_length_named(str text, double *times, str *name)
{
	str factor = str_until(text, '*');
	*times = 1;
	*name = text;
	if (factor.len < text.len) {
		*name = str_trim(str_from(text, factor.len + 1));
		if (!str_to_double(str_trim(factor), times))
			return false;
	}
	return name->len && is_lower(name->ptr[0]) && yaml_id_ok(*name);
}

bool yaml_name_ok(str s)
{
	if (!s.len || s.len > 64 || is_digit(s.ptr[0]))
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (!is_lower(s.ptr[i]) && !is_digit(s.ptr[i]) && s.ptr[i] != '_')
			return false;
	return true;
}

static int hex(char c)
{
	if (is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool yaml_colour_ok(str s, uint8_t rgba[4])
{
	if ((s.len != 7 && s.len != 9) || s.ptr[0] != '#')
		return false;
	rgba[3] = 255;
	for (size_t i = 1; i < s.len; i += 2) {
		int high = hex(s.ptr[i]), low = hex(s.ptr[i + 1]);
		if (high < 0 || low < 0)
			return false;
		rgba[i / 2] = (uint8_t)(high * 16 + low);
	}
	return true;
}

/* ---- Values ---- */

/* The one sentence about a scalar type: "expected WANTED"; the hint shows how. */
struct wanted {
	const char *wanted, *hint;
};

static struct wanted wanted_of(enum yaml_type type)
{
	switch (type) {
	case YAML_TYPE_INT:
		return (struct wanted){"a whole number", "Write digits only, without quotes."};
	case YAML_TYPE_REAL:
		return (struct wanted){"a number",
		                       "Write it with a decimal point, without quotes."};
	case YAML_TYPE_BOOL:
		return (struct wanted){"true or false", "Write true or false, without quotes."};
	case YAML_TYPE_DATE:
		return (struct wanted){"a date", "Write year, month and day: 2015-10-31."};
	case YAML_TYPE_ID:
		return (struct wanted){"an id",
		                       "Use small letters a to z, digits and hyphens: it becomes a "
		                       "part of file names."};
	case YAML_TYPE_LENGTH:
		return (struct wanted){"a length",
		                       "Write a number with its unit: 12pt, 3mm, 2cm, 1in."};
	case YAML_TYPE_LENGTH_OR_NAME:
		return (struct wanted){"a length",
		                       "Write a number with its unit: 12pt, 3mm, 2cm, 1in; or a "
		                       "name from 'lengths:', or 2 * name."};
	case YAML_TYPE_COLOUR:
		return (struct wanted){"a colour", "Write six hexadecimal digits between quotes: "
		                                   "\"#1b1b1b\"."};
	case YAML_TYPE_MAP:
	case YAML_TYPE_MAP_OF:
	case YAML_TYPE_SETTINGS:
		return (struct wanted){"a map", "Write 'name: value' lines below it, or "
		                                "{name: value, name: value}."};
	case YAML_TYPE_LIST:
		return (struct wanted){"a list",
		                       "Write it in brackets, [one, two], or as lines that begin "
		                       "with '- '."};
	case YAML_TYPE_CHOICE_OR_LIST:
	case YAML_TYPE_ONE_OR_LIST:
		return (struct wanted){"a text or a list",
		                       "Write one value, or several in brackets: "
		                       "[one, two]."};
	default:
		return (struct wanted){
		        "text",
		        "Write a value after the colon; a text that begins with a sign such as {, "
		        "or holds ': ' or '#', needs quotes."};
	}
}

static bool wrong_type(struct diags *d, const struct yaml *y, enum yaml_type type)
{
	struct wanted w = wanted_of(type);
	if (y->kind == YAML_SCALAR)
		diag_error(d, y->at, "yaml/wrong-type", "expected %s, found '%.*s'", w.wanted,
		           STR_ARG(utf8_prefix(y->text, 60)));
	else
		diag_error(d, y->at, "yaml/wrong-type", "expected %s, found %s", w.wanted,
		           yaml_kind_name(y));
	diag_hint(d, "%s", w.hint);
	return false;
}

static bool bad_value(struct diags *d, const struct yaml *y, enum yaml_type type)
{
	struct wanted w = wanted_of(type);
	diag_error(d, y->at, "yaml/bad-value", "'%.*s' is not %s",
	           STR_ARG(utf8_prefix(y->text, 60)), w.wanted);
	diag_hint(d, "%s", w.hint);
	return false;
}

static size_t split(const char *choices, str *out)
{
	size_t n = 0;
	for (str rest = str_of(choices); rest.len && n < MAX_KEYS;) {
		out[n] = str_until(rest, ',');
		rest = str_from(rest, out[n++].len + 1);
	}
	return n;
}

static bool check_choice(struct diags *d, const struct yaml *y, const char *choices)
{
	str words[MAX_KEYS];
	size_t n = split(choices, words);
	for (size_t i = 0; i < n; i++)
		if (str_eq(words[i], y->text))
			return true;
	diag_error(d, y->at, "yaml/bad-value", "'%.*s' is not one of %s",
	           STR_ARG(utf8_prefix(y->text, 60)), choices);
	if (!diag_did_you_mean(d, y->text, words, n))
		diag_hint(d, "Write one of these words: %s.", choices);
	return false;
}

static bool in_range(struct diags *d, const struct yaml *y, const struct yaml_shape *s,
                     double value)
{
	if ((s->min == 0 && s->max == 0) || (value >= s->min && value <= s->max))
		return true;
	diag_error(d, y->at, "yaml/bad-value", "%.*s is not from %g to %g", STR_ARG(y->text),
	           s->min, s->max);
	diag_hint(d, "Write a number in this range.");
	return false;
}

static bool check_scalar(struct diags *d, const struct yaml *y, const struct yaml_shape *s)
{
	int64_t integer;
	double real;
	bool flag;
	strom_len len;
	uint8_t rgba[4];
	str name;
	switch (s->type) {
	case YAML_TYPE_INT:
		return yaml_int(y, &integer) ? in_range(d, y, s, (double)integer)
		                             : wrong_type(d, y, s->type);
	case YAML_TYPE_REAL:
		return yaml_real(y, &real) ? in_range(d, y, s, real) : wrong_type(d, y, s->type);
	case YAML_TYPE_BOOL:
		return yaml_bool(y, &flag) || wrong_type(d, y, s->type);
	case YAML_TYPE_DATE:
		return yaml_date_ok(y->text) || bad_value(d, y, s->type);
	case YAML_TYPE_ID:
		return yaml_id_ok(y->text) || bad_value(d, y, s->type);
	case YAML_TYPE_LENGTH:
		return length_parse(y->text, &len) || bad_value(d, y, s->type);
	case YAML_TYPE_LENGTH_OR_NAME:
		return length_parse(y->text, &len) || yaml_length_named(y->text, &real, &name) ||
		       bad_value(d, y, s->type);
	case YAML_TYPE_COLOUR:
		return yaml_colour_ok(y->text, rgba) || bad_value(d, y, s->type);
	case YAML_TYPE_CHOICE:
	case YAML_TYPE_CHOICE_OR_LIST:
		return check_choice(d, y, s->choices);
	default:
		yaml_check_words(d, y, s->words);
		return true;
	}
}

/* ---- Maps and lists ---- */

static bool check(struct diags *, const struct yaml *, const struct yaml_shape *,
                  struct span owner);

static const struct yaml_key *key_find(const struct yaml_key *keys, str name)
{
	for (; keys->name; keys++)
		if (str_eq(str_of(keys->name), name))
			return keys;
	return NULL;
}

static void list_keys(struct diags *d, const str *names, size_t n)
{
	struct buf b = {0};
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s%.*s", i ? ", " : "", STR_ARG(names[i]));
	diag_hint(d, "The keys here are: %.*s.", STR_ARG(buf_str(&b)));
	buf_drop(&b);
}

/* A file of another kind has thousands: these tell enough. */
enum { MOST_UNKNOWN = 100 };

static bool unknown_key(struct diags *d, const struct yaml_entry *e, const struct yaml_key *keys)
{
	str names[MAX_KEYS];
	size_t n = 0;
	for (; keys[n].name && n < MAX_KEYS; n++)
		names[n] = str_of(keys[n].name);
	diag_error(d, e->key_at, "yaml/unknown-key", "unknown key '%.*s'",
	           STR_ARG(utf8_prefix(e->key, 60)));
	if (!diag_did_you_mean(d, e->key, names, n))
		list_keys(d, names, n);
	return false;
}

static bool check_map(struct diags *d, const struct yaml *y, const struct yaml_key *keys,
                      struct span owner)
{
	size_t met = diag_met(d), unknown = 0;
	for (size_t i = 0; i < y->n; i++) {
		const struct yaml_entry *e = &y->entries[i];
		const struct yaml_key *k = key_find(keys, e->key);
		if (k)
			check(d, &e->value, &k->shape, e->key_at);
		else if (unknown++ < MOST_UNKNOWN)
			unknown_key(d, e, keys);
	}
	if (unknown > MOST_UNKNOWN)
		diag_note(d, owner, "and %zu more unknown keys", unknown - MOST_UNKNOWN);
	for (const struct yaml_key *k = keys; k->name; k++) {
		if (!k->required || yaml_entry_get(y, k->name))
			continue;
		diag_error(d, owner, "yaml/missing-key", "'%s' is missing", k->name);
		diag_hint(d, "%s", k->help);
	}
	return diag_met(d) == met;
}

static bool check_name(struct diags *d, const struct yaml_entry *e, enum yaml_names names)
{
	if (names == YAML_NAMES_ANY || (names == YAML_NAMES_ID ? yaml_id_ok : yaml_name_ok)(e->key))
		return true;
	diag_error(d, e->key_at, "yaml/bad-name", "'%.*s' cannot be used as a name",
	           STR_ARG(utf8_prefix(e->key, 60)));
	if (names == YAML_NAMES_ID)
		diag_hint(d, "%s", wanted_of(YAML_TYPE_ID).hint);
	else
		diag_hint(d, "Use small letters a to z, digits and underscores, and begin with a "
		             "letter: it is used in queries.");
	return false;
}

static bool check_map_of(struct diags *d, const struct yaml *y, const struct yaml_shape *s)
{
	size_t met = diag_met(d);
	for (size_t i = 0; i < y->n; i++) {
		check_name(d, &y->entries[i], s->names);
		check(d, &y->entries[i].value, s->item, y->entries[i].key_at);
	}
	return diag_met(d) == met;
}

static bool check_list(struct diags *d, const struct yaml *y, const struct yaml_shape *item)
{
	size_t met = diag_met(d);
	for (size_t i = 0; i < y->n; i++) {
		struct span owner = y->items[i].at;
		owner.len = 0;
		check(d, &y->items[i], item, owner);
	}
	return diag_met(d) == met;
}

/* `owner` is where something that is missing is missed: the key before it. */
static bool check(struct diags *d, const struct yaml *y, const struct yaml_shape *s,
                  struct span owner)
{
	bool map = y->kind == YAML_MAP, list = y->kind == YAML_LIST;
	switch (s->type) {
	case YAML_TYPE_ANY:
		return true;
	case YAML_TYPE_MAP:
		return map ? check_map(d, y, s->keys, owner) : wrong_type(d, y, s->type);
	case YAML_TYPE_MAP_OF:
		return map ? check_map_of(d, y, s) : wrong_type(d, y, s->type);
	case YAML_TYPE_SETTINGS:
		return map || wrong_type(d, y, s->type);
	case YAML_TYPE_LIST:
		return list ? check_list(d, y, s->item) : wrong_type(d, y, s->type);
	case YAML_TYPE_CHOICE_OR_LIST:
		if (list)
			return check_list(d, y, s->item);
		return y->kind == YAML_SCALAR ? check_scalar(d, y, s) : wrong_type(d, y, s->type);
	case YAML_TYPE_ONE_OR_LIST:
		if (y->kind == YAML_NULL)
			return wrong_type(d, y, s->type);
		return list ? check_list(d, y, s->item) : check(d, y, s->item, owner);
	case YAML_TYPE_ONE_OR_MAP:
		return map ? check_map(d, y, s->keys, owner) : check(d, y, s->item, owner);
	default:
		return y->kind == YAML_SCALAR ? check_scalar(d, y, s) : wrong_type(d, y, s->type);
	}
}

bool yaml_check(struct diags *d, const struct yaml *y, const struct yaml_shape *s)
{
	struct span start = y->at;
	start.len = 0;
	return check(d, y, s, start);
}
