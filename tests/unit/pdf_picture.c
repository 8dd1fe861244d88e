/* Pictures: what is read, what is refused, and what arrives in the file. */
#include "picture/picture.h"
#include "unit/pdf_help.h"

#include <png.h>
#include <turbojpeg.h>

static struct world w;
enum { W = 23, H = 9 };

static void setup(void)
{
	world_begin(&w);
}

static void teardown(void)
{
	world_end(&w);
}

static void save(const char *name, const void *bytes, size_t n)
{
	struct file_out *f = file_out_new(w.diags, str_of(name));
	ck_assert(f && file_out_put(f, (str){bytes, n}) && file_out_keep(f));
}

static str load(const char *name)
{
	str bytes;
	ck_assert(file_map(w.arena, w.diags, (struct span){0}, str_of(name), 0, &bytes));
	return arena_str(w.arena, bytes);
}

/* Every channel of every pixel differs from its neighbours. */
static unsigned char *pattern(size_t channels)
{
	unsigned char *px = arena_alloc(w.arena, W * H * channels);
	for (size_t i = 0; i < W * H * channels; i++)
		px[i] = (unsigned char)(i * 37 + i / 11 * 5);
	return px;
}

static void save_png(const char *name, uint32_t format, const void *pixels)
{
	png_image image = {.version = PNG_IMAGE_VERSION, .width = W, .height = H, .format = format};
	ck_assert(png_image_write_to_file(&image, name, 0, pixels, 0, NULL));
}

static void save_jpeg(const char *name, int channels)
{
	tjhandle h = tjInitCompress();
	unsigned char *bytes = NULL;
	unsigned long n = 0;
	int format = channels == 1 ? TJPF_GRAY : channels == 3 ? TJPF_RGB : TJPF_CMYK;
	ck_assert(!tjCompress2(h, pattern((size_t)channels), W, 0, H, format, &bytes, &n,
	                       channels == 1 ? TJSAMP_GRAY : TJSAMP_444, 90, 0));
	save(name, bytes, n);
	tjFree(bytes);
	tjDestroy(h);
}

static struct picture at(const char *name)
{
	return (struct picture){.path = str_of(name)};
}

static struct pixels decode(const char *name)
{
	struct pixels px;
	struct picture p = at(name);
	ck_assert(picture_decode(w.arena, w.diags, &p, &px));
	return px;
}

START_TEST(png_pixels_are_what_was_saved)
{
	static const uint32_t formats[] = {0, PNG_FORMAT_GRAY, PNG_FORMAT_GA, PNG_FORMAT_RGB,
	                                   PNG_FORMAT_RGBA};
	for (size_t k = 1; k <= 4; k++) {
		unsigned char *px = pattern(k);
		save_png("t.png", formats[k], px);
		struct pixels got = decode("t.png");
		ck_assert_uint_eq(got.w, W);
		ck_assert_uint_eq(got.h, H);
		ck_assert_uint_eq(got.channels, k);
		ck_assert_mem_eq(got.at, px, W * H * k);
	}
}
END_TEST

START_TEST(png_of_sixteen_bits_and_with_a_palette)
{
	uint16_t linear[W * H];
	for (size_t i = 0; i < W * H; i++)
		linear[i] = 0xFFFF;
	save_png("t.png", PNG_FORMAT_LINEAR_Y, linear);
	ck_assert_uint_eq(decode("t.png").at[W], 255);

	unsigned char colours[2 * 4] = {10, 20, 30, 255, 40, 50, 60, 0}, index[W * H] = {0, 1};
	png_image image = {.version = PNG_IMAGE_VERSION, .width = W, .height = H,
	                   .format = PNG_FORMAT_RGBA_COLORMAP, .colormap_entries = 2};
	ck_assert(png_image_write_to_file(&image, "t.png", 0, index, 0, colours));
	struct pixels got = decode("t.png");
	ck_assert_uint_eq(got.channels, 4);
	ck_assert_mem_eq(got.at, "\x0A\x14\x1E\xFF", 4);
	ck_assert_uint_eq(got.at[7], 0);
}
END_TEST

START_TEST(jpeg_is_read)
{
	save_jpeg("t.jpg", 3);
	struct pixels got = decode("t.jpg");
	ck_assert_uint_eq(got.channels, 3);
	ck_assert_uint_eq(got.w * got.h, W * H);
	save_jpeg("t.jpg", 1);
	ck_assert_uint_eq(decode("t.jpg").channels, 1);
}
END_TEST

