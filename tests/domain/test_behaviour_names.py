"""Everything a sheet can hold has a name for people, in every language and short enough for a line."""

from collections.abc import Iterable, Mapping

import pytest

from motbot.domain.behaviour_names import (
    BEHAVIOUR_NAMES,
    FATE_NAMES,
    FAULT_NAMES,
    KIND_NAMES,
    OUTCOME_NAMES,
    RATER_NAMES,
    RULE_NAMES,
    SCORE_NAMES,
    STEP_NAMES,
    role_name,
    signed,
)
from motbot.domain.expectation import ExpectationKind
from motbot.domain.language import Language, is_chinese_character
from motbot.domain.review import RaterRole
from motbot.domain.scoring import KNOWN, LEAST, MOST, Fault, Step
from motbot.domain.sheet import Fate, Outcome

TABLES: Mapping[str, tuple[Mapping[Language, Mapping[object, str]], Iterable[object]]] = {
    "steps": (STEP_NAMES, Step),  # type: ignore[dict-item] # a mapping's keys do not vary
    "behaviours": (BEHAVIOUR_NAMES, KNOWN),  # type: ignore[dict-item] # likewise
    "faults": (FAULT_NAMES, Fault),  # type: ignore[dict-item] # likewise
    "scores": (SCORE_NAMES, range(LEAST, MOST + 1)),  # type: ignore[dict-item] # likewise
    "rules": (RULE_NAMES, range(1, 10)),  # type: ignore[dict-item] # likewise
    "outcomes": (OUTCOME_NAMES, Outcome),  # type: ignore[dict-item] # likewise
    "fates": (FATE_NAMES, Fate),  # type: ignore[dict-item] # likewise
    "raters": (RATER_NAMES, RaterRole),  # type: ignore[dict-item] # likewise
    "kinds": (KIND_NAMES, ExpectationKind),  # type: ignore[dict-item] # likewise
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("language", Language)
def test_everything_has_a_name_of_its_own_in_every_language(table: str, language: Language) -> None:
    names, wanted = TABLES[table]

    assert set(names[language]) == set(wanted)
    assert len(set(names[language].values())) == len(names[language])


@pytest.mark.parametrize("table", TABLES)
def test_a_name_fits_into_a_line_and_is_written_in_its_language(table: str) -> None:
    names, _ = TABLES[table]

    for name in names[Language.EN].values():
        assert 0 < len(name) <= 60
        assert not any(is_chinese_character(letter) for letter in name)
    for name in names[Language.ZH].values():
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
