"""MUC-4's own choice among what the program found: which documents, types and fillers its keys want.

The keys leave out fighting between armed sides, state acts against fighters, old events and most generic mentions. That
is a convention of one benchmark, learned here from its training half and applied here alone; the spans, types and
chances it chooses from are the program's.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np

from djeli.extract.learned.look import ROLES, TELLING, Look, Seen, Told
from djeli.extract.learned.model import Model, read_models
from djeli.resources.event_types import event_types
from djeli.vocab import Role

TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", TELLING)
JUDGED = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON")
SLOTS = ("country", "place", "date", "deaths", "injured")
WEIGHTS = "muc4_weights.npz"

_SLOTS = {
    Role.PERPETRATOR: ("perp_individuals", "perp_orgs"),
    Role.TARGET: ("targets",),
    Role.INSTRUMENT: ("weapons",),
    Role.VICTIM: (),
}
_ARTICLES, _MARKS = re.compile(r"\b(a|an|the)\b"), str.maketrans("", "", string.punctuation)
_KINDS = ("armed", "none", "peoplecivilians", "nameperson", "namebody", "actorbody", "peoplebody", "placebody")
_THINGS = ("objectobject", "weaponobject")
_WORTH = 0.08


def norm(words: str) -> str:
    """Words as the scorer compares them: no articles, marks or capitals."""
    return " ".join(_ARTICLES.sub(" ", words.lower().translate(_MARKS)).split())


# ---------------------------------------------------------------- keys (training only)


def keys_of(row: Mapping[str, Any], role: Role) -> list[tuple[int, frozenset[str]]]:
    """Entities of a role in the keys, as normalised strings, with the number of their template."""
    found = []
    for number, template in enumerate(row["templates"]):
        groups = [entity for slot in _SLOTS[role] for entity in template[slot]]
        if role is Role.VICTIM:
            groups = [[*(v.get("names") or ()), *(v.get("descriptions") or ())] for v in template["victims"]]
        found += [(number, frozenset(map(norm, group))) for group in groups]
    return found


def gold(row: Mapping[str, Any]) -> dict[Role, frozenset[str]]:
    """All strings of the keys by role."""
    return {role: frozenset(s for _, group in keys_of(row, role) for s in group) for role in ROLES}


def told_types(row: Mapping[str, Any], one: Look, sentence: int) -> frozenset[str]:
    """Types of the templates that have a filler in a sentence."""
    texts = {norm(cut.text) for seen in one.seen if seen.sentence == sentence for cut in seen.cuts}
    numbers = {n for role in ROLES for n, group in keys_of(row, role) if group & texts}
    return frozenset(kind for n in numbers for kind in row["templates"][n]["types"])


def wanted(rows: Sequence[Mapping[str, Any]], name: str) -> tuple[Any, Any]:
    """Whether each document has a (non-optional) template of a type; and which documents say so clearly."""
    fixed = [[t for t in row["templates"] if not t.get("optional")] for row in rows]
    has = np.array([any(name in (TELLING, *t["types"]) for t in found) for found in fixed])
    return has, np.array([bool(found) or not row["templates"] for found, row in zip(fixed, rows, strict=True)])


# ---------------------------------------------------------------- documents


def text_words(text: str) -> list[str]:
    """Words, pairs of words and words of the lead."""
    found = re.findall(r"[a-z]+", text.lower())
    pairs = pairwise(found)
    return ["u=" + w for w in set(found)] + [f"b={a}_{b}" for a, b in set(pairs)] + ["l=" + w for w in set(found[:60])]


def logit(chance: float) -> float:
    """Log odds, held within 1 in 10,000."""
    held = min(max(chance, 1e-4), 1 - 1e-4)
    return float(np.log(held / (1 - held)))


def of_document(doc: Sequence[Look], bag: Mapping[str, float]) -> list[float]:
    """Numbers of a document: its likeliest triggers and fillers, and what its words alone say."""
    told = [one for look in doc for one in look.told]
    out: list[float] = []
    for name in (*JUDGED, TELLING):
        values = [*sorted((t.chances[name] for t in told), reverse=True), 0.0, 0.0, 0.0]
        early = max((t.chances[name] for t in told if t.sentence < 6), default=0.0)
        out += [logit(values[0]), logit(values[1]), logit(values[2]), sum(values), logit(early)]
    for role in ROLES:
        values = sorted((s.chances[role.value] * _telling(look, s) for look in doc for s in look.seen), reverse=True)
        values += [0.0, 0.0]
        out += [logit(values[0]), logit(values[1])]
    kinds = [event_types()[t.type].muc4 for t in told if t.actual]
    out += [float(np.log1p(len(told))), *(float(np.log1p(kinds.count(k))) for k in TYPES[:5]), float(not told)]
    return out + [logit(bag[k]) for k in ("ATTACK", "BOMBING", "KIDNAPPING", TELLING)]


def _telling(look: Look, seen: Seen) -> float:
    return next((t.chances[TELLING] for t in look.told if t.trigger == seen.trigger), 0.0)


# ---------------------------------------------------------------- fillers


def own_words(doc: Sequence[Look]) -> list[list[list[str]]]:
    """Words of every candidate, unmasked ones among them: whom the keys count depends on what the texts call him."""
    times = Counter(seen.word for look in doc for seen in look.seen)
    return [[_own(seen, times[seen.word]) for seen in look.seen] for look in doc]


def _own(seen: Seen, times: int) -> list[str]:
    texts = [norm(cut.text) for cut in seen.cuts]
    longest = max(texts, key=len).split()
    out = ["L=" + seen.word, "act=" + seen.party.actor, f"n={min(times, 5)}", f"n{min(times, 5)}{seen.kind}"]
    return [*seen.words, *out, *("FW=" + w for w in longest[:6]), *("STR=" + t for t in texts)]


def judged_anew(doc: Sequence[Look], chances: Sequence[Sequence[Mapping[str, float]]]) -> list[Look]:
    """The looks with other chances for their candidates."""
    return [
        replace(look, seen=tuple(replace(s, chances=c) for s, c in zip(look.seen, given, strict=True)))
        for look, given in zip(doc, chances, strict=True)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Mentions of one filler, the likeliest first, with the words to print and its share in each type."""

    role: Role
    mentions: tuple[tuple[int, Seen], ...]  # number of the look, candidate
    told: tuple[Told, ...]
    text: str
    chance: float = 0.0

    @property
    def first(self) -> Seen:
        """The likeliest mention."""
        return self.mentions[0][1]

    def share(self, kind: str) -> float:
        """How much its sentences tell of a type."""
        values = [t.chances.get(kind, 0.0) for t in self.told[:4]]
        return sum(values) / len(values) if values else 0.0


