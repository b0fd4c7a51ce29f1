"""Values of the domain are said in words, in English and in Chinese."""

import re
from enum import StrEnum

import pytest

from motbot.catalogue import speaking
from motbot.domain.case import Split
from motbot.domain.expectation import ExpectationKind, NegativeType, Urgency
from motbot.domain.harm import Harm
from motbot.domain.reading import Strength
from motbot.domain.value_words import in_words

SAID: tuple[type[StrEnum], ...] = (Harm, Urgency, NegativeType, ExpectationKind, Strength, Split)
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("kind", SAID)
def test_every_value_that_a_trainer_sees_has_words_in_both_languages(kind: type[StrEnum]) -> None:
    with speaking("en"):
        assert [one for one in kind if "_" in in_words(one)] == []
    with speaking("zh"):
        assert [one for one in kind if not HAN.search(in_words(one))] == []


def test_a_value_that_nobody_has_named_is_readable() -> None:
    assert in_words("pt-BR") == "pt-BR"
    assert in_words("left_out_by_chance") == "left out by chance"
