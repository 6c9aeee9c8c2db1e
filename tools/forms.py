"""Write the inflected forms of trigger words and nouns of people, so that reading needs no parser of the language.

Run `python tools/forms.py es` (or several codes, or none for all) after editing `lang/<code>/triggers.yaml` or
`lang/<code>/people.yaml`; it rewrites the lines that begin with `forms:` and leaves every other line alone. `--check`
says whether they are up to date.

What a language's forms look like stands in `tools/grammars/<code>.py`: `verb_forms(verb)` and `noun_forms(noun)`, and
`NOT_FORMS`, made forms that mean something else.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

TOOLS = Path(__file__).parent
LANG = TOOLS.parent / "src" / "djeli" / "lang"
FILES = ("triggers", "people")


def grammars() -> list[str]:
    """Codes of the languages whose forms are made here."""
    return sorted(path.stem for path in (TOOLS / "grammars").glob("??.py"))


@cache
def grammar(code: str) -> ModuleType:
    """`grammars/<code>.py` as a module."""
    spec = importlib.util.spec_from_file_location(f"grammar_{code}", TOOLS / "grammars" / f"{code}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no grammar for {code!r}; there are {', '.join(grammars())}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def forms_of(code: str, entry: dict[str, Any]) -> list[str]:
    """All forms of an entry with verbs, nouns or words; a form that is also a weak noun ("golpe") stays weak."""
    rules = grammar(code)
    verbs = [form for verb in entry.get("verbs") or () for form in rules.verb_forms(verb)]
    nouns = [form for noun in (entry.get("nouns") or entry.get("words") or ()) for form in rules.noun_forms(noun)]
    weak = entry.get("weak") or {}
    told_weakly = {form for noun in weak.get("nouns") or () for form in rules.noun_forms(noun)}
    return [form for form in dict.fromkeys(verbs + nouns) if form not in told_weakly | rules.NOT_FORMS]


def rewritten(code: str, name: str) -> str:
    """The text of a language's file with fresh `forms:` lines."""
    text = (LANG / code / f"{name}.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    out, concept = [], ""
    for line in text.splitlines():
        if re.match(r"\w+:", line):
            concept = line.split(":")[0]
        fresh = line
        if line.startswith("  forms:"):
            fresh = f"  forms: [{', '.join(map(_quoted, forms_of(code, data[concept])))}]"
        elif line.startswith("  weak:") and data[concept].get("weak"):
            weak = data[concept]["weak"]
            parts = {k: weak.get(k) or [] for k in ("verbs", "nouns")} | {"forms": forms_of(code, weak)}
            fresh = "  weak: {" + ", ".join(f"{k}: [{', '.join(map(_quoted, v))}]" for k, v in parts.items()) + "}"
        out.append(fresh)
    return "\n".join(out) + "\n"


def _quoted(word: str) -> str:
    plain = not re.search(r"[:#\[\]{},&*!|>%@`]|^['\"-]|'$|^(?:no|si|y)$", word)
    return word if plain else f'"{word}"'


def main() -> int:
    """Rewrite the files of the languages asked for, or with --check say whether they would change."""
    stale = 0
    check = "--check" in sys.argv
    for code in [arg for arg in sys.argv[1:] if arg != "--check"] or grammars():
        for name in FILES:
            path, fresh = LANG / code / f"{name}.yaml", rewritten(code, name)
            if fresh != path.read_text(encoding="utf-8"):
                stale += 1
                if not check:
                    path.write_text(fresh, encoding="utf-8")
                print(f"{code}/{path.name}: {'stale' if check else 'rewritten'}")
    return stale if check else 0


if __name__ == "__main__":
    sys.exit(main())
