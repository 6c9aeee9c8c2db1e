"""Attribution by patterns, for languages read without a parse (French): "X affirme que", "selon X", "…, a dit X"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from djeli.extract.mentions import Range
from djeli.extract.speech.found import Found, Scene, overlap, trimmed, without
from djeli.extract.speech.words import Cue, Words, words_of
from djeli.vocab import Stance

_WHO = r"(?P<who>[^,;:.!?()«»“”\"\n]{2,110}?)"
_END = r"(?=\s*(?:[,;:.!?()«»“”\"\n]|$))"


_BEFORE_NOUN = re.compile(
    r"(?:.*['’])?(?:l['’]|la|le|les|une?|des?|du|d['’]|aux?|cette|ces?|cet|sa|son|ses|leurs?|toute|sous|en|par|sans|\
nouvelle|première|dernière|grande|vive|forte)|[ldn]['’]",
    re.IGNORECASE,
)
_LED = re.compile(
    r"(?:(?:de son côté|pour sa part|quant à lui|à son tour|dans une? \w+"
    r"(?:\s(?:à|au|aux|de)\s(?:l['’])?[A-ZÀ-Þ]\w+)?"
    r"|(?:à|au|auprès de)\s(?:l['’])?[A-ZÀ-Þ]\w+|sur (?:la|le|son|sa) \w+(?: [A-Z]\w+)?)\s)+"
)
_UNDER = re.compile(r".*\b(?:alors que|tandis que|lorsque|puisque|parce que|car)\s", re.IGNORECASE)
_APPOSED = re.compile(r",\s(?:(?:le|la|les|el|il|o|a|der|die)\s|l['’])?(?P<what>[^,;:.()]{4,90})(?=[,.;]|$)")
_OFFICE_BEFORE = re.compile(
    r"(?:^|[,;:]\s)\s*(?P<what>(?:(?:le|la|les|el|il|o|a|un|une)\s|l['’])?(?P<head>[\w-]+)[^,;:]{0,80}),$",
    re.IGNORECASE,
)
_HEARSAY = Cue("", (), Stance.ASSERTS, "speech")


@dataclass(frozen=True, slots=True)
class _Patterns:
    according: re.Pattern[str]
    hearsay: re.Pattern[str]
    conditional: re.Pattern[str]
    verb: re.Pattern[str]
    inverted: re.Pattern[str]
    reporting: re.Pattern[str]
    time: re.Pattern[str]
    finite: re.Pattern[str]
    passive: re.Pattern[str]
    not_source: re.Pattern[str]
    passive_after: re.Pattern[str]
    relative: re.Pattern[str]
    joined: re.Pattern[str]
    starts: re.Pattern[str]
    participle: re.Pattern[str]
    like_participle: re.Pattern[str]
    aside: re.Pattern[str]
    led: re.Pattern[str] | None  # verb, speaker, "that", where the verb leads its clause
    nouns_too: frozenset[str]
    no_subject: frozenset[str]
    offices: frozenset[str]
    forms: Mapping[str, tuple[Cue, ...]]


def _alternatives(phrases: object) -> str:
    listed = [str(phrase) for phrase in phrases] if isinstance(phrases, list | tuple) else []
    return (
        "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(listed, key=len, reverse=True)) or "(?!)"
    )


def _whole(raw: Mapping[str, Any]) -> str:
    """Behind a phrase that must end with its word: in Arabic "وفق" is no part of "وفقد"; French "d'" is glued on."""
    return r"(?!(?<=\w)\w)" if raw.get("verb_leads") else ""


def forms_of(words: Words) -> dict[str, tuple[Cue, ...]]:
    """Every written form of every verb of saying, with its cues, by the language's endings and irregular forms."""
    irregular = words.patterns.get("irregular", {})
    endings = words.patterns.get("endings", {})
    forms: dict[str, tuple[Cue, ...]] = {}
    for cues in words.verbs.values():
        for cue in cues:
            infinitive = " ".join((cue.head, *cue.rest))
            made = list(irregular.get(infinitive, ()))
            for ending, replacements in endings.items():
                if not made and infinitive.endswith(ending):
                    made = [infinitive.removesuffix(ending) + replacement for replacement in replacements]
            for form in made:
                forms[form] = (*forms.get(form, ()), cue)
    return forms


