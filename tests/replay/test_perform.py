"""A replay takes real dialogues through the real bot and accounts for every line of a customer."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from motbot.domain.errors import Failed
from motbot.replay.dialogues import Dialogue, Speaker, read_dialogues
from motbot.replay.outcome import Outcome
from motbot.replay.perform import Wish, perform, write_outcomes
from motbot.settings.loading import load_playground_settings

pytestmark = pytest.mark.thorough

DATA = Path(__file__).parent.parent / "data"
FIELDS = ["dialogue", "index", "text", "moment", "urgency", "expectations", "nudge", "merged_into", "latency_s"]


async def played(dialogues: tuple[Dialogue, ...], wish: Wish | None = None) -> tuple[Outcome, ...]:
    """Play them to the end."""
    quiet = Console(file=io.StringIO())
    outcomes, _, _ = await perform(load_playground_settings({}), wish or Wish(), dialogues, quiet)
    return outcomes


def lines_of(path: Path) -> list[dict[str, Any]]:
    """What was reported."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


async def test_the_report_holds_one_line_for_every_message_of_a_customer(tmp_path: Path) -> None:
    dialogues = read_dialogues(DATA / "dialogues.jsonl", limit=2)

    write_outcomes(tmp_path / "out.jsonl", await played(dialogues))

    reported = lines_of(tmp_path / "out.jsonl")
    spoken = {
        (dialogue.id, index): line.text
        for dialogue in dialogues
        for index, line in enumerate(dialogue.messages)
        if line.by is Speaker.CUSTOMER
    }
    assert {(one["dialogue"], one["index"]): one["text"] for one in reported} == spoken
    assert len(reported) == len(spoken)
    for one in reported:
        assert list(one) == FIELDS
        assert set(one["expectations"]) == {"explicit", "implicit", "not_yet_existing"}
        assert one["latency_s"] > 0
        assert one["nudge"] is None or set(one["nudge"]) == {"kind", "reply", "why"}
        assert one["moment"] or (one["nudge"], one["urgency"]) == (None, "none")
    assert any(one["nudge"] for one in reported)


async def test_at_the_root_bursts_are_merged_and_customers_kept_apart() -> None:
    """In the manner of an open help channel: nobody uses threads, two people ask at once, agents answer below."""
    (dialogue,) = read_dialogues(DATA / "root_dialogues.jsonl", limit=1)

    outcomes = {one.index: one for one in await played((dialogue,))}

    assert [outcomes[index].merged_into for index in (0, 1, 2)] == [2, 2, None]
    said = [outcomes[index].as_json() for index in (0, 1, 2)]
    assert said[0]["moment"] is True
    assert all((one["moment"], one["nudge"]) == (said[2]["moment"], said[2]["nudge"]) for one in said)
    ben = [index for index, line in enumerate(dialogue.messages) if line.speaker == "ben"]
    assert all(outcomes[index].verdict.moment != outcomes[2].verdict.moment for index in ben)
    assert set(outcomes) == {i for i, line in enumerate(dialogue.messages) if line.by is Speaker.CUSTOMER}


async def test_a_chinese_dialogue_at_the_root_is_followed_too() -> None:
    _, dialogue = read_dialogues(DATA / "root_dialogues.jsonl")

    outcomes = {one.index: one for one in await played((dialogue,))}

    assert outcomes[0].merged_into == 1
    assert outcomes[1].verdict.is_moment
    assert outcomes[1].nudge is not None


async def test_at_a_speed_every_line_is_accounted_for_too() -> None:
    (dialogue,) = read_dialogues(DATA / "root_dialogues.jsonl", limit=1)

    outcomes = await played((dialogue,), Wish(speed=1_000_000))

    spoken = [index for index, line in enumerate(dialogue.messages) if line.by is Speaker.CUSTOMER]
    assert [one.index for one in outcomes] == spoken


def test_a_report_that_cannot_be_written_says_which_file(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"missing/out\.jsonl: cannot be written \(No such file or directory\)"):
        write_outcomes(tmp_path / "missing" / "out.jsonl", ())
