"""The window with the text that somebody may post and pin in a shared channel; motbot itself never posts it."""

from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from motbot.domain.language import Language, languages_spoken
from motbot.slack import rich
from motbot.slack.shared_notice_wording import shared_notice_wording

SHARED_NOTICE = "shared_notice"
"""Callback id of the window: nothing in it can be pressed but Close."""
_TITLE_AT_MOST = 24


def shared_notice_view(language: Language) -> dict[str, Any]:
    """The text in every language we have, the reader's own first."""
    say = shared_notice_wording(language)
    ordered = sorted(languages_spoken(), key=lambda one: one is not language)
    texts = dict.fromkeys(shared_notice_wording(one).notice for one in ordered)
    return _view(language, [rich.context(say.how), *(rich.rich(rich.box(text)) for text in texts)])


def no_notice_view(language: Language) -> dict[str, Any]:
    """Says that the text is for those who lead or look after motbot."""
    return _view(language, [rich.rich(rich.line(rich.words(shared_notice_wording(language).not_yours)))])


def _view(language: Language, blocks: list[Block]) -> dict[str, Any]:
    say = shared_notice_wording(language)
    view = View(
        type="modal",
        callback_id=SHARED_NOTICE,
        title=rich.plain(say.title, _TITLE_AT_MOST),
        close=rich.plain(say.close, _TITLE_AT_MOST),
        blocks=blocks,
    )
    view.validate_json()
    return view.to_dict()
