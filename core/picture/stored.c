/* What all readers of pictures share: the size of what a file stores, and what is said of a broken
 * one. */
#include "picture/parts.h"

struct extent picture_stored(const struct picture_info *info)
{
	return info->turn < 5 ? (struct extent){info->w, info->h}
	                      : (struct extent){info->h, info->w};
}

bool picture_broken(struct diags *d, const struct picture *p, const char *why)
{
	diag_error(d, p->path_at, "picture/broken", "'%.*s' cannot be read: %s",
	           STR_ARG(path_name(p->path)), why);
	diag_hint(d, "Save the picture again from the program that made it.");
	return false;
}
