/* What themes, language packs and the fonts' manifest may say. */
#include "project/shape.h"

#define TEXT {.type = YAML_TYPE_TEXT}
#define LENGTH {.type = YAML_TYPE_LENGTH_OR_NAME}
#define BOOL {.type = YAML_TYPE_BOOL}
#define END {.name = NULL}

static const struct yaml_shape text = TEXT;
static const struct yaml_shape colour = {.type = YAML_TYPE_COLOUR};
static const struct yaml_shape figures = {.type = YAML_TYPE_CHOICE,
                                          .choices = "oldstyle,lining,tabular,proportional"};

/* ---- Themes ---- */

static const struct yaml_shape length = LENGTH;
static const struct yaml_key rule_keys[] = {{"top", "The colour of the rule above.", false, TEXT},
                                            {"end", "Of the bar at the end side.", false, TEXT},
                                            {"bottom", "Of the rule below.", false, TEXT},
                                            {"start", "Of the bar at the start side.", false, TEXT},
                                            END};
static const struct yaml_key pad_keys[] = {{"top", "Space inside, above.", false, LENGTH},
                                           {"end", "At the end side.", false, LENGTH},
                                           {"bottom", "Below.", false, LENGTH},
                                           {"start", "At the start side.", false, LENGTH},
                                           END};

