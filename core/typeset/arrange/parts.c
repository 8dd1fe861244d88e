/* Generated parts. Their styles: cover-title, cover-subtitle, cover-edition, cover-date,
 * cover-author, cover-funder, logos, notice; toc-title, toc-1 to toc-3. */
#include "typeset/arrange/parts.h"
#include "typeset/arrange/index_part.h"


enum { CONTENTS_DEPTH = 3 };

static strom_node add_paragraph(struct edition *e, strom_node parent, const char *style, str text,
                                str tag)
{
	if (!text.len)
		return 0;
	strom_node p = edition_add(e, parent, NODE_PARAGRAPH, (struct span){0});
	struct node *node = node_edit(e, p);
	node->flags |= NODE_GENERATED;
	node->style = str_of(style);
	if (tag.len)
		node->lang = edition_language(e, tag);
	strom_node t = edition_add_text(e, p, text);
	node_edit(e, t)->lang = node_at(e, p)->lang;
	return p;
}

static str joined_authors(struct edition *e)
{
	struct buf b = {0};
	for (size_t i = 0; i < e->authors_n; i++) {
		buf_put(&b, i ? S(", ") : S(""));
		buf_put(&b, e->authors[i]);
	}
	str s = arena_str(e->arena, buf_str(&b));
	buf_drop(&b);
	return s;
}

/* Named as strom.yml names them: names of institutions are no words to translate. */
static void add_logos(struct edition *e, strom_node part)
{
	const struct project *p = e->project;
	strom_node row = 0;
	for (size_t i = 0; p && i < p->funders_n; i++) {
		const struct funder *f = &p->funders[i];
		if (!f->logo.text.len)
			continue;
		if (!row) {
			row = edition_add(e, part, NODE_DIV, (struct span){0});
			node_edit(e, row)->style = S("logos");
			node_edit(e, row)->flags |= NODE_GENERATED;
		}
		struct picture *picture = arena_make(e->arena, struct picture);
		*picture = (struct picture){.path = f->logo.text, .path_at = f->logo.at};
		strom_node n = edition_add(e, row, NODE_PICTURE, f->logo.at);
		uint16_t lang = edition_language(e, p->language);
		picture->language = e->languages.at[0];
		node_edit(e, n)->picture = picture;
		node_edit(e, n)->alt = f->name.text;
		node_edit(e, n)->lang = lang;
		node_edit(e, n)->flags |= NODE_GENERATED;
	}
}

/* What libraries and those who want to copy look for: "ISBN 978-3-16-148410-0. Licence: CC BY 4.0".
 */
static str rights_line(struct edition *e)
{
	str licence = e->project ? e->project->licence.text : S("");
	str isbn = e->spec->document ? e->spec->document->isbn.text : S("");
	struct buf b = {0};
	if (isbn.len)
		buf_printf(&b, "ISBN %.*s%s", STR_ARG(isbn), licence.len ? ". " : "");
	if (licence.len)
		buf_printf(&b, "%.*s: %.*s", STR_ARG(language_word(e->language, S("licence"))),
		           STR_ARG(licence));
	str s = arena_str(e->arena, buf_str(&b));
	buf_drop(&b);
	return s;
}

static void fill_cover(struct edition *e, strom_node part)
{
	str own = S("");
	add_paragraph(e, part, "cover-title", e->title, e->title_language);
	add_paragraph(e, part, "cover-subtitle", e->subtitle, own);
	add_paragraph(e, part, "cover-edition",
	              number_country(e->arena, e->spec->country, e->spec->language), own);
	add_paragraph(e, part, "cover-date", e->date, own);
	str authors = joined_authors(e);
	add_paragraph(e, part, "cover-author", authors, own);
	if (!str_eq(authors, e->publisher))
		add_paragraph(e, part, "cover-author", e->publisher, own);
	for (size_t i = 0; i < e->credits_n; i++)
		add_paragraph(e, part, "cover-funder", e->credits[i], own);
	add_paragraph(e, part, "cover-funder", rights_line(e), own);
	add_logos(e, part);
	add_paragraph(e, part, "notice", e->notice, own);
}

/* What a reader wants to know who has the publication in hand: what it is, and what may be done. */
static void fill_back(struct edition *e, strom_node part)
{
	add_paragraph(e, part, "back-text", e->description, S(""));
	add_paragraph(e, part, "back-rights", rights_line(e), S(""));
}

