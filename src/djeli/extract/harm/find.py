"""Harm: how many people were killed, wounded, abducted, arrested, released, went missing, were displaced.

Words of harm (`lang/<code>/harm.yaml`) are joined to the people around them: behind an active verb, before a
passive one, around nouns and fixed phrases. What is threatened, planned, denied or only possible gives no count; an
explicit "no casualties" gives 0. A parse, where the Doc has one, adds what stands too far away for patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from djeli.extract.harm.course import bound_part, divided, on_top, revised, some_of, without_asides
from djeli.extract.harm.groups import COUNTED, NONE, SINGLE, Group, find_groups, joined, total
from djeli.extract.harm.parse import is_one_person, listed_ranges, names_a_place, patient_range
from djeli.extract.harm.retold import without_retold
from djeli.extract.harm.scope import Match, scope_of
from djeli.extract.harm.words import Cue, HarmWords, key, words_of
from djeli.extract.mentions import CountMention, Range, Sentence
from djeli.extract.times import find_expressions
from djeli.values import Quantity
from djeli.vocab import Exactness, Harm, Scope

_WORDS = re.compile(r"[\w'’-]+")
_HARD_STOP = re.compile(r"[;:.!?\n]\s|\n|[;:]")
_BREAK = re.compile(r"[,|()\[\]]|\s[-–—]")
PLAUSIBLE = (10_000_000, 150_000_000)
"""More people than these no report of one occurrence counts (the second: displaced): digits run together, no toll."""
LONGEST = 1200
"""Characters of a sentence that are looked at together."""
_NEAR, _FAR = 5, 16  # words between victims and a word of harm, without and with an auxiliary


def _gap(text: str, start: int, end: int) -> list[str] | None:
    """Words between two places of a sentence; None when a full stop or semicolon parts them."""
    between = text[start:end]
    return None if _HARD_STOP.search(between) else [w.lower() for w in _WORDS.findall(between)]


def _is_passive(text: str, cue: Cue, words: HarmWords) -> bool:
    before = [w.lower() for w in _WORDS.findall(text[max(0, cue.start - 40) : cue.start])][-3:]
    while before and before[-1] not in words.passive and words.is_filler(before[-1]):
        before.pop()
    return bool(before) and before[-1] in words.passive


def _unreal(text: str, cue: Cue, words: HarmWords) -> bool:
    """Whether the clause before the cue says that it did not happen."""
    clause = re.split(r"[.;:,](?!\d)", text[max(0, cue.start - 60) : cue.start])[-1]
    return bool(words.unreal_re.search(clause) or words.negated_re.search(clause))


def _right(text: str, cue: Cue, groups: Sequence[Group], words: HarmWords) -> tuple[Group, ...]:
    """Victims behind an active cue: directly, or behind words like "at least"."""
    for index, group in enumerate(groups):
        if group.start < cue.end:
            continue
        gap = _gap(text, cue.end, group.start)
        if gap is not None:
            gap = [w for w in gap if w not in words.ages and not w.isdigit()]
        if gap is None or group.kind == NONE or len(gap) > 2 or _BREAK.search(text[cue.end : group.start]):
            return ()
        if any(w in words.stops and w not in words.auxiliaries | words.passed for w in gap):
            return ()
        if group.kind == SINGLE and gap:
            return ()
        if cue.word in words.weak_active and group.kind == SINGLE:
            return ()
        return tuple(joined(text, groups, index, words, step=1))
    return ()


def _left(text: str, cue: Cue, groups: Sequence[Group], cues: Sequence[Cue], words: HarmWords) -> tuple[Group, ...]:
    """Victims before a passive or intransitive cue, the nearest that isn't a part of another group."""
    if words.active_only_re.match(cue.word):
        return ()
    passive = _is_passive(text, cue, words)
    limit = _FAR if passive else _NEAR
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        some = group.part and group.end <= cue.start and bound_part(text, group, cue, words)
        if group.end > cue.start or (group.part and not some):
            continue
        if some:
            return (group,)
        gap = _gap(without_asides(text, words.course.aside), group.end, cue.start)
        if gap is None or len(gap) > limit:
            return ()
        if _blocked(text, group, cue, cues, words):
            return ()
        if group.kind == SINGLE and not (passive or _bound(gap, words)):
            return ()
        if not passive and any(w in words.stops and w not in words.auxiliaries for w in gap) and not _bound(gap, words):
            return ()
        return tuple(joined(text, groups, index, words, step=-1))
    return ()


def _bound(gap: Sequence[str], words: HarmWords) -> bool:
    """Whether only auxiliaries, or nothing, stand between."""
    return all(words.is_filler(word) for word in gap)


