"""The page draws exactly the Block Kit that motbot sends, and what else may stand in a conversation."""

import itertools
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from motbot.domain.expectation import SayNo
from motbot.domain.language import Language
from motbot.domain.moment import CloseReason, Stage
from motbot.domain.nudge import Card, Nudge, NudgeKind, PromptPurpose
from motbot.slack.blocks import render
from motbot.slack.modals import edit_modal, not_helpful_modal, not_yours_modal, wrong_modal
from tests.browser.conftest import OpenScreen
from tests.slack.rig import US, card, prompt, summary

DRAWS = Path(__file__).parents[2] / "motbot" / "playground" / "static" / "block_kit.json"
Types = dict[str, set[str]]


def full_cards() -> Iterator[Card]:
    """Cards with everything a card can show, in every kind, stage and language."""
    more: dict[str, Any] = {
        "questions": ("Which export is it?",),
        "say_no": SayNo(value=True, what="a refund today", why="the bank is closed"),
        "known": ("The export was fixed this morning",),
        "claimable": True,
        "claimed": True,
        "without_model": True,
    }
    for language, kind in itertools.product(Language, NudgeKind):
        yield card(language=language, kind=kind, **more)
    for stage in Stage:
        yield card(stage=stage, close_reason=CloseReason.CONFIRMED_BY_CUSTOMER if stage is Stage.CLOSED else None)
    yield card(reply="")


def nudges() -> Iterator[Nudge]:
    """Everything motbot says in private."""
    yield from full_cards()
    yield summary()
    yield summary(claimed_by="U0BEN")
    for purpose in PromptPurpose:
        yield prompt(purpose=purpose)
    yield prompt(settled="confirmed")


def sent() -> list[list[dict[str, Any]]]:
    """The blocks of every message and modal."""
    messages = [list(render(nudge, workspace_url=US.url).blocks) for nudge in nudges()]
    modals = [draw(one) for one in full_cards() for draw in (edit_modal, not_helpful_modal, wrong_modal)]
    return [*messages, *([*modal["blocks"]] for modal in (*modals, not_yours_modal()))]


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
    assert gathered(sent()) == listed("emitted")


def test_the_page_has_a_drawing_for_every_element_it_names_and_no_other(address: str, window: OpenScreen) -> None:
    screen = window()
    screen.open(address)

    drawn = json.loads(screen.run("return document.documentElement.dataset.draws"))

    emitted, ahead = listed("emitted"), listed("ahead")
    assert {place: set(kinds) for place, kinds in drawn.items()} == {
        place: emitted[place] | ahead[place] for place in emitted
    }


def test_every_text_that_motbot_sends_is_shown_as_text(address: str, window: OpenScreen) -> None:
    screen = window()
    screen.open(address)
    hostile = [
        list(render(card(words="<img src=x onerror=alert(1)> **", reply="<b>now</b>"), workspace_url=US.url).blocks)
    ]

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
        [*sent(), *hostile],
    )

    for blocks, (text, strange) in zip([*sent(), *hostile], shown, strict=True):
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
