"""The veil: what an audience may see of any words, any record, any address of a case.

One choke point. Whoever writes something for others asks the veil and nobody else: `text` for words, `address` for
links and names of files, `of` for records, `quote` for words of a page, `holds_back` for events.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Protocol

from djeli.gazetteer import Gazetteer
from djeli.link.evidence import common_words
from djeli.policy.clean import Cleanness
from djeli.policy.disguise import MARKED
from djeli.policy.fold import fold, words
from djeli.policy.keys import Pseudonyms
from djeli.policy.marks import KEPT, PART, PLACE, WHOLE, Inside, Mark, Marks
from djeli.policy.places import WITHHELD, SiteWords, beside, coarser, is_place
from djeli.policy.protected import Protected
from djeli.policy.records import Records
from djeli.policy.rules import Rules, SiteKind, sites
from djeli.records import Span
from djeli.text.weblink import parted
from djeli.values import Where
from djeli.views import Event
from djeli.vocab import Precision

SOMEBODY = "a private person"
ANALYST = "an analyst"
NO_ADDRESS = "#address-withheld"
_CACHED = 200_000  # strings whose veiled form is remembered
_LONG = 300  # characters from which a string is a passage of one page, which nobody asks for again
_INSIDE = 8  # letters of the shortest name looked for inside longer words
_URL = re.compile(r"(?:\b[a-z][a-z0-9+.-]{0,30}://|www\.)[^\s<>\"'“”«»)\]]+", re.IGNORECASE)
_ENDS = ".,;:!?…"
_REVERSED = re.compile("\u202e([^\u202c]*)")
_TAG = re.compile(r"[#@][\w.]{6,}")
_CODED = re.compile(r"[^\s\"“”«»]+")
_HASH = re.compile("[0-9a-f]{32}|[0-9a-f]{64}")
_EXACT = frozenset({Precision.DAY, Precision.DAYS, Precision.WEEK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A sensitive place of an event: its kind, and the words by which the event's pages call it."""

    kind: SiteKind
    names: frozenset[tuple[str, ...]]
    shown: str


@dataclass
class Tally:
    """What was held back, for the sentence that stands at the head."""

    events: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)


class Dated(Protocol):
    """Of which days pages are."""

    def of(self, event: Event) -> dt.date | None:
        """The first day of the pages of an event."""
        ...

    def since(self, day: dt.date) -> frozenset[str]:
        """Documents of that day or later."""
        ...


