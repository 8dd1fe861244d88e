/* Multiple-response sets of .sav files, which the library passes over: several variables that are
 * the answers to one question. Their description is a record of its own in the file's dictionary
 * (PSPP, System File Format: Multiple Response Sets Records). */
#include "spss.h"

enum {
	HEADER = 176,
	LAYOUT = 64,
	RECORD_VARIABLE = 2,
	RECORD_LABELS = 3,
	RECORD_OF_LABELS = 4,
	RECORD_DOCUMENT = 6,
	RECORD_MORE = 7,
	MORE_SETS = 7,
	MORE_LONG_NAMES = 13,
	MORE_SETS_2 = 19,
	MOST_SETS = 200
};

struct dictionary {
	struct spss *spss;
	strom_str bytes;          /* what is left of it */
	bool big;                 /* its numbers have their highest byte first */
	strom_str sets[2], names; /* the records' texts */
};

/* ---- The dictionary ---- */

static bool take(struct dictionary *d, size_t n, strom_str *out)
{
	if (n > d->bytes.len)
		return false;
	*out = (strom_str){d->bytes.ptr, n};
	d->bytes.ptr += n;
	d->bytes.len -= n;
	return true;
}

static bool skip(struct dictionary *d, size_t n)
{
	strom_str passed;
	return take(d, n, &passed);
}

static bool number(struct dictionary *d, uint32_t *out)
{
	strom_str s;
	if (!take(d, 4, &s))
		return false;
	const unsigned char *b = (const unsigned char *)s.ptr;
	*out = d->big ? (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3]
	              : (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
	return true;
}

static bool skip_variable(struct dictionary *d)
{
	uint32_t type, labelled, missing, len = 0;
	if (!number(d, &type) || !number(d, &labelled) || !number(d, &missing) || !skip(d, 16) ||
	    (labelled && (!number(d, &len) || !skip(d, ((size_t)len + 3) & ~(size_t)3))))
		return false;
	/* Below zero: of a range. */
	uint32_t n = missing > 3 ? 0u - missing : missing;
	return n <= 3 && skip(d, (size_t)n * 8);
}

static bool skip_labels(struct dictionary *d)
{
	uint32_t n;
	strom_str len;
	if (!number(d, &n))
		return false;
	for (; n; n--)
		if (!skip(d, 8) || !take(d, 1, &len) ||
		    !skip(d, (((size_t)(unsigned char)*len.ptr + 8) & ~(size_t)7) - 1))
			return false;
	return true;
}

static bool take_more(struct dictionary *d)
{
	uint32_t kind, size, n;
	strom_str text;
	if (!number(d, &kind) || !number(d, &size) || !number(d, &n) ||
	    !take(d, (size_t)((uint64_t)size * n), &text))
		return false;
	if (kind == MORE_SETS || kind == MORE_SETS_2)
		d->sets[kind == MORE_SETS_2] = text;
	if (kind == MORE_LONG_NAMES)
		d->names = text;
	return true;
}

static bool take_record(struct dictionary *d)
{
	uint32_t kind, n;
	if (!number(d, &kind))
		return false;
	switch (kind) {
	case RECORD_VARIABLE:
		return skip_variable(d);
	case RECORD_LABELS:
		return skip_labels(d);
	case RECORD_OF_LABELS:
		return number(d, &n) && skip(d, (size_t)n * 4);
	case RECORD_DOCUMENT:
		return number(d, &n) && skip(d, (size_t)n * 80);
	case RECORD_MORE:
		return take_more(d);
	default:
		return false;
	}
}

/* ---- A set's line: "$name=D1 1 5 Which a b c", "$name=C 5 Which a b" ---- */

static strom_str until(strom_str *rest, char sign)
{
	const char *at = rest->len ? memchr(rest->ptr, sign, rest->len) : NULL;
	strom_str word = {rest->ptr, at ? (size_t)(at - rest->ptr) : rest->len};
	size_t taken = word.len + (at != NULL);
	rest->ptr += taken;
	rest->len -= taken;
	return word;
}

/* "5 Which": so many bytes behind the space. */
static bool counted(strom_str *rest, strom_str *out)
{
	strom_str digits = until(rest, ' ');
	size_t n = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.ptr[i] < '0' || digits.ptr[i] > '9' || i > 5)
			return false;
		n = n * 10 + (size_t)(digits.ptr[i] - '0');
	}
	if (!digits.len || n > rest->len)
		return false;
	*out = (strom_str){rest->ptr, n};
	rest->ptr += n;
	rest->len -= n;
	return true;
}

/* "SERVICE1=services_legal", with tabs between. */
static strom_str long_name(const struct dictionary *d, strom_str word)
{
	strom_str names = d->names;
	while (names.len) {
		strom_str pair = until(&names, '\t'), key = until(&pair, '=');
		if (strom_alike(key, word))
			return strom_trim(pair);
	}
	return word;
}

static int64_t find(const struct dictionary *d, strom_str word)
{
	const struct spss *s = d->spss;
	strom_str name = long_name(d, word);
	for (uint32_t i = 0; i < s->n; i++)
		if (strom_alike(s->variables[i]->name, name) ||
		    strom_alike(s->variables[i]->name, word))
			return i;
	return -1;
}

