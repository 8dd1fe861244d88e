/* figure-flow's own: stages in a chain, what is lost behind each, and where all of it stands. */
#ifndef STROM_FIGURE_FLOW_H
#define STROM_FIGURE_FLOW_H

#include <strom/figure_help.h>

#define NODE STROM_PT(7)                 /* how wide a stage is */
enum { LEAST_STAGES = 3, MOST_STAGES = 6, MOST_LINKS = 12 };

struct stage {
	uint32_t row;
	double n;
	strom_str name;
	uint32_t losses;                 /* how many */
};

struct loss {
	uint32_t row, stage;
	double n;
	strom_str why;
	strom_len from, to;              /* where it ends, along the lower edge */
	strom_len label;                 /* where its label begins */
};

/* Where names and figures have room: beside what they belong to, or in a key by numbers. */
enum room { BESIDE, NAMES_IN_KEY, ALL_IN_KEY };

struct flow {
	struct strom_chart h;
	uint32_t number, lost, why;      /* columns; 0: there is none */
	uint32_t stages, losses;
	struct stage stage[MOST_STAGES];
	struct loss loss[MOST_LINKS];
	enum room above, below;          /* of stages, of losses */
	strom_len pitch, top, height;    /* from stage to stage; of the first stage */
	strom_len bend, end;             /* how far losses bend, and where they end */
};

/* read.c: what the rows say, in order and conserved. False: reported. */
bool flow_read(struct flow *);
/* A number with its unit, or without; negative: what is lost. */
strom_str flow_number(const struct flow *, double n, bool bare);

/* bands.c: how high a number is, where a stage begins, where losses end; and all of it drawn. */
strom_len flow_high(const struct flow *, double n);
strom_len flow_stage_x(const struct flow *, uint32_t stage);
void flow_place_losses(struct flow *);
void flow_bands_put(const struct flow *);

/* labels.c: settles above and below; returns how high the labels above are. */
strom_len flow_labels_room(struct flow *);
void flow_stages_put(const struct flow *);
/* Below the losses; returns where what follows begins. */
strom_len flow_losses_put(const struct flow *);
strom_len flow_key_put(const struct flow *, strom_len y);

#endif
