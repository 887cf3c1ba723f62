"""Keeps the translations whole: every message of code and templates is there in every language, and nothing else is.

python tools/catalogues.py --check      says what is wrong; the exit code tells
python tools/catalogues.py --missing    prints entries to fill in, ready for a .po file
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

WEB = Path(__file__).resolve().parent.parent / "review" / "web"
TRANSLATIONS = WEB / "translations"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%|%")
Key = str | tuple[str, str]


@dataclass(frozen=True)
class Finding:
    """Something wrong with the translations of one language."""

    where: str
    problem: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}: {self.message}"


def extracted(web: Path = WEB) -> dict[Key, list[str]]:
    """Every message of the web floor, with the places it is used."""
    found: dict[Key, list[str]] = {}
    options = {"templates/**.html": {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}}
    for name, line, message, _comments, _context in extract_from_dir(
        web, METHODS, options_map=options, keywords=KEYWORDS
    ):
        key = message if isinstance(message, str) else (message[0], message[1])
        found.setdefault(key, []).append(f"{name}:{line}")
    return found


def translated(language: str, folder: Path = TRANSLATIONS) -> Iterator[tuple[Path, Message, bool]]:
    """The entries of every room in one language, and whether each is marked obsolete (``#~``)."""
    for path in sorted((folder / language).glob("*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
        yield from ((path, message, False) for message in catalog if message.id)
        yield from ((path, message, True) for message in catalog.obsolete.values())


def check(language: str, web: Path = WEB) -> list[Finding]:
    """What is missing, obsolete, fuzzy, empty, contradictory, or has other placeholders than the original."""
    wanted = extracted(web)
    findings: list[Finding] = []
    seen: dict[Key, object] = {}
    for path, message, obsolete in translated(language, web / "translations"):
        key = message.id if isinstance(message.id, str) else (message.id[0], message.id[1])
        findings.extend(Finding(path.name, problem, str(message.id)) for problem in _problems(message, obsolete))
        if key not in wanted:
            findings.append(Finding(path.name, "not used anywhere", str(message.id)))
        if seen.setdefault(key, message.string) != message.string:
            findings.append(Finding(path.name, "translated otherwise in another room", str(message.id)))
    findings.extend(
        Finding(places[0], f"no {language} translation", str(key)) for key, places in wanted.items() if key not in seen
    )
    return findings


def missing(language: str, web: Path = WEB) -> str:
    """Entries for the messages that have no translation yet, by the place of their first use."""
    known = {
        message.id if isinstance(message.id, str) else (message.id[0], message.id[1])
        for _path, message, obsolete in translated(language, web / "translations")
        if not obsolete
    }
    entries = []
    for key, places in sorted(extracted(web).items(), key=lambda item: item[1][0]):
        if key not in known:
            entries.append(f"#: {places[0]}\n{_entry(key)}\n")
    return "\n".join(entries)


def _entry(key: Key) -> str:
    if isinstance(key, str):
        return f'msgid "{_quoted(key)}"\nmsgstr ""'
    return f'msgid "{_quoted(key[0])}"\nmsgid_plural "{_quoted(key[1])}"\nmsgstr[0] ""\nmsgstr[1] ""'


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _problems(message: Message, obsolete: bool) -> Iterator[str]:
    if obsolete:
        yield "obsolete"
        return
    if message.fuzzy:
        yield "fuzzy"
    originals = _strings(message.id)
    strings = _strings(message.string)
    if not strings or not all(strings) or len(strings) < len(originals):
        yield "empty"
        return
    wanted = {name for text in originals for name in _placeholders(text)}
    for original, text in zip(originals, strings, strict=False):
        given = _placeholders(text)
        if given != _placeholders(original) and not (len(originals) > 1 and given <= wanted):
            yield f"placeholders differ ({', '.join(sorted(given ^ _placeholders(original)))})"
        if any(match.group() == "%" for match in PLACEHOLDER.finditer(text)):
            yield "a single % (write %%)"


def _strings(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _placeholders(text: str) -> set[str]:
    return {match.group(1) for match in PLACEHOLDER.finditer(text) if match.group(1)}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", default="nl")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--check", action="store_true")
    what.add_argument("--missing", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.missing:
        print(missing(chosen.language))
        return 0
    findings = check(chosen.language)
    for finding in findings:
        print(finding)
    print(f"{len(extracted())} messages, {len(findings)} findings in {chosen.language}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
