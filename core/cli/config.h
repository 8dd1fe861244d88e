/* The user's own configuration: $XDG_CONFIG_HOME/strom, or ~/.config/strom. What a project may do
 * beyond its folder stands there and on the command line, never in strom.yml. */
#ifndef STROM_CONFIG_H
#define STROM_CONFIG_H

#include "cli/session.h"
#include "project/trust.h"

/* A file there, whether it exists or not; empty: the environment says no place. */
str config_path(struct session *, str name);
/* What the user has agreed to: config.yml, trust.yml and the command line. False: reported. */
bool config_consent(struct session *, struct consent *);

#endif
