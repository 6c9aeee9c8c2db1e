"""What the words around a name say of the person: titles, roles, kin, age, leadership.

Only the nearest head counts: "the mayor's driver" is a driver, "a cousin of the mayor" a cousin. Words are taken from a
bounded stretch on either side, so that a page of any length is read in time that grows with its length alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from djeli.extract.mentions import Range
from djeli.extract.persons.tokens import Role, Token, plural, roles_of, tokens_of
from djeli.extract.persons.words import NAMED, Flag, PersonWords

BEFORE, BEHIND = 100, 130
"""Characters read before and behind a name."""
_STOPS = frozenset(';:.!?()[]—–"“”«»')
_OPENERS = frozenset(",(—–[")
_CLOSED = re.compile(r"\s*(?:[,.;:)\]—–!?\"”»]|$|-\s)")
_NEXT = re.compile(r"\s*([^\W\d_]+)")
_QUOTES = frozenset("\"“'‘«")
_HARD = re.compile(r"[;:!?)\]”»]")
_OPENS = re.compile(r"\s*(?:[,(—–\[-]|([^\W\d_]+))")
_GAP = 7
"""Words that may stand between a comma and the role in apposition ("the country's long-time foreign minister")."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing the words say: `kind` is public, private, minor, kin, polite, age, adult, naming, lead, or
    title, which may be a given name as well ("Prince NAME").
    """

    kind: str
    words: str
    many: bool = False  # said of several persons: "the activists A, B and C"


def before(content: str, sentence: Range, name: Range, words: PersonWords) -> Iterator[Sign]:
    """What the words before a name in its sentence say."""
    (low, high), (at, behind) = sentence, name
    text = content[max(low, at - BEFORE) : at]
    if _says_nothing(text, words):
        return
    tokens = tokens_of(text[_behind_stop(text) :])
    if not tokens:
        return
    end = len(tokens)
    closes = _CLOSED.match(content, behind, high) is not None
    led, _ = _ends_with(tokens, end, words, "led")
    if led:
        yield Sign("lead", led)
        return
    comma = False
    for _ in range(8):  # titles, honorifics and naming words, from the name backwards
        naming, size = _ends_with(tokens, end, words, "naming")
        role = _last_role(tokens, end, words)
        if naming and not (role and role.kind != "polite" and end - role.first > size):
            yield Sign("naming", naming)
            end -= size
        elif role is not None and not role.owner:
            doubtful = role.kind == "public" and words.flag(role.words) & NAMED
            yield Sign("title", role.words) if doubtful else _sign(role)
            end = role.first
        elif tokens[end - 1].text in _QUOTES or (end < len(tokens) and tokens[end - 1].text in words.sets["articles"]):
            end -= 1
        elif tokens[end - 1].text == ",":
            comma = True
            end -= 1
            break
        else:
            break
        if end <= 0:
            return
    closes = closes or (comma and _listed(content, behind, high, words))
    yield from _farther(text, tokens[:end], closes, words, comma=comma)


def _listed(content: str, behind: int, high: int, words: PersonWords) -> bool:
    """Whether the name is the first of several: "two sisters, NAME and NAME"."""
    following = _NEXT.match(content, behind, high)
    return following is not None and following[1].lower() in words.sets["lists"]


def _says_nothing(text: str, words: PersonWords) -> bool:
    """Whether the very word before the name shows that nothing is said of it: a verb, "and", "by" ("killed NAME").

    Only where heads stand last: "le porte-parole de la police nationale NAME" ends in any word.
    """
    if words.heads_first or words.bends:
        return False
    last = text.rstrip().rpartition(" ")[2]
    return last.isalpha() and last.islower() and not words.closes(last) and last not in words.sets["articles"]


def _behind_stop(text: str) -> int:
    """Where the words begin that may speak of the name: behind the last stop that is no full stop."""
    last = 0
    for stop in _HARD.finditer(text, 0, max(0, len(text) - 3)):
        last = stop.end()
    return last


def _sign(role: Role) -> Sign:
    return Sign(role.kind, role.words, role.many)


def _last_role(tokens: Sequence[Token], end: int, words: PersonWords) -> Role | None:
    """The longest role phrase that ends at `end`."""
    if not words.closes(tokens[end - 1].text):
        return None
    for size in range(min(words.longest, end), 0, -1):
        phrase = " ".join(t.text for t in tokens[end - size : end])
        kind = words.role(phrase)
        if kind:
            return Role(kind, phrase, end - size, end, tokens[end - 1].owner, plural(phrase, words))
    return None


def _ends_with(tokens: Sequence[Token], end: int, words: PersonWords, name: str) -> tuple[str, int]:
    if tokens[end - 1].text not in words.near:
        return "", 0
    phrases = words.sets[name]
    for size in range(min(5, end), 0, -1):
        phrase = " ".join(t.text for t in tokens[end - size : end])
        if phrase in phrases:
            return phrase, size
    return "", 0


def _farther(text: str, tokens: Sequence[Token], closes: bool, words: PersonWords, *, comma: bool) -> Iterator[Sign]:
    """A head that stands apart from the name: "the head of the UN mission, X,", "le maire de la ville X"."""
    first = len(tokens)
    while first > 0 and not (tokens[first - 1].text in _STOPS or tokens[first - 1].text == ","):
        first -= 1
    part = tokens[first:]
    if not part:
        return
    yield from _age_in(text, part, words)
    free = _heads(part, words)
    if not free:
        return
    role = free[-1]
    if comma and closes and role.last == len(part):
        yield _sign(role)
    gap = [t.text for t in part[role.last :]]
    if not gap or (comma and not closes and (role.many or _after_preposition(part, role, words))):
        return
    governed = gap[0] in words.sets["of"] or (words.unmarked and all(word.startswith("ال") for word in gap))
    closed = governed and (len(gap) > 1 or words.unmarked) and gap[-1] not in words.sets["of"]
    if (
        closed
        and not any(word in words.sets["breaks"] for word in gap)
        and (comma or words.heads_first or _capital_end(part))
    ):
        yield _sign(role)


def _after_preposition(part: Sequence[Token], role: Role, words: PersonWords) -> bool:
    """Whether the role is said of somebody else: "in a letter to the minister, NAME wrote"."""
    return any(token.text in words.sets["of"] for token in part[: role.first])


def _capital_end(part: Sequence[Token]) -> bool:
    """Whether the words before the name end in a capital: "spokesman for Fatah NAME"."""
    return part[-1].capital


def _heads(part: Sequence[Token], words: PersonWords) -> list[Role]:
    """Roles of a stretch that own nothing and belong to no other: the heads of its phrases."""
    found: list[Role] = []
    for role in roles_of(part, words):
        if role.owner or role.kind == "polite":
            continue
        if found and _belongs([t.text for t in part[found[-1].last : role.first]], words):
            continue
        found.append(role)
    return found


def _belongs(gap: Sequence[str], words: PersonWords) -> bool:
    return any(word in words.sets["of"] for word in gap) and not any(word in words.sets["breaks"] for word in gap)


def _age_in(text: str, part: Sequence[Token], words: PersonWords) -> Iterator[Sign]:
    """An age told before the name, where nothing between says it is somebody else's."""
    found = None
    for match in words.age.finditer(text, part[0].start, part[-1].end):
        found = match
    if found is None:
        return
    rest = [t for t in part if t.start >= found.end()]
    others = ("of", "breaks", "lists")
    if len(rest) <= 5 and not any(t.owner or t.capital or any(t.text in words.sets[s] for s in others) for t in rest):
        yield _aged(found, words)


