/* Titles that are too long for a line, in running heads. */
#include "typeset/paint/shorten.h"

#include "typeset/lines/lines.h"

/* Bytes of a mark at the end that leads on to what is left away; 0: none. */
static size_t mark_at_end(str words)
{
	static const char *const marks[] = {",", ";", ":", "-", "(", " ", "\u2013", "\u2014"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_ends(words, str_of(marks[i])))
			return strlen(marks[i]);
	return 0;
}

str paint_shortened(struct typesetter *t, struct arena *arena, const struct style *s, str text,
                    strom_len most)
{
	str words = utf8_prefix(text, 600);  /* no line has more letters */
	while (words.len) {
		size_t n = words.len;
		while (n && words.ptr[n - 1] != ' ')
			n--;
		str fewer = str_trim_end(str_sub(words, 0, n));
		if (!fewer.len)
			fewer = utf8_prefix(words, utf8_count(words) - 1);
		words = fewer;
		for (size_t mark; (mark = mark_at_end(words)) && mark < words.len;)
			words.len -= mark;
		str shown = arena_printf(arena, "%.*s\u2026", STR_ARG(words));
		struct run run = run_of(t, s, shown, 1);
		if (!run.font || line_width(t->setter, &run, 1) <= most)
			return shown;
	}
	return words;
}
