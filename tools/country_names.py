"""Build src/djeli/gazetteer/data/country_names.csv: names of countries in the languages that reports are written in.

    python tools/country_names.py [--out FILE]

The names are those of Unicode CLDR (Unicode License v3), as the package Babel carries them. Left out: languages whose
names stand in countries.csv already, names that mean another country there, and Latin names of four letters and less,
which are words or initials elsewhere ("Irã" would make a country of the IRA): those go under `names` in the
`places.yaml` of their language. Names that CLDR alone writes with a city behind them ("Конго - Киншаса") are replaced
by hand in countries.csv's aliases.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from pathlib import Path

from babel import Locale

from djeli.gazetteer import name_key
from djeli.gazetteer.byhand import load_countries

OUT = Path(__file__).parent.parent / "src" / "djeli" / "gazetteer" / "data" / "country_names.csv"
LANGUAGES = (
    "am", "ar", "az", "be", "bg", "bn", "ckb", "de", "el", "es", "fa", "ha", "he", "hi", "hy", "id", "it", "ja", "ka",
    "kk", "ky", "mk", "my", "nl", "pl", "ps", "pt", "ro", "ru", "so", "sr", "sw", "tg", "tr", "uk", "ur", "uz", "zh",
)  # fmt: skip
AMBIGUOUS = frozenset({"kongo", "конго", "конга", "ကွန်ဂို"})  # CLDR gives the bare name to one of two
SHORT = 4  # letters of a Latin name that is left to its own language
HEAD = """\
# Names of countries in other languages: Unicode CLDR, by tools/country_names.py. Don't edit: add a name that is missing
# to the aliases of countries.csv, or, when it holds in one language only, to `names` of lang/<code>/places.yaml.
"""


def names() -> dict[str, list[str]]:
    """By ISO code, names that mean that country alone."""
    known: dict[str, set[str]] = defaultdict(set)
    for country in load_countries():
        for name in (country.name, country.name_fr, *country.aliases):
            known[name_key(name)].add(country.iso2)
    told: dict[str, dict[str, str]] = defaultdict(dict)
    owners: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            key = name_key(name)
            word = name[0] < "ɐ" and len(key) <= SHORT
            if len(code) == 2 and code.isupper() and key and key not in AMBIGUOUS and not word:
                told[code].setdefault(key, name)
                owners[key].add(code)
    codes = {country.iso2 for country in load_countries()}
    return {
        code: sorted(n for k, n in told[code].items() if len(owners[k]) == 1 and not known.get(k))
        for code in sorted(codes)
    }


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8", newline="") as stream:
        stream.write(HEAD)
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["iso2", "names"])
        writer.writerows((code, ";".join(found)) for code, found in names().items() if found)
    print(f"{options.out}: {options.out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
