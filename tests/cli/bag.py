"""BagIt bags made by hand (RFC 8493), good ones and ones that are wrong in one way."""

import hashlib
import io
import pathlib
import subprocess
import tarfile
import zipfile

FILES = {"data/one.txt": b"one\n", "data/sub/two.txt": b"two\n"}


def encoded(name, version="1.0"):
    """A name as manifests write it."""
    if version == "1.0":
        name = name.replace("%", "%25")
    return name.replace("\n", "%0A").replace("\r", "%0D")


def manifest(files, algorithm, version="1.0", star="", gap="  "):
    return "".join(f"{hashlib.new(algorithm, content).hexdigest()}{gap}{star}{encoded(name, version)}\n"
                   for name, content in files.items())


class Bag:
    """`made` is what it holds, by name; change it, then seal() the tagmanifests again."""

    def __init__(self, files=None, version="1.0", sums=("sha512",), encoding="UTF-8", info=None,
                 tags=True):
        self.version, self.sums, self.encoding, self.tags = version, sums, encoding, tags
        payload = dict(FILES if files is None else files)
        oxum = f"{sum(map(len, payload.values()))}.{len(payload)}"
        old = version in ("0.93", "0.94", "0.95")
        if info is None:
            info = f"Source-Organization: A town\nPayload-Oxum: {oxum}\n"
        self.made = {"bagit.txt": f"BagIt-Version: {version}\n"
                                  f"Tag-File-Character-Encoding: {encoding}\n".encode()}
        if info:
            self.made["package-info.txt" if old else "bag-info.txt"] = info.encode(encoding)
        for algorithm in sums:
            self.made[f"manifest-{algorithm}.txt"] = manifest(payload, algorithm, version).encode(encoding)
        self.seal()
        self.made.update(payload)

    def seal(self):
        """The tagmanifests, made anew of what there is."""
        if not self.tags:
            return self
        listed = {name: content for name, content in self.made.items()
                  if not name.startswith("data/") and not name.startswith("tagmanifest-")}
        for algorithm in self.sums:
            self.made[f"tagmanifest-{algorithm}.txt"] = manifest(
                listed, algorithm, self.version).encode(self.encoding)
        return self

    def set(self, name, content):
        """Content instead, or None for no such file; sealed."""
        if content is None:
            del self.made[name]
        else:
            self.made[name] = content if isinstance(content, bytes) else content.encode(self.encoding)
        return self.seal()

    def text(self, name):
        return self.made[name].decode(self.encoding)

    # ---- Packing ----

    def folder(self, path):
        for name, content in self.made.items():
            file = pathlib.Path(path) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return path

    def zip(self, path, top="bag/", how=zipfile.ZIP_DEFLATED):
        with zipfile.ZipFile(path, "w", how) as z:
            for name, content in self.made.items():
                z.writestr(top + name, content)
        return path

    def tar(self, path, top="bag/", how=""):
        """how: "", "gz", "bz2", "xz" or "zst"."""
        with tarfile.open(path, "w:" + ("" if how == "zst" else how)) as t:
            for name, content in self.made.items():
                member = tarfile.TarInfo(top + name)
                member.size = len(content)
                t.addfile(member, io.BytesIO(content))
        if how == "zst":
            packed = subprocess.run(["zstd", "-q", "-c", path], capture_output=True, check=True).stdout
            pathlib.Path(path).write_bytes(packed)
        return path
