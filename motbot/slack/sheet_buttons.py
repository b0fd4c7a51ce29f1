"""The buttons of a sheet's windows: each carries which review, which page and which part it leads to."""

from collections.abc import Iterator
from dataclasses import replace

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from motbot.slack import rich
from motbot.slack.sheet_phrases import SheetWording
from motbot.slack.sheet_refs import GO_BEFORE, GO_MORE, SheetRef

_LABEL_AT_MOST = 75


def sheet_button(action_id: str, label: str, ref: SheetRef, *, primary: bool = False) -> ButtonElement:
    """A button that does something about a sheet."""
    style = "primary" if primary else None
    return ButtonElement(text=rich.plain(label, _LABEL_AT_MOST), action_id=action_id, value=ref.value, style=style)


def part_buttons(say: SheetWording, ref: SheetRef, count: int) -> Iterator[Block]:
    """To what did not fit beside the part that is shown."""
    if count == 1:
        return
    yield rich.context(say.part.format(number=ref.part + 1, count=count))
    buttons = []
    if ref.part:
        buttons.append(sheet_button(GO_BEFORE, say.earlier_part, replace(ref, part=ref.part - 1)))
    if ref.part < count - 1:
        buttons.append(sheet_button(GO_MORE, say.more_part, replace(ref, part=ref.part + 1)))
    yield ActionsBlock(elements=buttons)
