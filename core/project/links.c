/* links: of strom.yml, the addresses that a link's page has in other languages. */
#include "project/parts.h"

bool project_is_address(str target)
{
	static const char *const schemes[] = {"https://", "http://", "mailto:", "tel:"};
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (str_starts(target, str_of(schemes[i])) && target.len > strlen(schemes[i]))
			return true;
	return false;
}

static void check_address(struct project_loader *l, str target, struct span at)
{
	if (project_is_address(target))
		return;
	diag_error(l->diags, at, "project/bad-link", "'%.*s' is no address",
	           STR_ARG(utf8_prefix(target, 60)));
	diag_hint(l->diags, "Write https://, http://, mailto: or tel: before it.");
}

static void check_language(struct project_loader *l, const struct yaml_entry *e)
{
	if (project_has_language(l, e->key))
		return;
	diag_error(l->diags, e->key_at, "project/unused-language",
	           "no edition is in the language '%.*s'", STR_ARG(utf8_prefix(e->key, 40)));
	diag_hint(l->diags, "Name a language of 'language', 'languages' or 'countries'.");
}

void project_load_links(struct project_loader *l)
{
	const struct yaml *map = yaml_get(l->root, "links");
	size_t n = map && map->kind == YAML_MAP ? map->n : 0;
	vec(struct link_spec) all = {0};
	for (size_t i = 0; i < n; i++) {
		const struct yaml_entry *e = &map->entries[i];
		check_address(l, e->key, e->key_at);
		for (size_t k = 0; e->value.kind == YAML_MAP && k < e->value.n; k++) {
			const struct yaml_entry *one = &e->value.entries[k];
			check_language(l, one);
			check_address(l, one->value.text, one->value.at);
			vec_push(l->arena, &all,
			         (struct link_spec){e->key, one->key, one->value.text});
		}
	}
	l->p->links = all.at;
	l->p->links_n = all.n;
}

str project_link(const struct project *p, str target, str language)
{
	for (size_t i = 0; i < p->links_n; i++)
		if (str_eq(p->links[i].target, target) && str_eq(p->links[i].language, language))
			return p->links[i].there;
	return target;
}
