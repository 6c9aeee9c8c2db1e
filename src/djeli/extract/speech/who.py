"""Who the speaker is: the kind of informant, and the full name behind a surname or a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from djeli.extract.speech.offices import Office, office_of
from djeli.extract.speech.words import Words
from djeli.vocab import Informant

_SINGULAR = {"he", "she", "his", "her", "him", "i", "il", "elle", "ce dernier", "cette dernière"}
_EITHER = {"il", "elle"}
_PLURAL = {"they", "their", "them", "we", "our", "ils", "elles"}
_THING = {"it", "its"}
_RELATIVE = {"who", "which", "that", "qui"}
PRONOUNS = frozenset(_SINGULAR | _PLURAL | _THING | _RELATIVE)
_DETERMINER = re.compile(
    r"^(?:(?:the|a|an|this|that|these|those|le|la|les|un|une|des)\s+(?:même\s+)?|[ld]['’]\s*(?:autres\s+)?)",
    re.IGNORECASE,
)
_OTHER_ARTICLES = re.compile(
    r"^(?:[Ee]l|[Ll]os|[Ll]as|[Uu]na|[OoAa]s?|[Uu]ma?|[Dd](?:er|ie|as|em|en)|[Ee]in(?:e|er)?|[Ii]l|[Ll]o|[Gg]li|[Hh]et|[Ee]en)"
    r"\s+(?=[a-zà-ÿ])"
)
"""Articles of other languages, before common nouns only: "El Salvador" keeps its own."""
_EXPLAINED = re.compile(r"\b(?:which|whose)\b")
"""What follows tells more about a word of the phrase, not who speaks."""
_AND = re.compile(r",? (?:and|et|y|und|e) |, ")
_SAME = re.compile(r"(?:(?:la|les|the|cette|ces)\s+)?(?:mêmes?|same)\s+sources?$|ce(?:tte)? dernière?$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_NAME = re.compile(
    r"\b[^\W\d_a-zà-ÿ][\w'’-]+(?:\s(?:(?:al|ag|ben|bin|de|van|von|ould|el|ibn)[\s-])?[^\W\d_a-zà-ÿ][\w'’.-]+)+"
)
_MANY = re.compile(
    r"(?:both|several|many|some|few|dozens|two|three|four|five|six|seven|eight|nine|ten|\d+|plusieurs|quelques|deux|trois)\b"
)
_AFTER_HEAD = re.compile(r"\b(?:of|in|from|for|with|near|at|about|who|which)\b|,")
_ELSEWHERE = re.compile(r"\b(?:in|near|at|about|who|which)\b|,")
"""Behind these words stands where somebody is, not whom they speak for."""


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker as named: `name` in words, `person` the person's name inside it if there is one.

    `human` says that it is one person, `plural` that it is several people; `role` and `organisation` are the office
    and the body they speak for.
    """

    name: str
    informant: Informant
    person: str = ""
    human: bool = False
    plural: bool = False
    role: str = ""
    organisation: str = ""


def informant_of(text: str, words: Words) -> Informant:
    """Kind of informant by the words of the phrase; UNKNOWN when no word tells.

    The word nearest the head of the phrase counts most: "military analysts" are analysts, "residents of Army Road"
    residents. English heads stand last, French ones first. General words ("official", "source", "president") give way
    to any other ("a UN official"). Ties go to the longer phrase, then to the order of the language's file.
    """
    best: tuple[int, ...] | None = None
    kind = Informant.UNKNOWN
    for order, (candidate, pattern) in enumerate(words.informants):
        for match in pattern.finditer(text):
            before = text[: match.start()] if words.head_last else ""
            if _EXPLAINED.search(before):
                continue
            beyond = int(bool(_AFTER_HEAD.search(before)))
            # "An official of the union" is the union's, "an official in the rebels' town" isn't the rebels'.
            general = int(match.group().lower() in words.general) or 2 * int(bool(_ELSEWHERE.search(before)))
            place = -match.end() if words.head_last else match.start()
            rank = (general, beyond, place, -len(match.group().split()), order)
            if best is None or rank < best:
                best, kind = rank, candidate
    if kind is Informant.UNKNOWN and words.anonymity.search(text):
        return Informant.ANONYMOUS
    return kind


def speaks_of_itself(text: str, words: Words) -> bool:
    """Whether a phrase begins or ends with a word for those who speak: "army", "UN report"; not "new rebel attack"."""
    name = plain(text)
    spots = [m.span() for _, pattern in words.informants for m in pattern.finditer(name)]
    return any((end == len(name)) if words.head_last else (start == 0) for start, end in spots)


def plain(text: str) -> str:
    """The phrase on one line, without article and possessive ending."""
    flat = _POSSESSIVE.sub("", " ".join(text.split()))
    return _OTHER_ARTICLES.sub("", _DETERMINER.sub("", flat)).strip(" ,;:") or flat


def person_in(text: str, words: Words) -> str:
    """The name of a person in the phrase, without title words; empty when there is none of two words or more.

    Only a name at the phrase's start or after a title or comma can be the speaker's ("Kenya's president" has none).
    """
    for match in _NAME.finditer(text):
        parts = match.group().split()
        lead = text[: match.start()].split()
        if lead and lead[-1].lower() in words.offices.of and parts[0].lower() not in words.titles:
            continue  # "the governor of Haska Mena": a place or a body
        turns = [n for n, part in enumerate(parts, 1) if part.lower().strip(".") in words.titles | words.offices.heads]
        # What stands behind the last title is the name: "Malian Foreign Minister | Abdoulaye Diop".
        name = parts[max(turns, default=0) :]
        while name and (_departs(name[0], words) or any(p.search(name[0]) for _, p in words.informants)):
            name = name[1:]
        if len(name) >= 2 and not any(pattern.search(" ".join(name)) for _, pattern in words.informants):
            return " ".join(name)
    return ""


