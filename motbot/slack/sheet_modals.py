"""The windows that open over a sheet: one's own marks, a dispute or context, and the page as text to copy."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from motbot.domain.behaviour_names import sheet_names, signed
from motbot.domain.language import Language
from motbot.domain.review import RemarkKind, Row
from motbot.domain.scoring import LEAST, MOST
from motbot.slack import rich
from motbot.slack.modals import field
from motbot.slack.sheet_buttons import part_buttons
from motbot.slack.sheet_phrases import SheetWording
from motbot.slack.sheet_refs import COMMENT, MARKS, TEXT, SheetFrame, row_name
from motbot.slack.sheet_wording import sheet_wording
from motbot.slack.sheet_words import parts_of, split, units
from motbot.slack.wording import wording

MARK_REASON, REMARK_ROW, REMARK_KIND, REMARK_TEXT = "mark_reason", "remark_row", "remark_kind", "remark_text"
"""Block ids of the fields; each mark's own is `mark_block`."""
NOT_APPLICABLE = "none"
"""Option for a step that cannot be judged yet."""

_TITLE_AT_MOST = 24
_OPTION_AT_MOST = 75
_REASON_AT_MOST = 1_000
_REMARK_AT_MOST = 3_000
_TEXT_AT_MOST = 2_900


def mark_block(row: Row) -> str:
    """Block id of a row's mark."""
    return f"mark_{row_name(row)}"


def marks_view(frame: SheetFrame) -> dict[str, Any]:
    """The scale once for each row of the page, with the person's own newest marks chosen already."""
    say = sheet_wording(frame.language)
    options = list(_scale(frame.language, say))
    blocks: list[Block] = [rich.context(say.marks_hint)]
    blocks += [_mark(frame, row, options, say) for row in frame.rows]
    reason = PlainTextInputElement(action_id=MARK_REASON, multiline=True, max_length=_REASON_AT_MOST)
    blocks.append(field(MARK_REASON, say.mark_reason, reason, hint=say.mark_reason_hint))
    if frame.is_blind:
        blocks.append(rich.context(say.marks_hint_blind))
    return _view(MARKS, say.marks_title, wording(frame.language).save, frame, blocks)


def _scale(language: Language, say: SheetWording) -> Iterator[Option]:
    for score in range(MOST, LEAST - 1, -1):
        name = say.score.format(score=signed(score), name=sheet_names(language).scores[score])
        yield Option(text=rich.plain(name, _OPTION_AT_MOST), value=str(score))
    yield Option(text=rich.plain(say.mark_none, _OPTION_AT_MOST), value=NOT_APPLICABLE)


def _mark(frame: SheetFrame, row: Row, options: list[Option], say: SheetWording) -> InputBlock:
    chosen = None
    if row in frame.mine:
        score = frame.mine[row]
        value = NOT_APPLICABLE if score is None else str(score)
        chosen = next(option for option in options if option.value == value)
    block = mark_block(row)
    select = StaticSelectElement(
        action_id=block,
        placeholder=rich.plain(say.mark_placeholder, _OPTION_AT_MOST),
        options=options,
        initial_option=chosen,
    )
    return field(block, _name(frame.language, row), select)


def remark_view(frame: SheetFrame) -> dict[str, Any]:
    """Which row, what it is, and the person's words."""
    say = sheet_wording(frame.language)
    rows = [
        Option(text=rich.plain(_name(frame.language, row), _OPTION_AT_MOST), value=row_name(row)) for row in frame.rows
    ]
    kinds = [
        Option(text=rich.plain(say.remark_kinds[kind], _OPTION_AT_MOST), value=kind.value)
        for kind in RemarkKind
        if kind is not RemarkKind.ANSWER or frame.can_answer
    ]
    text = PlainTextInputElement(action_id=REMARK_TEXT, multiline=True, max_length=_REMARK_AT_MOST)
    about = StaticSelectElement(action_id=REMARK_ROW, options=rows, initial_option=rows[0])
    kind = RadioButtonsElement(action_id=REMARK_KIND, options=kinds, initial_option=kinds[0])
    blocks: list[Block] = [
        field(REMARK_ROW, say.remark_row, about, optional=False),
        field(REMARK_KIND, say.remark_kind, kind, optional=False),
        field(REMARK_TEXT, say.remark_text, text, hint=say.remark_hint, optional=False),
    ]
    return _view(COMMENT, say.remark_title, wording(frame.language).send, frame, blocks)


def text_view(frame: SheetFrame, text: str, part: int = 0) -> dict[str, Any]:
    """The page as text in fields to copy from; each ends where a line does, and what does not fit is a part further."""
    say = sheet_wording(frame.language)
    texts = list(_fields(text))
    blocks: list[Block] = []
    for number, one in enumerate(texts, 1):
        name = f"text_{number}"
        element = PlainTextInputElement(action_id=name, multiline=True, initial_value=one)
        label = say.text_label.format(number=number, count=len(texts))
        blocks.append(field(name, label, element, hint=say.text_hint if number == 1 else "", optional=False))
    parts = parts_of(blocks)
    ref = replace(frame.ref, part=min(max(part, 0), len(parts) - 1))
    shown = [*parts[ref.part], *part_buttons(say, ref, len(parts))]
    return _view(TEXT, say.text_title, say.done, replace(frame, ref=ref), shown)


def _fields(text: str) -> Iterator[str]:
    """The text in pieces that a field takes, its lines kept together and its empty lines kept."""
    filled: list[str] = []
    length = 0
    for line in text.strip().splitlines():
        for piece in list(split(line, _TEXT_AT_MOST)) or [""]:
            size = units(piece) + 1
            if filled and length + size > _TEXT_AT_MOST:
                yield "\n".join(filled)
                filled, length = [], 0
            filled.append(piece)
            length += size
    yield "\n".join(filled) or " "


def _name(language: Language, row: Row) -> str:
    """What a row is called, in a window of its own."""
    say = sheet_wording(language)
    if row.step is not None:
        return sheet_names(language).steps[row.step]
    return say.contact_whole if row.contact else say.whole


def _view(callback_id: str, title: str, submit: str, frame: SheetFrame, blocks: list[Block]) -> dict[str, Any]:
    view = View(
        type="modal",
        callback_id=callback_id,
        title=rich.plain(title, _TITLE_AT_MOST),
        submit=rich.plain(submit, _TITLE_AT_MOST),
        close=rich.plain(sheet_wording(frame.language).close, _TITLE_AT_MOST),
        private_metadata=frame.metadata,
        blocks=blocks,
    )
    view.validate_json()
    return view.to_dict()