def _blocked(text: str, group: Group, cue: Cue, cues: Sequence[Cue], words: HarmWords) -> bool:
    """Whether the group belongs to another word of harm: one between group and cue, unless both are chained
    ("abducted and killed"), or one that the group is the object of ("injured two officers, killed ...").
    """
    for other in cues:
        object_of = other.end <= group.start and not text[other.end : group.start].strip()
        if object_of and "verbs" in other.slots and "," in text[group.end : cue.start]:
            return True
        if group.end <= other.start and other.end <= cue.start:
            between = text[other.end : cue.start]
            if len(between) > 30 or not words.chain_re.fullmatch(between):
                return True
    return False


def _noun(text: str, cue: Cue, groups: Sequence[Group], words: HarmWords) -> tuple[Group, ...]:
    """A number right before a noun that is itself counted ("12 deaths"); the noun lies in or behind the group."""
    for group in groups:
        inside = group.start <= cue.start and cue.end <= group.end + 1
        follows = words.counted_link_re.fullmatch(text, group.end, cue.start) if group.end <= cue.start else None
        if group.kind != SINGLE and (inside or follows):
            return (group,)
    return ()


def _toll(text: str, cue: Cue, groups: Sequence[Group], words: HarmWords) -> tuple[Group, ...]:
    """The number behind "death toll rose to": the last of "from 5 to 17"."""
    after = [g for g in groups if g.start >= cue.end and g.kind == COUNTED]
    for position, group in enumerate(after):
        gap = _gap(text, cue.end, group.start)
        if gap is None or len(gap) > 9 or "," in text[cue.end : group.start]:
            return ()
        if position + 1 < len(after) and _rises(text[group.end : after[position + 1].end], words):
            continue
        return (group,)
    return ()


def _rises(text: str, words: HarmWords) -> bool:
    """Whether the next number is what the one before rose to: "(from 5) TO 17", where the word may be a hedge too."""
    return any(key(text).startswith(f"{word} ") for word in words.rises)


def _earlier(text: str, matches: Sequence[Match], groups: Sequence[Group], words: HarmWords) -> list[Match]:
    """The older number of a toll that rose ("from 5 to 17")."""
    out = []
    for match in matches:
        told = match.groups[0]
        before = [g for g in groups if match.cue.end <= g.start and g.end <= told.start and g.kind == COUNTED]
        if "toll" in match.cue.slots and before and _rises(text[before[-1].end : told.end], words):
            out.append(Match(match.cue, (before[-1],), earlier=True))
    return out


def _zero(text: str, cue: Cue, groups: Sequence[Group], words: HarmWords) -> bool:
    return cue.word in words.zero and any(
        g.kind == NONE and g.end >= cue.start - 12 and g.start < cue.start and _gap(text, g.end, cue.start) is not None
        for g in groups
    )


def _match(text: str, cue: Cue, groups: Sequence[Group], cues: Sequence[Cue], words: HarmWords) -> Match | None:
    if "toll" in cue.slots:
        found = _toll(text, cue, groups, words)
        if found:
            return Match(cue, found)
    if cue.slots & {"verbs", "before"} and not ("verbs" in cue.slots and _is_passive(text, cue, words)):
        found = _right(text, cue, groups, words)
        if found and cue.word in words.among:
            return Match(cue, found, part=True)
        if found and not _headline_list(text, cue, groups, found[0], cues):
            return Match(cue, found)
    if cue.slots & {"verbs", "after"}:
        found = _left(text, cue, groups, cues, words)
        if found and not any(g.kind == NONE for g in found):
            return Match(cue, (*found, *on_top(text, cue, groups, cues, words)))
    return None


def _headline_list(text: str, cue: Cue, groups: Sequence[Group], right: Group, cues: Sequence[Cue]) -> bool:
    """Whether "1 killed 3 wounded" stands there: a number on the left, and on the right one with its own word."""
    before = any(g.kind == COUNTED and g.end <= cue.start and not text[g.end : cue.start].strip() for g in groups)
    own = any(right.end <= c.start and not text[right.end : c.start].strip() for c in cues)
    return before and own


def _counted_noun(
    text: str, cue: Cue, groups: Sequence[Group], used: Sequence[Match], words: HarmWords
) -> Match | None:
    """A number before a noun that is counted ("12 deaths"), unless a verb has told what became of those people."""
    if "nouns" not in cue.slots or (cue.word in words.unclear and cue.harm is not Harm.WOUNDED):
        return None
    found = _noun(text, cue, groups, words)
    if not found or found[0].kind == NONE or any(found[0] in m.groups for m in used):
        return None
    return Match(cue, found)


