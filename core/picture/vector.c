/* Opening the module that reads vector pictures. */
#include "picture/vector.h"

#include <dlfcn.h>

const struct vector_reader *vector_open(struct arena *a, struct diags *d, struct span at)
{
	str path = path_join(a, place_root(a), S("lib/strom/vector.so"));
	void *module = dlopen(arena_cstr(a, path), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	const struct vector_reader *reader = module ? dlsym(module, "strom_vector") : NULL;
	if (reader && reader->size == sizeof *reader)
		return reader;
	const char *why = reader ? "it is of another version" : dlerror();
	diag_error(d, at, "picture/no-reader",
	           "what reads SVG and PDF pictures cannot be opened: %s",
	           why ? why : "it is damaged");
	diag_hint(d, "Install Strom again, and the packages librsvg2-2 and libqpdf29.");
	return NULL;
}

bool vector_fonts(struct arena *a, struct diags *d, struct vector_fonts *out)
{
	const struct font_face *own;
	struct stand_ins others = {0};
	if (!manifest_list(a, d, &own, &out->own) || !stand_ins_load(a, d, &others))
		return false;
	out->n = out->own + others.faces_n;
	struct font_face *all = arena_array(a, struct font_face, out->n);
	memcpy(all, own, out->own * sizeof *own);
	memcpy(all + out->own, others.faces, others.faces_n * sizeof *own);
	out->faces = all;
	return true;
}
