/* A document from its first page to its last byte. */
#include "pdf/parts.h"

static void drop_bufs(void *object)
{
	struct pdf *p = object;
	buf_drop(&p->page);
	buf_drop(&p->value);
	arena_drop(p->scratch);
}

struct pdf *pdf_new(struct arena *a, struct diags *d, const struct edition *e, struct file_out *f)
{
	struct pdf *p = arena_make(a, struct pdf);
	*p = (struct pdf){.arena = a, .scratch = arena_new(), .diags = d, .edition = e};
	arena_cleanup(a, drop_bufs, p);
	p->images = map_new(a);
	objects_begin(&p->out, a, f);
	p->root = object_new(&p->out);
	p->page_tree = object_new(&p->out);
	p->resources = object_new(&p->out);
	return p;
}

/* ---- Pages ---- */

static void put_page(struct pdf *p, const struct pdf_page *page, uint32_t content)
{
	struct buf *b = &p->value;
	buf_clear(b);
	buf_put(b, S("<</Type/Page/Parent "));
	put_ref(b, p->page_tree);
	buf_put(b, S("/MediaBox[0 0 "));
	put_centi(b, page->w);
	buf_byte(b, ' ');
	put_centi(b, page->h);
	buf_printf(b, "]/Resources %u 0 R/Contents %u 0 R/Tabs/S", p->resources, content);
	if (page->has_key)
		buf_printf(b, "/StructParents %u", page->key);
	if (page->annots)
		buf_printf(b, "/Annots %u 0 R", page->annots);
	buf_put(b, S(">>"));
	object_put(&p->out, page->object, buf_str(b));
}

static void take_key(struct pdf *p, struct pdf_page *page)
{
	if (!page->marks)
		return;
	page->has_key = true;
	page->key = (uint32_t)p->parents.n;
	vec_push(p->arena, &p->parents, (struct parent){.index = (uint32_t)p->pages.n - 1});
}

static bool add_page(void *self, const struct page *page)
{
	struct pdf *p = self;
	if (!p->begun)
		tree_begin(p);
	arena_reset(p->scratch);
	vec_push(p->arena, &p->pages, (struct pdf_page){
		.object = object_new(&p->out), .first_mark = (uint32_t)p->marks.n,
		.w = centi_of(page->w), .h = centi_of(page->h), .label = arena_str(p->arena, page->label)});
	uint32_t number = (uint32_t)p->pages.n - 1, content = object_new(&p->out);
	if (!content_page(p, page, number))
		return false;
	object_stream(&p->out, content, S(""), buf_str(&p->page), STREAM_PACKED);
	take_key(p, &p->pages.at[number]);
	links_page(p, &p->pages.at[number]);
	put_page(p, &p->pages.at[number], content);
	return !p->out.failed;
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
	for (size_t i = 0; i < p->fonts.n; i++)
		if (p->fonts.at[i] && p->fonts.at[i]->codes.n > 1)
			buf_printf(b, "/F%u %u 0 R", p->fonts.at[i]->number, p->fonts.at[i]->object);
	buf_put(b, S(">>/XObject<<"));
	for (size_t i = 0; i < p->image.n; i++)
		buf_printf(b, "/I%zu %u 0 R", i, p->image.at[i].object);
	buf_put(b, S(">>/ExtGState<<"));
	for (size_t i = 0; i < p->alphas.n; i++) {
		buf_printf(b, "/G%zu<</ca ", i);
		put_decimal(b, (p->alphas.at[i].fill * 1000 + 127) / 255, 3);
		buf_put(b, S("/CA "));
		put_decimal(b, (p->alphas.at[i].stroke * 1000 + 127) / 255, 3);
		buf_put(b, S(">>"));
	}
	buf_put(b, S(">>>>"));
	object_put(&p->out, p->resources, buf_str(b));
}

static void put_page_tree(struct pdf *p)
{
	struct buf *b = &p->value;
	buf_clear(b);
	buf_printf(b, "<</Type/Pages/Count %zu/Kids[", p->pages.n);
	for (size_t i = 0; i < p->pages.n; i++) {
		if (i)
			buf_byte(b, ' ');
		put_ref(b, p->pages.at[i].object);
	}
	buf_put(b, S("]>>"));
	object_put(&p->out, p->page_tree, buf_str(b));
}

static void put_catalog(struct pdf *p)
{
	struct buf *b = &p->value;
	uint32_t tree = object_new(&p->out), dests = object_new(&p->out);
	uint32_t labels = object_new(&p->out), outline = object_new(&p->out);
	struct_write(p, tree);
	dests_write(p, dests);
	labels_write(p, labels);
	bool outlined = outline_write(p, outline);
	uint32_t metadata = metadata_write(p), intent = intent_write(p);
	buf_clear(b);
	buf_printf(b, "<</Type/Catalog/Pages %u 0 R/StructTreeRoot %u 0 R/MarkInfo<</Marked true>>"
	           "/ViewerPreferences<</DisplayDocTitle true>>/Names<</Dests %u 0 R>>"
	           "/PageLabels %u 0 R/Metadata %u 0 R/OutputIntents[%u 0 R]/Lang", p->page_tree, tree,
	           dests, labels, metadata, intent);
	put_bytes(b, p->edition->languages.at[0]);
	if (outlined)
		buf_printf(b, "/Outlines %u 0 R/PageMode/UseOutlines", outline);
	buf_put(b, S(">>"));
	object_put(&p->out, p->root, buf_str(b));
}

bool pdf_end(struct pdf *p)
{
	if (!p->pages.n)
		return diag_error(p->diags, (struct span){0}, "pdf/no-pages", "the edition has no page");
	arena_reset(p->scratch);
	tree_end(p);
	if (!fonts_write(p))
		return false;
	put_resources(p);
	put_page_tree(p);
	put_catalog(p);
	return objects_end(&p->out, p->root, info_write(p));
}
