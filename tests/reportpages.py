"""Attacks that pages may hold, and what a page made of them must not do."""

from __future__ import annotations

import re

from lxml import html

EVIL = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> \"><svg onload=alert(3)> ' onclick='x "
    "javascript:alert(4) {{ 7*7 }} {% raw %} </title></style><style>body{display:none}</style>"
    " </q></td></details> &lt;b&gt;"
)
FETCHING = ("src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "xlink:href")


def acts(source: str) -> list[str]:
    """Everything in a page that runs, fetches or leads outside."""
    tree = html.fromstring(source)
    found = [
        e.tag for e in tree.iter() if e.tag in ("script", "iframe", "object", "embed", "form", "link", "base", "img")
    ]
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name.startswith("on") or name in FETCHING:
                found.append(f"{element.tag} {name}")
            if name == "href" and not value.startswith("#"):
                found.append(f"{element.tag} href={value}")
            if name == "style":
                found.append(f"{element.tag} style")
    found += ["second style"] * (len(tree.findall(".//style")) != 1)
    style = "".join(tree.xpath("//style/text()"))
    return found + re.findall(r"url\(|@import|expression\(", style)
