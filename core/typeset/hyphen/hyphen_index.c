/* Dictionaries read ahead: the tables that hyphen.c makes, as they lie in memory.
 *
 * To read German takes longer than to set ten pages. So what is made of the dictionaries that the
 * language packs name is written down when Strom is built (setup/hyphens.c), and found by the
 * dictionary's name, size and time; where it does not match, the dictionary is read. The format is
 * this machine's alone, and nothing but this build reads it. */
#include "typeset/hyphen/hyphen_parts.h"

#include "base/file.h"

struct index_head {
	char magic[8];
	struct file_stamp stamp;         /* of the dictionary */
	uint64_t room[2], begins[2];     /* slots of each level, and of its beginnings; 0: none */
	struct hyphenator fields;        /* pointers are left out */
};

static const char magic[8] = "hyphens4";

static str bytes_of(const void *at, size_t n)
{
	return (str){at, n};
}

void hyphen_index_write(const struct hyphenator *h, struct file_stamp stamp, struct buf *out)
{
	struct index_head head;
	memset(&head, 0, sizeof head);
	memcpy(head.magic, magic, sizeof magic);
	head.stamp = stamp;
	memcpy(&head.fields, h, sizeof *h);
	head.fields.voikko = NULL;
	head.fields.exceptions = NULL;
	head.fields.file = (str){0};
	for (int i = 0; i < 2; i++) {
		head.room[i] = h->level[i].slots ? h->level[i].room : 0;
		head.begins[i] = h->level[i].begins ? h->level[i].begins_room : 0;
		head.fields.level[i] = (struct level){0};
	}
	buf_put(out, bytes_of(&head, sizeof head));
	for (int i = 0; i < 2; i++)
		if (head.room[i]) {
			buf_put(out, bytes_of(h->level[i].slots, head.room[i] * sizeof(uint32_t)));
			buf_put(out,
			        bytes_of(h->level[i].lengths, HYPHEN_LENGTHS * sizeof(uint16_t)));
			buf_put(out,
			        bytes_of(h->level[i].begins, head.begins[i] * sizeof(uint32_t)));
		}
}

static size_t level_bytes(const struct index_head *head, int i)
{
	return head->room[i] ? (head->room[i] + head->begins[i]) * sizeof(uint32_t) +
	                       HYPHEN_LENGTHS * sizeof(uint16_t) : 0;
}

static bool is_room(uint64_t room, str index)
{
	return !(room & (room - 1)) && room <= index.len;
}

static bool is_whole(const struct index_head *head, str index)
{
	size_t size = sizeof *head;
	for (int i = 0; i < 2; i++) {
		if (!is_room(head->room[i], index) || !is_room(head->begins[i], index))
			return false;
		size += level_bytes(head, i);
	}
	return head->room[0] && size == index.len;
}

struct hyphenator *hyphen_index_read(struct arena *a, struct file_stamp stamp, str bytes, str index)
{
	struct index_head head;
	if (index.len < sizeof head)
		return NULL;
	memcpy(&head, index.ptr, sizeof head);
	if (memcmp(head.magic, magic, sizeof magic) || head.stamp.bytes != stamp.bytes ||
	    head.stamp.changed != stamp.changed || stamp.bytes != bytes.len ||
	    !is_whole(&head, index))
		return NULL;
	struct hyphenator *h = arena_make(a, struct hyphenator);
	*h = head.fields;
	h->file = bytes;
	size_t at = sizeof head;
	for (int i = 0; i < 2; i++) {
		/* Only looked into: the file is mapped for reading. */
		h->level[i].room = head.room[i];
		h->level[i].slots = (uint32_t *)(uintptr_t)(index.ptr + at);
		h->level[i].lengths =
		        (uint16_t *)(uintptr_t)(index.ptr + at + head.room[i] * sizeof(uint32_t));
		at += level_bytes(&head, i);
		h->level[i].begins_room = head.begins[i];
		if (head.begins[i])
			h->level[i].begins =
			        (uint32_t *)(uintptr_t)(index.ptr + at -
			                                head.begins[i] * sizeof(uint32_t));
	}
	hyphen_words(a, h);
	return h;
}

str hyphen_index_path(struct arena *a, str path)
{
	str name = path_name(path);
	return place_share(a, arena_printf(a, "hyphens/%.*s.index", STR_ARG(name)));
}

struct hyphenator *hyphen_index_find(struct arena *a, str path, str bytes)
{
	struct file_stamp stamp;
	str file = hyphen_index_path(a, path), index;
	if (!file_stamp(path, &stamp) || !file_exists(file) ||
	    !file_map_as(a, diags_new(a), FILE_GIVEN, (struct span){0}, file, 0, &index))
		return NULL;
	return hyphen_index_read(a, stamp, bytes, index);
}
