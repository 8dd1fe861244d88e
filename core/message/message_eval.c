/* Evaluating messages: values checked, branches chosen, tokens put in. */
#include "message/message_parts.h"

#include <unicode/uchar.h>

/* ---- Putting in ---- */

static bool fits_limit(struct message_run *r, size_t more)
{
	r->bytes += more;
	if (r->bytes > MESSAGE_LIMIT && !r->too_long) {
		r->too_long = true;
		diag_error(r->diags, origin_span(&r->message->origin, 0, r->message->text.len),
		           "text/too-long", "this passage becomes longer than %d bytes",
		           MESSAGE_LIMIT);
		diag_hint(r->diags, "Merge shorter values, or print them as a table.");
	}
	return !r->too_long;
}

static void put_token(struct buf *out, uint32_t index)
{
	int shift = 28;
	buf_utf8(out, TOKEN_OPEN);
	while (shift && !(index >> shift))
		shift -= 4;
	for (; shift >= 0; shift -= 4)
		buf_utf8(out, TOKEN_DIGIT + (index >> shift & 15));
	buf_utf8(out, TOKEN_CLOSE);
}

static bool put_value(struct message_run *r, const struct message_argument *a, str value,
                      size_t off, size_t len)
{
	size_t from = r->out.len;
	put_token(&r->out, (uint32_t)r->shown.n);
	vec_push(r->arena, &r->shown, value);
	vec_push(r->arena, &r->from, (uint32_t)(a - r->message->arguments.at));
	origin_add_through(&r->origin, r->out.len - from, &r->message->origin, off, len);
	return fits_limit(r, value.len + r->out.len - from);
}

static bool put_text(struct message_run *r, const struct message_piece *p)
{
	buf_put(&r->out, str_sub(r->message->text, p->off, p->off + p->len));
	origin_add_through(&r->origin, p->len, &r->message->origin, p->off, p->len);
	return fits_limit(r, p->len);
}

/* A plural of a stand-in is as of 0. */
static struct number number_of(const struct value *v)
{
	return (struct number){v->type == VALUE_INT, v->integer, v->real, v->year};
}

/* Whole as long as it fits. */
static struct number less(struct number n, int64_t offset)
{
	int64_t left;
	if (!offset)
		return n;
	if (n.whole && !__builtin_sub_overflow(n.integer, offset, &left))
		return (struct number){.whole = true, .integer = left};
	double value = n.whole ? (double)n.integer : n.real;
	return (struct number){.real = value - (double)offset};
}

static bool show_number(struct message_run *r, const struct message_argument *a,
                        struct number number, enum plural_kind kind, struct number_shown *shown)
{
	size_t wrong;
	if (numbers_show(r->numbers, a->skeleton, number, kind, shown, &wrong))
		return true;
	return diag_error(r->diags, origin_span(&r->message->origin, a->off, a->len),
	                  "text/bad-style", "this number cannot be shown so");
}

/* 45 where 0.45 was meant prints as 4,500 %. */
static void look_at_percent(struct message_run *r, const struct message_argument *a,
                            const struct value *v, str shown)
{
	double number = v->type == VALUE_INT ? (double)v->integer : v->real;
	if (v->above || number <= 1 + 1e-9 ||
	    str_find(a->skeleton, S("percent scale/100")) == SIZE_MAX)
		return;
	diag_warn(r->diags, origin_span(&r->message->origin, a->off, a->len),
	          "text/percent-above-100", "'%.*s' is %.*s, above 100 %%", STR_ARG(a->name),
	          STR_ARG(shown));
	diag_hint(r->diags, "A share of 1 is 100 %%, and 45 %% is 0.45; where more is meant, write "
	          "%.*s: {query: ..., max: none} under values in strom.yml.", STR_ARG(a->name));
}