def _aged(found: re.Match[str], words: PersonWords) -> Sign:
    raw = (found["n"] or found["n2"]).lower()
    years = _years(raw, words)
    young = bool(found["months"]) or years < 18
    return Sign("age" if young else "adult", found.group())


def behind(content: str, at: int, high: int, words: PersonWords) -> Iterator[Sign]:
    """What the words behind a name that ends at `at` say."""
    text = content[at : min(high, at + BEHIND)]
    possessed = re.match(r"['’]s?\s", text)
    if possessed:
        near = [t.text for t in tokens_of(text[possessed.end() : possessed.end() + 50])][:4]
        if any(word in words.sets["theirs"] for word in near) and not set(near[:1]) & words.sets["breaks"]:
            yield Sign("lead", next(word for word in near if word in words.sets["theirs"]))
        return
    if re.match(r"-led\b", text):
        yield Sign("lead", "led")
    age = words.age_behind.match(text)
    at_rest = 0
    if age is not None and _plain_age(age, words):
        yield _ages_behind(age, words)
        at_rest = age.end("n") if age["n"] else age.end("n2")
        at_rest += 1 if text[at_rest : at_rest + 1] == ")" else 0
    opened = _OPENS.match(text, at_rest)
    if opened and (not opened[1] or opened[1].lower() in words.near):
        yield from _apposed(text[at_rest:], words)


def _plain_age(age: re.Match[str], words: PersonWords) -> bool:
    following = (age["next"] or "").lower()
    told = age["n"] or age["n2"]
    if following in words.sets["of"] and not told.isdigit():
        return False  # "NAME, one of the first"
    if _years(told, words) >= 120:
        return False
    return (
        not following
        or any(following in words.sets[name] for name in ("breaks", "lists", "of"))
        or bool(words.age.match(age.group().lstrip(" ,(") + following))
    )


def _ages_behind(age: re.Match[str], words: PersonWords) -> Sign:
    """The age told; of several the youngest counts where all of them are children, else the last name's own."""
    if age["n2"]:
        return Sign("age" if _years(age["n2"], words) < 18 else "adult", age["n2"])
    all_of = [age["n"], *re.findall(r"\d{1,3}|[^\W\d_]{3,}", age["more"] or "")]
    years = [_years(one, words) for one in all_of if one.isdigit() or one.lower() in words.ages]
    young = max(years) < 18 if len(years) > 1 else years[0] < 18
    return Sign("age" if young else "adult", age["n"], len(years) > 1)


