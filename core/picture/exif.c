/* Exif (CIPA DC-008, 2.32), which JPEG and PNG files may hold: how the camera was held, and the
 * density. */
#include "picture/parts.h"

static uint32_t number(str s, size_t off, unsigned bytes, bool little)
{
	uint32_t v = 0;
	for (unsigned i = 0; i < bytes; i++)
		v |= (uint32_t)(unsigned char)s.ptr[off + i] << 8 * (little ? i : bytes - 1 - i);
	return v;
}

static double fraction(str tiff, uint32_t at, bool little)
{
	if (at > tiff.len || tiff.len - at < 8)
		return 0;
	uint32_t below = number(tiff, at + 4, 4, little);
	return below ? (double)number(tiff, at, 4, little) / below : 0;
}

/* The first directory of the TIFF file inside (4.6.4). */
void picture_exif(struct picture_info *info, str tiff)
{
	enum { TURN = 0x0112, ACROSS = 0x011A, DOWN = 0x011B, UNIT = 0x0128, CENTIMETRE = 3 };
	bool little = str_starts(tiff, (str){"II*\0", 4});
	if (tiff.len < 8 || (!little && !str_starts(tiff, (str){"MM\0*", 4})))
		return;
	double across = 0, down = 0, unit = 1;
	str list = str_from(tiff, number(tiff, 4, 4, little));
	unsigned n = list.len >= 2 ? number(list, 0, 2, little) : 0;
	for (list = str_from(list, 2); n && list.len >= 12; n--, list = str_from(list, 12)) {
		unsigned tag = number(list, 0, 2, little), value = number(list, 8, 2, little);
		if (tag == TURN && value >= 1 && value <= 8)
			info->turn = (uint8_t)value;
		else if (tag == ACROSS)
			across = fraction(tiff, number(list, 8, 4, little), little);
		else if (tag == DOWN)
			down = fraction(tiff, number(list, 8, 4, little), little);
		else if (tag == UNIT)
			unit = value == CENTIMETRE ? 2.54 : 1;
	}
	if (info->dpi_x > 0)
		return;
	info->dpi_x = across * unit;
	info->dpi_y = down * unit;
}
