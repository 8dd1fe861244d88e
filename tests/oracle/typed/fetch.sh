#!/bin/sh
# SQLite's amalgamation, out of a package that ships it unchanged, with calls for watch.c:
# usage: fetch.sh FOLDER PACKAGE SQLITE: makes FOLDER/hooked.c of better-sqlite3's version PACKAGE, in which SQLite is of
# the version SQLITE.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
[ -f better-sqlite3-"$2".tgz ] || npm pack --silent better-sqlite3@"$2" >/dev/null
tar xzf better-sqlite3-"$2".tgz package/deps/sqlite3/sqlite3.c
/usr/bin/python3 -B "$here/hook.py" package/deps/sqlite3/sqlite3.c hooked.c "$3"
