"""Features of a candidate, a span and a trigger as words; none of them tells on which side anybody stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from djeli.extract.learned.candidates import Candidate
from djeli.extract.learned.words import ARMED, MASKS, Eyes
from djeli.extract.mentions import Mentions, Range, RoleMention, Sentence, Trigger
from djeli.extract.roles.parties import Found, party_at
from djeli.resources.event_types import event_types
from djeli.vocab import PartyKind

_PATH = 6
_FAR = 9


def of_candidate(
    one: Candidate, triggers: Sequence[Trigger], roles: Sequence[RoleMention], mentions: Mentions, eyes: Eyes
) -> tuple[list[str], int, Found | None]:
    """Words for a candidate, the place in `triggers` of the one it stands nearest to, and the party it names."""
    head, sentence = one.head, one.sentence
    number, path = nearest(head, triggers) if not one.away else (0, f"away{max(min(one.away, 2), -2)}")
    trigger = triggers[number]
    seen = eyes.see(head, sentence.index)
    found = party_at(head, sentence, eyes.parties)
    kind = kind_of(found, seen)
    out = ["b", "k=" + kind, "h=" + seen]
    if seen not in MASKS:
        tag, entity = head.tag_, head.ent_type_
        out += ["t=" + tag, "e=" + entity, "s3=" + head.lower_[-3:], "te=" + tag + entity]
        if head.text.isupper() and len(head.text) > 1:
            out.append("caps")
    out += _modifiers(head, sentence, eyes)
    out += _surroundings(one, eyes)
    out += _government(head, sentence, eyes, kind)
    told = event_types()[trigger.type].muc4 or ""
    home = mentions.sentences[trigger.sentence]
    word = eyes.see(home.tokens.doc[trigger.token], home.index)
    out += ["p=" + path, "p+k=" + path + kind, "p+m=" + path + told, "w=" + word, "w+p=" + word + path]
    out += ["w+k=" + word + kind, "m+k=" + told + kind, "m+h=" + told + seen, "ty=" + trigger.type + kind]
    out.append("d=" + (str(_bucket(head.i - trigger.token)) if not one.away else "away"))
    out += _by_rule(one, roles, kind)
    out += _standing(one, trigger, mentions, kind)
    return out, number, found


def kind_of(found: Found | None, seen: str) -> str:
    """Kind of party without its side."""
    if seen == ARMED:
        return "armed"
    if found is None:
        return "none"
    if found.party.kind.armed:
        return "armed"
    if found.party.kind is PartyKind.GOVERNMENT or found.party.kind is PartyKind.ORGANISATION:
        return found.label + "body"
    return found.label + found.party.kind.value


def _modifiers(head: Any, sentence: Sentence, eyes: Eyes) -> list[str]:
    out = []
    for child in head.children:
        word = eyes.see(child, sentence.index)
        if child.dep_ in ("amod", "compound", "nmod", "nummod", "poss") and child.i < head.i:
            if word not in MASKS:
                out.append(f"mod={word}")
                out.append("moddep=" + child.dep_)
        elif child.dep_ == "det":
            out.append("det=" + child.lower_)
        elif child.dep_ in ("prep", "appos", "relcl", "acl"):
            out.append(f"right={child.dep_}{word}")
    return out


def _surroundings(one: Candidate, eyes: Eyes) -> list[str]:
    """Words just before and behind the phrase, masks seen as masks."""
    doc, tokens, index = one.head.doc, one.sentence.tokens, one.sentence.index
    low = min(span[0] for span, names in one.spans.items() if "full" in names)
    high = one.head.i
    before = [eyes.see(doc[i], index) for i in range(max(low - 2, tokens.start), low)]
    behind = [eyes.see(doc[i], index) for i in range(high + 1, min(high + 3, tokens.end))]
    out = ["pb=" + (before[-1] if before else "<"), "nb=" + (behind[0] if behind else ">")]
    out += ["pb2=" + "_".join(before), "nb2=" + "_".join(behind)]
    return out


def _government(head: Any, sentence: Sentence, eyes: Eyes, kind: str) -> list[str]:
    """What the head hangs on, through conjunctions and prepositions."""
    node, dep = head, head.dep_
    steps = 0
    while node.dep_ in ("conj", "appos") and steps < 3:
        node, steps = node.head, steps + 1
    above = node.head
    word = eyes.see(above, sentence.index)
    dep = node.dep_ + ("&" if steps else "")
    out = ["g=" + dep, "g+w=" + dep + word, "g+k=" + dep + kind]
    if node.dep_ in ("pobj", "agent"):
        far = eyes.see(above.head, sentence.index)
        out += ["gg=" + word + far, "gg2=" + word + above.head.pos_, "gg+k=" + word + far + kind]
    verb = node
    for _ in range(_PATH):
        if verb.pos_ in ("VERB", "AUX"):
            break
        verb = verb.head
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    verbword = eyes.see(verb, sentence.index)
    out += [f"v={verbword}", f"v+g={verbword}{dep}{passive}", f"v+k={verbword}{kind}", f"pass={passive}{dep}"]
    return out


def nearest(head: Any, triggers: Sequence[Trigger]) -> tuple[int, str]:
    """The trigger nearest in the tree, with the way to it."""
    best = (99, 0, "far")
    up = _upward(head)
    place = {token.i: n for n, token in enumerate(up)}
    for number, trigger in enumerate(triggers):
        for member in trigger.members or (trigger.token,):
            way = _upward(head.doc[member])
            meet = next((n for n, token in enumerate(way) if token.i in place), None)
            if meet is None:
                continue
            rise = place[way[meet].i]
            length = rise + meet
            if length < best[0]:
                ups = [t.dep_ + (t.head.lower_ if t.head.pos_ == "ADP" else "") for t in up[:rise]]
                downs = [t.dep_ for t in reversed(way[:meet])]
                best = (length, number, ">".join(ups) + "|" + "<".join(downs) if length <= _PATH else "long")
    return best[1], best[2]


def _upward(token: Any) -> list[Any]:
    found = [token]
    while token.head is not token and token.head.i != token.i and len(found) < 2 * _PATH:
        token = token.head
        found.append(token)
    return found


def _bucket(distance: int) -> int:
    sign = 1 if distance > 0 else -1
    size = abs(distance)
    return sign * (size if size < 3 else 4 if size < 5 else 6 if size < _FAR else 9 if size < 16 else 20)


def _by_rule(one: Candidate, roles: Sequence[RoleMention], kind: str) -> list[str]:
    low, high = one.sentence.range_of(one.head)
    mine = [r for r in roles if r.start <= low and high <= r.end]
    if not mine:
        return ["rule=-", "rule-" + kind]
    out = []
    for role in mine:
        how = role.role.value + ("!" if role.accused else "")
        out += ["rule=" + how, "rule+k=" + how + kind]
    return out


def _standing(one: Candidate, trigger: Trigger, mentions: Mentions, kind: str) -> list[str]:
    """How the sentence is told and where it stands."""
    sentence, span = one.sentence, one.sentence.range_of(one.head)
    out = ["mo=" + trigger.modality.value, "place=" + str(min(sentence.index, 6) // 2)]
    for said in mentions.attributions:
        if said.sentence == sentence.index:
            if said.source is not None and said.source[0] <= span[0] and span[1] <= said.source[1]:
                out += ["speaker", "speaker" + kind]
            elif any(a <= span[0] and span[1] <= b for a, b in said.content):
                out += ["said=" + said.stance.value, f"said+k={said.stance.value}{kind}"]
    if trigger.background:
        out.append("background")
    return out


def of_span(one: Candidate, span: Range, names: Sequence[str], eyes: Eyes, kind: str) -> list[str]:
    """Words for one way to cut the phrase."""
    doc, head = one.head.doc, one.head
    first, last = doc[span[0]], doc[span[1] - 1]
    seen = eyes.see(first, one.sentence.index)
    size = span[1] - span[0]
    out = ["n=" + n for n in names] + [f"n+k={n}{kind}" for n in names] + [f"n+e={n}{head.ent_type_}" for n in names]
    out += [f"size={size}", f"f={first.pos_}", f"f+l={first.pos_}{last.pos_}", "fw=" + seen, f"fd={first.dep_}"]
    proper = all(t.pos_ == "PROPN" for t in doc[span[0] : span[1]])
    out += [f"proper={proper}{size}", f"all={'+'.join(sorted(names))}", f"lw={eyes.see(last, one.sentence.index)}"]
    out.append("of-all=" + "+".join(sorted({n for ns in one.spans.values() for n in ns})) + names[0])
    return out


def of_sentence(sentence: Sentence, trigger: Trigger, eyes: Eyes, harms: Sequence[str]) -> list[str]:
    """Words for a trigger in its sentence: does it tell one particular thing that happened?"""
    doc, token = sentence.tokens.doc, sentence.tokens.doc[trigger.token]
    word = eyes.see(token, sentence.index)
    seen = [eyes.see(t, sentence.index) for t in sentence.tokens if not t.is_punct and not t.is_space]
    out = ["b", "w=" + word, "ty=" + trigger.type, "mo=" + trigger.modality.value, "tag=" + token.tag_]
    out += ["dep=" + token.dep_, "w+dep=" + word + token.dep_, "w+tag=" + word + token.tag_]
    out += ["u=" + w for w in dict.fromkeys(seen)]
    out += [f"bi={a}_{b}" for a, b in dict.fromkeys(pairwise(seen))]
    out += ["c=" + eyes.see(c, sentence.index) + c.dep_ for c in token.children]
    out += ["gov=" + eyes.see(token.head, sentence.index) + token.dep_, "harm=" + "+".join(sorted(set(harms)))]
    out += [f"agg={trigger.aggregate}", f"bg={trigger.background}", f"weak={trigger.weak}"]
    out += ["ent=" + t.ent_type_ for t in doc[sentence.tokens.start : sentence.tokens.end] if t.ent_type_ in _TELLING]
    out.append("place=" + str(min(sentence.index, 8) // 2))
    return out


_TELLING = frozenset({"DATE", "TIME", "GPE", "PERSON", "CARDINAL"})


def harms_by_sentence(mentions: Mentions) -> Mapping[int, list[str]]:
    """Kinds of harm counted in each sentence."""
    found: dict[int, list[str]] = {}
    for count in mentions.counts:
        found.setdefault(count.sentence, []).append(count.harm.value)
    return found
