#!/bin/sh
# Our PO reader and writer against gettext's tools: every sample is accepted by both and has the
# same contents; a template of ours passes msgfmt --check and is as msgcat itself would write it.
#   po.sh PROGRAM FOLDER
set -u
ours=$1 folder=$2 passed=0 failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8

result() {   # result STATUS NAME
	if [ "$1" -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "failed: $2"
	fi
}

# Entries as strings alone: comments but the fuzzy flag go, and so does the header, the entry whose
# msgid is empty.
strings() {
	msgattrib --no-obsolete --no-wrap "$1" |
		awk 'BEGIN { RS = ""; first = 1 }
		{
			n = split($0, line, "\n"); text = ""; header = 0
			for (i = 1; i <= n; i++) {
				if (line[i] ~ /^#,.*fuzzy/) text = text "#, fuzzy\n"
				if (line[i] ~ /^#/) continue
				if (line[i] == "msgid \"\"" && line[i + 1] ~ /^msgstr/ && text !~ /msgctxt/) header = 1
				text = text line[i] "\n"
			}
			if (header || text == "") next
			if (!first) printf "\n"
			first = 0
			printf "%s", text
		}'
}

for sample in "$folder"/*.po; do
	name=$(basename "$sample")
	check=--check
	case $name in bare*) check= ;; esac       # msgfmt wants a header; we do not
	msgfmt $check -o /dev/null "$sample" 2>"$work/log"
	result $? "$name: msgfmt $check: $(cat "$work/log")"
	"$ours" entries "$sample" >"$work/ours"
	result $? "$name: refused by us"
	strings "$sample" >"$work/theirs" && diff "$work/ours" "$work/theirs"
	result $? "$name: contents"
	"$ours" template "$sample" >"$work/a.pot"
	result $? "$name: template"
	msgfmt --check -o /dev/null "$work/a.pot" 2>"$work/log"
	result $? "$name: template, msgfmt: $(cat "$work/log")"
	# It knows no flags of others; ours are put back behind msgmerge.
	grep -v '^#, icu-message-format$' "$work/a.pot" >"$work/b.pot"
	msgcat --no-wrap "$work/a.pot" | diff "$work/b.pot" -
	result $? "$name: template, msgcat"
done
for sample in "$folder"/bad/*.po; do
	name=$(basename "$sample")
	"$ours" check "$sample" 2>"$work/log"
	[ $? -eq 1 ] && grep -q '\[po/' "$work/log"
	result $? "$name: not refused by us: $(cat "$work/log")"
	! msgfmt --check -o /dev/null "$sample" 2>/dev/null
	result $? "$name: accepted by msgfmt"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -ge 30 ]
