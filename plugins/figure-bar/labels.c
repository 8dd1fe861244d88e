/* Names on a chart: greedy lines, and an ellipsis where they end. */
#include "labels.h"

enum { LONGEST = 400 };                  /* bytes: no chart has room for more */

struct fitting {
	struct strom_job *job;
	const struct strom_canvas *c;
	strom_len size, room;
};

static strom_len width_of(const struct fitting *f, strom_str text)
{
	return f->c->text_width(f->job, text, f->size, 0);
}

static strom_str part(strom_str text, size_t from, size_t to)
{
	return (strom_str){text.ptr + from, to - from};
}

/* Back to where a letter begins. */
static size_t letter_before(strom_str text, size_t at)
{
	while (at && ((unsigned char)text.ptr[--at] & 0xC0) == 0x80)
		;
	return at;
}

static size_t word_end(strom_str text, size_t at)
{
	while (at < text.len && text.ptr[at] == ' ')
		at++;
	while (at < text.len && text.ptr[at] != ' ')
		at++;
	return at;
}

/* Where the line that begins at `from` ends: behind as many words as have room; `from`: not even
 * one has. */
static size_t line_end(const struct fitting *f, strom_str text, size_t from)
{
	size_t end = from;
	for (size_t next; end < text.len; end = next) {
		next = word_end(text, end);
		if (width_of(f, part(text, from, next)) > f->room)
			break;
	}
	return end;
}

static strom_str with_ellipsis(const struct fitting *f, strom_str text)
{
	char *out = f->job->host->alloc(f->job, text.len + 3);
	memcpy(out, text.ptr, text.len);
	memcpy(out + text.len, "\xE2\x80\xA6", 3);
	return (strom_str){out, text.len + 3};
}

/* As many letters as have room with an ellipsis behind them; of none: nothing. */
static strom_str shortened(const struct fitting *f, strom_str text)
{
	for (size_t n = text.len; n; n = letter_before(text, n)) {
		size_t end = n;
		while (end && text.ptr[end - 1] == ' ')
			end--;
		strom_str shown = with_ellipsis(f, part(text, 0, end));
		if (end && width_of(f, shown) <= f->room)
			return shown;
	}
	return STROM_S("");
}

static void add_line(const struct fitting *f, struct label *label, strom_str line)
{
	strom_len w = width_of(f, line);
	label->lines[label->n++] = line;
	label->width = w > label->width ? w : label->width;
}

static size_t skip_spaces(strom_str text, size_t at)
{
	while (at < text.len && text.ptr[at] == ' ')
		at++;
	return at;
}

struct label label_of(struct strom_job *job, const struct strom_canvas *c, strom_str text,
                      strom_len size, strom_len room, uint32_t most)
{
	struct fitting f = {job, c, size, room};
	struct label label = {.cut = text.len > LONGEST};
	text.len = label.cut ? letter_before(text, LONGEST) : text.len;
	for (size_t at = 0, end; at < text.len && !(label.cut && label.n == most);
	     at = skip_spaces(text, end)) {
		end = line_end(&f, text, at);
		bool last = label.n + 1 == most && skip_spaces(text, end) < text.len;
		if (end > at && !last) {
			add_line(&f, &label, part(text, at, end));
			continue;
		}
		strom_str rest = shortened(
		        &f, part(text, at, last && end > at ? text.len : word_end(text, at)));
		label.cut = true;
		if (rest.len)
			add_line(&f, &label, rest);
		return label;
	}
	return label;
}

strom_len label_leading(strom_len size)
{
	return size * 6 / 5;
}

void label_put(struct strom_job *job, const struct strom_canvas *c, const struct label *label,
               strom_len x, strom_len y, uint32_t anchor, strom_len size, strom_colour colour)
{
	for (uint32_t i = 0; i < label->n; i++)
		c->text(job, x, y + i * label_leading(size), anchor, label->lines[i], size, colour,
		        0);
}