def _parsed(text: str, cue: Cue, groups: Sequence[Group], sentence: Sentence, words: HarmWords) -> Match | None:
    """What the parse says stands in the place of the victims, when patterns found nobody."""
    where = patient_range(sentence, sentence.start + cue.start, sentence.start + cue.end, cue.slots)
    if where is None:
        return None
    start, end = where[0] - sentence.start, where[1] - sentence.start
    inside = [i for i, g in enumerate(groups) if g.start < end and g.end > start and g.kind != NONE and not g.part]
    if cue.word in words.weak_active and not (inside and groups[inside[0]].kind == COUNTED):
        return None
    if inside:
        return Match(cue, tuple(joined(text, groups, inside[0], words, step=1)))
    noun = text[start:end]
    if not is_one_person(sentence, where[1], words.persons) or words.nameless_re.search(noun):
        return None
    return Match(cue, (Group(start, end, SINGLE, 1, 1, 1, Exactness.EXACT, _head_noun(noun)),))


def _coordinated(match: Match, groups: Sequence[Group], cues: Sequence[Cue], sentence: Sentence) -> Match:
    """The match with all victims that the parse lists together, when it lists more than the patterns did."""
    last = match.groups[-1]
    ranges = listed_ranges(sentence, sentence.start + last.start, sentence.start + last.end)
    found = [
        g
        for g in groups
        if not g.part and g.kind != NONE and any(a - sentence.start <= g.start < b - sentence.start for a, b in ranges)
    ]
    cue = match.cue
    one_side = all(g.end <= cue.start for g in found) or all(g.start >= cue.end for g in found)
    one_side = one_side and not any(found[0].end <= c.start and c.end <= found[-1].start for c in cues if found)
    if len(found) > len(match.groups) and last in found and one_side and len(found) <= len(ranges):
        return replace(match, groups=tuple(found))
    return match


def _head_noun(phrase: str) -> str:
    """The last word of a noun phrase, unless it is a name."""
    last = phrase.rsplit(maxsplit=1)[-1]
    return last if last.islower() else ""


def _parts(text: str, matches: Sequence[Match], groups: Sequence[Group]) -> list[Match]:
    """Groups that are parts ("including three children") take the harm of the count they are part of."""
    used = {g.start for m in matches for g in m.groups}
    out = []
    for group in groups:
        if not group.part or group.start in used or group.kind == NONE:
            continue
        before = [m for m in matches if m.groups[-1].end <= group.start]
        if before:
            whole = max(before, key=lambda m: (m.groups[-1].end, -m.cue.start))
            if _gap(text, whole.groups[-1].end, group.start) is not None:
                out.append(Match(whole.cue, (group,), part=True))
    return out


def _elliptic(text: str, matches: Sequence[Match], groups: Sequence[Group], words: HarmWords) -> list[Match]:
    """Numbers without their own word of harm, before a place ("21 were killed in Libiri and 18 in Kokorou")."""
    used = {g.start for m in matches for g in m.groups}
    out: list[Match] = []
    for match in matches:
        first = words.place_re.match(text, match.cue.end)
        if first is None:
            continue
        end = first.end()
        for group in groups:
            place = words.place_re.match(text, group.end)
            gap = key(text[end : group.start]) if group.start >= end else ""
            if place and gap in words.lists and group.start not in used and group.kind == COUNTED:
                out += [Match(match.cue, (group,), place=place.span("place"))]
                out.append(replace(match, place=first.span("place")))
                end = place.end()
    return out


def _mentions(match: Match, sentence: Sentence, words: HarmWords, scope: Scope) -> Iterable[CountMention]:
    """The count, and its listed parts when there are several. Who died by his own hand is counted apart."""
    place = (sentence.start + match.place[0], sentence.start + match.place[1]) if match.place else None
    others = [g for g in match.groups if not g.himself] or list(match.groups)
    if (total(others).low or 0) > PLAUSIBLE[match.cue.harm is Harm.DISPLACED]:
        return
    if match.cue.harm is Harm.DISPLACED and all(words.party_of(g.noun).armed for g in match.groups):
        return  # attackers who get away flee from nobody's violence
    shown = [(total(others), scope)] + [(g, scope) for g in match.groups if g not in others]
    if len(others) > 1:
        shown += [(group, Scope.PART) for group in others]
    for group, each in shown:
        yield _mention((group.start, group.end), match.cue, sentence, group.quantity(words, each), place)


def _mention(at: Range, cue: Cue, sentence: Sentence, quantity: Quantity, place: Range | None = None) -> CountMention:
    """A count at a range of the sentence."""
    offset = sentence.start
    return CountMention(
        start=offset + at[0],
        end=offset + at[1],
        sentence=sentence.index,
        harm=cue.harm,
        quantity=quantity,
        cue=(offset + cue.start, offset + cue.end),
        place=place,
    )


