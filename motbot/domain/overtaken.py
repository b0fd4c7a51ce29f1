"""Tells which private message life has overtaken: what it asks for is settled, or what it would say is no longer so."""

from collections.abc import Mapping

from motbot.domain.events import Act
from motbot.domain.moment import Moment, Stage
from motbot.domain.nudge import Card, Prompt, PromptPurpose, Whisper, WhisperState

HANDED_ON = "handed_on"
"""What has settled the message to somebody, of a moment that has gone on to another."""
_CONFIRM_ENDS: Mapping[Stage, str] = {Stage.CONFIRMING: "", Stage.ACTING: Act.STILL_RUNNING}


def came_too_late(whisper: Whisper, moment: Moment) -> bool:
    """Whether a message has not gone out yet and would say what is no longer so."""
    if whisper.ts or whisper.state is WhisperState.REFUSED:
        return False
    nudge = whisper.nudge
    if isinstance(nudge, Prompt):
        still_owes = nudge.purpose is PromptPurpose.TAKEN and any(one.is_open for one in nudge.promises)
        return bool(end_of(nudge, moment, whisper.to)) and not still_owes
    taken = moment.to_be_told  # the card of whoever takes it over comes with its story, answered or not
    comes_with_story = taken is not None and taken.taker == whisper.to and isinstance(nudge, Card)
    return (moment.is_answered and not comes_with_story) or not moment.is_open


def end_of(prompt: Prompt, moment: Moment, to: str) -> str:
    """What has settled a prompt without anybody pressing it; empty while it still asks for, or tells, something."""
    if not moment.is_open:
        return str(moment.close_reason or "")
    claimed = Act.CLAIM if moment.agent == to else ""
    answered = "answered" if moment.is_answered else ""
    ends: Mapping[PromptPurpose, str] = {
        PromptPurpose.CONFIRM: _CONFIRM_ENDS.get(moment.stage, Act.NOT_QUITE),
        PromptPurpose.HANDOVER: "" if claimed else HANDED_ON,
        PromptPurpose.PROPOSAL: claimed,
        PromptPurpose.TAKEN: claimed if moment.agent in {to, prompt.taker} else HANDED_ON,
        PromptPurpose.ESCALATION: claimed or (HANDED_ON if moment.agent or moment.is_answered else ""),
    }
    return ends.get(prompt.purpose, answered)
