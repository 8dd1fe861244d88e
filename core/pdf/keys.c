/* Name and number trees (ISO 32000-1, 7.9.6 and 7.9.7).
 *
 * Two levels: a leaf is small enough to be read for one key, and a document of 10,000 pages has
 * some hundreds of leaves. A tree of one leaf is its own root. */
#include "pdf/parts.h"

enum { LEAF = 64 };

static void put_entries(struct buf *b, const struct key_tree *t)
{
	buf_printf(b, "/%s[", t->what);
	buf_put(b, buf_str(&t->leaf));
	buf_byte(b, ']');
}

static void end_leaf(struct pdf *p, struct key_tree *t)
{
	uint32_t number = object_new(&p->out);
	struct buf b = {0};
	buf_put(&b, S("<</Limits["));
	buf_put(&b, buf_str(&t->first));
	buf_byte(&b, ' ');
	buf_put(&b, buf_str(&t->last));
	buf_byte(&b, ']');
	put_entries(&b, t);
	buf_put(&b, S(">>"));
	object_put(&p->out, number, buf_str(&b));
	buf_drop(&b);
	buf_put(&t->leaves, t->leaves.len ? S(" ") : S(""));
	pdf_put_ref(&t->leaves, number);
	buf_clear(&t->leaf);
	t->leaf_n = 0;
}

void key_put_value(struct pdf *p, struct key_tree *t, str key, str value)
{
	if (t->leaf_n == LEAF)
		end_leaf(p, t);
	if (!t->leaf_n) {
		buf_clear(&t->first);
		buf_put(&t->first, key);
	} else {
		buf_byte(&t->leaf, ' ');
	}
	buf_clear(&t->last);
	buf_put(&t->last, key);
	buf_put(&t->leaf, key);
	buf_byte(&t->leaf, ' ');
	buf_put(&t->leaf, value);
	t->leaf_n++;
}

void key_put(struct pdf *p, struct key_tree *t, str key, uint32_t object)
{
	char value[16];
	int n = snprintf(value, sizeof value, "%u 0 R", object);
	key_put_value(p, t, key, (str){value, (size_t)n});
}

void keys_join(struct pdf *p, struct key_tree *t, struct key_tree *other)
{
	if (t->leaf_n)
		end_leaf(p, t);
	if (other->leaf_n)
		end_leaf(p, other);
	buf_put(&t->leaves, t->leaves.len && other->leaves.len ? S(" ") : S(""));
	buf_put(&t->leaves, buf_str(&other->leaves));
	buf_clear(&other->leaves);
}

void keys_write(struct pdf *p, struct key_tree *t, uint32_t number)
{
	struct buf b = {0};
	if (t->leaves.len && t->leaf_n)
		end_leaf(p, t);
	buf_put(&b, S("<<"));
	if (t->leaves.len) {
		buf_put(&b, S("/Kids["));
		buf_put(&b, buf_str(&t->leaves));
		buf_byte(&b, ']');
	} else {
		put_entries(&b, t);
	}
	buf_put(&b, S(">>"));
	object_put(&p->out, number, buf_str(&b));
	buf_drop(&b);
}

void keys_drop(struct key_tree *t)
{
	buf_drop(&t->leaf);
	buf_drop(&t->first);
	buf_drop(&t->last);
	buf_drop(&t->leaves);
}
