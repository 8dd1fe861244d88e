/* Bringing pictures down to fewer pixels.
 *
 * Colours are mixed as light is (IEC 61966-2-1), since the eye sees light, and inks as the dots on
 * paper that they are. The filter is Catmull and Rom's cubic, stretched: sharper than a mean of
 * areas, and with less ringing than a sinc. Integers alone, so that the same picture gives the same
 * bytes everywhere. */
#include "picture/parts.h"

/* The light of an sRGB value, in 65535ths. */
static const uint16_t light_of[256] = {
        0,     20,    40,    60,    80,    99,    119,   139,   159,   179,   199,   219,   241,
        264,   288,   313,   340,   367,   396,   427,   458,   491,   526,   562,   599,   637,
        677,   718,   761,   805,   851,   898,   947,   997,   1048,  1101,  1156,  1212,  1270,
        1330,  1391,  1453,  1517,  1583,  1651,  1720,  1790,  1863,  1937,  2013,  2090,  2170,
        2250,  2333,  2418,  2504,  2592,  2681,  2773,  2866,  2961,  3058,  3157,  3258,  3360,
        3464,  3570,  3678,  3788,  3900,  4014,  4129,  4247,  4366,  4488,  4611,  4736,  4864,
        4993,  5124,  5257,  5392,  5530,  5669,  5810,  5953,  6099,  6246,  6395,  6547,  6700,
        6856,  7014,  7174,  7335,  7500,  7666,  7834,  8004,  8177,  8352,  8528,  8708,  8889,
        9072,  9258,  9445,  9635,  9828,  10022, 10219, 10417, 10619, 10822, 11028, 11235, 11446,
        11658, 11873, 12090, 12309, 12530, 12754, 12980, 13209, 13440, 13673, 13909, 14146, 14387,
        14629, 14874, 15122, 15371, 15623, 15878, 16135, 16394, 16656, 16920, 17187, 17456, 17727,
        18001, 18277, 18556, 18837, 19121, 19407, 19696, 19987, 20281, 20577, 20876, 21177, 21481,
        21787, 22096, 22407, 22721, 23038, 23357, 23678, 24002, 24329, 24658, 24990, 25325, 25662,
        26001, 26344, 26688, 27036, 27386, 27739, 28094, 28452, 28813, 29176, 29542, 29911, 30282,
        30656, 31033, 31412, 31794, 32179, 32567, 32957, 33350, 33745, 34143, 34544, 34948, 35355,
        35764, 36176, 36591, 37008, 37429, 37852, 38278, 38706, 39138, 39572, 40009, 40449, 40891,
        41337, 41785, 42236, 42690, 43147, 43606, 44069, 44534, 45002, 45473, 45947, 46423, 46903,
        47385, 47871, 48359, 48850, 49344, 49841, 50341, 50844, 51349, 51858, 52369, 52884, 53401,
        53921, 54445, 54971, 55500, 56032, 56567, 57105, 57646, 58190, 58737, 59287, 59840, 60396,
        60955, 61517, 62082, 62650, 63221, 63795, 64372, 64952, 65535,
};

enum { FULL = 65535, ONE = 1 << 14 };           /* of light, ink, alpha; of weights */

/* ---- Weights ---- */

/* What one line of the result takes from the picture: weights of its lines from `first` on. */
struct taps { uint32_t first, n; const int32_t *weights; };

/* The cubic at x, both in 65536ths; 0 from 2 on (Keys, IEEE Trans. ASSP 29, 1981; a = -1/2). */
static int64_t cubic(int64_t x)
{
	int64_t u = 1 << 16, x2 = x * x / u, x3 = x2 * x / u;
	if (x < u)
		return (3 * x3 - 5 * x2) / 2 + u;
	return x < 2 * u ? (5 * x2 - x3) / 2 - 4 * x + 2 * u : 0;
}

/* Their sum is ONE to the last digit: an even colour stays the same. */
static void settle(int64_t *raw, int64_t sum, uint32_t n, int32_t *weights)
{
	int32_t left = ONE, *most = weights;
	for (uint32_t i = 0; i < n; i++) {
		weights[i] = (int32_t)(raw[i] * ONE / sum);
		left -= weights[i];
		most = weights[i] > *most ? &weights[i] : most;
	}
	*most += left;
}

/* The i-th of `out` lines made of `in`. */
static struct taps taps_of(struct arena *a, uint32_t in, uint32_t out, uint32_t i)
{
	int64_t u = 1 << 16, at = ((2 * (int64_t)i + 1) * in * u / out - u) / 2,
	        reach = 2 * u * in / out;
	int64_t first = (at - reach) / u, last = (at + reach) / u + 1, sum = 0;
	first = first < 0 ? 0 : first;
	last = last >= in ? (int64_t)in - 1 : last;
	uint32_t n = (uint32_t)(last - first + 1);
	int64_t *raw = arena_array(a, int64_t, n);
	int32_t *weights = arena_array(a, int32_t, n);
	for (uint32_t k = 0; k < n; k++) {
		int64_t distance = (first + k) * u - at;
		raw[k] = cubic((distance < 0 ? -distance : distance) * out / in);
		sum += raw[k];
	}
	settle(raw, sum, n, weights);
	return (struct taps){(uint32_t)first, n, weights};
}

