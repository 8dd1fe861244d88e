/* The author's own outlines: a FeatureCollection of GeoJSON (RFC 7946), read as it streams by. */
#include "map.h"

#include <stdlib.h>
#include <yajl/yajl_parse.h>

enum { DEEPEST = 16, MOST_NAMES = 250 };

/* What a value is to us, by the names that lead to it. */
enum place {
	ELSEWHERE,
	TOP,
	TOP_TYPE,
	FEATURES,
	FEATURE,
	ID,
	PROPERTIES,
	PROPERTY,
	GEOMETRY,
	GEOMETRY_TYPE,
	COORDINATES
};

struct level {
	enum place place;
	uint32_t numbers, points, rings; /* of coordinates: how many of each it has had */
};

struct reader {
	struct map *m;
	yajl_handle parser;
	strom_str bytes, key;
	size_t begin; /* behind a byte order mark */
	struct level level[DEEPEST];
	uint32_t deep;
	enum place next; /* what the value is whose name has been read */
	bool collection;
	struct map_region region; /* of the feature at hand */
	struct map_point *point;  /* of the ring at hand */
	uint32_t points, points_room, points_all, rings_room, regions_room, coded;
	double number[2];
	char names[MOST_NAMES]; /* of the first feature's properties */
	size_t names_n;
};

/* ---- ---- */

static void *grown(struct reader *r, const void *old, uint32_t n, uint32_t *room, size_t each)
{
	if (n < *room)
		return (void *)(uintptr_t)old;
	*room = *room ? *room * 2 : 64;
	void *now = r->m->h.job->host->alloc(r->m->h.job, *room * each);
	if (n)
		memcpy(now, old, n * each);
	return now;
}

static struct strom_pos here(const struct reader *r, size_t len)
{
	uint64_t end = r->begin + yajl_get_bytes_consumed(r->parser);
	len = len > end ? (size_t)end : len;
	return (struct strom_pos){end - len, (uint32_t)len, 1};
}

/* The last byte: what yajl says of ends is not where they are. */
static struct strom_pos end_of(const struct reader *r)
{
	uint64_t last = r->bytes.len ? r->bytes.len - 1 : 0;
	return (struct strom_pos){last, r->bytes.len ? 1 : 0, 1};
}

/* 0: yajl goes no farther. */
static int wrong(struct reader *r, struct strom_pos pos, const char *message, const char *hint)
{
	strom_chart_error(&r->m->h, pos, "geojson", message, hint);
	return 0;
}

static strom_str kept(struct reader *r, const char *text, size_t len)
{
	char *to = r->m->h.job->host->alloc(r->m->h.job, len + 1);
	memcpy(to, text, len);
	return (strom_str){to, len};
}

/* What a value within the level at hand is. */
static enum place place_of(const struct reader *r)
{
	if (!r->deep)
		return TOP;
	switch (r->level[r->deep - 1].place) {
	case FEATURES:
		return FEATURE;
	case COORDINATES:
		return COORDINATES;
	default:
		return r->next;
	}
}

static int push(struct reader *r)
{
	if (r->deep == DEEPEST)
		return wrong(r, here(r, 1), "the file's values lie too deep within each other",
		             "Outlines lie less deep: leave other properties out.");
	r->level[r->deep] = (struct level){.place = place_of(r)};
	r->deep++;
	r->next = ELSEWHERE;
	return 1;
}

/* ---- Coordinates ---- */

static int end_point(struct reader *r)
{
	double lon = r->number[0], lat = r->number[1];
	if (!(lon >= -180.001 && lon <= 180.001 && lat >= -90.001 && lat <= 90.001))
		return wrong(r, here(r, 1), "a coordinate is no longitude and latitude in degrees",
		             "GeoJSON has degrees of WGS 84: convert the file, as by "
		             "ogr2ogr -t_srs EPSG:4326.");
	if (++r->points_all > MAP_MOST_POINTS)
		return wrong(r, here(r, 1), "the file has more than 200,000 points",
		             "No page shows so many: make its outlines simpler, as by "
		             "ogr2ogr -simplify 0.001.");
	r->point = grown(r, r->point, r->points, &r->points_room, sizeof *r->point);
	r->point[r->points++] = (struct map_point){lon, lat};
	return 1;
}

/* The last point of a ring is its first again. */
static int end_ring(struct reader *r, bool hole)
{
	struct map_outlines *o = &r->m->o;
	struct map_point *last = r->point + r->points - 1;
	if (r->points > 1 && last->x == r->point->x && last->y == r->point->y)
		r->points--;
	if (r->points < 3)
		return wrong(r, here(r, 1), "an outline has fewer than three corners",
		             "Leave it out of the file.");
	if (o->rings == MAP_MOST_RINGS)
		return wrong(r, here(r, 1), "the file has more than 20,000 outlines",
		             "No page shows so many: leave small islands out.");
	o->ring = grown(r, o->ring, o->rings, &r->rings_room, sizeof *o->ring);
	o->ring[o->rings++] = (struct map_ring){
	        .point = r->point, .n = r->points, .hole = hole, .pos = here(r, 1)};
	r->region.rings++;
	r->point = NULL;
	r->points = r->points_room = 0;
	return 1;
}

