"""Names in a sentence: lists of them before and behind a verb, owners, bodies with their names, countries."""

from __future__ import annotations

import re
from functools import cache

from djeli.extract.figures.holder import WORD, grammar, is_stop, trimmed
from djeli.extract.figures.scene import Scene
from djeli.extract.mentions import Range
from djeli.gazetteer.byhand import load_countries
from djeli.lang.stems import folded
from djeli.text.phrases import alternation

_NAMED = re.compile(r"[^\W\d_a-zà-ÿ][\w.'’&-]*(?:\s+(?:(?:of|de|du|des|and the|the)\s+)?[^\W\d_a-zà-ÿ][\w.'’&-]*)*")


def listed_before(scene: Scene, at: int) -> list[Range]:
    """The names listed right before a verb at `at`: "Russia, China and Mali (all) …"."""
    known = grammar(scene.words.code)
    found: list[Range] = []
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
    lead = re.search(r"(?:[^\W\d_a-zà-ÿ][\w.'’-]*\s+)+$", scene.text[: spot[0]])
    start = spot[0] - len(lead[0]) if lead else spot[0]
    return trimmed(scene, (start, spot[1])) or spot


def owner_before(scene: Scene, at: int) -> Range | None:
    """Whose a noun at `at` is, by the name right before it: "US military aid", "Niger's army"."""
    text = scene.text[:at].rstrip()
    match = re.search(
        r"(?P<who>[^\W\d_a-zà-ÿ][\w.&-]*(?:\s+[^\W\d_a-zà-ÿ][\w.&-]*)*)(?:['’]s?)?(?:\s+[a-zà-ÿ-]+){0,3}$", text
    )
    known = grammar(scene.words.code)
    if match is None or is_stop(match["who"], known) or known.articles.fullmatch(match["who"]):
        return None
    return trimmed(scene, match.span("who"))


@cache
def _countries() -> re.Pattern[str]:
    names = {name for one in load_countries() for name in (one.name, one.name_fr, *one.aliases) if name[:1].isupper()}
    return re.compile(alternation(name for name in names if len(name) > 3))


def country_before(scene: Scene, at: int) -> tuple[Range | None, str]:
    """The country named last before `at`: its range in this sentence, else its name in one of those before."""
    here = list(_countries().finditer(scene.text, 0, at)) or list(_countries().finditer(scene.text))[:1]
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