@cache
def _patterns_of(code: str) -> _Patterns:
    words = words_of(code)
    raw = words.patterns
    forms = forms_of(words)
    aux = _alternatives(raw["auxiliaries"])
    verb = (
        rf"(?:(?:{aux})\s+(?:(?:{raw['adverb']}|{_alternatives(raw['between'])})\s+)?)?(?:{_alternatives(list(forms))})"
    )
    that = _alternatives(raw["that"])
    anonymous = words.anonymity.pattern
    flags = re.IGNORECASE
    return _Patterns(
        according=re.compile(
            rf"(?<!\w)(?P<cue>{_alternatives(raw['according'])})(?!-){_whole(raw)}\s*{_WHO}{_END}", flags
        ),
        hearsay=re.compile(rf"(?<!\w)(?P<cue>{_alternatives(raw['hearsay'])})(?!\w)", flags),
        conditional=re.compile(
            rf"(?<!\w)(?P<cue>{_alternatives(raw['conditional'])})\s+(?:\w+\s+)?{raw['hearsay_participle']}(?!\w)",
            flags,
        ),
        verb=re.compile(rf"(?<![\w-])(?P<cue>{verb})(?![\w-])", flags),
        inverted=re.compile(
            rf"[,»”\"]\s*,?\s*(?:[—–-]\s)?(?P<cue>(?:{verb}))(?:,\s(?:{anonymous}),)?\s+(?P<who>(?!{that})[^,;:.!?()«»“”\"\n]{{2,110}}){_END}",
            flags,
        ),
        reporting=re.compile(rf"^\s*(?:[^,;:.]{{0,60}}(?:,\s|\s)|,\s)??(?P<that>{that})\s?", flags),
        time=re.compile(
            rf"(?:(?:{_alternatives(raw['times'])})(?:\s+(?:soir|matin|dernier))?\s+|(?:à\s+(?:l['’]|la\s+)?|aux?\s+)\w+\s+)+",
            flags,
        ),
        finite=re.compile(rf"(?<!\w)(?:{_alternatives(raw['finite'])})(?!\w)|{raw['finite_ending']}\b", flags),
        passive=re.compile(
            rf"(?:{_alternatives(raw['passive'])})\s+(?:{raw['adverb']}\s+)?(?P<cue>{_alternatives(list(forms))}){raw['agree']}\s+{raw['by']}\s+{_WHO}{_END}",
            flags,
        ),
        # "selon un élu, qui a requis l'anonymat, …": an aside about the speaker is not what is said
        aside=re.compile(
            r",\s(?:qui|dont|lequel|laquelle|joint|jointe|contacté|contactée|interrogé|interrogée)\s[^,;:]{3,120},"
        ),
        led=re.compile(rf"(?<!\w)(?P<cue>{_alternatives(list(forms))})\s+{_WHO}\s+(?:{that})(?!\w)", flags)
        if raw.get("verb_leads")
        else None,
        nouns_too=frozenset(raw.get("nouns_too") or ()),
        no_subject=frozenset(raw["no_subject"]),
        offices=words.offices.heads,
        not_source=re.compile(rf"(?:{raw['not_sources']})\b", flags),
        passive_after=re.compile(rf"{raw['agree']}\s+{raw['by']}\b"),
        relative=re.compile(rf",\s*(?:{raw['relatives']})\b"),
        joined=re.compile(rf",?\s(?:{raw['joined']})\s(?:[^\s,]+\s){{0,2}}$"),
        starts=re.compile(rf"(?:{raw['starts']})\s+", flags),
        participle=re.compile(raw["participle"]),
        like_participle=re.compile(raw["like_participle"]),
        forms=forms,
    )


def patterns(scene: Scene, code: str) -> Iterator[Found]:
    """Attributions of one sentence by the patterns of language `code`."""
    found = _patterns_of(code)
    for piece in _pieces(scene):
        yield from _of_piece(piece, found)


