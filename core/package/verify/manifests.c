/* Manifests against the files (RFC 8493, 2.1.3, 2.2.1, 3). */
#include "package/verify/bagpath.h"
#include "package/verify/parts.h"
#include "package/verify/tagtext.h"

/* ---- Which there are ---- */

static size_t sum_of(struct bag *b, const struct nettle_hash *hash)
{
	for (size_t i = 0; i < b->hashes_n; i++)
		if (b->hashes[i] == hash)
			return i;
	b->hashes[b->hashes_n] = hash;
	return b->hashes_n++;
}

static bool take_manifest(struct bag *b, uint32_t file, bool tags)
{
	struct bag_file *f = &b->files.at[file];
	size_t prefix = tags ? sizeof "tagmanifest-" - 1 : sizeof "manifest-" - 1;
	str written = str_sub(f->name, prefix, f->name.len - (sizeof ".txt" - 1));
	struct bag_manifest m = {.name = f->name, .tags = tags, .file = file};
	if (b->manifests.n == BAG_MOST_SUMS)
		return verify_fault(b, "bag/too-large", "there are more than %d manifests",
		                    BAG_MOST_SUMS);
	m.hash = checksum_find(checksum_name(b->arena, written));
	if (m.hash)
		m.sum = sum_of(b, m.hash);
	if (m.hash && !str_eq(checksum_name(b->arena, written), written))
		verify_warn(b, "bag/algorithm", "'%.*s' should be called %smanifest-%.*s.txt",
		            STR_ARG(f->name), tags ? "tag" : "",
		            STR_ARG(checksum_name(b->arena, written)));
	vec_push(b->arena, &b->manifests, m);
	return true;
}

static bool is_manifest(str name, str prefix)
{
	return str_starts(name, prefix) && str_ends(name, S(".txt")) && !str_has(name, '/') &&
	       name.len > prefix.len + 4;
}

static bool can_be_checked(struct bag *b)
{
	bool some = false, known = false;
	for (size_t i = 0; i < b->manifests.n; i++) {
		some = some || !b->manifests.at[i].tags;
		known = known || (!b->manifests.at[i].tags && b->manifests.at[i].hash);
	}
	if (!some)
		return verify_fault(b, "bag/missing-file",
		                    "there is no manifest: 'manifest-sha256.txt' or another");
	for (size_t i = 0; i < b->manifests.n; i++)
		if (!b->manifests.at[i].hash && known)
			verify_warn(b, "bag/algorithm",
			            "the checksums of '%.*s' are not known and not compared",
			            STR_ARG(b->manifests.at[i].name));
	return known || verify_fault(b, "bag/algorithm",
	                             "no manifest has checksums that are known: nothing "
	                             "can be compared");
}

bool verify_manifests(struct bag *b)
{
	for (uint32_t i = 0; i < b->files.n; i++) {
		bool payload = is_manifest(b->files.at[i].name, S("manifest-"));
		if ((payload || is_manifest(b->files.at[i].name, S("tagmanifest-"))) &&
		    !take_manifest(b, i, !payload))
			return false;
	}
	return can_be_checked(b);
}

/* ---- Which file a line means ---- */

struct line {
	struct bag_manifest *manifest;
	size_t number;
	str sum, name;                  /* as bytes; decoded and cleaned */
};

static bool sum_is(const struct line *l, const struct bag_file *f)
{
	return !l->manifest->hash || str_eq(l->sum, f->sums[l->manifest->sum]);
}

static struct bag_file *find_cleaned(struct bag *b, str name)
{
	str clean;
	bool plain;
	return bagpath_clean(b->arena, name, &clean, &plain) ? verify_find(b, clean) : NULL;
}

static str slashes(struct arena *a, str name)
{
	char *out = arena_cstr(a, name);
	for (size_t i = 0; i < name.len; i++)
		if (out[i] == '\\')
			out[i] = '/';
	return (str){out, name.len};
}

/* On its way a name may have lost its case or been composed anew (6.1.1). That it is the same file
 * is only believed when its checksum says so. */
