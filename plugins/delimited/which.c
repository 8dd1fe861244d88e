/* A file that is not UTF-8, and does not say what it is: a word of it, read in the encodings that
 * offices have, so that who knows the word can tell. */
#include "csv.h"

#include <stdio.h>

enum { WORD = 24, SHOWN = 3, TRIED = 1 << 16, TRIED_WORDS = 20 };

static const char *const pages[] = {"windows-1257", "windows-1252", "windows-1251", "windows-1250",
                                    "koi8-r"};
enum { PAGES = sizeof pages / sizeof *pages };

static bool is_ascii_letter(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_russian(uint32_t c)
{
	return (c >= 0x410 && c <= 0x44F) || c == 0x401 || c == 0x451;
}

static bool is_letter(uint32_t c)
{
	return is_ascii_letter(c) || is_russian(c) ||
	       (c >= 0xC0 && c < 0x180 && c != 0xD7 && c != 0xF7) || (c >= 0x218 && c <= 0x21B);
}

/* Of the alphabets above; those of two by two begin with the capital. */
static bool is_capital(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	if (c >= 0x400)
		return c < 0x430;
	if (c < 0x100)
		return c < 0xE0;
	return (c >= 0x139 && c < 0x149) || c >= 0x179 ? c % 2 == 1 : c % 2 == 0;
}

static uint32_t code_at(const struct csv *c, size_t i)
{
	unsigned char byte = (unsigned char)c->bytes.ptr[i];
	return byte < 0x80 ? byte : c->codes[byte - 128];
}

/* What words do not do: signs between letters, two alphabets side by side, capitals behind small
 * letters; and what they seldom do: two Latin letters in a row that ASCII lacks. */
static size_t oddities(const struct csv *c)
{
	size_t n = 0, end = c->bytes.len < TRIED ? c->bytes.len : TRIED;
	for (size_t i = 1; i < end; i++) {
		uint32_t before = code_at(c, i - 1), now = code_at(c, i);
		if (before < 0x80 && now < 0x80)
			continue;
		bool letters = is_letter(before) && is_letter(now);
		n += !letters && (is_letter(before) || is_letter(now)) && before >= 0x80 &&
		     now >= 0x80;
		n += now >= 0x80 && !is_letter(now) && is_letter(before);
		n += letters && is_russian(before) != is_russian(now);
		n += letters && before >= 0x80 && now >= 0x80 && !is_russian(now);
		n += letters && is_capital(now) && !is_capital(before);
	}
	return n;
}

static size_t first_high(const struct csv *c, size_t i)
{
	while (i < c->bytes.len && (unsigned char)c->bytes.ptr[i] < 0x80)
		i++;
	return i;
}

static bool ends_word(char c)
{
	return strchr(" ,;|\t\r\n\"'.", c) != NULL;
}

struct word { size_t from, to; };

static struct word word_at(const struct csv *c, size_t at)
{
	struct word w = {at, at};
	while (w.from && at - w.from < WORD && !ends_word(c->bytes.ptr[w.from - 1]))
		w.from--;
	while (w.to < c->bytes.len && w.to - at < WORD && !ends_word(c->bytes.ptr[w.to]))
		w.to++;
	return w;
}

/* What the file is by one of the pages; odd: how many oddities it has then. */
struct reading { const char *page; uint32_t codes[128]; size_t odd; };
struct readings { struct reading at[PAGES]; size_t n; };
struct guess { const char *page; size_t odd; char text[WORD * 8]; };

/* Once for all words: making a page takes longer than reading a word. */
static void read_all(struct csv *c, struct readings *all)
{
	all->n = 0;
	for (size_t i = 0; i < PAGES; i++) {
		if (!csv_page(c, pages[i]))
			continue;
		struct reading *r = &all->at[all->n++];
		r->page = pages[i];
		r->odd = oddities(c);
		memcpy(r->codes, c->codes, sizeof r->codes);
	}
}

static void read_in(const struct csv *c, const struct reading *r, struct word w,
                    char text[WORD * 8])
{
	size_t n = 0;
	for (size_t i = w.from; i < w.to; i++) {
		unsigned char byte = (unsigned char)c->bytes.ptr[i];
		uint32_t code = byte < 0x80 ? byte : r->codes[byte - 128];
		bool shown = code < 0x80 || (code >= 0xA0 && code <= 0xFFFF);
		n += strom_put_code(text + n, shown ? code : 0xFFFD);
	}
	text[n] = 0;
}

/* The likeliest first; one that reads the word like another before it is not there. */
static size_t likeliest(const struct csv *c, const struct readings *all, struct word w,
                        struct guess out[PAGES])
{
	size_t n = 0;
	for (size_t i = 0; i < all->n; i++) {
		struct guess g = {.page = all->at[i].page, .odd = all->at[i].odd};
		size_t at = n;
		bool twice = false;
		read_in(c, &all->at[i], w, g.text);
		for (size_t k = 0; k < n; k++)
			twice |= !strcmp(out[k].text, g.text);
		if (twice)
			continue;
		for (; at && out[at - 1].odd > g.odd; at--)
			out[at] = out[at - 1];
		out[at] = g;
		n++;
	}
	return n;
}

/* A word that most encodings read differently, among the first ones. */
static struct word telling_word(const struct csv *c, const struct readings *all)
{
	struct word best = word_at(c, first_high(c, 0)), w = best;
	struct guess guesses[PAGES];
	size_t most = 0;
	for (size_t tries = 0; tries < TRIED_WORDS && w.from < c->bytes.len; tries++) {
		size_t n = likeliest(c, all, w, guesses);
		if (n > most)
			best = w;
		most = n > most ? n : most;
		w = word_at(c, first_high(c, w.to));
	}
	return best;
}

void csv_which_encoding(struct csv *c)
{
	struct guess guesses[PAGES];
	char message[SHOWN * (WORD * 8 + 40)] = "", hint[160];
	struct readings all;
	read_all(c, &all);
	struct word w = telling_word(c, &all);
	size_t n = likeliest(c, &all, w, guesses), len = 0;
	for (size_t i = 0; i < n && i < SHOWN; i++)
		len += (size_t)snprintf(message + len, sizeof message - len, "%s'%s' in %s",
		                        i ? ", " : "", guesses[i].text, guesses[i].page);
	snprintf(hint, sizeof hint,
	         "Write the right one beside path, such as options: {encoding: %s}, or save "
	         "the file as UTF-8.",
	         n ? guesses[0].page : pages[0]);
	strom_fault(&c->faults, strom_at_bytes(w.from, w.to), "csv/which-encoding", hint,
	            "the file is not UTF-8; this is %s", message);
}
