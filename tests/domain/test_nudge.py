"""When a private message of ours is settled: Slack shows what it should, or never will."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from motbot.domain.expectation import Urgency
from motbot.domain.language import Language
from motbot.domain.nudge import Place, Summary, Whisper, WhisperState

WHISPER = Whisper(
    key="summary:7:A1",
    team="T1",
    to="A1",
    moment=7,
    nudge=Summary(
        moment=7,
        language=Language.EN,
        place=Place(channel="C1", ts="1.0"),
        channel_name="acme",
        words="where is my order",
        urgency=Urgency.NORMAL,
        reply_by=None,
    ),
    created_at=datetime(2026, 3, 2, 12, 0, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("state", "sent", "version", "settled"),
    [
        (WhisperState.NEW, 0, 1, False),
        (WhisperState.TRYING, 0, 1, False),
        (WhisperState.TRYING, 1, 1, False),
        (WhisperState.UNSURE, 1, 1, False),
        (WhisperState.SENT, 1, 1, True),
        (WhisperState.SENT, 1, 2, False),
        (WhisperState.SENT, 2, 2, True),
        (WhisperState.REFUSED, 0, 1, True),
        (WhisperState.REFUSED, 1, 3, True),
    ],
)
def test_a_message_is_settled_once_its_newest_version_is_sent_or_refused(
    state: WhisperState, sent: int, version: int, settled: bool
) -> None:
    assert replace(WHISPER, state=state, sent_version=sent, version=version).is_settled is settled


def test_a_message_that_was_taken_back_is_not_settled_before_slack_has_taken_it_away() -> None:
    sent = replace(WHISPER, state=WhisperState.SENT, sent_version=1)

    assert sent.is_settled
    assert not replace(sent, withdrawn=True, version=2).is_settled
