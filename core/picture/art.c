/* Art, from what was read ahead or from the SVG itself. The text has a line of the SVG's hash and
 * the height, then one for each shape: its colour, and its steps. */
#include "picture/art.h"
#include "picture/vector.h"

#include "base/hash.h"

enum { MOST_ART = 4 << 20 };

static bool take_number(str *rest, int64_t *n)
{
	*rest = str_trim(*rest);
	str word = str_until(*rest, ' ');
	*rest = str_from(*rest, word.len);
	return word.len && str_to_int(word, n) && *n >= -(ART_UNITS << 4) && *n <= INT32_MAX;
}

static bool take_step(str *rest, struct art_step *step)
{
	static const char ops[] = "mlcz";
	static const int points[] = {1, 1, 3, 0};
	const char *op = rest->len ? memchr(ops, rest->ptr[0], 4) : NULL;
	if (!op)
		return false;
	*step = (struct art_step){.op = (enum art_op)(op - ops)};
	*rest = str_from(*rest, 1);
	for (int i = 0; i < points[step->op]; i++) {
		int64_t x, y;
		if (!take_number(rest, &x) || !take_number(rest, &y))
			return false;
		step->x[i] = (int32_t)x;
		step->y[i] = (int32_t)y;
	}
	*rest = str_trim(*rest);
	return true;
}

static bool take_shape(struct arena *a, str line, struct art_shape *out)
{
	vec(struct art_step) steps = {0};
	struct art_step step;
	int64_t level[4];
	for (int i = 0; i < 4; i++)
		if (!take_number(&line, &level[i]) || level[i] < 0 || level[i] > 255)
			return false;
	line = str_trim(line);
	while (line.len) {
		if (!take_step(&line, &step))
			return false;
		vec_push(a, &steps, step);
	}
	out->colour = (struct colour){.r = (uint8_t)level[0],
	                              .g = (uint8_t)level[1],
	                              .b = (uint8_t)level[2],
	                              .a = (uint8_t)level[3]};
	out->steps = steps.at;
	out->n = steps.n;
	return true;
}

bool art_read(struct arena *a, str text, struct art *out)
{
	vec(struct art_shape) shapes = {0};
	struct art_shape shape;
	int64_t height;
	str line;
	if (!str_next_line(&text, &line) || line.len < 65)
		return false;
	line = str_from(line, 64);
	if (!take_number(&line, &height) || height < 1)
		return false;
	while (str_next_line(&text, &line)) {
		if (!take_shape(a, line, &shape))
			return false;
		vec_push(a, &shapes, shape);
	}
	*out = (struct art){(int32_t)height, shapes.at, shapes.n};
	return true;
}

static void put_hash(struct buf *b, str bytes)
{
	char hex[65];
	struct hash hash = hash_of(bytes);
	hash_hex(&hash, hex);
	buf_put(b, (str){hex, 64});
	buf_byte(b, ' ');
}

bool art_make(struct arena *a, struct diags *d, struct span at, str path, str bytes,
              struct buf *out)
{
	struct picture picture = {.path = path, .path_at = at};
	const struct vector_reader *reader = vector_open(a, d, at);
	put_hash(out, bytes);
	return reader && reader->art(a, d, &picture, bytes, out);
}

/* That of the same bytes alone. */
static bool find_ahead(struct arena *a, struct diags *d, str path, str bytes, struct art *out)
{
	struct buf wanted = {0};
	str name = path_name(path), text;
	str file =
	        path_join(a, place_share(a, S("art")), arena_printf(a, "%.*s.art", STR_ARG(name)));
	if (!file_exists(file) ||
	    !file_map_as(a, d, FILE_GIVEN, (struct span){0}, file, MOST_ART, &text))
		return false;
	put_hash(&wanted, bytes);
	bool good = str_starts(text, buf_str(&wanted)) && art_read(a, text, out);
	buf_drop(&wanted);
	return good;
}

bool art_load(struct arena *a, struct diags *d, struct span at, str path, struct art *out)
{
	str bytes;
	struct buf text = {0};
	enum file_role role = diag_is_given(d, at.file) ? FILE_GIVEN : FILE_INPUT;
	if (!file_map_as(a, d, role, at, path, MOST_ART, &bytes))
		return false;
	if (find_ahead(a, d, path, bytes, out))
		return true;
	bool good = art_make(a, d, at, path, bytes, &text)
	            && art_read(a, arena_str(a, buf_str(&text)), out);
	buf_drop(&text);
	return good;
}
