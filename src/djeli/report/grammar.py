"""Grammar of the sentences of reports: numbers, lists, articles, dates of each precision, places of each resolution."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from djeli import phrases
from djeli.values import Quantity, When, Where
from djeli.vocab import Exactness, Precision, Resolution

_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_PLURAL = ("men", "women", "people", "children", "police", "gunmen", "personnel", "troops", "forces", "militia")
_ONE = re.compile(r"^(?:a|an|one|the sole|each|every)\b", re.IGNORECASE)
_MANY = re.compile(
    r"^(?:two|three|four|five|six|seven|eight|nine|ten|\d[\d,.]*|dozens|scores|hundreds|thousands|several|many|some|"
    r"at least|about|around|nearly|up to|more than|over|an estimated|these|those|both|another \d+|as many as)\b",
    re.IGNORECASE,
)


def spelt(value: int) -> str:
    """A number from 0 to 99 in words."""
    tens, ones = divmod(value, 10)
    return _SMALL[value] if value < len(_SMALL) else _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")


SPELT = {spelt(value): str(value) for value in range(1, 100)}
"""Numbers in words -> in figures."""
_FIGURES = re.compile(r"^(\d{1,2}) (?=[a-z])(?!to\b)")


def number(value: int) -> str:
    """Up to nine in words, beyond in figures."""
    return spelt(value) if 0 <= value < 10 else f"{value:,}"


def opened(text: str) -> str:
    """The text as a sentence begins: with a capital, and with no figure where a word can stand ("Ten people")."""
    return text if text[:1] == "“" else capital(_FIGURES.sub(lambda found: f"{spelt(int(found[1]))} ", text))


def counted(value: int, one: str, many: str = "") -> str:
    """A number with what it counts: "one event", "12 events"."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def often(value: int) -> str:
    """How many times: "once", "twice", "five times"."""
    return {1: "once", 2: "twice"}.get(value, f"{number(value)} times")


def ended(text: str) -> str:
    """A sentence that ends in a quotation, with one full stop: the quotation's, or one of its own."""
    if text.endswith(("”.", "’.")) and text[:-1].rstrip("”’")[-1:] in (".", "!", "?", "…"):
        return text[:-1]
    bare = text.rstrip("”’")
    return f"{text}." if bare != text and bare[-1:] not in ".!?…" else text


def listed(parts: Sequence[str], last: str = "and") -> str:
    """A list in words: "a, b and c"."""
    found = list(dict.fromkeys(part for part in parts if part))
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {last} {found[-1]}"


