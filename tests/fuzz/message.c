/* Messages on any bytes. The first byte chooses the language and the values' types. What was
 * evaluated keeps its promises: every byte has a place inside the input, tokens become values, and
 * a message is a fair translation of itself. */
#include "fuzz/kept.h"
#include "message/message.h"
#include "project/theme.h"
#include "text/compare/compare.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void promise(bool kept, const char *what)
{
	if (kept)
		return;
	fprintf(stderr, "broken promise: %s\n", what);
	abort();
}

static enum value_found find(void *context, str name, struct span at, struct value *out)
{
	const uint8_t *choice = context;
	unsigned kind = (unsigned)(*choice >> 3) + (name.len ? (unsigned char)*name.ptr : 0);
	promise(at.off + at.len <= UINT32_MAX, "an argument has a place");
	*out = (struct value){.integer = (int64_t)kind - 40, .real = (double)kind / 8 - 3};
	if (kind % 7 == 6)
		return VALUE_UNKNOWN;
	static const enum value_type types[] = {VALUE_INT,  VALUE_REAL, VALUE_TEXT,
	                                        VALUE_DATE, VALUE_NULL, VALUE_INT};
	out->type = types[kind % 7];
	out->text = out->type == VALUE_TEXT ? S("{n} *x*") : S("2015-10-31");
	return VALUE_FOUND;
}

static void check_places(const struct message_text *t, size_t len)
{
	promise(t->origin.text_len == t->text.len, "the origin is as long as the text");
	size_t step = t->text.len / 64 + 1;
	for (size_t i = 0; i < t->text.len; i += step) {
		struct span at = origin_span(&t->origin, i, 1);
		promise(at.file == 1 && at.len && at.off >= 7 && at.off + at.len <= 7 + len,
		        "bytes have places");
	}
}

/* A message is its own translation, but for forms that a language lacks. */
static void check_itself(struct arena *arena, const struct message *m, str language)
{
	struct diags *d = diags_new(arena);
	struct compare c = compare_new(arena, d, &(struct language){.locale = language},
	                               &(struct language){.locale = language});
	compare_messages(&c, arena, m, m);
	for (size_t i = 0; i < diag_count(d); i++) {
		str code = diag_at(d, i)->code;
		promise(str_starts(code, S("po/form-")) || str_eq(code, S("po/number-typed")) ||
		                str_eq(code, S("po/number-lost")),
		        "nothing else is told of it");
	}
}

static void one(struct arena *arena, uint8_t choice, str text)
{
	static const str languages[] = {{"en", 2}, {"lv", 2}, {"ru", 2}, {"pl", 2},
	                                {"et", 2}, {"xx", 2}, {"", 0},   {"de", 2}};
	struct diags *diags = diags_new(arena);
	struct origin origin = origin_of(arena, (struct span){1, (uint32_t)text.len, 7});
	struct values values = {find, &choice, languages, 3};
	struct message_text t;
	const struct message_link *links;
	const struct message *m = message_parse(arena, diags, text, &origin);
	promise((m == NULL) == (diag_errors(diags) > 0), "refused means reported");
	if (!m)
		return;
	const struct origin *written;
	str source = message_source(m, &written);
	for (size_t i = 0, n = message_links(arena, source, written, &links); i < n; i++)
		promise(links[i].at.off + links[i].at.len <= 7 + text.len, "links have places");
	check_itself(arena, m, languages[choice & 7]);
	if (!message_eval(arena, diags, m, numbers_new(arena, languages[choice & 7]), &values,
	                  &t)) {
		promise(diag_errors(diags), "refused means reported");
		return;
	}
	check_places(&t, text.len);
	promise(!message_has_value(message_plain(arena, &t, t.text)), "tokens become values");
	promise(t.text.len <= MESSAGE_LIMIT, "the limit holds");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (!len)
		return 0;
	struct arena *arena = fuzz_arena();
	one(arena, bytes[0], (str){(const char *)bytes + 1, len - 1});
	arena_reset(arena);
	return 0;
}
