/* Pictures: what must hold for each. */
#include "base/file.h"
#include "text/build/build.h"

enum { MOST_PAGES = 9999 };

static bool read_width(str text, double *width)
{
	double percent;
	if (!str_ends(text, S("%")) || !str_to_double(str_sub(text, 0, text.len - 1), &percent))
		return false;
	*width = percent / 100;
	return percent > 0 && percent <= 100;
}

/* The words stand in the brackets, where they are translated; alt="" says that there are none. */
static bool says_decoration(struct builder *b, const struct attributes *a)
{
	const struct attribute *alt = attributes_get(a, "alt");
	if (!alt || !alt->value.len)
		return alt != NULL;
	diag_error(b->diags, alt->value_at, "text/alt-outside",
	           "a picture's alternative text stands in its brackets");
	diag_hint(b->diags, "Write ![%.*s](...).", STR_ARG(alt->value));
	return false;
}

static bool read_page(str text, uint32_t *page)
{
	int64_t n;
	bool good = str_to_int(str_trim(text), &n) && n >= 1 && n <= MOST_PAGES;
	*page = good ? (uint32_t)n : 0;
	return good;
}

/* "3", or "1-4". */
static bool read_pages(str text, uint32_t *from, uint32_t *to)
{
	str first = str_until(text, '-');
	if (!read_page(first, from))
		return false;
	*to = *from;
	return first.len == text.len ||
	       (read_page(str_from(text, first.len + 1), to) && *to >= *from);
}

bool builder_picture_pages(struct builder *b, const struct attributes *a, uint32_t *from,
                           uint32_t *to)
{
	const struct attribute *pages = attributes_get(a, "pages");
	const struct attribute *said = pages ? pages : attributes_get(a, "page");
	*from = *to = 0;
	if (!said || (read_pages(said->value, from, to) && (pages || *from == *to)))
		return true;
	*from = *to = 0;
	diag_error(b->diags, said->value_at, "text/bad-page", "'%.*s' is no page of a PDF",
	           STR_ARG(said->value));
	diag_hint(b->diags, "Write page=2, or pages=1-3 for pages one after another, which are "
	                    "counted from 1.");
	return false;
}

static bool read_length(str text, strom_len *length)
{
	return length_parse(text, length) && *length > 0;
}

static void check_attributes(struct builder *b, const struct attributes *a, struct picture *picture)
{
	static const char *const known[] = {"width", "height", "alt", "ctx", "page", "pages", NULL};
	const struct attribute *width = attributes_get(a, "width"),
	                       *height = attributes_get(a, "height");
	attributes_check(b->diags, a, known);
	if (width && !read_width(width->value, &picture->width) &&
	    !read_length(width->value, &picture->wide)) {
		diag_error(b->diags, width->value_at, "text/bad-width", "'%.*s' is no width",
		           STR_ARG(width->value));
		diag_hint(b->diags,
		          "Write a share of the text's width, from 1%% to 100%%, or a length as in "
		          "4cm.");
	}
	if (height && !read_length(height->value, &picture->high)) {
		diag_error(b->diags, height->value_at, "text/bad-height", "'%.*s' is no height",
		           STR_ARG(height->value));
		diag_hint(b->diags, "Write a length, as in 12pt or 5mm.");
	}
}

static void check_file(struct builder *b, const struct picture *picture, str target)
{
	enum file_found found = file_look(b->diags, picture->path);
	if (found == FOUND_FILE)
		return;
	if (found == FOUND_OUTSIDE || found == FOUND_SENSITIVE || found == FOUND_UNSEEN) {
		file_refuse(b->diags, picture->path_at, picture->path, found);
		return;
	}
	if (str_find(target, S("://")) != SIZE_MAX) {
		diag_error(b->diags, picture->path_at, "text/missing-picture",
		           "'%.*s' is not a file of the project", STR_ARG(target));
		diag_hint(b->diags, "Save the picture in the project's folder and name that file.");
		return;
	}
	diag_error(b->diags, picture->path_at, "text/missing-picture",
	           "there is no picture '%.*s'", STR_ARG(target));
	diag_hint(b->diags, "Paths count from the folder of strom.yml.");
}

/* Messages are not evaluated in a path, nor shall they be. */
static bool target_ok(struct builder *b, str target, struct span at)
{
	if (!str_has(target, '{'))
		return true;
	diag_error(b->diags, at, "text/value-in-target", "a value stands in a picture's path");
	diag_hint(b->diags, "Values are text: write the path out.");
	return false;
}

void builder_picture_fill(struct builder *b, strom_node node, str target, struct span target_at,
                          str alt, const struct attributes *a, uint32_t page)
{
	struct picture *picture = arena_make(b->arena, struct picture);
	bool decoration = says_decoration(b, a) || str_eq(a->style, S("decoration"));
	picture->path = path_join(b->arena, b->edition->project->folder, target);
	picture->path_at = target_at;
	picture->page = page;
	if (b->edition->languages.n)
		picture->language = b->edition->languages.at[0];
	check_attributes(b, a, picture);
	if (target_ok(b, target, target_at))
		check_file(b, picture, target);
	struct node *n = node_edit(b->edition, node);
	n->picture = picture;
	n->alt = decoration ? S("") : alt;
	n->style = decoration || !a->style.len ? S("") : arena_str(b->arena, a->style);
	n->flags |= decoration ? NODE_DECORATION : 0;
	builder_name_node(b, node, a->id, a->id_at);
	if (decoration || str_trim(alt).len)
		return;
	diag_error(b->diags, target_at, "text/missing-alt", "picture has no alternative text");
	diag_hint(b->diags, "Say in ![...] what it shows, or mark it as ![](...){alt=\"\"}.");
}
