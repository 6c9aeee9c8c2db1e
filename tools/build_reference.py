"""Write docs/reference from the code: commands, settings, event types, export fields, errors, formats, Python.

python tools/build_reference.py           writes the pages
python tools/build_reference.py --check   says which are stale, and ends with 1 if any is
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import io
import json
import sys
import tokenize
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import typer

from djeli import errors, export, settings
from djeli.cli.app import app
from djeli.export import acled, events, hxl, ucdp
from djeli.ledger import Case
from djeli.ledger.handing import Handing
from djeli.ledger.looking import Look
from djeli.read import table
from djeli.resources.event_types import EventType, event_types

OUT = Path(__file__).resolve().parents[1] / "docs" / "reference"
HEAD = "<!-- Written by tools/build_reference.py from the code; change the code, not this page. -->\n"


def row(cells: Iterable[object]) -> str:
    """A line of a Markdown table; bars and line ends in cells are made harmless."""
    clean = (" ".join(str(cell).split()).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(clean)} |"


def grid(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    names = list(columns)
    return "\n".join([row(names), "|" + "---|" * len(names), *(row(one) for one in rows)])


# --- commands ---------------------------------------------------------------------------------------------------


def _default(one: Any) -> str:
    if one.required:
        return "must be given"
    value = one.default
    return "" if value in (None, "", False, ()) or callable(value) else f"`{value}`"


def _names(one: Any) -> str:
    if one.param_type_name == "argument":
        return f"`{(one.name or '').upper()}{'...' if one.nargs == -1 else ''}`"
    return ", ".join(f"`{name}`" for name in [*one.opts, *one.secondary_opts])


def _command(name: str, command: Any) -> str:
    shown = [one for one in command.params if one.name != "help"]
    usage = " ".join([name, "[OPTIONS]", *(_names(p).strip("`") for p in shown if p.param_type_name == "argument")])
    parts = [f"## {name}", inspect.cleandoc(command.help or ""), f"```text\n{usage}\n```"]
    if shown:
        parts.append(grid(("option", "meaning", "default"), ((_names(p), p.help or "", _default(p)) for p in shown)))
    return "\n\n".join(parts)


def _walk(name: str, command: Any) -> list[str]:
    if hasattr(command, "commands"):
        return [page for sub, one in command.commands.items() for page in _walk(f"{name} {sub}", one)]
    return [_command(name, command)]


STATUSES = {
    0: "done",
    1: "an unforeseen fault",
    2: "used wrongly, or nothing there under that name; one sentence says what and how to mend it",
    3: "some inputs could not be used; each is named with its reason, and the rest was read",
    4: "`verify` found something that is not as it was written",
    5: "`eval`: a figure is below the floor that was named",
    130: "stopped by Ctrl-C; nothing that was finished is lost",
}


def cli() -> str:
    """Every command with its options."""
    intro = (
        "# Commands\n\nWhere a command works on a case, the case is the folder named with `--case`, "
        "else the one in the "
        "environment variable `DJELI_CASE`, else the nearest folder upwards that is a case. Commands "
        "that show something "
        "take `--json` where the table below says so; it gives the same facts to programs. "
        "`djeli --install-completion` sets up completion for your shell."
    )
    ends = "## Exit statuses\n\n" + grid(("status", "meaning"), STATUSES.items())
    return "\n\n".join([intro, *_walk("djeli", typer.main.get_command(app)), ends])


# --- settings ---------------------------------------------------------------------------------------------------

MEANINGS = {
    "title": "what the case is about; shown on pages",
    "custodian": "who keeps the case; written into every capture record and used as the name under decisions",
    "languages": "languages to read; empty: all that have words",
    "theatres": "word lists and places to load; empty: all",
    "workers": "processes that read; 0: one per core",
    "max_bytes": "largest input, in bytes, after decompression too",
    "max_chars": "longest text, in characters",
    "max_members": "most articles in one container (feed, mailbox, WARC, rows)",
    "max_ratio": "largest size after decompression, as a multiple of the size before",
    "read_timeout": "seconds that reading one PDF may take",
    "fetch_timeout": "seconds that fetching one address may take",
    "allow_private_addresses": "whether addresses of private networks may be fetched",
    "fold_rule": "which rule chooses the best number: representative, informative, conservative",
    "link_threshold": "probability from which two reports are taken for one event",
    "delay": "days that an event is held back from the public; -1: as the rules for all cases say",
    "partner_delay": "the same for partners",
    "protect": "names of persons to protect, beside those the reports make private",
    "public": "names of persons who need no protection",
    "sensitive": "words beside which the name of a place is withheld, beside those of the shared list",
}


def _comments(source: str) -> dict[str, str]:
    """Field name -> the comment on its line."""
    found: dict[str, str] = {}
    lines = source.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            name = lines[token.start[0] - 1].split(":")[0].strip()
            found[name] = token.string.lstrip("# ")
    return found


def config() -> str:
    """Settings with their meaning and default."""
    top = [one for one in dataclasses.fields(settings.Settings) if one.name != "policy"]
    policy = dataclasses.fields(settings.Leaving)
    missing = [one.name for one in (*top, *policy) if one.name not in MEANINGS]
    if missing:
        raise SystemExit(f"tools/build_reference.py: say in MEANINGS what these settings mean: {', '.join(missing)}")
    intro = (
        "# Settings\n\nThe file `djeli.toml` in a case holds them. A key that isn't there has its "
        "default; a key that "
        "doesn't exist, or a value of the wrong kind, is reported and nothing is opened. No key can "
        "name code to run.\n\n"
    )
    after = (
        "\n\nTwo things are set in the environment, never in a case: `DJELI_CASE` (the case to work on) and "
        "`DJELI_SPACY_EN`, `DJELI_SPACY_FR` (folder or package name of another spaCy model)."
    )
    leaving = "\n\nWhat leaves the case, under `[policy]` ([why](../why/policy.md)):\n\n"
    return intro + _settings(settings.Settings, top) + leaving + _settings(settings.Leaving, policy) + after


def _settings(owner: type, fields: Iterable[dataclasses.Field[Any]]) -> str:
    notes = _comments(inspect.getsource(owner))
    rows = (
        (f"`{f.name}`", MEANINGS[f.name] + (f" ({notes[f.name]})" if f.name in notes else ""), f"`{_toml(f.default)}`")
        for f in fields
    )
    return grid(("key", "meaning", "default"), rows)


def _toml(value: Any) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value)


# --- event types ------------------------------------------------------------------------------------------------


def _acled(one: EventType) -> str:
    if one.acled is None:
        return "–"
    text = f"{one.acled.event_type}: {one.acled.sub_event_type}"
    if one.acled.armed_target:
        text += f"; of armed people {': '.join(one.acled.armed_target)}"
    return text


def _plover(one: EventType) -> str:
    if one.plover is None:
        return "–"
    modes = f" ({', '.join(one.plover.modes)})" if one.plover.modes else ""
    contexts = f" [{', '.join(one.plover.contexts)}]" if one.plover.contexts else ""
    return f"{one.plover.type}{modes}{contexts}"


def types() -> str:
    """The table of event types."""
    found = event_types()
    rows = (
        (f"`{one.id}`", one.label["en"], one.definition, _plover(one), _acled(one), one.ucdp or "–", one.muc4 or "–")
        for one in found.values()
    )
    columns = ("id", "name", "what counts", "PLOVER", "ACLED-style", "UCDP", "MUC-4")
    intro = (
        f"# Event types\n\n{len(found)} types, one file each under "
        f"`src/djeli/resources/ontology/events/`. The codes say "
        "how other codebooks would call the type, as far as they have a name for it. UCDP `by_parties` "
        "means that the "
        "parties decide. The same act has the same type, whoever did it. "
        "How to add one: [../extend/event-type.md](../extend/event-type.md).\n\n"
    )
    return intro + grid(columns, rows)


# --- export fields ----------------------------------------------------------------------------------------------


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[-1])
    for word in ("anyOf", "oneOf"):
        if word in schema:
            return " or ".join(dict.fromkeys(_kind(one) for one in schema[word]))
    if "enum" in schema:
        return "one of " + ", ".join(f"`{one}`" for one in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    kind = schema.get("type", "any")
    named = " or ".join(kind) if isinstance(kind, list) else str(kind)
    return f"list of {_kind(schema['items'])}" if kind == "array" and "items" in schema else named


TABLES: dict[str, dict[str, dict[str, str]]] = {
    "acled": {"acled.csv": acled.COLUMNS},
    "ucdp": {"ucdp.csv": ucdp.COLUMNS, "ucdp_notes.csv": ucdp.NOTES},
    "hxl": {"events.hxl.csv": hxl.columns()},
    "csv": {"events.csv": events.EVENTS},
    "xlsx and parquet": {name: table.columns for name, table in events.TABLES.items() if name != "events"},
}
"""Form -> file or sheet -> its columns with their meaning."""
FORMS_HEAD = """# Export forms

