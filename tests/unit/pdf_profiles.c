/* Pictures that say how they were held and what their colours are: Exif, ICC profiles, inks. */
#include "pdf/icc.h"
#include "pdf/press.h"
#include "picture/picture.h"
#include "unit/pdf_help.h"
#include "unit/quick_file.h"

#include <libdeflate.h>
#include <png.h>
#include <turbojpeg.h>

static struct world w;
static struct press *press;
enum { W = 32, H = 16 };

static void setup(void)
{
	world_begin(&w);
	w.project.print = (struct print_spec){.condition.text = S("FOGRA39"), .bleed = -1,
	                                      .ink_limit = 300, .resolution = 1};
	press = press_open(w.arena, w.diags, &w.project);
	ck_assert_ptr_nonnull(press);
}

static void teardown(void)
{
	world_end(&w);
}

/* ---- Files ---- */

static const struct picture *save(const char *name, str bytes)
{
	quick_file(w.arena, str_of(name), bytes);
	struct picture *p = arena_make(w.arena, struct picture);
	*p = (struct picture){.path = str_of(name)};
	return p;
}

/* Four quarters: at each corner a colour of its own. */
static unsigned char *quarters(int channels)
{
	static const unsigned char colours[4][4] = {{200, 0, 0, 0}, {0, 200, 0, 0}, {0, 0, 200, 0},
	                                            {200, 200, 200, 0}};
	unsigned char *px = arena_alloc(w.arena, (size_t)(W * H * channels));
	for (int y = 0; y < H; y++)
		for (int x = 0; x < W; x++)
			memcpy(px + (y * W + x) * channels,
			       colours[(y >= H / 2) * 2 + (x >= W / 2)], (size_t)channels);
	return px;
}

/* A JPEG with segments put behind its beginning. */
static str jpeg(int channels, str segments)
{
	tjhandle h = tjInitCompress();
	unsigned char *bytes = NULL;
	unsigned long n = 0;
	int format = channels == 1 ? TJPF_GRAY : channels == 3 ? TJPF_RGB : TJPF_CMYK;
	ck_assert(!tjCompress2(h, quarters(channels), W, 0, H, format, &bytes, &n,
	                       channels == 1 ? TJSAMP_GRAY : TJSAMP_444, 95, 0));
	str s = arena_printf(w.arena, "%*s", (int)(n + segments.len), "");
	char *out = (char *)s.ptr;
	memcpy(out, bytes, 2);
	memcpy(out + 2, segments.ptr, segments.len);
	memcpy(out + 2 + segments.len, bytes + 2, n - 2);
	tjFree(bytes);
	tjDestroy(h);
	return s;
}

static void put_segment(struct buf *b, char marker, str head, str body)
{
	size_t n = head.len + body.len + 2;
	buf_put(b, (str){(char[]){'\xFF', marker, (char)(n >> 8), (char)n}, 4});
	buf_put(b, head);
	buf_put(b, body);
}

static str kept(struct buf *b)
{
	str s = arena_str(w.arena, buf_str(b));
	buf_drop(b);
	return s;
}

static str exif(char turn, bool little)
{
	struct buf b = {0};
	char big_end[] = "MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\0\0\0\0\0\0\0";
	char little_end[] = "II*\0\x08\0\0\0\1\0\x12\x01\3\0\1\0\0\0\0\0\0\0\0\0\0\0";
	big_end[19] = turn;
	little_end[18] = turn;
	put_segment(&b, '\xE1', (str){"Exif\0", 6}, (str){little ? little_end : big_end, 26});
	return kept(&b);
}

static str icc_parts(str profile, unsigned parts, unsigned said)
{
	struct buf b = {0};
	size_t each = (profile.len + parts - 1) / parts;
	for (unsigned i = 0; i < parts; i++)
		put_segment(&b, '\xE2',
		            (str){(char[]){'I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E', 0,
		                           (char)(i + 1), (char)said},
		                  14},
		            str_sub(profile, i * each, (i + 1) * each));
	return kept(&b);
}

static str srgb(void)
{
	struct buf b = {0};
	icc_srgb(&b);
	return kept(&b);
}