def _implied(text: str, cues: Sequence[Cue], sentence: Sentence, words: HarmWords) -> Iterable[CountMention]:
    """Deaths that fixed phrases tell without a count ("a fatal shooting", "double homicide"): at least so many."""
    for cue in cues:
        if "implied" in cue.slots and not words.unmade_re.search(text[max(0, cue.start - 30) : cue.start]):
            quantity = Quantity(low=words.implied[cue.word], best=None, high=None, exactness=Exactness.VAGUE)
            yield _mention((cue.start, cue.end), cue, sentence, quantity)


def _sentence_counts(sentence: Sentence, content: str, lang: str) -> list[CountMention]:
    text = content[sentence.start : sentence.end]
    words = words_of(lang)
    cues = words.find_cues(text)
    if not cues:
        return []
    headline = sentence.title or not text.rstrip("\"'”’) ").endswith((".", "!", "?", "…"))
    dates = [(e.start, e.end) for e in find_expressions(text, lang)]
    groups = some_of(text, find_groups(text, words, dates, headline=headline), words)
    groups = [g for g in groups if g.noun or g.kind != SINGLE or not names_a_place(sentence, g.start, g.end)]
    zeros = [c for c in cues if _zero(text, c, groups, words)]
    matches: list[Match] = []
    for cue in cues:
        if cue in zeros or _unreal(text, cue, words):
            continue
        found = _match(text, cue, groups, cues, words) or _parsed(text, cue, groups, sentence, words)
        if found is not None:
            matches.append(found if headline else _coordinated(found, groups, cues, sentence))
    for cue in cues:
        noun = None if cue in zeros or _unreal(text, cue, words) else _counted_noun(text, cue, groups, matches, words)
        if noun is not None:
            matches.append(noun)
    matches += _earlier(text, matches, groups, words)
    matches += _elliptic(text, matches, groups, words)
    matches += _parts(text, matches, groups)
    matches = revised(text, matches, groups, cues, words)
    matches += divided(text, matches, groups, words)
    out = [m for match in matches for m in _mentions(match, sentence, words, scope_of(text, match, matches, words))]
    for cue in zeros:
        out += _nothing(cue, groups, sentence, words)
    told = {Harm.KILLED} & {m.harm for m in out}
    return out if told else [*out, *_implied(text, [c for c in cues if not _unreal(text, c, words)], sentence, words)]


def _nothing(cue: Cue, groups: Sequence[Group], sentence: Sentence, words: HarmWords) -> list[CountMention]:
    """An explicit "no casualties": a count of 0 for each harm that the noun stands for."""
    group = max((g for g in groups if g.kind == NONE and g.start < cue.start), key=lambda g: g.start)
    told = cue.harm in words.zero[cue.word]
    return [_mention((group.start, cue.end), cue, sentence, group.quantity(words, Scope.EVENT))] if told else []


def _unique(mentions: Iterable[CountMention]) -> tuple[CountMention, ...]:
    """One mention for each place and harm; one that names its place wins."""
    best: dict[tuple[int, int, Harm], CountMention] = {}
    for mention in mentions:
        at = (mention.start, mention.end, mention.harm)
        if at not in best or (best[at].place is None and mention.place is not None):
            best[at] = mention
    return tuple(sorted(best.values(), key=lambda m: (m.start, -m.end, m.harm)))


def pieces_of(sentence: Sentence, content: str) -> list[Sentence]:
    """The sentence, or pieces of at most `LONGEST` characters cut at blanks where it is longer than any sentence is.

    Counting compares every word of harm with every group of people: lists without a full stop would take time that
    grows with the square of their length.
    """
    out, start = [], sentence.start
    while sentence.end - start > LONGEST:
        blank = content.rfind(" ", start + 1, start + LONGEST)
        end = blank if blank > start else start + LONGEST
        out.append(replace(sentence, start=start, end=end))
        start = end
    return [*out, replace(sentence, start=start)] if out else [sentence]


def find_counts(sentences: Sequence[Sentence], content: str, lang: str) -> tuple[CountMention, ...]:
    """Counts of harm told in the sentences, in order.

    Args:
        sentences: of one item; a Doc with a parse is used, one without is enough.
        content: characters of the item's Text.
        lang: a language with a folder under `lang`.
    """
    pieces = [piece for sentence in sentences for piece in pieces_of(sentence, content)]
    found = _unique(mention for piece in pieces for mention in _sentence_counts(piece, content, lang))
    return without_retold(found, content, words_of(lang))
