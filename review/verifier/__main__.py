"""The command: python -m review.verifier EXPORT.zip, or python verify.pyz EXPORT.zip."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .export import Export, ExportUnreadable
from .log import verify_log
from .report import as_json, as_text
from .verdict import Finding, Verdict

FITS, DOES_NOT_FIT, NOT_RUN = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Check an export; answers the exit code: 0 all fits, 1 something does not fit, 2 it could not be run."""
    chosen = _parser().parse_args(arguments)
    try:
        held = [path.read_text(encoding="utf-8") for path in chosen.held]
        verdict = verify_export(
            chosen.export,
            vkeys=chosen.vkey,
            held=held,
            origin=chosen.origin,
            pins=chosen.passkey,
            progress=_progress(),
        )
    except (ExportUnreadable, OSError, UnicodeDecodeError) as error:
        print(f"The check could not be run: {error}", file=sys.stderr)
        return NOT_RUN
    print(as_json(verdict) if chosen.json else as_text(verdict))
    return FITS if verdict.fits else DOES_NOT_FIT


def verify_export(
    path: Path,
    *,
    vkeys: Sequence[str] = (),
    held: Sequence[str] = (),
    origin: str | None = None,
    pins: Sequence[str] = (),
    progress: Callable[[int], None] | None = None,
) -> Verdict:
    """Check an export. Without `vkeys` the keys that came with it are taken, and the verdict says what that is worth.

    Raises ExportUnreadable.
    """
    before = Verdict()
    with Export(path, before.report) as export:
        verdict = verify_log(
            export.records(),
            head=None,
            checkpoints=export.checkpoints(),
            vkeys=vkeys or export.vkeys(),
            held=held,
            texts=export.texts(),
            progress=progress,
            origin=origin or export.origin,
            passkeys=export.passkeys(),
            pins=[pin.lower() for pin in pins],
        )
        _claim_keys(verdict, export, bool(vkeys))
    for finding in before.findings:
        _adopt(verdict, finding)
    verdict.sort()
    return verdict


def _claim_keys(verdict: Verdict, export: Export, named: bool) -> None:
    keys = ", ".join(vkey.rpartition("+")[0] for vkey in export.vkeys())
    if named:
        verdict.claim("whose signature", "proved", "Only the keys you named were trusted.")
    else:
        detail = f"The key {keys} came with the export. Compare keys.txt with the key the organisation published."
        verdict.claim("whose signature", "not proved", detail)
    if export.strangers:
        verdict.claim("other files", "not proved", f"Nothing binds {', '.join(export.strangers)} to the log.")


def _adopt(verdict: Verdict, finding: Finding) -> None:
    verdict.report(finding.position, finding.rule, finding.message)


def _progress() -> Callable[[int], None] | None:
    if not sys.stderr.isatty():
        return None
    read = 0

    def tell(more: int) -> None:
        nonlocal read
        read += more
        print(f"\r{read} records\r", end="", file=sys.stderr, flush=True)

    return tell


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="verify", description="Check an export of Toetssteen without its server.")
    parser.add_argument("export", type=Path, metavar="EXPORT.zip")
    parser.add_argument("--vkey", action="append", default=[], help="a public key you trust (may be repeated)")
    parser.add_argument(
        "--held", action="append", default=[], type=Path, help="a checkpoint you kept (may be repeated)"
    )
    parser.add_argument(
        "--passkey", action="append", default=[], help="the fingerprint of a passkey, as its holder gave it to you"
    )
    parser.add_argument("--origin", help="the name of the log you expect")
    parser.add_argument("--json", action="store_true", help="the verdict as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
