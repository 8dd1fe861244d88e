/* Finds out what the built plugins are, when Strom is built: see core/plugin/index.c.
 * usage: strom_index FOLDER OUT */
#include "base/file.h"
#include "plugin/plugin.h"

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct diags *d = diags_new(a);
	struct buf out = {0};
	bool good = argc == 3 && plugins_index(a, d, str_of(argv[1]), &out);
	struct file_out *file = good ? file_out_new(d, str_of(argv[2])) : NULL;
	good = file && file_out_put(file, buf_str(&out)) && file_out_keep(file);
	buf_clear(&out);
	if (!good) {
		diag_show(d, DIAG_PLAIN, 0, &out);
		fprintf(stderr, "%.*s", STR_ARG(buf_str(&out)));
	}
	buf_drop(&out);
	arena_drop(a);
	return !good;
}
