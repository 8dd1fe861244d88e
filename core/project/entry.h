/* Putting what was found of a source into strom.yml: its entry, or its columns' types. All other
 * bytes of the file stay, comments among them. */
#ifndef STROM_ENTRY_H
#define STROM_ENTRY_H

#include "project/project.h"

struct project_entry {
	str name;                        /* under data: */
	str plugin, path;                /* of an entry that is new */
	const struct type_spec *types;   /* only those that the entry does not have are added */
	size_t types_n;
};

/* The bytes of strom.yml with the entry; `added` is what they have more, empty where they have it
 * all. It is a sensitive source where it is new: that has to be looked at by a person. False:
 * reported. */
bool project_entry(struct arena *, struct diags *, str path, const struct project_entry *,
                   str *bytes, str *added);

/* A word as YAML takes it for a key or in braces: in quotes where it needs them. */
str yaml_word(struct arena *, str);

#endif
