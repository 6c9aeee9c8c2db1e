"""The gold answers of clusters as if only the pages of one language had been asked."""

from __future__ import annotations

from djeli.eval.languages import only

GOLD = {
    "incidents": [
        {
            "split": "dev",
            "pages": {"main": ["a", "b", "c"], "background": ["d"]},
            "page_records": [{"page": "a"}, {"page": "b"}],
            "contradictions": [
                {"id": 1, "sides": [{"pages": ["a"]}, {"pages": ["b"]}, {"pages": ["c"]}]},
                {"id": 2, "sides": [{"pages": ["a"]}, {"pages": ["c"]}]},
            ],
        },
        {"split": "dev", "pages": {"main": ["c"], "background": []}, "page_records": [], "contradictions": []},
        {"split": "test", "pages": {"main": ["a"], "background": []}, "page_records": [], "contradictions": []},
    ]
}


def test_only_the_pages_of_a_language() -> None:
    """Incidents without a page go, and so do disputes with fewer than two sides left."""
    (incident,) = only(GOLD, {"a", "b"})["incidents"]
    assert incident["pages"]["main"] == ["a", "b"]
    assert [one["id"] for one in incident["contradictions"]] == [1]
    assert [side["pages"] for side in incident["contradictions"][0]["sides"]] == [["a"], ["b"]]
