/* funders: of strom.yml, and the files of rules that they name. */
#include "project/funders.h"
#include "project/parts.h"

#include "base/file.h"

static const struct yaml_shape words = YAML_TYPED,
                               word_of_place = {.type = YAML_TYPE_CHOICE,
                                                .choices = "cover,imprint,back,every-page"};

#define LENGTH                                                                                     \
	{                                                                                          \
		.type = YAML_TYPE_LENGTH                                                           \
	}
#define BY_LANGUAGE                                                                                \
	{                                                                                          \
		.type = YAML_TYPE_MAP_OF, .item = &words                                           \
	}

static const struct yaml_key rules_keys[] = {
        {"logo", "The logo's picture, from the folder of this file, where strom.yml names none.",
         false, YAML_TYPED},
        {"least-height", "The logo is at least so high, such as 10mm.", false, LENGTH},
        {"least-width", "The logo is at least so wide, such as 15mm.", false, LENGTH},
        {"of-largest",
         "The logo is at least so much of the largest other funder's logo, in height or in width: "
         "1 is as large.",
         false,
         {.type = YAML_TYPE_REAL, .min = 0.1, .max = 10}},
        {"clear-space",
         "So much of the logo's height stays free around it: 0.5 is half of it.",
         false,
         {.type = YAML_TYPE_REAL, .min = 0.01, .max = 10}},
        {"order",
         "Where the logo stands among the funders' logos.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "first,last"}},
        {"where",
         "The pages on which logo and sentence must stand; without it any page will do.",
         false,
         {.type = YAML_TYPE_ONE_OR_LIST, .item = &word_of_place}},
        {"sentence", "The sentence that must be printed, by language.", false, BY_LANGUAGE},
        {"disclaimer", "What must be printed too, on any page, by language.", false, BY_LANGUAGE},
        {"not-with",
         "Names of rules whose funders may not stand in the same publication.",
         false,
         {.type = YAML_TYPE_ONE_OR_LIST, .item = &words}},
        {0},
};
const struct yaml_shape yaml_shape_funders = {.type = YAML_TYPE_MAP, .keys = rules_keys};

static bool unknown_rules(struct project_loader *l, const struct said *name)
{
	diag_error(l->diags, name->at, "project/unknown-rules", "no funder's rules '%.*s'",
	           STR_ARG(utf8_prefix(name->text, 60)));
	diag_hint(l->diags,
	          "Write the name of a file of rules, funders/NAME.yml, of the project "
	          "or of the install (eu, example-fund); or its path, which ends in .yml.");
	return false;
}

/* A path, or a name: the project's own come first. */
static const struct yaml *rules_file(struct project_loader *l, const struct said *name, str *path)
{
	str file = arena_printf(l->arena, "funders/%.*s.yml", STR_ARG(utf8_prefix(name->text, 80)));
	bool is_path = str_ends(name->text, S(".yml"));
	*path = path_join(l->arena, l->p->folder, is_path ? name->text : file);
	enum file_found found = FOUND_NONE;
	if (is_path || yaml_id_ok(name->text))
		found = file_look(l->diags, *path);
	if (found == FOUND_UNSEEN) {
		file_refuse(l->diags, name->at, *path, found);
		return NULL;
	}
	if (found == FOUND_FILE)
		return yaml_file(l->arena, l->diags, name->at, *path);
	*path = place_share(l->arena, arena_printf(l->arena, "templates/%.*s", STR_ARG(file)));
	if (!is_path && yaml_id_ok(name->text) && file_exists(*path))
		return yaml_file_given(l->arena, l->diags, name->at, *path);
	unknown_rules(l, name);
	return NULL;
}

static strom_len length_of(struct project_loader *l, const struct yaml *root, const char *key)
{
	const struct yaml *y = yaml_get(root, key);
	strom_len v;
	if (!y || !length_parse(y->text, &v))
		return 0;
	if (v > 0 && v <= STROM_MM(500))
		return v;
	diag_error(l->diags, y->at, "project/bad-rule", "%.*s is not above 0 and up to 500 mm",
	           STR_ARG(utf8_prefix(y->text, 40)));
	diag_hint(l->diags, "Write how large the logo is on paper at least, such as 10mm.");
	return 0;
}

static struct funder_texts texts_of(struct project_loader *l, const struct yaml *root,
                                    const char *key)
{
	const struct yaml *map = yaml_get(root, key);
	struct funder_texts out = {0};
	if (!map || map->kind != YAML_MAP)
		return out;
	struct funder_text *texts = arena_array(l->arena, struct funder_text, map->n);
	for (size_t i = 0; i < map->n; i++) {
		const struct yaml_entry *e = &map->entries[i];
		if (!str_trim(e->value.text).len && e->value.kind == YAML_SCALAR) {
			diag_error(l->diags, e->key_at, "project/bad-rule",
			           "there is no %s in %.*s", key, STR_ARG(e->key));
			diag_hint(l->diags, "Write the words, or leave the language out.");
		}
		texts[out.n++] = (struct funder_text){e->key, e->value.text};
	}
	out.at = texts;
	return out;
}

static unsigned places_of(struct project_loader *l, const struct yaml *root)
{
	static const struct {
		const char *word;
		enum funder_place place;
	} places[] = {{"cover", FUNDER_COVER},
	              {"imprint", FUNDER_IMPRINT},
	              {"back", FUNDER_BACK},
	              {"every-page", FUNDER_EVERY_PAGE}};
	said_list list = said_items(l, yaml_get(root, "where"));
	unsigned where = 0;
	for (size_t i = 0; i < list.n; i++)
		for (size_t k = 0; k < sizeof places / sizeof *places; k++)
			if (str_eq(list.at[i].text, str_of(places[k].word)))
				where |= places[k].place;
	return where;
}

/* The funder's own logo, or the rules'. */
static void take_logo(struct project_loader *l, struct funder *f, const struct yaml *root, str path)
{
	const struct yaml *y = yaml_get(root, "logo");
	if (f->logo.text.len || !y || y->kind != YAML_SCALAR || !y->text.len)
		return;
	f->logo = (struct said){path_join(l->arena, path_folder(path), y->text), y->at};
	if (diag_is_given(l->diags, y->at.file))
		inputs_folder(l->inputs, path_folder(path));
	project_file_wanted(l->arena, l->diags, FILE_INPUT, y->at, f->logo.text, "the logo");
}

static void need_logo(struct project_loader *l, const struct funder *f,
                      const struct funder_rules *r)
{
	bool asked =
	        r->least_height || r->least_width || r->order || r->of_largest > 0 || r->clear > 0;
	if (!asked || f->logo.text.len)
		return;
	diag_error(l->diags, f->rules_name.at, "project/no-logo",
	           "the rules '%.*s' ask for a logo, and the funder has none",
	           STR_ARG(utf8_prefix(f->rules_name.text, 60)));
	diag_hint(l->diags, "Write logo: with the path of the picture in the funder's entry.");
}

static const struct yaml *load_rules(struct project_loader *l, struct funder *f)
{
	str path;
	const struct yaml *root = rules_file(l, &f->rules_name, &path);
	if (!root || !yaml_check(l->diags, root, &yaml_shape_funders))
		return NULL;
	struct funder_rules *r = arena_make(l->arena, struct funder_rules);
	str order = yaml_text(root, "order");
	*r = (struct funder_rules){
	        .least_height = length_of(l, root, "least-height"),
	        .least_width = length_of(l, root, "least-width"),
	        .order = str_eq(order, S("first"))  ? FUNDER_FIRST
	                 : str_eq(order, S("last")) ? FUNDER_LAST
	                                            : FUNDER_ANY_ORDER,
	        .where = places_of(l, root),
	        .sentence = texts_of(l, root, "sentence"),
	        .disclaimer = texts_of(l, root, "disclaimer"),
	};
	yaml_real(yaml_get(root, "of-largest"), &r->of_largest);
	yaml_real(yaml_get(root, "clear-space"), &r->clear);
	take_logo(l, f, root, path);
	need_logo(l, f, r);
	f->rules = r;
	return root;
}

/* ---- Rules against each other ---- */

static void tell_pair(struct project_loader *l, const struct funder *a, const struct funder *b,
                      const char *why)
{
	diag_error(l->diags, a->rules_name.at, "project/funders-apart",
	           "the rules '%.*s' and '%.*s' %s", STR_ARG(utf8_prefix(a->rules_name.text, 60)),
	           STR_ARG(utf8_prefix(b->rules_name.text, 60)), why);
	diag_note(l->diags, b->rules_name.at, "the other one");
	diag_hint(l->diags, "Ask the funders which of them gives way, and change its rules.");
}

static void check_apart(struct project_loader *l, const struct funder *funders, size_t i, size_t n,
                        const struct yaml *root)
{
	said_list names = said_items(l, yaml_get(root, "not-with"));
	for (size_t k = 0; k < n; k++)
		for (size_t m = 0; k != i && m < names.n; m++)
			if (str_eq(names.at[m].text, funders[k].rules_name.text))
				tell_pair(l, &funders[i], &funders[k],
				          "may not stand in one publication");
}

/* Two that want the same place, or both to be the larger. */
static void check_pair(struct project_loader *l, const struct funder *a, const struct funder *b)
{
	if (!a->rules || !b->rules)
		return;
	if (a->rules->order && a->rules->order == b->rules->order)
		tell_pair(l, b, a, "contradict: both logos are to stand in the same place");
	if (a->rules->of_largest * b->rules->of_largest > 1)
		tell_pair(l, b, a, "contradict: each logo is to be the larger");
}

static void load_funder(struct project_loader *l, const struct yaml *y, struct funder *f)
{
	*f = (struct funder){.name = said_at(y, "name"),
	                     .logo = said_path(l, y, "logo"),
	                     .grant = said_at(y, "grant"),
	                     .statement = said_at(y, "statement"),
	                     .rules_name = said_at(y, "rules")};
	if (f->logo.text.len)
		project_file_wanted(l->arena, l->diags, FILE_INPUT, f->logo.at, f->logo.text,
		                    "the logo");
}

void project_load_funders(struct project_loader *l, const struct yaml *list)
{
	size_t n = list && list->kind == YAML_LIST ? list->n : 0;
	struct funder *funders = arena_array(l->arena, struct funder, n);
	const struct yaml **roots = arena_array(l->arena, const struct yaml *, n);
	for (size_t i = 0; i < n; i++) {
		load_funder(l, &list->items[i], &funders[i]);
		roots[i] = funders[i].rules_name.text.len ? load_rules(l, &funders[i]) : NULL;
	}
	for (size_t i = 0; i < n; i++) {
		check_apart(l, funders, i, n, roots[i]);
		for (size_t k = 0; k < i; k++)
			check_pair(l, &funders[k], &funders[i]);
	}
	l->p->funders = funders;
	l->p->funders_n = n;
}

const struct funder_text *project_funder_text(const struct funder_texts *texts, str language)
{
	for (size_t i = 0; i < texts->n; i++)
		if (str_eq(texts->at[i].language, language))
			return &texts->at[i];
	return NULL;
}
