/* The labels of a project's code books, for translators' files: read apart, as all data is. */
#include "cli/session.h"
#include "text/translate/translate.h"

static void put(void *context, const struct codebook_variable *v, const struct codebook_code *code,
                const codebook_labels *labels, const struct codebook_label *written)
{
	struct buf *out = context, has = {0};
	for (size_t i = 0; i < labels->n; i++)
		buf_printf(&has, "%s%.*s", i ? " " : "", STR_ARG(labels->at[i].language));
	(void)v;
	buf_u32(out, code == NULL);
	buf_slice(out, written->text);
	buf_slice(out, buf_str(&has));
	buf_u32(out, written->at.file);
	buf_u32(out, written->at.len);
	buf_u64(out, written->at.off);
	buf_drop(&has);
}

static bool take(str *rest, struct translate_label *l)
{
	uint32_t question;
	bool good = buf_take_u32(rest, &question) && buf_take_slice(rest, &l->text) &&
	            buf_take_slice(rest, &l->has) && buf_take_u32(rest, &l->at.file) &&
	            buf_take_u32(rest, &l->at.len) && buf_take_u64(rest, &l->at.off);
	l->question = good && question;
	return good && utf8_check(l->text) == l->text.len && !str_has(l->text, 0);
}

/* Takes what there is of them. */
static void take_all(struct session *s, str said, const struct translate_label **labels, size_t *n)
{
	vec(struct translate_label) all = {0};
	struct translate_label one;
	while (said.len && take(&said, &one))
		vec_push(s->arena, &all, one);
	*labels = all.at;
	*n = all.n;
}

bool session_labels_here(struct session *s, const struct translate_label **labels, size_t *n)
{
	struct tables *t = session_tables(s);
	struct buf said = {0};
	if (t)
		tables_labels(t, put, &said);
	take_all(s, arena_str(s->arena, buf_str(&said)), labels, n);
	buf_drop(&said);
	return t != NULL;
}
