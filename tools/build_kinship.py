"""Write src/djeli/resources/link/kinship.tsv.gz: which English words may tell one deed, out of WordNet 3.0.

    python tools/build_kinship.py /usr/share/wordnet        (Debian: apt-get download wordnet-base, dpkg-deb -x)

Kept are verbs, and nouns of what happens or is done (WordNet's files of acts, events, phenomena, processes, states,
communication, possession); single words; of each word its first senses. WordNet is by Princeton University; its licence
stands in the written file's head and in resources/link/NOTICE.md.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).parent.parent / "src" / "djeli" / "resources" / "link" / "kinship.tsv.gz"
NOUNS = frozenset({"04", "10", "11", "19", "21", "22", "26"})
"""Lexicographer files: act, communication, event, phenomenon, possession, process, state."""
SENSES = 8
ABOVE = frozenset({"@", "@i", "*", ">", "$"})
"""Pointers to what is broader, entailed, caused or grouped with it."""
HEAD = (
    "# Made by tools/build_kinship.py; do not edit. Lines: 'w' word, its senses (first ones first), senses of words\n"
    "# derived from it; 's' sense, broader senses. From WordNet 3.0, Copyright 2006 by Princeton University, all\n"
    "# rights reserved; licence: NOTICE.md beside this file.\n"
)


def synsets(folder: Path) -> Iterator[tuple[str, list[str], list[tuple[str, str, int]]]]:
    """Sense, its words, its pointers (symbol, sense, number of the word it goes out from; 0: all of them)."""
    for kind, name in (("v", "verb"), ("n", "noun")):
        for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
            fields = line.split("|")[0].split()
            if line.startswith(" ") or (kind == "n" and fields[1] not in NOUNS):
                continue
            count = int(fields[3], 16)
            words = [fields[4 + 2 * n].lower() for n in range(count)]
            rest = fields[5 + 2 * count :]
            pointers = [rest[4 * n : 4 * n + 4] for n in range(int(fields[4 + 2 * count]))]
            yield kind + fields[0], words, [(p[0], p[2] + p[1], int(p[3][:2], 16)) for p in pointers]


def ranks(folder: Path) -> dict[str, dict[str, int]]:
    """For each word the rank of its senses, 0 for the first, verbs and nouns each on their own."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for kind, name in (("v", "verb"), ("n", "noun")):
        for line in (folder / f"index.{name}").read_text(encoding="utf-8").splitlines():
            fields = line.split()
            if not line.startswith(" "):
                senses = fields[6 + int(fields[3]) :]
                found[fields[0]].update({kind + sense: rank for rank, sense in enumerate(senses)})
    return found


def lines(folder: Path) -> Iterator[str]:
    """The lines of the file, sorted, senses under short numbers."""
    known = {sense: (words, pointers) for sense, words, pointers in synsets(folder)}
    rank = ranks(folder)
    short = {sense: format(n, "x") for n, sense in enumerate(known)}
    senses: dict[str, list[str]] = defaultdict(list)
    derived: dict[str, set[str]] = defaultdict(set)
    for sense, (words, pointers) in known.items():
        for number, word in enumerate(words, start=1):
            if not word.isalpha() or rank[word].get(sense, SENSES) >= SENSES:
                continue
            senses[word].append(sense)
            derived[word].update(to for sign, to, out in pointers if sign == "+" and out == number and to in known)
    for word in sorted(senses):
        first = sorted(senses[word], key=lambda sense: (rank[word][sense], sense))
        told = ",".join(f"{short[sense]}:{rank[word][sense]}" for sense in first)
        yield f"w\t{word}\t{told}\t{','.join(sorted(short[sense] for sense in derived[word]))}"
    for sense, (_, pointers) in known.items():
        above = [short[to] for sign, to, _ in pointers if sign in ABOVE and to in known]
        if above:
            yield f"s\t{short[sense]}\t{','.join(above)}"


def main(folder: Path) -> None:
    """Write the file; the same WordNet gives the same bytes."""
    text = HEAD + "".join(line + "\n" for line in lines(folder))
    OUT.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
