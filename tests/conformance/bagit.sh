#!/bin/sh
# bagit.sh ZIP: the delivery as Python's bagit (PyPI) sees it.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
zip=$(realpath "$1")
venv=$here/build/venv-bagit
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import bagit' 2>/dev/null || "$venv/bin/pip" install -q bagit==1.8.1 setuptools==68.2.2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$venv/bin/python" - "$zip" "$folder" <<'PYTHON'
import pathlib, sys, zipfile
import bagit
with zipfile.ZipFile(sys.argv[1]) as z:
    z.extractall(sys.argv[2])
(root,) = pathlib.Path(sys.argv[2]).iterdir()
bagit.Bag(str(root)).validate()
print(f"{root.name}: valid")
PYTHON
