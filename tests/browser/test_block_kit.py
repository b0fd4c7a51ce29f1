"""The page draws exactly the Block Kit that motbot sends, and what else may stand in a conversation."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from motbot.slack.blocks import render
from tests.browser.conftest import OpenScreen
from tests.browser.everything import everything
from tests.browser.quiet import QuietPlayground
from tests.slack.rig import US, card, note, tracked

pytestmark = pytest.mark.thorough

DRAWS = Path(__file__).parents[2] / "motbot" / "playground" / "static" / "block_kit.json"
Types = dict[str, set[str]]


def place_of(kind: str, above: str) -> str:
    """Where a type stands in block_kit.json."""
    if kind in {"plain_text", "mrkdwn"}:
        return "texts"
    if kind.startswith("rich_text_"):
        return "parts"
    return "pieces" if above.startswith("rich_text_") else "blocks" if not above else "elements"


def types_in(part: Any, above: str = "") -> Iterator[tuple[str, str]]:
    """Every type below a payload, with where it stands."""
    if isinstance(part, Mapping):
        kind = part.get("type")
        if isinstance(kind, str):
            yield place_of(kind, above), kind
            above = kind
        for inner in part.values():
            yield from types_in(inner, above)
    elif isinstance(part, Sequence) and not isinstance(part, str):
        for inner in part:
            yield from types_in(inner, above)


def gathered(payloads: list[list[dict[str, Any]]]) -> Types:
    """Types by where they stand."""
    found: Types = defaultdict(set)
    for place, kind in types_in(payloads):
        found[place].add(kind)
    return dict(found)


def listed(name: str) -> Types:
    """A part of block_kit.json."""
    return {place: set(kinds) for place, kinds in json.loads(DRAWS.read_text(encoding="utf-8"))[name].items()}


def test_the_page_names_exactly_the_elements_that_motbot_sends() -> None:
    assert gathered(everything()) == listed("emitted")


def test_the_page_has_a_drawing_for_every_element_it_names_and_no_other(
    quiet: QuietPlayground, window: OpenScreen
) -> None:
    screen = window()
    screen.open(quiet.address)

    drawn = json.loads(screen.run("return document.documentElement.dataset.draws"))

    emitted, ahead = listed("emitted"), listed("ahead")
    assert {place: set(kinds) for place, kinds in drawn.items()} == {
        place: emitted[place] | ahead[place] for place in emitted
    }


def test_every_text_that_motbot_sends_is_shown_as_text(quiet: QuietPlayground, window: OpenScreen) -> None:
    screen = window()
    screen.open(quiet.address)
    hostile = card(words="<img src=x onerror=alert(1)> **", reply="<b>now</b>")
    sent = [*everything(), list(render(hostile, workspace_url=US.url).blocks)]

    shown = screen.import_and_run(
        """
        const { blocks } = await import("/static/js/blocks.js");
        const self = (id) => id;
        const reader = { viewer: "U1", nameOf: self, channelName: self, jumpTo: () => () => {}, now: new Date() };
        return given.map((list) => {
          const holder = document.createElement("div");
          const named = list.map((one, at) => ({ block_id: `b${at}`, ...one }));
          holder.append(...blocks(named, reader, { press() {}, fields: [] }).filter(Boolean));
          return [holder.textContent, holder.querySelectorAll(".unknown-block, img, script, b").length];
        });
        """,
        sent,
    )

    for blocks, (text, strange) in zip(sent, shown, strict=True):
        assert strange == 0
        for words in texts_in(blocks):
            assert words.strip() in text


def texts_in(part: Any) -> Iterator[str]:
    """Every text that a person should read, but those of menus that are closed and fields that are empty."""
    if isinstance(part, Mapping):
        if part.get("type") in {"overflow", "plain_text_input"}:
            return
        if isinstance(part.get("text"), str):
            yield part["text"]
        for inner in part.values():
            yield from texts_in(inner)
    elif isinstance(part, Sequence) and not isinstance(part, str):
        for inner in part:
            yield from texts_in(inner)


def test_a_line_of_a_menu_that_has_an_address_leads_there_and_is_pressed_too(
    quiet: QuietPlayground, window: OpenScreen
) -> None:
    screen = window()
    screen.open(quiet.address)
    shown = render(note(*(tracked(promise=number) for number in range(1, 12))), workspace_url=US.url).blocks
    (line, *_) = (block for block in shown if block["type"] == "section")

    jumps, pressed = screen.import_and_run(
        """
        const { blocks } = await import("/static/js/blocks.js");
        const jumps = [], pressed = [];
        const reader = { jumpTo: (url) => () => jumps.push(url) };
        const holder = document.createElement("div");
        holder.append(...blocks([given], reader, { press: (one, block, value) => pressed.push(value) }));
        document.body.append(holder);
        for (const place of [0, -1]) {
          holder.querySelector("button").click();
          [...document.querySelectorAll(".menu-item")].at(place).click();
        }
        return [jumps, pressed];
        """,
        line,
    )

    options = line["accessory"]["options"]
    assert jumps == [options[-1]["url"]]
    assert pressed == [options[0]["value"], options[-1]["value"]]