`djeli export --to FORM FOLDER` writes the case in a form for other programs, `djeli export --forms` lists the forms.
Beside the files lies a `manifest.json`: for whom it is, what was held back, how many rows each file has with its
SHA-256, by which rule events were split, and how many events were left out of the form and why; the command prints the
same. How to hand a case over: [../howto/hand-a-case-over.md](../howto/hand-a-case-over.md).

"-style" means: the columns and codes of a known table, filled by the definitions on this page. No data of ACLED, UCDP
or anybody else is in Djeli. What an expert may change is in data files: `src/djeli/export/data/` and the codes in each
[event type](event-types.md)."""
FORMS_RULES = """## What goes into coded tables

| told as | acled, hxl | ucdp | plover | csv, xlsx, parquet, geojson, ftm, jsonl |
|---|---|---|---|---|
| having happened | yes | with a death in low, best or high | yes | yes |
| planned, threatened, hypothetical | no | no | marked `future`, `hypothetical` | with its `modality` |
| negated or foiled (told as not so) | no | no | marked `negation` | with its `modality` |
| affirmed by one, denied by another | yes, in the notes | yes, in its notes | in `disputes` | as a dispute |
| only in passing (`background`) | no | no | marked `historical` | with its mark |
| without a date, or without a country | no | no | without a date: no | yes |
| dated to a year | no: there is no code | yes | yes | yes |