/* A chunk put after the header. */
static str with_chunk(str png, const char *kind, str data)
{
	struct buf b = {0};
	buf_put(&b, str_sub(png, 0, 33));
	uint32_t n = (uint32_t)data.len;
	char head[4] = {(char)(n >> 24), (char)(n >> 16), (char)(n >> 8), (char)n};
	buf_put(&b, (str){head, 4});
	buf_put(&b, str_of(kind));
	buf_put(&b, data);
	buf_zero(&b, 4);                         /* its checksum is not looked at for the size */
	buf_put(&b, str_from(png, 33));
	str s = arena_str(w.arena, buf_str(&b));
	buf_drop(&b);
	return s;
}

START_TEST(density_counts)
{
	struct picture_info info;
	struct picture p = at("t.png");
	save_png("t.png", PNG_FORMAT_GRAY, pattern(1));
	ck_assert(picture_size(w.arena, w.diags, &p, &info));
	ck_assert_double_eq(info.dpi_x, 96);
	str with = with_chunk(load("t.png"), "pHYs", (str){"\0\0\x2E\x23\0\0\x17\x12\1", 9});
	save("t.png", with.ptr, with.len);
	ck_assert(picture_size(w.arena, w.diags, &p, &info));
	ck_assert_double_eq_tol(info.dpi_x, 300, 0.01);
	ck_assert_double_eq_tol(info.dpi_y, 150, 0.02);
}
END_TEST

/* ---- What is refused ---- */

static void refused(const char *name, const char *code)
{
	struct pixels px;
	struct picture p = at(name);
	size_t before = diag_count(w.diags);
	bool good = picture_decode(w.arena, w.diags, &p, &px);
	ck_assert(!good);
	if (diag_count(w.diags) == before)       /* the same report once more is kept once */
		return;
	const struct report *r = diag_at(w.diags, diag_count(w.diags) - 1);
	ck_assert_msg(str_eq(r->code, str_of(code)), "%.*s: %.*s", STR_ARG(r->code),
	              STR_ARG(r->message));
}

START_TEST(every_prefix_is_refused)
{
	save_png("whole.png", PNG_FORMAT_RGBA, pattern(4));
	save_jpeg("whole.jpg", 3);
	str png = load("whole.png"), jpeg = load("whole.jpg");
	for (size_t n = 8; n < png.len; n++) {
		save("t.png", png.ptr, n);
		refused("t.png", "picture/broken");
	}
	for (size_t n = 3; n < jpeg.len; n++) {
		save("t.jpg", jpeg.ptr, n);
		refused("t.jpg", "picture/broken");
	}
}
END_TEST

/* Changed bytes: an error or some picture, never a crash. */
START_TEST(every_changed_byte_is_survived)
{
	save_png("whole.png", PNG_FORMAT_RGB, pattern(3));
	save_jpeg("whole.jpg", 1);
	for (int k = 0; k < 2; k++) {
		str whole = load(k ? "whole.jpg" : "whole.png");
		char *bytes = (char *)whole.ptr;
		for (size_t i = 8; i < whole.len; i++) {
			struct pixels px;
			struct picture p = at("t.bin");
			struct arena *a = arena_new();
			bytes[i] ^= 0x55;
			save("t.bin", bytes, whole.len);
			picture_decode(a, w.diags, &p, &px);
			bytes[i] ^= 0x55;
			arena_drop(a);
		}
	}
}
END_TEST

START_TEST(bombs_and_strangers_are_refused)
{
	save_png("t.png", PNG_FORMAT_GRAY, pattern(1));
	char *bytes = (char *)load("t.png").ptr;
	size_t n = load("t.png").len;
	memcpy(bytes + 16, "\0\0\xF0\0\0\0\xF0\0", 8);
	save("t.png", bytes, n);
	refused("t.png", "picture/too-large");
	save("t.png", "GIF89a", 6);
	refused("t.png", "picture/unknown-format");
	save("t.png", "", 0);
	refused("t.png", "picture/unknown-format");
	save_jpeg("t.jpg", 3);
	bytes = (char *)load("t.jpg").ptr;
	n = load("t.jpg").len;
	for (size_t i = 0; i + 9 < n; i++)       /* two channels, the frame says */
		if (!memcmp(bytes + i, "\xFF\xC0", 2))
			bytes[i + 9] = 2;
	save("t.jpg", bytes, n);
	refused("t.jpg", "picture/unsupported");
	refused("absent.png", "file/missing");
}
END_TEST

