"""The rows of the outbox without words: what stays of a message when what it said is erased."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from motbot.domain.blanking import without_words
from motbot.domain.nudge import PromiseNote, Whisper, WhisperState
from motbot.storage.whispers import read_whisper, write_whisper


def blank_whisper(row: Row[Any]) -> dict[str, Any]:
    """The columns of a message that is settled for ever: counted, and nobody's."""
    blank = replace(
        without_words(read_whisper(row)),
        key=f"gone:{row.id}",
        channel="",
        state=WhisperState.SENT,
        wake_at=None,
    )
    return _columns(replace(blank, sent_version=blank.version))


def hidden_whisper(row: Row[Any], *, wake_at: datetime | None) -> dict[str, Any]:
    """The columns of a message that is to vanish from Slack: nothing is left but what finds it there.

    One that may be in Slack without our knowing where is looked for by its key, in its person's room.
    """
    whisper = read_whisper(row)
    blank = replace(without_words(whisper), withdrawn=True, version=whisper.version + 1, wake_at=wake_at)
    if whisper.ts:
        return _columns(replace(blank, key=f"gone:{row.id}", state=WhisperState.TRYING))
    return _columns(replace(blank, key=whisper.key, to=whisper.to))


def without_promises(row: Row[Any], promises: Collection[int]) -> dict[str, Any]:
    """The document of a note in which the words of some promises are erased."""
    whisper = read_whisper(row)
    if not isinstance(whisper.nudge, PromiseNote):
        return write_whisper(whisper)
    items = tuple(without_words(one) if one.promise in promises else one for one in whisper.nudge.items)
    return write_whisper(replace(whisper, nudge=replace(whisper.nudge, items=items)))


def _columns(whisper: Whisper) -> dict[str, Any]:
    return {
        "key": whisper.key,
        "to_user": whisper.to,
        "state": whisper.state.value,
        "wake_at": whisper.wake_at,
        "value": write_whisper(whisper),
    }
