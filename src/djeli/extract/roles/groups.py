"""Noun groups that are parties, in sentences without a parse.

Named actors, people nouns and things are joined into groups ("des rebelles ougandais de l'ADF" is the ADF), adjectives
and participles are set aside ("attaque armée"), and each group knows the preposition before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from djeli.extract.lexicon import base_form, view_of
from djeli.extract.mentions import Sentence
from djeli.extract.roles.order import Order, is_number, is_participle, is_verb_mark, word
from djeli.extract.roles.parties import Context
from djeli.values import Party
from djeli.vocab import PartyKind

_GLUE = frozenset({"-", '"', "“", "”", "«", "»"})
_OPENING = frozenset('.,;:!?()[]«»“”"–—…/|')
_THE = "ال"
_OWN = frozenset({"actor", "country"})


@dataclass(frozen=True, slots=True)
class Group:
    """A party at tokens `[low, high)`. `before` is the preposition that governs it, "" for none.

    `label` says how it was read: actor, people, object or country. `owner` is whose thing it is ("un convoi DE
    L'ARMÉE"), `joined` that "et" or a comma of a list ties it to the group before it.
    """

    low: int
    high: int
    party: Party
    label: str
    before: str = ""
    owner: Group | None = None
    joined: bool = False

    @property
    def thing(self) -> bool:
        """Whether it can only be hit."""
        return self.party.kind is PartyKind.PLACE_OR_OBJECT


def groups_of(sentence: Sentence, ctx: Context, order: Order) -> tuple[Group, ...]:
    """The parties of a sentence in text order."""
    atoms = [a for a in _atoms(sentence, ctx) if _is_noun(a, sentence, ctx, order)]
    doc = sentence.tokens.doc
    merged: list[Group] = []
    for atom in atoms:
        last = merged[-1] if merged else None
        if last is not None and _one_group(last, atom, doc, order):
            merged[-1] = _joined(last, atom, doc, order)
        else:
            merged.append(atom)
    governed = [replace(g, before=_governor(doc, g.low, sentence.tokens.start, ctx, order)) for g in merged]
    kept = [g for g in governed if not (g.label == "people" and word(doc[g.high - 1]) in order.counted)]
    listed = _listed(kept, doc, ctx, order)
    return tuple(replace(g, before=_case(doc, g, order)) if order.cases and not g.before else g for g in listed)


def _atoms(sentence: Sentence, ctx: Context) -> list[Group]:
    """Named actors, compounds, people nouns, things and countries; none inside another."""
    taken: set[int] = set()
    found: list[Group] = []

    def take(low: int, high: int, party: Party, label: str) -> None:
        if not taken.intersection(range(low, high)):
            taken.update(range(low, high))
            found.append(Group(low, high, party, label))

    for actor in ctx.actors.get(sentence.index, ()):
        inside = [
            t.i
            for t in sentence.tokens
            if actor.start < sentence.range_of(t)[1] and sentence.range_of(t)[0] < actor.end
        ]
        if inside:
            take(inside[0], inside[-1] + 1, actor.party, "actor")
    doc = sentence.tokens.doc
    compounds = sorted(ctx.lexicon.compounds.find(view_of(sentence.tokens)), key=lambda hit: -hit.length)
    for hit in compounds:
        kind = PartyKind(hit.pattern.meaning)
        label = "object" if kind is PartyKind.PLACE_OR_OBJECT else "people"
        take(hit.first, hit.last + 1, Party(name=doc[hit.first : hit.last + 1].text, kind=kind), label)
    arms = {i for hit in ctx.lexicon.weapons.find(view_of(sentence.tokens)) for i in range(hit.first, hit.last + 1)}
    for token in sentence.tokens:
        if token.i in arms:
            continue  # "l'explosion d'une mine" hits no mine
        named = ctx.lexicon.people.get(word(token)) or ctx.lexicon.people.get(base_form(token))
        if base_form(token) in ctx.words.objects or named is PartyKind.PLACE_OR_OBJECT:
            take(token.i, token.i + 1, Party(name=token.text, kind=PartyKind.PLACE_OR_OBJECT), "object")
        elif named is not None:
            take(token.i, token.i + 1, Party(name=token.text, kind=named), "people")
        elif token.text[:1].isupper() and not ctx.gazetteer.demonym(token.text):
            country = ctx.gazetteer.country(token.text)
            if country is not None:
                party = Party(name=token.text, kind=PartyKind.GOVERNMENT, country=country.iso2)
                take(token.i, token.i + 1, party, "country")
    return sorted(found, key=lambda g: g.low)


def _is_noun(atom: Group, sentence: Sentence, ctx: Context, order: Order) -> bool:
    """Whether the words stand as a noun: behind an article, number, preposition or another party, or after a break."""
    if atom.label in _OWN:
        return True
    doc, low = sentence.tokens.doc, sentence.tokens.start
    if doc[atom.low].pos_ in ("VERB", "AUX", "ADV"):
        return False
    if order.verb_leads:
        return _no_adjective(atom, sentence, ctx)
    if order.cases:
        return True  # a language with cases: its nouns need no article to be known by
    at = atom.low - 1
    if at < low or doc[at].text in _OPENING or doc[at].is_space:
        return True
    left = word(doc[at])
    opens = order.articles | order.contracted | order.prepositions | order.before_noun | order.joins | order.clauses
    if left in order.have | order.be | order.been:
        return False
    if left in opens or is_number(doc[at], order) or order.shapes.gerunds.match(left) or is_verb_mark(doc[at], order):
        return True
    if is_participle(left, order) and at - 1 >= low and word(doc[at - 1]) in order.have:
        return True
    # a modifier of a party, which `_one_group` joins: "groupe terroriste", "rebelles séparatistes"
    known = ctx.lexicon.people.get(left) or ctx.lexicon.people.get(base_form(doc[at]))
    return known is not None and known is not PartyKind.PLACE_OR_OBJECT


def _no_adjective(atom: Group, sentence: Sentence, ctx: Context) -> bool:
    """Whether a word that may be an adjective stands as a noun, where adjectives follow their noun ("هجوم مسلح")."""
    doc, at = sentence.tokens.doc, atom.low - 1
    forms = {word(doc[atom.low]).removeprefix(_THE), doc[atom.low].lemma_}
    if not forms & ctx.words.adjectival or atom.high - atom.low > 1:
        return True
    return at < sentence.tokens.start or not doc[at].is_alpha or word(doc[at]) in ctx.words.openers


def _one_group(left: Group, right: Group, doc: Any, order: Order) -> bool:
    """Whether two parties are one: next to each other, or tied by "de", a name in apposition, or words of naming."""
    gap = [word(t) for t in doc[left.high : right.low]]
    if order.verb_leads:
        return not gap and _owned(left, right, doc)
    if len(gap) > 7:
        return False
    if "(" in gap or ")" in gap:
        return False
    if "," in gap:
        return _apposed(left, right, gap, doc, order)
    return all(
        w in _GLUE | order.glue
        or w in order.naming
        or w in order.tied
        or w in order.before_noun
        or (w in order.at | order.by and set(gap) & order.tied)
        or _adjective(t, order)
        for w, t in zip(gap, doc[left.high : right.low], strict=True)
    ) and (not gap or bool(set(gap) & (order.of | order.naming | order.tied)))


def _owned(left: Group, right: Group, doc: Any) -> bool:
    """Whether the second of two neighbours says whose the first is ("عناصر الجيش"): only the second is definite."""
    bare = word(doc[left.low])
    definite = word(doc[right.low]).startswith(_THE) or right.label in _OWN
    return definite and not (bare.startswith(_THE) and left.label not in _OWN)


def _apposed(left: Group, right: Group, gap: Sequence[str], doc: Any, order: Order) -> bool:
    """Whether what follows a comma says who the first is: "le groupe armé, X", "X, une coalition rebelle"."""
    behind = word(doc[right.high]) if right.high < len(doc) else ""
    if set(gap) & order.definite:
        return False  # "selon l'armée, les rebelles …"
    rest = [t for t in doc[left.high : right.low] if t.text != "," and word(t) not in order.articles]
    if behind in order.joins or len(rest) > 1 or any(not _adjective(t, order) for t in rest):
        return False
    alike = left.party.kind is right.party.kind or {left.label, right.label} == {"actor", "people"}
    if left.label == "people" and right.label == "actor":
        return gap[-1] == "," and left.party.kind.armed and right.party.kind.armed
    return left.label == "actor" and right.label in ("people", "actor") and alike and right.party.kind.armed


def _adjective(token: Any, order: Order) -> bool:
    """A plain word that may agree with the noun before it; no verb, no preposition, no clause word."""
    form = word(token)
    others = order.prepositions | order.clauses | order.relatives | order.joins | order.articles
    if token.pos_:
        return token.pos_ in ("ADJ", "NOUN", "PROPN") and form not in others
    verbal = is_verb_mark(token, order) or form in order.carriers | order.aims | order.blamed | order.accusing
    return token.is_alpha and not verbal and form not in others and not form.endswith(("ant", "tué", "tués", "tuées"))


def _joined(left: Group, right: Group, doc: Any, order: Order) -> Group:
    """Two parties as one: the name says who the plain noun means, a thing keeps its owner."""
    gap = {word(t) for t in doc[left.high : right.low]}
    high = right.high
    if left.thing:
        return replace(left, high=high, owner=None if right.thing else left.owner or right)
    if left.label in _OWN or gap & order.tied or right.label == "country":
        return replace(left, high=high)
    plain = left.party.kind is PartyKind.UNKNOWN
    alike = plain or (left.party.kind.armed and right.party.kind.armed)
    if right.label == "actor" and alike:
        return replace(left, high=high, party=right.party, label="actor")
    if plain and not right.thing:
        named = Party(name=doc[left.low : high].text, kind=right.party.kind, country=right.party.country)
        return replace(left, high=high, party=named)
    if not gap and not right.thing:
        return replace(left, high=high, party=replace(left.party, name=doc[left.low : high].text))
    return replace(left, high=high)


def _governor(doc: Any, at: int, low: int, ctx: Context, order: Order) -> str:
    """The preposition before a group, its articles, numbers and words of quantity passed over; "" without one."""
    at -= 1
    while at >= low:
        form = word(doc[at])
        left = word(doc[at - 1]) if at > low else ""
        if form == "des" or (form in order.of and _measures(doc, at - 1, low, ctx, order)):
            if form == "des" and _opens(doc, at - 1, low, order):
                return left if left in order.prepositions else ""
            if form == "des" and not _measures(doc, at - 1, low, ctx, order):
                return "des"
            at -= 2
            continue
        if form in order.of and word(doc[at + 1]) in order.before_noun and _opens(doc, at - 1, low, order):
            return ""  # "ont tué d'autres personnes"
        if form in order.least and left in order.at_least:
            at -= 2
            continue
        if form in order.prepositions | order.contracted:
            return form
        passed = form in order.articles | order.before_noun or is_number(doc[at], order) or doc[at].text in "«“\"'-("
        passed = passed or order.shapes.adjectives.match(form) is not None
        if not passed:
            return ""
        at -= 1
    return ""


def _case(doc: Any, group: Group, order: Order) -> str:
    """The mark of the case a group stands in; "" for the nominative, and where a number before it asks for the case."""
    at = group.low - 1
    while at >= 0 and order.shapes.adjectives.match(word(doc[at])):
        at -= 1
    if at >= 0 and (is_number(doc[at], order) or word(doc[at]) in order.measures):
        return ""
    form = word(doc[group.high - 1])
    return next((mark for mark, ending in order.cases if ending.match(form)), "")


def _measures(doc: Any, at: int, low: int, ctx: Context, order: Order) -> bool:
    """Whether a word only counts or gathers: "une dizaine DE", "des membres DES", "plus DE 100"."""
    if at < low:
        return False
    if word(doc[at]) in order.near:  # "près de 100 soldats", not "près de la ville"
        return doc[at + 2].like_num if at + 2 < len(doc) else False
    return word(doc[at]) in order.measures or base_form(doc[at]) in ctx.words.wrappers


def _opens(doc: Any, at: int, low: int, order: Order) -> bool:
    """Whether "des" after this token is an article: at a beginning, after a mark, a verb, a conjunction."""
    if at < low or not doc[at].is_alpha:
        return at < low or doc[at].text not in ("'", "’")
    form = word(doc[at])
    verbal = (
        form in order.have | order.be | order.times
        or order.shapes.gerunds.match(form) is not None
        or is_verb_mark(doc[at], order)
    )
    done = is_participle(form, order) and at - 1 >= low and word(doc[at - 1]) in order.have | order.joins
    return (
        verbal
        or done
        or form in order.joins | order.clauses | order.relatives | (order.prepositions - {"lors", "près"})
    )


def _listed(groups: Sequence[Group], doc: Any, ctx: Context, order: Order) -> Iterator[Group]:
    """Groups of a list take the preposition of the first: "contre l'armée et la police"."""
    last: Group | None = None
    for group in groups:
        gap = [word(t) for t in doc[last.high : group.low]] if last is not None else []
        light = (
            order.articles
            | order.contracted
            | order.before_noun
            | order.numbers
            | ctx.words.wrappers
            | order.of - order.contracted
        )
        light = light | {f"{w}s" for w in ctx.words.wrappers}
        tied = [w for w in gap if w in order.joins or w == ","]
        rest = [w for w in gap if w not in light and w not in tied and not w.isdigit()]
        # a comma ties only where the list goes on: not "selon l'armée, les rebelles ont …"
        after = word(doc[group.high]) if group.high < len(doc) else ""
        listed = bool(tied) and (set(tied) & order.joins or after in order.joins or after == ",")
        if last is not None and listed and not rest and len(gap) <= 7 and "country" not in (last.label, group.label):
            own = group.before if group.before not in {"", *order.of} else last.before
            tie = group.before in {"", *order.of, last.before}
            last = replace(group, joined=tie, before=own)
        else:
            last = group
        yield last
