/* One page: its object, what its marks belong to, and the group that it hangs in. */
#include "pdf/parts.h"

/* Pages hang in groups, so that a page is found without reading of all others (7.7.3.1). */
enum { GROUP = 64 };

void pdf_group_end(struct pdf *p)
{
	struct buf *b = &p->value;
	uint32_t n = (p->groups.n - 1) % GROUP + 1;
	buf_clear(b);
	buf_printf(b, "<</Type/Pages/Parent %u 0 R/Count %u/Kids[", p->groups.object, n);
	buf_put(b, buf_str(&p->groups.kids));
	buf_put(b, S("]>>"));
	object_put(&p->out, p->groups.at, buf_str(b));
	buf_clear(&p->groups.kids);
}

void pdf_page_begin(struct pdf *p, strom_len w, strom_len h, str label)
{
	arena_reset(p->scratch);
	buf_clear(&p->page);
	p->page_now = (struct pdf_page){
		.object = object_new(&p->out), .w = centi_of(w), .h = centi_of(h)};
	outline_label_add(p, label);
	if (p->groups.n++ % GROUP == 0) {
		p->groups.at = object_new(&p->out);
		buf_put(&p->groups.done, p->groups.done.len ? S(" ") : S(""));
		pdf_put_ref(&p->groups.done, p->groups.at);
	}
	buf_put(&p->groups.kids, p->groups.kids.len ? S(" ") : S(""));
	pdf_put_ref(&p->groups.kids, p->page_now.object);
}

/* What each mark of the page belongs to: from content back to elements (14.7.4.4). False: there is
 * no mark. */
static bool put_parents(struct pdf *p, uint32_t *key)
{
	struct buf *b = &p->value;
	char digits[16];
	if (!p->page_now.elements.n)
		return false;
	uint32_t object = object_new(&p->out);
	buf_clear(b);
	buf_byte(b, '[');
	for (size_t m = 0; m < p->page_now.elements.n; m++) {
		if (m)
			buf_byte(b, ' ');
		pdf_put_ref(b, p->page_now.elements.at[m]);
	}
	buf_byte(b, ']');
	object_put(&p->out, object, buf_str(b));
	*key = p->tags.next_key++;
	int n = snprintf(digits, sizeof digits, "%u", *key);
	key_put(p, &p->tags.parents, (str){digits, (size_t)n}, object);
	return true;
}

static void put_screen_page(struct pdf *p, struct buf *b, bool has_key, uint32_t key,
                            uint32_t annots)
{
	buf_put(b, S("/MediaBox[0 0 "));
	put_centi(b, p->page_now.w);
	buf_byte(b, ' ');
	put_centi(b, p->page_now.h);
	buf_put(b, S("]/Tabs/S"));
	if (has_key)
		buf_printf(b, "/StructParents %u", key);
	if (annots)
		buf_printf(b, "/Annots %u 0 R", annots);
}

/* A page on its side: all sheets of a book are cut alike. Its top is at the left. */
static bool lies_turned(const struct pdf *p)
{
	centi w = centi_of(p->print.first_w), h = centi_of(p->print.first_h);
	return w != h && p->page_now.w == h && p->page_now.h == w;
}

/* Where something is transparent, colours mix as inks (ISO 32000-1, 11.4.7). */
static void put_print_page(const struct pdf *p, struct buf *b)
{
	sheet_boxes(p, b);
	if (lies_turned(p))
		buf_put(b, S("/Rotate 270"));
	if (p->page_now.transparent)
		buf_put(b, S("/Group<</S/Transparency/CS/DeviceCMYK/I true>>"));
}

static void end_page(struct pdf *p, uint32_t content)
{
	struct buf *b = &p->value;
	uint32_t key = 0, annots = 0;
	bool has_key = !p->print.press && put_parents(p, &key);
	if (!p->print.press)
		annots = link_page(p);
	buf_clear(b);
	buf_put(b, S("<</Type/Page/Parent "));
	pdf_put_ref(b, p->groups.at);
	buf_printf(b, "/Resources %u 0 R/Contents %u 0 R", p->resources, content);
	if (p->print.press)
		put_print_page(p, b);
	else
		put_screen_page(p, b, has_key, key, annots);
	buf_put(b, S(">>"));
	object_put(&p->out, p->page_now.object, buf_str(b));
	if (p->groups.n % GROUP == 0)
		pdf_group_end(p);
}

bool pdf_fits(struct pdf *p)
{
	if (p->out.n < MOST_OBJECTS)
		return true;
	return diag_error(p->diags, (struct span){0}, "pdf/too-many-objects",
	                  "the document needs more objects than PDF/A allows, %d", MOST_OBJECTS);
}

bool pdf_page_end(struct pdf *p)
{
	uint32_t content = object_new(&p->out);
	object_stream(&p->out, content, S(""), buf_str(&p->page), STREAM_PACKED);
	end_page(p, content);
	return !p->out.failed && pdf_fits(p);
}
