"""Every form in which a help-desk bot may carry people's words, played at the wire as the documentation shows it."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from motbot.domain.people import Side
from motbot.domain.policy import Bridge
from motbot.settings.bridging import BridgeBranch
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, OURS, SUPPORT, SUPPORT_POLICY, offline

FOLDER = Path(__file__).parent.parent / "data" / "bridges"
FORMS = sorted(FOLDER.glob("*.json"))
FIRST = datetime.fromisoformat("2026-02-25T09:00:00+00:00")
LATER = timedelta(seconds=3)


def read(form: Path) -> tuple[Bridge, list[dict[str, Any]]]:
    """The bridge as its config says it, and what it posts."""
    told = json.loads(form.read_text(encoding="utf-8"))
    return BridgeBranch.model_validate(told["bridge"]).to_domain(), told["posts"]


async def said(stage: Stage, event: dict[str, Any]) -> tuple[str, Side, str, str] | None:
    """What is kept of a post: what its human is called, the side, the words and the account; None where nothing is."""
    async with stage.bot.store.begin() as tx:
        stored = await tx.lines.get(OURS, SUPPORT, event.get("message", event)["ts"])
    if stored is None:
        return None
    return stored.author.username, stored.line.side, stored.line.text, stored.line.author


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
async def test_a_bridge_is_read_as_its_config_says_and_its_humans_are_never_written_to(
    staged: Staged, form: Path
) -> None:
    bridge, posts = read(form)
    start = datetime.fromtimestamp(float(posts[0]["event"]["ts"]), tz=FIRST.tzinfo)
    accounts: dict[str, set[str]] = {}
    async with staged(policies=[replace(SUPPORT_POLICY, bridges=(bridge,))], coaching=offline(), start=start) as stage:
        for post in posts:
            stage.tells_event(post["event"])
            await stage.passes(LATER)
            found, wanted = await said(stage, post["event"]), post["becomes"]
            assert (found and found[:3]) == (wanted and (wanted["human"], Side(wanted["side"]), wanted["words"]))
            if found:
                accounts.setdefault(f"{found[1]} {found[0][:4]}", set()).add(found[3])
        await stage.passes(timedelta(hours=5))

        assert all(len(one) == 1 for one in accounts.values()), "one human, one account"
        assert all(account.startswith(f"{bridge.bot}:") for one in accounts.values() for account in one)
        card = stage.card(ALICE)
        assert posts[0]["becomes"]["words"] in card.text
        moment = await stage.moment(posts[0]["event"]["ts"])
        assert moment is not None
        assert moment.is_answered
        assert {user.id for user in stage.workspace.users.values() if stage.notes(user.id)} <= {ALICE, "U0LEAD"}