static bool take_members(struct dictionary *d, struct spss_set *set, strom_str rest)
{
	struct spss *s = d->spss;
	set->members = spss_alloc(s, (rest.len / 2 + 1) * sizeof *set->members);
	for (rest = strom_trim(rest); rest.len; rest = strom_trim(rest)) {
		strom_str word = until(&rest, ' ');
		int64_t i = find(d, word);
		bool sums = i >= 0 && (set->counted.len || s->variables[i]->form != FORM_TEXT);
		if (!sums)
			return false;
		set->room += set->counted.len ? s->variables[i]->name.len + 1 : MOST_TEXT;
		set->members[set->n++] = (uint32_t)i;
	}
	return set->n > 0;
}

/* A column may have the name already. */
static strom_str free_name(struct spss *s, strom_str name)
{
	for (uint32_t i = 0; i < s->n; i++) {
		if (!strom_alike(s->variables[i]->name, name))
			continue;
		char *other = spss_alloc(s, name.len + 5);
		memcpy(other, name.ptr, name.len);
		memcpy(other + name.len, "_set", 4);
		return (strom_str){other, name.len + 4};
	}
	return strom_keep(s->job, name);
}

/* False: it is told of in a way that is not known, or its variables are not there. */
static bool take_set(struct dictionary *d, strom_str line, struct spss_set *set)
{
	strom_str name = until(&line, '=');
	char kind = line.len ? *line.ptr : 0;
	if (name.len < 2 || *name.ptr != '$' || line.len < 2)
		return false;
	line = (strom_str){line.ptr + 1, line.len - 1};
	if (kind == 'E') {
		until(&line, ' ');
		until(&line, ' ');
	}
	if (kind == 'C')
		until(&line, ' ');
	else if ((kind != 'D' && kind != 'E') || !counted(&line, &set->counted) ||
	         !until(&line, ' ').ptr)
		return false;
	set->counted = strom_trim(set->counted);
	if ((kind != 'C' && !set->counted.len) || !counted(&line, &set->label) ||
	    !take_members(d, set, line))
		return false;
	set->name = free_name(d->spss, (strom_str){name.ptr + 1, name.len - 1});
	if (strom_first_bad(set->label) < set->label.len)
		set->label = STROM_S("");
	return strom_first_bad(set->name) == set->name.len;
}

static void add_set(struct dictionary *d, strom_str line)
{
	struct spss *s = d->spss;
	struct spss_set *set = spss_alloc(s, sizeof *set);
	if (!strom_trim(line).len)
		return;
	if (s->sets_n == MOST_SETS || !take_set(d, strom_trim(line), set)) {
		strom_warn(&s->faults, strom_nowhere(), "spss/unknown-set",
		           "Its variables are read as columns of their own.",
		           "the set of answers '%.*s' is not understood", strom_clip(line),
		           line.ptr);
		return;
	}
	set->codes = spss_alloc(s, set->room + 1);
	for (uint32_t i = 0; i < set->n; i++) {
		struct spss_in *in = spss_alloc(s, sizeof *in);
		*in = (struct spss_in){set, s->variables[set->members[i]]->in};
		s->variables[set->members[i]]->in = in;
	}
	*s->sets_end = set;
	s->sets_end = &set->next;
	s->sets_n++;
}

void spss_sets(struct spss *s)
{
	struct dictionary d = {.spss = s, .bytes = s->bytes};
	if (s->stata || !skip(&d, HEADER))
		return;
	/* 2 or 3, in the file's own order of bytes. */
	d.big = !s->bytes.ptr[LAYOUT];
	while (take_record(&d))
		;
	for (int k = 0; k < 2; k++)
		while (d.sets[k].len)
			add_set(&d, until(&d.sets[k], '\n'));
}

/* ---- Rows ---- */

static bool is_missing(const struct spss_variable *v, double value)
{
	for (uint32_t i = 0; i < v->missing_n && v->form != FORM_TEXT; i++)
		if (value >= v->from[i] && value <= v->to[i])
			return true;
	return false;
}

void spss_set_cell(const struct spss_variable *v, strom_str text, double value)
{
	text = strom_trim(text);
	for (const struct spss_in *in = v->in; in; in = in->next) {
		struct spss_set *set = in->set;
		strom_str code = set->counted.len ? v->name : text;
		bool ticked = set->counted.len ? strom_same(text, set->counted)
		                               : text.len && !is_missing(v, value);
		if (!ticked || set->len + code.len + 1 > set->room)
			continue;
		if (set->len)
			set->codes[set->len++] = ' ';
		memcpy(set->codes + set->len, code.ptr, code.len);
		set->len += code.len;
	}
}

bool spss_set_cells(struct spss *s, uint64_t row)
{
	for (struct spss_set *set = s->sets; set; set = set->next) {
		struct strom_written w = {.size = sizeof w,
		                          .text = {set->codes, set->len},
		                          .type = set->len ? STROM_COLUMN_TEXT : 0,
		                          .pos = spss_at(s, row, set->members[0])};
		set->len = 0;
		if (!s->host->written(s->job, &w))
			return false;
	}
	return true;
}
