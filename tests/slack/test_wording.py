"""Our own words: complete in every language, with the same gaps to fill."""

import dataclasses
import re
from collections.abc import Iterator

import pytest

from motbot.domain.events import Act
from motbot.domain.expectation import ExpectationKind, Urgency
from motbot.domain.language import Language
from motbot.domain.moment import CloseReason, Stage
from motbot.domain.nudge import NudgeKind, PromptPurpose
from motbot.slack.phrases import Wording
from motbot.slack.wording import EN, ZH, wording

FIELDS = [field.name for field in dataclasses.fields(Wording)]


def gaps(value: object) -> Iterator[object]:
    """The keys and the names in braces of a field, text by text."""
    if isinstance(value, str):
        yield sorted(re.findall(r"\{(\w+)\}", value))
    elif isinstance(value, dict):
        for key, text in value.items():
            yield key, *gaps(text)
    elif isinstance(value, tuple):
        for text in value:
            yield from gaps(text)


def said(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | tuple):
        for text in value.values() if isinstance(value, dict) else value:
            yield from said(text)


@pytest.mark.parametrize("field", FIELDS)
def test_both_languages_say_the_same_things(field: str) -> None:
    english, chinese = getattr(EN, field), getattr(ZH, field)
    if field != "date":
        assert list(gaps(english)) == list(gaps(chinese))
    assert all(text.strip() for text in (*said(english), *said(chinese)))


def test_every_language_has_its_words() -> None:
    assert [wording(language) for language in Language] == [EN, ZH]


@pytest.mark.parametrize("words", [EN, ZH])
def test_every_kind_and_state_has_a_word(words: Wording) -> None:
    assert set(words.urgency) == set(Urgency)
    assert set(words.stage) == set(Stage)
    assert set(words.closed) == set(CloseReason)
    assert set(words.kind) == set(ExpectationKind)
    assert set(words.reply_heading) == set(NudgeKind)
    assert set(words.prompt) == set(PromptPurpose)
    assert set(words.settled) <= set(Act)