def entities(doc: Sequence[Look], role: Role) -> list[Entity]:
    """Candidates of a role, those that name the same party or thing as one, the likeliest first."""
    worth = [(n, s) for n, look in enumerate(doc) for s in look.seen if s.chances[role.value] > _WORTH]
    groups: list[list[tuple[int, Seen]]] = []
    for number, seen in sorted(worth, key=lambda pair: -pair[1].chances[role.value]):
        if norm(seen.best(role).text):
            home = next((g for g in groups if any(_same(seen, other, role) for _, other in g)), None)
            if home is None:
                groups.append([(number, seen)])
            else:
                home.append((number, seen))
    telling = [{t.trigger: t for t in look.told} for look in doc]
    return [
        Entity(
            role=role,
            mentions=tuple(group),
            told=tuple(telling[n][s.trigger] for n, s in group if s.trigger in telling[n]),
            text=_name(group, role),
        )
        for group in groups
    ]


def _same(one: Seen, other: Seen, role: Role) -> bool:
    left, right = norm(one.best(role).text), norm(other.best(role).text)
    if left == right:
        return True
    a, b = set(left.split()), set(right.split())
    if one.proper != other.proper:
        return False
    if one.proper and one.party.actor and one.party.actor == other.party.actor:
        return True
    inside = a <= b or b <= a
    return inside and (one.proper or left.split()[-1:] == right.split()[-1:])


def _name(group: Sequence[tuple[int, Seen]], role: Role) -> str:
    """The words to print: those of the likeliest mention; of a person the longest name that holds it."""
    first = group[0][1]
    text = first.best(role).text
    if first.proper and role is Role.VICTIM:
        longer = [s.best(role).text for _, s in group[:6] if s.best(role).chances.get(role.value, 0) > 0.5]
        text = max((t for t in longer if set(norm(text).split()) <= set(norm(t).split())), key=len, default=text)
    return " ".join(text.split())


