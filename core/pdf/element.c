/* One element of the structure tree: a dictionary with its kids (ISO 32000-1, 14.7.2). */
#include "pdf/parts.h"

void element_begin(struct pdf *p, const char *type, uint32_t parent)
{
	buf_clear(&p->tags.kids);
	p->tags.kids_n = p->tags.kids_page = 0;
	buf_clear(&p->value);
	buf_put(&p->value, S("<</S/"));
	buf_put(&p->value, str_of(type));
	buf_put(&p->value, S("/P "));
	pdf_put_ref(&p->value, parent);
}

static void next_kid(struct pdf *p)
{
	if (p->tags.kids_n++)
		buf_byte(&p->tags.kids, ' ');
}

void element_kid(struct pdf *p, uint32_t object)
{
	next_kid(p);
	pdf_put_ref(&p->tags.kids, object);
}

/* Content of the element's page needs its number alone; that is the page of the first. */
void element_mark(struct pdf *p, uint32_t page, uint32_t mcid)
{
	next_kid(p);
	if (!p->tags.kids_page)
		p->tags.kids_page = page;
	if (page == p->tags.kids_page)
		buf_int(&p->tags.kids, mcid);
	else
		buf_printf(&p->tags.kids, "<</Type/MCR/Pg %u 0 R/MCID %u>>", page, mcid);
}

void element_annot(struct pdf *p, uint32_t page, uint32_t annot)
{
	next_kid(p);
	buf_printf(&p->tags.kids, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>", page, annot);
}

void element_end(struct pdf *p, uint32_t object)
{
	if (p->tags.kids_page) {
		buf_put(&p->value, S("/Pg "));
		pdf_put_ref(&p->value, p->tags.kids_page);
	}
	if (p->tags.kids_n) {
		buf_put(&p->value, p->tags.kids_n > 1 ? S("/K[") : S("/K "));
		buf_put(&p->value, buf_str(&p->tags.kids));
		buf_put(&p->value, p->tags.kids_n > 1 ? S("]") : S(""));
	}
	buf_put(&p->value, S(">>"));
	object_put(&p->out, object, buf_str(&p->value));
}
