/* What strom.yml may say: the one declaration behind its check and its JSON Schema. */
#include "project/shape.h"

#define TEXT YAML_TYPED
#define PRINTED YAML_PRINTED
#define END {.name = NULL}

static const struct yaml_shape text = TEXT, printed = PRINTED;

static const struct yaml_key funder_keys[] = {
        {"name", "The funder's name, as it is printed.", true, PRINTED},
        {"logo", "The logo's picture: a file, SVG, PNG, JPEG or a page of a PDF.", false, TEXT},
        {"grant", "The number of the grant or contract, for your own records: it is not printed.",
         false, PRINTED},
        {"statement", "The sentence that the funder wants to see; without it the name is printed.",
         false, PRINTED},
        END};
static const struct yaml_shape funder = {.type = YAML_TYPE_MAP, .keys = funder_keys};

static const struct yaml_key about_keys[] = {
        {"id",
         "The project's short name for files: small letters, digits and hyphens.",
         true,
         {.type = YAML_TYPE_ID}},
        {"title", "The project's title, as it is printed.", true, PRINTED},
        {"subtitle", "A second line below the title.", false, PRINTED},
        {"date",
         "The date of publication, 2015-10-31: printed and in the files' metadata.",
         true,
         {.type = YAML_TYPE_DATE}},
        {"publisher", "Who publishes, as it is printed in the imprint.", false, PRINTED},
        {"licence", "The licence of the publications, such as CC BY 4.0.", false, PRINTED},
        {"notice", "A sentence that is printed in every publication.", false, PRINTED},
        {"authors",
         "The authors' names, as they are printed.",
         false,
         {.type = YAML_TYPE_LIST, .item = &printed}},
        {"funders",
         "The funders: a list of maps with a name each.",
         false,
         {.type = YAML_TYPE_LIST, .item = &funder}},
        END};

static const struct yaml_shape type = {.type = YAML_TYPE_CHOICE,
                                       .choices = "text,int,real,percent,bool,date,year"};

