"""Checks that what we carry of others is byte for byte what was published.

python tools/vendor.py            compares the files with the hashes in vendor.toml
python tools/vendor.py --fetch    gets the packages again (npm pack) and compares those too
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "review" / "web" / "static" / "vendor", ROOT / "tests" / "browser" / "vendor")


def packages(folder: Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = tomllib.loads((folder / "vendor.toml").read_text())["package"]
    return listed


def differences(folder: Path) -> Iterator[str]:
    """Files that differ from their hash, are missing, or are not accounted for."""
    known = {"vendor.toml"}
    for package in packages(folder):
        known |= {package["licence_file"], *(file["path"] for file in package["file"])}
        if not (folder / package["licence_file"]).is_file():
            yield f"{package['name']}: the licence is missing"
        for file in package["file"]:
            path = folder / file["path"]
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != file["sha256"]:
                yield f"{package['name']}: {file['path']} is not what was published"
    for path in folder.iterdir():
        if path.name not in known and not path.name.endswith("LICENSE-3RD-PARTY.txt"):
            yield f"{path.name} belongs to no package"


def differences_with_registry(folder: Path) -> Iterator[str]:
    """Files that differ from those in the published packages."""
    for package in packages(folder):
        with tempfile.TemporaryDirectory() as place:
            spec = f"{package['name']}@{package['version']}"
            npm = shutil.which("npm") or sys.exit("npm is not here; it is needed for --fetch only")
            command = [npm, "pack", "--silent", spec]
            subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  names from our file
            archive = next(Path(place).glob("*.tgz"))
            digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
            if f"sha512-{digest}" != package["integrity"]:
                yield f"{spec}: the package has another integrity hash"
            with tarfile.open(archive) as tar:
                for file in package["file"]:
                    inside = tar.extractfile(f"package/{file['inside']}")
                    if inside is None or inside.read() != (folder / file["path"]).read_bytes():
                        yield f"{spec}: {file['inside']} differs"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fetch", action="store_true")
    chosen = parser.parse_args(arguments)
    found = [text for folder in FOLDERS for text in differences(folder)]
    if chosen.fetch:
        found += [text for folder in FOLDERS for text in differences_with_registry(folder)]
    for text in found:
        print(text)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
