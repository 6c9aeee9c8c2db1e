"""Names in a sentence: lists of them before and behind a verb, owners, bodies with their names, countries."""

from __future__ import annotations

import re
from functools import cache

from djeli.extract.figures.grammar import grammar, is_stop
from djeli.extract.figures.holder import WORD, capitalised, governed, trimmed
from djeli.extract.figures.number import Amount
from djeli.extract.figures.scene import Scene
from djeli.extract.mentions import Range
from djeli.gazetteer.byhand import load_countries
from djeli.lang.stems import folded
from djeli.text.phrases import UPPER, alternation

_LAST = re.compile(r"\w+\s$")
_NAMED = re.compile(rf"[{UPPER}][\w.'’&-]*(?:\s+(?:(?:of|de|du|des|and the|the)\s+)?[{UPPER}][\w.'’&-]*)*")


def listed_before(scene: Scene, at: int) -> list[Range]:
    """The names listed right before a verb at `at`: "Russia, China and Mali (all) …"."""
    known = grammar(scene.words.code)
    found: list[Range] = []
    others = known.others.search(scene.mask, 0, at)  # "Brazil, South Africa and 30 others abstained"
    at = others.start() if others is not None else at
    if known.last_and.search(scene.mask, 0, at):
        return []  # "sided with Russia and voted no": two verbs are joined
    while True:
        gap = known.list_gap.search(scene.mask, 0, at)
        end = gap.start() if gap else at
        name = _name_ending(scene, end)
        if name is None or (found and (gap is None or gap.start() == gap.end())):
            return found[::-1]
        found.append(name)
        at = name[0]
        article = known.article_before.search(scene.text, 0, at)
        at = article.start() if article else at


def _name_ending(scene: Scene, end: int) -> Range | None:
    """The name that ends at `end`."""
    known = grammar(scene.words.code)
    low = max(0, end - 60)
    for match in _NAMED.finditer(scene.text, low, end):
        if match.end() == end:
            start = match.start()
            while (word := WORD.match(scene.text, start, end)) and (
                is_stop(word[0], known) or folded(word[0]) in known.says
            ):
                start = word.end() + 1
            return (start, end) if start < end else None
    return None


def by_names(scene: Scene, at: int) -> list[Range]:
    """The names listed from `at` on, articles passed."""
    known = grammar(scene.words.code)
    found: list[Range] = []
    while True:
        at += len(scene.text[at:]) - len(scene.text[at:].lstrip())
        article = known.articles.match(scene.text, at)
        start = article.end() if article else at
        name = _NAMED.match(scene.text, start)
        if name is None:
            return found
        found.append((name.start(), name.start() + len(name[0].rstrip(".'’"))))
        gap = known.list_next.match(scene.text, name.end())
        if gap is None:
            return found
        at = gap.end()


def phrase_around(scene: Scene, spot: Range) -> Range:
    """A body with the name before it ("UN Security Council", "Iraq's parliament") and "of …" behind it."""
    lead = re.search(rf"(?:[{UPPER}][\w.'’-]*\s+)+$", scene.text[: spot[0]])
    start = spot[0] - len(lead[0]) if lead else spot[0]
    return trimmed(scene, (start, spot[1])) or spot


def owner_before(scene: Scene, at: int) -> Range | None:
    """Whose a noun at `at` is, by the name right before it: "US military aid", "Niger's army"."""
    text = scene.text[:at].rstrip()
    match = re.search(rf"(?P<who>[{UPPER}][\w.&-]*(?:\s+[{UPPER}][\w.&-]*)*)(?:['’]s?)?(?:\s+[a-zà-ÿ-]+){{0,3}}$", text)
    known = grammar(scene.words.code)
    if (
        match is None
        or is_stop(match["who"], known)
        or folded(match["who"]) in known.inside
        or known.articles.fullmatch(match["who"])
    ):
        return None
    return trimmed(scene, match.span("who"))


@cache
def _countries() -> re.Pattern[str]:
    names = {name for one in load_countries() for name in (one.name, one.name_fr, *one.aliases) if name[:1].isupper()}
    return re.compile(alternation(name for name in names if len(name) > 3))


def country_before(scene: Scene, at: int) -> tuple[Range | None, str]:
    """The country named last before `at`: its range in this sentence, else its name in one of those before."""
    here = list(_countries().finditer(scene.text, 0, at))
    if here:
        return here[-1].span(), ""
    for text in reversed(scene.back):
        found = _countries().search(text)
        if found is not None:
            return None, found[0]
    return None, ""


def without_article_behind(scene: Scene, spot: Range) -> Range:
    """A name without the article of what follows it: "handed Islamabad A $2 billion loan"."""
    article = grammar(scene.words.code).article_before.search(scene.text[: spot[1]] + " ")
    return (spot[0], article.start()) if article and article.start() > spot[0] else spot


def nearest_holder(scene: Scene, amount: Amount) -> Range | None:
    """Whom an amount is most likely of where its own words say nothing.

    The subject of the verb that governs it, where that is a name; else the actor or name nearest before it, else
    behind. Names of dates, places that stand behind "in", speakers and those behind "according to" are passed.
    """
    doer = governed(scene, amount)
    if doer is not None and capitalised(scene, doer) and not scene.dated(doer):
        return doer
    known = grammar(scene.words.code)
    source = known.source
    spots = [(a.start - scene.sentence.start, a.end - scene.sentence.start) for a in scene.actors if a.named]
    spots += [match.span() for match in _NAMED.finditer(scene.text)]
    fit = [s for s in spots if not scene.dated(s) and _is_a_name(scene, s) and not source.search(scene.text, 0, s[0])]
    fit = [s for s in fit if not (known.locative_before.search(scene.text, 0, s[0]) or _speaks(scene, s))]
    before = [s for s in fit if s[1] <= amount.start]
    behind = [s for s in fit if s[0] >= amount.end]
    if before:
        return max(before, key=lambda s: (s[1], s[1] - s[0]))
    return min(behind, key=lambda s: (s[0], s[0] - s[1]), default=None)


def _speaks(scene: Scene, spot: Range) -> bool:
    """Whether a verb of saying stands right behind a name, or before it."""
    known = grammar(scene.words.code)
    behind = WORD.match(scene.text, spot[1] + 1)
    before = _LAST.search(scene.text, 0, spot[0])
    return any(word is not None and folded(word[0].strip()) in known.says for word in (behind, before))


def _is_a_name(scene: Scene, spot: Range) -> bool:
    """Whether a capital stands for a name: the first word of a sentence is one only with another behind it."""
    known = grammar(scene.words.code)
    word = scene.text[slice(*spot)]
    plain = folded(word)
    ordinary = plain in known.stops | known.inside | known.says or known.articles.fullmatch(word)
    if ordinary or len(word) < 2:
        return False
    return spot[0] > 0 or " " in word or word.isupper() or scene.names_actor(spot) or bool(_countries().fullmatch(word))
