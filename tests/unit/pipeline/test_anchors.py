"""Words that an analyst marks in the pages of a case."""

from __future__ import annotations

import pytest

import djeli
from djeli.anchors import Anchor
from djeli.errors import NotFound
from djeli.records import Span

PAGES = (
    "Gunmen attacked the village of Tessit on 7 August 2022 and killed 17 soldiers, the army said. The attack began at "
    "noon. In Bamako, the opposition held a congress about the coming elections and praised its own candidates there.",
    "Seventeen soldiers died in an assault on the village of Tessit on 7 August 2022, the army said. Gunmen assaulted "
    "the camp there at noon and left before help came, witnesses said to reporters who reached them by telephone.",
)
MARKED = ((0, "attacked"), (0, "attack began"), (0, "congress"), (1, "assault on"))


def test_marked_words_are_linked_within_and_across_pages() -> None:
    """Two words of one page and one of another tell one attack; a congress doesn't; anchors outside are refused."""
    with djeli.passing() as case:
        for number, page in enumerate(PAGES):
            case.add_bytes(page.encode(), f"https://example.org/{number}.txt", media_type="text/plain")
        case.run()
        with case.store.reading() as view:
            texts = {
                next(n for n, page in enumerate(PAGES) if text.content[:9] == page[:9]): text for text in view.texts()
            }
        anchors = []
        for page, words in MARKED:
            start = texts[page].content.index(words)
            end = start + len(words.split()[0])
            anchors.append(Anchor(id=f"{page} {words}", span=Span(text=texts[page].id, start=start, end=end)))
        found = case.same_event(anchors)
        assert found.groups == (("0 attack began", "0 attacked", "1 assault on"), ("0 congress",))
        assert case.same_event(anchors[::-1]) == found
        with pytest.raises(NotFound, match="which no text of this case holds"):
            case.same_event([Anchor(id="x", span=Span(text="no such text", start=0, end=1))])
