/* For tests of lines: real fonts, languages made by hand, text of our own in three languages. */
#ifndef STROM_LINES_HELP_H
#define STROM_LINES_HELP_H

#include "typeset/lines/lines.h"

#define LIBERTINE "/usr/share/fonts/opentype/linux-libertine/LinLibertine_R.otf"
#define LATO "/usr/share/fonts/truetype/lato/Lato-Regular.ttf"

static const char *const text_en[] = {
        "Municipalities are often the first to meet a person who has been exploited: at the "
        "housing office, in a school, during a workplace inspection, at the counter of social "
        "services. What an official does in the first hour decides whether trust grows or is lost. "
        "The assessment therefore asked one hundred and twenty municipalities in ten countries "
        "about their written policies, their training and their contacts with the police and with "
        "organisations that support victims.",
        "Fewer than half of the municipalities had a written policy in 2015, and only 31 % had "
        "trained their front-line staff. Differences between countries were considerable; those "
        "between large and small municipalities were larger still. Cooperation across borders, "
        "where it existed, depended on personal acquaintance rather than on agreements.",
};
static const char *const text_lv[] = {
        "Pašvaldības bieži vien ir pirmās, kas satiek cilvēku, kurš ticis izmantots: mājokļu "
        "nodaļā, skolā, darba vietas pārbaudē vai sociālā dienesta pieņemšanā. Tas, ko amatpersona "
        "dara pirmajā stundā, izšķir, vai rodas uzticēšanās. Tāpēc izvērtējumā simt divdesmit "
        "pašvaldībām desmit valstīs jautāja par rakstiskām vadlīnijām, darbinieku apmācību un "
        "sadarbību ar policiju un nevalstiskajām organizācijām, kas atbalsta cietušos.",
};
static const char *const text_ru[] = {
        "Муниципалитеты часто первыми встречают человека, который подвергся эксплуатации: в "
        "жилищном отделе, в школе, при проверке рабочего места или на приёме в социальной службе. "
        "От того, что сделает должностное лицо в первый час, зависит, возникнет ли доверие. "
        "Поэтому в исследовании ста двадцати муниципалитетам десяти стран были заданы вопросы о "
        "письменных правилах, обучении сотрудников и сотрудничестве с полицией и общественными "
        "организациями.",
};

struct lines_help {
	struct arena *arena;
	struct diags *diags;
	struct fonts *fonts;
	const struct font *font[2];      /* Libertine, Lato */
	struct edition *edition;
	struct setter *setter;
};

static const struct font_face help_faces[] = {
	{.family = {"Libertine", 9}, .path = {LIBERTINE, sizeof LIBERTINE - 1}},
	{.family = {"Lato", 4}, .path = {LATO, sizeof LATO - 1}},
};

static const struct language help_languages[] = {
	{.tag = {"en", 2}, .hyphens = {"/usr/share/hyphen/hyph_en_GB.dic", 32}, .hyphen_start = 2,
	 .hyphen_end = 3},
	{.tag = {"lv", 2}, .hyphens = {"/usr/share/hyphen/hyph_lv_LV.dic", 32}, .hyphen_start = 2,
	 .hyphen_end = 2},
	{.tag = {"ru", 2}, .hyphens = {"/usr/share/hyphen/hyph_ru_RU.dic", 32}, .hyphen_start = 2,
	 .hyphen_end = 2, .bind.next = {"в к с о у и а на не за по от до", 50}},
};

/* language: 0 en, 1 lv, 2 ru. */
static inline void lines_help_new(struct lines_help *h, int language)
{
	h->arena = arena_new();
	h->diags = diags_new(h->arena);
	h->fonts = fonts_new(h->arena, h->diags);
	for (int i = 0; i < 2; i++)
		h->font[i] = fonts_open(h->fonts, &help_faces[i]);
	struct edition *e = h->edition = arena_make(h->arena, struct edition);
	e->arena = h->arena;
	e->diags = h->diags;
	e->language = &help_languages[language];
	vec_push(h->arena, &e->languages, e->language->tag);
	h->setter = setter_new(h->arena, e, h->fonts);
}

static inline struct run help_run(const struct lines_help *h, str text)
{
	return (struct run){.text = text,
	                    .font = h->font[0],
	                    .size = STROM_PT(10),
	                    .hyphenate = true,
	                    .colour = {0, 0, 0, 255}};
}

#endif
