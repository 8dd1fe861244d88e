/* The press: a printing condition's profile, and what colours become under it. */
#include "pdf/press.h"

#include "base/buf.h"
#include "base/file.h"
#include "pdf/icc.h"

#include <dlfcn.h>
#include <lcms2.h>

enum { MOST_PROFILE = 64 << 20, KNOWN = 256 };

struct press {
	const struct print_spec *spec;
	str profile;
	cmsHTRANSFORM colours, pixels;   /* pixels: made when the first picture comes */
	struct { uint32_t rgb; uint16_t cmyk[4]; bool set; } known[KNOWN];
	cmsHPROFILE from, to;
	__typeof__(&cmsOpenProfileFromMem) open_profile;
	__typeof__(&cmsCloseProfile) close_profile;
	__typeof__(&cmsCreateTransform) new_transform;
	__typeof__(&cmsDeleteTransform) drop_transform;
	__typeof__(&cmsDoTransform) transform;
};

/* ---- Conditions, as the ICC's registry of characterizations names them ---- */

const struct condition *press_condition_find(str name)
{
	static const struct condition all[] = {
		{"FOGRA28", "Offset printing, web, coated paper (LWC), ISO 12647-2"},
		{"FOGRA29", "Offset printing, uncoated white paper, ISO 12647-2"},
		{"FOGRA30", "Offset printing, uncoated yellowish paper, ISO 12647-2"},
		{"FOGRA39", "Offset printing, coated paper, 115 g/m2, ISO 12647-2:2004/Amd 1"},
		{"FOGRA40", "Offset printing, supercalendered paper, ISO 12647-2:2004"},
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_eq(name, str_of(all[i].name)))
			return &all[i];
	return NULL;
}

/* A name that is safe as a file's. */
static bool is_plain(str name)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      c == '-'))
			return false;
	}
	return name.len > 0 && name.len <= 64;
}

static bool no_condition(struct arena *a, struct diags *d, const struct said *name, str folder)
{
	str *files;
	size_t n = 0;
	diag_error(d, name->at, "print/no-condition",
	           "there is no profile of the printing condition '%.*s'",
	           STR_ARG(utf8_prefix(name->text, 60)));
	if (folder_exists(folder) && folder_list_as(a, d, FILE_GIVEN, folder, &files, &n))
		for (size_t i = 0; i < n; i++)
			files[i] = str_until(files[i], '.');
	if (n && diag_did_you_mean(d, name->text, files, n))
		return false;
	diag_hint(d,
	          "Make it by 'setup/press %.*s %.*s/%.*s.icc' (packages argyll and "
	          "icc-profiles-free), or name the printer's own ICC file by 'profile:' below "
	          "'print:'.",
	          STR_ARG(utf8_prefix(name->text, 60)), STR_ARG(folder),
	          STR_ARG(utf8_prefix(name->text, 60)));
	return false;
}

static bool bad_profile(struct diags *d, struct span at, str path, const char *why)
{
	diag_error(d, at, "print/bad-profile", "'%.*s' is not a printing condition's profile: %s",
	           STR_ARG(path_name(path)), why);
	diag_hint(d, "Ask the printer for the ICC profile of a press with four inks.");
	return false;
}

/* The header (ICC.1:2004-10, 7.2). NULL: it is a press's with four inks. */
static const char *wrong_profile(str bytes)
{
	uint32_t size = 0;
	if (bytes.len < 132 || !str_eq(str_sub(bytes, 36, 40), S("acsp")))
		return "it is no ICC profile";
	for (size_t i = 0; i < 4; i++)
		size = size << 8 | (unsigned char)bytes.ptr[i];
	if (size != bytes.len)
		return "its length is not what it says";
	if (!str_eq(str_sub(bytes, 12, 16), S("prtr")))
		return "it is not of an output device";
	if (!str_eq(str_sub(bytes, 16, 20), S("CMYK")))
		return "its colours are not cyan, magenta, yellow and black";
	if ((unsigned char)bytes.ptr[8] > 4)
		return "PDF/X-4 knows versions 2 and 4 alone";
	return NULL;
}

static bool read_profile(struct arena *a, struct diags *d, const struct print_spec *spec,
                         str *bytes, str *path, struct span *at)
{
	const struct said *name = &spec->condition;
	str folder = place_share(a, S("press"));
	*at = spec->profile.text.len ? spec->profile.at : name->at;
	*path = spec->profile.text;
	if (!path->len) {
		*path = path_join(
		        a, folder,
		        arena_printf(a, "%.*s.icc", STR_ARG(utf8_prefix(name->text, 64))));
		if (!is_plain(name->text) || !file_exists(*path))
			return no_condition(a, d, name, folder);
	}
	if (!file_map_as(a, d, spec->profile.text.len ? FILE_INPUT : FILE_GIVEN, *at, *path,
	                 MOST_PROFILE, bytes))
		return false;
	const char *why = wrong_profile(*bytes);
	return why ? bad_profile(d, *at, *path, why) : true;
}

bool press_read(struct arena *a, struct diags *d, const struct project *project, str *profile)
{
	str path;
	struct span at;
	return read_profile(a, d, &project->print, profile, &path, &at);
}

bool press_check(struct arena *a, struct diags *d, const struct project *project)
{
	str bytes;
	return press_read(a, d, project, &bytes);
}

/* ---- Little CMS ---- */

