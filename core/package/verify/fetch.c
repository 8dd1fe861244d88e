/* fetch.txt (RFC 8493, 2.2.3): files that are to be fetched before the bag is whole. */
#include "package/verify/bagpath.h"
#include "package/verify/parts.h"
#include "package/verify/tagtext.h"

struct bag_hole *verify_hole(struct bag *b, str name)
{
	uint32_t i = (uint32_t)b->holes.all.n;
	if (!b->holes.names)
		b->holes.names = map_new(b->arena);
	if (map_add(b->holes.names, name, &i))
		vec_push(b->arena, &b->holes.all, (struct bag_hole){.name = name, .url = S("")});
	return &b->holes.all.at[i];
}

/* "scheme:..." (RFC 3986, 4.3). */
static bool is_absolute(str url)
{
	str scheme = str_until(url, ':');
	if (!scheme.len || scheme.len + 1 >= url.len)
		return false;
	for (size_t i = 0; i < scheme.len; i++) {
		char c = (char)(scheme.ptr[i] | 0x20);
		if (!(c >= 'a' && c <= 'z') && (!i || !str_has(S("0123456789+-."), scheme.ptr[i])))
			return false;
	}
	return true;
}

static bool is_length(str s)
{
	if (str_eq(s, S("-")))
		return true;
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return s.len > 0;
}

static void take_line(struct bag *b, size_t number, str line)
{
	str url, length, name = line, clean;
	bool plain;
	if (!tagtext_word(&name, &url) || !tagtext_word(&name, &length) || !name.len ||
	    !is_absolute(url) || !is_length(length)) {
		verify_fault(b, "bag/fetch-line",
		             "line %zu of fetch.txt is not an address, a length and a name",
		             number);
		return;
	}
	str decoded = bagpath_decode(b->arena, name, bag_is_strict(b));
	if (!bagpath_clean(b->arena, decoded, &clean, &plain)) {
		verify_fault(b, "bag/bad-name",
		             "line %zu of fetch.txt names '%.*s', which leads out of the bag",
		             number, STR_ARG(utf8_prefix(decoded, 1000)));
		return;
	}
	if (!str_starts(clean, S("data/"))) {
		verify_fault(b, "bag/bad-name",
		             "line %zu of fetch.txt names '%.*s', which is not below data/", number,
		             STR_ARG(utf8_prefix(clean, 1000)));
		return;
	}
	if (!verify_find(b, clean))
		verify_hole(b, clean)->url = url;
	vec_push(b->arena, &b->holes.fetched, clean);
}

void verify_check_fetch(struct bag *b)
{
	struct bag_file *f = verify_find(b, S("fetch.txt"));
	str text, line;
	bool mark;
	if (!f)
		return;
	if (!tagtext_read(b->arena, f->text, b->claims.encoding, &text, &mark)) {
		verify_fault(b, "bag/encoding", "fetch.txt is not text in %.*s",
		             STR_ARG(b->claims.encoding));
		return;
	}
	for (size_t number = 1; tagtext_line(&text, &line); number++)
		take_line(b, number, line);
}
