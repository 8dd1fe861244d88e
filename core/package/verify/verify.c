/* Judging a bag (RFC 8493): what is there, what it says of itself, and whether both agree. */
#include "package/verify/verify.h"

#include "base/file.h"
#include "package/verify/parts.h"

enum { MOST_ENTRIES = 1000000 };
/* What an archive may unpack to: text shrinks to a tenth, tables to a fiftieth. */
#define MOST_BYTES ((uint64_t)1 << 30)
enum { MOST_TIMES = 100 };

/* libarchive keeps a zip's directory in memory: its entries are counted before. */
static bool few_entries(str zip)
{
	size_t n = 0;
	if (!str_starts(zip, S("PK")))
		return true;
	for (str rest = zip; n <= MOST_ENTRIES; n++) {
		size_t at = str_find(rest, S("PK\1\2"));
		if (at == SIZE_MAX)
			return true;
		rest = str_from(rest, at + 4);
	}
	return false;
}

static bool open_bag(struct bag *b, str path, str *bytes)
{
	*bytes = S("");
	if (folder_exists(path)) {
		b->most_bytes = UINT64_MAX;
		b->at.file = diag_file(b->diags, path, DIAG_SECRET);
		b->reader = packed_folder(b->arena, b->diags, b->at, path);
		return b->reader != NULL;
	}
	if (!file_map_as(b->arena, b->diags, FILE_GIVEN, (struct span){0}, path, 0, bytes))
		return false;
	/* Not secret, but no lines of text either: an archive's are never shown. */
	b->at.file = diag_file(b->diags, path, DIAG_SECRET);
	b->archive = true;
	b->most_bytes = MOST_BYTES + bytes->len * MOST_TIMES;
	if (!few_entries(*bytes))
		return verify_fault(b, "bag/too-large", "there are more than %d files",
		                    MOST_ENTRIES);
	b->reader = packed_bytes(b->arena, *bytes);
	return true;
}

static void judge(struct bag *b)
{
	if (!verify_collect(b))
		return;
	verify_declare(b);
	if (!verify_manifests(b) || !verify_sum(b))
		return;
	verify_check_fetch(b);
	verify_check_manifests(b);
	verify_check_listed(b);
	verify_check_info(b);
	verify_check_names(b);
}

static void more(struct bag *b)
{
	if (b->faults > BAG_MOST_REPORTS)
		diag_error(b->diags, b->at, "bag/more-faults", "%zu more faults are not shown",
		           b->faults - BAG_MOST_REPORTS);
	if (b->warnings > BAG_MOST_REPORTS)
		diag_warn(b->diags, b->at, "bag/more-faults", "%zu more warnings are not shown",
		          b->warnings - BAG_MOST_REPORTS);
}

static str sums_of(struct arena *a, const struct bag *b)
{
	struct buf names = {0};
	for (size_t i = 0; i < b->manifests.n; i++) {
		str name = b->manifests.at[i].name;
		if (b->manifests.at[i].tags || !b->manifests.at[i].hash)
			continue;
		buf_put(&names, names.len ? S(", ") : S(""));
		buf_put(&names, str_sub(name, sizeof "manifest-" - 1, name.len - 4));
	}
	str list = arena_str(a, buf_str(&names));
	buf_drop(&names);
	return list;
}

bool verify_bag(struct arena *arena, struct diags *d, str path, const struct verify_keys *keys,
                struct verdict *verdict)
{
	struct arena *a = arena_new();
	struct bag b = {.arena = a, .diags = d, .claims = {.major = 1, .info = S("")}};
	str bytes;
	*verdict = (struct verdict){.sums = S(""), .version = S("")};
	bool opened = open_bag(&b, path, &bytes);
	if (opened) {
		judge(&b);
		verify_check_signatures(&b, arena, keys, verdict);
	}
	verdict->own = opened && !b.faults && verify_is_own(&b, bytes);
	more(&b);
	for (size_t i = 0; i < b.files.n; i++)
		verdict->files += b.files.at[i].payload;
	verdict->sums = sums_of(arena, &b);
	verdict->version = arena_printf(arena, "%d.%d", b.claims.major, b.claims.minor);
	arena_drop(a);
	return opened && !b.faults;
}
