/* Addresses that stand in a text without any sign around them. */
#ifndef STROM_ADDRESSES_H
#define STROM_ADDRESSES_H

#include "message/origin.h"

/* Makes links of bare addresses, as GitHub does: https://example.org and http://, www.example.org,
 * name@example.org. Not in code, in links and their text, in attributes, behind a backslash, or
 * where a value is part of one. */
void markdown_link_addresses(struct arena *, str *text, struct origin *);

#endif
