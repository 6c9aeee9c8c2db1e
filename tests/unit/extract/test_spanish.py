"""Spanish without a parser: what happened, to how many, when, who did it, how sure, who says so."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from djeli.extract.annotate import annotate
from djeli.extract.events.find import find_triggers
from djeli.extract.harm.find import find_counts
from djeli.extract.mentions import Sentence, Trigger
from djeli.extract.roles.actors import find_actors
from djeli.extract.roles.parties import context
from djeli.extract.roles.windows import roles_by_window
from djeli.extract.speech.speakers import find_attributions
from djeli.extract.times import find_times
from djeli.extract.tools import Tools, load_tools
from djeli.records import Item, Text
from djeli.resources.event_types import event_types

PAGE = dt.date(2024, 7, 17)  # a Wednesday


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def sentences(text: str) -> tuple[Sentence, ...]:
    """Sentences of a Spanish text."""
    source = Text(document="0" * 64, reader="test@1", content=text)
    return annotate(Item(text=source.id, start=0, end=len(text), language="es"), source, tools())


def triggers(text: str) -> tuple[Trigger, ...]:
    """Triggers of a Spanish text."""
    found = sentences(text)
    return find_triggers(found, tools().lexicons["es"], actors=find_actors(found, text, tools().actors))


def roles(text: str) -> str:
    """Roles of all triggers but talk, each once; "?" marks an accusation."""
    found = sentences(text)
    ctx = context(tools().lexicons["es"], find_actors(found, text, tools().actors), tools().gazetteer)
    rows = [
        f"{role.value}{'?' if one.accused else ''}={one.party.actor or one.party.name}"
        for trigger in triggers(text)
        if event_types()[trigger.type].family != "statement"
        for role, one in roles_by_window(trigger, found[trigger.sentence], ctx)
    ]
    return "; ".join(dict.fromkeys(rows))


COUNTS = (
    ("Al menos 12 soldados fueron asesinados en una emboscada.", "killed 12.. event"),
    ("Dos policías murieron y cinco resultaron heridos en el ataque.", "killed 2 event; wounded 5 event"),
    ("El atentado dejó un saldo de 12 muertos y 40 heridos.", "killed 12 event; wounded 40 event"),
    ("La masacre dejó tres muertos en Tibú.", "killed 3 event"),
    ("Hombres armados mataron a cuatro campesinos.", "killed 4 event"),
    ("Mataron a los cuatro hermanos.", "killed 4 event"),
    ("Fueron secuestradas 23 personas.", "abducted 23 event"),
    ("Unas 3.000 personas fueron desplazadas por los combates.", "displaced 2700-3000-3300 event"),
    ("El ejército abatió a ocho guerrilleros.", "killed 8 event"),
    ("Unos 50 indígenas huyeron de sus hogares.", "displaced 45-50-55 event"),
    ("Una decena de personas murió en el atentado.", "killed 9-10-11 event"),
    ("El número de muertos subió de 5 a 17.", "killed 5 earlier; killed 17 event"),
    ("Las autoridades capturaron a tres sospechosos.", "arrested 3 event"),
    ("Veintidós personas perdieron la vida.", "killed 22 event"),
    ("Entre 10 y 15 personas murieron, entre ellas tres niños.", "killed 10..15 event; killed 3 part"),
    ("Los sucesos causaron la muerte de 18 personas.", "killed 18 event"),
    ("Hubo más de 500 heridos.", "wounded 500.. event"),
    ("Otras 12 personas resultaron heridas.", "wounded 12 event"),
    ("El ataque causó al menos 17 muertos este lunes.", "killed 17.. event"),
    ("Fueron hallados los cuerpos de tres personas.", "killed 3 event"),
    ("Más de 200 familias se vieron obligadas a desplazarse.", "displaced 200.. event"),
    ("Tres personas siguen desaparecidas.", "missing 3 event"),
    ("Sicarios matan a dos hermanos en Tumaco.", "killed 2 event"),
    ("Las disidencias secuestraron a 57 militares.", "abducted 57 event"),
    ("Un atentado segó la vida de tres agentes.", "killed 3 event"),
    ("Un policía murió y cuatro más heridos fueron evacuados.", "killed 1 event; wounded 4 event"),
    ("No hubo víctimas.", "killed 0 event; wounded 0 event"),
    ("El ELN podría matar a cinco hombres.", ""),
    ("Los rebeldes tienen 40 motocicletas.", ""),
)


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_tolls(text: str, expected: str) -> None:
    """Numbers, hedges and harm; nothing for threats and things."""
    shown = []
    for one in find_counts(sentences(text), text, "es"):
        q = one.quantity
        if q.low == q.high:
            number = str(q.best)
        elif q.best in (None, q.low):
            number = f"{q.low}..{q.high or ''}"
        else:
            number = f"{q.low}-{q.best}-{q.high}"
        shown.append(f"{one.harm.value} {number} {q.scope.value}")
    assert "; ".join(shown) == expected


DATES = (
    ("El lunes hubo un ataque.", "2024-07-15"),
    ("La madrugada del 3 de mayo mataron a dos.", "2024-05-03"),
    ("El pasado 12 de julio hubo un ataque.", "2024-07-12"),
    ("Ocurrió este martes en la noche.", "2024-07-16"),
    ("El 5 de enero de 2023 murieron dos.", "2023-01-05"),
    ("Hace tres días hubo un ataque.", "2024-07-14"),
    ("Hace dos semanas murieron tres.", "2024-06-30..2024-07-06"),
    ("Ayer por la tarde hubo combates.", "2024-07-16"),
    ("Anoche hubo combates.", "2024-07-16"),
    ("En la noche del viernes hubo combates.", "2024-07-12"),
    ("El sábado pasado hubo combates.", "2024-07-13"),
    ("La semana pasada hubo combates.", "2024-07-08..2024-07-14"),
    ("Entre el 3 y el 5 de mayo hubo combates.", "2024-05-03..2024-05-05"),
    ("En marzo de 2021 hubo combates.", "2021-03-01..2021-03-31"),
    ("El pasado mes de abril hubo combates.", "2024-04-01..2024-04-30"),
    ("Durante el fin de semana hubo combates.", "2024-07-13..2024-07-14"),
    ("El Domingo de Pascua hubo una explosión.", "2024-03-31"),
)


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: str) -> None:
    """Dates against a page of Wednesday, 17 July 2024."""
    (one,) = find_times(sentences(text), text, "es", published=PAGE)
    start, end = one.when.start, one.when.end
    assert (str(start) if start == end else f"{start}..{end}") == expected


ROLES = (
    ("Hombres armados mataron a tres comerciantes.", "perpetrator=Hombres armados; victim=comerciantes"),
    ("Tres soldados fueron asesinados por guerrilleros del ELN.", "victim=soldados; perpetrator=eln"),
    ("El ejército abatió a ocho rebeldes.", "perpetrator=ejército; victim=rebeldes"),
    ("Los rebeldes abatieron a ocho soldados.", "perpetrator=rebeldes; victim=soldados"),
    ("Un ataque del ELN contra una base militar dejó heridos.", "perpetrator=eln; target=base militar"),
    ("Los paramilitares secuestraron a dos periodistas.", "perpetrator=paramilitares; victim=periodistas"),
    ("Dos periodistas fueron secuestrados por paramilitares.", "victim=periodistas; perpetrator=paramilitares"),
    ("La policía capturó a tres sicarios.", "perpetrator=policía; target=sicarios"),
    ("Hubo enfrentamientos entre el ejército y las disidencias.", "participant=ejército; participant=disidencias"),
    ("Un ataque perpetrado por yihadistas alcanzó una mezquita.", "target=mezquita; perpetrator=yihadistas"),
    ("Los atacantes quemaron varias viviendas.", "perpetrator=atacantes; target=viviendas"),
    ("El grupo lanzó un ataque contra la aldea.", "perpetrator=grupo; target=aldea"),
    ("Las autoridades acusan a los rebeldes de haber matado a dos maestros.",
     "perpetrator?=rebeldes; victim=maestros"),
    ("Una masacre atribuida a las autodefensas fue denunciada.", "perpetrator?=autodefensas"),
    ("El pueblo fue atacado por hombres encapuchados.", "target=pueblo; perpetrator=hombres encapuchados"),
    ("Los soldados violaron el alto el fuego.", "perpetrator=soldados"),
    ("Policías dispersaron a los manifestantes.", "perpetrator=Policías; target=manifestantes"),
    ("El líder social fue asesinado.", "victim=líder social"),
    ("Fueron asesinados tres campesinos.", "victim=campesinos"),
    ("Murieron dos niños y una mujer en el ataque.", "victim=niños; victim=mujer"),
    ("En el río murió un pescador.", "victim=pescador"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(text: str, expected: str) -> None:
    """Who did what to whom, the same for soldiers and rebels."""
    assert roles(text) == expected


TYPES = (
    ("Un coche bomba explotó frente a una comisaría.", "car_bombing actual"),
    ("Una emboscada dejó dos muertos.", "ambush actual"),
    ("El presidente declaró el estado de excepción.", "state_of_emergency actual"),
    ("El gobierno y el ELN firmaron un acuerdo de paz.", "agreement actual"),
    ("Los soldados violaron el alto el fuego.", "ceasefire_violation actual"),
    ("Los manifestantes bloquearon la carretera.", "roadblock actual"),
    ("Cientos de familias huyeron de sus hogares.", "displacement actual"),
    ("Los guerrilleros liberaron a dos policías.", "prisoner_release actual"),
    ("Los rebeldes podrían atacar la capital.", "armed_attack hypothetical"),
    ("El gobierno planea una ofensiva contra los rebeldes.", "offensive planned"),
    ("El ejército no atacó el pueblo.", "armed_attack negated"),
    ("Hubo un intento de secuestro.", "abduction foiled"),
    ("Lanzó un programa para combatir la pobreza.", ""),
    ("El acusado sufrió un ataque al corazón.", ""),
)


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_types_and_modality(text: str, expected: str) -> None:
    """The type of what is told, and whether it is told as having happened."""
    assert "; ".join(f"{t.type} {t.modality.value}" for t in triggers(text)) == expected


SPEAKERS = (
    ("La Fiscalía informó que tres personas fueron asesinadas.", "La Fiscalía", "asserts", "government"),
    ("Según la policía, dos hombres murieron en el ataque.", "la policía", "asserts", "police"),
    ("El ELN reivindicó el atentado contra el batallón.", "El ELN", "claims_responsibility", "armed_group"),
    ("El ejército desmintió que hubiera muertos.", "El ejército", "denies", "army"),
    ("«Vimos doce cuerpos», dijo un testigo.", "un testigo", "asserts", "witness"),
    ("La ONU condenó el ataque contra la escuela.", "La ONU", "condemns", "united_nations"),
    ("Dos civiles murieron, informó el alcalde.", "el alcalde", "asserts", "local_official"),
    ("Los habitantes acusaron al ejército de disparar contra la multitud.", "Los habitantes", "accuses", "residents"),
    ("De acuerdo con el hospital, hay cinco heridos.", "el hospital", "asserts", "hospital"),
    ("Dos agentes murieron, según confirmaron fuentes oficiales.", "fuentes oficiales", "asserts", "government"),
    ("El ataque fue reivindicado por Estado Islámico.", "Estado Islámico", "claims_responsibility", "armed_group"),
    ("El ministro de Defensa confirmó la muerte de seis soldados.", "El ministro de Defensa", "confirms", "government"),
    ("Naciones Unidas pidió una investigación.", "Naciones Unidas", "calls_for", "united_nations"),
)


@pytest.mark.parametrize(("text", "source", "stance", "informant"), SPEAKERS)
def test_speakers(text: str, source: str, stance: str, informant: str) -> None:
    """Who says it, how the speaker stands to it, and what kind of source that is."""
    (one,) = find_attributions(sentences(text), text, "es")
    assert one.source is not None
    assert text[one.source[0] : one.source[1]] == source
    assert (one.stance.value, one.informant.value) == (stance, informant)
