/* language:, languages: and countries: of strom.yml. */
#include "project/parts.h"

#include "base/file.h"

/* ISO 3166-1 alpha-2, and XK, which is in use without being in it. */
static const char codes[] =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ "
        "BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM "
        "DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS "
        "GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
        "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ "
        "MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
        "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
        "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
        "VN VU WF WS XK YE YT ZA ZM ZW ";

static bool country_known(str code)
{
	for (size_t i = 0; code.len == 2 && i + 2 < sizeof codes; i += 3)
		if (!memcmp(codes + i, code.ptr, 2))
			return true;
	return false;
}

static bool check_country(struct project_loader *l, const struct said *code)
{
	if (country_known(code->text))
		return true;
	diag_error(l->diags, code->at, "project/bad-country", "'%.*s' is not a country's code",
	           STR_ARG(utf8_prefix(code->text, 40)));
	if (str_eq(code->text, S("UK")))
		diag_hint(l->diags, "The code of the United Kingdom is GB.");
	else
		diag_hint(l->diags, "Write the two capital letters of ISO 3166, such as LV or EE.");
	return false;
}

void project_check_languages(struct project_loader *l, const said_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct said *s = &list->at[i];
		language_load(l->arena, l->diags, s->at, s->text);
		for (size_t k = 0; k < i; k++) {
			if (!str_eq(list->at[k].text, s->text))
				continue;
			diag_error(l->diags, s->at, "project/duplicate-language",
			           "the language '%.*s' is here twice", STR_ARG(s->text));
			diag_hint(l->diags, "Remove one of the two.");
			break;
		}
	}
}

static void load_countries(struct project_loader *l)
{
	const struct yaml *map = yaml_get(l->root, "countries");
	for (size_t i = 0; map && map->kind == YAML_MAP && i < map->n; i++) {
		const struct yaml_entry *e = &map->entries[i];
		struct country c = {{e->key, e->key_at}, said_items(l, &e->value)};
		check_country(l, &c.code);
		if (e->value.kind == YAML_LIST && !e->value.n) {
			diag_error(l->diags, e->value.at, "project/no-languages",
			           "the country '%.*s' has no language", STR_ARG(e->key));
			diag_hint(l->diags, "List at least one: %.*s: [%.*s].", STR_ARG(e->key),
			          STR_ARG(l->p->language));
		}
		project_check_languages(l, &c.languages);
		vec_push(l->arena, &l->countries, c);
	}
}

static void add_once(struct project_loader *l, said_list *list, const struct said *s)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->at[i].text, s->text))
			return;
	vec_push(l->arena, list, *s);
}

/* Without `languages:`: the source language, then those of the countries as they come. */
static void gather_languages(struct project_loader *l, const struct said *source)
{
	add_once(l, &l->languages, source);
	for (size_t i = 0; i < l->countries.n; i++)
		for (size_t k = 0; k < l->countries.at[i].languages.n; k++)
			add_once(l, &l->languages, &l->countries.at[i].languages.at[k]);
}

void project_load_languages(struct project_loader *l)
{
	struct said source = said_at(l->root, "language");
	l->p->language = source.text;
	if (source.text.len)
		language_load(l->arena, l->diags, source.at, source.text);
	load_countries(l);
	l->languages = said_items(l, yaml_get(l->root, "languages"));
	project_check_languages(l, &l->languages);
	if (!l->languages.n && source.text.len)
		gather_languages(l, &source);
	l->p->translations = said_path(l, l->root, "translations");
	if (!l->p->translations.text.len)
		l->p->translations =
		        (struct said){path_join(l->arena, l->p->folder, S("po")), l->p->at};
}