class Veil:
    """What one audience may see of one case. Make it with `case.veil(audience)`."""

    def __init__(
        self,
        rules: Rules,
        known: Protected,
        pseudonyms: Pseudonyms,
        *,
        analysts: Collection[str] = (),
        sensitive: Iterable[str] = (),
        gazetteer: Gazetteer,
        today: dt.date,
        published: Dated,
        told: Callable[[Event], Collection[str]],
    ) -> None:
        """Everything it needs is read before; it never looks into the case itself, but through `published` (the first
        day that pages of an undated event are of) and `told` (the words that tell an event).
        """
        self.rules, self.audience, self.open = rules, rules.audience, rules.open
        self._known, self._keys, self._gazetteer = known, pseudonyms, gazetteer
        self._today, self._published, self._told = today, published, told
        self._analysts = () if rules.analysts else tuple(sorted({name.strip() for name in analysts if name.strip()}))
        self._site_words = SiteWords(sites(), rules.places, sensitive)
        self._marks, self._inside = Marks(self._named()), Inside(dict(self._long()), self._spared)
        self._clean = Cleanness(self._marks, self._inside, known.whole)
        self._seen: dict[str, str] = {}
        self._sites: dict[str, Withheld | None] = {}
        self._of_report: dict[str, Withheld] = {}
        self._of_text: dict[str, set[tuple[tuple[str, ...], str]]] = {}
        self._records = self._looking(None)
        self._with_refs = self._looking(self.ref)
        self._secret_refs: frozenset[str] = frozenset()
        self.tally = Tally()
        self.key: Path | None = None  # the key file, where it was made for this veil

    @property
    def protects(self) -> int:
        """How many persons go by a pseudonym."""
        return len(self._known.persons)

    def note(self) -> str:
        """For whom this is, and what was held back so far: the sentence at the head of whatever leaves."""
        whom = f"Written for {self.rules.whom} (audience: {self.audience})."
        if self.open:
            return f"{whom} Nothing in it is masked: keep it inside the team."
        held = [f"names of {plural(self.protects, 'person')} became pseudonyms"] if self.protects else []
        if self.since is not None:
            told = plural(len(self.tally.events), "event")
            held.append(f"{told} of {self.since} or later, as {plural(self.rules.delay, 'day')} must pass first")
        if self.tally.places:
            held.append(f"places of {plural(len(self.tally.places), 'event')} given only roughly")
        if self.tally.addresses:
            held.append(f"{plural(len(self.tally.addresses), 'address', 'addresses')} withheld that name somebody")
        held.append("texts of pages and names of analysts left out")
        return f"{whom} Held back: {'; '.join(held)}."

    def _looking(self, ref: Callable[[str], str] | None) -> Records:
        return Records(self.text, self.address, by=self._analyst, where=self._where, event=self._event, ref=ref)

    # --- words ----------------------------------------------------------------------------------------------------

    def text(self, words: str) -> str:
        """Any words as the audience may read them: protected names as pseudonyms, sensitive places without name."""
        if self.open or not words:
            return words
        if len(words) > _LONG:
            return self._veiled(words)
        found = self._seen.get(words)
        if found is None:
            if len(self._seen) >= _CACHED:
                self._seen.clear()
            found = self._seen[words] = self._veiled(words)
        return found

    def _veiled(self, words: str) -> str:
        if "://" in words or "www." in words:
            words = _URL.sub(lambda met: self._linked(met[0]), words)
        if "#" in words or "@" in words:
            words = _TAG.sub(lambda met: met[0] if self._clean(met[0]) else f"{met[0][0]}withheld", words)
        if "\u202e" in words:
            words = _REVERSED.sub(lambda met: met[0] if self._clean(met[1][::-1]) else "[withheld]", words)
        words = self._inside.replaced(self._marks.replaced(words))
        if MARKED.search(words):
            words = _CODED.sub(lambda met: self._plain(met[0]), words)
        for start, end in reversed(self._site_words.names(words)):
            words = f"{words[:start]}{WITHHELD}{words[end:]}"
        return words

    def _linked(self, address: str) -> str:
        """An address within words, without the sign that ends their sentence."""
        bare = address.rstrip(_ENDS)
        return self.address(bare) + address[len(bare) :]

    def _plain(self, word: str) -> str:
        """A word, unless it names somebody to those who undo its escapes; ids, which values hold, are hashes."""
        if MARKED.search(word) is None or _HASH.fullmatch(word) or not self._clean.hides(word):
            return word
        return "[withheld]"

    def quote(self, span: Span, words: str) -> str:
        """Words of a page, also without the names of sensitive places that its events are at."""
        if self.open:
            return words
        for names, shown in sorted(self._of_text.get(span.text, ())):
            words = _hidden(words, names, shown)
        return self.text(words)

    def address(self, uri: str) -> str:
        """An address or the name of a file; one that names somebody is cut to its host, a path to its last part."""
        if self.open or not uri:
            return uri
        at = parted(uri) if "://" in uri or uri.lower().startswith("www.") else None
        if at is None:
            return self._file(uri)
        host = at.hostname or at.path.split("/")[0]
        if not self._clean(host) or (not at.scheme and not self._clean(uri)):
            self.tally.addresses.add(uri)
            return f"https://withheld.invalid/{NO_ADDRESS}"
        if at.scheme.lower() not in ("http", "https", "ftp", "") or (at.username or at.password):
            uri = f"{at.scheme}://{host}{at.path}" if at.scheme.lower() != "file" else PurePath(at.path).name
        if self._clean(uri):
            return uri
        self.tally.addresses.add(uri)
        return f"{at.scheme or 'https'}://{host}/{NO_ADDRESS}"

    def host(self, uri: str) -> str:
        """The host of an address alone: its path is the title of a page that must wait."""
        at = parted(uri) if "://" in uri else None
        return self.address(f"{at.scheme}://{at.hostname or ''}/") + NO_ADDRESS if at is not None else "name withheld"

    def _file(self, path: str) -> str:
        """The last part of a path, as the folders above it tell of whose machine it was."""
        name = re.split(r"[/\\]", path.rstrip("/\\"))[-1] if not self.rules.addresses else path
        made = self._marks.replaced(name)
        made = made if self._clean(made) else "name withheld" + PurePath(name).suffix[:6]
        return self.text(made)

    def _analyst(self, name: str) -> str:
        return name if self.rules.analysts or not name else ANALYST

    def _named(self) -> Iterable[tuple[tuple[str, ...], Mark]]:
        """Everything to be looked for, with what it becomes."""
        if self.open:
            return
        for form, person in sorted(self._known.whole.items()):
            capital = len(form) == 1 and form[0] in common_words()
            yield form, Mark(WHOLE, self._keys.of(person), capital)
        for word, person in sorted(self._known.parts.items()):
            yield (word,), Mark(PART, self._keys.of(person) if person else SOMEBODY, len(word) < 5)
        for word, person in sorted(self._known.families.items()):
            yield (word,), Mark(PART, self._keys.of(person) if person else SOMEBODY, capital=True)
        for form in self._known.kept:
            yield form, Mark(KEPT, "")
        for name in self._analysts:
            own = words(name)
            if own and sum(map(len, own)) >= 3 and not (len(own) == 1 and own[0] in common_words()):
                yield own, Mark(WHOLE, ANALYST, len(own) == 1)

    def _long(self) -> Iterable[tuple[str, str]]:
        """Names that are looked for inside longer words, with what they become."""
        for form, mark in self._named():
            squeezed = "".join(form)
            if mark.kind != KEPT and len(squeezed) >= _INSIDE:
                yield squeezed, mark.becomes

    def _spared(self, word: str) -> bool:
        """Whether a folded word that holds a name is another word: an ordinary one, a place, a public person's."""
        kept = any(word in form for form in self._known.kept)
        return kept or word in common_words() or is_place(self._gazetteer)(word)

    # --- records --------------------------------------------------------------------------------------------------

    def of[T](self, record: T) -> T:
        """A record, or any nest of them, with every word in it veiled and sensitive places coarsened.

        Raises:
            CaseError: it is the text of a page, which leaves with the audience internal only.
        """
        return record if self.open else self._records.of(record)

    def with_refs[T](self, record: T) -> T:
        """The same, with claims under other ids: theirs are hashes of what is withheld."""
        return record if self.open else self._with_refs.of(record)

    def ref(self, claim: str) -> str:
        """The id under which a claim goes out: the same in every export of the case, and led back by its key alone."""
        if claim not in self._secret_refs:
            return claim
        return hashlib.blake2b(claim.encode(), key=self._keys.secret, digest_size=16).hexdigest()

    def conceal(self, naming: Iterable[tuple[str, str]]) -> None:
        """Give claims that name somebody protected other ids: theirs are hashes of the name.

        Args:
            naming: ids of claims with their words.
        """
        self._secret_refs = frozenset(name for name, words in naming if self._marks.meets(fold(words)))

    # --- time -----------------------------------------------------------------------------------------------------

    @property
    def texts(self) -> bool:
        """Whether whole texts of pages leave."""
        return self.rules.texts

    @property
    def decisions(self) -> bool:
        """Whether decisions of analysts leave."""
        return self.rules.decisions

    @property
    def since(self) -> dt.date | None:
        """The first day whose events are held back; None where nothing waits."""
        return None if self.rules.delay == 0 or self.open else self._today - dt.timedelta(days=self.rules.delay - 1)

    def young(self) -> frozenset[str]:
        """Documents too young to leave by themselves."""
        return frozenset() if self.since is None else self._published.since(self.since)

    def holds_back(self, event: Event) -> bool:
        """Whether an event is too young to leave, by its last day; an undated one by the first day of its pages.

        Of a month or year that isn't over, the pages' first day counts: what they tell was over by then.
        """
        since = self.since
        if since is None:
            return False
        day = event.when.end if event.when is not None else None
        if day is None or (day >= since and event.when is not None and event.when.precision not in _EXACT):
            first = self._published.of(event)
            day = min((one for one in (day, first) if one is not None), default=None)
        held = day is None or day >= since
        if held:
            self.tally.events.add(event.id)
        return held

    # --- places ---------------------------------------------------------------------------------------------------

    def may_be_sensitive(self, words: str) -> bool:
        """Whether words speak of anything that may be a sensitive place: a quick look."""
        return self._site_words.meets(fold(words))

    def look(self, event: Event, told: Iterable[str]) -> bool:
        """Whether an event is at a sensitive place, by the words that tell it; the event is shown so from now on."""
        found = None
        if event.where is not None and not self.open and self.rules.places:
            where = event.where
            found = self._site_words.of_name(where.name)
            found = found or next((kind for text in told if (kind := beside(where, text, self._site_words))), None)
        if found is None or event.where is None:
            self._sites[event.id] = None
            return False
        shown = self._coarse(event.where, found)
        spelt = {words(event.where.name)} - {(), words(shown.name)}
        own = self._sites[event.id] = Withheld(kind=found, names=frozenset(spelt), shown=shown.name)
        self.tally.places.add(event.id)
        for report in event.reports:
            self._of_report[report] = own
        return True

    def withhold(self, event: Event, names: Iterable[str], texts: Iterable[str]) -> None:
        """Remember what pages call the sensitive place of an event, and in which texts: no quote names it then."""
        own = self._sites[event.id]
        if own is None:
            return
        spelt = (own.names | {words(name) for name in names}) - {(), words(own.shown)}
        self._sites[event.id] = own = replace(own, names=spelt)
        for report in event.reports:
            self._of_report[report] = own
        for text in texts:
            self._of_text.setdefault(text, set()).update((name, own.shown) for name in spelt)

    def _coarse(self, where: Where, kind: SiteKind) -> Where:
        return coarser(where, kind, self.rules.places[kind.name], self._gazetteer)

    def _where(self, where: Where, report: str) -> Where:
        """A place as told in a report, or anywhere."""
        own = self._of_report.get(report)
        kind = own.kind if own is not None else self._site_words.of_name(where.name)
        made = where if kind is None else self._coarse(where, kind)
        return replace(made, name=self.text(made.name), reason=self.text(made.reason))

    def _event(self, before: Event, after: Event) -> Event:
        if before.where is None or not self.rules.places:
            return after
        if before.id not in self._sites:
            self.look(before, self._told(before))
        own = self._sites[before.id]
        if own is None:
            return after
        hide = self._hiding(own)
        where = self._coarse(before.where, own.kind)
        made: Event = Records(
            hide, lambda uri: uri, by=lambda name: name, where=lambda one, _: one, event=lambda _, one: one
        ).of(after)
        return replace(made, where=replace(where, name=self.text(where.name)))

    def _hiding(self, own: Withheld) -> Callable[[str], str]:
        longest = sorted(own.names, key=len, reverse=True)
        spelt = [f" {' '.join(name)} " for name in longest]

        def hide(text: str) -> str:
            folded = fold(text)
            if any(name in folded for name in spelt):
                for names in longest:
                    text = _hidden(text, names, own.shown)
            return text

        return hide


def _hidden(text: str, name: tuple[str, ...], shown: str) -> str:
    """The text with one name put back as another."""
    if f" {' '.join(name)} " not in fold(text):
        return text
    return Marks([(name, Mark(PLACE, shown))]).replaced(text)


def plural(count: int, one: str, more: str = "") -> str:
    """A count with what it counts."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"
