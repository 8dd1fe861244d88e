/* What strom new writes of a file of data: strom.yml and a first text. */
#ifndef STROM_COMMAND_NEW_H
#define STROM_COMMAND_NEW_H

#include "data/look.h"

/* Data that were looked at, and how they are to be read. */
struct new_project {
	struct arena *arena;
	str id, title;                   /* of the project, made of the folder's name */
	str file, plugin;                /* the data's name in the folder data/, and its source */
	str codebook;                    /* the same of its code book; empty: none, or its own */
	const str *languages;            /* the first is the text's */
	size_t languages_n;
	const struct look *look; /* NULL: there are no data but those of the small project */
	const struct setting *settings;  /* the source's options */
	size_t settings_n;
	const struct type_spec *types;
	size_t types_n;
};

void command_new_yml(const struct new_project *, struct buf *out);
void command_new_text(const struct new_project *, struct buf *out);

#endif
