"""Our own words: complete in every language, with the same gaps to fill."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from motbot.domain.due import Doubt
from motbot.domain.events import Act
from motbot.domain.expectation import ExpectationKind, Urgency
from motbot.domain.language import Language
from motbot.domain.limits import LimitKind
from motbot.domain.moment import CloseReason, Stage
from motbot.domain.nudge import NotePurpose, NudgeKind, PromptPurpose, SheetPurpose
from motbot.domain.overtaken import HANDED_ON
from motbot.domain.promise import Mending, PromiseState, Withdrawn
from motbot.domain.review import Failure, RaterRole, RemarkKind, ReviewState
from motbot.slack.mine_phrases import MineWording, mine_wording
from motbot.slack.phrases import Wording
from motbot.slack.promise_phrases import PromiseWording
from motbot.slack.promise_wording import promise_wording
from motbot.slack.sheet_note_wording import sheet_note_wording
from motbot.slack.sheet_phrases import SheetNoteWording, SheetWording
from motbot.slack.sheet_wording import sheet_wording
from motbot.slack.wording import wording

PAIRS: Mapping[type[Any], tuple[Any, Any]] = {
    kind: (words(Language.EN), words(Language.ZH))
    for kind, words in (
        (Wording, wording),
        (PromiseWording, promise_wording),
        (SheetWording, sheet_wording),
        (SheetNoteWording, sheet_note_wording),
        (MineWording, mine_wording),
    )
}
FIELDS = [(kind, field.name) for kind in PAIRS for field in dataclasses.fields(kind)]


def gaps(value: object) -> Iterator[object]:
    """The keys and the names in braces of a field, text by text."""
    if isinstance(value, str):
        yield sorted(re.findall(r"\{(\w+)(?::,)?\}", value))
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


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_both_languages_say_the_same_things(kind: type[object], field: str) -> None:
    english, chinese = (getattr(words, field) for words in PAIRS[kind])
    assert list(gaps(english)) == list(gaps(chinese))
    assert all(text.strip() for text in (*said(english), *said(chinese)))


@pytest.mark.parametrize("words", PAIRS[Wording])
def test_every_kind_and_state_has_a_word(words: Wording) -> None:
    assert set(words.urgency) == set(Urgency)
    assert set(words.stage) == set(Stage)
    assert set(words.closed) == set(CloseReason)
    assert set(words.kind) == set(ExpectationKind)
    assert set(words.reply_heading) == set(NudgeKind)
    assert set(words.prompt) == set(PromptPurpose)
    assert set(words.settled) <= {*Act, HANDED_ON}


@pytest.mark.parametrize("words", PAIRS[PromiseWording])
def test_every_doubt_limit_and_end_of_a_promise_has_a_word(words: PromiseWording) -> None:
    assert set(words.doubt) == set(Doubt)
    assert set(words.beyond) == set(LimitKind)
    assert set(words.mending) == set(Mending)
    assert set(words.withdrawn) == set(Withdrawn)
    assert set(words.note) == set(words.notes) == set(words.advice) == set(NotePurpose)


@pytest.mark.parametrize("words", PAIRS[PromiseWording])
def test_titles_fit_into_a_window(words: PromiseWording) -> None:
    assert max(len(title) for title in (words.fix_title, words.move_title)) <= 24
    assert len(words.help) <= 2_000


@pytest.mark.parametrize("words", PAIRS[SheetWording])
def test_every_failure_and_remark_of_a_sheet_has_a_word_and_its_titles_fit(words: SheetWording) -> None:
    assert set(words.failed) == set(Failure)
    assert set(words.does) == set(words.does_you) == set(words.remark_kinds) == set(RemarkKind)
    titles = (words.title, words.marks_title, words.remark_title, words.text_title, words.close, words.done)
    assert max(len(title) for title in titles) <= 24


@pytest.mark.parametrize("words", PAIRS[SheetNoteWording])
def test_every_reason_to_tell_of_a_sheet_has_a_word(words: SheetNoteWording) -> None:
    assert set(words.note) == set(SheetPurpose)
    assert set(words.item_state) == set(ReviewState)


@pytest.mark.parametrize("words", PAIRS[MineWording])
def test_every_act_promise_and_role_has_a_word_for_the_person_it_is_about(words: MineWording) -> None:
    assert set(words.act_names) == {*Act, "draft"}
    assert set(words.promise) == set(PromiseState)
    assert set(words.rater) == set(RaterRole)
    assert len(words.title) <= 24
