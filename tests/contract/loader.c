/* usage: loader FOLDER NAME TEXT. Loads the source plugin NAME from a folder, says what it is, and
 * prints what it makes of the text. */
#include "contract/record.h"

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct diags *d = diags_new(a);
	struct record r = {0};
	struct buf out = {0};
	struct options o;
	bool good = false;
	if (argc != 4)
		return 2;
	str folder = str_of(argv[1]);
	const struct plugins *all = plugins_load(a, d, &folder, 1);
	const struct plugin *p = plugin_find(all, d, (struct span){0}, STROM_KIND_SOURCE,
	                                     str_of(argv[2]));
	if (p && option_check(a, d, p, (struct span){0}, NULL, 0, &o)) {
		good = record_source(&r, p, &o, str_of(argv[3])) && !r.wrong.len;
		printf("%.*s %.*s: %.*s\n%.*s", STR_ARG(p->name), STR_ARG(p->version),
		       STR_ARG(p->summary), STR_ARG(buf_str(&r.said)));
	}
	diag_show(d, DIAG_PLAIN, 0, &out);
	printf("%.*s", STR_ARG(buf_str(&out)));
	good = good && !diag_count(d);
	record_drop(&r);
	buf_drop(&out);
	arena_drop(a);
	return !good;
}
