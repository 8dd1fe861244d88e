/* Words that line ends have divided: put together again from the items of pages. */
#include "cli/divided.h"

#include <unicode/uchar.h>

str divided_letters(struct arena *arena, str word)
{
	char *out = arena_cstr(arena, word);
	size_t n = 0;
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] != '-')
			out[n++] = word.ptr[i];
	return (str){out, n};
}

/* "rīcīb-po-li-ti-k*" is for any ending; capitals and small letters are one. */
static bool is_like(str listed, str letters)
{
	bool open = str_ends(listed, S("*"));
	str a = str_sub(listed, 0, listed.len - open), b = letters;
	while (a.len) {
		uint32_t one = utf8_next(&a), other;
		if (one == '-')
			continue;
		if (!b.len)
			return false;
		other = utf8_next(&b);
		if (u_foldCase((UChar32)one, U_FOLD_CASE_DEFAULT) !=
		    u_foldCase((UChar32)other, U_FOLD_CASE_DEFAULT))
			return false;
	}
	return open || !b.len;
}

static bool is_listed(const struct divided *d, str letters)
{
	const struct project *p = d->edition->project;
	for (size_t i = 0; i < p->hyphenation_n; i++) {
		const struct hyphenation *h = &p->hyphenation[i];
		for (size_t k = 0; str_eq(h->language, d->edition->spec->language) && k < h->n; k++)
			if (is_like(h->words[k], letters))
				return true;
	}
	return false;
}

/* The places of both. */
static str joined(struct arena *arena, str a, str b)
{
	struct buf out = {0};
	while (a.len || b.len) {
		bool here = (a.len && *a.ptr == '-') || (b.len && *b.ptr == '-');
		if (a.len && *a.ptr == '-')
			a = str_from(a, 1);
		if (b.len && *b.ptr == '-')
			b = str_from(b, 1);
		if (here)
			buf_byte(&out, '-');
		if (a.len)
			buf_byte(&out, *a.ptr);
		a = str_from(a, a.len ? 1 : 0);
		b = str_from(b, b.len ? 1 : 0);
	}
	str word = arena_str(arena, buf_str(&out));
	buf_drop(&out);
	return word;
}

static void add(struct divided *d, const struct divided_word *w)
{
	uint32_t number = (uint32_t)d->words.n;
	if (map_add(d->seen, divided_letters(d->arena, w->word), &number)) {
		vec_push(d->arena, &d->words, *w);
		return;
	}
	struct divided_word *old = &d->words.at[number];
	old->word = joined(d->arena, old->word, w->word);
	old->times += w->times;
}

static void add_word(struct divided *d, str word, uint32_t page)
{
	struct divided_word w = {arena_str(d->arena, word), d->document, page, 1};
	if (!is_listed(d, divided_letters(d->arena, word)))
		add(d, &w);
}

static bool is_letter(uint32_t code)
{
	return code != UTF8_BAD && (u_isalpha((UChar32)code) || code == '\'' || code == 0x2019);
}

static str first_word(str s)
{
	str rest = s;
	while (rest.len) {
		str next = rest;
		if (!is_letter(utf8_next(&next)))
			break;
		rest = next;
	}
	return str_sub(s, 0, s.len - rest.len);
}

static str last_word(str s)
{
	size_t from = 0;
	for (str rest = s; rest.len;)
		if (!is_letter(utf8_next(&rest)))
			from = s.len - rest.len;
	return str_from(s, from);
}

static strom_node block_of(const struct edition *e, strom_node node)
{
	while (node && !node_is_block((enum node_kind)node_at(e, node)->kind))
		node = node_at(e, node)->parent;
	return node;
}

/* What a line's glyphs say, without the hyphen that its end has made. */
static str words_of(const struct item *i, bool *divided)
{
	size_t from = SIZE_MAX, to = 0;
	*divided = false;
	for (size_t k = 0; k < i->n; k++) {
		const struct glyph *g = &i->glyphs[k];
		if (g->flags & GLYPH_SOFT_HYPHEN) {
			*divided = true;
			continue;
		}
		if (!g->text_len)
			continue;
		from = g->text_off < from ? g->text_off : from;
		to = (size_t)g->text_off + g->text_len > to ? (size_t)g->text_off + g->text_len
		                                            : to;
	}
	return from < to ? str_sub(i->text, from, to) : S("");
}

/* Cells of a row may be set beside each other, line by line. */
static bool take_head(struct divided *d, strom_node block, uint32_t cell, struct divided_head *out)
{
	for (size_t i = d->heads.n; i--;) {
		if (d->heads.at[i].block != block || d->heads.at[i].cell != cell)
			continue;
		*out = d->heads.at[i];
		d->heads.at[i] = d->heads.at[--d->heads.n];
		return true;
	}
	return false;
}

static void take_item(struct divided *d, const struct edition *e, const struct item *i,
                      uint32_t page)
{
	bool divided;
	str text = words_of(i, &divided), first = first_word(text), head = S("");
	struct divided_head before,
	        next = {.block = block_of(e, i->node), .cell = i->cell, .page = page + 1};
	if (take_head(d, next.block, next.cell, &before)) {
		head = arena_printf(d->arena, "%.*s-", STR_ARG(before.head));
		next.page = before.page;
		if (first.len && (!divided || first.len < text.len))
			add_word(d,
			         arena_printf(d->arena, "%.*s%.*s", STR_ARG(head), STR_ARG(first)),
			         before.page);
	}
	str last = last_word(text);
	if (!divided || i->lang || !last.len)
		return;
	if (last.len < text.len) {
		head = S("");
		next.page = page + 1;
	}
	next.head = arena_printf(d->arena, "%.*s%.*s", STR_ARG(head), STR_ARG(last));
	vec_push(d->arena, &d->heads, next);
}

static bool take_page(void *self, const struct page *page)
{
	struct divided *d = self;
	const struct edition *e = page->edition ? page->edition : d->edition;
	for (size_t i = 0; i < page->n; i++) {
		const struct item *item = &page->items[i];
		if (item->kind == ITEM_GLYPHS && item->artifact == ARTIFACT_NONE && item->node)
			take_item(d, e, item, page->index);
	}
	return true;
}

struct page_sink divided_sink(struct divided *d)
{
	d->heads.n = 0;
	return (struct page_sink){d, take_page};
}

void divided_pack(const struct divided *d, struct buf *b)
{
	for (size_t i = 0; i < d->words.n; i++) {
		buf_slice(b, d->words.at[i].word);
		buf_u32(b, d->words.at[i].page);
		buf_u32(b, d->words.at[i].times);
	}
}

bool divided_unpack(struct divided *d, str packed)
{
	while (packed.len) {
		struct divided_word w = {.document = d->document};
		str word;
		if (!buf_take_slice(&packed, &word) || !buf_take_u32(&packed, &w.page) ||
		    !buf_take_u32(&packed, &w.times))
			return false;
		w.word = arena_str(d->arena, word);
		add(d, &w);
	}
	return true;
}

static int by_letters(const void *a, const void *b)
{
	const struct divided_word *x = a, *y = b;
	return str_cmp(x->word, y->word);
}

void divided_sort(struct divided *d)
{
	if (d->words.n)
		qsort(d->words.at, d->words.n, sizeof *d->words.at, by_letters);
}
