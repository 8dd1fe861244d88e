/* The commands. Each returns the program's exit code. */
#ifndef STROM_COMMANDS_H
#define STROM_COMMANDS_H

#include "cli/options.h"

int command_check(const struct command_line *);
int command_build(const struct command_line *);
int command_pack(const struct command_line *);
int command_verify(const struct command_line *);
int command_render(const struct command_line *);
int command_dump(const struct command_line *);
int command_diff(const struct command_line *);
int command_explain(const struct command_line *);
int command_data(const struct command_line *);
int command_new(const struct command_line *);
int command_plugins(const struct command_line *);
int command_schema(const struct command_line *);
int command_trust(const struct command_line *);
int command_review(const struct command_line *);
int command_translate(const struct command_line *);
int command_sign(const struct command_line *);
int command_manual(const struct command_line *);
int command_completion(const struct command_line *);

/* data.c: the source plugin for a file, by its name. */
str command_data_plugin(str path);

/* Prints the names that strom data may be asked for: sources and views. False: reported. */
struct session;
bool command_data_list(struct session *);

#endif
