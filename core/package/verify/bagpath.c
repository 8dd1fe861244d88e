/* Names in a bag, as RFC 8493 has them. */
#include "package/verify/bagpath.h"

#include <unicode/ucasemap.h>
#include <unicode/unorm2.h>

/* Whether any of the parts is so. */
static bool some_part(str name, bool (*is)(str))
{
	for (;;) {
		str part = str_until(name, '/');
		if (is(part))
			return true;
		if (part.len == name.len)
			return false;
		name = str_from(name, part.len + 1);
	}
}

/* ---- Where a path leads ---- */

static bool is_up(str part)
{
	return str_eq(part, S(".."));
}

bool bagpath_climbs(str name)
{
	return some_part(name, is_up);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The parts between backslashes, which are folders for Windows. */
static bool climbs_by_backslash(str name)
{
	if (!str_has(name, '\\'))
		return false;
	for (;;) {
		str part = str_until(name, '\\');
		if (str_eq(part, S("..")) || str_ends(part, S("/..")) || str_starts(part, S("../")))
			return true;
		if (part.len == name.len)
			return false;
		name = str_from(name, part.len + 1);
	}
}

static bool leads_elsewhere(str name)
{
	if (!name.len || utf8_check(name) < name.len || str_has(name, 0))
		return true;
	char first = name.ptr[0];
	return first == '/' || first == '\\' || first == '~' ||
	       (name.len > 1 && is_letter(first) && name.ptr[1] == ':') ||
	       climbs_by_backslash(name);
}

bool bagpath_clean(struct arena *a, str name, str *clean, bool *plain)
{
	char *out = arena_alloc(a, name.len + 2);
	size_t n = 0, depth = 0;
	*clean = name;
	*plain = true;
	if (leads_elsewhere(name))
		return false;
	for (str rest = name;;) {
		str part = str_until(rest, '/');
		if (str_eq(part, S(".."))) {
			if (!depth--)
				return false;
			while (n && out[--n] != '/')
				;
		} else if (part.len && !str_eq(part, S("."))) {
			if (depth++)
				out[n++] = '/';
			memcpy(out + n, part.ptr, part.len);
			n += part.len;
		}
		if (part.len == rest.len)
			break;
		rest = str_from(rest, part.len + 1);
	}
	*clean = (str){out, n};
	*plain = str_eq(*clean, name);
	return n > 0;
}

/* ---- Encoding ---- */

static bool escape_at(str name, size_t i, char digit, str letters)
{
	return i + 2 < name.len && name.ptr[i] == '%' && name.ptr[i + 1] == digit &&
	       str_has(letters, name.ptr[i + 2]);
}

str bagpath_decode(struct arena *a, str name, bool percent)
{
	if (!str_has(name, '%'))
		return name;
	char *out = arena_alloc(a, name.len + 1);
	size_t n = 0;
	for (size_t i = 0; i < name.len; i++, n++) {
		char c = escape_at(name, i, '0', S("Aa"))             ? '\n'
		         : escape_at(name, i, '0', S("Dd"))           ? '\r'
		         : percent && escape_at(name, i, '2', S("5")) ? '%'
		                                                      : 0;
		out[n] = c ? c : name.ptr[i];
		i += c ? 2 : 0;
	}
	return (str){out, n};
}

/* ---- Likeness ---- */

static bool is_ascii(str name)
{
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.ptr[i] >= 0x80)
			return false;
	return true;
}

/* By ICU, from and to UTF-8; the name itself where that cannot be. */
static str normal(struct arena *a, str name, const UNormalizer2 *form, UErrorCode status)
{
	int32_t len = (int32_t)name.len, most = len * 3 + 16;
	if (U_FAILURE(status) || name.len > 100000)
		return name;
	UChar *wide = arena_array(a, UChar, (size_t)len + 1),
	      *out = arena_array(a, UChar, (size_t)most);
	char *bytes = arena_alloc(a, (size_t)most * 3);
	int32_t n = 0;
	u_strFromUTF8(wide, len + 1, &n, name.ptr, len, &status);
	n = unorm2_normalize(form, wide, n, out, most, &status);
	u_strToUTF8(bytes, most * 3, &len, out, n, &status);
	return U_SUCCESS(status) ? (str){bytes, (size_t)len} : name;
}

str bagpath_composed(struct arena *a, str name)
{
	UErrorCode status = U_ZERO_ERROR;
	return is_ascii(name) ? name : normal(a, name, unorm2_getNFCInstance(&status), status);
}

static str lower(struct arena *a, str name)
{
	char *out = arena_cstr(a, name);
	for (size_t i = 0; i < name.len; i++)
		if (out[i] >= 'A' && out[i] <= 'Z')
			out[i] = (char)(out[i] | 0x20);
	return (str){out, name.len};
}

str bagpath_alike(struct arena *a, str name)
{
	UErrorCode status = U_ZERO_ERROR;
	if (is_ascii(name))
		return lower(a, name);
	/* NFC after folding compares as canonical caseless matching does (Unicode, 3.13, D145). */
	str parted = normal(a, name, unorm2_getNFDInstance(&status), status);
	UCaseMap *map = ucasemap_open("", 0, &status);
	int32_t most = (int32_t)parted.len * 3 + 16;
	char *out = arena_alloc(a, (size_t)most);
	int32_t n = ucasemap_utf8FoldCase(map, out, most, parted.ptr, (int32_t)parted.len, &status);
	ucasemap_close(map);
	return U_SUCCESS(status) ? bagpath_composed(a, (str){out, (size_t)n}) : name;
}

/* ---- Names that some systems do not have ---- */

static bool is_reserved(str part)
{
	static const char *const names[] = {"con", "prn", "aux", "nul", "com", "lpt"};
	char low[4] = {0};
	str stem = str_until(part, '.');
	if (stem.len < 3 || stem.len > 4)
		return false;
	for (size_t i = 0; i < 3; i++)
		low[i] = (char)(stem.ptr[i] | 0x20);
	for (size_t i = 0; i < 6; i++)
		if (!memcmp(low, names[i], 3) &&
		    (i < 4 ? stem.len == 3
		           : stem.len == 4 && stem.ptr[3] >= '1' && stem.ptr[3] <= '9'))
			return true;
	return false;
}

static bool part_not_windows(str part)
{
	for (size_t i = 0; i < part.len; i++)
		if ((unsigned char)part.ptr[i] < 0x20 || str_has(S("<>:\"|?*\\"), part.ptr[i]))
			return true;
	return is_reserved(part) || str_ends(part, S(".")) || str_ends(part, S(" "));
}

bool bagpath_not_windows(str name)
{
	return some_part(name, part_not_windows);
}

static bool same_letters(str part, const char *lowered)
{
	for (size_t i = 0; i < part.len; i++)
		if (!lowered[i] ||
		    (is_letter(part.ptr[i]) ? part.ptr[i] | 0x20 : part.ptr[i]) != lowered[i])
			return false;
	return !lowered[part.len];
}

static bool part_of_system(str part)
{
	static const char *const names[] = {
		".ds_store", "thumbs.db", "desktop.ini", "__macosx", ".spotlight-v100", ".trashes",
		".fseventsd", "$recycle.bin", ".temporaryitems", "ehthumbs.db", ".directory",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (same_letters(part, names[i]))
			return true;
	return str_starts(part, S("._"));
}

bool bagpath_of_system(str name)
{
	return some_part(name, part_of_system);
}