/* ---- In the file ---- */

static void put_picture(const char *name, double y)
{
	struct picture *p = arena_make(w.arena, struct picture);
	*p = at(name);
	strom_node n = add(&w, 1, NODE_PICTURE);
	node_edit(&w.edition, n)->picture = p;
	node_edit(&w.edition, n)->alt = S("A pattern");
	vec_push(w.arena, &w.items, (struct item){.kind = ITEM_PICTURE, .node = n, .x = pt(20),
	         .y = pt(y), .picture = p, .w = pt(46), .h = pt(18)});
}

static bool write_pictures(const char *name)
{
	struct file_out *f = file_out_new(w.diags, str_of(name));
	struct pdf *pdf = pdf_new(w.arena, w.diags, &w.edition, f);
	if (put_page(&w, pdf_sink(pdf), 0, "1") && pdf_end(pdf))
		return file_out_keep(f);
	file_out_drop(f);
	return false;
}

START_TEST(pictures_arrive_whole)
{
	static const char name[] = "hand-made-pictures.pdf";
	save_png("alpha.png", PNG_FORMAT_RGBA, pattern(4));
	save_png("grey.png", PNG_FORMAT_GRAY, pattern(1));
	save_jpeg("photo.jpg", 3);
	put_picture("alpha.png", 20);
	put_picture("grey.png", 60);
	put_picture("photo.jpg", 100);
	put_picture("alpha.png", 140); /* embedded once; masks are listed under their picture */
	ck_assert(write_pictures(name));
	run(&w, "qpdf --check %s && rm -f out-*", name);
	run(&w, "pdfimages -all %s out", name);
	struct pixels colour = decode("out-000.png"), alpha = decode("out-001.png");
	const unsigned char *px = pattern(4);
	for (size_t i = 0; i < W * H; i++) {
		ck_assert_mem_eq(colour.at + i * 3, px + i * 4, 3);
		ck_assert_uint_eq(alpha.at[i], px[i * 4 + 3]);
	}
	struct pixels grey = decode("out-002.png");
	ck_assert_mem_eq(grey.at, pattern(1), W * H);
	run(&w, "cmp out-003.jpg photo.jpg");
	str list = run(&w, "pdfimages -list %s | tail -n +3 | awk '{print $11}' | sort -u | wc -l",
	               name);
	ck_assert_str_eq(arena_cstr(w.arena, str_trim(list)), "3");
}
END_TEST

/* Few colours, and deep ones, stay the rows that they are. */
static void save_rows(const char *name, int depth, int type)
{
	FILE *f = fopen(name, "wb");
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	static const png_color colours[4] = {{10, 20, 30}, {40, 50, 60}, {70, 80, 90}, {250, 0, 0}};
	unsigned char row[W * 6];
	ck_assert(f && png && info && !setjmp(png_jmpbuf(png)));
	png_init_io(png, f);
	png_set_IHDR(png, info, W, H, depth, type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
	             PNG_FILTER_TYPE_DEFAULT);
	if (type == PNG_COLOR_TYPE_PALETTE)
		png_set_PLTE(png, info, colours, 4 < 1 << depth ? 4 : 1 << depth);
	png_write_info(png, info);
	for (int y = 0; y < H; y++) {
		for (size_t i = 0; i < sizeof row; i++) {
			size_t all = i * 37 + (size_t)y * 5;
			/* pdfimages rounds what is nearly white to black. */
			row[i] = (unsigned char)(depth == 16  ? all & 127
			                         : depth == 8 ? all % 4
			                                      : all);
		}
		png_write_row(png, row);
	}
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	fclose(f);
}

