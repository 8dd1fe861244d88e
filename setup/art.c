/* Reads a theme's art ahead, when Strom is built: see core/picture/art.h.
 * usage: strom_art SVG OUT */
#include "picture/art.h"

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct diags *d = diags_new(a);
	struct buf out = {0};
	str path = str_of(argc == 3 ? argv[1] : ""), bytes;
	bool good = argc == 3 && file_map(a, d, (struct span){0}, path, 0, &bytes)
	            && art_make(a, d, (struct span){0}, path, bytes, &out);
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