def _pieces(scene: Scene) -> Iterator[Scene]:
    """The sentence cut where a new one starts with a quotation mark; simple splitters run over that."""
    at = scene.sentence.start
    for match in re.compile(r"[.!?]\s+(?=[«“\"])").finditer(scene.content, at, scene.sentence.end):
        yield dataclasses.replace(scene, sentence=dataclasses.replace(scene.sentence, start=at, end=match.end()))
        at = match.end()
    yield dataclasses.replace(scene, sentence=dataclasses.replace(scene.sentence, start=at))


def _of_piece(scene: Scene, found: _Patterns) -> Iterator[Found]:
    if found.led is not None:
        led = list(_led(scene, found, found.led))
        yield from led
        yield from _according(scene, found)
        if not led:
            yield from _hearsay(scene, found)
        return
    inverted = list(_inverted(scene, found))
    verbs = [one for one in _verbs(scene, found) if not any(overlap(one.cue, other.cue) for other in inverted)]
    yield from inverted
    yield from verbs
    yield from _passive(scene, found)
    yield from _according(scene, found)
    if not inverted and not verbs:
        yield from _hearsay(scene, found)


def _led(scene: Scene, found: _Patterns, pattern: re.Pattern[str]) -> Iterator[Found]:
    """Verb first, then who speaks, then "that": "قال متحدث باسم الجيش إن ..."."""
    sentence = scene.sentence
    for match in pattern.finditer(scene.content, sentence.start, sentence.end):
        for how in found.forms.get(match["cue"].lower(), ())[:1]:
            yield from _made(scene, match.span("cue"), [(match.end(), sentence.end)], match.span("who"), how)


def _made(scene: Scene, cue: Range, said: list[Range], source: Range | None, how: Cue) -> Iterator[Found]:
    kept = [
        part for part in (trimmed(scene.content, *part) for part in said) if part is not None and part[1] - part[0] > 3
    ]
    if kept:
        yield Found(
            cue=cue, content=tuple(kept), source=source, sentence=scene.sentence.index, stance=how.stance, kind=how.kind
        )


def _according(scene: Scene, found: _Patterns) -> Iterator[Found]:
    sentence = scene.sentence
    for match in found.according.finditer(scene.content, sentence.start, sentence.end):
        if found.not_source.match(match["who"]):
            continue
        who = _who(match.span("who"), scene)
        apposed = _apposed(match.end(), scene)
        aside = found.aside.match(scene.content, apposed or match.end(), sentence.end)
        hole = (match.start(), aside.end() if aside else apposed or match.end())
        said = without((sentence.start, sentence.end), [hole])
        yield from _made(scene, match.span("cue"), said, (who[0], apposed) if apposed else who, _HEARSAY)


def _apposed(at: int, scene: Scene) -> int:
    """Where an office behind the name ends: "selon X | , porte-parole de l'armée | , …"; 0 when none stands there."""
    match = _APPOSED.match(scene.content, at, scene.sentence.end)
    first = match["what"].split()[0].lower() if match else ""
    return match.end("what") if match and first in scene.words.offices.heads else 0


def _who(spot: Range, scene: Scene) -> Range:
    """The speaker's phrase without what is told of it: "les informations relayées | par X qui cite …"."""
    text = scene.content[slice(*spot)]
    cut = re.search(
        r"\s(?:qui|dont|où|lors|afin|après|avant|dans|depuis|pour qui|–|—|-)\s|\s(?:d['’]après|lors d)", text
    )
    return (spot[0], spot[0] + cut.start()) if cut and cut.start() > 2 else spot