def _years(told: str, words: PersonWords) -> int:
    return int(told) if told.isdigit() else sum(words.ages.get(part, 0) for part in re.split(r"[- ]", told.lower()))


def _apposed(text: str, words: PersonWords) -> Iterator[Sign]:
    """Roles and ages in apposition or after "is", "was", "as", in up to three phrases one after the other."""
    tokens = tokens_of(text)
    at, phrases = 0, 0
    while at < len(tokens) and phrases < 3:
        if tokens[at].text in _OPENERS:
            at += 1
        elif phrases:
            return
        opened = _opened(tokens, at, words)
        if opened is None and (not at or tokens[at - 1].text not in _OPENERS):
            return
        at = opened if opened is not None else at
        leads, _ = _starts_with(tokens, at, words.sets["leads"])
        if opened is not None and leads:
            yield Sign("lead", leads)
            return
        if opened is not None and _runs_a_body(tokens, at, words):
            yield Sign("lead", tokens[at].text)
            return
        stop = next(
            (n for n in range(at, len(tokens)) if tokens[n].text in _STOPS or tokens[n].text == ","), len(tokens)
        )
        part = tokens[at:stop]
        found = list(_phrase(text, part, words))
        yield from found
        at, phrases = stop, phrases + 1
        if not found and not (len(part) <= 1 or part[0].text in words.sets["of"]):
            return


def _opened(tokens: Sequence[Token], at: int, words: PersonWords) -> int | None:
    """Where a phrase begins that "is", "who was", "was elected", "as" or "then" opens; None when none does."""
    start = at
    if at + 1 < len(tokens) and tokens[at].text in words.sets["who"]:
        leads, _ = _starts_with(tokens, at + 1, words.sets["leads"])
        if leads or _runs_a_body(tokens, at + 1, words):
            return at + 1
    _, size = _starts_with(tokens, at, words.sets["be"])
    at += size
    if at < len(tokens) and tokens[at].text in words.sets["named"]:
        at += 1
    if at < len(tokens) and tokens[at].text in words.sets["as"]:
        at += 1
    return at if at > start else None


def _ends_phrase(part: Sequence[Token], role: Role, words: PersonWords) -> bool:
    """Whether a phrase may end with the role; not before a name ("Mayor NAME") or a verb ("spies shared a list")."""
    if role.last >= len(part):
        return True
    following = part[role.last]
    if following.capital and following.text not in words.sets["of"]:
        return False
    small = any(following.text in words.sets[name] for name in ("of", "lists", "who", "breaks"))
    return small or not role.many or words.code != "en"


def _runs_a_body(tokens: Sequence[Token], at: int, words: PersonWords) -> bool:
    """Whether "runs" is said of an office or a body, not of a shop or a mile."""
    if at >= len(tokens) or tokens[at].text not in words.sets["runs"]:
        return False
    return any(words.flag(token.text) & Flag.THING for token in tokens[at + 1 : at + _GAP])


def _starts_with(tokens: Sequence[Token], at: int, phrases: frozenset[str]) -> tuple[str, int]:
    for size in range(min(4, len(tokens) - at), 0, -1):
        phrase = " ".join(t.text for t in tokens[at : at + size])
        if phrase in phrases:
            return phrase, size
    return "", 0


def _phrase(text: str, part: Sequence[Token], words: PersonWords) -> Iterator[Sign]:
    """What a noun phrase says of the one it stands for: its age and its head, read from its beginning."""
    if not part or part[0].text in words.sets["lists"]:
        return
    roles = {role.first: role for role in roles_of(part, words)}
    age = words.age.search(text, part[0].start, part[-1].end)
    if age is not None:
        ahead = [t.text for t in part if t.start < age.start()]
        names = any(t.capital for t in part if t.start < age.start())
        rest = [t for t in part if t.start >= age.end()][:3]
        clear = (
            not names
            and not any(w in words.sets[s] for w in ahead for s in ("of", "breaks", "lists"))
            and len(ahead) <= 4
        )
        if clear and not any(t.owner for t in rest):
            yield _aged(age, words)
    if (
        part[0].text.endswith("ing")
        and words.code == "en"
        and 0 not in roles
        and part[0].text not in ("acting", "sitting", "leading", "serving", "outgoing", "ruling")
    ):
        return
    n = 0
    while n < len(part):
        role = roles.get(n)
        if role is not None and not role.owner:
            if role.kind == "polite" or (
                role.last < len(part) and part[role.last].capital and part[role.first].capital
            ):
                return  # ", Mayor NAME": another person's title
            yield _sign(role)
            n = role.last
            if n < len(part) and part[n].text not in words.sets["lists"] and n not in roles:
                return
            continue
        word = part[n].text
        if n >= _GAP or word in words.sets["of"] or word in words.sets["breaks"]:
            return
        n += 1
