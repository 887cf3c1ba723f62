"""One file from the press, in a process of its own that gives its memory back by ending.

Run as ``python -I worker.py <folder of the template> <seconds> <bytes>`` with the sheet on standard input; the file, or
what the press said, comes out. It knows nothing of the house: only what it is handed.
"""

from __future__ import annotations

import json
import resource
import sys
from importlib import import_module
from typing import Any

STANDARDS = ["a-2a", "ua-1"]
REFUSED = 3


def main(folder: str, seconds: int, memory: int) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    typst: Any = import_module("typst")  # here alone: whoever starts this reads the module as well
    head, _, sheet = sys.stdin.buffer.read().partition(b"\n")
    try:
        made = typst.compile(
            f"{folder}/report.typ",
            root=folder,
            sys_inputs={"sheet": sheet.decode()},
            pdf_standards=STANDARDS,
            font_paths=typst.Fonts(include_system_fonts=False),
            timestamp=json.loads(head)["moment"],
        )
    except typst.TypstError as refused:
        sys.stderr.write(str(getattr(refused, "message", refused))[:400])
        return REFUSED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