static void put_chunk(struct buf *b, const char *kind, str data)
{
	size_t from = b->len + 4;
	buf_put(b, (str){(char[]){(char)(data.len >> 24), (char)(data.len >> 16),
	                          (char)(data.len >> 8), (char)data.len},
	                 4});
	buf_put(b, str_of(kind));
	buf_put(b, data);
	uint32_t crc = libdeflate_crc32(0, b->ptr + from, b->len - from);
	buf_put(b,
	        (str){(char[]){(char)(crc >> 24), (char)(crc >> 16), (char)(crc >> 8), (char)crc},
	              4});
}

/* A PNG with a chunk behind its header. */
static str png(uint32_t format, int channels, const char *kind, str data)
{
	png_image image = {.version = PNG_IMAGE_VERSION, .width = W, .height = H, .format = format};
	png_alloc_size_t n = 0;
	unsigned char *px = quarters(channels);
	ck_assert(png_image_write_get_memory_size(image, n, 0, px, 0, NULL));
	char *bytes = arena_alloc(w.arena, n);
	ck_assert(png_image_write_to_memory(&image, bytes, &n, 0, px, 0, NULL));
	struct buf b = {0};
	buf_put(&b, (str){bytes, 33});
	put_chunk(&b, kind, data);
	buf_put(&b, (str){bytes + 33, n - 33});
	return kept(&b);
}

static str iccp(str profile)
{
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(9);
	size_t most = libdeflate_zlib_compress_bound(c, profile.len);
	char *packed = arena_alloc(w.arena, most);
	size_t n = libdeflate_zlib_compress(c, profile.ptr, profile.len, packed, most);
	libdeflate_free_compressor(c);
	struct buf b = {0};
	buf_put(&b, (str){"Test\0", 6});
	buf_put(&b, (str){packed, n});
	return kept(&b);
}

/* ---- PDFs ---- */

static void put_picture(const struct picture *p, double y)
{
	strom_node n = add(&w, 1, NODE_PICTURE);
	node_edit(&w.edition, n)->picture = p;
	node_edit(&w.edition, n)->alt = S("Quarters");
	vec_push(w.arena, &w.items,
	         (struct item){.kind = ITEM_PICTURE,
	                       .node = n,
	                       .x = pt(20),
	                       .y = pt(y),
	                       .picture = p,
	                       .w = pt(40),
	                       .h = pt(20)});
}

static str finish(const char *name, bool print)
{
	struct file_out *f = file_out_new(w.diags, str_of(name));
	struct theme theme = {0};
	struct pdf *pdf = print ? pdf_new_print(w.arena, w.diags, &w.edition, f, press)
	                        : pdf_new(w.arena, w.diags, &w.edition, f);
	struct page page = {.of = 1,
	                    .label = S("1"),
	                    .w = pt(300),
	                    .h = pt(400),
	                    .items = w.items.at,
	                    .n = w.items.n,
	                    .theme = &theme};
	struct page_sink sink = pdf_sink(pdf);
	ck_assert(sink.page(sink.self, &page) && pdf_end(pdf) && file_out_keep(f));
	w.items.n = 0;
	return run(&w, "qpdf --qdf --object-streams=disable %s -", name);
}

static size_t count(str text, const char *words)
{
	size_t n = 0;
	for (size_t at; (at = str_find(text, str_of(words))) != SIZE_MAX; n++)
		text = str_from(text, at + 1);
	return n;
}

static size_t reports(const char *code)
{
	size_t n = 0;
	for (size_t i = 0; i < diag_count(w.diags); i++)
		n += str_eq(diag_at(w.diags, i)->code, str_of(code));
	return n;
}

/* ---- How it was held ---- */

static char letter(const unsigned char *rgb)
{
	bool r = rgb[0] > 100, g = rgb[1] > 100, b = rgb[2] > 100;
	return r && g && b     ? 'D'
	       : r && !g && !b ? 'A'
	       : g && !r && !b ? 'B'
	       : b && !r && !g ? 'C'
	                       : '?';
}

