/* What the files that read strom.yml tell each other. For this room only. */
#ifndef STROM_PROJECT_PARTS_H
#define STROM_PROJECT_PARTS_H

#include "project/shape.h"
#include "project/theme.h"

typedef vec(struct said) said_list;

/* countries: one of them. */
struct country {
	struct said code;
	said_list languages;
};

struct trust_list;

struct project_loader {
	struct arena *arena;
	struct diags *diags;
	const struct yaml *root;
	struct project *p;
	vec(struct country) countries;
	said_list languages;             /* of documents with 'editions: languages' */
	const struct consent *consent;   /* NULL: none */
	struct inputs *inputs;           /* what may be read */
};

/* ---- said.c ---- */

struct said said_at(const struct yaml *map, const char *key);
/* The same as a path, joined with the project's folder; empty stays empty. */
struct said said_path(struct project_loader *, const struct yaml *map, const char *key);
/* The texts of a list, or of a single text. */
said_list said_items(struct project_loader *, const struct yaml *);
/* The same as paths, joined with the project's folder. Empty ones are left out. */
said_list said_paths(struct project_loader *, const struct yaml *map, const char *key);

/* ---- trust_hosts.c ---- */

void trust_take_hosts(struct arena *, const struct yaml *list, struct trust_list *);
void trust_put_hosts(const struct trust_list *, struct buf *out);

/* ---- What each file reads ---- */

/* checks: under a source or view; NULL: it has none. */
const struct checks_said *project_load_checks(struct project_loader *, const struct yaml *owner);

/* A plugin's options, under `options:` of its owner, checked by the plugin's declarations. plugin
 * NULL: false, and its caller has reported. */
bool project_load_options(struct project_loader *, const struct plugin *,
                          const struct yaml_entry *owner, struct options *);

/* Reports that a name is taken, with the reason; false. */
bool project_reserved(struct project_loader *, const struct said *name, const char *why);

/* plugins: and the installed ones; folders that the project brings are opened with consent alone.
 */
void project_load_plugins(struct project_loader *, const struct consent *);

/* funders: with the rules that they name. */
void project_load_funders(struct project_loader *, const struct yaml *list);

/* Each must have a pack, and stand there once. */
void project_check_languages(struct project_loader *, const said_list *);
void project_load_languages(struct project_loader *);    /* language, languages, countries */
void project_load_hyphenation(struct project_loader *);          /* hyphenation, after them */
void project_load_links(struct project_loader *);                /* links, after them */
/* Whether an edition may be in it. */
bool project_has_language(const struct project_loader *, str tag);
void project_load_data(struct project_loader *);                 /* data, protect, values */
void project_load_measures(struct project_loader *);             /* views, measures, after it */
void project_load_documents(struct project_loader *);            /* documents and their editions */
void project_load_deliver(struct project_loader *);              /* deliver, print */
/* Its digits are checked: false, reported, where they are none. Empty: it has none. */
bool project_load_isbn(struct project_loader *, const struct yaml *map, struct said *isbn);
void project_load_binding(struct project_loader *, const struct yaml *document,
                          struct document_spec *);

#endif
