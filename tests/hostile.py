"""A case of reports written to attack whoever looks at them, through every field that a report has."""

from __future__ import annotations

from html import escape
from pathlib import Path

import djeli
from djeli.settings import Settings

MARK = "pwned"
SCRIPT = f"<script>alert('{MARK}')</script>"
BREAKS = f"\"'>{SCRIPT}<svg/onload=alert('{MARK}')><img src=x onerror=alert('{MARK}')><xss style=x>"
LINKS = f"javascript:alert('{MARK}') data:text/html,{SCRIPT} //evil.example/x vbscript:x"
BIDI = "\u202egnp.exe\u202c \u2066hidden\u2069 \u200b\ufeff"
TOLD = (
    "Gunmen killed 14 traders in Dablo, Burkina Faso, on 4 May 2021, residents said.",
    "Gunmen killed 41 traders in Dablo, Burkina Faso, on 4 May 2021, the army said.",
    "A bomb killed 9 soldiers in Djibo, Burkina Faso, on 6 May 2021, the ministry of defence said.",
)
QUOTED = f"The army's spokesman said: \"{SCRIPT} we killed 20 of them ' onmouseover=alert(1) in Djibo\"."
LONG = "W" * 100_000


def _page(title: str, publisher: str, author: str, words: str) -> bytes:
    return f"""<html><head><title>{escape(title)}</title><base href="https://evil.example/">
<meta property="og:site_name" content="{escape(publisher)}"><meta name="author" content="{escape(author)}">
<meta property="article:published_time" content="2021-05-05"><meta http-equiv="refresh" content="0;url=https://evil.example">
</head><body onload="alert('{MARK}')"><h1>{escape(title)}</h1><svg><animate onbegin="alert('{MARK}')"/></svg>
<p>{escape(words)}</p><p>{escape(BREAKS)} {escape(LINKS)}</p><p>{escape(QUOTED)}</p>
<a href="javascript:alert('{MARK}')">more</a><iframe srcdoc="{escape(SCRIPT)}"></iframe></body></html>""".encode()


def reports() -> list[tuple[bytes, str, str]]:
    """Bytes, name and media type of every hostile report."""
    html, text = "text/html", "text/plain"
    wire, flood = (
        _page(f"Market attack {BREAKS}", f"Wire {BREAKS}", f"A. {BREAKS}", TOLD[0]),
        _page("x" * 60_000, "p" * 60_000, "a" * 60_000, f"{TOLD[2]} {LONG}"),
    )
    return [
        (wire, f"https://a.example/{BREAKS}", html),
        (_page(f"{BIDI} {SCRIPT}", f"{LINKS}", BIDI, TOLD[1]), "https://b.example/'\"`><b>/..%2f..%2f", html),
        (flood, "https://c.example/" + "u" * 3000, html),
        (f"{BREAKS}\n\n{TOLD[0]}\n\n{QUOTED}\n\n{LONG}\0 {BIDI}".encode(), f"javascript:alert('{MARK}')", text),
        (f"\0\0{TOLD[1]}\0 {BREAKS}".encode(), f"../../{SCRIPT}/it's \"a\" `name`.txt", text),
        (f'<svg xmlns="http://www.w3.org/2000/svg">{SCRIPT}</svg>'.encode(), f"{SCRIPT}.svg", "image/svg+xml"),
        (b"%PDF-1.4 broken", f"{BREAKS}.pdf", "application/pdf"),
    ]  # fmt: skip


def hostile_case(folder: Path) -> Path:
    """A case of them all, with decisions that attack too; hands out its folder."""
    made = folder / 'it\'s "a" <case>'
    with djeli.create(made, Settings(title=SCRIPT, custodian=BREAKS, workers=1)) as case:
        for data, uri, kind in reports():
            case.add_bytes(data, uri, media_type=kind)
        case.run()
        for event in case.events(planned=True):
            case.comment(event.id, f"{BREAKS} {BIDI} {LINKS}", by=BREAKS)
    return made