static struct bag_file *find_alike(struct bag *b, struct line *l)
{
	uint32_t i;
	if (!map_get(b->alike, bagpath_alike(b->arena, l->name), &i))
		return NULL;
	for (struct bag_file *f = &b->files.at[i];; f = &b->files.at[f->alike - 1]) {
		if (sum_is(l, f) && l->manifest->hash) {
			verify_warn(b, "bag/other-name",
			            "line %zu of %.*s calls '%.*s' what is '%.*s' here", l->number,
			            STR_ARG(l->manifest->name), STR_ARG(l->name), STR_ARG(f->name));
			return f;
		}
		if (!f->alike)
			return NULL;
	}
}

static void check_percent(struct bag *b, const struct line *l, str written)
{
	str rest = written, all = bagpath_decode(b->arena, written, true);
	size_t signs = 0, escapes = (written.len - all.len) / 2;
	for (size_t at; (at = str_find(rest, S("%"))) != SIZE_MAX; signs++)
		rest = str_from(rest, at + 1);
	if (signs != escapes && bag_is_strict(b))
		verify_fault(b, "bag/percent",
		             "line %zu of %.*s has a percent sign that is not written '%%25'",
		             l->number, STR_ARG(l->manifest->name));
}

static struct bag_file *find_file(struct bag *b, struct line *l, str written)
{
	struct bag_file *f = verify_find(b, l->name);
	if (!f && str_has(written, '%') && !(f = find_cleaned(b, written)) && !bag_is_strict(b))
		f = find_cleaned(b, bagpath_decode(b->arena, written, true));
	if (f) {
		check_percent(b, l, written);
		return f;
	}
	if (str_has(l->name, '\\') && (f = find_cleaned(b, slashes(b->arena, l->name)))) {
		verify_must(b, "bag/other-name", "line %zu of %.*s parts folders by backslashes",
		            l->number, STR_ARG(l->manifest->name));
		return f;
	}
	return find_alike(b, l);
}

/* ---- A line ---- */

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
	     : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool take_hex(struct arena *a, str hex, str *bytes)
{
	char *out = arena_alloc(a, hex.len / 2 + 1);
	for (size_t i = 0; i < hex.len; i++) {
		int d = digit(hex.ptr[i]);
		if (d < 0)
			return false;
		out[i / 2] = (char)(i % 2 ? (unsigned char)out[i / 2] | d : d << 4);
	}
	*bytes = (str){out, hex.len / 2};
	return hex.len && hex.len % 2 == 0;
}

/* md5sum and its like put a star before a name that they read as bytes (6.1.3). */
static str without_star(struct bag *b, struct line *l, str name)
{
	if (!str_starts(name, S("*")) || verify_find(b, name))
		return name;
	if (!l->manifest->starred)
		verify_warn(b, "bag/star",
		            "%.*s has a star before names, from line %zu on, as md5sum writes it",
		            STR_ARG(l->manifest->name), l->number);
	l->manifest->starred = true;
	return str_from(name, 1);
}

/* Checksum, white space, name. */
static bool part_line(struct bag *b, struct line *l, str line, str *written)
{
	const struct nettle_hash *hash = l->manifest->hash;
	str word, name = line;
	if (tagtext_word(&name, &word) && name.len && take_hex(b->arena, word, &l->sum) &&
	    (!hash || l->sum.len == checksum_bytes(hash))) {
		*written = without_star(b, l, name);
		return true;
	}
	if (str_trim(line).len)
		return verify_fault(b, "bag/manifest-line",
		                    "line %zu of %.*s is not a checksum and a file's name",
		                    l->number, STR_ARG(l->manifest->name));
	if (!l->manifest->blank)
		verify_must(b, "bag/manifest-line", "line %zu of %.*s is empty", l->number,
		         STR_ARG(l->manifest->name));
	l->manifest->blank = true;
	return false;
}

static bool bad_place(struct bag *b, const struct line *l, const char *why)
{
	return verify_fault(b, "bag/bad-name", "line %zu of %.*s names '%.*s', which %s", l->number,
	                 STR_ARG(l->manifest->name), STR_ARG(utf8_prefix(l->name, 1000)), why);
}

