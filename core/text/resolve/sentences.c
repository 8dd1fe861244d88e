/* Where sentences begin, so that "tabell 1" becomes "Tabell 1" there. */
#include "text/resolve/resolve.h"

#include <unicode/uchar.h>

struct sentences {
	const struct edition *edition;
	strom_node *previous;            /* the sibling before each node; 0: it is the first */
};

struct sentences *sentences_new(struct arena *arena, const struct edition *e)
{
	struct sentences *s = arena_make(arena, struct sentences);
	s->edition = e;
	s->previous = arena_array(arena, strom_node, e->nodes.n);
	for (strom_node i = 1; i < (strom_node)e->nodes.n; i++)
		if (node_at(e, i)->next)
			s->previous[node_at(e, i)->next] = i;
	return s;
}

static bool is_inline(const struct node *n)
{
	return n->kind >= NODE_TEXT;
}

/* ---- Ends ---- */

static bool closes(uint32_t code)
{
	uint32_t mask = U_GET_GC_MASK((UChar32)code);
	return code == '"' || code == '\'' || mask & (U_GC_PE_MASK | U_GC_PF_MASK | U_GC_PI_MASK);
}

static str without(str text, bool (*drop)(uint32_t))
{
	for (str before = text; text.len && drop(utf8_last(&before)); text = before)
		;
	return text;
}

static bool is_blank(uint32_t code)
{
	return u_isUWhiteSpace((UChar32)code);
}

static bool goes_on(uint32_t code)
{
	return u_isalnum((UChar32)code) || code == '.';
}

static bool same_word(str a, str b)
{
	while (a.len && b.len)
		if (u_tolower((UChar32)utf8_next(&a)) != u_tolower((UChar32)utf8_next(&b)))
			return false;
	return !a.len && !b.len;
}

static bool is_listed(str words, str word)
{
	while (words.len) {
		str one = str_until(words, ' ');
		if (same_word(one, word))
			return true;
		words = str_from(words, one.len + 1);
	}
	return false;
}

/* "см.", "m.a.o.", "J.", and "12." where that is an ordinal. `word` ends with its full stop. */
static bool is_abbreviation(const struct language *l, str word)
{
	str bare = str_sub(word, 0, word.len - 1);
	bool number = bare.len && (unsigned char)(bare.ptr[bare.len - 1] - '0') < 10;
	if (str_find(bare, S(".")) != SIZE_MAX || (l && is_listed(l->bind.next, word)))
		return true;
	return number ? l && l->ordinal_point : utf8_count(bare) <= 1;
}

/* `end`: without what closes behind its last sign. */
static bool ends_sentence(const struct language *l, str end)
{
	str before = end;
	uint32_t code = utf8_last(&before);
	if (code != '.')
		return code == '!' || code == '?' || code == 0x2026;
	str head = without(end, goes_on);
	return !is_abbreviation(l, str_from(end, head.len));
}

/* ---- Beginnings ---- */

static bool is_note(const struct node *n)
{
	return n->kind == NODE_NOTE || n->kind == NODE_NOTE_REF;
}

/* The text that a node ends with; a note is none of it. */
static str last_text(const struct edition *e, strom_node n)
{
	if (is_note(node_at(e, n)))
		return S("");
	while (node_at(e, n)->last)
		n = node_at(e, n)->last;
	return node_at(e, n)->text;
}

bool sentences_begins(const struct sentences *s, strom_node node)
{
	const struct edition *e = s->edition;
	bool blank = false;
	while (is_inline(node_at(e, node))) {
		strom_node before = s->previous[node];
		str text = before ? last_text(e, before) : S(""), end = without(text, is_blank);
		blank |= end.len < text.len;
		end = without(end, closes);
		if (end.len)
			return blank && ends_sentence(e->language, end);
		node = before ? before : node_at(e, node)->parent;
	}
	return true;
}
