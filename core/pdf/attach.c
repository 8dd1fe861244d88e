/* Attached files: the rows of each data table and chart as CSV, tied to its element (ISO
 * 19005-3, 6.8).
 *
 * They are what the table's own query gives, and so nothing that the document could not print. Rows
 * go through a buffer of 64 KB, however many there are. */
#include "pdf/parts.h"

enum { PIECE = 1 << 16 };

static bool wanted(const struct pdf *p)
{
	const struct edition_spec *spec = p->edition->spec;
	return !spec || !spec->document || spec->document->attachments;
}

void attach_data(struct pdf *p, strom_node table)
{
	const struct dataset *data = dataset_of(p->edition, table);
	if (data && data->rows.n && wanted(p))
		vec_push(p->arena, &p->files.list, (struct attached){table, object_new(&p->out)});
}

/* Those without a name are counted; names are told apart, whatever ids there are. */
static str name_of(struct pdf *p, const struct attached *file, uint32_t *unnamed)
{
	const struct node *node = node_at(p->edition, file->table);
	const char *what = node->kind == NODE_FIGURE ? "figure" : "table";
	str id = node->id;
	while (!id.len) {
		str next = arena_printf(p->arena, "%s-%u", what, ++*unnamed);
		id = edition_find(p->edition, next) ? S("") : next;
	}
	return arena_printf(p->arena, "%.*s.csv", STR_ARG(id));
}

/* Appends rows from *row on, up to the last or about a piece. False: reported. */
static bool take_rows(const struct dataset *data, size_t *row, struct buf *b)
{
	for (; *row < data->rows.n && b->len < PIECE; ++*row)
		if (!dataset_csv_row(data, *row, b))
			return false;
	return true;
}

/* Few rows are packed at once; many go through a buffer. False: reported. */
static bool put_rows(struct pdf *p, strom_node table, uint32_t number, str dict, uint64_t *size)
{
	const struct dataset *data = dataset_of(p->edition, table);
	struct buf *b = &p->value;
	size_t row = 0;
	buf_clear(b);
	dataset_csv_titles(p->edition, p->scratch, table, b);
	if (!take_rows(data, &row, b))
		return false;
	*size = b->len;
	if (row == data->rows.n) {
		object_stream(&p->out, number, dict, buf_str(b), STREAM_PACKED);
		return true;
	}
	object_stream_begin(&p->out, number, dict);
	object_stream_piece(&p->out, buf_str(b));
	while (row < data->rows.n) {
		buf_clear(b);
		if (!take_rows(data, &row, b))
			return false;
		object_stream_piece(&p->out, buf_str(b));
		*size += b->len;
	}
	object_stream_end(&p->out);
	return true;
}

static bool put_file(struct pdf *p, strom_node table, uint32_t number)
{
	struct buf dict = {0};
	uint32_t about = object_new(&p->out);
	uint64_t size = 0;
	buf_printf(&dict, "/Type/EmbeddedFile/Subtype/text#2Fcsv/Params %u 0 R", about);
	bool good = put_rows(p, table, number, buf_str(&dict), &size);
	buf_drop(&dict);
	if (!good)
		return false;
	buf_clear(&p->value);
	buf_printf(&p->value, "<</Size %llu", (unsigned long long)size);
	pdf_put_dates(p, &p->value);
	buf_put(&p->value, S(">>"));
	object_put(&p->out, about, buf_str(&p->value));
	return true;
}

/* What the file is: the caption, if there is one. */
static str description(struct pdf *p, strom_node table, str name)
{
	strom_node first = node_at(p->edition, table)->first;
	bool caption = first && node_at(p->edition, first)->kind == NODE_CAPTION;
	return caption ? edition_text(p->edition, p->scratch, first) : name;
}

static void put_spec(struct pdf *p, const struct attached *file, str name, uint32_t bytes)
{
	struct buf *b = &p->value;
	buf_clear(b);
	buf_put(b, S("<</Type/Filespec/AFRelationship/Data/F"));
	pdf_put_text(b, name);
	buf_put(b, S("/UF"));
	pdf_put_text(b, name);
	buf_put(b, S("/Desc"));
	pdf_put_text(b, description(p, file->table, name));
	buf_printf(b, "/EF<</F %u 0 R/UF %u 0 R>>>>", bytes, bytes);
	object_put(&p->out, file->object, buf_str(b));
}

bool attachments_write(struct pdf *p)
{
	uint32_t unnamed = 0;
	for (size_t i = 0; i < p->files.list.n; i++) {
		const struct attached *file = &p->files.list.at[i];
		uint32_t bytes = object_new(&p->out);
		str name = name_of(p, file, &unnamed);
		if (!put_file(p, file->table, bytes))
			return false;
		put_spec(p, file, name, bytes);
		arena_reset(p->scratch);
	}
	return true;
}

/* Keys only have to be in order: a viewer shows the files' own names. */
uint32_t attachments_names(struct pdf *p)
{
	struct key_tree tree = {.what = "Names"};
	uint32_t number = object_new(&p->out);
	char key[32];
	for (size_t i = 0; i < p->files.list.n; i++) {
		int n = snprintf(key, sizeof key, "(table-%08zu)", i + 1);
		key_put(p, &tree, (str){key, (size_t)n}, p->files.list.at[i].object);
	}
	keys_write(p, &tree, number);
	keys_drop(&tree);
	return number;
}

/* They come as they were noted. */
void attachment_of(struct pdf *p, strom_node table, struct buf *b)
{
	size_t at = p->files.next;
	if (at == p->files.list.n || p->files.list.at[at].table != table)
		return;
	p->files.next++;
	buf_printf(b, "/AF[%u 0 R]", p->files.list.at[at].object);
}