static int end_coordinates(struct reader *r, const struct level *l)
{
	struct level *outer = &r->level[r->deep - 1];
	if (l->numbers) {
		outer->points++;
		return l->numbers < 2 ? wrong(r, here(r, 1), "a point has one coordinate alone",
		                              "It has its longitude and its latitude.")
		                      : end_point(r);
	}
	if (!l->points)
		return 1;
	outer->rings++;
	return end_ring(r, outer->rings > 1);
}

/* ---- Features ---- */

static int end_feature(struct reader *r)
{
	struct map_outlines *o = &r->m->o;
	if (o->regions == MAP_MOST_REGIONS)
		return wrong(r, here(r, 1), "the file has more than 2,000 regions",
		             "Leave out what the map does not speak of.");
	o->region = grown(r, o->region, o->regions, &r->regions_room, sizeof *o->region);
	o->region[o->regions++] = r->region;
	r->coded += r->region.code.len > 0;
	return 1;
}

static int on_start(void *context)
{
	struct reader *r = context;
	enum place place = place_of(r);
	if (place == FEATURE) {
		r->region = (struct map_region){.ring = r->m->o.rings, .pos = here(r, 1)};
		r->names_n = r->m->o.regions ? r->names_n : 0;
	}
	return push(r);
}

static int on_end_map(void *context)
{
	struct reader *r = context;
	return r->level[--r->deep].place == FEATURE ? end_feature(r) : 1;
}

static int on_end_array(void *context)
{
	struct reader *r = context;
	struct level l = r->level[--r->deep];
	return l.place == COORDINATES ? end_coordinates(r, &l) : 1;
}

/* ---- Names and values ---- */

static void keep_name(struct reader *r, strom_str name)
{
	if (r->m->o.regions || r->names_n + name.len + 3 > MOST_NAMES)
		return;
	if (r->names_n) {
		memcpy(r->names + r->names_n, ", ", 2);
		r->names_n += 2;
	}
	memcpy(r->names + r->names_n, name.ptr, name.len);
	r->names_n += name.len;
}

static int on_key(void *context, const unsigned char *text, size_t len)
{
	static const struct {
		enum place in, place;
		const char *name;
	} known[] = {
	        {TOP, TOP_TYPE, "type"},
	        {TOP, FEATURES, "features"},
	        {FEATURE, ID, "id"},
	        {FEATURE, PROPERTIES, "properties"},
	        {FEATURE, GEOMETRY, "geometry"},
	        {GEOMETRY, GEOMETRY_TYPE, "type"},
	        {GEOMETRY, COORDINATES, "coordinates"},
	};
	struct reader *r = context;
	strom_str name = {(const char *)text, len};
	enum place in = r->level[r->deep - 1].place;
	r->next = ELSEWHERE;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].in == in && strom_text_is(name, known[i].name))
			r->next = known[i].place;
	if (in == PROPERTIES) {
		keep_name(r, name);
		r->next = r->key.len && strom_text_same(name, r->key) ? PROPERTY : ELSEWHERE;
	}
	return 1;
}

static void take_code(struct reader *r, enum place place, const char *text, size_t len)
{
	if (place == (r->key.len ? PROPERTY : ID))
		r->region.code = kept(r, text, len);
}

static int on_string(void *context, const unsigned char *text, size_t len)
{
	struct reader *r = context;
	strom_str s = {(const char *)text, len};
	enum place place = place_of(r);
	take_code(r, place, s.ptr, s.len);
	r->collection =
	        r->collection || (place == TOP_TYPE && strom_text_is(s, "FeatureCollection"));
	if (place == TOP_TYPE && !r->collection)
		return wrong(r, here(r, len + 2), "the file is no FeatureCollection",
		             "Save it as GeoJSON; TopoJSON and single geometries are not read.");
	if (place == GEOMETRY_TYPE && !strom_text_is(s, "Polygon") &&
	    !strom_text_is(s, "MultiPolygon"))
		return wrong(r, here(r, len + 2), "a feature is no area",
		             "Regions are of type Polygon or MultiPolygon: leave others out.");
	if (place == COORDINATES)
		return wrong(r, here(r, len + 2), "a coordinate is no number", "Mend the file.");
	return 1;
}

/* Without the C library's, which goes by the locale. */
static double number_of(const char *text, size_t len)
{
	double value = 0, scale = 1;
	int power = 0, shift = 0;
	size_t i = 0;
	bool negative = len && text[0] == '-', point = false;
	for (i = negative; i < len && (text[i] == '.' || (text[i] >= '0' && text[i] <= '9')); i++) {
		if (text[i] == '.') {
			point = true;
			continue;
		}
		value = value * 10 + (text[i] - '0');
		shift += point;
	}
	if (i < len && (text[i] == 'e' || text[i] == 'E')) {
		bool down = ++i < len && text[i] == '-';
		for (i += i < len && (text[i] == '-' || text[i] == '+'); i < len && power < 1000;
		     i++)
			power = power * 10 + (text[i] - '0');
		power = down ? -power : power;
	}
	for (power -= shift; power > 0 && scale < 1e300; power--)
		scale *= 10;
	value *= scale;
	for (scale = 1; power < 0 && scale < 1e300; power++)
		scale *= 10;
	value /= scale;
	return negative ? -value : value;
}

