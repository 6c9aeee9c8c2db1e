"""Signals: one reason each, with its effect and its sentence, as `resources/assess/signals.yaml` words them."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from djeli.errors import NotFound, ResourceError
from djeli.records import Span
from djeli.resources import load_yaml
from djeli.text.similarity import plain
from djeli.views import Signal

SHOWN = 3
"""Phrases quoted in one sentence; more would hide the reason."""


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
        if not isinstance(entry, dict) or entry.get("effect") not in (-1, 0, 1):
            yield f"{name}: 'effect' must be -1, 0 or 1"
        if not str(entry.get("says", "") if isinstance(entry, dict) else "").strip().endswith((".", "}")):
            yield f"{name}: 'says' must be a sentence with its full stop"
    for name, languages in raw.get("patterns", {}).items():
        if name not in signals:
            yield f"patterns for {name!r}, which is no signal"
        for language, phrases in languages.items():
            if len(set(phrases)) != len(phrases):
                yield f"{name}.{language}: a phrase stands there twice"


def check(raw: Mapping[str, Any]) -> list[str]:
    """What is wrong with a parsed signals file; empty when nothing is."""
    return list(_faults(raw))


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
    reason = says.format(**given)
    return Signal(
        name=name, effect=int(entries[name]["effect"]), reason=reason[:1].upper() + reason[1:], spans=tuple(spans)
    )


@cache
def _patterns(name: str) -> re.Pattern[str]:
    """All phrases of a signal, every language at once: a French page may carry an English caption."""
    phrases = [phrase for found in _file()["patterns"][name].values() for phrase in found]
    return re.compile("|".join(sorted((_regex(phrase) for phrase in phrases), key=len, reverse=True)))


def _regex(phrase: str) -> str:
    words = [r"\W+(?:\w+\W+){0,4}?\w+" if word == "…" else re.escape(plain(word)) for word in phrase.split()]
    body = words[0]
    for word in words[1:]:
        body += word if word.startswith(r"\W+") else r"\s+" + word
    return rf"(?<!\w){body}" + (r"(?!\w)" if phrase[-1].isalnum() else "")


def phrases(name: str, text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the phrases of a signal in `text`, in its own offsets."""
    folded, offsets = _folded(text)
    return [(offsets[m.start()], offsets[m.end() - 1] + 1) for m in _patterns(name).finditer(folded)]


@lru_cache(maxsize=2)  # the signals of one item ask for the same story one after another
def _folded(text: str) -> tuple[str, list[int]]:
    """The text in `plain` form with typographic quotes straightened, and where each character came from."""
    made, offsets = [], []
    for place, char in enumerate(text):
        for piece in "'" if char in "’‘" else (plain(char) or ""):
            made.append(piece)
            offsets.append(place)
    return "".join(made), offsets


def phrase_signal(name: str, text: str, *, start: int, text_id: str) -> Signal | None:
    """The signal for the phrases found in a story, None where there are none.

    Args:
        name: a signal that has patterns.
        text: the story as it stands in the Text from `start` on.
        start: offset of the story in the Text.
        text_id: the Text's id, for the spans.
    """
    found = phrases(name, text)
    if not found:
        return None
    words = ", ".join(dict.fromkeys(f"“{text[a:b]}”" for a, b in found[:SHOWN]))
    return signal(name, spans=[Span(text_id, start + a, start + b) for a, b in found], words=words)