/* Where the name leads, and whether this manifest may speak of it. */
static bool place_good(struct bag *b, struct line *l, str written)
{
	bool plain;
	str decoded = bagpath_decode(b->arena, written, bag_is_strict(b));
	if (!bagpath_clean(b->arena, decoded, &l->name, &plain)) {
		l->name = decoded;
		return bad_place(b, l, "leads out of the bag");
	}
	if (!plain && !l->manifest->roundabout)
		verify_warn(b, "bag/roundabout",
		            "line %zu of %.*s reaches '%.*s' in a roundabout way", l->number,
		            STR_ARG(l->manifest->name), STR_ARG(l->name));
	l->manifest->roundabout = l->manifest->roundabout || !plain;
	bool payload = str_starts(slashes(b->arena, l->name), S("data/"));
	if (l->manifest->tags && payload)
		return bad_place(b, l, "no tagmanifest may list");
	if (!l->manifest->tags && !payload && (bag_is_strict(b) || b->claims.minor == 97))
		return bad_place(b, l, "is not below data/");
	if (l->manifest->tags && is_manifest(l->name, S("tagmanifest-")))
		verify_must(b, "bag/manifest-line", "line %zu of %.*s lists a tagmanifest",
		            l->number, STR_ARG(l->manifest->name));
	return true;
}

static void not_there(struct bag *b, const struct line *l)
{
	struct bag_hole *hole = verify_hole(b, l->name);
	if (hole->told)
		return;
	hole->told = true;
	if (hole->url.len) {
		verify_fault(b, "bag/to-fetch", "'%.*s' is still to be fetched", STR_ARG(l->name));
		diag_hint(b->diags, "fetch.txt says where it is: %.*s",
		          STR_ARG(utf8_prefix(hole->url, 500)));
		return;
	}
	verify_fault(b, "bag/missing-file", "'%.*s' is missing", STR_ARG(l->name));
	diag_hint(b->diags, "%.*s lists it on line %zu.", STR_ARG(l->manifest->name), l->number);
}

static void differs(struct bag *b, const struct line *l, const struct bag_file *f)
{
	verify_fault(b, "bag/checksum", "'%.*s' is not what was delivered", STR_ARG(f->name));
	diag_hint(b->diags, "Its checksum differs from line %zu of %.*s: fetch the delivery again.",
	          l->number, STR_ARG(l->manifest->name));
}

static void check_line(struct bag *b, struct bag_manifest *m, size_t number, str text)
{
	struct line l = {.manifest = m, .number = number};
	str written;
	if (!part_line(b, &l, text, &written) || !place_good(b, &l, written))
		return;
	struct bag_file *f = find_file(b, &l, written);
	if (!f) {
		not_there(b, &l);
		return;
	}
	uint32_t bit = 1u << (m - b->manifests.at);
	bool again = f->listed & bit, same = str_eq(f->name, l.name);
	f->listed |= bit;
	if (!sum_is(&l, f))
		differs(b, &l, f);
	/* Two names that lead to one file have been told as such. */
	else if (again && same && f->named & bit)
		verify_must(b, "bag/listed-twice", "line %zu of %.*s lists '%.*s' again", number,
		            STR_ARG(m->name), STR_ARG(f->name));
	if (same)
		f->named |= bit;
}

/* ---- All lines ---- */

static void check_manifest(struct bag *b, struct bag_manifest *m)
{
	str text, line;
	bool mark;
	if (!tagtext_read(b->arena, b->files.at[m->file].text, b->claims.encoding, &text, &mark)) {
		verify_fault(b, "bag/encoding", "%.*s is not text in %.*s", STR_ARG(m->name),
		             STR_ARG(b->claims.encoding));
		b->unread |= 1u << (m - b->manifests.at);
		return;
	}
	if (mark && (b->claims.encoding.ptr[0] | 0x20) == 'u' &&
	    str_ends(b->claims.encoding, S("8")))
		verify_must(b, "bag/encoding", "%.*s begins with a byte-order mark",
		            STR_ARG(m->name));
	for (size_t number = 1; tagtext_line(&text, &line); number++)
		check_line(b, m, number, line);
}

/* The files of one folded name are a chain. */
static void note_alike(struct bag *b)
{
	b->alike = map_new(b->arena);
	for (size_t i = 0; i < b->files.n; i++) {
		uint32_t first = (uint32_t)i;
		str name = b->files.at[i].name;
		if (!name.len || map_add(b->alike, bagpath_alike(b->arena, name), &first))
			continue;
		b->files.at[i].alike = b->files.at[first].alike;
		b->files.at[first].alike = (uint32_t)i + 1;
	}
}