A toll is low, best and high. **acled** has one number: the lowest that a reliable account tells; words such as "dozens"
count as that table writes them (12), not as Djeli bounds them (24 to 99). **ucdp** has all three, in the order best,
high, low; where no lowest number is told it is 0, where no best one is told it is the lowest, where no highest is told
it is the best. Whose dead they are is said where all of them are told to be of one side or civilians; else they are
of unknown side. A dispute stands in the notes with what each side says and who says it; nothing is averaged.

## Splitting events

An event is one row unless a rule is chosen. It has several days where its date is a span of two to six days, several
places where one report tells several towns (towns in different reports are a dispute, or one place told twice), and
several dyads where more than one known party stands on a side. **The toll is never counted twice:** low, best and high
are each shared out over the rows of the event in whole numbers, the first rows taking what is left over, so that the
rows add up to the event. No report says how many died on which day, so each such row says in its notes that its number
is a share. In **ucdp**, rows that no death is left for are not written; the manifest counts them."""


def forms() -> list[str]:
    """What each form is, what goes into it, how events are split, and the columns of the tables."""
    rows = ((f"`{name}`", text, "yes" if name in export.SPLITTING else "") for name, text in export.ABOUT.items())
    splits = grid(("rule", "what it does"), ((f"`{name}`", text) for name, text in export.SPLITS.items()))
    found = [FORMS_HEAD, grid(("form", "what it is", "`--split`"), rows), FORMS_RULES, splits]
    for form, files_ in TABLES.items():
        found.append(f"## {form}")
        for name, columns in files_.items():
            found.append(
                f"### {name}\n\n" + grid(("column", "what it holds"), ((f"`{c}`", t) for c, t in columns.items()))
            )
    return found


def fields() -> str:
    """The forms of exports, the columns of their tables, and the fields of each file of the JSON Lines."""
    [path] = [f for f in (files("djeli.export") / "schemas").iterdir() if f.name.endswith(".json")]
    schema = json.loads(path.read_text(encoding="utf-8"))
    parts = [
        *forms(),
        f"## jsonl\n\nOne file a kind of record, after the schema `{path.name}` that ships in the package. Positions "
        "count characters (Unicode code points) from 0, and the end is the first character after. An optional field "
        "may be null.",
    ]
    for name, one in schema["$defs"].items():
        if "properties" in one:
            need = set(one.get("required", ()))
            rows = [
                (f"`{key}`", _kind(value), "yes" if key in need else "no", value.get("description", ""))
                for key, value in one["properties"].items()
            ]
            words = one.get("description", "")
            columns = ("field", "kind", "must be there", "meaning")
            if not any(row[-1] for row in rows):
                rows, columns = [row[:-1] for row in rows], columns[:-1]
            parts.append(f"### {name}\n\n" + (f"{words}\n\n" if words else "") + grid(columns, rows))
    return "\n\n".join(parts)


# --- errors, formats, Python ------------------------------------------------------------------------------------


def faults() -> str:
    """The tree of errors, as the module's docstring draws it."""
    drawn = inspect.cleandoc(errors.__doc__ or "")
    tree = "\n".join(line[4:] for line in drawn.splitlines() if line.startswith("    "))
    rest = [inspect.cleandoc(" ".join(p.split())) for p in drawn.split("\n\n")[2:]]
    return f"# Errors\n\nEverything Djeli raises on purpose:\n\n```text\n{tree}\n```\n\n" + "\n\n".join(rest)


