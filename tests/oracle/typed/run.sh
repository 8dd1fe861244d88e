#!/bin/sh
# Random queries, some of them wrong, and type-correct ones: usage: run.sh ORACLE SEED COUNT
set -eu
here=$(cd "$(dirname "$0")" && pwd)
/usr/bin/python3 -B "$here/queries.py" "$2" "$3" 2 | "$1" /dev/stdin
/usr/bin/python3 -B "$here/queries.py" "$2" "$3" 0 | "$1" /dev/stdin type-correct