static void copy_text(struct edition *e, strom_node from, strom_node to)
{
	str text = edition_text(e, e->arena, from);
	uint16_t lang = node_at(e, from)->lang;
	strom_node t = edition_add_text(e, to, text);
	node_edit(e, t)->lang = lang;
}

/* entry > link > text, page: the text's and the page's node keep apart what is read and counted. */
static void add_entry(struct edition *e, strom_node part, strom_node heading, strom_node words,
                      uint8_t level)
{
	str target = arena_printf(e->arena, "#%.*s", STR_ARG(node_at(e, heading)->id));
	strom_node entry = edition_add(e, part, NODE_TOC_ENTRY, node_at(e, heading)->span);
	node_edit(e, entry)->level = level;
	node_edit(e, entry)->target = target;
	node_edit(e, entry)->flags |= NODE_GENERATED;
	node_edit(e, entry)->lang = node_at(e, heading)->lang;
	strom_node link = edition_add(e, entry, NODE_LINK, node_at(e, heading)->span);
	node_edit(e, link)->target = target;
	copy_text(e, words, link);
	strom_node page = edition_add(e, link, NODE_PAGE_REF, node_at(e, heading)->span);
	node_edit(e, page)->target = target;
}

/* What has a caption and no id of its own gets one that no author can write. */
static void give_id(struct edition *e, strom_node n)
{
	uint32_t node = n;
	if (node_at(e, n)->id.len)
		return;
	str id = arena_printf(e->arena, "caption %u", n);
	node_edit(e, n)->id = id;
	map_add(e->ids, id, &node);
}

static bool is_listed(const struct node *n, bool tables)
{
	return tables ? n->kind == NODE_TABLE : n->kind == NODE_FIGURE || n->kind == NODE_PICTURE;
}

/* Without a title when nothing is listed. */
static void fill_captions(struct edition *e, strom_node part, bool tables)
{
	str title = language_word(e->language, tables ? S("tables-list") : S("figures-list"));
	for (strom_node n = 1, end = (strom_node)e->nodes.n; n < end; n++) {
		strom_node caption = node_at(e, n)->first;
		if (!is_listed(node_at(e, n), tables) || !caption ||
		    node_at(e, caption)->kind != NODE_CAPTION)
			continue;
		if (!node_at(e, part)->first)
			add_paragraph(e, part, "toc-title", title, S(""));
		give_id(e, n);
		add_entry(e, part, n, caption, 2);
	}
}

static void collect_headings(struct edition *e, strom_node part, strom_node below)
{
	for (EACH_CHILD(n, e, below)) {
		enum node_kind kind = node_at(e, n)->kind;
		if (kind == NODE_HEADING && node_at(e, n)->level <= CONTENTS_DEPTH &&
		    node_at(e, n)->id.len)
			add_entry(e, part, n, n, node_at(e, n)->level);
		else if (kind == NODE_DIV || kind == NODE_PART)
			collect_headings(e, part, n);
	}
}

static void fill_contents(struct edition *e, strom_node part)
{
	add_paragraph(e, part, "toc-title", language_word(e->language, S("contents")), S(""));
	collect_headings(e, part, 1);
}

strom_node part_add(struct edition *e, strom_node before, enum strom_part_kind kind, str style,
                    str message)
{
	strom_node part = edition_insert(e, 1, before, NODE_PART, (struct span){0});
	struct node *node = node_edit(e, part);
	node->number = (int32_t)kind;
	node->style = arena_str(e->arena, style);
	node->flags |= NODE_GENERATED;
	if (kind == STROM_PART_COVER)
		fill_cover(e, part);
	else if (kind == STROM_PART_BACK)
		fill_back(e, part);
	else if (kind == STROM_PART_CONTENTS)
		fill_contents(e, part);
	else if (kind == STROM_PART_TABLES || kind == STROM_PART_FIGURES)
		fill_captions(e, part, kind == STROM_PART_TABLES);
	else if (kind == STROM_PART_INDEX)
		part_index_begin(e, part);
	else if (message.len)
		add_paragraph(e, part, "body", language_word(e->language, message), S(""));
	return part;
}