/* What is below a billionth is what sums of decimals leave over. */
static void look_at_small(struct message_run *r, const struct message_argument *a,
                          const struct value *v, str shown)
{
	double size = v->real < 0 ? -v->real : v->real;
	bool nothing = true;
	for (size_t i = 0; i < shown.len; i++)
		nothing = nothing && !(shown.ptr[i] >= '1' && shown.ptr[i] <= '9');
	if (v->type != VALUE_REAL || a->skeleton.len || size < 1e-9 || !nothing)
		return;
	diag_warn(r->diags, origin_span(&r->message->origin, a->off, a->len), "text/shown-as-zero",
	          "'%.*s' is %g, and is printed as 0", STR_ARG(a->name), v->real);
	diag_hint(r->diags,
	          "Say how many decimals it has: {%.*s, number, ::.000000}; or multiply it in its "
	          "query.",
	          STR_ARG(a->name));
}

static bool put_number(struct message_run *r, const struct message_argument *a,
                       const struct value *v)
{
	struct number_shown shown;
	if (!show_number(r, a, number_of(v), PLURAL_NONE, &shown))
		return false;
	look_at_percent(r, a, v, shown.text);
	look_at_small(r, a, v, shown.text);
	return put_value(r, a, shown.text, a->off, a->len);
}

/* A share that no format is said for. */
static bool put_share(struct message_run *r, const struct message_argument *a,
                      const struct value *v)
{
	struct message_argument percent = *a;
	struct number_shown shown;
	percent.skeleton = MESSAGE_PERCENT;
	if (!show_number(r, &percent, number_of(v), PLURAL_NONE, &shown))
		return false;
	look_at_percent(r, &percent, v, shown.text);
	return put_value(r, a, shown.text, a->off, a->len);
}

static bool put_date(struct message_run *r, const struct message_argument *a, const struct value *v)
{
	str text;
	struct date_format format = {a->date, a->skeleton};
	const str *months = a->form.len ? numbers_months(r->numbers, a->form) : NULL;
	if (numbers_date_with(r->numbers, format, months, v->text, &text))
		return put_value(r, a, text, a->off, a->len);
	if (!months)
		return message_wrong_type(r, a, v, "a date",
		                          "Dates are written year first: 2015-10-31.");
	diag_error(r->diags, origin_span(&r->message->origin, a->off, a->len), "text/no-form",
	           "a date in this style has no month's name that could be '%.*s'",
	           STR_ARG(a->form));
	diag_hint(r->diags, "Write {%.*s, date, long %.*s}, or leave the case away.",
	          STR_ARG(a->name), STR_ARG(a->form));
	return false;
}

static bool put_country(struct message_run *r, const struct message_argument *a,
                        const struct value *v)
{
	str name;
	if (numbers_country(r->numbers, v->text, a->form, &name) == COUNTRY_NAMED)
		return put_value(r, a, name, a->off, a->len);
	diag_error(r->diags, origin_span(&r->message->origin, a->off, a->len), "text/no-form",
	           "the language pack has no %.*s of '%.*s'", STR_ARG(a->form), STR_ARG(name));
	diag_hint(r->diags, "Choose the words by {%.*s, select, %.*s {...} other {...}}.",
	          STR_ARG(a->name), STR_ARG(v->text));
	return false;
}

static bool put_spelled(struct message_run *r, const struct message_argument *a,
                        const struct value *v)
{
	str text, known;
	if (numbers_spellout(r->numbers, a->form, number_of(v), &text, &known))
		return put_value(r, a, text, a->off, a->len);
	return message_no_form(r, a, "numbers in the form", known);
}

/* One of a list, as it would stand alone. False: it is empty. */
static bool item_text(struct message_run *r, const struct value *v, str *out)
{
	struct number_shown shown;
	size_t wrong;
	*out = v->shown.len ? v->shown : v->text;
	if (v->shown.len)
		return true;
	if (message_is_number(v) &&
	    numbers_show(r->numbers, S(""), number_of(v), PLURAL_NONE, &shown, &wrong))
		*out = shown.text;
	else if (message_is_date(v))
		numbers_date(r->numbers, DATE_MEDIUM, v->text, out);
	return v->type != VALUE_NULL;
}

