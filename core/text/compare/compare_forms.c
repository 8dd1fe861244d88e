/* Plurals and selections: the forms that the language has, and the words that the source chooses
 * by. */
#include "text/compare/compare_parts.h"

enum { FORMS = 6, SMALL = 130, WHOLE = 1000 };
#define MOST_TYPED                                                                                 \
	1e15 /* what nobody types into a sentence, and not every whole number from there on is one \
	      */

/* What a form is for. */
struct compare_form {
	str name;
	size_t whole;                    /* how many of the whole numbers that are tried */
	int64_t first;                   /* one of them */
	bool parts;                      /* numbers like 0.5 */
};

struct compare_form_list {
	struct compare_form at[FORMS];
	size_t n;
};

struct compare_forms {
	struct compare_form_list of[2];          /* of counting, of ordering */
};

struct compare_forms *compare_forms_new(struct arena *arena)
{
	return arena_make(arena, struct compare_forms);
}

static enum plural_kind kind_of(const struct argument *a)
{
	return a->type == ARGUMENT_ORDINAL ? PLURAL_ORDINAL : PLURAL_CARDINAL;
}

static bool is_plural(const struct argument *a)
{
	return a->type == ARGUMENT_PLURAL || a->type == ARGUMENT_ORDINAL;
}

static struct compare_form *form_named(struct compare_form_list *list, str name)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->at[i].name, name))
			return &list->at[i];
	return NULL;
}

static void try_numbers(struct numbers *numbers, enum plural_kind kind,
                        struct compare_form_list *list)
{
	for (int64_t i = 0; i <= SMALL + 2; i++) {
		int64_t whole = i <= SMALL ? i : i == SMALL + 1 ? 200 : WHOLE;
		struct compare_form *f = form_named(
		        list, numbers_form(numbers, kind,
		                           (struct number){.whole = true, .integer = whole}));
		if (f && !f->whole++)
			f->first = whole;
	}
	for (int i = 1; i < 40; i++) {
		struct number part = {.real = i / 10.0};
		struct compare_form *f =
		        i % 10 ? form_named(list, numbers_form(numbers, kind, part)) : NULL;
		if (f)
			f->parts = true;
	}
}

static bool has_name(const str *names, size_t n, str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(names[i], name))
			return true;
	return false;
}

/* Found out by trying, once. */
static struct compare_form_list *forms_of(const struct compare *c, enum plural_kind kind)
{
	static const char *const order[FORMS] = {"zero", "one", "two", "few", "many", "other"};
	struct compare_form_list *list = &c->forms->of[kind == PLURAL_ORDINAL];
	const str *names;
	if (list->n)
		return list;
	size_t n = numbers_forms(c->own, kind, &names);
	for (size_t i = 0; i < FORMS; i++)
		if (i + 1 == FORMS || has_name(names, n, str_of(order[i])))
			list->at[list->n++].name = str_of(order[i]);
	try_numbers(c->own, kind, list);
	return list;
}

static const struct argument_branch *branch_named(const struct argument *a, str key)
{
	for (size_t i = 0; i < a->branches_n; i++)
		if (!a->branches[i].exact && str_eq(a->branches[i].key, key))
			return &a->branches[i];
	return NULL;
}

static const struct argument_branch *branch_for(const struct argument *a, double number)
{
	for (size_t i = 0; i < a->branches_n; i++)
		if (a->branches[i].exact && a->branches[i].number == number)
			return &a->branches[i];
	return NULL;
}

const struct argument_branch *compare_branch(const struct compare_pair *p, const struct argument *a,
                                             const struct value *v)
{
	bool number = v->type == VALUE_INT || v->type == VALUE_REAL;
	if (a->type == ARGUMENT_SELECT && v->type == VALUE_TEXT && !str_eq(v->text, S("other")))
		return branch_named(a, v->text);
	if (!is_plural(a) || !number)
		return NULL;
	double n = v->type == VALUE_INT ? (double)v->integer : v->real;
	const struct argument_branch *b = branch_for(a, n);
	if (b)
		return b;
	struct number left = {.whole = v->type == VALUE_INT,
	                      .integer = v->integer - a->offset,
	                      .real = n - (double)a->offset};
	b = branch_named(a, numbers_form(p->c->own, kind_of(a), left));
	return b ? b : branch_named(a, S("other"));
}

