"""Russian, Ukrainian, Bulgarian and Kyrgyz without a parser: what happened, to how many, when, where, who did it."""

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
from djeli.lang.stems import Stems, stems_of
from djeli.records import Item, Text
from djeli.split.language import detect
from djeli.vocab import Scope

PAGE = dt.date(2024, 7, 17)  # a Wednesday


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def sentences(text: str, code: str) -> tuple[Sentence, ...]:
    """Sentences of a text."""
    source = Text(document="0" * 64, reader="test@1", content=text)
    return annotate(Item(text=source.id, start=0, end=len(text), language=code), source, tools())


def triggers(text: str, code: str) -> tuple[Trigger, ...]:
    """Triggers of a text."""
    found = sentences(text, code)
    return find_triggers(found, tools().lexicons[code], actors=find_actors(found, text, tools().actors))


TYPES = (
    ("ru", "Боевики атаковали блокпост в Назрани.", "armed_attack actual"),
    ("ru", "Минувшей ночью войска обстреляли Никополь из артиллерии.", "shelling actual"),
    ("ru", "Теракт предотвращён в Дербенте.", "armed_attack foiled; interception actual"),
    ("ru", "Власти намерены провести спецоперацию.", "security_operation planned"),
    ("ru", "Сердечный приступ случился у депутата.", ""),
    ("uk", "Окупанти обстріляли Нікополь.", "shelling actual"),
    ("uk", "Російська ракета влучила в будинок.", "missile_strike actual"),
    ("bg", "Бомбен атентат уби двама войници.", "bombing actual"),
    ("ky", "Чек арада атышуу болду.", "shooting actual"),
)


@pytest.mark.parametrize(("code", "text", "expected"), TYPES)
def test_types_and_modality(code: str, text: str, expected: str) -> None:
    """Words in any case and person tell their type; what was planned or foiled did not happen."""
    assert "; ".join(f"{t.type} {t.modality.value}" for t in triggers(text, code)) == expected


COUNTS = (
    ("ru", "Погибли трое мирных жителей, ещё 12 человек получили ранения.", "killed 3; wounded 12"),
    ("ru", "По меньшей мере 15 военнослужащих убиты и 40 ранены.", "killed 15; wounded 40"),
    ("ru", "Число погибших возросло с 20 до 35 человек.", "killed 35"),
    ("ru", "Не менее десяти человек погибли.", "killed 10"),
    ("ru", "Ранена 35-летняя женщина.", "wounded 1"),
    ("ru", "Неизвестные похитили пятерых шахтёров.", "abducted 5"),
    ("ru", "Уничтожены 12 танков.", ""),
    ("uk", "Загинули троє мирних мешканців.", "killed 3"),
    ("uk", "Кількість загиблих зросла до 59.", "killed 59"),
    ("bg", "Най-малко 15 души загинаха, а 20 бяха ранени.", "killed 15; wounded 20"),
    ("ky", "15 киши жаракат алды.", "wounded 15"),
)


@pytest.mark.parametrize(("code", "text", "expected"), COUNTS)
def test_tolls(code: str, text: str, expected: str) -> None:
    """Declined and collective numerals, people before and behind the verb, nothing for things."""
    found = find_counts(sentences(text, code), text, code)
    told = [one for one in found if one.quantity.scope is not Scope.EARLIER]
    assert "; ".join(f"{one.harm.value} {one.quantity.best}" for one in told) == expected


DATES = (
    ("ru", "В ночь на 5 мая прогремел взрыв.", "2024-05-05"),
    ("ru", "Во вторник прогремел взрыв.", "2024-07-16"),
    ("ru", "В прошлую среду прогремел взрыв.", "2024-07-10"),
    ("ru", "Накануне прогремел взрыв.", "2024-07-16"),
    ("ru", "Три дня назад прогремел взрыв.", "2024-07-14"),
    ("uk", "Вибух стався 14 січня 2023 року.", "2023-01-14"),
    ("uk", "У вівторок стався вибух.", "2024-07-16"),
    ("bg", "Във вторник избухна взрив.", "2024-07-16"),
    ("ky", "2022-жылдын 14-сентябрында атышуу болду.", "2022-09-14"),
)


@pytest.mark.parametrize(("code", "text", "expected"), DATES)
def test_dates(code: str, text: str, expected: str) -> None:
    """Dates against a page of Wednesday, 17 July 2024."""
    (one,) = find_times(sentences(text, code), text, code, published=PAGE)
    assert str(one.when.start) == expected


ROLES = (
    ("Боевики убили трех солдат.", "perpetrator=Боевики; victim=солдат"),
    ("Солдаты убили трех боевиков.", "perpetrator=Солдаты; victim=боевиков"),
    ("Трое солдат убиты боевиками под Идлибом.", "victim=солдат; perpetrator=боевиками"),
    ("Трое боевиков убиты солдатами под Идлибом.", "victim=боевиков; perpetrator=солдатами"),
    ("Неизвестные похитили пятерых шахтеров.", "perpetrator=Неизвестные; victim=шахтеров"),
    ("Столкновения между армией и повстанцами продолжаются.", "participant=армией; participant=повстанцами"),
)


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles_by_case(text: str, expected: str) -> None:
    """Case endings say who acts and who is hit, the same for soldiers and fighters."""
    found = sentences(text, "ru")
    ctx = context(tools().lexicons["ru"], find_actors(found, text, tools().actors), tools().gazetteer)
    rows = [
        f"{role.value}={one.party.name}"
        for trigger in triggers(text, "ru")
        for role, one in roles_by_window(trigger, found[trigger.sentence], ctx)
    ]
    assert "; ".join(dict.fromkeys(rows)) == expected


@pytest.mark.parametrize(
    ("code", "text", "source"),
    [
        ("ru", "Двое погибли, сообщил губернатор.", "губернатор"),
        ("ru", "Министр обороны заявил, что двое солдат погибли.", "Министр обороны"),
        ("uk", "Двоє загинули, повідомив голова ОВА.", "голова ОВА"),
    ],
)
def test_speakers(code: str, text: str, source: str) -> None:
    """Speakers before the verb with a clause behind its comma, and behind it."""
    (one,) = find_attributions(sentences(text, code), text, code)
    assert one.source is not None
    assert text[slice(*one.source)] == source


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Российские военные обстреляли Херсон", "ru"),
        ("Обстріл Харкова: двоє загиблих", "uk"),
        ("Двама войници бяха убити при престрелка на границата", "bg"),
        ("Чек арада атышуу болду, үч адам каза болду", "ky"),
    ],
)
def test_short_texts_have_their_language(text: str, code: str) -> None:
    """Letters of their own and common words tell neighbours apart where the text is too short for the model."""
    assert detect(text) == code


def test_stems() -> None:
    """A stem stands for its forms and nothing else; a language without endings has none."""
    stems = Stems(["обстрел", "обстреля"], ["", "а", "ами", "ли"])
    assert stems.of("обстрелами") == ("обстрел~",)
    assert stems.of("обстреляли") == ("обстреля~",)
    assert stems.of("обстрельный") == ()
    assert stems.forms("обстрел~") == ("обстрел", "обстрела", "обстрелами", "обстрелли")
    assert stems_of("fr") is None
