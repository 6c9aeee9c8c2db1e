"""Amounts of a sentence: numbers as ranges, with percent, parts of a whole, money, decimals and vague words.

Built on `djeli.text.numbers`; what a count of people needs no word for ("62.4 %", "a third of", "$1.5bn") is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from djeli.extract.figures.words import FigureWords
from djeli.extract.mentions import Range
from djeli.lang import central_african
from djeli.text.numbers import PLAIN, Number, find_numbers
from djeli.text.phrases import key_of
from djeli.vocab import Exactness

PERCENT, MONEY, AREA = "percent", "money", "area"
TIMES, WHOLE = "times", "whole"
COUNTS = frozenset({PLAIN, "votes"})
"""Roles of numbers that count something."""
_PARTS = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 20, 100})
"""Wholes of "four in ten"."""
_DECIMAL = re.compile(r"(?<![\w.,])(\d{1,3})[.,](\d{1,2})(?![\d.,]*\d)")
_LONG = 4  # digits that a number without dots may have and be no code


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a sentence, `[start, end)` of it with hedge, sign and unit; `core` where its digits begin.

    `best` is the number told, hedged or not; vague words have `low` and `high` alone. `unit` is
    an ISO code for money, km2, mi2 or ha for an area.
    """

    start: int
    end: int
    core: int
    low: float | None
    best: float | None
    high: float | None
    exactness: Exactness = Exactness.EXACT
    role: str = PLAIN
    unit: str = ""

    @property
    def counts(self) -> bool:
        """Whether it may count people or things."""
        return self.role in COUNTS

    @property
    def size(self) -> float:
        """The number, or the least it may be."""
        return next((n for n in (self.best, self.low, self.high) if n is not None), 0)


def find_amounts(text: str, words: FigureWords, *, dates: Sequence[Range] = (), page: str = "") -> tuple[Amount, ...]:
    """Every amount of a sentence in order, ages, dates, distances and the like left out.

    Args:
        text: the sentence.
        words: of its language.
        dates: ranges of it that are dates.
        page: what the page says, to tell one CFA franc from the other.
    """
    shares = [*_shares(text, words), *_decimals(text, words), *_glued(text, words, page)]
    found = [*shares]
    for number in find_numbers(text, words.numbers, taken=dates):
        if any(number.start < one.end and one.start < number.end for one in shares):
            continue
        amount = _amount(text, number, words, page)
        if amount is not None:
            found.append(amount)
    parts = _in_parts(text, sorted(found, key=lambda a: a.start), words)
    return tuple(_without_wholes(text, list(parts), words))


def _shares(text: str, words: FigureWords) -> Iterator[Amount]:
    """Parts of a whole: "a third of", "most of", "half the"."""
    for match in words.share.finditer(text):
        low, best, high = words.shares[key_of(match[0])]
        kind = Exactness.EXACT if best is not None else Exactness.VAGUE
        start, end = match.span()
        yield Amount(start, end, start, low, best, high, kind, PERCENT)


def _decimals(text: str, words: FigureWords) -> Iterator[Amount]:
    """Percentages with a fraction, which counting passes over."""
    after = words.numbers.after[PERCENT]
    for match in _DECIMAL.finditer(text):
        sign = after.match(text, match.end())
        if sign is not None:
            value = float(f"{match[1]}.{match[2]}")
            yield _hedged(text, Amount(match.start(), sign.end(), match.start(), *_exact(value), role=PERCENT), words)


_GLUED = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d+)(?:[.,](\d{1,2}))?\s?(bn|mn|m|b|k|tn|trn|mrd|md|mds|mio)\b", re.IGNORECASE
)
_SCALES = {"k": 3, "m": 6, "mn": 6, "mio": 6, "b": 9, "bn": 9, "md": 9, "mds": 9, "mrd": 9, "tn": 12, "trn": 12}
"""Noughts of the short words for thousands, millions, billions that stand glued to a sum."""


def _glued(text: str, words: FigureWords, page: str) -> Iterator[Amount]:
    """Sums with a short word for their scale glued to them: "£3bn", "$1.5m"."""
    for match in _GLUED.finditer(text):
        whole = float(f"{match[1].replace(',', '')}.{match[2] or 0}")
        value = _exact(round(whole * 10 ** _SCALES[match[3].lower()], 2))
        bare = Amount(match.start(), match.end(), match.start(), *value)
        money = _money(text, bare, match.span(), words, page)
        if money is not None:
            yield money


def _exact(value: float) -> tuple[float, float, float]:
    plain = int(value) if value == int(value) else value
    return plain, plain, plain


