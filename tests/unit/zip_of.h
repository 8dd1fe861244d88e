/* Zips of plain parts, made by hand: what a test writes as text becomes a workbook. */
#ifndef TESTS_ZIP_OF_H
#define TESTS_ZIP_OF_H

#include "base/arena.h"
#include "base/buf.h"

/* Four bits at a time. */
static inline uint32_t zip_of_crc(str s)
{
	static const uint32_t of[16] = {
	        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
	        0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
	        0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
	uint32_t crc = 0xFFFFFFFFu;
	for (size_t i = 0; i < s.len; i++) {
		crc ^= (unsigned char)s.ptr[i];
		crc = crc >> 4 ^ of[crc & 15];
		crc = crc >> 4 ^ of[crc & 15];
	}
	return ~crc;
}

static inline void zip_of_u16(struct buf *b, unsigned n)
{
	buf_byte(b, (char)n);
	buf_byte(b, (char)(n >> 8));
}

/* What the local and the central header share: version, flags, method, time, date, checksum, sizes,
 * name. */
static inline void zip_of_fields(struct buf *b, str name, str part, unsigned flags)
{
	zip_of_u16(b, 20);
	zip_of_u16(b, flags);
	buf_zero(b, 6);
	buf_u32(b, zip_of_crc(part));
	buf_u32(b, (uint32_t)part.len);
	buf_u32(b, (uint32_t)part.len);
	zip_of_u16(b, (unsigned)name.len);
	zip_of_u16(b, 0);
}

/* Takes "== NAME" lines and the parts behind them. */
static inline bool zip_of_next(str *rest, str *name, str *part)
{
	if (!str_starts(*rest, S("== ")))
		return false;
	*name = str_from(str_until(*rest, '\n'), 3);
	*rest = str_from(*rest, name->len + 4);
	size_t next = str_starts(*rest, S("== ")) ? 0 : str_find(*rest, S("\n== "));
	*part = str_sub(*rest, 0, next);
	*rest = next == SIZE_MAX ? S("") : str_from(*rest, next + (next > 0));
	return true;
}

/* A zip of the parts; flags 1: they say that they are encrypted. */
static inline str zip_of(struct arena *a, str text, unsigned flags)
{
	struct buf zip = {0}, directory = {0};
	str name, part;
	unsigned n = 0;
	for (; zip_of_next(&text, &name, &part) && n < 60000; n++) {
		buf_put(&directory, S("PK\1\2\24\0"));
		zip_of_fields(&directory, name, part, flags);
		buf_zero(&directory, 10);
		buf_u32(&directory, (uint32_t)zip.len);
		buf_put(&directory, name);
		buf_put(&zip, S("PK\3\4"));
		zip_of_fields(&zip, name, part, flags);
		buf_put(&zip, name);
		buf_put(&zip, part);
	}
	uint32_t begin = (uint32_t)zip.len;
	buf_put(&zip, buf_str(&directory));
	buf_put(&zip, S("PK\5\6\0\0\0\0"));
	zip_of_u16(&zip, n);
	zip_of_u16(&zip, n);
	buf_u32(&zip, (uint32_t)directory.len);
	buf_u32(&zip, begin);
	zip_of_u16(&zip, 0);
	str all = arena_str(a, buf_str(&zip));
	buf_drop(&zip);
	buf_drop(&directory);
	return all;
}

#endif
