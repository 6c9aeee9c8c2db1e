"""Outlets and bodies that an item credits: "(Sources: Reuters, BBC)", "With AFP", "France 24 reports".

A credit names a possible origin; it confirms nothing until the credited page is in the case (DESIGN section 2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from djeli import lang as languages
from djeli.extract.mentions import ActorMention, Range
from djeli.resources.sources import by_name
from djeli.values import Party
from djeli.vocab import PartyKind

Known = Callable[[str], bool]
"""Whether a name is that of an outlet or publisher."""

_URL = re.compile(r"^(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(?:/\S*)?$", re.IGNORECASE)
_NAME_START = re.compile(r"^(?:[A-ZÀ-ÞŒ0-9]|al-|el-|dpa|bdnews|allAfrica|teleSUR|franceinfo)")
_SMALL = frozenset(
    re.findall(
        r"\S+", "of the and for in on to de la le les des du et l d & al el y van von zur der die das à au aux pour"
    )
)
_BRACKET = re.compile(r"[(\[](?P<inner>[^()\[\]\n]{2,400})[)\]]")
_TAIL = re.compile(r"(?:^|[\s.!?”\"’])\s?[—–-]{1,2}\s?(?P<names>[^—–\n]{2,80})\s*$", re.MULTILINE)
_DATELINE = re.compile(
    r"^[ \t]*[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,40}(?:,\s[^—–\n()]{2,30}?)?\s?\((?P<names>[^()\n]{2,40})\)\s?[—–-]{1,2}\s",
    re.MULTILINE,
)
_LONGEST_NAME = 9  # words


@dataclass(frozen=True, slots=True)
class _Forms:
    """The compiled words of one language together with the English ones, which pages of all languages use."""

    label: re.Pattern[str]
    picture: re.Pattern[str]
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    inline: re.Pattern[str]
    verb: re.Pattern[str]
    outlets: frozenset[str]
    bodies: frozenset[str]
    outlet_words: frozenset[str]
    institution_words: frozenset[str]
    body_heads: tuple[str, ...]
    qualifiers: frozenset[str]
    stop_names: frozenset[str]


def find_credits(
    content: str, item_start: int, item_end: int, lang: str, *, is_outlet: Known | None = None, own: str = ""
) -> tuple[ActorMention, ...]:
    """Credited outlets and bodies in `content[item_start:item_end]`, in text order, one per outlet of a credit group.

    `own` is the item's own publisher, which is nobody's source for itself: it is left out.

    `is_outlet` asks a table of outlets beside the names of `lang/*/credits.yaml`; the shipped one by default. The
    mention's `sentence` is -1: credits stand outside sentences as often as inside. `head` is the range of the whole
    credit group.
    """
    forms = _forms(lang if lang in languages.available() else "en")

    known = _knower(forms, is_outlet)
    found: dict[Range, ActorMention] = {}
    for group, strict in _groups(content, item_start, item_end, forms, known):
        if any(one.head and group[0] < one.head[1] and one.head[0] < group[1] for one in found.values()):
            continue  # a stronger notation has read this group
        seen: set[str] = set()
        for spot in split_names(content, group, lang, is_outlet=is_outlet):
            name = _shown(content[slice(*spot)])
            if (
                name.casefold() in seen
                or same_outlet(name, own)
                or not _creditable(name, forms)
                or (strict and not known(name))
            ):
                continue
            seen.add(name.casefold())
            party = Party(name=name, kind=PartyKind.ORGANISATION)
            found[spot] = ActorMention(start=spot[0], end=spot[1], sentence=-1, party=party, named=True, head=group)
    return tuple(found[spot] for spot in sorted(found))


def same_outlet(one: str, other: str) -> bool:
    """Whether two names are of one outlet: alike but for case, article and address, or one row of the table."""

    def bare(name: str) -> str:
        short = _shown(name).casefold().strip(" .").removeprefix("the ").removeprefix("www.")
        return re.sub(r"[^\w]+", "", re.sub(r"\.(?:com|net|org|info|co\.uk|fr)$", "", short))

    if not one or not other:
        return False
    left, right = by_name(one), by_name(other)
    return bare(one) == bare(other) or (left is not None and left is right)


def _knower(forms: _Forms, is_outlet: Known | None) -> Known:
    listed = is_outlet or _in_table
    return lambda name: _is_known(name, forms) or listed(name)


def _in_table(name: str) -> bool:
    """Whether the table of outlets has the name; in lower case "time" and "nation" are only words."""
    return name[:1].isupper() and by_name(name) is not None


def split_names(content: str, group: Range, lang: str, *, is_outlet: Known | None = None) -> tuple[Range, ...]:
    """Ranges of the single names in a list such as "Reuters, Guardian, U.S., BBC and Le Monde".

    Commas before a qualifier ("U.S.", "Inc.") and an "and" inside a body's name don't part names; "&" never does.
    """
    forms = _forms(lang if lang in languages.available() else "en")

    known = _knower(forms, is_outlet)
    pieces = [
        _trim(content, *piece)
        for piece in _cut(content, group, r"\s*[,;|•·]\s*|\s+/\s+|(?<=[A-Za-z])/(?=[A-Z])", known)
    ]
    joined: list[Range] = []
    for piece in (p for p in pieces if p[0] < p[1]):
        text = content[slice(*piece)].strip(". ").lower()
        if joined and text in forms.qualifiers and known(content[slice(*joined[-1])]):
            joined[-1] = (joined[-1][0], piece[1])
        else:
            joined.append(piece)
    return tuple(part for piece in joined for part in _parted_by_and(content, piece, forms, known))


def _cut(content: str, group: Range, separator: str, known: Known) -> Iterator[Range]:
    """Parts of the group between separators; a part with a slash that is a known name stays whole."""
    at = group[0]
    for match in re.compile(separator).finditer(content, *group):
        word = re.search(r"\S+$", content[at : match.end()])
        after = re.match(r"\S+", content[match.end() : group[1]])
        if match.group() == "/" and word and after and known((word.group() + after.group()).strip(",.;")):
            continue
        yield at, match.start()
        at = match.end()
    yield at, group[1]


def _parted_by_and(content: str, piece: Range, forms: _Forms, known: Known) -> Iterator[Range]:
    text = content[slice(*piece)]
    for match in re.finditer(r"\s+(?:and|et|y|und)\s+", text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if known(text) or _one_body(left, right, forms, known):
            continue
        if left and right and _NAME_START.match(right.removeprefix("the ")):
            yield _led_in(content, (piece[0], piece[0] + match.start()))
            yield from _parted_by_and(content, (piece[0] + match.end(), piece[1]), forms, known)
            return
    yield _led_in(content, piece)


def _one_body(left: str, right: str, forms: _Forms, known: Known) -> bool:
    """Whether "and" stands inside a name: "Centre for Peace and Conflict Studies"."""
    if known(right) or known(left):
        return False
    words = set(left.lower().split())
    return any(head in left.lower() for head in forms.body_heads) or not words & (
        forms.outlet_words | forms.institution_words
    )


def _led_in(content: str, piece: Range) -> Range:
    """The name without a small word before it ("and", "the", "from")."""
    start, end = _trim(content, *piece)
    lead = re.match(r"(?:(?:and|et|the|from|by|avec|with)\s+)+(?=[A-ZÀ-Þ])", content[start:end])
    return (start + lead.end(), end) if lead else (start, end)


def _groups(content: str, start: int, end: int, forms: _Forms, known: Known) -> Iterator[tuple[Range, bool]]:
    """Ranges that list credits, strongest notation first, and whether each name in it must be a known outlet."""
    for match in forms.label.finditer(content, start, end):
        if not forms.picture.search(content, _line_start(content, match.start()), match.start()):
            yield _list_after(content, match.end(), end), False
    for match in forms.strong.finditer(content, start, end):
        yield _list_after(content, match.end(), end), False
    for match in _BRACKET.finditer(content, start, end):
        inner = match.span("inner")
        if _all_credits(content, inner, known) and not _defines(content, match.start(), content[slice(*inner)]):
            yield inner, False
    for match in _DATELINE.finditer(content, start, end):
        yield match.span("names"), False

    for pattern in (forms.weak, forms.inline):
        for match in pattern.finditer(content, start, end):
            group = _known_run(content, match.end(), end, known)
            if not _is_body(content[slice(*group)], forms):
                yield group, True
    for match in forms.verb.finditer(content, start, end):
        group = _known_before(content, match.start(), start, known)
        if not _is_body(content[slice(*group)], forms):
            yield group, True
    for match in _TAIL.finditer(content, start, end):
        names = match.span("names")
        if _all_credits(content, names, known):
            yield names, True


def _is_body(name: str, forms: _Forms) -> bool:
    """Whether the name is of a body that speaks for itself in a sentence: "Human Rights Watch said"."""
    return name.casefold().removeprefix("the ") in forms.bodies


def _line_start(content: str, at: int) -> int:
    return content.rfind("\n", 0, at) + 1


def _list_after(content: str, at: int, end: int) -> Range:
    """From a label to the end of its list: bracket, line end, full stop before a new sentence."""
    match = re.compile(r"[^()\[\]\n]*?(?=[)\]\n(\[]|$|(?<![A-Z])\.\s+(?=[A-Z])|\s[—–|]\s|\.\s*$)").match(
        content, at, min(end, at + 500)
    )
    return (at, match.end()) if match else (at, at)


def _all_credits(content: str, group: Range, known: Known) -> bool:
    """Whether a bare list is one of credits: all its parts are names and at least half, and one, are known."""
    parts = [content[slice(*_trim(content, *p))] for p in _cut(content, group, r"\s*[,;]\s*|\s+(?:and|et)\s+|/", known)]
    parts = [part for part in parts if part]
    if known(content[slice(*group)].strip()):
        return True
    names = [part for part in parts if _name_like(part)]
    return len(names) == len(parts) and 2 * sum(map(known, parts)) >= max(len(parts), 1)


def _defines(content: str, bracket: int, short: str) -> bool:
    """Whether the bracket gives the short form of the words before it: "Islamic Republic News Agency (IRNA)"."""
    if not short.isupper():
        return False
    words = re.findall(r"[A-Za-zÀ-ÿ]+", content[max(0, bracket - 90) : bracket])
    initials = "".join(word[0] for word in words if word.lower() not in _SMALL and word[0].isupper()).upper()
    return bool(initials) and (initials.endswith(short) or initials[-len(short) + 1 :] == short[:-1] != "")


def _known_run(content: str, at: int, end: int, known: Known) -> Range:
    """The known names directly after an opener, joined by commas and "and"."""
    stop = at
    pattern = re.compile(r"(?:,?\s*(?:and|et|&|,|/)\s*)?(?:the\s+|l['’])?(?P<name>[^\s,;:()\[\]][^,;:()\[\]\n]{0,60})")
    while match := pattern.match(content, stop, end):
        words = match["name"].split()
        length = next((n for n in range(min(len(words), 7), 0, -1) if known(_plain(" ".join(words[:n])))), 0)
        if not length:
            break
        stop = match.start("name") + len(re.match(r"\s*".join(map(re.escape, words[:length])), match["name"]).group())  # type: ignore[union-attr]
        while content[stop - 1] in ".’'" and not known(content[match.start("name") : stop]):
            stop -= 1
    return _trim(content, at, stop)


def _known_before(content: str, verb: int, start: int, known: Known) -> Range:
    """The longest known name that ends where the verb begins: "France 24 | reports"."""
    before = content[max(start, verb - 70) : verb]
    starts = [m.start() for m in re.finditer(r"(?<![\w-])\w", before)]
    for offset in starts:
        if known(before[offset:].strip()):
            return _trim(content, verb - len(before) + offset, verb)
    return verb, verb


def _trim(content: str, start: int, end: int) -> Range:
    while start < end and content[start] in " \t\r\n\u00a0,;:*_“\"'‘-–—":
        start += 1
    while end > start and content[end - 1] in ' \t\r\n\u00a0,;:*_”"’-–—':
        end -= 1
    while (
        end > start and content[end - 1] == "." and not re.search(r"(?:[A-Z]\.[A-Z]|Inc|Ltd|Co)\.$", content[start:end])
    ):
        end -= 1
    return start, end


def _plain(name: str) -> str:
    return re.sub(r"(?:['’]s|[.’'])$", "", name.strip())


def _shown(name: str) -> str:
    """The name on one line; of an address the host without "www."."""
    flat = " ".join(name.split())
    address = _URL.match(flat)
    return address[1].lower() if address and ("www." in flat.lower() or "/" in flat) else flat


def _creditable(name: str, forms: _Forms) -> bool:
    low = name.lower().strip(". ")
    return bool(low) and low not in forms.stop_names and (_URL.match(name) is not None or _name_like(name))


def _name_like(text: str) -> bool:
    """Whether all words but small ones begin with a capital or a digit, in at most nine words."""
    words = text.split()
    if not words or len(words) > _LONGEST_NAME or text.replace(".", "").isdigit() or not _NAME_START.match(text):
        return False
    if re.search(r"\d{4}|^\d+\s|^p\.|^pp\.", text):
        return False
    return all(
        word.lower().strip(".,’'") in _SMALL or word[0].isupper() or word[0].isdigit() or "'" in word
        for word in words[1:]
    )


def _is_known(name: str, forms: _Forms) -> bool:
    low = " ".join(name.split()).casefold().strip(" .,")
    bare = low.removeprefix("the ")
    if low in forms.stop_names:
        return False
    if low in forms.outlets or bare in forms.outlets or re.sub(r",\s*(?:u\.?s|u\.?k)$", "", bare) in forms.outlets:
        return name.isupper() or not name.islower() or low in ("dpa",)
    words = [word.strip(".,’'") for word in bare.split()]
    if len(words) < 2 or not _name_like(name):
        return False
    return words[-1] in forms.outlet_words or (
        words[0] in forms.outlet_words and words[0] in ("radio", "agence", "journal", "tv")
    )


@cache
def _forms(code: str) -> _Forms:
    raws = [languages.load(name, "credits") for name in dict.fromkeys((code, "en"))]

    def listed(key: str) -> list[str]:
        return [str(word) for raw in raws for word in raw.get(key, ())]

    flags = re.IGNORECASE
    front = r"(?:(?<=^)|(?<=[(\[\n.—–|•*-])|(?<=[.:—–|-]\s)|(?<=\(\s))\s*[*_]*"
    strong, weak = _either(listed("strong")), _either(listed("weak"))
    return _Forms(
        label=re.compile(rf"{front}(?:{_either(listed('labels'))})\s?[*_]*[:：]\s*", flags | re.MULTILINE),
        picture=re.compile(rf"(?:{_either(listed('picture_labels'))})\s?(?:[:/]|by\b)|©", flags),
        strong=re.compile(rf"(?<!\w)(?:{strong})\s+(?:the\s+)?(?=[\"“]?[A-Z0-9]|www)", _cased(flags)),
        weak=re.compile(rf"{front}(?:{weak})\s+", flags | re.MULTILINE),
        inline=re.compile(rf"(?<!\w)(?:{_either(listed('inline'))})\s+", flags),
        verb=re.compile(rf"\s(?:{_either(listed('verbs'))})(?!\w)", 0),
        outlets=frozenset(name.casefold().removeprefix("the ") for name in (*listed("outlets"), *listed("bodies"))),
        bodies=frozenset(name.casefold().removeprefix("the ") for name in listed("bodies")),
        outlet_words=frozenset(listed("outlet_words")),
        institution_words=frozenset(listed("institution_words")),
        body_heads=tuple(listed("body_heads")),
        qualifiers=frozenset(listed("qualifiers")),
        stop_names=frozenset(name.lower() for name in listed("stop_names")),
    )


def _cased(flags: int) -> int:
    """Strong openers ignore case themselves; the capital after them counts, so the pattern says so inline."""
    return flags & ~re.IGNORECASE


def _either(phrases: Sequence[Any]) -> str:
    ordered = sorted(map(str, phrases), key=len, reverse=True)
    return "(?i:" + "|".join(re.escape(phrase) for phrase in ordered) + ")"
