/* The declarations of strom.yml, themes, language packs and the fonts' manifest. */
#ifndef STROM_SHAPE_H
#define STROM_SHAPE_H

#include "base/inputs.h"
#include "project/theme.h"
#include "project/yaml.h"

extern const struct yaml_shape yaml_shape_project;
extern const struct yaml_key yaml_shape_check_keys[];
extern const struct yaml_shape yaml_shape_view;
extern const struct yaml_shape yaml_shape_measures;   /* of one table */
extern const struct yaml_shape yaml_shape_theme;
extern const struct yaml_shape yaml_shape_style;      /* one style of a theme */
extern const struct yaml_shape yaml_shape_language;
extern const struct yaml_shape yaml_shape_funders;    /* a funder's rules */
extern const struct yaml_shape yaml_shape_fonts;
extern const struct yaml_shape yaml_shape_fallback;

/* said.c: what a file of the project's must be; false: reported as "project/missing-file",
 * with the nearest name in the same folder. */
bool project_file_wanted(struct arena *, struct diags *, enum file_role, struct span at, str path,
                         const char *what);

/* fonts.c: the faces under `families:` of a checked file. */
void manifest_families(struct arena *, const struct yaml *, str path, const struct font_face **,
                       size_t *n);

typedef vec(str) exception_list;
/* exceptions.c: words with their hyphens, from a list. False: reported ("project/bad-exception").
 */
bool project_exceptions_listed(struct arena *, struct diags *, const struct yaml *list,
                               exception_list *);

/* word_forms.c: `month-forms:` and `country-forms:` of a checked pack. False: reported. */
bool project_word_forms(struct arena *, struct diags *, const struct yaml *pack, struct language *);

#endif
