"""Draws what is left of a nudge whose agent does its step well, and says why in small print."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement, RichTextElement

from motbot.domain.language import Language
from motbot.domain.nudge import Card, Faded
from motbot.slack import rich
from motbot.slack.act_refs import SHOW_WHOLE
from motbot.slack.fading_wording import fading_wording
from motbot.slack.plain import quoted_line

_WORDS_AT_MOST = 160
_LABEL_AT_MOST = 75


def short_words(card: Card) -> Iterator[RichTextElement]:
    """What the customer said, down to a line."""
    yield rich.quote(quoted_line(card.words, _WORDS_AT_MOST))


def why_short(faded: Faded, language: Language) -> Block:
    """The small print: how many of the last ones went well, and where it is steered."""
    say = fading_wording(language)
    if not faded.of:
        return rich.context(say.short_by_wish)
    return rich.context(say.short.format(well=faded.well, of=faded.of, deed=say.deeds[faded.step]))


def whole_button(card: Card) -> ButtonElement:
    """Opens what the card leaves out."""
    label = rich.plain(fading_wording(card.language).whole, _LABEL_AT_MOST)
    return ButtonElement(text=label, action_id=SHOW_WHOLE, value=str(card.moment), style="primary")
