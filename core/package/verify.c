/* Checking a delivery. Three readings of one mapped file:
 *
 * 1. every file's SHA-256, and the text of the bag's own files;
 * 2. what these say, against what is there;
 * 3. the whole zip against the one that we would write of these files: headers and directory have
 *    no checksum of their own.
 *
 * The input is hostile: names are checked before they are shown or compared, and files are stored,
 * so that together they can never be larger than the zip. */
#include "package/bag.h"
#include "package/zip.h"

#include <stdarg.h>

enum { MOST_FILES = 1000000, MOST_FAULTS = 100 };
#define MOST_TAG ((size_t)256 << 20)    /* bytes of one of the bag's own text files */

enum tag { DECLARATION, INFO, MANIFEST, TAG_MANIFEST, TAGS };
static const str tag_names[TAGS] = {{"bagit.txt", 9}, {"bag-info.txt", 12},
                                    {"manifest-sha256.txt", 19}, {"tagmanifest-sha256.txt", 22}};

struct check {
	struct arena *arena;
	struct diags *diags;
	struct span at;
	str zip, folder;
	vec(struct bag_file) files;
	struct map *names;
	str tags[TAGS];
	uint64_t total, payload;
	size_t payload_n, faults;
};

__attribute__((format(printf, 3, 4)))
static bool fault(struct check *c, const char *code, const char *format, ...)
{
	char message[1400];
	va_list args;
	if (c->faults++ >= MOST_FAULTS)
		return false;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	return diag_error(c->diags, c->at, code, "%s", message);
}

/* ---- 1. Reading ---- */

static int tag_of(str name)
{
	for (int i = 0; i < TAGS; i++)
		if (str_eq(name, tag_names[i]))
			return i;
	return -1;
}

static bool too_large(struct check *c)
{
	return fault(c, "bag/too-large", "the files are larger than the zip itself");
}

static bool read_file(struct check *c, struct zip_in *zip, struct bag_file *f)
{
	struct hash_state state;
	struct buf text = {0};
	enum zip_step step;
	int tag = tag_of(f->name);
	bool good = true;
	hash_begin(&state);
	for (str piece; good && (step = zip_in_data(zip, &piece)) != ZIP_END;) {
		if (step == ZIP_FAULT) {
			good = fault(c, "bag/unreadable", "'%.*s' cannot be read: %.*s", STR_ARG(f->name),
			             STR_ARG(zip_in_error(zip)));
			break;
		}
		hash_put(&state, piece);
		f->size += piece.len;
		c->total += piece.len;
		if (c->total > c->zip.len || (tag >= 0 && f->size > MOST_TAG))
			good = too_large(c);
		else if (tag >= 0)
			buf_put(&text, piece);
	}
	f->hash = hash_end(&state);
	if (tag >= 0)
		c->tags[tag] = arena_str(c->arena, buf_str(&text));
	buf_drop(&text);
	return good;
}

/* "FOLDER/name": the same folder for all. */
static bool take_name(struct check *c, str path, bool regular, struct bag_file *f)
{
	uint32_t number = (uint32_t)c->files.n;
	if (!regular && str_ends(path, S("/")))
		path.len--;
	if (!bag_name_good(path))
		return fault(c, "bag/bad-name", "the zip holds a file whose name is not allowed in a delivery");
	if (!regular)
		return fault(c, "bag/not-a-file", "'%.*s' is no plain file", STR_ARG(path));
	str folder = str_until(path, '/');
	if (!c->folder.len)
		c->folder = arena_str(c->arena, folder);
	if (folder.len == path.len || !str_eq(folder, c->folder))
		return fault(c, "bag/bad-name", "'%.*s' lies outside the delivery's folder", STR_ARG(path));
	f->name = arena_str(c->arena, str_from(path, folder.len + 1));
	if (!map_add(c->names, f->name, &number))
		return fault(c, "bag/duplicate-file", "'%.*s' is in the zip twice", STR_ARG(f->name));
	return true;
}

static bool read_entry(struct check *c, struct zip_in *zip, str path, bool regular)
{
	struct bag_file f = {0};
	if (!take_name(c, path, regular, &f))
		return false;
	bool good = read_file(c, zip, &f);
	if (str_starts(f.name, S("data/"))) {
		c->payload += f.size;
		c->payload_n++;
	}
	vec_push(c->arena, &c->files, f);
	return good;
}