static const struct yaml_key source_keys[] = {
        {"source",
         "The source plugin that reads it, such as csv.",
         true,
         {.type = YAML_TYPE_TEXT, .hook = "source-names"}},
        {"path",
         "The file with the data, from the folder of strom.yml, or a list of files whose rows "
         "follow each other.",
         false,
         {.type = YAML_TYPE_ONE_OR_LIST, .item = &text}},
        {"codebook",
         "What the codes in the columns mean: a file, an XLSForm, a REDCap dictionary or a CSV.",
         false, TEXT},
        {"sensitive",
         "Say whether single persons could be recognised in the data: true or false.",
         true,
         {.type = YAML_TYPE_BOOL}},
        {"numbers",
         "How numbers are written, shown by one: \"1 234,5\".",
         false,
         {.type = YAML_TYPE_TEXT, .hook = "numbers"}},
        {"dates",
         "How dates are written: a pattern such as dd.mm.yyyy, or a list of them.",
         false,
         {.type = YAML_TYPE_ONE_OR_LIST, .item = &text}},
        {"null",
         "What means that there is no value: a word, or a list of them.",
         false,
         {.type = YAML_TYPE_ONE_OR_LIST, .item = &text}},
        {"yes",
         "What means yes in columns of the type bool: a word, or a list of them.",
         false,
         {.type = YAML_TYPE_ONE_OR_LIST, .item = &text}},
        {"no",
         "What means no in columns of the type bool: a word, or a list of them.",
         false,
         {.type = YAML_TYPE_ONE_OR_LIST, .item = &text}},
        {"types",
         "The types of columns: text, int, real, percent, bool, date or year; others are found.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &type}},
        {"total-row",
         "Whether a last row that sums the others is kept or dropped.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "keep,drop"}},
        {"notes-below",
         "Whether rows below the table that look like notes are kept or dropped.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "keep,drop"}},
        {"weight",
         "The column that says for how many cases each row stands: shares, means and medians are "
         "weighted by it.",
         false, TEXT},
        {"checks",
         "What must hold of its rows; all that do not are told.",
         false,
         {.type = YAML_TYPE_MAP, .keys = yaml_shape_check_keys}},
        {"options",
         "The source plugin's options: strom plugins NAME lists them.",
         false,
         {.type = YAML_TYPE_SETTINGS}},
        END};
static const struct yaml_shape source = {.type = YAML_TYPE_MAP, .keys = source_keys,
                                         .hook = "source-options"};

static const struct yaml_shape texts = {.type = YAML_TYPE_LIST, .item = &text};
static const struct yaml_shape link_places = {.type = YAML_TYPE_MAP_OF, .item = &text};

static const struct yaml_key cover_keys[] = {
        {"spine",
         "The thickness of the book's back: it lies between the last page and the first.",
         false,
         {.type = YAML_TYPE_LENGTH}},
        {"back",
         "What is on the back cover: nothing, or the last page.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "blank,last"}},
        END};

static const struct yaml_shape texts_or_file = {.type = YAML_TYPE_ONE_OR_LIST, .item = &text};

static const struct yaml_key document_keys[] = {
        {"layout",
         "The layout plugin that makes its pages, such as report.",
         true,
         {.type = YAML_TYPE_TEXT, .hook = "layout-names"}},
        {"theme", "The theme: fonts, colours and spacing.", true, TEXT},
        {"text",
         "Its Markdown: a file, a list of files, or a folder.",
         true,
         {.type = YAML_TYPE_ONE_OR_LIST, .item = &text}},
        {"title", "Its title, where it is not the project's.", false, PRINTED},
        {"subtitle", "Its subtitle, where it is not the project's.", false, PRINTED},
        {"description", "What it is about, in a sentence: for the files' metadata.", false,
         PRINTED},
        {"date", "Its date, where it is not the project's.", false, {.type = YAML_TYPE_DATE}},
        {"isbn", "Its International Standard Book Number, printed and in the files' metadata.",
         false, TEXT},
        {"editions",
         "One edition a language, or one a country and language; or its own languages.",
         false,
         {.type = YAML_TYPE_CHOICE_OR_LIST, .choices = "languages,countries", .item = &text}},
        {"typography",
         "Whether typed quotation marks, dashes and the like are printed as the language does; "
         "true where it is not said.",
         false,
         {.type = YAML_TYPE_BOOL}},
        {"attachments",
         "Whether the rows of tables from data are attached to the PDF as CSV; true where it is "
         "not said.",
         false,
         {.type = YAML_TYPE_BOOL}},
        {"bibliography", "The works that its text cites: a file of CSL-JSON.", false, TEXT},
        {"cover",
         "For print: the first page becomes a cover with a spine, in a file of its own.",
         false,
         {.type = YAML_TYPE_MAP, .keys = cover_keys}},
        {"pages-multiple-of",
         "For print: empty pages are added until their number divides by this.",
         false,
         {.type = YAML_TYPE_INT, .min = 1, .max = 64}},
        {"options",
         "The layout plugin's options: strom plugins NAME lists them.",
         false,
         {.type = YAML_TYPE_SETTINGS}},
        END};
static const struct yaml_shape document = {.type = YAML_TYPE_MAP, .keys = document_keys,
                                           .hook = "layout-options"};

static const struct yaml_key value_keys[] = {
        {"query", "The SQL that gives the value: one row of one column.", true, TEXT},
        {"max",
         "none: a percent above 100 is meant.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "none"}},
        END};
static const struct yaml_shape value = {
        .type = YAML_TYPE_ONE_OR_MAP, .item = &text, .keys = value_keys};

static const struct yaml_shape format = {.type = YAML_TYPE_CHOICE, .choices = "zip"};
static const struct yaml_shape profile = {.type = YAML_TYPE_CHOICE, .choices = "screen,print"};
static const struct yaml_key deliver_keys[] = {
        {"formats",
         "The archives to pack: a zip.",
         false,
         {.type = YAML_TYPE_LIST, .item = &format}},
        {"profiles",
         "What the PDFs are for: screens, the press, or both.",
         false,
         {.type = YAML_TYPE_LIST, .item = &profile}},
        END};

static const struct yaml_shape mark = {.type = YAML_TYPE_CHOICE, .choices = "crop,colours,page"};
static const struct yaml_key print_keys[] = {
        {"condition", "The printing condition, such as FOGRA39: paper, press and inks.", false,
         TEXT},
        {"profile", "The condition's ICC profile: a file, where the printer gave one.", false,
         TEXT},
        {"bleed", "How far colours go beyond the cut.", false, {.type = YAML_TYPE_LENGTH}},
        {"marks",
         "What stands around the page: crop marks, bars of colour, a line that names the page.",
         false,
         {.type = YAML_TYPE_LIST, .item = &mark}},
        {"black",
         "Whether black prints on what lies below it, or makes room for itself.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "overprint,knockout"}},
        {"charts",
         "Whether charts are printed in colour, or in black alone, with patterns.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "colour,black"}},
        {"ink-limit",
         "The percent of ink that the paper takes, all four together.",
         false,
         {.type = YAML_TYPE_INT, .min = 100, .max = 400}},
        {"resolution",
         "Pictures of fewer pixels an inch are reported.",
         false,
         {.type = YAML_TYPE_INT, .min = 1, .max = 2400}},
        END};

static const struct yaml_key pictures_keys[] = {
	{"screen", "The most pixels an inch in files for screens; 150 is enough.", false,
	 {.type = YAML_TYPE_INT, .min = 36, .max = 2400}},
	{"print", "The most pixels an inch in files for the press; 300 is enough.", false,
	 {.type = YAML_TYPE_INT, .min = 36, .max = 2400}},
	END};

static const struct yaml_key project_keys[] = {
        {"project",
         "Say what the project is: id, title, date.",
         true,
         {.type = YAML_TYPE_MAP, .keys = about_keys}},
        {"language", "Say in which language the texts are written, such as en.", true, TEXT},
        {"languages",
         "The languages of documents with 'editions: languages'.",
         false,
         {.type = YAML_TYPE_LIST, .item = &text}},
        {"hyphenation",
         "Words with their hyphens, by language: a list of them, or a file with one a line.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &texts_or_file}},
        {"links",
         "Where a link leads in other languages: {https://example.org/en: {lv: "
         "https://example.org/lv}}.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &link_places}},
        {"translations", "The folder of the PO files: po/DOCUMENT.LANGUAGE.po.", false, TEXT},
        {"countries",
         "The languages of each country's edition: {LV: [lv, ru, en]}.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &texts}},
        {"plugins",
         "Folders with plugins, besides the installed ones.",
         false,
         {.type = YAML_TYPE_LIST, .item = &text}},
        {"data",
         "The data, each source under the name that queries use.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &source, .names = YAML_NAMES_NAME}},
        {"protect",
         "Disclosure control of sensitive data; not available yet.",
         false,
         {.type = YAML_TYPE_ANY}},
        {"views",
         "Tables that queries make of other tables, by name.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &yaml_shape_view, .names = YAML_NAMES_NAME}},
        {"measures",
         "Conditions and numbers of tables, named for texts: {survey.trained.share}.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &yaml_shape_measures, .names = YAML_NAMES_NAME}},
        {"values",
         "Names for single values, each with the query that gives it.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &value, .names = YAML_NAMES_NAME}},
        {"documents",
         "Say what to make: each document with its layout, theme and text.",
         true,
         {.type = YAML_TYPE_MAP_OF, .item = &document, .names = YAML_NAMES_ID}},
        {"print",
         "How the files for the press are made.",
         false,
         {.type = YAML_TYPE_MAP, .keys = print_keys}},
        {"pictures",
         "Pictures of more pixels an inch are brought down to these; without it they are not.",
         false,
         {.type = YAML_TYPE_MAP, .keys = pictures_keys}},
        {"deliver",
         "What goes into the parcel.",
         false,
         {.type = YAML_TYPE_MAP, .keys = deliver_keys}},
        END};

const struct yaml_shape yaml_shape_project = {.type = YAML_TYPE_MAP, .keys = project_keys};
