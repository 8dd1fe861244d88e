/* Which files there are; the text of the bag's own; checksums of all. The input is hostile: names
 * are cleaned before they are used, bytes counted as they come, links told and never followed. */
#include "package/verify/parts.h"

#include "base/file.h"
#include "package/verify/bagpath.h"

enum { MOST_FILES = 1000000 };
#define MOST_TEXT ((uint64_t)256 << 20)         /* bytes of the bag's own text files */

static bool too_large(struct bag *b)
{
	return verify_fault(b, "bag/too-large", "the files would unpack to more than %llu MB",
	                 (unsigned long long)(b->most_bytes >> 20));
}

static bool unreadable(struct bag *b, str after)
{
	str why = packed_error(b->reader);
	if (!b->archive)
		return verify_fault(b, "bag/unreadable", "'%.*s' cannot be read: %.*s",
		                    STR_ARG(after), STR_ARG(why));
	if (after.len)
		return verify_fault(b, "bag/unreadable",
		                    "the archive cannot be read after '%.*s': %.*s", STR_ARG(after),
		                    STR_ARG(why));
	return verify_fault(b, "bag/unreadable", "neither a zip nor a tar that can be read: %.*s",
	                 STR_ARG(why));
}

/* ---- Names ---- */

static str last_part(str name)
{
	for (size_t i = name.len; i; i--)
		if (name.ptr[i - 1] == '/')
			return str_from(name, i);
	return name;
}

/* The bag's own files that have a form. */
static bool is_tag(str name)
{
	name = last_part(name);
	return str_eq(name, S("bagit.txt")) || str_eq(name, S("bag-info.txt")) ||
	       str_eq(name, S("package-info.txt")) || str_eq(name, S("fetch.txt")) ||
	       ((str_starts(name, S("manifest-")) || str_starts(name, S("tagmanifest-"))) &&
	        str_ends(name, S(".txt")));
}

static bool refuse_kind(struct bag *b, str name, enum packed_what kind)
{
	return verify_fault(b, "bag/not-a-file", "'%.*s' is %s", STR_ARG(name),
	                    kind == PACKED_LINK     ? "a link"
	                    : kind == PACKED_LOCKED ? "encrypted"
	                                            : "no plain file");
}

/* What a tar's hard link has the bytes of. */
static uint32_t same_as(struct bag *b, str target)
{
	str clean;
	bool plain;
	uint32_t i;
	return bagpath_clean(b->arena, target, &clean, &plain) && map_get(b->names, clean, &i)
	               ? i + 1
	               : 0;
}

static bool take_file(struct bag *b, str clean, const struct packed_entry *e)
{
	uint32_t number = (uint32_t)b->files.n;
	struct bag_file f = {.path = arena_str(b->arena, clean)};
	if (e->kind == PACKED_SAME && !(f.same = same_as(b, e->target)))
		return verify_fault(b, "bag/not-a-file",
		                    "'%.*s' is a link to '%.*s', which is not there before it",
		                    STR_ARG(clean), STR_ARG(e->target));
	if (f.same)
		f.text = b->files.at[f.same - 1].text;
	if (!map_add(b->names, f.path, &number))
		return verify_fault(b, "bag/duplicate-file", "'%.*s' is in the archive twice",
		                    STR_ARG(clean));
	vec_push(b->arena, &b->files, f);
	return true;
}

static void take_folder(struct bag *b, str clean)
{
	str below = str_from(clean, str_until(clean, '/').len + 1);
	if (str_eq(clean, S("data")) || str_eq(below, S("data")))
		vec_push(b->arena, &b->folders, arena_str(b->arena, clean));
}

static void take_entry(struct bag *b, const struct packed_entry *e)
{
	str clean;
	bool plain;
	str name = str_ends(e->name, S("/")) ? str_sub(e->name, 0, e->name.len - 1) : e->name;
	if (e->listed.len)
		verify_fault(b, "bag/container",
		             "the zip's directory lists '%.*s', which calls itself '%.*s'",
		             STR_ARG(utf8_prefix(e->listed, 1000)),
		             STR_ARG(utf8_prefix(name, 1000)));
	if (e->kind == PACKED_FOLDER && (str_eq(name, S(".")) || !name.len))
		return;
	if (bagpath_climbs(name) || !bagpath_clean(b->arena, name, &clean, &plain)) {
		verify_fault(b, "bag/bad-name",
		             "a file is called '%.*s', which leads out of the bag",
		             STR_ARG(utf8_prefix(name, 1000)));
		return;
	}
	if (e->kind == PACKED_FOLDER)
		take_folder(b, clean);
	else if (e->kind == PACKED_FILE || e->kind == PACKED_SAME)
		take_file(b, clean, e);
	else
		refuse_kind(b, clean, e->kind);
}

/* ---- Bytes ---- */

static bool read_pieces(struct bag *b, struct bag_file *f, uint64_t *total, struct buf *text)
{
	enum packed_step step;
	str piece;
	while ((step = packed_data(b->reader, &piece)) != PACKED_END) {
		if (step == PACKED_FAULT)
			return unreadable(b, f->path);
		*total += piece.len;
		buf_put(text, piece);
		if (*total > MOST_TEXT || *total > b->most_bytes)
			return too_large(b);
	}
	return true;
}

static bool read_text(struct bag *b, struct bag_file *f, uint64_t *total)
{
	struct buf text = {0};
	bool good = read_pieces(b, f, total, &text);
	f->text = arena_str(b->arena, buf_str(&text));
	buf_drop(&text);
	return good;
}