def right(row: Mapping[str, Any], found: Sequence[Entity], role: Role) -> list[bool]:
    """Whether each entity is in the keys; a key counts for the first that has it."""
    left = list(dict.fromkeys(group for _, group in keys_of(row, role)))
    out = []
    for one in found:
        hit = next((group for group in left if norm(one.text) in group), None)
        if hit is not None:
            left.remove(hit)
        out.append(hit is not None)
    return out


def of_filler(found: Sequence[Entity], place: int, role: Role, kinds: Mapping[str, float]) -> list[float]:
    """Numbers of an entity beside its rivals, and of its document."""
    one = found[place]
    seen, chances = one.first, [s.chances[role.value] for _, s in one.mentions]
    top = found[0].first.chances[role.value]
    telling = max((t.chances[TELLING] for t in one.told), default=0.0)
    either = 1 - float(np.prod([1 - c for c in chances]))
    out = [logit(chances[0]), logit(either), np.log1p(len(chances)), logit(chances[0]) - logit(top)]
    out += [np.log1p(place), np.log1p(len(found)), logit(telling), logit(chances[0] * telling)]
    out += [np.log1p(min(s.sentence for _, s in one.mentions)), seen.away != 0]
    out += [seen.best(role).chances.get(role.value, 0.0)]
    out += [logit(kinds[k]) for k in (TELLING, "ATTACK", "BOMBING", "KIDNAPPING")]
    out += [seen.kind == k for k in (*_KINDS, *_THINGS)]
    out += [seen.proper, seen.person, bool(seen.party.actor), seen.plural, seen.ruled, " " not in norm(one.text)]
    out += [logit(max(seen.chances[r.value] for r in ROLES if r is not role))]
    return [float(value) for value in out]


# ---------------------------------------------------------------- the choice


@dataclass(frozen=True, slots=True)
class Chooser:
    """The weights of this file's choices."""

    bag: Model
    mentions: Model
    slots: Mapping[str, Model]
    arrays: Mapping[str, Any]

    def best(self, name: str, candidates: Mapping[Any, Iterable[str]]) -> tuple[Any, float]:
        """The likeliest of a slot's candidates, given as words, with its chance; None and 0 where there is none."""
        model = self.slots[name]
        chances = {key: model.chances(words)[name] for key, words in candidates.items()}
        top = max(chances, key=lambda key: chances[key], default=None)
        return top, chances.get(top, 0.0)

    def judged(self, doc: Sequence[Look]) -> list[Look]:
        """The looks with the chances of the keys' own notion of perpetrators, victims, targets."""
        return judged_anew(doc, [[self.mentions.chances(words) for words in one] for one in own_words(doc)])

    def _chances(self, name: str, values: Sequence[float]) -> Any:
        part = {k: self.arrays[f"{name}/{k}"] for k in ("middle", "spread", "weights", "start")}
        sums = (np.array(values) - part["middle"]) / part["spread"] @ part["weights"] + part["start"]
        return 1 / (1 + np.exp(-sums))

    def kinds(self, text: str, doc: Sequence[Look]) -> dict[str, float]:
        """Chances that the keys have a template of each type, or any."""
        words = text_words(text)
        sums = (self.bag.logits(words) - self.bag.base) / np.sqrt(max(len(words), 1)) + self.bag.base
        bag = dict(zip(self.bag.columns, (1 / (1 + np.exp(-sums))).tolist(), strict=True))
        return dict(zip(TYPES, self._chances("types", of_document(doc, bag)).tolist(), strict=True))

    def fillers(self, doc: Sequence[Look], kinds: Mapping[str, float]) -> dict[Role, list[Entity]]:
        """Entities of each role with the chance that the keys have them."""
        out = {}
        for role in ROLES:
            found = entities(doc, role)
            values = [
                self._chances(f"fillers-{role.value}", of_filler(found, n, role, kinds)) for n in range(len(found))
            ]
            out[role] = [replace(e, chance=float(v[0])) for e, v in zip(found, values, strict=True)]
        return out


@cache
def chooser() -> Chooser | None:
    """The chooser that ships; None without its weights."""
    path = files("djeli.eval") / WEIGHTS
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        arrays = dict(np.load(stream, allow_pickle=False))
    models = read_models(path)
    return Chooser(models["document"], models["mentions"], {name: models[name] for name in SLOTS}, arrays)
