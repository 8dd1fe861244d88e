/* deliver:, print: and pictures: of strom.yml, and how a document is bound. */
#include "project/parts.h"

enum { INK_LIMIT = 300, RESOLUTION = 225 };

static void load_profiles(struct project_loader *l)
{
	const struct yaml *deliver = yaml_get(l->root, "deliver");
	said_list profiles = said_items(l, yaml_get(deliver, "profiles"));
	if (!profiles.n)
		vec_push(l->arena, &profiles, (struct said){S("screen"), l->p->at});
	l->p->deliver_profiles = profiles.at;
	l->p->deliver_profiles_n = profiles.n;
}

/* A length that is neither negative nor beyond all reason. What is no length has been reported. */
static void load_length(struct project_loader *l, const struct yaml *map, const char *key,
                        strom_len *out)
{
	const struct yaml *y = yaml_get(map, key);
	strom_len v;
	if (!y || !length_parse(y->text, &v))
		return;
	if (v >= 0 && v <= STROM_MM(100)) {
		*out = v;
		return;
	}
	diag_error(l->diags, y->at, "print/bad-length", "%.*s is not from 0 to 100 mm",
	           STR_ARG(y->text));
	diag_hint(l->diags, "Ask the printer; a bleed is 3 mm mostly.");
}

static void load_int(const struct yaml *map, const char *key, int64_t *out)
{
	int64_t v;
	if (yaml_int(yaml_get(map, key), &v))
		*out = v;
}

static unsigned marks_of(struct project_loader *l, const struct yaml *y)
{
	static const struct { const char *name; unsigned mark; } names[] = {
		{"crop", MARKS_CROP}, {"colours", MARKS_COLOURS}, {"page", MARKS_PAGE}};
	unsigned marks = 0;
	said_list said = said_items(l, y);
	if (!y)
		return MARKS_CROP | MARKS_COLOURS | MARKS_PAGE;
	for (size_t i = 0; i < said.n; i++)
		for (size_t k = 0; k < 3; k++)
			if (str_eq(said.at[i].text, str_of(names[k].name)))
				marks |= names[k].mark;
	return marks;
}

static void load_print(struct project_loader *l)
{
	const struct yaml *map = yaml_get(l->root, "print");
	struct print_spec *p = &l->p->print;
	*p = (struct print_spec){.at = l->p->at, .bleed = -1, .ink_limit = INK_LIMIT,
	                         .resolution = RESOLUTION};
	for (size_t i = 0; i < l->p->deliver_profiles_n; i++)
		if (str_eq(l->p->deliver_profiles[i].text, S("print")))
			p->at = l->p->deliver_profiles[i].at;
	p->condition = said_at(map, "condition");
	if (!p->condition.text.len)
		p->condition = (struct said){S("FOGRA39"), p->at};
	p->profile = said_path(l, map, "profile");
	load_length(l, map, "bleed", &p->bleed);
	p->marks = marks_of(l, yaml_get(map, "marks"));
	p->overprint = !str_eq(yaml_text(map, "black"), S("knockout"));
	p->charts_black = str_eq(yaml_text(map, "charts"), S("black"));
	load_int(map, "ink-limit", &p->ink_limit);
	load_int(map, "resolution", &p->resolution);
}

void project_load_binding(struct project_loader *l, const struct yaml *document,
                          struct document_spec *d)
{
	const struct yaml_entry *cover = yaml_entry_get(document, "cover");
	d->pages_multiple = 1;
	load_int(document, "pages-multiple-of", &d->pages_multiple);
	if (!cover)
		return;
	d->cover = (struct cover_spec){.wanted = true, .at = cover->key_at};
	d->cover.back_is_last = str_eq(yaml_text(&cover->value, "back"), S("last"));
	load_length(l, &cover->value, "spine", &d->cover.spine);
}

void project_load_deliver(struct project_loader *l)
{
	load_profiles(l);
	load_print(l);
	load_int(yaml_get(l->root, "pictures"), "screen", &l->p->pictures.screen);
	load_int(yaml_get(l->root, "pictures"), "print", &l->p->pictures.print);
}
