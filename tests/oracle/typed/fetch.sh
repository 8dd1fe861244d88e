#!/bin/sh
# SQLite's amalgamation of the version in Debian 12, out of a package that ships it unchanged, with calls for
# watch.c: usage: fetch.sh FOLDER: makes FOLDER/hooked.c
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
[ -f better-sqlite3-8.1.0.tgz ] || npm pack --silent better-sqlite3@8.1.0 >/dev/null
tar xzf better-sqlite3-8.1.0.tgz package/deps/sqlite3/sqlite3.c
/usr/bin/python3 -B "$here/hook.py" package/deps/sqlite3/sqlite3.c hooked.c
