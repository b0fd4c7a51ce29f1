"""The windows that open from a card: the reply to adjust, why it did not help, which expectation is wrong."""

from typing import Any

from slack_sdk.models.blocks import (
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from motbot.domain.events import Act
from motbot.domain.nudge import Card
from motbot.slack import rich
from motbot.slack.act_refs import CHOOSE_NOT_HELPFUL, CHOOSE_WRONG
from motbot.slack.card_blocks import advice_blocks, said_words
from motbot.slack.fading_wording import fading_wording
from motbot.slack.interactions import KNOWN, NOTE, REASON, REPLY, WHICH
from motbot.slack.memory_blocks import memory_blocks
from motbot.slack.phrases import Wording
from motbot.slack.plain import neutral, quoted, quoted_line, shortened
from motbot.slack.promise_blocks import Pen
from motbot.slack.room import ROOMS
from motbot.slack.tongues import in_each_language, in_every_language
from motbot.slack.wording import wording

_INPUT_AT_MOST = 3000
_NOTE_AT_MOST = 1000
_LABEL_AT_MOST = 150
_TITLE_AT_MOST = 24
_OPTION_AT_MOST = 75
_OPTIONS_AT_MOST = 10
_SAID_AT_MOST = 500


def edit_modal(card: Card) -> dict[str, Any]:
    """The reply to adjust and copy, and what our side knows."""
    words = wording(card.language)
    said = rich.rich(rich.quote(quoted(card.words, _SAID_AT_MOST)))
    reply = PlainTextInputElement(
        action_id=REPLY,
        multiline=True,
        initial_value=shortened(neutral(card.reply), _INPUT_AT_MOST) or None,
        max_length=_INPUT_AT_MOST,
    )
    known = PlainTextInputElement(
        action_id=KNOWN,
        multiline=True,
        max_length=_NOTE_AT_MOST,
        placeholder=rich.plain(words.edit_known_example, _LABEL_AT_MOST),
    )
    return window(
        callback_id=Act.EDITED.value,
        title=words.edit_title,
        submit=words.save,
        words=words,
        metadata=str(card.moment),
        blocks=[
            said,
            field(REPLY, words.edit_reply, reply, hint=words.edit_reply_hint),
            field(KNOWN, words.edit_known, known, hint=words.edit_known_hint),
        ],
    )


def whole_modal(card: Card) -> dict[str, Any]:
    """What a short card leaves out: the needs, what was before, what to mind, the reply to copy."""
    pen = Pen(language=card.language, workspace_url="", room=ROOMS[-2])
    memory = memory_blocks(card.memory, pen) if card.memory else ()
    view = View(
        type="modal",
        title=rich.plain(fading_wording(card.language).whole, _TITLE_AT_MOST),
        close=rich.plain(pen.words.close, _TITLE_AT_MOST),
        blocks=[rich.rich(*said_words(card, pen)), *memory, *advice_blocks(card, pen, always_asks=True)],
    )
    view.validate_json()
    return view.to_dict()


def not_helpful_modal(card: Card) -> dict[str, Any]:
    """Why the card did not help."""
    words = wording(card.language)
    reasons = [Option(text=rich.plain(text, _OPTION_AT_MOST), value=name) for name, text in words.reasons.items()]
    question = field(
        REASON, words.not_helpful_question, RadioButtonsElement(action_id=REASON, options=reasons), optional=False
    )
    return window(
        callback_id=CHOOSE_NOT_HELPFUL,
        title=words.not_helpful_title,
        submit=words.send,
        words=words,
        metadata=str(card.moment),
        blocks=[question, _note(words)],
    )


def wrong_modal(card: Card, *, stored: Card | None = None) -> dict[str, Any]:
    """Which expectation is wrong; the value is its mark, since the list may change while the modal is open.

    `stored` is the card as the mark is looked for, where what is shown says it in other words.
    """
    words = wording(card.language)
    options = [
        Option(
            text=rich.plain(quoted_line(one.text, _OPTION_AT_MOST), _OPTION_AT_MOST),
            value=known.mark,
        )
        for one, known in list(zip(card.expectations, (stored or card).expectations, strict=True))[:_OPTIONS_AT_MOST]
    ]
    question = field(WHICH, words.wrong_question, RadioButtonsElement(action_id=WHICH, options=options), optional=False)
    return window(
        callback_id=CHOOSE_WRONG,
        title=words.wrong_title,
        submit=words.send,
        words=words,
        metadata=str(card.moment),
        blocks=[question, _note(words)],
    )


def not_yours_modal() -> dict[str, Any]:
    """Says politely that there is nothing to open; in every language, since we know nothing of who asks."""
    return notice(*in_each_language(wording, lambda say: say.not_yours))


def notice(*texts: str) -> dict[str, Any]:
    """A modal that only says something, once in each language."""
    view = View(
        type="modal",
        title=rich.plain("motbot", _TITLE_AT_MOST),
        close=rich.plain(in_every_language(wording, lambda say: say.close, between=" · "), _TITLE_AT_MOST),
        blocks=[SectionBlock(text=rich.plain(text, _SAID_AT_MOST)) for text in texts],
    )
    view.validate_json()
    return view.to_dict()


def _note(words: Wording) -> InputBlock:
    note = PlainTextInputElement(action_id=NOTE, multiline=True, max_length=_NOTE_AT_MOST)
    return field(NOTE, words.note, note)


def field(
    block_id: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str = "",
    optional: bool = True,
) -> InputBlock:
    """One field of a modal; the block's id is what its value is read by."""
    return InputBlock(
        block_id=block_id,
        label=rich.plain(label, _LABEL_AT_MOST),
        element=element,
        hint=rich.plain(hint, _LABEL_AT_MOST) if hint else None,
        optional=optional,
    )


def window(
    *, callback_id: str, title: str, submit: str, words: Wording, metadata: str, blocks: list[Any]
) -> dict[str, Any]:
    """A modal; what it is about travels with it in its metadata, and nothing else does."""
    view = View(
        type="modal",
        callback_id=callback_id,
        title=rich.plain(title, _TITLE_AT_MOST),
        submit=rich.plain(submit, _TITLE_AT_MOST),
        close=rich.plain(words.close, _TITLE_AT_MOST),
        private_metadata=metadata,
        blocks=blocks,
    )
    view.validate_json()
    return view.to_dict()