/* The quarters from top left to bottom right. */
static void corners(const unsigned char *px, size_t width, size_t x, size_t y, size_t dx, size_t dy,
                    char out[5])
{
	for (size_t k = 0; k < 4; k++)
		out[k] = letter(px + ((y + k / 2 * dy) * width + x + k % 2 * dx) * 3);
	out[4] = 0;
}

START_TEST(cameras_held_otherwise)
{
	static const char *const want[] = {"ABCD", "BADC", "DCBA", "CDAB",
	                                   "ACBD", "CADB", "DBCA", "BDAC"};
	for (int turn = 1; turn <= 8; turn++) {
		const struct picture *p = save("turned.jpg", jpeg(3, exif((char)turn, turn % 2)));
		struct picture_info info;
		struct pixels px;
		char got[5];
		ck_assert(picture_size(w.arena, w.diags, p, &info));
		ck_assert_uint_eq(info.w, turn < 5 ? W : H);
		ck_assert_uint_eq(info.h, turn < 5 ? H : W);
		ck_assert(picture_decode(w.arena, w.diags, p, &px));
		corners(px.at, px.w, px.w / 4, px.h / 4, px.w / 2, px.h / 2, got);
		ck_assert_str_eq(got, want[turn - 1]);
		put_picture(p, 20);
		finish("turned.pdf", false);
		str ppm = run(&w, "pdftoppm -r 72 turned.pdf && pdfimages -all turned.pdf turned"
		              " && cmp turned-000.jpg turned.jpg");
		ck_assert(str_starts(ppm, S("P6\n300 400\n255\n")));
		corners((const unsigned char *)ppm.ptr + 15, 300, 30, 25, 20, 10, got);
		ck_assert_str_eq(got, want[turn - 1]);
	}
}
END_TEST

START_TEST(exif_that_lies_is_passed_over)
{
	str good = exif(6, true);
	for (size_t i = 10; i < good.len; i++) {
		struct picture_info info;
		char *bytes = (char *)arena_str(w.arena, good).ptr;
		bytes[i] = (char)(bytes[i] ^ 0xFF);
		ck_assert(picture_size(w.arena, w.diags,
		                       save("lies.jpg", jpeg(3, (str){bytes, good.len})), &info));
		ck_assert(info.turn >= 1 && info.turn <= 8);
	}
}
END_TEST

/* libjpeg's own JFIF segment says none. */
static struct picture_info density(const char *name, str bytes)
{
	struct picture_info info;
	ck_assert(picture_size(w.arena, w.diags, save(name, bytes), &info));
	return info;
}

START_TEST(densities)
{
	/* A directory of three: 300 and 150 an inch; and the same a centimetre. */
	char tiff[] =
	        "MM\0*\0\0\0\x08\0\3\x01\x1A\0\5\0\0\0\1\0\0\0\x32\x01\x1B\0\5\0\0\0\1\0\0\0\x3A"
	        "\x01\x28\0\3\0\0\0\1\0\2\0\0\0\0\0\0\0\0\x0B\xB8\0\0\0\x0A\0\0\0\x96\0\0\0\1";
	struct buf b = {0};
	put_segment(&b, '\xE1', (str){"Exif\0", 6}, (str){tiff, sizeof tiff - 1});
	struct picture_info info = density("dense.jpg", jpeg(3, kept(&b)));
	ck_assert_double_eq_tol(info.dpi_x, 300, 1e-9);
	ck_assert_double_eq_tol(info.dpi_y, 150, 1e-9);
	tiff[43] = 3;
	put_segment(&b, '\xE1', (str){"Exif\0", 6}, (str){tiff, sizeof tiff - 1});
	ck_assert_double_eq_tol(density("dense.jpg", jpeg(3, kept(&b))).dpi_x, 762, 1e-9);
	ck_assert_double_eq(density("plain.jpg", jpeg(3, S(""))).dpi_x, 96);
	/* What would make a picture of no width, or higher than numbers reach. */
	static const char *const lies[] = {
	        "\xFF\xFF\xFF\xFF\0\0\0\x28\1", "\0\0\0\x28\xFF\xFF\xFF\xFF\1",
	        "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\1", "\0\0\0\0\0\0\0\0\1"};
	for (size_t i = 0; i < 4; i++)
		ck_assert_double_eq(
		        density("lies.png", png(PNG_FORMAT_RGB, 3, "pHYs", (str){lies[i], 9}))
		                .dpi_x,
		        96);
}
END_TEST