static int on_number(void *context, const char *text, size_t len)
{
	struct reader *r = context;
	enum place place = place_of(r);
	take_code(r, place, text, len);
	if (place != COORDINATES || !r->deep)
		return 1;
	struct level *l = &r->level[r->deep - 1];
	if (l->place != COORDINATES || l->points || l->rings)
		return wrong(r, here(r, len), "a coordinate stands where points do",
		             "Mend the file.");
	if (l->numbers < 2)
		r->number[l->numbers] = number_of(text, len);
	l->numbers++;
	return 1;
}

/* Features without a geometry or a name are none of ours. */
static int on_null(void *context)
{
	struct reader *r = context;
	return place_of(r) != COORDINATES ||
	       wrong(r, here(r, 4), "a coordinate is no number", "Mend the file.");
}

static int on_bool(void *context, int truth)
{
	(void)truth;
	return on_null(context);
}

/* ---- The file ---- */

static bool parse(struct reader *r)
{
	static const yajl_callbacks callbacks = {
	        .yajl_null = on_null,
	        .yajl_boolean = on_bool,
	        .yajl_number = on_number,
	        .yajl_string = on_string,
	        .yajl_map_key = on_key,
	        .yajl_start_map = on_start,
	        .yajl_end_map = on_end_map,
	        .yajl_start_array = on_start,
	        .yajl_end_array = on_end_array,
	};
	const unsigned char *bytes = (const unsigned char *)r->bytes.ptr + r->begin;
	r->parser = yajl_alloc(&callbacks, NULL, r);
	yajl_status status = yajl_parse(r->parser, bytes, r->bytes.len - r->begin);
	/* Whoever cancelled has reported. */
	if (status == yajl_status_error)
		wrong(r, here(r, 0), "the file is no JSON from here on",
		      "It may be another kind of file.");
	if (status == yajl_status_ok && (status = yajl_complete_parse(r->parser)))
		wrong(r, end_of(r), "the file ends before its values do", "It may be cut off.");
	yajl_free(r->parser);
	return status == yajl_status_ok;
}

static bool no_key(struct reader *r)
{
	static const char before[] = "The first feature has: ";
	struct strom_value key = STROM_VALUE_INIT;
	struct strom_job *job = r->m->h.job;
	char *hint = job->host->alloc(job, sizeof before + MOST_NAMES + 2);
	memcpy(hint, before, sizeof before - 1);
	memcpy(hint + sizeof before - 1, r->names, r->names_n);
	hint[sizeof before - 1 + r->names_n] = '.';
	job->host->option(job, "key", &key);
	return strom_chart_error(&r->m->h, key.pos, "key",
	                         r->key.len ? "no feature of the file has a property of that name"
	                                    : "no feature of the file has an id, and key says none",
	                         r->names_n ? hint : "The first feature has no properties.");
}

static int by_code(const void *a, const void *b)
{
	strom_str s = ((const struct map_region *)a)->code,
	          t = ((const struct map_region *)b)->code;
	size_t n = s.len < t.len ? s.len : t.len;
	int order = n ? memcmp(s.ptr, t.ptr, n) : 0;
	return order ? order : (s.len > t.len) - (s.len < t.len);
}

static bool sort(struct map *m)
{
	struct map_outlines *o = &m->o;
	qsort(o->region, o->regions, sizeof *o->region, by_code);
	for (uint32_t i = 1; i < o->regions; i++)
		if (o->region[i].code.len &&
		    strom_text_same(o->region[i].code, o->region[i - 1].code))
			return strom_chart_error(&m->h, o->region[i].pos, "geojson",
			                         "two features of the file have the same code",
			                         "Make them one, of type MultiPolygon.");
	return true;
}

bool map_take_file(struct map *m)
{
	struct reader r = {.m = m, .key = strom_option_text(m->h.job, "key")};
	m->o = (struct map_outlines){.own = true};
	if (!STROM_HAS(m->h.c, file))
		return strom_chart_error(&m->h, strom_chart_nowhere(), "old-core",
		                         "this version of Strom is older than the figure",
		                         "Install a newer one.");
	if (!m->h.c->file(m->h.job, "geojson", MAP_MOST_BYTES, &r.bytes))
		return false;
	r.begin = r.bytes.len > 2 && !memcmp(r.bytes.ptr, "\xEF\xBB\xBF", 3) ? 3 : 0;
	if (!parse(&r))
		return false;
	if (!r.collection || !m->o.rings)
		return strom_chart_error(&m->h, (struct strom_pos){0, 0, 1}, "geojson",
		                         "the file has no regions",
		                         "It is a FeatureCollection of polygons.");
	if (!r.coded)
		return no_key(&r);
	return sort(m) && map_project(m);
}
