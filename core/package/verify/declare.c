/* What a bag says of itself: bagit.txt (RFC 8493, 2.1.1) and bag-info.txt (2.2.2). */
#include "package/verify/parts.h"
#include "package/verify/tagtext.h"

/* ---- bagit.txt ---- */

static bool is_digits(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return s.len > 0 && s.len < 6;
}

static bool take_version(struct bag *b, str version)
{
	str major = str_until(version, '.'), minor = str_from(version, major.len + 1);
	int64_t numbers[2];
	if (!is_digits(major) || !is_digits(minor) || !str_to_int(major, &numbers[0]) ||
	    !str_to_int(minor, &numbers[1]))
		return verify_fault(b, "bag/declaration",
		                    "bagit.txt says BagIt-Version '%.*s', not two numbers",
		                    STR_ARG(utf8_prefix(version, 60)));
	int m = b->claims.major = (int)numbers[0], n = b->claims.minor = (int)numbers[1];
	if ((m == 1 && !n) || (!m && n >= 93 && n <= 97))
		return true;
	return verify_fault(b, "bag/version",
	                    "BagIt %d.%d cannot be judged, only 0.93 to 0.97 and 1.0", m, n);
}

/* Case counts as little as it does in ABNF. */
static bool has_label(str line, str label)
{
	for (size_t i = 0; i < label.len; i++)
		if (i >= line.len || (line.ptr[i] | 0x20) != (label.ptr[i] | 0x20))
			return false;
	return true;
}

static bool take_value(struct bag *b, str *rest, str label, str *value)
{
	str line = S("");
	if (!tagtext_line(rest, &line) || !has_label(line, label))
		return verify_fault(b, "bag/declaration", "bagit.txt lacks the line '%.*s...'",
		                    STR_ARG(label));
	*value = str_from(line, label.len);
	if (str_eq(str_trim(*value), *value) && value->len)
		return true;
	return verify_fault(b, "bag/declaration",
	                    "bagit.txt has no value, or white space around it, after '%.*s'",
	                    STR_ARG(label));
}

static bool take_encoding(struct bag *b, str encoding)
{
	b->claims.encoding = encoding;
	if (tagtext_known(encoding))
		return true;
	b->claims.encoding = S("UTF-8");
	return verify_fault(b, "bag/encoding",
	                    "bagit.txt names an encoding '%.*s' that is not known",
	                    STR_ARG(utf8_prefix(encoding, 60)));
}

void verify_declare(struct bag *b)
{
	struct bag_file *f = verify_find(b, S("bagit.txt"));
	str version, encoding, rest = f ? f->text : S("");
	b->claims.major = 1;
	b->claims.encoding = S("UTF-8");
	if (!f) {
		verify_fault(b, "bag/missing-file", "'bagit.txt' is missing");
		return;
	}
	if (str_starts(rest, S("\xEF\xBB\xBF")) || utf8_check(rest) < rest.len) {
		verify_fault(b, "bag/declaration",
		             "bagit.txt is not UTF-8 without a byte-order mark");
		return;
	}
	if (!take_value(b, &rest, S("BagIt-Version: "), &version) || !take_version(b, version) ||
	    !take_value(b, &rest, S("Tag-File-Character-Encoding: "), &encoding) ||
	    !take_encoding(b, encoding))
		return;
	if (rest.len)
		verify_must(b, "bag/declaration", "bagit.txt has more than two lines");
}

/* ---- bag-info.txt ---- */

static bool same_label(str a, str b)
{
	return a.len == b.len && has_label(a, b);
}

/* "007" is 7. */
static str plain_number(str digits)
{
	while (digits.len > 1 && *digits.ptr == '0')
		digits = str_from(digits, 1);
	return digits;
}

