"""The buttons under our messages: each carries the moment it is about, and the act is its action id."""

from slack_sdk.models.blocks import ActionsBlock, ButtonElement, InteractiveElement, Option, OverflowMenuElement

from motbot.domain.events import Act
from motbot.slack.act_refs import CHOOSE_NOT_HELPFUL, CHOOSE_WRONG, MORE, option_value
from motbot.slack.phrases import Wording
from motbot.slack.rich import plain

_LABEL_AT_MOST = 75
OPEN_CARD = "open_card"
"""Action id of the link to the card; it asks for no decision."""


def act_button(act: Act, label: str, moment: int, *, primary: bool = False) -> ButtonElement:
    """A button that does something."""
    style = "primary" if primary else None
    return ButtonElement(text=plain(label, _LABEL_AT_MOST), action_id=act.value, value=str(moment), style=style)


def link_button(action_id: str, label: str, moment: int, url: str) -> ButtonElement:
    """A button that opens a message; Slack tells us of the press all the same."""
    return ButtonElement(text=plain(label, _LABEL_AT_MOST), action_id=action_id, value=str(moment), url=url)


def more_menu(moment: int, words: Wording, *, can_be_wrong: bool) -> OverflowMenuElement:
    """The menu of what is rarely wanted."""
    choices = [(CHOOSE_NOT_HELPFUL, words.not_helpful)]
    if can_be_wrong:
        choices.append((CHOOSE_WRONG, words.wrong))
    choices.append((Act.MUTE.value, words.mute))
    options = [Option(text=plain(label, _LABEL_AT_MOST), value=option_value(name, moment)) for name, label in choices]
    return OverflowMenuElement(action_id=MORE, options=options)


def row(*elements: InteractiveElement) -> ActionsBlock:
    """One row of buttons."""
    return ActionsBlock(elements=list(elements))