/* The whole numbers that the language has the form for, without those that have a branch of their
 * own. */
static size_t whole_numbers(const struct compare *c, const struct argument *a,
                            const struct compare_form *f)
{
	size_t n = f->whole;
	for (size_t i = 0; i < a->branches_n && n; i++) {
		const struct argument_branch *b = &a->branches[i];
		double left = b->number - (double)a->offset;
		if (!b->exact || left < 0 || left > WHOLE || left != (double)(int64_t)left)
			continue;
		struct number number = {.whole = true, .integer = (int64_t)left};
		n -= str_eq(numbers_form(c->own, kind_of(a), number), f->name);
	}
	return n;
}

bool compare_is_for_one(const struct compare_pair *p, const struct argument *a,
                        const struct argument_branch *b)
{
	const struct compare_form *f = form_named(forms_of(p->c, kind_of(a)), b->key);
	return b->exact || (f && whole_numbers(p->c, a, f) <= 1);
}

/* ---- Forms ---- */

static void add_word(const struct compare_pair *p, str *list, str word)
{
	*list = arena_printf(p->arena, "%.*s%s'%.*s'", STR_ARG(*list), list->len ? ", " : "",
	                     STR_ARG(word));
}

static const char *form_missing(const struct compare_pair *p)
{
	return p->alone ? "text/form-missing" : "po/form-missing";
}

/* "Missing" is wrong grammar where a whole number has the form; of parts alone it may not matter.
 */
static void check_missing(const struct compare_pair *p, const struct argument *a)
{
	struct compare_form_list *list = forms_of(p->c, kind_of(a));
	size_t whole = 0;
	str lacks = S(""), has = S("");
	for (size_t i = 0; i < list->n; i++) {
		const struct compare_form *f = &list->at[i];
		size_t numbers = whole_numbers(p->c, a, f);
		add_word(p, &has, f->name);
		if (branch_named(a, f->name) || (!numbers && !f->parts))
			continue;
		add_word(p, &lacks, f->name);
		whole += numbers;
	}
	/* Whoever writes the source knows whether there are parts. */
	if (!lacks.len || (p->alone && !whole) ||
	    !compare_once(p, "forms",
	                  arena_printf(p->arena, "%llu", (unsigned long long)a->at.off)))
		return;
	if (whole)
		diag_error(p->diags, a->at, form_missing(p), "this plural of '%.*s' lacks %.*s",
		           STR_ARG(p->c->language), STR_ARG(lacks));
	else
		diag_warn(p->diags, a->at, form_missing(p), "this plural of '%.*s' lacks %.*s",
		          STR_ARG(p->c->language), STR_ARG(lacks));
	diag_hint(p->diags, "The language has %.*s: write a branch for each.", STR_ARG(has));
}

static void check_foreign(const struct compare_pair *p, const struct argument *a)
{
	struct compare_form_list *list = forms_of(p->c, kind_of(a));
	for (size_t i = 0; i < a->branches_n; i++) {
		const struct argument_branch *b = &a->branches[i];
		if (b->exact || form_named(list, b->key))
			continue;
		diag_error(p->diags, b->at, p->alone ? "text/form-foreign" : "po/form-foreign",
		           "'%.*s' has no form '%.*s': this branch is never printed",
		           STR_ARG(p->c->language), STR_ARG(b->key));
		str has = S("");
		for (size_t k = 0; k < list->n; k++)
			add_word(p, &has, list->at[k].name);
		diag_hint(p->diags, "It has %.*s; write =N for a number itself.", STR_ARG(has));
	}
}

/* ---- Numbers that are typed ---- */

static size_t digits_at(str s, size_t at)
{
	size_t n = 0;
	while (at + n < s.len && s.ptr[at + n] >= '0' && s.ptr[at + n] <= '9')
		n++;
	return n;
}

/* A number typed in a branch for one number is that one, or one that the source has too; a source
 * alone may say others behind its first word. */
