/* The values of a translation: the same as its source's, in formats that say the same. */
#include "text/compare/compare_parts.h"

/* ---- Names ---- */

static const struct argument *named(const struct compare_side *s, str name)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->arguments[i].name, name))
			return &s->arguments[i];
	return NULL;
}

static void missing(const struct compare_pair *p, const struct argument *a)
{
	diag_error(p->diags, compare_all(&p->own), "po/placeholder-missing",
	           "the translation lacks {%.*s}", STR_ARG(a->name));
	diag_note(p->diags, a->at, "the source has it");
	if (message_is_quoted(p->own.message, a->name))
		diag_hint(p->diags,
		          "An apostrophe before its brace makes it plain text: write ''{%.*s}''.",
		          STR_ARG(a->name));
	else
		diag_hint(p->diags, "Put %.*s where the sentence needs it.",
		          STR_ARG(a->branches_n
		                          ? arena_printf(p->arena, "{%.*s, ...}", STR_ARG(a->name))
		                          : a->written));
}

static void compare_names(const struct compare_pair *p)
{
	for (size_t i = 0; i < p->source.n; i++) {
		const struct argument *a = &p->source.arguments[i];
		if (!named(&p->own, a->name) && compare_once(p, "missing", a->name))
			missing(p, a);
	}
	for (size_t i = 0; i < p->own.n; i++) {
		const struct argument *a = &p->own.arguments[i];
		if (named(&p->source, a->name) || !compare_once(p, "extra", a->name))
			continue;
		str *names = arena_array(p->arena, str, p->source.n);
		for (size_t k = 0; k < p->source.n; k++)
			names[k] = p->source.arguments[k].name;
		diag_error(p->diags, a->at, "po/placeholder-extra", "the source has no {%.*s}",
		           STR_ARG(a->name));
		if (!diag_did_you_mean(p->diags, a->name, names, p->source.n))
			diag_hint(p->diags, "Remove it, or add it to the source text.");
	}
}

/* ---- Formats ---- */

/* What of a format changes what is said (percent, a currency), what only its digits or parts, and
 * what is the language's own business. */
struct compare_format { str amount, digits; };

static bool is_amount(str stem)
{
	static const char *const all[] = {"percent",       "permille",         "%",
	                                  "scale/",        "currency/",        "unit/",
	                                  "measure-unit/", "per-measure-unit/"};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_starts(stem, str_of(all[i])))
			return true;
	return false;
}

static bool is_custom(str stem)
{
	static const char *const all[] = {"group-",   ",_",          ",?",
	                                  ",!",       "latin",       "numbering-system/",
	                                  "decimal-", "unit-width-", "currency-"};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_starts(stem, str_of(all[i])))
			return true;
	return false;
}

static struct compare_format number_format(struct arena *arena, str skeleton)
{
	struct compare_format f = {S(""), S("")};
	for (str rest = str_trim(skeleton); rest.len;) {
		str stem = str_until(rest, ' ');
		rest = str_trim(str_from(rest, stem.len));
		if (str_eq(stem, S("%x100")))
			stem = S("percent scale/100");
		str *out = is_custom(stem) && !str_starts(stem, S("currency/")) ? NULL
		           : is_amount(stem)                                    ? &f.amount
		                                                                : &f.digits;
		if (out)
			*out = arena_printf(arena, "%.*s%s%.*s", STR_ARG(*out), out->len ? " " : "",
			                    STR_ARG(stem));
	}
	return f;
}

/* Which parts of a date are shown; how is the language's. */
static struct compare_format date_format(struct arena *arena, const struct argument *a)
{
	static const char parts[] = "yMdE";
	str letters = a->skeleton.len ? a->skeleton : a->date == DATE_FULL ? S("yMdE") : S("yMd");
	str shown = S("");
	for (const char *part = parts; *part; part++) {
		const char *like = *part == 'y'   ? "yYuU"
		                   : *part == 'M' ? "ML"
		                   : *part == 'E' ? "Eec"
		                                  : "d";
		for (size_t i = 0; i < letters.len; i++)
			if (strchr(like, letters.ptr[i])) {
				shown = arena_printf(arena, "%.*s%c", STR_ARG(shown), *part);
				break;
			}
	}
	return (struct compare_format){S("date"), shown};
}

static struct compare_format format_of(struct arena *arena, const struct argument *a)
{
	struct compare_format f = a->type == ARGUMENT_DATE ? date_format(arena, a)
	                                                   : number_format(arena, a->skeleton);
	if (a->branches_n && a->offset)
		f.amount = arena_printf(arena, "offset %lld", (long long)a->offset);
	return f;
}

/* What prints a value: an argument without branches, or a plural by its '#'. */
static bool prints(const struct argument *a)
{
	bool counts = !a->branches_n;
	for (size_t i = 0; i < a->branches_n && a->type != ARGUMENT_SELECT; i++)
		counts |= a->branches[i].counts;
	return counts;
}

static void tell_format(const struct compare_pair *p, const struct argument *a,
                        const struct argument *of, bool amount)
{
	str written = of->branches_n ? S("#") : of->written;
	if (!compare_once(p, "format", a->written))
		return;
	if (amount)
		diag_error(p->diags, a->at, "po/format-changed",
		           "%.*s is printed in another way than the source's %.*s",
		           STR_ARG(a->branches_n ? S("#") : a->written), STR_ARG(written));
	else
		diag_warn(p->diags, a->at, "po/digits-changed",
		          "%.*s has other digits than the source's %.*s",
		          STR_ARG(a->branches_n ? S("#") : a->written), STR_ARG(written));
	diag_note(p->diags, of->at, "the source has it so");
	diag_hint(p->diags, "Write %.*s: so the number that is printed is the same.",
	          STR_ARG(written));
}