START_TEST(rows_stay_what_they_are)
{
	static const struct {
		int depth, type;
		const char *listed;
	} kinds[] = {
	        {1, PNG_COLOR_TYPE_GRAY, "gray 1 1"},     {2, PNG_COLOR_TYPE_GRAY, "gray 1 2"},
	        {4, PNG_COLOR_TYPE_GRAY, "gray 1 4"},     {16, PNG_COLOR_TYPE_GRAY, "gray 1 16"},
	        {16, PNG_COLOR_TYPE_RGB, "rgb 3 16"},     {1, PNG_COLOR_TYPE_PALETTE, "index 1 1"},
	        {2, PNG_COLOR_TYPE_PALETTE, "index 1 2"}, {8, PNG_COLOR_TYPE_PALETTE, "index 1 8"}};
	size_t n = sizeof kinds / sizeof *kinds;
	struct buf wanted = {0};
	for (size_t i = 0; i < n; i++) {
		const char *name = arena_printf(w.arena, "rows-%zu.png", i).ptr;
		save_rows(name, kinds[i].depth, kinds[i].type);
		put_picture(name, 20 + 20 * (double)i);
		buf_printf(&wanted, "%d %d %s\n", W, H, kinds[i].listed);
	}
	ck_assert(write_pictures("rows.pdf"));
	run(&w, "qpdf --check rows.pdf && rm -f out-* && pdfimages -png rows.pdf out");
	str list = run(&w, "pdfimages -list rows.pdf | awk 'NR > 2 {print $4, $5, $6, $7, $8}'");
	ck_assert_str_eq(arena_cstr(w.arena, list), arena_cstr(w.arena, buf_str(&wanted)));
	buf_drop(&wanted);
	for (size_t i = 0; i < n; i++) {
		struct pixels whole = decode(arena_printf(w.arena, "rows-%zu.png", i).ptr),
		              got = decode(arena_printf(w.arena, "out-%03zu.png", i).ptr);
		/* Of a single bit pdfimages leaves the palette out. */
		for (size_t k = 0; i != 5 && k < (size_t)W * H * whole.channels; k++) {
			size_t at = got.channels == whole.channels ? k : k / whole.channels;
			/* Sixteen bits are rounded by one, and cut by the other. */
			ck_assert_msg(abs(got.at[at] - whole.at[k]) <= 1, "%zu, %zu: %u is %u", i,
			              k, whole.at[k], got.at[at]);
		}
		unlink(arena_printf(w.arena, "rows-%zu.png", i).ptr);
	}
	unlink("rows.pdf");
}
END_TEST

/* Of one picture in two sizes the smaller is enough for the smaller alone. */
START_TEST(copies_are_as_large_as_they_must_be)
{
	static const struct {
		double w;
		const char *sizes;
	} rows[] = {{2, "4 2"}, {4, "8 4"}, {3, "8 4"}, {2, "4 2"}, {20, "23 9"}, {11, "23 9"}};
	save_png("t.png", PNG_FORMAT_RGB, pattern(3));
	w.project.pictures.screen = 144;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		put_picture("t.png", 20 + 20 * (double)i);
		last_item(&w)->w = pt(rows[i].w);
		last_item(&w)->h = pt(rows[i].w / 2);
	}
	ck_assert(write_pictures("copies.pdf"));
	ck_assert_str_eq(
	        arena_cstr(
	                w.arena,
	                run(&w, "pdfimages -list copies.pdf | awk 'NR > 2 {print $4, $5, $11}'")),
	        "4 2 7\n"
	        "8 4 9\n"
	        "8 4 9\n"
	        "4 2 7\n"
	        "23 9 13\n"
	        "23 9 13\n");
	unlink("copies.pdf");
}
END_TEST

START_TEST(a_broken_picture_leaves_no_file)
{
	save("t.png", "\x89PNG\r\n\x1A\n", 8);
	put_picture("t.png", 20);
	unlink("broken.pdf");
	ck_assert(!write_pictures("broken.pdf"));
	ck_assert(!file_exists(S("broken.pdf")));
	ck_assert_uint_eq(diag_errors(w.diags), 1);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pdf_picture");
	TCase *t = tcase_create("all");
	tcase_set_timeout(t, 240);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, png_pixels_are_what_was_saved);
	tcase_add_test(t, png_of_sixteen_bits_and_with_a_palette);
	tcase_add_test(t, jpeg_is_read);
	tcase_add_test(t, density_counts);
	tcase_add_test(t, every_prefix_is_refused);
	tcase_add_test(t, every_changed_byte_is_survived);
	tcase_add_test(t, bombs_and_strangers_are_refused);
	tcase_add_test(t, pictures_arrive_whole);
	tcase_add_test(t, rows_stay_what_they_are);
	tcase_add_test(t, copies_are_as_large_as_they_must_be);
	tcase_add_test(t, a_broken_picture_leaves_no_file);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