def _inverted(scene: Scene, found: _Patterns) -> Iterator[Found]:
    """'« … », a déclaré le maire', '…, a-t-il ajouté'."""
    sentence = scene.sentence
    text_end = sentence.end
    for match in found.inverted.finditer(scene.content, sentence.start, text_end):
        before = scene.content[sentence.start : match.start()]
        apposed = "," in before and not found.finite.search(before) and "»" not in before and '"' not in before
        if "clause" not in _takes(match["cue"], found) or apposed or not _finite(match["cue"], found):
            continue
        said = [(sentence.start, match.start() + (scene.content[match.start()] in '»”"'))]
        tail = scene.content[match.end() : text_end]
        relative = found.relative.match(tail)
        if len(tail) > 12 and tail[0] == "," and not relative and found.finite.search(tail):
            said.append((match.end(), text_end))
        cue = _cue(match["cue"], found)
        who = match.span("who")
        timed = found.time.match(match["who"])
        who = _who((who[0] + timed.end(), who[1]) if timed else who, scene)
        led = _LED.match(scene.content, *who)
        who = (led.end(), who[1]) if led else who
        yield from _made(scene, match.span("cue"), said, (who[0], _apposed(who[1], scene) or who[1]), cue)
    yield from _with_pronoun(scene, found)


def _with_pronoun(scene: Scene, found: _Patterns) -> Iterator[Found]:
    """'…, a-t-il ajouté.', '…, affirme-t-elle': the pronoun is part of the verb."""
    sentence = scene.sentence
    for match in found.verb.finditer(scene.content, sentence.start, sentence.end):
        pronoun = re.search(r"-(il|elle|ils|elles|on)(?!\w)", match["cue"])
        if pronoun is None or scene.content[match.end() : match.end() + 1] not in ("", ".", ",", ";", " ", "\n"):
            continue
        start = match.start("cue")
        source = (start + pronoun.start(1), start + pronoun.end(1))
        cue = _cue(match["cue"], found)
        said = without((sentence.start, sentence.end), [(start, _phrase_end(scene.content, match.end(), sentence.end))])
        yield from _made(scene, match.span("cue"), said, source, cue)


def _passive(scene: Scene, found: _Patterns) -> Iterator[Found]:
    """'L'attaque a été revendiquée par le groupe': the subject is what is said."""
    sentence = scene.sentence
    for match in found.passive.finditer(scene.content, sentence.start, sentence.end):
        said = _subject(scene.content, sentence.start, match.start(), found)
        if said is not None:
            yield from _made(scene, match.span("cue"), [said], match.span("who"), _cue(match["cue"], found))


def _phrase_end(content: str, at: int, limit: int) -> int:
    match = re.compile(r"[^,;:«»]*").match(content, at, limit)
    return match.end() if match else at


def _verbs(scene: Scene, found: _Patterns) -> Iterator[Found]:
    """'X affirme que …', 'X a condamné …', 'X accuse Y de …', 'X : « … »', 'X a condamné … et a promis …'."""
    sentence, content = scene.sentence, scene.content
    met = [m for m in found.verb.finditer(content, sentence.start, sentence.end) if _is_act(m, scene, found)]
    last: Range | None = None
    for number, match in enumerate(met):
        source = _subject(content, sentence.start, match.start("cue"), found)
        if source is not None and number and source[0] < met[number - 1].end():
            source = last  # the second verb of one subject
        if source is None:
            continue
        last = source
        end = met[number + 1].start() if number + 1 < len(met) else sentence.end
        joined = found.joined.search(content[match.end() : end])
        rest = (match.end(), match.end() + joined.start() if joined and end < sentence.end else sentence.end)
        cue = _cue(match["cue"], found)
        that = found.reporting.match(content[rest[0] : rest[1]])
        if that and "clause" in _takes(match["cue"], found):
            said: Range | None = (rest[0] + that.start("that"), rest[1])
        else:
            said = _object(scene, rest, _takes(match["cue"], found))
        if said is not None:
            nobody = content[slice(*source)].lower() in ("on", "l'on", "l’on")
            yield from _made(scene, match.span("cue"), [said], None if nobody else source, cue)


def _is_act(match: re.Match[str], scene: Scene, found: _Patterns) -> bool:
    """Whether the verb is one of saying by somebody named before it, outside quotations; "la menace" is a noun."""
    before = re.search(r"([\w'’]+)\s*$", scene.content[max(0, match.start() - 20) : match.start()])
    if match["cue"].lower() in found.nouns_too and before and _BEFORE_NOUN.fullmatch(before[1]):
        return False
    quoted = any(low <= match.start() < high for low, high in scene.quotes)
    passive = found.passive_after.match(scene.content[match.end() : match.end() + 8])
    return not quoted and not passive and "-t-" not in match["cue"] and _finite(match["cue"], found)