def formats() -> str:
    """What can be read."""
    endings: dict[str, list[str]] = {}
    for ending, media in table.MEDIA_TYPES.items():
        endings.setdefault(media, []).append(ending)
    rows = (
        (
            ", ".join(f"`{e}`" for e in endings.get(media, [])) or "–",
            f"`{media}`",
            "many" if media in table.CONTAINERS else "one",
        )
        for media in table.READERS
    )
    intro = (
        "# What Djeli reads\n\nA file's beginning decides what it is; its ending, or what a server "
        "says, helps where the "
        "beginning leaves it open. Files compressed with gzip are opened. Folders are read with all "
        "that lies in them.\n\n"
    )
    return intro + grid(("ending", "media type", "documents in a file"), rows)


def _class_body(kind: type) -> list[ast.stmt]:
    module = ast.parse(inspect.getsource(sys.modules[kind.__module__]))
    [body] = [node.body for node in module.body if isinstance(node, ast.ClassDef) and node.name == kind.__name__]
    return body


def python() -> str:
    """The public object."""
    body = [node for kind in (Case, Handing, Look) for node in _class_body(kind)]
    parts = [
        '# Python\n\n```python\nimport djeli\n\nwith djeli.open("my-case") as case:\n    for event in '
        'case.events(country="ML", disputed=True):\n        print(event.id, '
        "event.title)\n```\n\n`djeli.create(folder)` "
        "makes a case, `djeli.open(folder)` opens one, `djeli.passing()` gives one that is gone when the block ends. "
        "What a case can do:"
    ]
    for one in body:
        if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
            takes = ast.unparse(one.args).removeprefix("self").removeprefix(", ")
            called = "" if one.decorator_list else f"({takes})"
            gives = ast.unparse(one.returns) if one.returns else "None"
            doc = inspect.cleandoc(ast.get_docstring(one) or "")
            parts.append(f"## {one.name}\n\n```text\ncase.{one.name}{called} -> {gives}\n```\n\n{doc}")
    return "\n\n".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": cli,
    "settings.md": config,
    "event-types.md": types,
    "export.md": fields,
    "errors.md": faults,
    "formats.md": formats,
    "python.md": python,
}


def pages() -> dict[str, str]:
    """File name -> content of every page."""
    return {name: f"{HEAD}\n{make().rstrip()}\n" for name, make in PAGES.items()}


def stale() -> list[str]:
    """Names of pages that differ from what the code says."""
    return [
        name
        for name, text in pages().items()
        if not (OUT / name).is_file() or (OUT / name).read_text(encoding="utf-8") != text
    ]


def main() -> None:
    """Write or check."""
    if "--check" in sys.argv[1:]:
        old = stale()
        if old:
            sys.exit(f"stale: {', '.join(old)}; run python tools/build_reference.py")
        return
    OUT.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (OUT / name).write_text(text, encoding="utf-8")
    print(f"{len(PAGES)} pages in {OUT.name}")


if __name__ == "__main__":
    main()
