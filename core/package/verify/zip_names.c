/* The directory of a zip (APPNOTE.TXT 6.3.10, 4.3.12 to 4.3.16): names and where their files begin.
 */
#include "package/verify/zip_names.h"

struct zip_name { str name; uint64_t offset; size_t number; };

static uint64_t number_at(str bytes, size_t at, size_t len)
{
	uint64_t n = 0;
	for (size_t i = len; i; i--)
		n = n << 8 | (at + i <= bytes.len ? (unsigned char)bytes.ptr[at + i - 1] : 0);
	return n;
}

enum { END = 22, END_64 = 56, LOCATOR = 20, ENTRY = 46, MOST_COMMENT = 65535 };
#define ALL_32 0xFFFFFFFFu

/* Where the record of the directory's end begins; SIZE_MAX: nowhere. */
static size_t find_end(str zip)
{
	for (size_t back = END; back <= zip.len && back <= END + MOST_COMMENT; back++)
		if (str_starts(str_from(zip, zip.len - back), S("PK\5\6")))
			return zip.len - back;
	return SIZE_MAX;
}

/* The directory. What stands before the zip (a program that unpacks it) shifts it all. */
static str find_directory(str zip)
{
	size_t end = find_end(zip);
	if (end == SIZE_MAX)
		return S("");
	uint64_t size = number_at(zip, end + 12, 4);
	if (end >= LOCATOR + END_64 && str_starts(str_from(zip, end - LOCATOR), S("PK\6\7"))) {
		end -= LOCATOR + END_64;
		if (!str_starts(str_from(zip, end), S("PK\6\6")))
			return S("");
		size = number_at(zip, end + 40, 8);
	}
	return size <= end ? str_sub(zip, end - size, end) : S("");
}

/* In a zip of more than 4 GB the offset stands in an extra field, after the sizes that are there.
 */
static uint64_t offset_of(str entry, str extra)
{
	uint64_t offset = number_at(entry, 42, 4);
	size_t before =
	        8 * ((number_at(entry, 24, 4) == ALL_32) + (number_at(entry, 20, 4) == ALL_32));
	while (offset == ALL_32 && extra.len >= 4) {
		if (number_at(extra, 0, 2) == 1)
			return number_at(extra, 4 + before, 8);
		extra = str_from(extra, 4 + number_at(extra, 2, 2));
	}
	return offset;
}

static int by_offset(const void *a, const void *b)
{
	const struct zip_name *l = a, *r = b;
	if (l->offset != r->offset)
		return l->offset < r->offset ? -1 : 1;
	return l->number < r->number ? -1 : l->number > r->number;
}

size_t verify_zip_names(struct arena *a, str zip, const str **names)
{
	vec(struct zip_name) found = {0};
	str rest = find_directory(zip);
	while (rest.len >= ENTRY && str_starts(rest, S("PK\1\2"))) {
		size_t name = number_at(rest, 28, 2), extra = number_at(rest, 30, 2);
		uint64_t offset =
		        offset_of(rest, str_sub(rest, ENTRY + name, ENTRY + name + extra));
		vec_push(a, &found,
		         (struct zip_name){str_sub(rest, ENTRY, ENTRY + name), offset, found.n});
		rest = str_from(rest, ENTRY + name + extra + number_at(rest, 32, 2));
	}
	if (found.n)
		qsort(found.at, found.n, sizeof *found.at, by_offset);
	str *list = arena_array(a, str, found.n);
	for (size_t i = 0; i < found.n; i++)
		list[i] = found.at[i].name;
	*names = list;
	return found.n;
}
