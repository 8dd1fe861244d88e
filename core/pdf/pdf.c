/* A document from its first page to its last byte. */
#include "pdf/parts.h"

static void drop_bufs(void *object)
{
	struct pdf *p = object;
	buf_drop(&p->page);
	buf_drop(&p->value);
	buf_drop(&p->groups.kids);
	buf_drop(&p->groups.done);
	buf_drop(&p->labels.out);
	buf_drop(&p->tags.marks);
	buf_drop(&p->tags.kids);
	keys_drop(&p->tags.parents);
	keys_drop(&p->tags.ids);
	keys_drop(&p->tags.heads.tree);
	arena_drop(p->scratch);
}

static const struct cover_spec *cover_of(const struct pdf *p)
{
	const struct edition_spec *spec = p->edition->spec;
	return p->print.press && spec && spec->document && spec->document->cover.wanted
	       ? &spec->document->cover : NULL;
}

static struct pdf *begin(struct arena *a, struct diags *d, const struct edition *e,
                         struct file_out *f, struct press *press)
{
	struct pdf *p = arena_make(a, struct pdf);
	*p = (struct pdf){.arena = a, .scratch = arena_new(), .diags = d, .edition = e,
	                  .print.press = press, .labels.next = -1,
	                  .tags = {.parents.what = "Nums", .ids.what = "Names",
	                           .heads.tree.what = "Names"}};
	arena_cleanup(a, drop_bufs, p);
	p->pictures.by_path = map_new(a);
	/* PDF/X-4 is of 1.6 (ISO 15930-7, 6.1). */
	objects_begin(&p->out, a, f, press ? "1.6" : "1.7");
	p->root = object_new(&p->out);
	p->groups.object = object_new(&p->out);
	p->resources = object_new(&p->out);
	return p;
}

struct pdf *pdf_new(struct arena *a, struct diags *d, const struct edition *e, struct file_out *f)
{
	return begin(a, d, e, f, NULL);
}

struct pdf *pdf_new_print(struct arena *a, struct diags *d, const struct edition *e,
                          struct file_out *f, struct press *press)
{
	return begin(a, d, e, f, press);
}

struct pdf *pdf_new_cover(struct arena *a, struct diags *d, const struct edition *e,
                          struct file_out *f, struct press *press)
{
	struct pdf *p = begin(a, d, e, f, press);
	p->print.cover = true;
	return p;
}

/* ---- Pages ---- */

/* Whether the page goes into the file of the cover. */
static bool in_cover(const struct pdf *p, const struct page *page)
{
	const struct cover_spec *cover = cover_of(p);
	return cover && (!page->index || (cover->back_is_last && page->index + 1 == page->of));
}

static bool add_page(void *self, const struct page *page)
{
	struct pdf *p = self;
	if (page->edition)
		p->edition = page->edition;
	if (p->print.press && in_cover(p, page) != p->print.cover)
		return true;
	if (p->print.cover)
		return pdf_cover_page(p, page);
	if (!p->begun && !p->print.press)
		tree_begin(p);
	pdf_page_begin(p, page->w, page->h, page->label);
	if (p->print.press)
		sheet_size(p, page);
	if (!p->print.first_w) {
		p->print.first_w = page->w;
		p->print.first_h = page->h;
	}
	p->print.last_w = page->w;
	p->print.last_h = page->h;
	return content_page(p, page) && pdf_page_end(p);
}

struct page_sink pdf_sink(struct pdf *p)
{
	return (struct page_sink){p, add_page};
}

/* ---- The end ---- */

/* One dictionary for all pages: names are the same everywhere. */
static void put_resources(struct pdf *p)
{
	struct buf *b = &p->value;
	buf_clear(b);
	buf_put(b, S("<</Font<<"));
	for (size_t i = 0; i < p->fonts.list.n; i++)
		if (p->fonts.list.at[i] && p->fonts.list.at[i]->codes.n > 1)
			buf_printf(b, "/F%u %u 0 R", p->fonts.list.at[i]->number,
			           p->fonts.list.at[i]->object);
	buf_put(b, S(">>/XObject<<"));
	for (size_t i = 0; i < p->pictures.list.n; i++)
		buf_printf(b, "/I%zu %u 0 R", i, p->pictures.list.at[i].object);
	buf_put(b, S(">>/ExtGState<<"));
	states_put(p, b);
	if (p->print.press) {
		buf_put(b, S(">>/ColorSpace<<"));
		spots_put(p, b);
	}
	if (p->pictures.shadings.n) {
		buf_put(b, S(">>/Shading<<"));
		pdf_shadings_put(p, b);
	}
	buf_put(b, S(">>>>"));
	object_put(&p->out, p->resources, buf_str(b));
}

