/* figure-map's own: what the files of this plugin share. */
#ifndef STROM_FIGURE_MAP_H
#define STROM_FIGURE_MAP_H

#include <strom/figure_classes.h>

/* ---- Outlines as they are kept: baltic.c. Units are 1/20000 of the Earth's radius ---- */

struct map_kept_ring {
	uint16_t at, n;
};
struct map_kept_region {
	char code[4];
	uint16_t ring, rings;
	int16_t x, y, sea_x, sea_y;
};

extern const int16_t map_baltic_points[][2];
extern const struct map_kept_ring map_baltic_rings[];
extern const struct map_kept_region map_baltic[];
extern const uint32_t map_baltic_n;

/* ---- Outlines as they are drawn ---- */

enum { MAP_MOST_REGIONS = 2000, MAP_MOST_RINGS = 20000, MAP_MOST_POINTS = 200000 };
#define MAP_MOST_BYTES ((uint64_t)16 << 20)

struct map_point {
	double x, y;
}; /* Earth radii, y upwards; of a file: degrees at first */
struct map_ring {
	struct map_point *point;
	uint32_t n;
	bool hole;
	struct strom_pos pos; /* in the file */
};
struct map_region {
	strom_str code;
	uint32_t ring, rings;        /* of the outlines' */
	uint32_t row;                /* + 1; 0: nothing is said of it */
	struct map_point label, sea; /* where its label stands; beside it, where it has no room */
	bool by_sea;
	struct strom_pos pos;
};
struct map_outlines {
	struct map_region *region;
	uint32_t regions;
	struct map_ring *ring;
	uint32_t rings;
	double left, bottom, right, top; /* of what is shown */
	bool own;                        /* the author's file */
};

struct map_box {
	strom_len left, top, right, bottom;
};

struct map {
	struct strom_chart h;
	struct map_outlines o;
	struct strom_classes classes;
	bool circles;               /* counts; else regions have the colours of their classes */
	bool turned;                /* all is mirrored, but the map may not be */
	double most;                /* the largest count */
	double scale;               /* from Earth radii */
	strom_len width, height;    /* of the map itself */
	strom_len list, list_width; /* where the list begins; 0: there is none beside the map */
	struct map_box *placed;     /* where labels stand */
	uint32_t placed_n;
	uint32_t unplaced; /* regions whose numbers have no room on the map */
};

/* Those of baltic.c. */
void map_take_baltic(struct map *);
/* The author's file, whose option is set, projected; false: reported. */
bool map_take_file(struct map *);
/* Ties rows to regions by their codes; false: reported. */
bool map_tie_rows(struct map *);

/* Degrees into Earth radii, around the middle of them all; directions of holes. False: reported. */
bool map_project(struct map *);
/* Where labels stand in regions of the author's file that have a row. */
void map_find_labels(struct map *);

strom_len map_x(const struct map *, double x);
strom_len map_y(const struct map *, double y);
strom_colour map_region_colour(const struct map *, const struct map_region *);
/* Sea, or land of which nothing is said. */
strom_colour map_mixed(const struct map *, uint32_t percent);
/* Fills a path as land of which nothing is said. */
void map_fill_quiet(const struct map *);
/* Outlines of a region, as a path. */
void map_path(const struct map *, const struct map_region *);

/* Letters have no room on it, and the list beside it has all of them. */
bool map_is_small(const struct map *);
/* Circles, and labels on the map. */
void map_put_labels(struct map *);
void map_put_circles(struct map *);
/* A region's number where nothing stands; false: something does. */
bool map_put_number(struct map *, const struct map_region *, strom_len x, strom_len y,
                    strom_colour on, bool halo);
void map_number_size(const struct map *, const struct map_region *, strom_len *wide,
                     strom_len *high);
static inline bool map_boxes_meet(const struct map_box *a, const struct map_box *b)
{
	return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

/* Rows from the most to the least, of equal ones the first; missing ones last. */
uint32_t *map_ranked(const struct map *);

/* Rows from the most to the least, in so many columns; returns where what follows begins. */
strom_len map_list_height(const struct map *, strom_len width);
strom_len map_put_list(const struct map *, strom_len x, strom_len y, strom_len width,
                       uint32_t columns);
/* Classes, and land of which nothing is said. */
strom_len map_put_key(const struct map *, strom_len x, strom_len y, strom_len width);

#endif