/* libarchive keeps the zip's directory in memory: its entries are counted before. */
static bool few_files(str zip)
{
	size_t n = 0;
	for (str rest = zip; n <= MOST_FILES;) {
		size_t at = str_find(rest, S("PK\1\2"));
		if (at == SIZE_MAX)
			return true;
		rest = str_from(rest, at + 4);
		n++;
	}
	return false;
}

/* Names cannot be told apart after a fault in the zip's structure, so the first one ends it. */
static bool read_zip(struct check *c)
{
	if (!few_files(c->zip))
		return fault(c, "bag/too-large", "the zip has more than %d files", MOST_FILES);
	struct zip_in *zip = zip_in_new(c->arena, c->zip);
	if (!zip)
		return fault(c, "bag/unreadable", "out of memory");
	for (;;) {
		str path;
		bool regular;
		enum zip_step step = zip_in_next(zip, &path, &regular);
		if (step == ZIP_END)
			return true;
		if (step == ZIP_FAULT && c->files.n)
			return fault(c, "bag/unreadable", "the zip cannot be read after '%.*s': %.*s",
			             STR_ARG(c->files.at[c->files.n - 1].name), STR_ARG(zip_in_error(zip)));
		if (step == ZIP_FAULT)
			return fault(c, "bag/unreadable", "not a zip that can be read: %.*s",
			             STR_ARG(zip_in_error(zip)));
		if (!read_entry(c, zip, path, regular))
			return false;
	}
}

/* ---- 2. Manifests ---- */

static struct bag_file *find(struct check *c, str name)
{
	uint32_t i;
	return map_get(c->names, name, &i) ? &c->files.at[i] : NULL;
}

static void check_line(struct check *c, enum tag manifest, size_t number, str line)
{
	struct hash hash;
	str name;
	bool payload = manifest == MANIFEST;
	if (!bag_take_line(c->arena, line, &hash, &name) || !bag_name_good(name) ||
	    str_starts(name, S("data/")) != payload) {
		fault(c, "bag/manifest-line", "line %zu of %s is not a checksum and a file's name", number,
		      tag_names[manifest].ptr);
		return;
	}
	struct bag_file *f = find(c, name);
	if (!f) {
		fault(c, "bag/missing-file", "'%.*s' is missing", STR_ARG(name));
		diag_hint(c->diags, "%s lists it on line %zu.", tag_names[manifest].ptr, number);
	} else if (f->listed) {
		fault(c, "bag/manifest-line", "line %zu of %s lists '%.*s' again", number,
		      tag_names[manifest].ptr, STR_ARG(name));
	} else if (memcmp(hash.bytes, f->hash.bytes, sizeof hash.bytes)) {
		fault(c, "bag/checksum", "'%.*s' is not what was delivered", STR_ARG(name));
		diag_hint(c->diags, "Its SHA-256 differs from line %zu of %s: fetch the delivery again.", number,
		          tag_names[manifest].ptr);
	}
	if (f)
		f->listed = true;
}

static void check_manifest(struct check *c, enum tag manifest)
{
	str rest = c->tags[manifest], line;
	for (size_t number = 1; str_next_line(&rest, &line); number++)
		check_line(c, manifest, number, line);
}

static void check_listed(struct check *c)
{
	for (size_t i = 0; i < c->files.n; i++) {
		const struct bag_file *f = &c->files.at[i];
		if (f->listed || str_eq(f->name, tag_names[TAG_MANIFEST]))
			continue;
		fault(c, "bag/unlisted-file", "'%.*s' is in no manifest", STR_ARG(f->name));
		diag_hint(c->diags, "It was not part of the delivery when that was packed.");
	}
}

static bool check_tags_there(struct check *c)
{
	bool good = true;
	for (int i = 0; i < TAGS; i++)
		if (!find(c, tag_names[i]))
			good = fault(c, "bag/missing-file", "'%s' is missing", tag_names[i].ptr);
	return good;
}

static void check_declaration(struct check *c)
{
	struct buf b = {0};
	bag_put_declaration(&b);
	if (!str_eq(buf_str(&b), c->tags[DECLARATION]))
		fault(c, "bag/declaration", "bagit.txt does not declare BagIt 1.0 in UTF-8");
	buf_drop(&b);
}

