"""What every page is given: the case, the session's analyst, and templates that escape all they show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Any, cast
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from djeli import __version__, phrases, wording
from djeli.judge.sentences import sentence
from djeli.ledger import Case
from djeli.records import Span
from djeli.resources.event_types import type_name
from djeli.web import signs
from djeli.web.security import CSRF_FIELD, Tokens

ANALYST, THEME = "analyst", "theme"
SKIPPED, DONE = "skipped", "done"
"""What a session remembers of reading the queue: of the person who sits there, so it goes when another sits down."""
_MARKS = frozenset('"“”„«»‘’')
THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One entry of the bar at the top."""

    path: str
    name: str
    key: str  # after g: "g e" opens the events


SECTIONS = (
    Section(path="/", name="Overview", key="o"),
    Section(path="/events", name="Events", key="e"),
    Section(path="/disputes", name="Disputes", key="d"),
    Section(path="/statements", name="Statements", key="t"),
    Section(path="/actors", name="Actors", key="a"),
    Section(path="/figures", name="Figures", key="f"),
    Section(path="/sources", name="Sources", key="s"),
    Section(path="/documents", name="Pages", key="p"),
    Section(path="/questions", name="Questions", key="q"),
    Section(path="/review", name="Review", key="r"),
    Section(path="/add", name="Add", key="n"),
    Section(path="/export", name="Export", key="x"),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A request with the case it looks into."""

    request: Request
    case: Case

    @property
    def analyst(self) -> str:
        """Who sits there, as this session was told; the custodian of the case before that."""
        return str(self.request.session.get(ANALYST) or self.case.settings.custodian)

    def page(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A page of the workbench."""
        request, tokens = self.request, cast(Tokens, self.request.app.state.tokens)
        theme = request.session.get(THEME, THEMES[0])
        shared = {
            "title": self.case.settings.title or self.case.folder.name,
            "sections": SECTIONS,
            "here": request.url.path,
            "query": request.query_params,
            "analyst": self.analyst,
            "theme": theme if theme in THEMES else THEMES[0],
            "csrf_field": CSRF_FIELD,
            "csrf": tokens.of(request),
            "said": request.session.pop("said", ""),
            "undo": request.session.pop("undo", ""),
            "undo_back": request.session.pop("undo_back", ""),
            "nothing_yet": self._nothing_yet,
            "draft": defaultdict(str, request.session.pop("draft", {})),
        }
        return HTMLResponse(environment().get_template(template).render(shared | values), status_code=status)

    def _nothing_yet(self) -> bool:
        """Whether no page came in at all; asked by templates where a list is empty, so that others don't pay for it."""
        return not self.case.counts()["document"]

    def tell(self, sentence: str, *, undo: str = "", back: str = "") -> None:
        """Say something once, at the head of the next page.

        Args:
            sentence: what to say.
            undo: ids of decisions that can be taken back there, joined by commas.
            back: where that leads; else to the page it is said on.
        """
        self.request.session["said"] = sentence[:600]  # a session lives in a cookie, which holds little
        if undo:
            self.request.session["undo"], self.request.session["undo_back"] = undo[:400], back[:200]


def _desk(request: Request) -> Desk:
    return Desk(request, request.app.state.case)


AtDesk = Annotated[Desk, Depends(_desk)]
"""Parameter of every page."""


def read_url(span: Span) -> str:
    """Where the reader shows a span in its page. Offsets are code points, as everywhere."""
    return f"/read/{span.text}?at={span.start}-{span.end}#at"


def with_query(path: str, query: Mapping[str, str], **changes: object) -> str:
    """A path with its query, some of it changed; what is changed to nothing is left out."""
    kept = {name: value for name, value in query.items() if value}
    merged = {**kept, **{name: str(value) for name, value in changes.items()}}
    left = {name: value for name, value in merged.items() if value}
    return f"{path}?{urlencode(left)}" if left else path


def bare(text: str) -> str:
    """Words without the quotation marks around them, where a page has them and the workbench puts its own."""
    flat = text.strip()
    return flat[1:-1].strip() if len(flat) > 2 and flat[0] in _MARKS and flat[-1] in _MARKS else flat


def head(text: str, limit: int = 160) -> str:
    """The first words after a quote, up to the end of its sentence where that is near."""
    cut = text[:limit]
    stop = min((at for mark in (". ", ".\n", "\n\n") if (at := cut.find(mark)) >= 0), default=-1)
    if stop >= 0:
        return cut[: stop + 1].rstrip("\n")
    return cut if len(text) <= limit else cut.rsplit(" ", 1)[0] + "…"


def tail(text: str, limit: int = 160) -> str:
    """The last words before a quote, from the beginning of its sentence where that is near."""
    cut = text[-limit:]
    start = max((at + len(mark) for mark in (". ", ".\n", "\n\n") if (at := cut.rfind(mark)) >= 0), default=-1)
    if start >= 0:
        return cut[start:]
    return cut if len(text) <= limit else "…" + cut.partition(" ")[2]


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates: everything shown is escaped, and a name that is not given is an error."""
    made = Environment(
        loader=PackageLoader("djeli.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "when": phrases.when,
        "where": phrases.where,
        "estimate": phrases.estimate,
        "grade": phrases.grade,
        "origins": phrases.origins,
        "toll_cell": phrases.toll_cell,
        "voice": phrases.voice,
        "type_name": type_name,
        "clip": phrases.clip,
        "bare": bare,
        "begun": lambda text: text[:1].upper() + text[1:],  # ids keep their capitals
        "head": head,
        "tail": tail,
        "sentence": sentence,
        "words": lambda one: sentence(one, plain=True),
        "read_url": read_url,
        "visible": signs.visible,
        "unturned": signs.unturned,
        "sign_of": signs.sign,
        "plain": lambda word: str(word).replace("_", " "),
    }
    made.globals |= {"with_query": with_query, "version": __version__, "asset": asset, "wording": wording}
    return made


@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """Address of a static file, which changes when the file does, so that browsers may keep it."""
    data = (files("djeli.web") / "static" / name).read_bytes()
    return f"/static/{name}?{sum(data) % 65536:x}{len(data):x}"
