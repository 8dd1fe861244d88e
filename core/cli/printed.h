/* What editions print and where it comes from, as JSON: values.json of a delivery, and strom diff.
 */
#ifndef STROM_PRINTED_H
#define STROM_PRINTED_H

#include "cli/session.h"

/* In a child: all editions' values, tables and texts. False: reported. */
bool printed_put(struct session *, struct buf *json);
/* The same, in a child of its own; it lives as long as the session. Returns an exit code. */
int printed_json(struct session *, str *json);
/* The tables of a query, the files that they are of, and what views stand between, as JSON members.
 */
void printed_origin(struct session *, struct tables *, struct arena *, str sql, struct buf *);

extern const struct yaml_shape printed_shape;

#endif
