/* Words in YAML that are not what their author meant: cut by a comment, or between quotation marks
 * that are none to YAML. */
#include "project/yaml_parts.h"

/* Quotation marks of word processors. */
static const str marks[] = {{"“", 3}, {"”", 3}, {"„", 3}, {"‟", 3}, {"«", 2}, {"»", 2},
                            {"‘", 3}, {"’", 3}, {"‚", 3}, {"‹", 3}, {"›", 3}};
enum { MARKS = sizeof marks / sizeof *marks };

static size_t count_marks(str text)
{
	size_t n = 0;
	for (size_t i = 0; i < text.len; i++)
		for (size_t k = 0; k < MARKS; k++)
			n += str_starts(str_from(text, i), marks[k]);
	return n;
}

/* All of it, and once: in “Yes” and “No” the marks are words' own. */
static bool is_between_marks(str text)
{
	bool begins = false, ends = false;
	for (size_t k = 0; k < MARKS; k++) {
		begins |= str_starts(text, marks[k]);
		ends |= str_ends(text, marks[k]);
	}
	return begins && ends && text.len > 6 && count_marks(text) == 2;
}

static bool is_wordy(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c & 0x80);
}

/* " #5 of the office", behind the value: YAML's comment. One has a space behind its sign. */
static void check_cut(struct diags *d, const struct yaml *y)
{
	str rest = str_from(y->source->bytes, y->raw + y->raw_len), line = str_until(rest, '\n');
	size_t at = 0;
	while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'))
		at++;
	if (!at || at + 1 >= line.len || line.ptr[at] != '#' || !is_wordy(line.ptr[at + 1]))
		return;
	size_t from = y->raw + y->raw_len + at, to = from + str_trim_end(str_from(line, at)).len;
	diag_warn(d, yaml_place(y->source, from, to), "yaml/cut-text",
	          "the text ends before this sign");
	diag_hint(d, "Quote the text if these words belong to it; a comment has a space behind its "
	             "sign: # so.");
}

void yaml_check_words(struct diags *d, const struct yaml *y, enum yaml_words words)
{
	if (y->quoted || !y->source || words == YAML_WORDS_OURS)
		return;
	if (words == YAML_WORDS_PRINTED)
		check_cut(d, y);
	if (!is_between_marks(y->text))
		return;
	diag_warn(d, y->at, "yaml/typographic-quotes", "these quotation marks belong to the text");
	diag_hint(d, "YAML's own are \" and ': leave these out, or write \" before and behind them "
	             "where they are printed.");
}
