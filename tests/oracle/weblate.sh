#!/bin/sh
# Weblate's check of ICU messages, out of PyPI, beside ours: usage: weblate.sh FOLDER STROM SAMPLE
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ ! -f "$1/fetched" ]; then
	python3 -m venv "$1/venv"
	"$1/venv/bin/pip" download --quiet --no-deps --dest "$1" weblate==5.4 pyicumessageformat==1.0.0
	touch "$1/fetched"
fi
/usr/bin/python3 -B "$here/weblate.py" "$1" "$2" "$3"
