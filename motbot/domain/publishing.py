"""What becomes of published prompts: promoted, tried beside the live one, rolled back; and every such change."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from motbot.domain.prompt import PublishedPrompt, Standing

WHOLE = 100
"""Percent of conversations."""


class ChangeKind(StrEnum):
    """What was done to a task's prompts."""

    FIRST = "first"
    """The shipped text was published, since none was."""
    PROMOTED = "promoted"
    TRIED = "tried"
    """Put on trial beside the live one, or given another share."""
    TRIAL_ENDED = "trial_ended"
    """Rolled back while a trial ran: the live one stays, for every conversation."""
    ROLLED_BACK = "rolled_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptChange:
    """One change of what is in force for a task; the standing's generation gives the order of all changes."""

    kind: ChangeKind
    standing: Standing
    """As it is from now on."""
    by: str = ""
    """An account of the machine or of Slack; `motbot` for what it did itself."""
    reason: str = ""
    """Why it was forced; empty where it was not."""
    figures_before: Mapping[str, float] = field(default_factory=dict)
    """What the live prompt was measured to do on the same cases as the new one; empty where nothing was measured."""
    at: datetime


def digest_of(text: str) -> str:
    """The hash of a prompt's text: a published text that no longer fits its own was changed behind our back."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_unchanged(prompt: PublishedPrompt) -> bool:
    """Whether the text is the one that was published."""
    return digest_of(prompt.text) == prompt.digest


def promoted(now: Standing, prompt: int) -> Standing:
    """Another prompt answers every conversation; a trial was measured beside the old one, and ends."""
    return Standing(task=now.task, live=prompt, before=now.live)


def tried(now: Standing, prompt: int, share: int) -> Standing:
    """A prompt answers a share of the conversations; one that was on trial before is so no longer."""
    return replace(now, trial=prompt, share=share)


def rolled_back(now: Standing, *, before: int) -> Standing:
    """What was there before the newest change: of a trial, none; of a promotion, the prompt it replaced.

    Args:
        now: the standing, with a trial or something to go back to.
        before: what `now.before` had replaced in its turn; 0 where that was nothing.
    """
    if now.trial:
        return replace(now, trial=0, share=0)
    return Standing(task=now.task, live=now.before, before=before)
