/* Our messages behind a plain interface. */
#define STROM_ALLOCATES
#include "message_ours.h"

#include "message/message.h"

struct table {
	const struct ours_value *values;
	size_t n;
};

static enum value_found find(void *context, str name, struct span at, struct value *out)
{
	const struct table *t = context;
	(void)at;
	for (size_t i = 0; i < t->n; i++) {
		const struct ours_value *v = &t->values[i];
		if (!str_eq(str_of(v->name), name))
			continue;
		*out = (struct value){
		        .integer = v->integer, .real = v->real, .text = str_of(v->text)};
		out->type = v->type == OURS_INT ? VALUE_INT : v->type == OURS_REAL ? VALUE_REAL
		            : v->type == OURS_TEXT ? VALUE_TEXT : VALUE_DATE;
		return VALUE_FOUND;
	}
	return VALUE_UNKNOWN;
}

static char *copy(str s)
{
	char *out = calloc(1, s.len + 1);
	if (out && s.len)
		memcpy(out, s.ptr, s.len);
	return out;
}

char *ours_format(const char *language, const char *message, const struct ours_value *values,
                  size_t n, int *wrong)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	struct table table = {values, n};
	struct values v = {.find = find, .context = &table};
	struct message_text text;
	struct origin origin = origin_of(arena, (struct span){0, (uint32_t)strlen(message), 0});
	const struct message *m = message_parse(arena, diags, str_of(message), &origin);
	struct buf shown = {0};
	*wrong = !m ||
	         !message_eval(arena, diags, m, numbers_new(arena, str_of(language)), &v, &text);
	if (*wrong)
		diag_show(diags, DIAG_PLAIN, 0, &shown);
	else
		buf_put(&shown, message_plain(arena, &text, text.text));
	char *out = copy(buf_str(&shown));
	buf_drop(&shown);
	arena_drop(arena);
	return out;
}

void ours_drop(char *text)
{
	free(text);
}