static void put_page_tree(struct pdf *p)
{
	struct buf *b = &p->value;
	if (p->groups.kids.len)
		pdf_group_end(p);
	buf_clear(b);
	buf_printf(b, "<</Type/Pages/Count %u/Kids[", p->groups.n);
	buf_put(b, buf_str(&p->groups.done));
	buf_put(b, S("]>>"));
	object_put(&p->out, p->groups.object, buf_str(b));
}

static void put_attached(const struct pdf *p, struct buf *b)
{
	for (size_t i = 0; i < p->files.list.n; i++)
		buf_printf(b, "%s%u 0 R", i ? " " : "/AF[", p->files.list.at[i].object);
	buf_put(b, p->files.list.n ? S("]") : S(""));
}

static void put_catalog(struct pdf *p)
{
	struct buf *b = &p->value;
	uint32_t tree = object_new(&p->out), dests = object_new(&p->out);
	uint32_t labels = object_new(&p->out), outline = object_new(&p->out);
	pdf_struct_write(p, tree);
	link_dests_write(p, dests);
	outline_labels_write(p, labels);
	bool outlined = outline_write(p, outline);
	uint32_t metadata = pdf_metadata_write(p), intent = pdf_intent_write(p);
	uint32_t files = p->files.list.n ? attachments_names(p) : 0;
	buf_clear(b);
	buf_printf(b,
	           "<</Type/Catalog/Pages %u 0 R/StructTreeRoot %u 0 R/MarkInfo<</Marked true>>"
	           "/ViewerPreferences<</DisplayDocTitle true>>"
	           "/PageLabels %u 0 R/Metadata %u 0 R/OutputIntents[%u 0 R]/Lang",
	           p->groups.object, tree, labels, metadata, intent);
	pdf_put_bytes(b, p->edition->languages.at[0]);
	buf_printf(b, "/Names<</Dests %u 0 R", dests);
	if (files)
		buf_printf(b, "/EmbeddedFiles %u 0 R", files);
	buf_put(b, S(">>"));
	put_attached(p, b);
	if (outlined)
		buf_printf(b, "/Outlines %u 0 R/PageMode/UseOutlines", outline);
	buf_put(b, S(">>"));
	object_put(&p->out, p->root, buf_str(b));
}

static void put_print_catalog(struct pdf *p)
{
	struct buf *b = &p->value;
	uint32_t labels = object_new(&p->out);
	outline_labels_write(p, labels);
	uint32_t metadata = pdf_print_metadata_write(p), intent = pdf_print_intent_write(p);
	buf_clear(b);
	buf_printf(b,
	           "<</Type/Catalog/Pages %u 0 R/ViewerPreferences<</DisplayDocTitle true>>"
	           "/PageLabels %u 0 R/Metadata %u 0 R/OutputIntents[%u 0 R]/Lang",
	           p->groups.object, labels, metadata, intent);
	pdf_put_bytes(b, p->edition->languages.at[0]);
	buf_put(b, S(">>"));
	object_put(&p->out, p->root, buf_str(b));
}

/* Empty pages, as many as the binding needs. */
static bool add_blanks(struct pdf *p)
{
	const struct edition_spec *spec = p->edition->spec;
	uint32_t multiple = !p->print.cover && spec ? (uint32_t)spec->document->pages_multiple : 1;
	while (multiple > 1 && p->groups.n % multiple) {
		struct page page = {.index = p->groups.n,
		                    .w = p->print.last_w,
		                    .h = p->print.last_h,
		                    .of = p->groups.n + 1};
		pdf_page_begin(p, page.w, page.h, S(""));
		sheet_size(p, &page);
		if (!content_page(p, &page) || !pdf_page_end(p))
			return false;
	}
	return true;
}

/* A cover needs pages to go around. */
static bool no_pages(struct pdf *p)
{
	const struct cover_spec *cover = cover_of(p);
	if (!cover)
		return diag_error(p->diags, (struct span){0}, "pdf/no-pages",
		                  "the edition has no page");
	diag_error(p->diags, cover->at, "print/no-inside",
	           "there is no page to put inside the cover");
	diag_hint(p->diags, "Leave 'cover:' out for a document of so few pages.");
	return false;
}

bool pdf_end(struct pdf *p)
{
	if (!p->groups.n)
		return no_pages(p);
	if (p->print.press && !add_blanks(p))
		return false;
	arena_reset(p->scratch);
	if (!p->print.press)
		tree_end(p);
	if (!attachments_write(p) || !pdf_fonts_write(p))
		return false;
	put_resources(p);
	put_page_tree(p);
	if (p->print.press)
		put_print_catalog(p);
	else
		put_catalog(p);
	uint32_t info = pdf_info_write(p);
	image_check_weight(p);
	return pdf_fits(p) && objects_end(&p->out, p->root, info);
}
