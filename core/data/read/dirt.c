/* Looking for dirt: each new text of a column is folded, and compared with those before it. */
#include "data/read/dirt.h"

#include "data/read/parts.h"

#include <iconv.h>
#include <unicode/uchar.h>

/* A column of more different texts is prose, or names: nobody counts by it. */
enum { MOST_TEXTS = 4096 };

struct dirt_text { str text; struct span at; };

struct dirt {
	struct arena *arena;
	size_t *budget;
	struct map *whole, *folded;      /* texts so far, and without what makes no difference */
	vec(struct dirt_text) texts;          /* that `folded` leads to */
	size_t wholes;
	struct dirt_pair found[3][DIRT_PAIRS];
	size_t n[3];
};

struct dirt *dirt_new(struct arena *a, size_t *budget)
{
	struct dirt *d = arena_make(a, struct dirt);
	d->arena = a;
	d->budget = budget;
	return d;
}

size_t dirt_found(const struct dirt *d, enum dirt_kind kind, const struct dirt_pair **pairs)
{
	*pairs = d->found[kind];
	return d->n[kind];
}

static void found(struct dirt *d, enum dirt_kind kind, struct dirt_pair pair)
{
	if (d->n[kind] == DIRT_PAIRS)
		return;
	pair.text = arena_str(d->arena, utf8_prefix(pair.text, READ_SAID));
	pair.other = arena_str(d->arena, utf8_prefix(pair.other, READ_SAID));
	d->found[kind][d->n[kind]++] = pair;
}

/* ---- New texts ---- */

/* Once there are too many, all are. */
static bool is_new(struct dirt *d, str text, bool *room)
{
	uint32_t i = 0;
	if (!d->whole)
		d->whole = map_new(d->arena);
	if (map_get(d->whole, text, &i))
		return false;
	*room = d->wholes < MOST_TEXTS && *d->budget;
	if (*room) {
		map_add(d->whole, arena_str(d->arena, text), &i);
		d->wholes++;
		--*d->budget;
	}
	return true;
}

/* Without spaces and what nobody sees, in small letters. */
static str folded(struct arena *a, str text)
{
	char *out = arena_alloc(a, text.len * 3 + 4);
	size_t n = 0;
	for (str rest = read_compose(a, text); rest.len;) {
		str before = rest;
		uint32_t c = utf8_next(&rest);
		if (read_trim(str_sub(before, 0, before.len - rest.len)).len)
			n += utf8_put(out + n,
			              (uint32_t)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT));
	}
	return (str){out, n};
}

static void look_for_variant(struct dirt *d, str text, struct span at)
{
	uint32_t i = (uint32_t)d->texts.n;
	if (!d->folded)
		d->folded = map_new(d->arena);
	if (map_add(d->folded, folded(d->arena, text), &i))
		vec_push(d->arena, &d->texts,
		         (struct dirt_text){arena_str(d->arena, utf8_prefix(text, READ_SAID)), at});
	else
		found(d, DIRT_VARIANT,
		      (struct dirt_pair){text, d->texts.at[i].text, at, d->texts.at[i].at});
}

/* ---- Signs that nobody sees ---- */

static bool has_unseen(str text)
{
	return read_trim(text).len != str_trim(text).len ||
	       str_find(text, S("\xE2\x80\x8B")) < text.len ||
	       str_find(text, S("\xEF\xBB\xBF")) < text.len;
}

/* ---- UTF-8 that was read as something else, and written as UTF-8 again ---- */

static bool is_lead(uint32_t c)
{
	return (c >= 0xC2 && c <= 0xF4) || (c >= 0x412 && c <= 0x434) || c == 0x106;
}

static bool may_follow(uint32_t c)
{
	return c >= 0x80 && c != UTF8_BAD && !(c >= 0xC0 && c <= 0xFF) &&
	       !(c >= 0x410 && c <= 0x44F);
}

/* Every letter that is not ASCII is one of such a pair. */
static bool is_paired(str text)
{
	size_t pairs = 0;
	while (text.len) {
		uint32_t c = utf8_next(&text);
		if (c < 0x80)
			continue;
		if (!is_lead(c) || !text.len || !may_follow(utf8_next(&text)))
			return false;
		for (str rest = text; c >= 0xE0 && rest.len && may_follow(utf8_next(&rest));)
			text = rest;
		pairs++;
	}
	return pairs > 0;
}

static str as_bytes(struct arena *a, str text, const char *page)
{
	iconv_t cd = iconv_open(page, "UTF-8");
	char *out = arena_alloc(a, text.len + 1), *to = out, *from = (char *)(uintptr_t)text.ptr;
	size_t left = text.len, room = text.len;
	if (cd == (iconv_t)-1)
		return S("");
	bool good = iconv(cd, &from, &left, &to, &room) == 0;
	iconv_close(cd);
	return good ? (str){out, text.len - room} : S("");
}

static void look_for_misread(struct dirt *d, str text, struct span at)
{
	static const char *const pages[] = {"ISO-8859-1", "WINDOWS-1252", "WINDOWS-1257",
	                                    "WINDOWS-1251"};
	if (!is_paired(text))
		return;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		str meant = as_bytes(d->arena, text, pages[i]);
		if (!meant.len || utf8_check(meant) < meant.len)
			continue;
		found(d, DIRT_MISREAD, (struct dirt_pair){.text = text, .other = meant, .at = at});
		return;
	}
}

static bool is_ascii(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] >= 0x80)
			return false;
	return true;
}

void dirt_look(struct dirt *d, str text, struct span at)
{
	bool room, ascii = is_ascii(text);
	if (ascii && d->wholes == MOST_TEXTS)
		return;
	if (!is_new(d, text, &room))
		return;
	if (room)
		look_for_variant(d, text, at);
	if (ascii)
		return;
	if (has_unseen(text))
		found(d, DIRT_UNSEEN, (struct dirt_pair){.text = text, .at = at});
	look_for_misread(d, text, at);
}
