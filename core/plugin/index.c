/* What the install's own plugins are, found out when Strom was built.
 *
 * The index lies beside them, and whoever can write there can write the plugins too. An entry is
 * believed where its name is the file's, and its size and time are those of the file, which then
 * need not be opened; or, where packing has changed the times, its build-id: the linker makes that
 * out of all that it links. What a process opens later says again what it is (plugin_open). */
#include "plugin/parts.h"

#include "base/file.h"

#define HEAD S("strom plugins 2\n")
#define MOST_INDEX ((uint64_t)1 << 20)

struct entry { str name, id, words; struct file_stamp stamp; };

static bool take_entry(str *rest, struct entry *e)
{
	uint64_t changed;
	bool whole = buf_take_slice(rest, &e->name) && buf_take_slice(rest, &e->id) &&
	             buf_take_u64(rest, &e->stamp.bytes) && buf_take_u64(rest, &changed) &&
	             buf_take_slice(rest, &e->words);
	if (whole)
		e->stamp.changed = (int64_t)changed;
	return whole;
}

static bool is_of(const struct entry *e, const struct candidate *c, bool by_id)
{
	if (by_id)
		return e->id.len && str_eq(e->id, c->id);
	return e->stamp.bytes == c->stamp.bytes && e->stamp.changed == c->stamp.changed;
}

static void believe(struct arena *a, const struct entry *e, candidate_list *list, str own,
                    bool by_id)
{
	for (size_t i = 0; i < list->n; i++) {
		struct candidate *c = &list->at[i];
		str real = str_of(c->real);
		if (!c->good || c->known || !is_of(e, c, by_id) ||
		    !str_eq(e->name, path_name(real)) || !str_eq(path_folder(real), own))
			continue;
		/* What cannot be read, the file itself will tell. */
		str words = e->words;
		c->known = plugin_unpack(a, diags_new(a), (struct span){0}, &words, &c->plugin);
	}
}

static void believe_all(struct arena *a, str index, candidate_list *list, str own, bool by_id)
{
	struct entry e;
	while (take_entry(&index, &e))
		believe(a, &e, list, own, by_id);
}

/* Without its first line; empty: there is none that may be believed. */
static str index_of(struct arena *a, str own)
{
	struct diags *none = diags_new(a);
	str all, path = path_join(a, own, S("index"));
	if (!own.len || !file_exists(path) || candidate_open_to_all(none, path) ||
	    !file_map_as(a, none, FILE_GIVEN, (struct span){0}, path, MOST_INDEX, &all) ||
	    !str_starts(all, HEAD))
		return S("");
	return str_from(all, HEAD.len);
}

void candidates_from_index(struct arena *a, str folder, candidate_list *list)
{
	char *real = realpath(arena_cstr(a, folder), NULL);
	str own = arena_str(a, str_of(real)), index = index_of(a, own);
	free(real);
	believe_all(a, index, list, own, false);
	candidates_check(a, list);
	believe_all(a, index, list, own, true);
}

bool plugins_index(struct arena *a, struct diags *d, str folder, struct buf *out)
{
	candidate_list found = {0};
	seen_folders seen = {0};
	if (!candidates_find(a, d, folder, true, &seen, &found))
		return false;
	candidates_check(a, &found);
	candidates_probe(a, d, &found);
	buf_put(out, HEAD);
	for (size_t i = 0; i < found.n; i++) {
		struct buf words = {0};
		if (!found.at[i].good || !found.at[i].id.len)
			continue;
		plugin_pack(&found.at[i].plugin, &words);
		buf_slice(out, path_name(str_of(found.at[i].real)));
		buf_slice(out, found.at[i].id);
		buf_u64(out, found.at[i].stamp.bytes);
		buf_u64(out, (uint64_t)found.at[i].stamp.changed);
		buf_slice(out, buf_str(&words));
		buf_drop(&words);
	}
	return !diag_errors(d);
}
