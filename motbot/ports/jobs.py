"""Durable work: the wake-ups the engine knows."""

from dataclasses import dataclass
from enum import StrEnum


class JobKind(StrEnum):
    """The wake-ups the engine knows; the value is the task's name on the wire between processes."""

    TAKE_EVENT = "take_event"
    COACH_MOMENT = "coach_moment"
    DRAFT_REPLY = "draft_reply"
    FOLLOW_MOMENT = "follow_moment"
    CONFIRM_OUTCOME = "confirm_outcome"
    SEND_WHISPER = "send_whisper"
    FOLLOW_CONVERSATION = "follow_conversation"
    TRACK_PROMISES = "track_promises"
    FOLLOW_PROMISE = "follow_promise"
    MEND_PROMISE = "mend_promise"
    REVIEW_THREAD = "review_thread"
    TELL_OF_SPENDING = "tell_of_spending"
    UPKEEP = "upkeep"
    WELCOME = "welcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One durable wake-up: what to do with which row. Jobs with the same lock never overlap and keep their order."""

    kind: JobKind
    subject: int
    """Id of the row: inbox for take_event; conversation for coach_moment, follow_conversation and track_promises;
    whisper for send_whisper; promise for follow_promise and mend_promise; review for review_thread; the day's
    number for tell_of_spending; upkeep for upkeep; 0 for welcome; else moment."""
    lock: str = ""
