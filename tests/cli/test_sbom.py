"""The list of what a build is made of: whole, true, and the same each time."""

import hashlib
import json
import os
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(os.environ["STROM"]).parent.parent
SCRIPT = pathlib.Path(os.environ["SOURCE"]) / "setup/sbom"


def sbom(root):
    return subprocess.run(["/usr/bin/python3", "-B", str(SCRIPT), str(root)], capture_output=True, text=True, check=False)


class Sbom(unittest.TestCase):
    def test_what_a_build_is_made_of(self):
        first = sbom(ROOT)
        self.assertEqual(first.returncode, 0, first.stderr)
        self.assertEqual(first.stdout, sbom(ROOT).stdout)
        bill = json.loads(first.stdout)
        self.assertEqual((bill["bomFormat"], bill["specVersion"]), ("CycloneDX", "1.5"))
        parts = {c["name"]: c for c in bill["components"]}
        refs = [c["bom-ref"] for c in bill["components"]]
        self.assertEqual(len(refs), len(set(refs)))
        self.assertEqual(bill["dependencies"][0]["dependsOn"], refs)
        # Linked; in the module; opened by name; read as data; run.
        for name in ("libsqlite3-0", "libfyaml0", "librsvg2-2", "libvoikko1", "liblcms2-2", "hyphen-lv",
                     "fonts-lato", "gettext"):
            self.assertIn(name, parts)
            version = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", name], capture_output=True, text=True,
                                     check=True).stdout
            self.assertEqual(parts[name]["version"], version)
            self.assertTrue(parts[name]["purl"].startswith(f"pkg:deb/debian/{name}@"))
        self.assertNotIn("cmake", parts)
        for name in ("bin/strom", "libexec/strom", "lib/strom/plugins/source-csv.so"):
            digest = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
            self.assertEqual(parts[name]["hashes"], [{"alg": "SHA-256", "content": digest}])

    def test_no_library_is_left_out(self):
        parts = {c["name"] for c in json.loads(sbom(ROOT).stdout)["components"]}
        said = subprocess.run(["ldd", str(ROOT / "libexec/strom")], capture_output=True, text=True, check=True).stdout
        paths = re.findall(r"=> (/\S+) ", said)
        self.assertGreater(len(paths), 20)
        for path in paths:
            real = str(pathlib.Path(path).resolve())
            owners = subprocess.run(["dpkg", "-S", path, real, real.removeprefix("/usr")], capture_output=True,
                                    text=True, check=False).stdout
            self.assertIn(owners.partition(":")[0], parts, path)

    def test_no_build(self):
        run = sbom(pathlib.Path(os.environ["SOURCE"]) / "docs")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn("has no bin/strom", run.stderr)


if __name__ == "__main__":
    unittest.main()
