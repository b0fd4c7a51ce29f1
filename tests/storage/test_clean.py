"""Tests of what is taken out of JSON at the door."""

import math
from json import dumps

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from motbot.domain.errors import BadInput
from motbot.storage.clean import DEEPEST, clean, clean_text
from motbot.storage.database import Database


def test_a_nul_and_a_lone_surrogate_become_the_replacement_character() -> None:
    assert clean_text("a\0b\ud800c") == "a�b�c"


def test_a_pair_of_surrogates_becomes_its_character() -> None:
    assert clean_text("\ud83d\ude00") == "😀"


def test_a_byte_order_mark_in_the_middle_of_a_text_stays() -> None:
    assert clean_text("\ufeff您好\ufeff") == "\ufeff您好\ufeff"


def test_keys_are_cleaned_like_values() -> None:
    assert clean({"a\0": ["\ud800", {"b\0": 1}]}) == {"a�": ["�", {"b�": 1}]}


def test_numbers_that_json_does_not_know_become_null() -> None:
    assert clean({"a": math.nan, "b": math.inf, "c": 1.5}) == {"a": None, "b": None, "c": 1.5}


def test_json_nested_too_deeply_is_refused_and_not_followed() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]

    with pytest.raises(BadInput, match=f"deeper than {DEEPEST} levels"):
        clean({"deep": deep})


@pytest.mark.row("F2", trials=100, long=20_000)
@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_every_cleaned_text_has_a_utf_8_form_without_nul(dirty: str) -> None:
    assert b"\0" not in clean_text(dirty).encode()


@given(st.text())
def test_a_text_without_nul_stays_as_it_is(decent: str) -> None:
    assert clean_text(decent.replace("\0", "")) == decent.replace("\0", "")


async def test_postgresql_takes_every_cleaned_character(database: Database) -> None:
    dirty = {"all": "".join(map(chr, range(0x11000))), "high": "\U0010ffff"}

    async with database.engine.begin() as connection:
        stored = await connection.execute(text("SELECT CAST(:body AS jsonb)").bindparams(body=dumps(clean(dirty))))

    assert stored.scalar_one() == clean(dirty)