def capital(text: str) -> str:
    """The text with its first letter as a sentence begins."""
    at = next((n for n, c in enumerate(text) if c.isalpha() or c.isdigit()), 0)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def a(noun: str) -> str:
    """The noun with its indefinite article, by its first letter."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def plural(phrase: str) -> bool:
    """Whether a verb after these words stands in the plural, as far as the words show it."""
    words = phrase.split()
    if not words or _ONE.match(phrase):
        return False
    if any(_MANY.match(" ".join(words[at:])) for at in range(min(3, len(words)))) or " and " in f" {phrase} ":
        return True
    last = re.sub(r"\W+$", "", words[-1]).lower()
    head = next(
        (w.lower() for n, w in enumerate(words[1:]) if w in ("of", "in", "from", "at") for w in [words[n]]), last
    )
    return head in _PLURAL or (head.endswith("s") and not head.endswith(("ss", "us", "is", "'s", "’s")))


def the(name: str, articled: Sequence[str]) -> str:
    """A voice with its article where it is a body known by a common noun: "the Malian army", "the United Nations".

    `articled` are the nouns, in lower case, that such names end with.
    """
    words = name.split()
    if not words or words[0].lower() in ("the", "a", "an", "its", "their", "his", "her", "some", "one", "mr", "all"):
        return f"{words[0].lower()} {' '.join(words[1:])}".strip() if words and words[0] in ("The", "A", "An") else name
    if re.match(r"^\S+['’]s?\s", name):
        return name
    head = re.split(r"\s+(?:of|for|in|on|and|with|at|from)\s+|,\s|\s\(", name)[0].split()
    common = name[0].islower() and not plural(name) and len(head) < 4
    return f"the {name}" if head and (common or head[-1].lower() in articled) else name


def was(phrase: str) -> str:
    """The verb after these words."""
    return "were" if plural(phrase) else "was"


# --- dates --------------------------------------------------------------------------------------------------------


def day(value: dt.date, *, year: bool = True) -> str:
    """A day as it is written in sentences: "4 May 2021"."""
    return f"{value.day} {value:%B}" + (f" {value.year}" if year else "")


def iso(value: str) -> str:
    """An ISO day, month or year as it is written in sentences; other words stay."""
    try:
        if value.count("-") == 2:
            return day(dt.date.fromisoformat(value[:10]))
        if value.count("-") == 1:
            first = dt.date.fromisoformat(f"{value}-01")
            return f"{first:%B} {first.year}"
    except ValueError:
        return value
    return value


def on_iso(value: str) -> str:
    """An ISO day, month or year as it follows what happened then: "on 2 March 2017", "in 2017"."""
    return f"{'on' if value.count('-') == 2 else 'in'} {iso(value)}" if value else ""


def dated(value: When) -> str:
    """The date without a preposition, as coarse as it is known: "4 May 2021", "April 2022", "25 to 27 July 2024"."""
    start, end = value.start, value.end
    if start == end:
        return day(start)
    if value.precision is Precision.YEAR and start.year == end.year:
        return str(start.year)
    if value.precision is Precision.MONTH and (start.year, start.month) == (end.year, end.month):
        return f"{start:%B} {start.year}"
    if _whole_months(start, end):
        same = start.year == end.year
        return f"{start:%B}{'' if same else f' {start.year}'} to {end:%B} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    return f"{day(start, year=start.year != end.year)} to {day(end)}"


def _whole_months(start: dt.date, end: dt.date) -> bool:
    return start.day == 1 and (end + dt.timedelta(days=1)).day == 1


def on(value: When) -> str:
    """The date as it opens a sentence: "on 4 May 2021", "in April 2022", "between 25 and 27 July 2024"."""
    start, end = value.start, value.end
    if start == end:
        return f"on {day(start)}"
    said = dated(value)
    if " to " not in said:
        return f"in {said}"
    if value.precision is Precision.WEEK:
        return f"in the days from {said}"
    return f"between {said.replace(' to ', ' and ', 1)}"


# --- places -------------------------------------------------------------------------------------------------------


def place(value: Where) -> str:
    """The place with the units it lies in: "Gao (Gao, Mali)"."""
    own = value.name.casefold()
    units = [u for u in (value.adm1, value.country_name or value.country) if u and not own.endswith(u.casefold())]
    inside = f" ({', '.join(dict.fromkeys(units))})" if units else ""
    return f"{value.name}{inside}"


_PREPOSITION = {
    Resolution.POINT: "at",
    Resolution.NEAR: "near",
    Resolution.BETWEEN: "between",
    Resolution.WATER: "off",
    Resolution.AREA: "in the area of",
}
_PART = re.compile(r"^(?:northern|southern|eastern|western|central|north|south|east|west)\w*\b", re.IGNORECASE)


def at(value: Where) -> str:
    """The place as it stands in a sentence: "in Gao (Mali)", "near Tinzaouaten (Kidal, Mali)"."""
    said = _PREPOSITION.get(value.resolution, "in")
    if value.resolution is Resolution.AREA and _PART.match(value.name):
        said = "in"
    if value.name.lower().startswith(f"{said} "):
        return place(value)
    return f"{said} {place(value)}"


# --- counts -------------------------------------------------------------------------------------------------------


def quantity(value: Quantity) -> str:
    """A count as its words have it, without what is counted: "two", "about 20", "at least five", "up to 70"."""
    low, best, high = value.low, value.best, value.high
    if value.exactness is Exactness.AT_LEAST:
        return f"at least {number(_first(low, best, high))}"
    if value.exactness is Exactness.AT_MOST:
        return f"up to {number(_first(high, best, low))}"
    if value.exactness is Exactness.RANGE and low is not None and high is not None:
        return f"between {number(low)} and {number(high)}"
    if value.exactness is Exactness.APPROXIMATE and best is not None:
        return f"about {number(best)}"
    if value.exactness is Exactness.EXACT and best is not None:
        return number(best)
    return phrases.bounds(low, best, high)


def _first(*values: int | None) -> int:
    return next(value for value in values if value is not None)


def span(low: int | None, high: int | None) -> str:
    """Bounds in words: "12", "from 2 to 20"."""
    if low is None or high is None:
        return phrases.bounds(low, None, high)
    return f"{low:,}" if low == high else f"from {low:,} to {high:,}"


# --- words of pages -----------------------------------------------------------------------------------------------

_OUTER = '"“”„«»‟'


def quoted(text: str, limit: int = 420) -> str:
    """The words in quotation marks on one line; marks around them on the page stand once, inner ones are single."""
    flat = phrases.clip(text, limit).strip()
    if flat[:1] in _OUTER and flat[-1:] in _OUTER and not any(mark in flat[1:-1] for mark in _OUTER):
        flat = flat[1:-1].strip()
    single = re.sub(r'"([^"]*)"', r"‘\1’", flat)
    return f"“{single.replace('“', '‘').replace('”', '’')}”"