def _finite(cue: str, found: _Patterns) -> bool:
    """A participle without auxiliary ("accusé de …", "cité par", "citant") is no act of saying of its own."""
    low = cue.lower()
    participle = found.participle.search(low) and not found.like_participle.search(low)
    return " " in cue or "-" in cue or not participle


def _object(scene: Scene, rest: Range, takes: frozenset[str]) -> Range | None:
    """The words after the verb up to the end of the clause, when the verb takes an object."""
    if not takes & {"thing", "of", "to"}:
        quoted = [q for q in scene.quotes if rest[0] <= q[0] < min(rest[0] + 60, rest[1])]
        return quoted[0] if quoted else None
    quoted = [q for q in scene.quotes if rest[0] <= q[0] <= rest[0] + 6]
    if quoted:
        return quoted[0]
    match = re.compile(r"[^;:\n]*").match(scene.content, *rest)
    return (rest[0], match.end()) if match and match.end() - rest[0] > 4 else None


def _subject(content: str, start: int, end: int, found: _Patterns) -> Range | None:
    """The words between the last clause boundary and the verb; an apposition in commas is skipped."""
    before = content[start:end]
    apposition = re.search(r"(?:^|[,;:]\s)([^,;:]{2,80})(,\s[^,;:]{2,90}),\s*$", before)
    if apposition:
        first = re.sub(r"^(?:le|la|les|l['’])\s?", "", apposition[2].lstrip(", ")).split(" ", 1)[0].lower()
        office = first in found.offices
        spot = trimmed(content, start + apposition.start(1), start + apposition.end(2 if office else 1))
    else:
        cut = max(before.rfind(mark) for mark in (",", ";", ":", "»", "«", "”", '"'))
        spot = trimmed(content, start + cut + 1, end)
        named = _OFFICE_BEFORE.search(before[: cut + 1]) if cut > 0 and before[cut] == "," else None
        if spot is not None and named is not None and named["head"].lower() in found.offices:
            spot = (start + named.start("what"), spot[1])
    if spot is None:
        return None
    text = content[spot[0] : spot[1]]
    starts = found.starts.match(text)
    if starts:
        spot = (spot[0] + starts.end(), spot[1])
    under = _UNDER.match(content, *spot)
    if under and under.end() < spot[1]:
        spot = (under.end(), spot[1])
    text = content[spot[0] : spot[1]].removesuffix(" n").removesuffix(" ne").strip()
    if text.lower() in found.no_subject or re.match(r"c['’]est\b", text, re.IGNORECASE):
        return None
    relative = re.search(r"(?:.*\s)?((?:[A-ZÀ-Þ][\w'’-]*\s?)+)\squi$", text)
    if relative:  # "… relayées par RFI qui cite"
        return spot[0] + relative.start(1), spot[0] + relative.end(1)
    return spot if 1 < len(text) <= 170 and not text.endswith(" qui") else None


def _cue(text: str, found: _Patterns) -> Cue:
    return found.forms[_form(text, found)][0]


def _takes(text: str, found: _Patterns) -> frozenset[str]:
    return frozenset().union(*(cue.takes for cue in found.forms[_form(text, found)]))


def _form(text: str, found: _Patterns) -> str:
    """The verb form inside a cue: its longest ending that is a known form."""
    low = " ".join(text.lower().split())
    while low not in found.forms and " " in low:
        low = low.split(" ", 1)[1]
    return low


def _hearsay(scene: Scene, found: _Patterns) -> Iterator[Found]:
    sentence = scene.sentence
    for pattern in (found.hearsay, found.conditional):
        match = pattern.search(scene.content, sentence.start, sentence.end)
        if match is not None:
            holes = [match.span("cue")] if pattern is found.hearsay else []
            whole = (sentence.start, sentence.end)
            yield from _made(scene, match.span("cue"), without(whole, holes), None, _HEARSAY)
            return
