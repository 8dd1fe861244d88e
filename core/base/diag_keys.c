/* Places in JSON in words: $.rows[3].n. What is no JSON up to the place has none. */
#include "base/diag_parts.h"

enum { MOST_LEVELS = 64, MOST_KEY = 40 };

/* An object or list that is open: the key at hand, or how many elements stand before this one. */
struct key_level { bool list, wants_key; uint64_t n; str key; };

struct diag_keys {
	size_t at;
	uint32_t depth;
	bool broken;
	struct key_level levels[MOST_LEVELS];
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static struct key_level *top(struct diag_keys *k)
{
	return k->depth ? &k->levels[k->depth - 1] : NULL;
}

/* Behind the text that begins at `at`; 0: it has no end. */
static size_t text_end(str bytes, size_t at)
{
	for (size_t i = at + 1; i < bytes.len; i++) {
		if (bytes.ptr[i] == '"')
			return i + 1;
		i += bytes.ptr[i] == '\\';
	}
	return 0;
}

static size_t word_end(str bytes, size_t at)
{
	static const char *const words[] = {"true", "false", "null"};
	str rest = str_from(bytes, at);
	for (size_t i = 0; i < 3; i++)
		if (str_starts(rest, str_of(words[i])))
			return at + strlen(words[i]);
	size_t n = 0;
	while (n < rest.len && rest.ptr[n] && strchr("+-.0123456789eE", rest.ptr[n]))
		n++;
	bool number = n && (*rest.ptr == '-' || (*rest.ptr >= '0' && *rest.ptr <= '9'));
	return number ? at + n : 0;
}

static size_t token_end(str bytes, size_t at)
{
	char c = bytes.ptr[at];
	if (c && strchr("{}[],:", c))
		return at + 1;
	return c == '"' ? text_end(bytes, at) : word_end(bytes, at);
}

static bool open_level(struct diag_keys *k, bool list)
{
	if (k->depth == MOST_LEVELS)
		return false;
	k->levels[k->depth++] = (struct key_level){.list = list, .wants_key = !list};
	return true;
}

static bool next_element(struct key_level *l)
{
	if (!l)
		return false;
	l->n++;
	l->key = S("");
	l->wants_key = !l->list;
	return true;
}

/* What a token means for those behind it. False: it does not belong here. */
static bool take(struct diag_keys *k, str bytes, size_t end)
{
	struct key_level *l = top(k);
	switch (bytes.ptr[k->at]) {
	case '{': return open_level(k, false);
	case '[': return open_level(k, true);
	case ',': return next_element(l);
	case ':': return l && !l->list && !l->wants_key;
	case '}':
	case ']':
		if (!l || l->list != (bytes.ptr[k->at] == ']'))
			return false;
		k->depth--;
		return true;
	default:
		if (!l || !l->wants_key)
			return true;
		l->key = str_sub(bytes, k->at + 1, end - 1);
		l->wants_key = false;
		return bytes.ptr[k->at] == '"';
	}
}

/* To the token that holds the place. */
static void walk(struct diag_keys *k, str bytes, size_t off)
{
	while (!k->broken) {
		while (k->at < bytes.len && is_blank(bytes.ptr[k->at]))
			k->at++;
		if (k->at > off || k->at >= bytes.len)
			return;
		size_t end = token_end(bytes, k->at);
		struct key_level *l = top(k);
		bool key = l && l->wants_key && bytes.ptr[k->at] == '"';
		if (end > off && !key)
			return;
		k->broken = !end || !take(k, bytes, end);
		k->at = end;
		if (end > off)
			return;
	}
}

static bool is_plain(str key)
{
	for (size_t i = 0; i < key.len; i++) {
		unsigned char c = (unsigned char)key.ptr[i];
		if (c < 0x80 && c != '_' && c != '-' && !(c >= '0' && c <= '9') &&
		    !((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
			return false;
	}
	return key.len > 0;
}

static void put_level(const struct key_level *l, struct buf *out)
{
	str key = utf8_prefix(l->key, MOST_KEY);
	const char *more = key.len < l->key.len ? "..." : "";
	if (l->list)
		buf_printf(out, "[%llu]", (unsigned long long)l->n);
	else if (is_plain(key))
		buf_printf(out, ".%.*s%s", STR_ARG(key), more);
	else if (!l->wants_key)
		buf_printf(out, "[\"%.*s%s\"]", STR_ARG(key), more);
}

void diag_put_keys(struct arena *arena, struct diag_file *f, str bytes, size_t off, struct buf *out)
{
	struct diag_keys *k = f->keys;
	if (!k || off < k->at) {
		f->keys = k = arena_alloc(arena, sizeof *k);
		*k = (struct diag_keys){.at = str_starts(bytes, S("\xEF\xBB\xBF")) ? 3 : 0};
	}
	walk(k, bytes, off);
	if (k->broken || !k->depth)
		return;
	buf_byte(out, '$');
	for (uint32_t i = 0; i < k->depth; i++)
		put_level(&k->levels[i], out);
}
