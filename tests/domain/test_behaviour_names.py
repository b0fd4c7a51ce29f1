"""Everything a sheet can hold has a name for people, in every language and short enough for a line."""

from collections.abc import Iterable, Mapping

import pytest

from motbot.domain.behaviour_names import (
    role_name,
    sheet_names,
    signed,
)
from motbot.domain.expectation import ExpectationKind
from motbot.domain.language import Language, is_chinese_character
from motbot.domain.review import RaterRole
from motbot.domain.scoring import KNOWN, LEAST, MOST, Fault, Step
from motbot.domain.sheet import Fate, Outcome

TABLES: Mapping[str, Iterable[object]] = {
    "steps": Step,
    "behaviours": KNOWN,
    "faults": Fault,
    "scores": range(LEAST, MOST + 1),
    "rules": range(1, 10),
    "outcomes": Outcome,
    "fates": Fate,
    "raters": RaterRole,
    "kinds": ExpectationKind,
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("language", Language)
def test_everything_has_a_name_of_its_own_in_every_language(table: str, language: Language) -> None:
    names = getattr(sheet_names(language), table)

    assert set(names) == set(TABLES[table])
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize("table", TABLES)
def test_a_name_fits_into_a_line_and_is_written_in_its_language(table: str) -> None:
    for name in getattr(sheet_names(Language.EN), table).values():
        assert 0 < len(name) <= 60
        assert not any(is_chinese_character(letter) for letter in name)
    for name in getattr(sheet_names(Language.ZH), table).values():
        assert 0 < len(name) <= 30
        assert any(is_chinese_character(letter) for letter in name)


def test_a_score_is_written_with_its_sign() -> None:
    assert [signed(score) for score in (-3, -1, 0, 2)] == ["\u22123", "\u22121", "0", "+2"]


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("customer", "客户"),
        ("second agent", "第二位客服"),
        ("7th colleague", "第7位同事"),
        ("sixth customer", "第六位客户"),
    ],
)
def test_whoever_spoke_is_named_by_role_in_the_readers_language(role: str, name: str) -> None:
    assert role_name(role, Language.ZH) == name
    assert role_name(role, Language.EN) == role
