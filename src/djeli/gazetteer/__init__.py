"""Places of the world by name: a packed table of GeoNames data, countries, areas, and overlays of villages."""

from djeli.gazetteer.dump import add_dump
from djeli.gazetteer.gazetteer import Gazetteer, country_name, country_words, open_gazetteer, theatres, written
from djeli.gazetteer.keys import name_key
from djeli.gazetteer.pack import km_between
from djeli.gazetteer.places import Country, Match, Place, PlaceKind

__all__ = [
    "Country", "Gazetteer", "Match", "Place", "PlaceKind", "add_dump", "country_name", "country_words", "km_between",
    "name_key", "open_gazetteer", "theatres", "written",
]  # fmt: skip
