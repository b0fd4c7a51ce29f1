"""Reads the windows of sheets: every part of a page, what can be read in it, and whether Slack takes it."""

import json
import re
from collections.abc import Iterator

from motbot.domain.sheet_page import SheetPage
from motbot.playground.validation import view_problems
from motbot.slack.sheet_views import sheet_view
from tests.slack.looking import strings
from tests.slack.rig import US, Json


def parts(page: SheetPage) -> Iterator[Json]:
    """Every part of a page."""
    count = 1
    part = 0
    while part < count:
        view = sheet_view(page, US.url, part)
        label = next(
            (text for text in strings(view) if re.fullmatch(r"Part \d+ of \d+|第 \d+ 部分，共 \d+ 部分", text)), "1"
        )
        count = int(re.findall(r"\d+", label)[-1])
        yield view
        part += 1


def assert_fits(view: Json) -> None:
    """Slack takes it, with room to spare, and no block holds more text than a section may."""
    assert view_problems(view) == []
    assert len(json.dumps(view, ensure_ascii=False).encode()) < 200_000
    assert len(view["private_metadata"]) < 1_000
    for block in view["blocks"]:
        assert sum(len(text.encode("utf-16-le")) // 2 for text in texts(block)) <= 3_000


def texts(node: object) -> Iterator[str]:
    """What can be read below a block, without addresses and ids."""
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for inner in node.values():
            yield from texts(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from texts(inner)


def squeezed(text: str) -> str:
    """Without blanks, which may differ where a text is split."""
    return "".join(text.split())