/* ---- Profiles ---- */

START_TEST(profiles_go_along_once)
{
	put_picture(save("a.png", png(PNG_FORMAT_RGB, 3, "iCCP", iccp(srgb()))), 20);
	put_picture(save("b.png", png(PNG_FORMAT_RGBA, 4, "iCCP", iccp(srgb()))), 50);
	put_picture(save("c.jpg", jpeg(3, icc_parts(srgb(), 3, 3))), 80);
	put_picture(save("d.jpg", jpeg(4, icc_parts(press_profile(press), 12, 12))), 110);
	put_picture(save("e.jpg", jpeg(3, exif(6, true))), 140);
	str text = finish("hand-made-profiles.pdf", false);
	ck_assert_uint_eq(count(text, "/ICCBased"), 4);
	ck_assert_uint_eq(count(text, "/N 3\n"), 2);             /* with the output intent's */
	ck_assert_uint_eq(count(text, "/N 4\n"), 1);
	ck_assert_uint_eq(count(text, "DeviceCMYK"), 0);
	ck_assert_uint_eq(diag_count(w.diags), 0);
	run(&w, "pdfimages -all hand-made-profiles.pdf prof && cmp prof-004.jpg d.jpg");
}
END_TEST

START_TEST(profiles_count_in_print)
{
	/* One in which red and green have changed places. */
	str other = srgb();
	char *bytes = (char *)other.ptr;
	for (size_t i = 132; i + 4 < 132 + 120; i += 12)
		if (bytes[i + 1] == 'X' && (bytes[i] == 'r' || bytes[i] == 'g'))
			bytes[i] = bytes[i] == 'r' ? 'g' : 'r';
	const unsigned char red[3] = {200, 0, 0};
	unsigned char plain[4], turned[4];
	ck_assert(press_pixels(press, (str){0}, red, plain, 1));
	ck_assert(press_pixels(press, other, red, turned, 1));
	ck_assert_uint_gt(plain[1], 200);        /* magenta makes red, cyan green */
	ck_assert_uint_lt(plain[0], 60);
	ck_assert_uint_gt(turned[0], 150);
	put_picture(save("a.png", png(PNG_FORMAT_RGB, 3, "iCCP", iccp(other))), 20);
	str text = finish("print.pdf", true);
	ck_assert_uint_eq(count(text, "/ICCBased"), 0);
}
END_TEST

START_TEST(inks_of_another_press)
{
	str own = press_profile(press), other = arena_str(w.arena, own);
	((char *)other.ptr)[83]++;               /* whose program made it */
	put_picture(save("own.jpg", jpeg(4, icc_parts(own, 12, 12))), 20);
	put_picture(save("other.jpg", jpeg(4, icc_parts(other, 12, 12))), 50);
	str text = finish("inks-print.pdf", true);
	ck_assert_uint_eq(count(text, "/ColorSpace /DeviceCMYK"), 1);
	ck_assert_uint_eq(count(text, "/ICCBased"), 1);
}
END_TEST

static void warned(const struct picture *p)
{
	struct picture_info info;
	str profile;
	size_t before = diag_count(w.diags);
	ck_assert(picture_size(w.arena, w.diags, p, &info));
	ck_assert(!picture_profile(w.arena, w.diags, p, &info, &profile));
	ck_assert_uint_eq(diag_count(w.diags), before + 1);
	ck_assert_uint_eq(reports("picture/bad-profile"), before + 1);
	ck_assert_uint_eq(diag_errors(w.diags), 0);
}

