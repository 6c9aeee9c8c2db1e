"""Whether a sentence says nothing that it does not cite: its numbers, names and quotations stand in its sources."""

from __future__ import annotations

import re
from functools import cache

from djeli.report.document import Sentence
from djeli.report.grammar import SPELT
from djeli.report.templates import acts, sentences, words

_QUOTE = re.compile(r"“([^”]*)”")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_NAME = re.compile(r"\b[A-ZÀ-ÝА-Я][\w’'-]*")
_WORD = re.compile(r"\w+")
_SPELT = re.compile(rf"\b(?:{'|'.join(sorted(SPELT, key=len, reverse=True))})\b")


def untold(one: Sentence) -> list[str]:
    """Numbers, names and quotations of a sentence that neither its notes nor its facts hold; empty when all is told."""
    held = _plain(" ".join((*one.facts, *(_all(cite) for cite in one.cites))))
    found = [quote for quote in _QUOTE.findall(one.text) if _plain(quote.removesuffix("…")) not in held]
    rest = _QUOTE.sub(" ", one.text)
    numbers = {re.sub(r"[,.]", "", n) for n in _NUMBER.findall(held)}
    found += [n for n in _NUMBER.findall(rest) if re.sub(r"[,.]", "", n) not in numbers | _spelt(held)]
    spoken = set(_WORD.findall(held)) | _own()
    names = [name for name in _NAME.findall(rest) if name.casefold() not in SPELT]
    found += [name for name in names if not set(_WORD.findall(_plain(name))) <= spoken]
    told = [word for word in _SPELT.findall(rest.casefold()) if word not in _own()]
    return found + [word for word in told if SPELT[word] not in numbers and word not in spoken]


def _all(cite: object) -> str:
    parts = (getattr(cite, name) for name in ("quote", "outlet", "title", "published", "grade", "uri"))
    return " ".join((*parts, *getattr(cite, "values", ())))


def _plain(text: str) -> str:
    """Lower case, one space, all quotation marks alike."""
    return " ".join(re.sub(r"[“”„«»\"‘’']", "'", text).casefold().split())


def _spelt(held: str) -> set[str]:
    return {SPELT[word] for word in _SPELT.findall(held)}


@cache
def _own() -> frozenset[str]:
    """Words of the templates themselves."""
    lists = ("stances", "speech", "harms", "matters", "families", "ties", "status", "relations", "method")
    texts = [template for part in sentences().values() for template in part.values()]
    texts += [form for forms in acts().values() for form in forms.values()]
    texts += [str(words(name)) for name in lists]
    return frozenset(_WORD.findall(_plain(" ".join(texts)))) - frozenset(SPELT)
