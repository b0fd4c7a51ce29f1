"""The part of an agent's own Home tab about nudges that have grown fewer, with the button that brings them back."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, ButtonElement, SectionBlock

from motbot.domain.fading import Fading
from motbot.domain.language import Language
from motbot.domain.preferences import Amount, Preferences
from motbot.slack import rich
from motbot.slack.fading_wording import FadingWording, fading_wording

BRING_BACK = "bring_nudges_back"
"""Action id; the value is the step."""
_LINE_AT_MOST = 400
_LABEL_AT_MOST = 75


def fading_blocks(fadings: Sequence[Fading], preferences: Preferences, language: Language) -> Iterator[Block]:
    """A line for each step whose nudges have faded; nothing where none have."""
    faded = [one for one in fadings if one.has_faded]
    if not faded:
        return
    say = fading_wording(language)
    yield rich.divider()
    yield rich.header(say.heading)
    for one in faded:
        text = rich.plain(_told(one, preferences, say), _LINE_AT_MOST)
        label = rich.plain(say.bring_back, _LABEL_AT_MOST)
        # One id for each: Slack refuses two buttons of one id in a block, and tells them apart by it elsewhere.
        yield SectionBlock(text=text, accessory=ButtonElement(text=label, action_id=BRING_BACK, value=one.step.value))
    yield rich.context(say.hint)


def _told(one: Fading, preferences: Preferences, say: FadingWording) -> str:
    step = say.steps[one.step]
    if preferences.wish(one.step).amount is Amount.FEWER or not one.of:
        return say.quieter_by_wish.format(step=step)
    pattern = say.quiet if one.in_a_row >= one.silent_after else say.quieter
    return pattern.format(step=step, well=one.well, of=one.of, deed=say.deeds[one.step])