def _is_paper(low: str, words: Words) -> bool:
    """Whether the phrase begins with a paper or a count: "a poll by X International", "figures collected by Y"."""
    return words.head_last and any(
        w.removesuffix("s") in words.documents for w in re.split(r"\b(?:by|of)\b", low)[0].split()[:4]
    )


def _issuer(name: str, words: Words) -> str:
    """Whose paper it is: "a statement from the ministry", "Yusov's remarks"; empty when nobody known to speak."""
    match = words.papers.fullmatch(name)
    who = next((found for found in match.groups() if found), "") if match is not None else ""
    known = who and (informant_of(who, words) is not Informant.UNKNOWN or (who[:1].isupper() and " " not in who))
    return who if known else ""


def _departs(word: str, words: Words) -> bool:
    """Whether a word is of a ministry's name, not of a person's: "ministre de la DÉFENSE Ali Traoré"."""
    return word.lower() in words.state_words


def resolve(text: str, known: Sequence[Who], words: Words, *, states: frozenset[str] = frozenset()) -> Who:
    """The speaker that `text` names, given those who could speak before in the item, oldest first.

    `states` are names of countries and towns in the item: "Niger announced" is its government.
    """
    name = plain(text)
    low = name.lower()
    if low in PRONOUNS and name != "WHO":
        return _by_pronoun(low, known) or Who(name, Informant.UNKNOWN)
    if _SAME.match(text) and known:
        return known[-1]  # "selon la même source"
    issuer = _issuer(name, words)
    if issuer:
        # A letter isn't the man himself: "he" takes up somebody else.
        return replace(resolve(issuer, known, words, states=states), human=False)
    kind = informant_of(text, words)
    person = person_in(name, words)
    person = "" if person in states or _is_paper(low, words) else person  # "military leaders from the United States"
    if kind is Informant.UNKNOWN and all(part in states for part in _AND.split(name)):
        return Who(name, Informant.GOVERNMENT)
    if not person:
        earlier = _by_surname(name, known, words)
        if earlier is not None:
            kind = earlier.informant if kind in (Informant.UNKNOWN, Informant.PERSON) else kind
            return replace(earlier, informant=kind, human=True)
    office = office_of(text, person, words)
    if office.role and person:
        told = informant_of(office.role, words)  # the office, not the rank: "Col. X, the governor" is an official
        kind = kind if told is Informant.UNKNOWN else told
    if person:
        same = [who for who in known if who.person == person]
        if same and kind is Informant.UNKNOWN:
            return (
                same[-1] if not office.role else replace(same[-1], role=office.role, organisation=office.organisation)
            )
        if same and not office.role:
            office = Office(same[-1].role, same[-1].organisation)
        kind = Informant.PERSON if kind is Informant.UNKNOWN else kind
    elif kind is Informant.UNKNOWN:
        kind = _by_shared_head(low, known)
    head = _head(low, words)
    return Who(
        name,
        kind,
        person,
        human=bool(person) or head in words.persons,
        plural=_is_plural(low, head, name),
        role=office.role,
        organisation=office.organisation,
    )


def _head(low: str, words: Words) -> str:
    """The head word: "police chief of the region" gives "chief", "responsable local" gives "responsable"."""
    if not words.head_last:
        return low.partition(" ")[0]
    before = _AFTER_HEAD.split(re.split(r"\bfor\b|\bde\b|\bdu\b", low)[0])[0].split()
    return before[-1].strip(".,") if before else ""


def _is_plural(low: str, head: str, name: str) -> bool:
    if " and " in low or " et " in low or _MANY.match(low):
        return True
    proper = (
        bool(head) and re.search(rf"\b{re.escape(head.capitalize())}\b", name) is not None and len(name.split()) > 1
    )
    return (
        (head.endswith("s") and not name.isupper() and not head.endswith("ss") and not proper)
        or head in ("police", "people", "military")
        or head.endswith("men")
    )


def _by_pronoun(low: str, known: Sequence[Who]) -> Who | None:
    for who in reversed(known):
        if (
            low in _RELATIVE
            or (low in _SINGULAR and (who.human or low in _EITHER) and not who.plural)
            or (low in _PLURAL and who.plural)
            or (low in _THING and not who.human and not who.plural)
        ):
            return who
    return None


def _by_surname(name: str, known: Sequence[Who], words: Words) -> Who | None:
    parts = name.split()
    while len(parts) > 1 and parts[0].lower().strip(".") in words.titles:
        parts = parts[1:]
    if len(parts) != 1 or not parts[0][:1].isupper():
        return None
    for who in reversed(known):
        if who.person and parts[0] in who.person.split()[1:]:
            return who
    return None


def _by_shared_head(low: str, known: Sequence[Who]) -> Informant:
    """'a spokesman for the coalition' after 'the rebel coalition' speaks for rebels."""
    tail = re.split(r"\b(?:for|of|de la|de l['’]|du|des)\s+(?:the\s+)?", low)[-1].split()
    last = tail[-1] if tail else ""
    if len(last) > 4:
        for who in reversed(known):
            if who.informant is not Informant.UNKNOWN and last in who.name.lower().split():
                return who.informant
    return Informant.UNKNOWN