static bool read_names(struct bag *b)
{
	struct packed_entry e;
	enum packed_step step;
	uint64_t total = 0;
	for (size_t n = 0; (step = packed_next(b->reader, &e)) == PACKED_MORE; n++) {
		size_t before = b->files.n;
		if (n >= MOST_FILES)
			return verify_fault(b, "bag/too-large", "there are more than %d files",
			                    MOST_FILES);
		take_entry(b, &e);
		if (b->files.n == before)
			continue;
		struct bag_file *f = &b->files.at[before];
		if ((is_tag(f->path) || str_ends(f->path, S(".minisig"))) && !f->same &&
		    !read_text(b, f, &total))
			return false;
	}
	if (step == PACKED_FAULT)
		return unreadable(b, b->files.n ? b->files.at[b->files.n - 1].path : S(""));
	return b->files.n || b->faults ||
	       verify_fault(b, "bag/unreadable", "there are no files in it");
}

/* ---- The bag's folder ---- */

static bool marks_bag(str name)
{
	return str_eq(name, S("bagit.txt")) ||
	       (is_tag(name) && str_has(name, '-') && !str_has(name, '/') &&
	        !str_ends(name, S("-info.txt")));
}

/* The archive's top, or the folder there in which a bag's own files stand; if none do, the only
 * one. */
static str find_base(const struct bag *b)
{
	str found = S(""), first = S("");
	bool only = true;
	for (size_t i = 0; i < b->files.n; i++) {
		str path = b->files.at[i].path, top = str_until(path, '/');
		if (top.len == path.len && marks_bag(path))
			return S("");
		str below = str_from(path, top.len + 1);
		if (!found.len && top.len < path.len && marks_bag(below))
			found = top;
		only = only && top.len < path.len && (!i || str_eq(top, first));
		first = top;
	}
	return found.len ? found : only && !str_eq(first, S("data")) ? first : S("");
}

static bool put_beside(struct bag *b, str path)
{
	if (bagpath_of_system(path))
		verify_warn(b, "bag/system-file",
		            "'%.*s' beside the bag is an operating system's own", STR_ARG(path));
	else
		verify_fault(b, "bag/outside", "'%.*s' lies outside the bag's folder '%.*s'",
		             STR_ARG(path), STR_ARG(b->base));
	return false;
}

/* Names become those below the bag's folder. */
static void settle_base(struct bag *b)
{
	b->base = find_base(b);
	b->names = map_new(b->arena);
	for (size_t i = 0; i < b->files.n; i++) {
		struct bag_file *f = &b->files.at[i];
		uint32_t number = (uint32_t)i;
		f->name = f->path;
		if (b->base.len && !(f->path.len > b->base.len && str_starts(f->path, b->base) &&
		                     f->path.ptr[b->base.len] == '/')) {
			put_beside(b, f->path);
			f->name = S("");
			continue;
		}
		if (b->base.len)
			f->name = str_from(f->path, b->base.len + 1);
		f->payload = str_starts(f->name, S("data/"));
		b->has_data = b->has_data || f->payload;
		map_add(b->names, f->name, &number);
	}
	str data = b->base.len ? path_join(b->arena, b->base, S("data")) : S("data");
	for (size_t i = 0; i < b->folders.n; i++)
		b->has_data = b->has_data || str_eq(b->folders.at[i], data);
}

bool verify_collect(struct bag *b)
{
	b->names = map_new(b->arena);
	if (!read_names(b))
		return false;
	settle_base(b);
	return true;
}

struct bag_file *verify_find(struct bag *b, str name)
{
	uint32_t i;
	return map_get(b->names, name, &i) ? &b->files.at[i] : NULL;
}

/* ---- Checksums ---- */

static bool sum_file(struct bag *b, struct checksums *sums, struct bag_file *f, uint64_t *total)
{
	enum packed_step step;
	str piece;
	checksums_begin(sums);
	f->size = 0;
	while ((step = packed_data(b->reader, &piece)) != PACKED_END) {
		if (step == PACKED_FAULT)
			return unreadable(b, f->path);
		f->size += piece.len;
		*total += piece.len;
		if (*total > b->most_bytes)
			return too_large(b);
		checksums_put(sums, piece);
	}
	for (size_t i = 0; i < b->hashes_n; i++)
		f->sums[i] = checksums_end(sums, b->arena, i);
	return true;
}

/* The second reading has the files of the first, in their order; what was no file has none. */
static struct bag_file *file_at(struct bag *b, size_t *next, str path)
{
	str clean;
	bool plain;
	if (*next == b->files.n || !bagpath_clean(b->arena, path, &clean, &plain) ||
	    !str_eq(b->files.at[*next].path, clean))
		return NULL;
	return &b->files.at[(*next)++];
}

static void take_sums(struct bag *b)
{
	for (size_t i = 0; i < b->files.n; i++) {
		struct bag_file *f = &b->files.at[i];
		if (!f->same)
			continue;
		f->size = b->files.at[f->same - 1].size;
		memcpy(f->sums, b->files.at[f->same - 1].sums, sizeof f->sums);
	}
}

bool verify_sum(struct bag *b)
{
	struct checksums *sums = checksums_new(b->arena, b->hashes, b->hashes_n);
	struct packed_entry e;
	enum packed_step step;
	uint64_t total = 0;
	size_t next = 0;
	packed_again(b->reader);
	while ((step = packed_next(b->reader, &e)) == PACKED_MORE) {
		struct bag_file *f = e.kind == PACKED_FILE || e.kind == PACKED_SAME
		                             ? file_at(b, &next, e.name)
		                             : NULL;
		if (f && !f->same && !sum_file(b, sums, f, &total))
			return false;
	}
	take_sums(b);
	return step == PACKED_END || unreadable(b, S(""));
}
