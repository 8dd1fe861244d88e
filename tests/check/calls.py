"""Calls that a part of the project may not make. usage: calls.py ROOT"""
import re

from tree import code, line_of, run, sources

# What, where it is allowed (path prefixes), why it is kept out elsewhere.
RULES = [
    (r"(?:sig)?(?:set|long)jmp|_setjmp", [], "arenas would lose their clean-ups: return false"),
    (r"pthread_\w+|thrd_\w+|mtx_\w+|clone3?", [], "processes, not threads"),
    (r"cairo_\w+|rsvg_\w+|pango_\w+", ["core/draw/", "core/picture/module/"],
     "Cairo lives in core/draw and in the module that draws SVG"),
    (r"archive_\w+", ["core/package/", "plugins/source-", "plugins/sheets/"],
     "libarchive lives in core/package and in sources that read zips"),
    (r"sqlite3_\w+", ["core/data/", "plugins/source-"], "SQLite lives in core/data"),
    (r"strcpy|strcat|strncpy|strncat|v?sprintf|strtok(?:_r)?", ["core/base/banned.h"],
     "lengths are lost: use slices"),
    (r"atoi|atof|strtod|strtof", ["core/base/banned.h"],
     "the locale moves the decimal point: use str_to_double"),
    (r"malloc|calloc|realloc|strdup|strndup|aligned_alloc", ["core/base/"],
     "arenas own memory; a plugin asks the host for it"),
    (r"setlocale|localtime(?:_r)?|mktime|gettimeofday|s?rand|s?random|drand48", ["core/base/banned.h"],
     "the same input must give the same bytes"),
    (r"clock_gettime|time", ["core/base/banned.h", "core/base/track.c", "core/lock/watch.c", "core/cli/"],
     "only the commands look at the clock, and who watches how much time a process uses"),
    (r"getenv|secure_getenv", ["core/cli/", "core/lock/program.c"],
     "only the commands look at the environment"),
    (r"printf|puts|putchar|perror", ["core/cli/"], "only the commands print"),
    (r"dlopen|dlsym", ["core/plugin/", "core/typeset/hyphen/hyphen_voikko.c", "core/pdf/press.c",
                      "core/picture/vector.c"],
     "libraries are loaded by core/plugin"),
    (r"open|openat2?|fopen|freopen|creat|opendir", ["core/base/", "core/lock/", "core/cli/main.c", "core/data/load.c",
                                                    "core/data/spill.c", "core/package/verify/folder.c",
                                                    "core/cli/passphrase.c", "core/cli/sign.c"],
     "files are opened by core/base/inputs.c, which is told what for; a terminal and a secret key are the user's own"),
    (r"file_exists|folder_exists|file_map_as|folder_list_as|yaml_file_given",
     ["core/base/", "core/lock/", "core/cli/", "core/plugin/", "core/project/", "core/package/", "core/typeset/hyphen/",
      "core/page/font.c", "core/picture/art.c", "core/pdf/press.c", "core/pdf/dump.c", "core/data/run.c",
      "core/text/resolve/references_list.c"],
     "what a project names is an input: file_look, file_map, folder_list, yaml_file"),
    (r"diags_new", ["core/base/", "core/lock/", "core/cli/session.c", "core/cli/workers.c", "core/plugin/",
                    "core/project/fonts.c", "core/text/compare/",
                    "core/typeset/hyphen/hyphen_index.c"],
     "reports beside others may read what those may: diags_like"),
    (r"system|popen|exec[lv]\w*|posix_spawnp?", ["core/lock/program.c", "core/cli/main.c"],
     "other programs (gettext's) are run by core/lock/program.c; main.c hands over to its twin"),
]


def check(root):
    rules = [(re.compile(rf"(?<![\w.>])({names})\s*\("), allowed, why)
             for names, allowed, why in RULES]
    for path, text in sources(root, "core", "plugins"):
        text = code(text)
        for pattern, allowed, why in rules:
            if any(path.startswith(prefix) for prefix in allowed):
                continue
            for m in pattern.finditer(text):
                yield f"{path}:{line_of(text, m.start())}: {m[1]}: {why}"
        if not path.startswith("core/base/") and "STROM_ALLOCATES" in text:
            yield f"{path}: STROM_ALLOCATES is for core/base"
        if path != "core/base/banned.h" and re.search(r"^\s*#\s*undef\s+strom_banned|STROM_BANNED\(",
                                                     text, re.M):
            yield f"{path}: goes around core/base/banned.h"


if __name__ == "__main__":
    run(check)
