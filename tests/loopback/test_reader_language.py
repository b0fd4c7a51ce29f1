"""A local page refuses in the language that its reader has chosen on it, or else in the browser."""

import pytest
from aiohttp.test_utils import make_mocked_request

from motbot.loopback.guards import reader_language


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("zh", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-US,en;q=0.9,zh;q=0.8", "en"),
        ("xx, zh", "zh"),
        ("xx", ""),
        ("", ""),
        ("*", ""),
        ("," * 10_000, ""),
    ],
)
def test_the_dearest_language_that_has_words_is_spoken(asked: str, language: str) -> None:
    assert reader_language(make_mocked_request("GET", "/", headers={"Accept-Language": asked})) == language


def test_a_program_that_asks_for_none_is_answered_in_the_language_of_the_process() -> None:
    assert reader_language(make_mocked_request("GET", "/")) == ""