static bool put_list(struct message_run *r, const struct message_argument *a, const struct value *v)
{
	const struct value *items = v->type == VALUE_LIST ? v->items : v;
	size_t n = v->type == VALUE_LIST ? v->items_n : 1;
	str *texts = arena_array(r->arena, str, n), joined;
	for (size_t i = 0; i < n; i++)
		if (!item_text(r, &items[i], &texts[i])) {
			diag_error(r->diags, message_name_place(r, a), "text/null-value",
			           "one of the values of '%.*s' is empty", STR_ARG(a->name));
			diag_hint(r->diags,
			          "Leave such rows out in its query: WHERE ... IS NOT NULL.");
			return false;
		}
	if (numbers_list(r->numbers, texts, n, str_eq(a->form, S("or")), &joined))
		return put_value(r, a, joined, a->off, a->len);
	return diag_error(r->diags, message_name_place(r, a), "text/too-long",
	                  "'%.*s' has %zu values, too many for a sentence", STR_ARG(a->name), n);
}

static bool put_plain(struct message_run *r, const struct message_argument *a,
                      const struct value *v)
{
	if (v->shown.len && v->type != VALUE_NULL)
		return put_value(r, a, v->shown, a->off, a->len);
	if (message_is_number(v))
		return v->share ? put_share(r, a, v) : put_number(r, a, v);
	if (v->type == VALUE_TEXT)
		return put_value(r, a, v->text, a->off, a->len);
	return put_date(r, a, v);
}

/* ---- Branches ---- */

/* "2015 m. spalio 31 d." ends a sentence with the point that it has. */
static void share_point(struct message_run *r, const struct body *body, size_t i)
{
	const struct message_piece *p = &body->pieces.at[i], *next = p + 1;
	enum argument_type type = r->message->arguments.at[p->argument].type;
	bool date_only = type == ARGUMENT_PLAIN && r->of[p->argument].type == VALUE_DATE;
	if (i + 1 == body->pieces.n || next->kind != PIECE_TEXT ||
	    (type != ARGUMENT_DATE && !date_only) || !r->shown.n)
		return;
	str text = str_sub(r->message->text, next->off, next->off + next->len);
	str *date = &r->shown.at[r->shown.n - 1];
	if (str_ends(*date, S(".")) && str_starts(text, S(".")) && !str_starts(text, S("..")))
		date->len--;
}

/* What '#' is. */
struct number_sign {
	const struct message_argument *plural;
	str text;
};

static bool put_body(struct message_run *, const struct body *, struct number_sign);

static const struct branch *branch_of(const struct message_argument *a, str key)
{
	const struct branch *other = NULL;
	for (size_t i = 0; i < a->branches.n; i++) {
		const struct branch *b = &a->branches.at[i];
		if (!b->exact && str_eq(b->key, key))
			return b;
		if (str_eq(b->key, S("other")))
			other = b;
	}
	return other;
}

static const struct branch *exact_branch(const struct message_argument *a, struct number n)
{
	double value = n.whole ? (double)n.integer : n.real;
	for (size_t i = 0; i < a->branches.n; i++)
		if (a->branches.at[i].exact && a->branches.at[i].number == value)
			return &a->branches.at[i];
	return NULL;
}

/* The form depends on the digits that are shown ("1 file", "1.0 files"). As in ICU, the branch
 * `other` tells how the number is shown: by its first '#' or {n, number, ...} of the same n. */
