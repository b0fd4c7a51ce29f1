"""The buttons under our messages: each carries the moment or promise it is about, and the act is its action id."""

from collections.abc import Iterable

from slack_sdk.models.blocks import ActionsBlock, ButtonElement, InteractiveElement, Option, OverflowMenuElement

from motbot.domain.events import Act
from motbot.slack.act_refs import CHOOSE_NOT_HELPFUL, CHOOSE_WRONG, MORE, option_value, promise_value
from motbot.slack.knowledge_refs import KEEP_FACT
from motbot.slack.phrases import Wording
from motbot.slack.rich import plain

_LABEL_AT_MOST = 75
OPEN_CARD = "open_card"
"""Action id of the link to the card; it asks for no decision."""


def act_button(act: Act, label: str, moment: int, *, primary: bool = False) -> ButtonElement:
    """A button that does something about a moment."""
    return _button(act, label, str(moment), primary=primary)


def promise_button(act: Act, label: str, moment: int, promise: int, *, primary: bool = False) -> ButtonElement:
    """A button that does something about a promise; `moment` is 0 where it serves none."""
    return _button(act, label, promise_value(moment, promise), primary=primary)


def _button(act: Act, label: str, value: str, *, primary: bool) -> ButtonElement:
    style = "primary" if primary else None
    return ButtonElement(text=plain(label, _LABEL_AT_MOST), action_id=act.value, value=value, style=style)


def link_button(action_id: str, label: str, moment: int, url: str) -> ButtonElement:
    """A button that opens a message; Slack tells us of the press all the same."""
    return ButtonElement(text=plain(label, _LABEL_AT_MOST), action_id=action_id, value=str(moment), url=url)


def keep_fact_button(label: str, moment: int) -> ButtonElement:
    """A button that makes facts of the channel of what was typed on a moment's card."""
    return ButtonElement(text=plain(label, _LABEL_AT_MOST), action_id=KEEP_FACT, value=str(moment))


def more_menu(moment: int, words: Wording, *, can_be_wrong: bool) -> OverflowMenuElement:
    """The menu of what is rarely wanted."""
    choices = [(CHOOSE_NOT_HELPFUL, words.not_helpful)]
    if can_be_wrong:
        choices.append((CHOOSE_WRONG, words.wrong))
    choices.append((Act.MUTE.value, words.mute))
    return _menu([_option(label, option_value(name, str(moment))) for name, label in choices])


def promise_menu(
    acts: Iterable[tuple[Act, str]], *, moment: int, promise: int, opens: tuple[str, str]
) -> OverflowMenuElement:
    """Everything that can be done about one of many promises; `opens` is the label and the address of its words."""
    about = promise_value(moment, promise)
    label, url = opens
    words = Option(text=plain(label, _LABEL_AT_MOST), value=option_value(Act.OPEN.value, about), url=url)
    return _menu([*(_option(name, option_value(act.value, about)) for act, name in acts), words])


def _option(label: str, value: str) -> Option:
    return Option(text=plain(label, _LABEL_AT_MOST), value=value)


def _menu(options: list[Option]) -> OverflowMenuElement:
    return OverflowMenuElement(action_id=MORE, options=options)


def row(*elements: InteractiveElement) -> ActionsBlock:
    """One row of buttons."""
    return ActionsBlock(elements=list(elements))
