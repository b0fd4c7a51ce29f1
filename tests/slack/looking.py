"""Reads rendered messages: what Slack takes, what can be read, what is offered."""

import json
from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from motbot.domain.nudge import Nudge
from motbot.slack.blocks import Rendered, render
from tests.slack.rig import US


def strings(part: object) -> Iterator[str]:
    """Every string below a payload."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for inner in part.values():
            yield from strings(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from strings(inner)


def assert_slack_takes(shown: Rendered) -> None:
    """Slack's models accept every block, keep all of it, and the whole stays below the undocumented bound."""
    for block in shown.blocks:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.validate_json()
        assert not set(block) - set(parsed.to_dict())
    assert len(shown.blocks) <= 50
    assert len(json.dumps(shown.blocks, ensure_ascii=False)) <= 12_500
    for block in shown.blocks:
        named = [element["action_id"] for element in block.get("elements", ()) if "action_id" in element]
        assert len(set(named)) == len(named)
    assert 0 < len(shown.text) <= 4_000


def texts(shown: Rendered) -> str:
    """All that can be read in a message."""
    return "\n".join(strings(shown.blocks))


def acts(shown: Rendered) -> list[str]:
    """The action ids a message offers, the menu's options by their names."""
    offered = []
    for block in shown.blocks:
        for element in block.get("elements", ()) if block["type"] == "actions" else ():
            offered += [option["value"].split(":")[0] for option in element.get("options", ())] or [
                element["action_id"]
            ]
    return offered


def primaries(shown: Rendered) -> list[str]:
    """The action ids of the buttons that stand out."""
    elements = [element for block in shown.blocks if block["type"] == "actions" for element in block["elements"]]
    return [element["action_id"] for element in elements if element.get("style") == "primary"]


def shown_of(nudge: Nudge) -> Rendered:
    return render(nudge, workspace_url=US.url)