static void check_typed(const struct compare_pair *p, const struct argument *a,
                        const struct argument_branch *b)
{
	size_t len;
	const struct compare_form *f = form_named(forms_of(p->c, kind_of(a)), b->key);
	bool far = b->exact && (b->number > MOST_TYPED || b->number < -MOST_TYPED);
	int64_t typed, only = far        ? -1
	                      : b->exact ? (int64_t)b->number
	                      : f        ? f->first + a->offset
	                                 : 0;
	if (far || b->counts || !compare_is_for_one(p, a, b) || str_has(b->words, '{'))
		return;
	for (size_t at = 0; at < b->words.len; at += len ? len : 1) {
		len = digits_at(b->words, at);
		str digits = str_sub(b->words, at, at + len);
		if (!len || !str_to_int(digits, &typed) || typed == only ||
		    (p->alone ? at > 0 : str_find(p->source.text, digits) != SIZE_MAX))
			continue;
		diag_warn(p->diags, b->words_at, p->alone ? "text/number-typed" : "po/number-typed",
		          "'%.*s' is printed where the number is %lld", STR_ARG(digits),
		          (long long)only);
		diag_hint(p->diags, "Write # for the number itself.");
		return;
	}
}

/* ---- Words that choose ---- */

static bool chooses(const struct compare_side *s, str name, enum argument_type type)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->arguments[i].type == type && str_eq(s->arguments[i].name, name))
			return true;
	return false;
}

/* In any of the selections by this name. */
static const struct argument_branch *key_in(const struct compare_side *s, str name, str key)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct argument *a = &s->arguments[i];
		const struct argument_branch *b =
		        a->type == ARGUMENT_SELECT && str_eq(a->name, name) ? branch_named(a, key)
		                                                            : NULL;
		if (b)
			return b;
	}
	return NULL;
}

/* A branch of the translation whose word the source has not: most likely its translation. */
static const struct argument_branch *foreign_key(const struct compare_pair *p,
                                                 const struct argument *a)
{
	for (size_t i = 0; i < a->branches_n; i++)
		if (!key_in(&p->source, a->name, a->branches[i].key))
			return &a->branches[i];
	return NULL;
}

/* A language is read in some countries alone, and is no other. */
static bool is_met(const struct compare *c, str name, str key)
{
	if (str_eq(name, S("country")))
		return has_name(c->countries, c->countries_n, key);
	return !str_eq(name, S("language")) || str_eq(key, c->language);
}

static void tell_keys(const struct compare_pair *p, const struct argument *own, struct span first,
                      str lacks, size_t n)
{
	const struct argument_branch *foreign = foreign_key(p, own);
	diag_error(p->diags, foreign ? foreign->at : own->at, "po/key-changed",
	           "the translation lacks the branch%s %.*s", n == 1 ? "" : "es", STR_ARG(lacks));
	diag_note(p->diags, first, "the source has it");
	if (foreign)
		diag_hint(p->diags,
		          "'%.*s' is none of the source's: the words that choose stay as they are.",
		          STR_ARG(foreign->key));
	else
		diag_hint(p->diags, "Add it; without it the words of 'other' are printed.");
}

static void check_keys(const struct compare_pair *p, const struct argument *s,
                       const struct argument *own)
{
	const struct argument_branch *foreign = foreign_key(p, own), *first = NULL;
	str lacks = S("");
	size_t n = 0;
	for (size_t i = 0; i < s->branches_n; i++) {
		const struct argument_branch *b = &s->branches[i];
		if (branch_named(own, b->key) || !is_met(p->c, own->name, b->key))
			continue;
		add_word(p, &lacks, b->key);
		first = n++ ? first : b;
	}
	if (n) {
		tell_keys(p, own, first->at, lacks, n);
	} else if (foreign) {
		diag_warn(p->diags, foreign->at, "po/key-changed",
		          "the source has no branch '%.*s'", STR_ARG(foreign->key));
		diag_hint(p->diags, "The words that choose stay as they are: remove it, or add it "
		                    "to the source too.");
	}
}

/* The same name's selection at the same turn; the last, where there are fewer. */
static const struct argument *selection(const struct compare_side *source,
                                        const struct compare_side *own, const struct argument *a)
{
	const struct argument *found = NULL;
	size_t turn = 0, seen = 0;
	for (const struct argument *o = own->arguments; o < a; o++)
		turn += o->type == ARGUMENT_SELECT && str_eq(o->name, a->name);
	for (size_t i = 0; i < source->n && seen <= turn; i++) {
		const struct argument *s = &source->arguments[i];
		if (s->type == ARGUMENT_SELECT && str_eq(s->name, a->name)) {
			found = s;
			seen++;
		}
	}
	return found;
}

