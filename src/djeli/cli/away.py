"""Commands that check and hand out: verify, export, page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from djeli.cli.console import err, opened, out, show_json, words
from djeli.cli.fill import CaseOption, JsonOption
from djeli.errors import CaseError
from djeli.export import ABOUT, SPLITS, SPLITTING
from djeli.export.manifest import told
from djeli.ledger import Handed

BROKEN = 4
"""Exit status when `verify` found something."""


def verify(case: CaseOption = None) -> None:
    """Hash originals again, check the chain of rows, and that every span lies in its text."""
    with opened(case) as opened_case:
        faults, counts, gone = opened_case.verify(), opened_case.counts(), opened_case.withdrawn()
    if faults:
        err.print(words(f"{len(faults)} faults:", "bold red"))
        for fault in faults[:50]:
            err.print(words(f"  {fault}"))
        raise typer.Exit(BROKEN)
    out.print(
        words(f"All is as it was written: {counts['original']} originals, {counts['claim']} claims, their spans.")
    )
    for one in gone:
        out.print(words(f"Withdrawn on {one.at[:10]}: {one.document} ({one.reason})"))


def withdraw(
    document: Annotated[str, typer.Argument(help="SHA-256 (first eight digits do), address, or the last part of it.")],
    reason: Annotated[str, typer.Option(help="Why; it stays for good, so repeat nothing of what is withdrawn.")],
    by: Annotated[str, typer.Option(help="Who decided.")] = "",
    whole: Annotated[bool, typer.Option("--whole", help="Also all others in the file that it came in.")] = False,
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take out everything of a document for good: bytes, text, title, address, quotes, values. Hash and reason stay."""
    with opened(case) as opened_case:
        gone = opened_case.withdraw(document, reason=reason, by=by, whole=whole)
    if as_json:
        show_json(gone)
        return
    for name in gone.documents:
        out.print(words(f"Withdrawn: {name} ({gone.reason})"))
    if gone.handed:
        out.print(words("Written since it came into the case, so it may be named there; take these back by hand:"))
        for one in gone.handed:
            out.print(words(f"  {one.at[:16]}  {one.form} for {one.audience}: {one.place}"))
    for path in gone.copies:
        out.print(words(f"May be a copy of the case; look into it by hand: {path}"))
    out.print(words("Djeli knows no other backups of this folder: remove the document from those by hand, too."))


AudienceOption = Annotated[
    str, typer.Option("--audience", help="Who it is for: public (anybody), partner, or internal (the team).")
]


_RULES = "; ".join(f"{name}, {text}" for name, text in SPLITS.items())
_SHOWN = 12
"""Files that are listed by name; of more the last ones, which describe the rest."""


def _forms(wanted: bool) -> None:
    """List the forms, a line each, and end."""
    if not wanted:
        return
    width = max(map(len, ABOUT))
    for name, text in ABOUT.items():
        out.print(words(f"{name:<{width}}  {text}"))
    raise typer.Exit


def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write into.")],
    to: Annotated[
        str, typer.Option("--to", "--form", help="Name of a form; --forms lists them. Without one, jsonl.")
    ] = "",
    audience: AudienceOption = "public",
    split: Annotated[
        str, typer.Option(help=f"How an event gives several rows in {', '.join(sorted(SPLITTING))}: {_RULES}.")
    ] = "",
    forms: Annotated[
        bool, typer.Option("--forms", is_eager=True, callback=_forms, help="List the forms and end.")
    ] = False,
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the ledger to files for other programs. Without --audience nothing goes out that anybody may not read."""
    if not to and str(folder) in ABOUT and not folder.exists():
        raise CaseError(f"{folder} is a form; name a folder to write it into: djeli export FOLDER --to {folder}")
    with opened(case) as opened_case:
        handed = opened_case.hand_out(to or "jsonl", folder, audience=audience, split=split)
    say(handed, as_json=as_json)


def page(
    path: Annotated[Path, typer.Argument(help="HTML file to write.")] = Path("ledger.html"),
    audience: AudienceOption = "public",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the case as one HTML page: map, events, quotes, disputes, grades."""
    with opened(case) as opened_case:
        handed = opened_case.hand_out_page(path, audience=audience)
    say(handed, as_json=as_json, lead="Open in a browser: ")


def _left_out(manifest: Mapping[str, Any]) -> Iterator[str]:
    """What an export left out and why, the commonest reason first."""
    reasons: dict[str, int] = manifest.get("left_out") or {}
    if reasons:
        yield f"{sum(reasons.values()):,} events are not in this form:"
        yield from (f"  {count:,}  {reason}" for reason, count in reasons.items())
    for what, count in (manifest.get("noted") or {}).items():
        yield f"  {count:,}  {what}"


def say(handed: Handed, *, as_json: bool, lead: str = "") -> None:
    """What was written, for whom, what was held back, and where the key of the pseudonyms lies."""
    if as_json:
        show_json(handed)
        return
    if len(handed.paths) > _SHOWN:
        out.print(words(f"{len(handed.paths):,} files, among them:"))
    for path in handed.paths if len(handed.paths) <= _SHOWN else handed.paths[-4:]:
        out.print(words(f"{lead}{path.resolve() if lead else path}"))
    for line in _left_out(told(handed.paths)):
        out.print(words(line))
    out.print(words(handed.note))
    if handed.key is not None:
        out.print(
            words(
                f"Made {handed.key}, which says who is behind each pseudonym. Only you may read it; keep it apart, and "
                "never send it with an export."
            )
        )
