"""Words of languages: one folder a language, the same YAML files in each.

`load("en", "triggers")` gives the parsed file. Consumers compile what they need and cache it themselves.
A `.py` stands in a language's folder only where its script demands one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from djeli.errors import ResourceError
from djeli.lang.script import AND, BEFORE, Script, bare, compile_script
from djeli.resources import load_yaml

_OF_PAGES = frozenset({"split", "boilerplate", "credits"})
"""Files matched against the text as it is written; those of a language with a script of its own are folded else."""


@cache
def available() -> tuple[str, ...]:
    """Codes of the languages that have a folder, sorted."""
    return tuple(sorted(f.name for f in files(__package__).iterdir() if f.is_dir() and not f.name.startswith("_")))


def nearest(code: str) -> str:
    """The language whose words a text is read with: its own, or one near to it (`kin.yaml`); else the code itself."""
    return code if code in available() else _kin().get(code, code)


@cache
def _kin() -> Mapping[str, str]:
    return dict(load_yaml(files(__package__) / "kin.yaml")["near"])


@cache
def shared(name: str) -> Mapping[str, Any]:
    """The words of file `name`.yaml that pages of every language may use."""
    return dict(load_yaml(files(__package__) / f"{name}.yaml"))


def language_name(code: str) -> str:
    """What a language is called in English; the code where nobody wrote that down."""
    return str(shared("translations")["names"].get(code, code))


@cache
def bodies() -> frozenset[str]:
    """Words with which names of armed and political bodies begin (`bodies.yaml`), lower case, of all languages."""
    return frozenset(load_yaml(files(__package__) / "bodies.yaml")["words"])


@cache
def civil_bodies() -> frozenset[str]:
    """Words that only names of civil bodies hold (`bodies.yaml`), lower case, of all languages."""
    return frozenset(load_yaml(files(__package__) / "bodies.yaml")["civil"])


@cache
def currencies() -> Mapping[str, str]:
    """ISO codes of currencies by sign, as pages of any language write it (`currencies.yaml`)."""
    return {str(sign): str(iso) for sign, iso in load_yaml(files(__package__) / "currencies.yaml")["signs"].items()}


@cache
def central_african() -> tuple[str, ...]:
    """Names that make a CFA franc of a page that of Central Africa."""
    return tuple(load_yaml(files(__package__) / "currencies.yaml")["central"])


@cache
def load(code: str, name: str) -> Mapping[str, Any]:
    """The words of file `name`.yaml in language `code`; an empty mapping when the language lacks that file.

    Raises:
        ResourceError: the language has no folder, or the file is not a mapping.
    """
    folder = files(__package__) / code
    if not folder.is_dir():
        raise ResourceError(f"no words for language {code!r}; languages with a folder: {', '.join(available())}")
    path = folder / f"{name}.yaml"
    if not path.is_file():
        return {}
    data = load_yaml(path)
    return _folded(data) if name not in _OF_PAGES and (folder / "script.yaml").is_file() else data


def _folded(data: Any) -> Any:
    """The same data with every word in folded letters."""
    if isinstance(data, Mapping):
        return {_folded(key): _folded(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_folded(item) for item in data]
    return bare(data) if isinstance(data, str) else data


_READ = (
    "triggers",
    "people",
    "weapons",
    "modality",
    "parties",
    "order",
    "harm",
    "numbers",
    "dates",
    "places",
    "speech",
)


@cache
def script(code: str) -> Script | None:
    """How words are taken apart in language `code`; None where writing parts them itself."""
    raw = load(code, "script") if code in available() else {}
    if not raw:
        return None
    phrases = (phrase for name in _READ for phrase in _strings(load(code, name)))
    words = {word for phrase in phrases for word in phrase.replace(AND, " ").replace(BEFORE, " ").split()}
    article = raw["article"]
    words |= {word.removeprefix(article) for word in words if article and len(word) > len(article) + 2}
    entries = [part for entry in load(code, "triggers").values() for part in (entry, entry.get("weak") or {})]
    verbs = {verb.split()[0] for part in entries for verb in part.get("verbs") or ()}
    verbs |= {verb.split()[0] for verb in raw["verbs"]}
    return compile_script(raw, frozenset(words), frozenset(verbs))


_PLAIN = ("triggers", "people", "weapons", "modality", "parties", "order", "harm", "numbers", "dates")


@cache
def plain_words(code: str) -> frozenset[str]:
    """Words of the files that name no places, with the article and without: where every word may be a name, these
    are words first.
    """
    phrases = (phrase for name in _PLAIN for phrase in _strings(load(code, name)))
    words = {word for phrase in phrases for word in phrase.replace(AND, " ").replace(BEFORE, " ").split()}
    own = script(code)
    return frozenset(words | {own.article + word for word in words}) - own.names if own else frozenset(words)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _strings(key)
            yield from _strings(value)
    elif isinstance(data, list):
        for item in data:
            yield from _strings(item)
    elif isinstance(data, str):
        yield data