static void check_oxum(struct bag *b, str value, size_t times)
{
	uint64_t bytes = 0, n = 0;
	for (size_t i = 0; i < b->files.n; i++) {
		bytes += b->files.at[i].payload ? b->files.at[i].size : 0;
		n += b->files.at[i].payload;
	}
	str here = arena_printf(b->arena, "%llu.%llu", (unsigned long long)bytes,
	                        (unsigned long long)n);
	str octets = str_until(value, '.'),
	    said = arena_printf(b->arena, "%.*s.%.*s", STR_ARG(plain_number(octets)),
	                        STR_ARG(plain_number(str_from(value, octets.len + 1))));
	if (times > 1)
		verify_must(b, "bag/info", "bag-info.txt has Payload-Oxum more than once");
	/* What is still to come is reported by name, and cannot be counted. */
	if (!str_eq(said, here) && !b->holes.all.n)
		verify_fault(b, "bag/payload-sum",
		             "bag-info.txt counts '%.*s', but the bag has '%.*s'",
		             STR_ARG(utf8_prefix(value, 60)), STR_ARG(here));
}

/* "Label: value". BagIt 1.0 has no space before the colon and one after it; older bags any. */
static bool check_line(struct bag *b, size_t number, str line, str *label, str *value)
{
	*label = str_until(line, ':');
	*value = str_from(line, label->len + 1);
	if (label->len == line.len || !str_trim(*label).len) {
		verify_must(b, "bag/info", "line %zu of %.*s is not a label, a colon and a value",
		            number, STR_ARG(b->claims.info_name));
		return false;
	}
	if (bag_is_strict(b) && (str_trim(*label).len < label->len ||
	                         (value->len && value->ptr[0] != ' ' && value->ptr[0] != '\t')))
		verify_must(b, "bag/info",
		            "line %zu of %.*s has white space other than one space after the colon",
		            number, STR_ARG(b->claims.info_name));
	*label = str_trim(*label);
	*value = str_trim(*value);
	return true;
}

/* Which of the elements that a bag should say once alone (2.2.2); ONCE: none. */
enum { OXUM, ONCE = 5 };

static size_t once_of(str label)
{
	static const char *const once[ONCE] = {"Payload-Oxum", "Bagging-Date", "Bag-Size",
	                                       "Bag-Group-Identifier", "Bag-Count"};
	size_t i = 0;
	while (i < ONCE && !same_label(label, str_of(once[i])))
		i++;
	return i;
}

static void check_info(struct bag *b, str text)
{
	str oxum = S(""), label = S(""), value;
	size_t times[ONCE + 1] = {0}, number = 1, which = ONCE;
	for (str line; tagtext_line(&text, &line); number++) {
		bool goes_on =
		        number > 1 && (str_starts(line, S(" ")) || str_starts(line, S("\t")));
		if (goes_on && which == OXUM && !oxum.len)
			oxum = str_trim(line);
		if (goes_on)
			continue;
		bool said = check_line(b, number, line, &label, &value);
		which = said ? once_of(label) : ONCE;
		if (times[which]++ == 1 && which != OXUM && which != ONCE && bag_is_strict(b))
			verify_warn(b, "bag/info", "%.*s has %.*s more than once",
			            STR_ARG(b->claims.info_name), STR_ARG(label));
		oxum = which == OXUM ? value : oxum;
	}
	if (times[OXUM])
		check_oxum(b, oxum, times[OXUM]);
}

void verify_check_info(struct bag *b)
{
	b->claims.info_name = bag_is_strict(b) || b->claims.minor >= 96 ? S("bag-info.txt")
	                                                                : S("package-info.txt");
	struct bag_file *f = verify_find(b, b->claims.info_name);
	bool mark;
	if (!f)
		return;
	if (!tagtext_read(b->arena, f->text, b->claims.encoding, &b->claims.info, &mark))
		verify_must(b, "bag/encoding", "%.*s is not text in %.*s",
		            STR_ARG(b->claims.info_name), STR_ARG(b->claims.encoding));
	else
		check_info(b, b->claims.info);
}