static struct taps *all_taps(struct arena *a, uint32_t in, uint32_t out)
{
	struct taps *taps = arena_array(a, struct taps, out);
	for (uint32_t i = 0; i < out; i++)
		taps[i] = taps_of(a, in, out, i);
	return taps;
}

/* ---- Values ---- */

struct scaling {
	unsigned channels;
	bool inks, alpha;
};

/* A row as light, or inks. What lets shine through counts as much as it is seen: by its alpha,
 * which is in 65536ths of 255ths. */
static void open_row(struct scaling s, const unsigned char *in, uint32_t w, int32_t *out)
{
	unsigned colours = s.channels - s.alpha;
	for (uint32_t x = 0; x < w; x++, in += s.channels, out += s.channels) {
		for (unsigned c = 0; c < colours; c++)
			out[c] = (s.inks ? in[c] * 257 : light_of[in[c]]) *
			         (s.alpha ? in[colours] : 1);
		if (s.alpha)
			out[colours] = in[colours] << 16;
	}
}

static int32_t within(int64_t v)
{
	return v < 0 ? 0 : v > FULL ? FULL : (int32_t)v;
}

/* The sRGB value whose light is nearest. */
static unsigned char value_of(int32_t light)
{
	unsigned low = 0, high = 255;
	while (low < high) {
		unsigned middle = (low + high) / 2;
		if (2 * light <= light_of[middle] + light_of[middle + 1])
			high = middle;
		else
			low = middle + 1;
	}
	return (unsigned char)low;
}

static void close_row(struct scaling s, const int32_t *in, uint32_t w, unsigned char *out)
{
	unsigned colours = s.channels - s.alpha;
	for (uint32_t x = 0; x < w; x++, in += s.channels, out += s.channels) {
		int64_t alpha = s.alpha ? in[colours] : 1 << 16;
		for (unsigned c = 0; c < colours; c++) {
			int32_t v = alpha > 0 ? within((int64_t)in[c] * 65536 / alpha) : 0;
			out[c] = s.inks ? (unsigned char)((v + 128) / 257) : value_of(v);
		}
		if (s.alpha)
			out[colours] =
			        (unsigned char)(alpha < 0           ? 0
			                        : alpha > 255 << 16 ? 255
			                                            : (alpha + (1 << 15)) >> 16);
	}
}

/* ---- Across, then down ---- */

static void scale_across(const struct taps *taps, uint32_t w, unsigned channels, const int32_t *in,
                         int32_t *out)
{
	for (uint32_t x = 0; x < w; x++)
		for (unsigned c = 0; c < channels; c++) {
			const int32_t *from = in + (size_t)taps[x].first * channels + c;
			int64_t sum = ONE / 2;
			for (uint32_t k = 0; k < taps[x].n; k++)
				sum += (int64_t)from[(size_t)k * channels] * taps[x].weights[k];
			*out++ = (int32_t)(sum >> 14);
		}
}

static void scale_down(const struct taps *t, size_t length, const int32_t *rows, int32_t *out)
{
	for (size_t i = 0; i < length; i++) {
		int64_t sum = ONE / 2;
		for (uint32_t k = 0; k < t->n; k++)
			sum += (int64_t)rows[(t->first + k) * length + i] * t->weights[k];
		out[i] = (int32_t)(sum >> 14);
	}
}

void picture_scale(struct arena *a, struct pixels *px, bool inks, struct extent want)
{
	struct extent to = {want.w < px->w ? want.w : px->w, want.h < px->h ? want.h : px->h};
	struct scaling s = {
	        .channels = px->channels, .inks = inks, .alpha = !inks && px->channels % 2 == 0};
	if (to.w == px->w && to.h == px->h)
		return;
	struct arena *scratch = arena_new();
	size_t length = (size_t)to.w * s.channels;
	int32_t *row = arena_array(scratch, int32_t, (size_t)px->w * s.channels);
	int32_t *rows = arena_array(scratch, int32_t, length * px->h);
	unsigned char *out = arena_alloc_array(a, length, to.h);
	struct taps *taps = all_taps(scratch, px->w, to.w);
	for (uint32_t y = 0; y < px->h; y++) {
		open_row(s, px->at + (size_t)y * px->w * s.channels, px->w, row);
		scale_across(taps, to.w, s.channels, row, rows + y * length);
	}
	taps = all_taps(scratch, px->h, to.h);
	for (uint32_t y = 0; y < to.h; y++) {
		scale_down(&taps[y], length, rows, row);
		close_row(s, row, to.w, out + y * length);
	}
	arena_drop(scratch);
	*px = (struct pixels){.w = to.w, .h = to.h, .channels = px->channels, .at = out};
}
