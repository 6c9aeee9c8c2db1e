"""Datelines: "BAMAKO, Mali (AP) —", "Gao, 12 mars (AFP) –", "KIDAL —": the place a story is written from."""

from __future__ import annotations

import re
from functools import cache

from djeli.split.words import words

_CITY = r"[A-ZÀ-Ý][\w.'’-]*(?:[ -](?:[A-ZÀ-Ý][\w.'’-]*|de|du|la|le|el|al|of|sur)){0,3}"
_UPPER = r"[A-ZÀ-Ý][A-ZÀ-Ý.'’-]{2,}(?:[ -][A-ZÀ-Ý.'’-]{2,}){0,3}"
_DASH = r"\s*\.?(?:[–—]|--|-(?=\s|[A-Z]))\s*"
_LABELS = (  # capitals before a colon that name no place
    "UPDATE|UPDATED|BREAKING|WATCH|LIVE|OPINION|ANALYSIS|EXCLUSIVE|EXPLAINER|VIDEO|PHOTOS|EDITORIAL|CORRECTION|CONTEXT"
    "|SUMMARY|EDITOR|FACTBOX|TIMELINE|INTERVIEW|COMMENT|EXPLAINED|WARNING|NOTICE|VIDÉO|DIRECT|URGENT|TRIBUNE|ANALYSE"
    "|ENTRETIEN|ALERTE|DOSSIER|ENQUÊTE|REPORTAGE|COMMUNIQUÉ|INFOGRAPHIE|QUESTION|ANSWER|SOURCE|SOURCES|MORE|READ|ALSO"
)


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, words().months), key=len, reverse=True))
    year = r"(?:,?\s+(?:del?\s+)?(?:(?:19|20)\d\d|\d\d(?!\d)))?"
    day = rf"(?:,?\s*(?:le\s+)?(?:\d{{1,2}}(?:er|º)?\s+(?:de\s+)?(?i:{months})\.?|(?i:{months})\.?\s+\d{{1,2}}){year})"
    agency = r"(?:\s*[(\[][^()\[\]]{2,40}[)\]]|,\s*[A-Z]{2,6}(?=\s*[–—-]))"
    return re.compile(
        rf"^[\s–—*-]*(?P<place>(?:{_UPPER}|{_CITY})(?:,\s*{_CITY})?)(?:\s\({_CITY}\)(?=,))?"
        rf"(?:{day}?{agency}(?:{_DASH}|\s*[:.]?\s+(?=[A-ZÀ-Ý“\"«]))|{day}{_DASH})"
        rf"|^\((?P<bracket>(?!(?:[A-Z]{{2,5}}|Reuters|Xinhua|Belga)\)){_CITY})\)\s+(?:[–—-]\s+)?(?=[A-ZÀ-Ý“\"«])"
        rf"|^(?P<colon>(?!(?:{_LABELS})\b){_UPPER}):\s+(?=[A-ZÀ-Ý“\"«‘])"
        rf"|^[\s–—*-]*(?P<late>{_UPPER}(?:,\s*{_CITY})?){agency}{day}{_DASH}"
        rf"|^[\s–—*-]*(?P<upper>{_UPPER}(?:,\s*{_CITY})?){_DASH}(?=[A-ZÀ-Ý“\"«‘])"
    )


def find_dateline(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """(place start, place end, dateline end) when a paragraph at `[start, end)` opens with a dateline.

    A lone place in mixed case before a dash isn't enough ("Mali – the army …"): it takes an agency, a date or
    capitals.
    """
    head = text[start : min(end, start + 120)]
    match = _pattern().match(head)
    if match is None or match.end() >= end - start:
        return None
    name = next(n for n in ("place", "bracket", "colon", "late", "upper") if match[n])
    return start + match.start(name), start + match.end(name), start + match.end()