/* "For {n} towns": a language of several forms seldom has one word for all numbers. */
static void check_dropped(const struct compare_pair *p, const struct argument *a)
{
	if (forms_of(p->c, PLURAL_CARDINAL)->n < 2 || a->type != ARGUMENT_PLAIN ||
	    !chooses(&p->source, a->name, ARGUMENT_PLURAL) ||
	    chooses(&p->own, a->name, ARGUMENT_PLURAL) || !compare_once(p, "dropped", a->name))
		return;
	diag_warn(p->diags, a->at, "po/plural-dropped",
	          "the source has forms for the number, this has one for all");
	diag_hint(p->diags,
	          "Write {%.*s, plural, ...}; {%.*s, number} says that the words fit every number.",
	          STR_ARG(a->name), STR_ARG(a->name));
}

/* A number or a date of the source by whose words the translation chooses: none of them is met. */
static void check_chosen(const struct compare_pair *p, const struct argument *a)
{
	const struct argument *counted = NULL;
	for (size_t i = 0; i < p->source.n; i++) {
		const struct argument *s = &p->source.arguments[i];
		bool same = str_eq(s->name, a->name);
		if (same && s->type == ARGUMENT_SELECT)
			return;
		bool word = s->type == ARGUMENT_PLAIN || s->type == ARGUMENT_COUNTRY;
		counted = same && !word ? s : counted;
	}
	if (!counted || !compare_once(p, "chosen", a->name))
		return;
	diag_error(p->diags, a->at, "po/format-changed", "'%.*s' is no word that could choose",
	           STR_ARG(a->name));
	diag_note(p->diags, counted->at, "the source writes it as a number or a date");
	diag_hint(p->diags, "Write it as the source does: plural chooses by numbers.");
}

void compare_branches(const struct compare_pair *p)
{
	for (size_t i = 0; i < p->own.n; i++) {
		const struct argument *a = &p->own.arguments[i];
		const struct argument *s =
		        a->type == ARGUMENT_SELECT ? selection(&p->source, &p->own, a) : NULL;
		check_dropped(p, a);
		if (s)
			check_keys(p, s, a);
		else if (a->type == ARGUMENT_SELECT)
			check_chosen(p, a);
		if (!is_plural(a))
			continue;
		check_missing(p, a);
		check_foreign(p, a);
		for (size_t k = 0; k < a->branches_n; k++)
			check_typed(p, a, &a->branches[k]);
	}
}

/* No whole number takes it. */
static bool is_unused(const struct compare_pair *p, const struct argument *a,
                      const struct argument_branch *b)
{
	const struct compare_form *f = form_named(forms_of(p->c, kind_of(a)), b->key);
	return !f || !whole_numbers(p->c, a, f);
}

/* Where other branches print the number, one for several numbers does too. */
static void check_counts(const struct compare_pair *p, const struct argument *a)
{
	bool any = false;
	for (size_t i = 0; i < a->branches_n; i++)
		any |= a->branches[i].counts;
	for (size_t i = 0; any && i < a->branches_n; i++) {
		const struct argument_branch *b = &a->branches[i];
		if (b->counts || compare_is_for_one(p, a, b) || is_unused(p, a, b))
			continue;
		diag_warn(p->diags, b->at, "text/number-lost",
		          "the branch '%.*s' does not print the number, and others do",
		          STR_ARG(b->key));
		diag_hint(p->diags,
		          "Write # where it is to stand: in '%.*s' the branch is for more numbers "
		          "than one.",
		          STR_ARG(p->c->language));
	}
}

void compare_alone(const struct compare *c, struct arena *scratch, const struct message *source)
{
	struct compare_side side = compare_side_of(scratch, source);
	struct compare_pair p = {.c = c, .arena = scratch, .diags = c->diags, .source = side,
	                         .own = side, .told = map_new(scratch), .alone = true};
	for (size_t i = 0; i < side.n; i++) {
		const struct argument *a = &side.arguments[i];
		if (!is_plural(a))
			continue;
		check_missing(&p, a);
		check_foreign(&p, a);
		check_counts(&p, a);
		for (size_t k = 0; k < a->branches_n; k++)
			check_typed(&p, a, &a->branches[k]);
	}
}