static str skeleton_shown(const struct message_run *r, const struct message_argument *a)
{
	const struct body *other = &branch_of(a, S("other"))->body;
	for (size_t i = 0; i < other->pieces.n; i++) {
		const struct message_piece *p = &other->pieces.at[i];
		const struct message_argument *inner = &r->message->arguments.at[p->argument];
		if (p->kind == PIECE_NUMBER_SIGN)
			return S("");
		if (p->kind == PIECE_ARGUMENT && str_eq(inner->name, a->name) &&
		    (inner->type == ARGUMENT_NUMBER || inner->type == ARGUMENT_PLAIN))
			return inner->skeleton;
	}
	return S("");
}

static bool put_plural(struct message_run *r, const struct message_argument *a,
                       const struct value *v)
{
	struct number n = number_of(v), left = less(n, a->offset);
	struct number_shown shown, chosen;
	struct message_argument as_shown = *a;
	enum plural_kind kind = a->type == ARGUMENT_ORDINAL ? PLURAL_ORDINAL : PLURAL_CARDINAL;
	const struct branch *b = exact_branch(a, n);
	as_shown.skeleton = skeleton_shown(r, a);
	if (!show_number(r, a, left, PLURAL_NONE, &shown) ||
	    !show_number(r, &as_shown, left, kind, &chosen))
		return false;
	return put_body(r, b ? &b->body : &branch_of(a, chosen.form)->body,
	                (struct number_sign){a, shown.text});
}

static bool put_select(struct message_run *r, const struct message_argument *a,
                       const struct value *v)
{
	char digits[24];
	str key = v->text;
	if (v->type == VALUE_NULL)
		key = S("null");
	else if (v->type == VALUE_REAL)
		key = S("other");
	else if (v->type == VALUE_INT)
		key = (str){digits,
		            (size_t)snprintf(digits, sizeof digits, "%lld", (long long)v->integer)};
	return put_body(r, &branch_of(a, key)->body, (struct number_sign){0});
}

static bool put_argument(struct message_run *r, uint32_t index)
{
	const struct message_argument *a = &r->message->arguments.at[index];
	const struct value *v = &r->of[index];
	if (a->type == ARGUMENT_SELECT)
		return put_select(r, a, v);
	if (v->type == VALUE_NULL) {
		diag_error(r->diags, message_name_place(r, a), "text/null-value",
		           "'%.*s' has no value", STR_ARG(a->name));
		diag_hint(
		        r->diags,
		        "Let its query give one, or write {%.*s, select, null {...} other {...}}.",
		        STR_ARG(a->name));
		return false;
	}
	if (v->type == VALUE_STAND_IN && !a->branches.n)
		return put_value(r, a, v->text, a->off, a->len);
	switch (a->type) {
	case ARGUMENT_NUMBER: return put_number(r, a, v);
	case ARGUMENT_DATE: return put_date(r, a, v);
	case ARGUMENT_COUNTRY: return put_country(r, a, v);
	case ARGUMENT_LIST: return put_list(r, a, v);
	case ARGUMENT_SPELLOUT: return put_spelled(r, a, v);
	case ARGUMENT_PLURAL:
	case ARGUMENT_ORDINAL: return put_plural(r, a, v);
	default: return put_plain(r, a, v);
	}
}

/* "{share, number, percent} %" */
static void check_percent(const struct message_run *r, const struct body *body, size_t next)
{
	const struct message_piece *p = &body->pieces.at[next];
	if (next == body->pieces.n || p->kind != PIECE_TEXT || !r->shown.n ||
	    !str_ends(r->shown.at[r->shown.n - 1], S("%")))
		return;
	str text = str_sub(r->message->text, p->off, p->off + p->len), rest = text;
	while (rest.len && u_isUWhiteSpace((UChar32)utf8_next(&rest)))
		text = rest;
	if (!str_starts(text, S("%")))
		return;
	size_t at = (size_t)(text.ptr - r->message->text.ptr);
	diag_warn(r->diags, origin_span(&r->message->origin, at, 1), "text/percent-twice",
	          "the value before this sign has one of its own");
	diag_hint(r->diags, "The format percent prints it: leave the other out.");
}