static const struct yaml_key style_keys[] = {
        {"like", "The style that it takes the rest from; else body.", false, TEXT},
        {"family", "A font family of fonts/manifest.yml.", false, TEXT},
        {"bold", "Whether it is bold.", false, BOOL},
        {"italic", "Whether it is italic.", false, BOOL},
        {"size", "The size of its letters.", false, LENGTH},
        {"leading", "From one baseline to the next.", false, LENGTH},
        {"colour", "A name from colours:, or \"#1b1b1b\".", false, TEXT},
        {"fill", "The colour behind it, or none.", false, TEXT},
        {"rule",
         "The colour of its rules, or none; of a box by its sides: {top: accent, bottom: grid}.",
         false,
         {.type = YAML_TYPE_ONE_OR_MAP, .item = &text, .keys = rule_keys}},
        {"rule-width", "The thickness of a rule above it.", false, LENGTH},
        {"rule-start", "The width of a bar at its start side.", false, LENGTH},
        {"rule-end", "The width of a bar at its end side.", false, LENGTH},
        {"rule-below", "The thickness of a rule below a passage.", false, LENGTH},
        {"before", "Space before it; of two spaces between blocks the larger counts.", false,
         LENGTH},
        {"after", "Space after it.", false, LENGTH},
        {"first", "How far its first line is moved in.", false, LENGTH},
        {"indent", "How far the first line of a paragraph right behind another is moved in.", false,
         LENGTH},
        {"start", "How far it is moved in at the start side.", false, LENGTH},
        {"end", "How far it is moved in at the end side.", false, LENGTH},
        {"pad",
         "Space inside its fill or rules; of a box by its sides: {top: 6pt, start: 0pt}.",
         false,
         {.type = YAML_TYPE_ONE_OR_MAP, .item = &length, .keys = pad_keys}},
        {"zebra", "The colour behind every second row of a table, or none.", false, TEXT},
        {"row-rule", "Below which rows of a table a rule stands: all, none, or each fifth: 5.",
         false, TEXT},
        {"column-rule",
         "Between which columns of a table a rule stands: none, behind the first, or all.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "none,first,all"}},
        {"emphasis-column", "A table's column that is bold: first, last, none, or its number.",
         false, TEXT},
        {"total-row", "Whether a table's last row is of totals: bold, below a rule.", false, BOOL},
        {"hang-quotes",
         "Whether a quotation mark that a paragraph begins with stands before its edge.", false,
         BOOL},
        {"outdent",
         "Whether a box reaches beyond the measure by its pad, so that its words do not.", false,
         BOOL},
        {"align",
         "How its lines stand.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "justify,start,centre,end"}},
        {"letters",
         "Whether all letters become capitals.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "as-written,upper"}},
        {"hyphenate", "Whether words may be divided.", false, BOOL},
        {"keep-next", "Whether it stays with what follows.", false, BOOL},
        {"keep", "Whether its lines stay together.", false, BOOL},
        {"box", "The side of a task's box; else seven tenths of the size.", false, LENGTH},
        {"bullet",
         "The sign before items; in brackets those of up to three lists in one another.",
         false,
         {.type = YAML_TYPE_ONE_OR_LIST, .item = &text}},
        {"marker-like", "The style of the signs and numbers before items.", false, TEXT},
        {"folio",
         "Where an entry of the contents has its page's number: behind dots, behind space, before "
         "it.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "dots,end,start"}},
        {"tracking", "Space added between letters.", false, LENGTH},
        {"figures",
         "How its figures look: one choice, or two in brackets.",
         false,
         {.type = YAML_TYPE_ONE_OR_LIST, .item = &figures}},
        {"small-caps",
         "Whether small letters become small capitals, or capitals too.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "false,true,all"}},
        {"art", "An SVG beside the theme: it stands at the foot of what the style fills.", false,
         TEXT},
        {"features", "OpenType features, such as onum,smcp.", false, TEXT},
        END};
const struct yaml_shape yaml_shape_style = {.type = YAML_TYPE_MAP, .keys = style_keys};

static const struct yaml_key layout_keys[] = {
	{"styles", "Styles for this layout alone.", false,
	 {.type = YAML_TYPE_MAP_OF, .item = &yaml_shape_style}},
	{"classes", "Styles of the texts' classes for this layout alone.", false,
	 {.type = YAML_TYPE_MAP_OF, .item = &yaml_shape_style}},
	END};
static const struct yaml_shape layout = {.type = YAML_TYPE_MAP, .keys = layout_keys};

static const struct yaml_shape percent = {.type = YAML_TYPE_INT, .min = 0, .max = 100};
static const struct yaml_key colour_keys[] = {
        {"rgb", "Say how it looks on a screen: \"#0059a9\".", true, {.type = YAML_TYPE_COLOUR}},
        {"cmyk",
         "The percents of cyan, magenta, yellow and black that print it: [100, 44, 0, 0].",
         false,
         {.type = YAML_TYPE_LIST, .item = &percent}},
        {"spot", "The ink of its own that prints it; cmyk stands in for it.", false, TEXT},
        END};
static const struct yaml_shape printed_colour = {.type = YAML_TYPE_ONE_OR_MAP, .item = &colour,
                                                 .keys = colour_keys};

static const struct yaml_shape plain_length = {.type = YAML_TYPE_LENGTH};
static const struct yaml_key theme_keys[] = {
        {"like", "The theme that it takes the rest from: of this project, or an installed one.",
         false, TEXT},
        {"colours",
         "Names for colours: \"#0059a9\", or {rgb: \"#0059a9\", cmyk: [100, 44, 0, 0]}.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &printed_colour}},
        {"lengths",
         "Names for lengths, which styles may say as they are or times a number: 2 * grid.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &plain_length}},
        {"floor", "The smallest type: a style with smaller letters is an error.", false,
         {.type = YAML_TYPE_LENGTH}},
        {"styles",
         "How text looks, body first.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &yaml_shape_style}},
        {"classes",
         "Styles of the classes that texts use.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &yaml_shape_style}},
        {"layouts",
         "What differs in one layout.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &layout}},
        END};
const struct yaml_shape yaml_shape_theme = {.type = YAML_TYPE_MAP, .keys = theme_keys};

/* ---- Fonts ---- */

static const struct yaml_key face_keys[] = {
	{"regular", "Name the file of the upright face.", true, TEXT},
	{"italic", "The file of the italic face.", false, TEXT},
	{"bold", "The file of the bold face.", false, TEXT},
	{"bold-italic", "The file of the bold italic face.", false, TEXT},
	END};
static const struct yaml_key family_keys[] = {
        {"package", "Name the package that has the files.", true, TEXT},
        {"licence", "Name the fonts' licence.", true, TEXT},
        {"folder", "Name the folder of the files.", true, TEXT},
        {"faces",
         "List the faces: regular, italic, bold, bold-italic.",
         true,
         {.type = YAML_TYPE_MAP, .keys = face_keys}},
        {"fallback", "Name the list of fallback.yml that stands in for what the family lacks.",
         false, TEXT},
        END};
static const struct yaml_shape family = {.type = YAML_TYPE_MAP, .keys = family_keys};
static const struct yaml_key fonts_keys[] = {
	{"families", "List the font families.", true,
	 {.type = YAML_TYPE_MAP_OF, .item = &family, .names = YAML_NAMES_ID}},
	END};
const struct yaml_shape yaml_shape_fonts = {.type = YAML_TYPE_MAP, .keys = fonts_keys};

static const struct yaml_key stand_in_keys[] = {
        {"scale",
         "Its size, as a share of the passage's.",
         false,
         {.type = YAML_TYPE_REAL, .min = 0.5, .max = 2}},
        {"scripts", "The scripts that it is asked for, by their codes of four letters.", false,
         TEXT},
        END};
static const struct yaml_shape stand_in = {.type = YAML_TYPE_MAP, .keys = stand_in_keys};
static const struct yaml_shape stand_ins = {.type = YAML_TYPE_MAP_OF, .item = &stand_in,
                                            .names = YAML_NAMES_ID};
static const struct yaml_key fallback_keys[] = {
	{"families", "List the font families.", true,
	 {.type = YAML_TYPE_MAP_OF, .item = &family, .names = YAML_NAMES_ID}},
	{"fallback", "List the families to ask, in order.", true,
	 {.type = YAML_TYPE_MAP_OF, .item = &stand_ins, .names = YAML_NAMES_ID}},
	END};
const struct yaml_shape yaml_shape_fallback = {.type = YAML_TYPE_MAP, .keys = fallback_keys};

/* ---- Language packs ---- */

#define WORD(name, help) {name, help, true, TEXT}
static const struct yaml_key word_keys[] = {
        WORD("table", "A table's label, with {n}."),
        WORD("figure", "A figure's label, with {n}."),
        WORD("caption", "Label and text of a caption, with {label} and {text}."),
        WORD("table-ref", "A reference to a table, with {n}."),
        WORD("figure-ref", "A reference to a figure, with {n}."),
        WORD("section-ref", "A reference to a section, with {title}."),
        WORD("page-ref", "A reference to a page, with {n}."),
        WORD("base", "How many answers a share counts on, with {n}."),
        WORD("source", "Where data is from, with {text}."),
        WORD("edition-language", "The name of an edition in this language."),
        WORD("edition-country", "The name of a country's edition, with {country}."),
        WORD("contents", "The title of the table of contents."),
        WORD("tables-list", "The title of the list of tables."),
        WORD("figures-list", "The title of the list of figures."),
        WORD("appendix", "An appendix's label, with {n}."),
        WORD("appendix-ref", "A reference to an appendix, with {n}."),
        {"appendix-letters",
         "The letters that appendices are counted by; A to Z where it is not there.", false, TEXT},
        WORD("continued", "What stands above the rest of a divided table."),
        WORD("page", "The word for a page."),
        WORD("notice", "The title of a notice."),
        WORD("funded-by", "What stands before the funders."),
        WORD("authors", "What stands before the authors."),
        WORD("publisher", "What stands before the publisher."),
        WORD("licence", "What stands before the licence."),
        WORD("date", "What stands before the date."),
        WORD("contact", "What stands before a contact."),
        WORD("total", "The head of a row or column of sums."),
        WORD("weighted", "A sentence: shares and means are weighted, counts and n are not."),
        WORD("small-counts", "A sentence: shares of fewer than {n} answers are told as counts."),
        WORD("small-base", "What a sign at a share means: it is of fewer than {n} answers."),
        WORD("suppressed", "What a sign in place of a number means: persons are protected."),
        WORD("no-data", "What stands in a cell without a value."),
        {"state-b", "What b at a number means: there is a break before it in its series.", false,
         TEXT},
        {"state-c", "What c at a number means: it is confidential.", false, TEXT},
        {"state-d", "What d at a number means: it is counted by another definition.", false, TEXT},
        {"state-e", "What e at a number means: it is estimated.", false, TEXT},
        {"state-f", "What f at a number means: it is a forecast.", false, TEXT},
        {"state-i", "What i at a number means: it stands for one that is missing.", false, TEXT},
        {"state-n", "What n at a number means: it is not significant.", false, TEXT},
        {"state-p", "What p at a number means: it is provisional.", false, TEXT},
        {"state-r", "What r at a number means: it has been revised.", false, TEXT},
        {"state-u", "What u at a number means: it is not reliable.", false, TEXT},
        {"state-z", "What z at a number means: there can be none.", false, TEXT},
        {"index", "The title of the index.", false, TEXT},
        {"references", "The title of the list of works that are cited.", false, TEXT},
        {"and", "The word between two authors.", false, TEXT},
        {"et-al", "What stands for all authors behind the first.", false, TEXT},
        {"no-date", "What stands for a year that is not known.", false, TEXT},
        {"in-book", "The word before the book that a chapter is in, with its marks.", false, TEXT},
        {"editors", "What stands before or behind editors.", false, TEXT},
        {"chart", "Any other chart.", false, TEXT},
        {"chart-bar", "A chart of bars.", false, TEXT},
        {"chart-line", "A chart of lines.", false, TEXT},
        {"chart-dot", "A chart of dots.", false, TEXT},
        {"chart-share", "A chart of parts of a whole.", false, TEXT},
        {"chart-heat", "A table coloured by its classes.", false, TEXT},
        {"chart-map", "A map.", false, TEXT},
        {"chart-flow", "A flow with its losses.", false, TEXT},
        {"chart-timeline", "A timeline.", false, TEXT},
        {"chart-multiples", "Panels of small charts.", false, TEXT},
        {"chart-rows", "How many rows a chart has, with {n}.", false, TEXT},
        {"chart-highest", "The row with the largest number, with {label} and {value}.", false,
         TEXT},
        {"chart-lowest", "The row with the smallest number, with {label} and {value}.", false,
         TEXT},
        {"chart-missing", "How many numbers are missing, with {n}.", false, TEXT},
        {"chart-suppressed", "How many numbers are kept back, with {n}.", false, TEXT},
        {"chart-small-base", "What hatched marks mean, with {n}.", false, TEXT},
        {"chart-order", "What rows are in the order of, with {text}.", false, TEXT},
        {"chart-square", "What one square of a hundred is, with {n}.", false, TEXT},
        {"chart-circle", "A sentence: each circle is one that was counted.", false, TEXT},
        {"chart-boundaries",
         "Sentences below a map: where its boundaries come from, with {text}, and what they do not "
         "mean.",
         false, TEXT},
        {"chart-not-surveyed", "What land on a map is of which nothing is said.", false, TEXT},
        {"chart-stages", "The stages of a flow, with {text}.", false, TEXT},
        {"chart-losses", "What a flow loses, with {text}.", false, TEXT},
        {"chart-times", "The events of a timeline, with {text}.", false, TEXT},
        {"chart-panels", "What the panels of small charts show, with {text}.", false, TEXT},
        {"dots", "How many of a table's dots are full, as it is read out, with {n} and {of}.",
         false, TEXT},
        {"points", "What percents differ by, percentage points in short, with {n}.", false, TEXT},
        {"dot-full", "A dot that is alone and full, as it is read out: yes.", false, TEXT},
        {"dot-open", "The same, open: no.", false, TEXT},
        WORD("untranslated", "A sentence: this passage has not been translated yet."),
        END};

static const struct yaml_shape texts = {.type = YAML_TYPE_LIST, .item = &text};
static const struct yaml_shape texts_by_key = {.type = YAML_TYPE_MAP_OF, .item = &text};

static const struct yaml_key language_keys[] = {
        {"name", "Write the language's name in the language itself.", true, TEXT},
        {"hyphens", "The file of hyphenation patterns.", false, TEXT},
        {"package", "The package that has the file of patterns.", false, TEXT},
        {"hyphen-start",
         "Say how many letters stay before a hyphen at least.",
         true,
         {.type = YAML_TYPE_INT, .min = 1, .max = 9}},
        {"hyphen-end",
         "Say how many letters go after a hyphen at least.",
         true,
         {.type = YAML_TYPE_INT, .min = 1, .max = 9}},
        {"exceptions",
         "Words with their hyphens, which the patterns divide wrongly.",
         false,
         {.type = YAML_TYPE_LIST, .item = &text}},
        {"quotes",
         "List four quotation marks: opening, closing, and the two within a quotation.",
         true,
         {.type = YAML_TYPE_LIST, .item = &text}},
        {"dash", "Write the dash that stands between words, without spaces.", true, TEXT},
        {"space-before-percent", "Say whether a space stands before %.", true, BOOL},
        {"bind-next", "Words that do not end a line, separated by spaces.", false, TEXT},
        {"locale", "The locale of numbers and dates, where the language alone is not enough.",
         false, TEXT},
        {"bind-number", "Words that stay with a number before them, separated by spaces.", false,
         TEXT},
        {"bind-name",
         "Words that stay with a name (a word with a capital) or a number behind them.", false,
         TEXT},
        {"capital-nouns",
         "Whether all nouns have capital letters; else a word with one is a name, and rarely "
         "divided.",
         false, BOOL},
        {"ordinal-point", "Whether a number with a full stop counts what follows, as in 12. maijs.",
         false, BOOL},
        {"part-ligatures", "Whether letters do not join where two words of a compound meet.", false,
         BOOL},
        {"repeat-hyphen",
         "Whether a line that breaks at a hyphen of the word's has it at its end and before the "
         "next.",
         false, BOOL},
        {"bind-previous", "Words that do not begin a line, separated by spaces.", false, TEXT},
        {"month-forms",
         "The twelve months in other cases than the language's dates have, by the case's name.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &texts}},
        {"country-forms",
         "Countries in other cases than the nominative: the case's name, then ISO codes.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &texts_by_key}},
        {"words",
         "List the language's words for labels and references.",
         true,
         {.type = YAML_TYPE_MAP, .keys = word_keys}},
        END};
const struct yaml_shape yaml_shape_language = {.type = YAML_TYPE_MAP, .keys = language_keys};