static bool open_library(struct press *p, struct diags *d, struct span at)
{
	void *library = dlopen("liblcms2.so.2", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (library) {
		p->open_profile = dlsym(library, "cmsOpenProfileFromMem");
		p->close_profile = dlsym(library, "cmsCloseProfile");
		p->new_transform = dlsym(library, "cmsCreateTransform");
		p->drop_transform = dlsym(library, "cmsDeleteTransform");
		p->transform = dlsym(library, "cmsDoTransform");
	}
	if (p->open_profile && p->close_profile && p->new_transform && p->drop_transform &&
	    p->transform)
		return true;
	diag_error(d, at, "print/no-lcms", "the library liblcms2.so.2 cannot be opened");
	diag_hint(d, "Install the package liblcms2-2, which converts colours for print.");
	return false;
}

static void drop_press(void *object)
{
	struct press *p = object;
	if (p->colours)
		p->drop_transform(p->colours);
	if (p->pixels)
		p->drop_transform(p->pixels);
	if (p->from)
		p->close_profile(p->from);
	if (p->to)
		p->close_profile(p->to);
}

static cmsHTRANSFORM transform_to(const struct press *p, cmsHPROFILE from, uint32_t format,
                                  uint32_t flags)
{
	return p->new_transform(from, TYPE_RGB_8, p->to, format, INTENT_RELATIVE_COLORIMETRIC,
	                        cmsFLAGS_BLACKPOINTCOMPENSATION | flags);
}

struct press *press_new(struct arena *a, struct diags *d, const struct print_spec *spec,
                        struct span at, str path, str bytes)
{
	struct press *p = arena_make(a, struct press);
	struct buf srgb = {0};
	const char *why = wrong_profile(bytes);
	p->spec = spec;
	p->profile = bytes;
	if (why)
		bad_profile(d, at, path, why);
	if (why || !open_library(p, d, at))
		return NULL;
	icc_srgb(&srgb);
	p->from = p->open_profile(srgb.ptr, (uint32_t)srgb.len);
	buf_drop(&srgb);
	p->to = p->open_profile(bytes.ptr, (uint32_t)bytes.len);
	arena_cleanup(a, drop_press, p);
	/* A few colours: a table for millions of pixels would cost more than it saves. */
	if (p->from && p->to)
		p->colours = transform_to(p, p->from, TYPE_CMYK_16,
		                          cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE);
	if (p->colours)
		return p;
	bad_profile(d, at, path, "its tables are damaged");
	return NULL;
}

struct press *press_open(struct arena *a, struct diags *d, const struct project *project)
{
	str bytes, path;
	struct span at;
	if (!read_profile(a, d, &project->print, &bytes, &path, &at))
		return NULL;
	return press_new(a, d, &project->print, at, path, bytes);
}

const struct print_spec *press_spec(const struct press *p)
{
	return p->spec;
}

str press_profile(const struct press *p)
{
	return p->profile;
}

/* ---- Colours ---- */

static void convert(struct press *p, const uint8_t rgb[3], uint16_t cmyk[4])
{
	uint16_t ink[4];
	p->transform(p->colours, rgb, ink, 1);
	for (int i = 0; i < 4; i++)
		cmyk[i] = (uint16_t)((ink[i] * 1000u + 32767) / 65535);
}

void press_colour(struct press *p, struct colour c, uint16_t cmyk[4])
{
	const uint8_t rgb[3] = {c.r, c.g, c.b};
	uint32_t key = (uint32_t)c.r << 16 | (uint32_t)c.g << 8 | c.b,
	         slot = key * 2654435761u >> 24;
	if (c.r == c.g && c.g == c.b) {
		const uint16_t grey[4] = {0, 0, 0, (uint16_t)(((255 - c.r) * 1000 + 127) / 255)};
		memcpy(cmyk, grey, sizeof grey);
		return;
	}
	if (!p->known[slot].set || p->known[slot].rgb != key) {
		convert(p, rgb, p->known[slot].cmyk);
		p->known[slot].rgb = key;
		p->known[slot].set = true;
	}
	memcpy(cmyk, p->known[slot].cmyk, sizeof p->known[slot].cmyk);
}

static bool convert_pixels(struct press *p, cmsHTRANSFORM transform, const unsigned char *rgb,
                           unsigned char *cmyk, size_t n)
{
	enum { AT_ONCE = 1 << 20 };
	for (size_t done = 0; transform && done < n; done += AT_ONCE) {
		size_t k = n - done < AT_ONCE ? n - done : AT_ONCE;
		p->transform(transform, rgb + 3 * done, cmyk + 4 * done, (uint32_t)k);
	}
	return transform != NULL;
}

bool press_pixels(struct press *p, str profile, const unsigned char *rgb, unsigned char *cmyk,
                  size_t n)
{
	if (!profile.len) {
		if (!p->pixels)
			p->pixels = transform_to(p, p->from, TYPE_CMYK_8, 0);
		return convert_pixels(p, p->pixels, rgb, cmyk, n);
	}
	cmsHPROFILE from = p->open_profile(profile.ptr, (uint32_t)profile.len);
	cmsHTRANSFORM own = from ? transform_to(p, from, TYPE_CMYK_8, 0) : NULL;
	bool good = convert_pixels(p, own, rgb, cmyk, n);
	if (own)
		p->drop_transform(own);
	if (from)
		p->close_profile(from);
	return good;
}
