/* Whether the values of a message fit what it does with them. */
#include "message/message_parts.h"

struct span message_name_place(const struct message_run *r, const struct message_argument *a)
{
	return origin_span(&r->message->origin, a->name_off, a->name.len);
}

static const char *type_name(const struct value *v)
{
	static const char *const names[] = {"empty",  "a number", "a number", "a text",
	                                    "a date", "any",      "a list"};
	return names[v->type];
}

bool message_is_number(const struct value *v)
{
	return v->type == VALUE_INT || v->type == VALUE_REAL;
}

bool message_is_date(const struct value *v)
{
	return (v->type == VALUE_DATE || v->type == VALUE_TEXT) && number_date_is_iso(v->text);
}

static bool unknown_value(struct message_run *r, const struct message_argument *a)
{
	diag_error(r->diags, message_name_place(r, a), "text/unknown-value", "unknown value '%.*s'",
	           STR_ARG(a->name));
	if (!diag_did_you_mean(r->diags, a->name, r->values->names, r->values->names_n))
		diag_hint(r->diags,
		          "Add it to 'values' in strom.yml; a literal brace is written '{' with "
		          "its apostrophes.");
	return false;
}

bool message_wrong_type(struct message_run *r, const struct message_argument *a,
                       const struct value *v, const char *wanted, const char *hint)
{
	bool text = v->type == VALUE_TEXT || v->type == VALUE_DATE;
	str seen = text ? utf8_prefix(v->text, 40) : S("");
	diag_error(r->diags, message_name_place(r, a), "text/wrong-type",
	           "'%.*s' is %s%s%.*s%s, not %s", STR_ARG(a->name), type_name(v),
	           text ? " ('" : "", STR_ARG(seen), text ? "')" : "", wanted);
	diag_hint(r->diags, "%s", hint);
	return false;
}

static bool several(struct message_run *r, const struct message_argument *a, const struct value *v)
{
	diag_error(r->diags, message_name_place(r, a), "text/several-values",
	           "'%.*s' has %zu values, and one is printed here", STR_ARG(a->name), v->items_n);
	if (v->at.file)
		diag_note(r->diags, v->at, "this query gives a row for each");
	diag_hint(r->diags,
	          "Select one row by WHERE or by count, sum, min or max; or write {%.*s, list} for "
	          "all of them.",
	          STR_ARG(a->name));
	return false;
}

/* The forms that words have are the language's: what it has not is wrong in every branch too. */
bool message_no_form(struct message_run *r, const struct message_argument *a, const char *what,
                    str known)
{
	diag_error(r->diags, origin_span(&r->message->origin, a->off, a->len), "text/no-form",
	           "the language has no %s '%.*s'", what, STR_ARG(a->form));
	if (known.len)
		diag_hint(r->diags, "It has: %.*s.", STR_ARG(known));
	else
		diag_hint(r->diags, "It has none: leave the word away.");
	return false;
}

static bool has_form(struct message_run *r, const struct message_argument *a)
{
	str shown, known;
	if (!a->form.len)
		return true;
	if (a->type == ARGUMENT_DATE && !numbers_months(r->numbers, a->form))
		return message_no_form(r, a, "months in the form",
		               numbers_month_forms(r->numbers, r->arena));
	if (a->type == ARGUMENT_COUNTRY && !numbers_has_country_form(r->numbers, a->form))
		return message_no_form(r, a, "countries in the form",
		               numbers_country_forms(r->numbers, r->arena));
	if (a->type == ARGUMENT_SPELLOUT &&
	    !numbers_spellout(r->numbers, a->form, (struct number){.whole = true}, &shown, &known))
		return message_no_form(r, a, "numbers in the form", known);
	return true;
}

static bool is_country(struct message_run *r, const struct value *v)
{
	str name;
	return v->type == VALUE_TEXT &&
	       numbers_country(r->numbers, v->text, S(""), &name) != COUNTRY_UNKNOWN;
}

/* {share, select, null {nobody} other {...}}: whether there is one. */
static bool asks_for_null(const struct message_argument *a)
{
	bool null = false;
	for (size_t i = 0; i < a->branches.n; i++) {
		bool is = str_eq(a->branches.at[i].key, S("null"));
		if (!is && !str_eq(a->branches.at[i].key, S("other")))
			return false;
		null |= is;
	}
	return null;
}

/* A value of another type is wrong in every branch; an empty one only where it is printed, so
 * that {x, select, null {no data} other {{x}}} can be written. */
static bool fits(struct message_run *r, const struct message_argument *a, const struct value *v)
{
	if (v->type == VALUE_NULL || v->type == VALUE_STAND_IN || a->type == ARGUMENT_LIST)
		return true;
	if (v->type == VALUE_LIST)
		return several(r, a, v);
	switch (a->type) {
	case ARGUMENT_NUMBER:
	case ARGUMENT_SPELLOUT:
	case ARGUMENT_PLURAL:
	case ARGUMENT_ORDINAL:
		return message_is_number(v) ||
		       message_wrong_type(r, a, v, "a number",
		                  "Numbers and plurals need a value that is a number.");
	case ARGUMENT_DATE:
		return message_is_date(v) || message_wrong_type(r, a, v, "a date",
		                                "Dates are written year first: 2015-10-31.");
	case ARGUMENT_SELECT:
		return v->type != VALUE_REAL || asks_for_null(a) ||
		       message_wrong_type(r, a, v, "a word",
		                          "A selection needs a text or a whole number.");
	case ARGUMENT_COUNTRY:
		return is_country(r, v) ||
		       message_wrong_type(
		               r, a, v, "a country's code",
		               "Countries are given by the two capital letters of ISO 3166: LV.");
	case ARGUMENT_LIST:
	case ARGUMENT_PLAIN:
		break;
	}
	return true;
}

bool message_check_values(struct message_run *r)
{
	const struct message *m = r->message;
	size_t met = diag_met(r->diags);
	bool told = false; /* of a value, when it was made */
	for (size_t i = 0; i < m->arguments.n; i++) {
		const struct message_argument *a = &m->arguments.at[i];
		enum value_found found = r->values->find(r->values->context, a->name,
		                                         message_name_place(r, a), &r->of[i]);
		if (found == VALUE_UNKNOWN)
			unknown_value(r, a);
		if (found == VALUE_FOUND)
			fits(r, a, &r->of[i]);
		told |= found == VALUE_REPORTED;
		has_form(r, a);
	}
	return !told && diag_met(r->diags) == met;
}
