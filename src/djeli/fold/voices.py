"""Whose word a claim is: the key under which two speakers are one informant, and two texts one voice."""

from __future__ import annotations

from djeli.records import Claim, Speaker
from djeli.text.similarity import words
from djeli.views import Account, FigureAccount
from djeli.vocab import Informant

UNNAMED = frozenset(
    {
        Informant.RESIDENTS,
        Informant.WITNESS,
        Informant.SECURITY_SOURCE,
        Informant.ANONYMOUS,
        Informant.UNKNOWN,
        Informant.LOCAL_OFFICIAL,
        Informant.HOSPITAL,
    }
)
"""Kinds that mostly come without a name: without an actor id, two of a kind are taken for the same."""
_HOLLOW = frozenset({"the", "a", "an", "of", "and", "le", "la", "les", "l", "de", "du", "des", "et", "news", "agency"})


def family_of(account: Account | FigureAccount) -> str:
    """The account's text family; an item nothing was found out about is its own."""
    return account.family or account.item.id


def outlet_key(name: str) -> str:
    """A name as its telling words in order: "The Associated Press" and "associated press" are one."""
    return " ".join(word for word in words(name) if word not in _HOLLOW)


def informant_key(speaker: Speaker) -> str:
    """What makes two speakers one informant: the actor, else the name, else (when unnamed) the kind."""
    if speaker.actor:
        return f"actor:{speaker.actor}"
    if speaker.informant in UNNAMED:
        return f"kind:{speaker.informant.value}"
    return f"name:{outlet_key(speaker.name) or speaker.informant.value}"


def voice(claim: Claim, account: Account | FigureAccount) -> str:
    """Whose word it is: the speaker, or the text family where the item speaks for itself."""
    return informant_key(claim.speaker) if claim.speaker is not None else f"text:{family_of(account)}"


def voice_name(claim: Claim, account: Account | FigureAccount) -> str:
    """The voice in words, for people: the speaker's name, else the outlet, else "the text itself"."""
    if claim.speaker is not None:
        return claim.speaker.name
    return account.item.publisher.value if account.item.publisher else "the text itself"