START_TEST(profiles_of_no_use_are_told)
{
	str good = srgb(), nothing = arena_printf(w.arena, "%*s", 64 << 20, "");
	char *lying = (char *)srgb().ptr;
	lying[140] = 127;                        /* a tag far beyond the end */
	char *class = (char *)srgb().ptr;
	memcpy(class + 12, "link", 4);
	warned(save("grey.png", png(PNG_FORMAT_GRAY, 1, "iCCP", iccp(good))));
	warned(save("inks.jpg", jpeg(4, icc_parts(good, 1, 1))));
	warned(save("short.png", png(PNG_FORMAT_RGB, 3, "iCCP", iccp(str_sub(good, 0, 300)))));
	warned(save("bomb.png", png(PNG_FORMAT_RGB, 3, "iCCP", iccp(nothing))));
	warned(save("junk.png", png(PNG_FORMAT_RGB, 3, "iCCP", S("junk"))));
	warned(save("lying.png", png(PNG_FORMAT_RGB, 3, "iCCP", iccp((str){lying, good.len}))));
	warned(save("link.jpg", jpeg(3, icc_parts((str){class, good.len}, 1, 1))));
	warned(save("part.jpg", jpeg(3, icc_parts(good, 2, 3))));
}
END_TEST

START_TEST(a_damaged_profile_is_not_printed_with)
{
	char *bytes = (char *)srgb().ptr;
	memset(bytes + 128, 0, 4);               /* no tags: right in form, of no use */
	put_picture(save("a.png", png(PNG_FORMAT_RGB, 3, "iCCP", iccp((str){bytes, srgb().len}))),
	            20);
	finish("print.pdf", true);
	ck_assert_uint_eq(reports("picture/bad-profile"), 1);
	ck_assert_uint_eq(diag_errors(w.diags), 0);
}
END_TEST

START_TEST(gamma_is_ignored)
{
	struct pixels px;
	const struct picture *p =
	        save("gamma.png", png(PNG_FORMAT_RGB, 3, "gAMA", (str){"\0\1\x86\xA0", 4}));
	ck_assert(picture_decode(w.arena, w.diags, p, &px));
	ck_assert_mem_eq(px.at, quarters(3), W * H * 3);
	p = save("srgb.png", png(PNG_FORMAT_RGB, 3, "sRGB", (str){"\0", 1}));
	ck_assert(picture_decode(w.arena, w.diags, p, &px));
	ck_assert_mem_eq(px.at, quarters(3), W * H * 3);
}
END_TEST

/* ---- Inks ---- */

START_TEST(inks_without_a_profile)
{
	const struct picture *p = save("inks.jpg", jpeg(4, S("")));
	put_picture(p, 20);
	str text = finish("inks.pdf", false);
	ck_assert_uint_eq(count(text, "DeviceCMYK"), 0);
	ck_assert_uint_eq(reports("picture/no-profile"), 1);
	/* libjpeg marks it as Adobe does: 255 is no ink. The first quarter has 55, 255, 255, 255.
	 */
	struct pixels px;
	ck_assert(picture_decode(w.arena, w.diags, p, &px));
	ck_assert_uint_eq(px.channels, 3);
	ck_assert_int_le(px.at[0], 4);

	put_picture(p, 20);
	text = finish("inks-print.pdf", true);
	ck_assert_uint_eq(count(text, "/ColorSpace /DeviceCMYK"), 1);
	ck_assert_uint_eq(count(text, "/Decode "), 1);
	ck_assert_uint_eq(reports("print/ink"), 1);
	run(&w, "pdfimages -all inks-print.pdf inks && cmp inks-000.jpg inks.jpg");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pdf_profiles");
	TCase *t = tcase_create("all");
	tcase_set_timeout(t, 240);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, cameras_held_otherwise);
	tcase_add_test(t, exif_that_lies_is_passed_over);
	tcase_add_test(t, densities);
	tcase_add_test(t, profiles_go_along_once);
	tcase_add_test(t, profiles_count_in_print);
	tcase_add_test(t, inks_of_another_press);
	tcase_add_test(t, profiles_of_no_use_are_told);
	tcase_add_test(t, a_damaged_profile_is_not_printed_with);
	tcase_add_test(t, gamma_is_ignored);
	tcase_add_test(t, inks_without_a_profile);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
