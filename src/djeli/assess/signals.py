"""Signals: one reason each, with its effect and its sentence, as `resources/assess/signals.yaml` words them."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from djeli.assess.wordlist import Care, WordList, careful, compile_list, occurrences
from djeli.errors import NotFound, ResourceError
from djeli.records import Span
from djeli.resources import load_yaml
from djeli.text.similarity import plain
from djeli.views import Signal

SHOWN = 3
"""Phrases quoted in one sentence; more would hide the reason."""
CARES = ("distinct", "per", "unquoted", "line")
ABOUT = ("date", "informants", "tone", "making", "content", "source")


@cache
def _file() -> Mapping[str, Any]:
    raw = load_yaml(files("djeli.resources") / "assess" / "signals.yaml")
    faults = list(_faults(raw))
    if faults:
        raise ResourceError("assess/signals.yaml: " + "; ".join(faults))
    return raw


def _faults(raw: Mapping[str, Any]) -> Iterable[str]:
    """Sentences about entries that break the file's rules."""
    signals = raw.get("signals")
    if not isinstance(signals, dict):
        yield "'signals' must map names to entries"
        return
    for name, entry in signals.items():
        yield from _entry_faults(name, entry if isinstance(entry, dict) else {})
    for name, languages in raw.get("patterns", {}).items():
        if name not in signals:
            yield f"patterns for {name!r}, which is no signal"
        for language, phrases in languages.items():
            if len(set(phrases)) != len(phrases):
                yield f"{name}.{language}: a phrase stands there twice"


def _entry_faults(name: str, entry: Mapping[str, Any]) -> Iterable[str]:
    if entry.get("effect") not in (-1, 0, 1):
        yield f"{name}: 'effect' must be -1, 0 or 1"
    if not str(entry.get("says", "")).strip().endswith((".", "}")):
        yield f"{name}: 'says' must be a sentence with its full stop"
    if "about" in entry and entry["about"] not in ABOUT:
        yield f"{name}: 'about' must be one of {', '.join(ABOUT)}"
    unknown = set(entry) - {"effect", "says", "about", *CARES}
    if unknown:
        yield f"{name}: no such setting: {', '.join(sorted(unknown))}"


def check(raw: Mapping[str, Any]) -> list[str]:
    """What is wrong with a parsed signals file; empty when nothing is."""
    return list(_faults(raw))


def names() -> tuple[str, ...]:
    """All signals, in the order of the file."""
    return tuple(_file()["signals"])


def about(name: str) -> str:
    """What a signal against an item is about; its own name where the file does not say."""
    return str(_file()["signals"].get(name, {}).get("about", name))


def signal(name: str, /, *, spans: Iterable[Span] = (), **words: object) -> Signal:
    """A signal by name, its sentence filled in.

    Raises:
        NotFound: the file has no signal of that name.
    """
    entries = _file()["signals"]
    if name not in entries:
        raise NotFound(f"no signal {name!r} in assess/signals.yaml; it has: {', '.join(sorted(entries))}")
    says = str(entries[name]["says"])
    given = {field: str(words.get(field, "")) for _, field, _, _ in string.Formatter().parse(says) if field}
    reason = says.format(**given).strip()
    return Signal(
        name=name, effect=int(entries[name]["effect"]), reason=reason[:1].upper() + reason[1:], spans=tuple(spans)
    )


@cache
def _words() -> WordList:
    """All phrases of the file, every language at once: a French page may carry an English caption."""
    raw = _file()
    cares = {
        name: Care(**{care: entry[care] for care in CARES if care in entry}) for name, entry in raw["signals"].items()
    }
    return compile_list(raw["patterns"], cares)


def phrases(name: str, text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the phrases of a signal in `text`, in its own offsets, before any care is taken."""
    return list(occurrences(_words(), text).get(name, ()))


def phrase_signal(
    name: str, text: str, *, start: int, text_id: str, aside: Sequence[tuple[int, int]] = ()
) -> Signal | None:
    """The signal for the phrases found in a story, None where there are none, or too few for its care.

    Args:
        name: a signal that has patterns.
        text: the story as it stands in the Text from `start` on.
        start: offset of the story in the Text.
        text_id: the Text's id, for the spans.
        aside: half-open ranges of the story that are none of it, in order.
    """
    found = careful(_words(), name, text, aside)
    if not found:
        return None
    quoted = list(dict.fromkeys(f"“{' '.join(text[a:b].split())}”" for a, b in found))
    more = f" and {len(quoted) - SHOWN} more" if len(quoted) > SHOWN else ""
    spans = [Span(text_id, start + a, start + b) for a, b in found]
    return signal(name, spans=spans, words=", ".join(quoted[:SHOWN]) + more)


@cache
def unnamed_words() -> frozenset[str]:
    """What people are called who speak without a name, in `plain` form, every language at once."""
    return frozenset(plain(word) for found in _file().get("unnamed", {}).values() for word in found)
