/* What the install's own plugins are, found out when Strom was built.
 *
 * The index lies beside them, and whoever can write there can write the plugins too. An entry is
 * believed where its name is the file's, and its build-id that of the file: the linker makes that
 * out of all that it links. What a process opens later says again what it is (plugin_open). */
#include "plugin/parts.h"

#include "base/file.h"

#define HEAD S("strom plugins 1\n")
#define MOST_INDEX ((uint64_t)1 << 20)

static void take_entry(struct arena *a, str name, str id, str words, candidate_list *list, str own)
{
	for (size_t i = 0; i < list->n; i++) {
		struct candidate *c = &list->at[i];
		str real = str_of(c->real);
		if (!c->good || c->known || !id.len || !str_eq(id, c->id) ||
		    !str_eq(name, path_name(real)) || !str_eq(path_folder(real), own))
			continue;
		/* What cannot be read, the file itself will tell. */
		c->known = plugin_unpack(a, diags_new(a), (struct span){0}, &words, &c->plugin);
	}
}

void candidates_from_index(struct arena *a, str folder, candidate_list *list)
{
	struct diags *none = diags_new(a);
	char *real = realpath(arena_cstr(a, folder), NULL);
	str rest, name, id, words, own = arena_str(a, str_of(real));
	str path = path_join(a, own, S("index"));
	free(real);
	if (!own.len || !file_exists(path) || candidate_open_to_all(none, path) ||
	    !file_map_as(a, none, FILE_GIVEN, (struct span){0}, path, MOST_INDEX, &rest) ||
	    !str_starts(rest, HEAD))
		return;
	rest = str_from(rest, HEAD.len);
	while (buf_take_slice(&rest, &name) && buf_take_slice(&rest, &id) &&
	       buf_take_slice(&rest, &words))
		take_entry(a, name, id, words, list, own);
}

bool plugins_index(struct arena *a, struct diags *d, str folder, struct buf *out)
{
	candidate_list found = {0};
	seen_folders seen = {0};
	if (!candidates_find(a, d, folder, true, &seen, &found))
		return false;
	candidates_probe(a, d, &found);
	buf_put(out, HEAD);
	for (size_t i = 0; i < found.n; i++) {
		struct buf words = {0};
		if (!found.at[i].good || !found.at[i].id.len)
			continue;
		plugin_pack(&found.at[i].plugin, &words);
		buf_slice(out, path_name(str_of(found.at[i].real)));
		buf_slice(out, found.at[i].id);
		buf_slice(out, buf_str(&words));
		buf_drop(&words);
	}
	return !diag_errors(d);
}