/* A format is fine when the source has it for that value too, wherever. */
static void check_format(const struct compare_pair *p, const struct argument *a)
{
	const struct argument *nearest = NULL;
	bool same_amount = false;
	struct compare_format ours = format_of(p->arena, a);
	for (size_t i = 0; i < p->source.n; i++) {
		const struct argument *s = &p->source.arguments[i];
		if (!str_eq(s->name, a->name) || !prints(s))
			continue;
		struct compare_format theirs = format_of(p->arena, s);
		bool same = str_eq(theirs.amount, ours.amount);
		if (same && str_eq(theirs.digits, ours.digits))
			return;
		if (!nearest || (same && !same_amount))
			nearest = s;
		same_amount |= same;
	}
	if (nearest)
		tell_format(p, a, nearest, !same_amount);
}

/* A word that chooses is a key, and no text: it is never printed. */
static void check_key(const struct compare_pair *p, const struct argument *a)
{
	const struct argument *select = NULL;
	for (size_t i = 0; i < p->source.n; i++) {
		const struct argument *s = &p->source.arguments[i];
		if (!str_eq(s->name, a->name))
			continue;
		if (s->type != ARGUMENT_SELECT)
			return;
		select = s;
	}
	if (!select || !compare_once(p, "key printed", a->name))
		return;
	diag_error(p->diags, a->at, "po/format-changed",
	           "{%.*s} is a word that chooses, which the source does not print",
	           STR_ARG(a->name));
	diag_note(p->diags, select->at, "the source chooses by it");
	diag_hint(p->diags, "Write the selection as the source does: {%.*s, select, ...}.",
	          STR_ARG(a->name));
}

void compare_values(const struct compare_pair *p)
{
	compare_names(p);
	for (size_t i = 0; i < p->own.n; i++) {
		const struct argument *a = &p->own.arguments[i];
		if (prints(a)) {
			check_format(p, a);
			check_key(p, a);
		}
	}
}

/* ---- In one way ---- */

static bool is_said(const struct compare_side *side, const struct compare_said *said, str name)
{
	for (size_t i = 0; i < said->n; i++)
		if (str_eq(side->arguments[said->arguments[i]].name, name))
			return true;
	return false;
}

static const struct compare_choice *choice_of(const struct compare_way *way, str name)
{
	for (size_t i = 0; i < way->n; i++)
		if (str_eq(way->choices[i].name, name))
			return &way->choices[i];
	return NULL;
}

/* For which values: " where n is 21, kind is 'port'". */
static str where(const struct compare_pair *p, const struct compare_way *way)
{
	str out = S("");
	for (size_t i = 0; i < way->n; i++) {
		const struct value *v = &way->choices[i].value;
		str shown = v->type == VALUE_TEXT
		                    ? arena_printf(p->arena, "'%.*s'", STR_ARG(v->text))
		            : v->type == VALUE_INT
		                    ? arena_printf(p->arena, "%lld", (long long)v->integer)
		                    : arena_printf(p->arena, "%g", v->real);
		out = arena_printf(p->arena, "%.*s%s%.*s is %.*s", STR_ARG(out),
		                   i ? ", " : " where ", STR_ARG(way->choices[i].name),
		                   STR_ARG(shown));
	}
	return out;
}

/* The value is in the branch's own words: "one {a town}" for nothing but 1, "Riga {Rīgā}". */
static bool in_words(const struct compare_pair *p, str name, const struct compare_choice *c,
                     const struct argument **plural, const struct argument_branch **branch)
{
	*plural = NULL;
	for (size_t i = 0; c && i < p->own.n; i++) {
		const struct argument *a = &p->own.arguments[i];
		const struct argument_branch *b =
		        str_eq(a->name, name) ? compare_branch(p, a, &c->value) : NULL;
		if (!b || b->counts)
			continue;
		if (a->type == ARGUMENT_SELECT || compare_is_for_one(p, a, b))
			return true;
		*plural = a;
		*branch = b;
	}
	return false;
}

static void lost_number(const struct compare_pair *p, const struct compare_way *way,
                        const struct argument *plural, const struct argument_branch *b)
{
	if (!compare_once(p, "lost in branch",
	                  arena_printf(p->arena, "%llu", (unsigned long long)b->at.off)))
		return;
	diag_error(p->diags, b->at, "po/number-lost",
	           "the branch '%.*s' does not print the number%.*s", STR_ARG(b->key),
	           STR_ARG(where(p, way)));
	diag_note(p->diags, compare_all(&p->source), "the source prints it");
	diag_hint(p->diags,
	          "Write # where %.*s is to stand: in '%.*s' the branch is for more numbers than "
	          "one.",
	          STR_ARG(plural->name), STR_ARG(p->c->language));
}

void compare_values_of_way(const struct compare_pair *p, const struct compare_way *way)
{
	for (size_t i = 0; i < way->source.n; i++) {
		const struct argument *a = &p->source.arguments[way->source.arguments[i]], *plural;
		const struct argument_branch *branch = NULL;
		if (is_said(&p->own, &way->own, a->name) || !named(&p->own, a->name) ||
		    in_words(p, a->name, choice_of(way, a->name), &plural, &branch))
			continue;
		if (plural) {
			lost_number(p, way, plural, branch);
		} else if (compare_once(p, "missing", a->name)) {
			diag_error(p->diags, compare_all(&p->own), "po/placeholder-missing",
			           "the translation lacks {%.*s}%.*s", STR_ARG(a->name),
			           STR_ARG(where(p, way)));
			diag_note(p->diags, a->at, "the source has it");
			diag_hint(p->diags, "Write it in every branch that needs it.");
		}
	}
}