static bool put_body(struct message_run *r, const struct body *body, struct number_sign sign)
{
	size_t met = diag_met(r->diags);
	for (size_t i = 0; i < body->pieces.n && !r->too_long; i++) {
		const struct message_piece *p = &body->pieces.at[i];
		if (p->kind == PIECE_TEXT)
			put_text(r, p);
		else if (p->kind == PIECE_NUMBER_SIGN)
			put_value(r, sign.plural, sign.text, p->off, p->len);
		else
			put_argument(r, p->argument);
		if (p->kind == PIECE_ARGUMENT)
			share_point(r, body, i);
		if (p->kind == PIECE_ARGUMENT)
			check_percent(r, body, i + 1);
	}
	return diag_met(r->diags) == met && !r->too_long;
}

static void check_quoted(const struct message_run *r)
{
	for (size_t i = 0; i < r->message->quoted.n; i++) {
		const struct message_quoted *q = &r->message->quoted.at[i];
		for (size_t k = 0; k < r->values->names_n; k++) {
			if (!str_eq(r->values->names[k], q->name))
				continue;
			diag_warn(r->diags, origin_span(&r->message->origin, q->off, q->len),
			          "text/quoted-value",
			          "the value's name is printed: an apostrophe before its brace "
			          "makes it plain text");
			diag_hint(r->diags,
			          "Write ''{%.*s}'' for the value between apostrophes; '\\{%.*s}' "
			          "says that the name is meant.",
			          STR_ARG(q->name), STR_ARG(q->name));
			break;
		}
	}
}

bool message_eval(struct arena *arena, struct diags *diags, const struct message *m,
                  struct numbers *numbers, const struct values *values, struct message_text *out)
{
	struct message_run r = {.arena = arena, .diags = diags, .message = m, .numbers = numbers,
	                .values = values};
	r.of = arena_array(arena, struct value, m->arguments.n + 1);
	r.origin.arena = arena;
	r.origin.file = m->origin.file;
	r.origin.end = m->origin.end;
	check_quoted(&r);
	bool fine = message_check_values(&r) && put_body(&r, &m->body, (struct number_sign){0});
	if (fine) {
		out->text = arena_str(arena, buf_str(&r.out));
		out->values = r.shown.at;
		out->arguments = r.from.at;
		out->values_n = r.shown.n;
		out->origin = origin_built(&r.origin);
	}
	buf_drop(&r.out);
	return fine;
}

/* ---- Tokens ---- */

bool message_token(str *rest, uint32_t *index)
{
	str s = *rest;
	*index = 0;
	if (!s.len || utf8_next(&s) != TOKEN_OPEN)
		return false;
	for (int i = 0; i < 9 && s.len; i++) {
		uint32_t c = utf8_next(&s);
		if (c == TOKEN_CLOSE && i) {
			*rest = s;
			return true;
		}
		if (c < TOKEN_DIGIT || c > TOKEN_DIGIT + 15)
			return false;
		*index = *index << 4 | (c - TOKEN_DIGIT);
	}
	return false;
}

bool message_has_value(str part)
{
	return str_find(part, S("\xEF\xB7\x90")) != SIZE_MAX;
}

str message_plain(struct arena *arena, const struct message_text *t, str part)
{
	struct buf out = {0};
	size_t at;
	if (!message_has_value(part))
		return part;
	while ((at = str_find(part, S("\xEF\xB7\x90"))) != SIZE_MAX) {
		uint32_t index;
		buf_put(&out, str_sub(part, 0, at));
		part = str_from(part, at);
		if (!message_token(&part, &index))
			part = str_from(part, 3);
		else if (index < t->values_n)
			buf_put(&out, t->values[index]);
	}
	buf_put(&out, part);
	str plain = arena_str(arena, buf_str(&out));
	buf_drop(&out);
	return plain;
}
