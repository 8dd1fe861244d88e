/* JPEG (ITU-T T.81), with what cameras and programs add: JFIF, Exif, ICC profiles, Adobe's marker.
 *
 * TurboJPEG keeps libjpeg's error jumps to itself. */
#include "picture/parts.h"

#include "base/buf.h"

#include <turbojpeg.h>

static void jfif_density(struct picture_info *info, str s)
{
	if (s.len < 14 || !str_starts(s, (str){"JFIF", 5}) || !picture_big(s, 8, 2) ||
	    !picture_big(s, 10, 2))
		return;
	double unit = s.ptr[7] == 1 ? 1 : s.ptr[7] == 2 ? 2.54 : 0;
	if (unit == 0)
		return;
	info->dpi_x = picture_big(s, 8, 2) * unit;
	info->dpi_y = picture_big(s, 10, 2) * unit;
}

static bool is_profile(unsigned marker, str body)
{
	return marker == 0xE2 && body.len > 14 && str_starts(body, (str){"ICC_PROFILE", 12});
}

static void jpeg_segment(struct picture_info *info, unsigned marker, str body)
{
	if (marker == 0xE0)
		jfif_density(info, body);
	if (marker == 0xE1 && str_starts(body, (str){"Exif\0", 6}))
		picture_exif(info, str_from(body, 6));
	if (is_profile(marker, body))
		info->profile = info->bytes;
	/* Adobe's programs store how much paper is left, not how much ink there is. */
	if (marker == 0xEE && body.len >= 12 && str_starts(body, S("Adobe")))
		info->inverted = true;
}

static bool is_frame(unsigned marker)
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
	       marker != 0xCC;
}

/* Past the coded data of a scan: to the next marker that is neither a stuffed byte nor a restart.
 */
static str jpeg_scan(str rest)
{
	for (;;) {
		const char *ff = rest.len ? memchr(rest.ptr, 0xFF, rest.len - 1) : NULL;
		if (!ff)
			return (str){0};
		rest = str_from(rest, (size_t)(ff - rest.ptr));
		unsigned next = (unsigned char)rest.ptr[1];
		if (next && (next < 0xD0 || next > 0xD7) && next != 0xFF)
			return rest;
		rest = str_from(rest, next == 0xFF ? 1 : 2);
	}
}

const char *jpeg_read(struct picture_info *info)
{
	str rest = str_from(info->bytes, 2);
	while (rest.len >= 2 && rest.ptr[0] == '\xFF') {
		unsigned marker = (unsigned char)rest.ptr[1];
		if (marker == 0xD9)
			return info->w ? NULL : "it has no pixels";
		if (marker == 0xFF) {            /* fill bytes */
			rest = str_from(rest, 1);
			continue;
		}
		size_t len = rest.len >= 4 ? picture_big(rest, 2, 2) : 0;
		if (len < 2 || rest.len < 2 + len)
			break;
		str body = str_sub(rest, 4, 2 + len);
		jpeg_segment(info, marker, body);
		if (is_frame(marker)) {
			if (body.len < 6 || info->w)
				return "its header is damaged";
			info->h = picture_big(body, 1, 2);
			info->w = picture_big(body, 3, 2);
			info->channels = (uint8_t)body.ptr[5];
			info->inks = info->channels == 4;
		}
		rest = str_from(rest, 2 + len);
		if (marker == 0xDA)
			rest = jpeg_scan(rest);
	}
	return "it ends too early";
}

bool jpeg_pixels(struct arena *a, struct diags *d, const struct picture *p,
                 const struct picture_info *info, unsigned char *out)
{
	tjhandle handle = tjInitDecompress();
	const char *why = NULL;
	int w = 0, h = 0, sampling, space;
	if (!handle)
		return picture_broken(d, p, "there is no memory for it");
	const unsigned char *bytes = (const unsigned char *)info->bytes.ptr;
	struct extent size = picture_stored(info);
	if (tjDecompressHeader3(handle, bytes, info->bytes.len, &w, &h, &sampling, &space)
	    || tjDecompress2(handle, bytes, info->bytes.len, out, (int)size.w, 0, (int)size.h,
	                     info->inks ? TJPF_CMYK : info->channels == 1 ? TJPF_GRAY : TJPF_RGB,
	                     TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS))
		why = arena_str(a, str_of(tjGetErrorStr2(handle))).ptr;
	tjDestroy(handle);
	return why ? picture_broken(d, p, why) : true;
}

/* The parts of the profile that APP2 segments hold, in their order (ICC.1:2004-10, annex B). */
str jpeg_profile(struct arena *a, str file)
{
	struct buf b = {0};
	unsigned next = 1, count = 0;
	for (str rest = str_from(file, 2); rest.len >= 4 && rest.ptr[0] == '\xFF';) {
		unsigned marker = (unsigned char)rest.ptr[1];
		size_t len = picture_big(rest, 2, 2);
		if (marker == 0xFF) {
			rest = str_from(rest, 1);
			continue;
		}
		if (marker == 0xDA || len < 2 || rest.len < 2 + len)
			break;
		str body = str_sub(rest, 4, 2 + len);
		if (is_profile(marker, body) && (unsigned char)body.ptr[12] == next) {
			count = (unsigned char)body.ptr[13];
			buf_put(&b, str_from(body, 14));
			next++;
		}
		rest = str_from(rest, 2 + len);
	}
	str all = next > 1 && next - 1 == count ? arena_str(a, buf_str(&b)) : (str){0};
	buf_drop(&b);
	return all;
}
