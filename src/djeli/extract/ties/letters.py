"""Letters no page uses, which stand for the ends of relations in the line of a sentence."""

from __future__ import annotations

PERSON, NAME, BODY, STATE, NATION, AUTHORITY, OFFICE, MISSION, DATE = (chr(0xE001 + n) for n in range(9))
"""A person, a name of unknown kind, a body, a state or place, the adjective of a nation, a plain word for an authority
("a military court"), an office, a mission, a date."""

WHO = PERSON + NAME
WHOSE = BODY + STATE + NATION + AUTHORITY + MISSION
ANY = PERSON + NAME + BODY + STATE + AUTHORITY + MISSION
BODIES = BODY + STATE + AUTHORITY + MISSION
"""Those who may name, arrest, mandate; and people, who may be named, arrested, replaced."""
PEOPLE = PERSON + NAME