void verify_check_manifests(struct bag *b)
{
	note_alike(b);
	for (size_t i = 0; i < b->manifests.n; i++)
		check_manifest(b, &b->manifests.at[i]);
}

/* ---- What is not listed ---- */

static uint32_t bits_of(const struct bag *b, bool tags)
{
	uint32_t bits = 0;
	for (size_t i = 0; i < b->manifests.n; i++)
		bits |= b->manifests.at[i].tags == tags ? 1u << i : 0;
	return bits;
}

static const struct bag_manifest *first_of(const struct bag *b, uint32_t bits)
{
	for (size_t i = 0; i < b->manifests.n; i++)
		if (bits >> i & 1)
			return &b->manifests.at[i];
	return NULL;
}

static void check_payload(struct bag *b, const struct bag_file *f, uint32_t all)
{
	if (all && !(f->listed & all))
		verify_fault(b, "bag/unlisted-file", "'%.*s' is in no manifest", STR_ARG(f->name));
	else if ((f->listed & all) != all && bag_is_strict(b))
		verify_fault(b, "bag/unlisted-file", "'%.*s' is not in %.*s", STR_ARG(f->name),
		          STR_ARG(first_of(b, all & ~f->listed)->name));
}

static void check_tag(struct bag *b, const struct bag_file *f, uint32_t all)
{
	if (is_manifest(f->name, S("tagmanifest-")) || verify_is_signature(f->name) || !all)
		return;
	if (is_manifest(f->name, S("manifest-")) && (f->listed & all) != all)
		verify_must(b, "bag/unlisted-file", "'%.*s' is not in %.*s", STR_ARG(f->name),
		         STR_ARG(first_of(b, all & ~f->listed)->name));
	else if (!(f->listed & all))
		verify_warn(b, "bag/unlisted-tag",
		            "'%.*s' is in no tagmanifest: nothing tells whether it is altered",
		            STR_ARG(f->name));
}

void verify_check_listed(struct bag *b)
{
	uint32_t payload = bits_of(b, false), tags = bits_of(b, true);
	/* What no one could read lists nothing, which has been told. */
	payload = payload & b->unread ? 0 : payload;
	tags &= ~b->unread;
	for (size_t i = 0; i < b->files.n; i++) {
		const struct bag_file *f = &b->files.at[i];
		if (f->payload)
			check_payload(b, f, payload);
		else if (f->name.len)
			check_tag(b, f, tags);
	}
	for (size_t i = 0; i < b->holes.fetched.n; i++) {
		str name = b->holes.fetched.at[i];
		struct bag_hole *hole = verify_find(b, name) ? NULL : verify_hole(b, name);
		if (hole && !hole->told)
			verify_fault(b, "bag/fetch-line",
			             "fetch.txt has '%.*s', which is in no manifest",
			             STR_ARG(hole->name));
	}
	if (!b->has_data && !b->holes.all.n)
		verify_fault(b, "bag/no-payload", "there is no folder data/");
}

/* ---- Names on other systems ---- */

static void check_alike(struct bag *b, const struct bag_file *f)
{
	const struct bag_file *other = &b->files.at[f->alike - 1];
	bool composed = str_eq(bagpath_composed(b->arena, f->name),
	                       bagpath_composed(b->arena, other->name));
	verify_warn(b, "bag/alike",
	            "'%.*s' and '%.*s' differ in %s alone: some systems keep one of them",
	            STR_ARG(f->name), STR_ARG(other->name),
	            composed ? "how letters are composed" : "case");
}

void verify_check_names(struct bag *b)
{
	for (size_t i = 0; i < b->files.n; i++) {
		const struct bag_file *f = &b->files.at[i];
		if (!f->name.len)
			continue;
		if (f->alike)
			check_alike(b, f);
		if (bagpath_not_windows(f->name))
			verify_warn(b, "bag/windows-name", "'%.*s' cannot be called so on Windows",
			            STR_ARG(f->name));
		if (bagpath_of_system(f->name))
			verify_warn(b, "bag/system-file",
			            "'%.*s' is an operating system's own and should not be "
			            "delivered",
			            STR_ARG(f->name));
	}
}
