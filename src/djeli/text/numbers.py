"""Numbers as people write them: digits, words, hedges, ranges, vague words, and what kind of number each is.

`find_numbers` reads a string with the words of one language (`compile_words` of its `numbers.yaml`). A number keeps
its hedge ("at least 20") and gets a role, so that ages, money, distances, years and names with figures in them are
never taken for people. Pure: no files are read here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from djeli.text.number_words import APPROXIMATE, AT_LEAST, AT_MOST, EXACT, RANGE, VAGUE, Words, compile_words
from djeli.text.phrases import LOWER, UPPER, key_of

__all__ = ["PLAIN", "Number", "Words", "compile_words", "find_numbers"]

PLAIN = "plain"
_CODE_BEFORE = re.compile(rf"[{UPPER}{LOWER}0-9][-–/.:]?$")
_TIME_AFTER = re.compile(r"(?::\d\d|[hH]\d\d|[hH]\b)")
_DECADE = re.compile(r"['’]?s\b|-,?\s(?:and|or|et|ou|to)\b")  # "in his 20s", "their 6- and 10-year-old"
_PHONE = re.compile(r"(?<!\d)\+?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)|\+\d{1,3}(?:[ -]\d{2,4}){3,}")
_SLASHED = re.compile(r"\d{1,4}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2}")
_PLAIN_AGE = re.compile(rf"\b[{LOWER}]+,\s$")
_NAME_AGE = re.compile(rf"[{UPPER}][\w'’.-]+,\s$|[{UPPER}][\w'’.-]+\s?\($")
_CODE_AFTER = re.compile(rf"[-–]?[{UPPER}]{{1,3}}\d|[{UPPER}]")
_NO_CODE = re.compile(rf"\d ?[-–]$|[{LOWER}] [-–]$|\b[{LOWER}]+\.$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a string, `[start, end)` with its hedge, `[core_start, core_end)` without.

    `role` is plain, article, negative, age, percent, money, distance, measure, duration, ordinal, year, date, time,
    code or votes. `low`, `best`, `high` follow `values.Quantity`: None where the words set no bound;
    `exactness` is a value of `vocab.Exactness`.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    low: int | None
    best: int | None
    high: int | None
    exactness: str = EXACT
    role: str = PLAIN


def _cores(text: str, words: Words) -> list[Number]:
    """Numbers without hedge: longest first where they overlap."""
    found: list[Number] = []
    for match in words.vague_re.finditer(text):
        if words.compared_re.search(text, max(0, match.start() - 12), match.start()):  # "as many", "how many"
            continue
        low, high = words.vague[_key(match[0])]
        found.append(_number(match, low, None, high, VAGUE))
    for match in words.fraction_re.finditer(text):
        low, best, high = words.fractions[_key(match[0])]
        found.append(_number(match, low, best, high))
    for match in words.digits_re.finditer(text):
        value = words.digits(match)
        if value is not None:
            found.append(_number(match, value, value, value))
    for match in words.words_re.finditer(text):
        found += _word_numbers(match, words)
    kept: list[Number] = []
    for number in sorted(found, key=lambda n: (n.start - n.end, n.start)):
        if all(number.end <= other.start or number.start >= other.end for other in kept):
            kept.append(number)
    return sorted(kept, key=lambda n: n.start)


def _key(phrase: str) -> str:
    return key_of(phrase)


def _number(
    match: re.Match[str], low: int | None, best: int | None, high: int | None, exactness: str = EXACT
) -> Number:
    start, end = match.span()
    return Number(start, end, start, end, low, best, high, exactness)


def _word_numbers(match: re.Match[str], words: Words) -> list[Number]:
    """Numbers in one run of number words; a run may hold several ("one two")."""
    out = []
    for start, end, value, about in words.values(match[0]):
        low, high = spread(value) if about else (value, value)
        exactness = APPROXIMATE if about else EXACT
        at = match.start()
        out.append(Number(at + start, at + end, at + start, at + end, low, value, high, exactness))
    return out


def spread(value: int) -> tuple[int, int]:
    """Bounds of an approximate number: a tenth to either side, at least one."""
    margin = max(1, value // 10)
    return max(0, value - margin), value + margin


def _role(text: str, number: Number, words: Words) -> str:
    """What kind of number it is, by the words right before and right after."""
    before = text[max(0, number.start - 24) : number.start]
    after = text[number.end : number.end + 24]
    raw = text[number.start : number.end]
    if raw[0].isdigit():
        if _DECADE.match(after):
            return "age"
        if _TIME_AFTER.match(after) or re.search(r"\d[:h]$", before):
            return "time"
        if _CODE_AFTER.match(after):
            return "code"
        if before and _CODE_BEFORE.search(before) and not _NO_CODE.search(before):
            return "code"
    if words.before["age"].search(before):
        return "age"
    for role in words.role_order:
        pattern = words.after[role]
        if pattern.match(after):
            return role
    for role, pattern in words.before.items():
        if pattern.search(before):
            return role
    if raw.isdigit():
        if len(raw) == 4 and words.years[0] <= int(raw) <= words.years[1] and _is_year(before, after, words):
            return "year"
        if len(raw) <= 3 and _PLAIN_AGE.search(before) and re.match(r",\s", after):
            return "age"
        if len(raw) <= 3 and _NAME_AGE.search(before) and re.match(r"\s*[,.);]|\s*$|\s+(?:of|from|and)\b", after):
            return "age"
        if len(raw) > 4:
            return "code"
    return PLAIN


def _is_year(before: str, after: str, words: Words) -> bool:
    counted = words.counted_re.match(after) is not None
    if words.year_cue_re.search(before):
        return True
    return not counted


def _hedged(text: str, number: Number, words: Words) -> Number:
    """The number with the hedges before and behind it taken in."""
    out = number
    if number.exactness in (EXACT, APPROXIMATE):
        before = text[max(0, number.start - 32) : number.start]
        hedges = [(m.start(), kind) for kind, pattern in words.hedge_before.items() if (m := pattern.search(before))]
        if hedges:  # the longest: "no more than" beats "more than"
            at, exactness = min(hedges)
            if exactness == AT_MOST and words.change_re.search(before, 0, at):
                exactness = EXACT  # "rose (up) to 35": what a count came to is no bound
            out = replace(_apply(out, exactness), start=number.start - len(before) + at)
        behind = text[number.end : number.end + 24]
        for exactness, pattern in words.hedge_after.items():
            match = pattern.match(behind)
            if match:
                out = replace(_apply(out, exactness), end=number.end + match.end())
                break
    return out


def _apply(number: Number, exactness: str) -> Number:
    value = number.best
    if exactness == EXACT or value is None:
        return number
    if exactness == AT_LEAST:
        return replace(number, low=value, high=None, exactness=exactness)
    if exactness == AT_MOST:
        return replace(number, low=None, best=None, high=value, exactness=exactness)
    low, high = spread(value)
    return replace(number, low=low, high=high, exactness=exactness)


def _ranges(text: str, numbers: Sequence[Number], words: Words) -> list[Number]:
    """Pairs that are one range ("20 to 30", "between 20 and 30") merged into one number."""
    out: list[Number] = []
    for number in numbers:
        merged = _merge(text, out[-1], number, words) if out else None
        if merged is None:
            out.append(number)
        else:
            out[-1] = merged
    return out


def _merge(text: str, left: Number, right: Number, words: Words) -> Number | None:
    if left.best is None or right.best is None or right.core_start - left.core_end > 12:
        return None
    if left.role not in (PLAIN, right.role) or right.role in ("year", "code", "time", "date"):
        return None
    gap = _key(text[left.core_end : right.core_start])
    before = text[max(0, left.core_start - 30) : left.core_start]
    opener = words.open_re.search(before)
    closes = gap in words.range_open.get(_key(opener[0]), ()) if opener else False
    if not closes and gap not in words.range_mid:
        return None
    if words.change_re.search(before) and opener:
        return None
    low, high = left.best, right.best
    if high >= 1000 and low < 1000 and re.search(r"[a-z]", text[right.core_start : right.core_end]):
        low *= 1000 ** ((len(str(high)) - 1) // 3)
    if low >= high:
        return None
    start = left.core_start - len(before) + opener.start() if opener and closes else min(left.start, left.core_start)
    return Number(start, right.end, left.core_start, right.core_end, low, None, high, RANGE, right.role)


def find_numbers(
    text: str, words: Words, *, articles: bool = False, taken: Sequence[tuple[int, int]] = ()
) -> list[Number]:
    """Every number of a string, in order, none overlapping another.

    Args:
        text: the string; offsets are code points in it, half-open.
        words: compiled words of its language.
        articles: also give "a soldier", "un soldat" as 1 (role `article`).
        taken: ranges known to be dates; numbers in them get the role `date`.
    """
    phones = [m.span() for pattern in (_PHONE, _SLASHED) for m in pattern.finditer(text)]
    numbers = []
    for core in _cores(text, words):
        if any(start < core.end and core.start < end for start, end in taken):
            role = "date"
        elif any(start <= core.start < end for start, end in phones):
            role = "code"
        elif core.exactness == VAGUE and core.best is None:
            role = _role(text, core, words)
            role = role if role in ("money", "percent", "distance", "duration", "measure", "votes") else PLAIN
        else:
            role = _role(text, core, words)
        numbers.append(_hedged(text, replace(core, role=role), words))
    merged = _ranges(text, numbers, words)
    merged += _marked(text, words.negative_re, merged, 0, "negative")
    if articles:
        merged += _marked(text, words.article_re, merged, 1, "article")
    return sorted(merged, key=lambda n: n.start)


def _marked(text: str, pattern: re.Pattern[str], numbers: Sequence[Number], value: int, role: str) -> list[Number]:
    out = []
    for match in pattern.finditer(text):
        if text[match.end() : match.end() + 1] == ".":  # "No. 7"
            continue
        if all(match.end() <= n.start or match.start() >= n.end for n in numbers):
            out.append(replace(_number(match, value, value, value), role=role))
    return out