static void check_sum(struct check *c)
{
	str value = S("");
	str here = arena_printf(c->arena, "%llu.%zu", (unsigned long long)c->payload, c->payload_n);
	if (!bag_info_value(c->tags[INFO], S("Payload-Oxum"), &value) || !str_eq(value, here))
		fault(c, "bag/payload-sum", "bag-info.txt counts '%.*s', but the delivery has '%.*s'",
		      STR_ARG(utf8_prefix(value, 60)), STR_ARG(here));
}

/* ---- 3. Headers ---- */

struct compared {
	struct check *check;
	size_t at;
	const char *where;              /* the file that is being written; NULL: the directory */
};

static bool compare(void *context, str bytes)
{
	struct compared *to = context;
	str here = str_sub(to->check->zip, to->at, to->at + bytes.len);
	size_t same = 0;
	while (same < here.len && here.ptr[same] == bytes.ptr[same])
		same++;
	to->at += same;
	return same == bytes.len;
}

static bool copy_file(struct zip_in *in, struct zip_out *out, str path, uint64_t size)
{
	enum zip_step step;
	if (!zip_out_file(out, path, size))
		return false;
	for (str piece; (step = zip_in_data(in, &piece)) != ZIP_END;)
		if (step == ZIP_FAULT || !zip_out_data(out, piece))
			return false;
	return zip_out_file_end(out);
}

static bool copy_zip(struct compared *to, struct zip_in *in, struct zip_out *out)
{
	struct check *c = to->check;
	str path;
	bool regular;
	for (size_t i = 0; i < c->files.n; i++) {
		to->where = c->files.at[i].name.ptr;
		if (zip_in_next(in, &path, &regular) != ZIP_FILE ||
		    !copy_file(in, out, path, c->files.at[i].size))
			return false;
	}
	to->where = NULL;
	return zip_out_end(out);
}

/* Compares as it is written: no second zip is ever kept. */
static void check_headers(struct check *c)
{
	struct compared to = {.check = c};
	int64_t time = 0;
	str date = S("");
	if (!bag_info_value(c->tags[INFO], S("Bagging-Date"), &date) || !bag_time(date, &time)) {
		fault(c, "bag/no-date", "bag-info.txt has no Bagging-Date from 1980 to 2037");
		return;
	}
	struct arena *a = arena_new();
	struct zip_in *in = zip_in_new(a, c->zip);
	struct zip_out *out = zip_out_new(a, time, compare, &to);
	if (!in || !out || !copy_zip(&to, in, out) || to.at != c->zip.len) {
		if (to.where)
			fault(c, "bag/container", "the zip is altered at byte %zu, in the header of '%s'", to.at,
			      to.where);
		else
			fault(c, "bag/container", "the zip is altered at byte %zu, in its directory", to.at);
		diag_hint(c->diags, "The files in it are whole, but it is not the zip that was packed: it may "
		          "have been packed again.");
	}
	arena_drop(a);
}

/* ---- All ---- */

static void check_bag(struct check *c)
{
	if (!read_zip(c) || !check_tags_there(c))
		return;
	check_declaration(c);
	check_manifest(c, MANIFEST);
	check_manifest(c, TAG_MANIFEST);
	check_listed(c);
	check_sum(c);
	if (!c->faults)
		check_headers(c);
}

bool package_verify(struct arena *arena, struct diags *d, str path, size_t *files)
{
	struct arena *a = arena_new();
	/* Not secret, but no lines of text either: a zip's are never shown. */
	struct check c = {.arena = a, .diags = d, .names = map_new(a)};
	(void)arena;
	*files = 0;
	if (!file_map(a, d, (struct span){0}, path, 0, &c.zip)) {
		arena_drop(a);
		return false;
	}
	c.at.file = diag_file(d, path, DIAG_SECRET);
	check_bag(&c);
	if (c.faults > MOST_FAULTS)
		diag_error(d, c.at, "bag/more-faults", "%zu more faults are not shown",
		           c.faults - MOST_FAULTS);
	*files = c.payload_n;
	arena_drop(a);
	return !c.faults;
}
