/* Writing a delivery: the payload is hashed first, as the manifests stand before it in the zip. */
#include "package/bag.h"
#include "package/zip_file.h"

struct package_writer {
	struct arena *arena;
	struct diags *diags;
	const struct project *project;
	struct zip_file zip;
	const struct delivered *sources;        /* in the order of files */
	struct bag_line *files;
	size_t n;
	uint64_t bytes;
};

/* ---- What is delivered ---- */

static int by_name(const void *a, const void *b)
{
	return str_cmp(((const struct delivered *)a)->name, ((const struct delivered *)b)->name);
}

static str folded(struct arena *a, str name)
{
	char *copy = arena_cstr(a, name);
	for (size_t i = 0; i < name.len; i++)
		if (copy[i] >= 'A' && copy[i] <= 'Z')
			copy[i] = (char)(copy[i] | 0x20);
	return (str){copy, name.len};
}

static bool bad_name(struct package_writer *w, str name)
{
	diag_error(w->diags, w->project->at, "package/bad-name",
	           "'%.*s' cannot be a file's name in a delivery", STR_ARG(name));
	diag_hint(w->diags, "Names are relative, without '..', '\\', '%%' and control characters.");
	return false;
}

/* Names that differ in capital letters alone would overwrite each other on some systems. */
static bool names_good(struct package_writer *w)
{
	struct map *seen = map_new(w->arena);
	size_t met = diag_met(w->diags);
	for (size_t i = 0; i < w->n; i++) {
		str name = w->sources[i].name;
		uint32_t other = (uint32_t)i;
		/* RFC 8493 encodes the percent sign in manifests, but common readers do not decode
		 * it. */
		if (!bag_name_good(name) || str_has(name, '%'))
			bad_name(w, name);
		else if (!map_add(seen, folded(w->arena, name), &other))
			diag_error(w->diags, w->project->at, "package/same-name",
			           "two files of the delivery are called '%.*s'", STR_ARG(name));
	}
	return diag_met(w->diags) == met;
}

static bool take_bytes(struct package_writer *w, struct arena *scratch, size_t i, str *bytes)
{
	const struct delivered *f = &w->sources[i];
	*bytes = f->made;
	return !f->path.len ||
	       file_map_as(scratch, w->diags, FILE_GIVEN, w->project->at, f->path, 0, bytes);
}

static bool hash_file(struct package_writer *w, size_t i)
{
	struct arena *scratch = arena_new();
	str bytes;
	bool good = take_bytes(w, scratch, i, &bytes);
	if (good) {
		w->files[i] = (struct bag_line){
			.name = arena_printf(w->arena, "data/%.*s", STR_ARG(w->sources[i].name)),
			.hash = hash_of(bytes), .size = bytes.len,
		};
		w->bytes += bytes.len;
	}
	arena_drop(scratch);
	return good;
}

static bool hash_files(struct package_writer *w)
{
	size_t met = diag_met(w->diags);
	w->files = arena_array(w->arena, struct bag_line, w->n);
	for (size_t i = 0; i < w->n; i++)
		hash_file(w, i);
	return diag_met(w->diags) == met;
}

/* ---- The zip ---- */

static bool put_entry(struct package_writer *w, str name, str bytes)
{
	str path = arena_printf(w->arena, "%.*s/%.*s", STR_ARG(w->project->id.text), STR_ARG(name));
	return zip_file_put(&w->zip, path, bytes);
}

static bool is_as_before(struct package_writer *w, size_t i, str bytes)
{
	struct hash hash = hash_of(bytes);
	if (!memcmp(hash.bytes, w->files[i].hash.bytes, sizeof hash.bytes))
		return true;
	return diag_error(w->diags, w->project->at, "package/file-changed",
	                  "'%.*s' changed while it was packed", STR_ARG(w->sources[i].path));
}

static bool put_payload(struct package_writer *w, size_t i)
{
	struct arena *scratch = arena_new();
	str bytes;
	bool good = take_bytes(w, scratch, i, &bytes) &&
	            is_as_before(w, i, bytes) && put_entry(w, w->files[i].name, bytes);
	arena_drop(scratch);
	return good;
}

static bool put_tags(struct package_writer *w)
{
	struct buf text[4] = {{0}};
	static const str names[] = {{"bagit.txt", 9},
	                            {"bag-info.txt", 12},
	                            {"manifest-sha256.txt", 19},
	                            {"tagmanifest-sha256.txt", 22}};
	struct bag_line tags[3];
	bag_put_declaration(&text[0]);
	bag_put_info(&text[1], w->project, w->bytes, w->n);
	bag_put_manifest(&text[2], w->files, w->n);
	/* In the order of their names, as the payload. */
	static const size_t order[] = {1, 0, 2};
	for (size_t i = 0; i < 3; i++)
		tags[i] = (struct bag_line){.name = names[order[i]],
		                            .hash = hash_of(buf_str(&text[order[i]]))};
	bag_put_manifest(&text[3], tags, 3);
	size_t n = 0;
	while (n < 4 && put_entry(w, names[n], buf_str(&text[n])))
		n++;
	for (size_t i = 0; i < 4; i++)
		buf_drop(&text[i]);
	return n == 4;
}

static bool put_bag(struct package_writer *w, int64_t time)
{
	if (!zip_file_begin(&w->zip, w->arena, time) || !put_tags(w))
		return false;
	for (size_t i = 0; i < w->n; i++)
		if (!put_payload(w, i))
			return false;
	return zip_file_end(&w->zip);
}

bool package_write(struct arena *arena, struct diags *d, const struct project *p,
                   const struct delivered *files, size_t n, struct file_out *out)
{
	int64_t time;
	(void)arena;
	if (!bag_time(p->date.text, &time)) {
		diag_error(d, p->date.at.file ? p->date.at : p->at, "package/no-date",
		           "a delivery needs the project's date, from 1980 to 2037");
		diag_hint(d, "Write it as 'date: 2015-10-31' under 'project:'.");
		return false;
	}
	if (!bag_name_good(p->id.text) || str_has(p->id.text, '/'))
		return diag_error(d, p->id.at, "package/bad-name",
		                  "'%.*s' cannot be a folder's name", STR_ARG(p->id.text));
	if (!n)
		return diag_error(d, p->at, "package/empty", "there is nothing to deliver");
	struct arena *a = arena_new();
	struct delivered *sorted = arena_array(a, struct delivered, n);
	memcpy(sorted, files, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, by_name);
	struct package_writer w = {.arena = a,
	                           .diags = d,
	                           .project = p,
	                           .zip = {.diags = d, .at = p->at, .out = out},
	                           .sources = sorted,
	                           .n = n};
	bool good = names_good(&w) && hash_files(&w) && put_bag(&w, time);
	arena_drop(a);
	return good;
}
