/* What the files of this room tell each other. For this room only. */
#ifndef STROM_PLUGIN_PARTS_H
#define STROM_PLUGIN_PARTS_H

#include "plugin/plugin.h"

/* Copies a struct that begins with its size: as much as the sender's size covers, the rest zero.
 * `from` may be larger (a newer sender) or smaller (an older one). */
void plugin_copy_sized(void *to, size_t to_size, const void *from, size_t from_size);

/* A description into a plugin, checked. False: reported at `at`. */
bool plugin_describe(struct diags *, struct span at, const struct strom_plugin *, struct plugin *);

enum { OPTION_SHOWN = 60 };              /* of a wrong value, so many bytes are quoted */

/* Text as the type of `declared` has it, range and choices included. False: reported at `at`. */
bool option_parse(struct diags *, struct span at, const struct strom_option *declared, str text,
                  struct option_value *out);
/* False, and reported: the text is no value of the option's type. */
bool option_wrong_type(struct diags *, struct span at, const struct strom_option *declared, str text);

#endif
