"""Whether records follow one another: positions, times, versions of streams, commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .records import Record

Report = Callable[[int | None, str, str], None]


def uuid_text(raw: bytes) -> str:
    """The 16 bytes of a UUID as records spell it; uuid.UUID does the same at five times the cost."""
    digits = raw.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


class Order:
    """Reads the records in order and reports each that does not follow from those before it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.position = 0
        self.at = 0
        self.log: bytes | None = None
        self._versions: dict[bytes, int] = {}
        self._commands: set[bytes] = set()
        self._command: str | None = None  #: of the record before, as its envelope names it

    def place(self, record: Record) -> bool:
        """Whether the record stands where it belongs; when not, the position where the order breaks is reported."""
        expected, position = self.position + 1, record.position
        if position == expected:
            self.position = position
            return True
        if position < expected:
            self.report(position, "position", f"record {position} comes a second time, after record {self.position}")
        else:
            self.report(expected, "position", f"record {expected} is missing; record {position} follows")
            self.position = position
        return False

    def skip(self) -> None:
        """A record that cannot be read stands where the next one was due."""
        self.position += 1
        self.report(self.position, "shape", "the record cannot be read: a field has the wrong type or length")

    def follow(self, record: Record) -> None:
        """Check log, time and stream version against the records before."""
        if self.log is None:
            self.log = record.log
        elif record.log != self.log:
            self.report(record.position, "log", "the record belongs to another log")
        if record.at < self.at:
            self.report(record.position, "time", "the record is older than the record before it")
        self.at = max(self.at, record.at)
        due = self._versions.get(record.stream, 0) + 1
        if record.version != due:
            stream = uuid_text(record.stream)
            self.report(
                record.position, "version", f"the record has version {record.version} of stream {stream}; {due} was due"
            )
        self._versions[record.stream] = record.version

    def pass_over(self, record: Record) -> None:
        """A record whose envelope is withheld: of its command only the column is known."""
        if record.command is None:
            return
        if record.command in self._commands:
            self.report(record.position, "command", "the command id was used before")
        self._commands.add(record.command)
        self._command = uuid_text(record.command)

    def command(self, record: Record, envelope: dict[str, Any]) -> None:
        """The first record of a command carries the command's id, once; the following ones only name it."""
        named = envelope.get("command")
        if record.command is None:
            if named is None or named != self._command:
                self.report(record.position, "command", "the record has no command id and does not follow its command")
        elif record.command in self._commands:
            self.report(record.position, "command", "the command id was used before")
        else:
            self._commands.add(record.command)
            if named != uuid_text(record.command):
                self.report(record.position, "command", "the envelope names another command")
        self._command = named if isinstance(named, str) else None