def _hedged(text: str, amount: Amount, words: FigureWords) -> Amount:
    """The amount with a hedge before it taken in; its number stays."""
    before = text[max(0, amount.start - 32) : amount.start]
    for kind, pattern in words.numbers.hedge_before.items():
        match = pattern.search(before)
        if match is not None:
            low = None if kind == Exactness.AT_MOST else amount.low
            high = None if kind == Exactness.AT_LEAST else amount.high
            start = amount.start - len(before) + match.start()
            return replace(amount, start=start, low=low, high=high, exactness=Exactness(kind))
    return amount


def _amount(text: str, number: Number, words: FigureWords, page: str) -> Amount | None:
    low, best, high = number.low, number.best, number.high
    if best is None and number.exactness == Exactness.AT_MOST:
        best = high
    if number.exactness == Exactness.VAGUE:
        key = key_of(text[number.core_start : number.core_end])
        low, high = words.vague.get(key, (low, high))
    made = Amount(
        number.start, number.end, number.core_start, low, best, high, Exactness(number.exactness), number.role
    )
    money = _money(text, made, (number.core_start, number.core_end), words, page)
    if money is not None:
        return money
    area = words.area.match(text, number.core_end)
    if area is not None:
        return replace(made, end=max(made.end, area.end()), role=AREA, unit=words.areas[key_of(area["unit"])])
    if number.role == PERCENT:
        sign = words.numbers.after[PERCENT].match(text, number.core_end)
        return replace(made, end=max(made.end, sign.end()) if sign else made.end)
    if number.role == "measure" and words.times.match(text, number.core_end):
        return replace(made, role=TIMES)
    if number.role == "code" and _is_long(text, number):
        return replace(made, role=PLAIN)
    return made if number.role in COUNTS else None


def _is_long(text: str, number: Number) -> bool:
    """Whether a number is taken for a code for its length alone: "15000 troops"."""
    raw = text[number.core_start : number.core_end]
    return raw.isdigit() and len(raw) > _LONG and text[: number.start].rstrip()[-1:] not in ("#", "/", "-", "+")


def _money(text: str, amount: Amount, core: Range, words: FigureWords, page: str) -> Amount | None:
    """The amount with its currency; None when it has none."""
    before = text[max(0, core[0] - 6) : core[0]]
    sign = words.symbol.search(before)
    behind = words.currency.match(text, core[1])
    told = sign or behind
    if told is None:
        return None
    start = core[0] - len(before) + sign.start() if sign else amount.start
    end = behind.end() if behind else amount.end
    key = behind["c"] if behind and behind["c"] not in ("$", "€", "£") else told["c"]
    unit = words.currencies.get(key) or words.currencies.get(key_of(key), "")
    if unit == "XOF" and any(name in page for name in central_african()):
        unit = "XAF"
    made = replace(amount, start=min(start, amount.start), end=max(end, amount.end), role=MONEY, unit=unit)
    return _hedged(text, made, words) if sign else made


def _in_parts(text: str, amounts: Sequence[Amount], words: FigureWords) -> Iterator[Amount]:
    """The amounts, "four in ten" and "9 out of 10" as one share each."""
    over = words.any("numbers", "out_of")
    skip = False
    for n, amount in enumerate(amounts):
        if skip:
            skip = False
            continue
        after = amounts[n + 1] if n + 1 < len(amounts) else None
        if after is not None and _part(text, amount, after, over):
            skip = True
            value = _exact(round(100 * amount.size / after.size, 1))
            yield Amount(amount.start, after.end, amount.core, *value, role=PERCENT)
        else:
            yield amount


def _part(text: str, one: Amount, whole: Amount, over: str) -> bool:
    if not (one.counts and whole.counts and whole.best in _PARTS and one.best is not None):
        return False
    between = text[one.end : whole.start]
    return one.size < whole.size and re.fullmatch(rf"(?:\s+\w{{4,}})?\s+(?:{over})\s+", between, re.I) is not None


def _without_wholes(text: str, amounts: Sequence[Amount], words: FigureWords) -> Iterator[Amount]:
    """The amounts, the whole that another is a part of marked as such: the 407 of "223 of 407 districts"."""
    of = re.compile(rf"\s*{words.any('phrases', 'partitive')}(?:\s+[A-ZÀ-Þ]?[\w'’.-]+){{0,3}}?\s*", re.IGNORECASE)
    last: Amount | None = None
    for amount in amounts:
        whole = last is not None and last.counts and amount.counts and of.fullmatch(text, last.end, amount.start)
        yield replace(amount, role=WHOLE) if whole and last is not None and last.size < amount.size else amount
        last = amount


def halves(amount: Amount) -> tuple[Amount, Amount]:
    """The two numbers of a range, lower first: "2-13" may be a score."""
    low, high = (replace(amount, low=n, best=n, high=n, exactness=Exactness.EXACT) for n in (amount.low, amount.high))
    return low, high


def plain(match: re.Match[str], group: int) -> Amount:
    """The exact number that a group of a match spells in digits."""
    value = int(match[group])
    return Amount(match.start(group), match.end(group), match.start(group), value, value, value)
