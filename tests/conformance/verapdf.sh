#!/bin/sh
# Judges PDF files by veraPDF: PDF/UA-1, and PDF/A-2a or 3a as they say. Exit 1 if any file fails, 2 if veraPDF cannot
# run; it never skips. The runner is built once into BUILD (build/verapdf unless set).
# Usage: tests/conformance/verapdf.sh FILES...
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD:-$here/../../build}
mkdir -p "$build"
out=$(cd "$build" && pwd)/verapdf
[ $# -gt 0 ] || { echo "usage: $0 FILES..." >&2; exit 2; }

if ! [ -f "$out/ready" ] || [ -n "$(find "$here/verapdf" -newer "$out/ready" -type f)" ]; then
	mkdir -p "$out"
	(cd "$here/verapdf" && mvn -B -q -Dverapdf.build="$out" package dependency:copy-dependencies \
		-DoutputDirectory="$out/lib") >"$out/log" 2>&1 || {
		echo "$0: the veraPDF runner cannot be built:" >&2
		cat "$out/log" >&2
		exit 2
	}
	touch "$out/ready"
fi
exec java -cp "$out/verapdf-run-1.jar:$out/lib/*" -Djava.util.logging.config.file=/dev/null \
	-Djava.awt.headless=true strom.Run "$@"
