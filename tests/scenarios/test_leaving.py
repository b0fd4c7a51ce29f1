"""The app is uninstalled, its token is revoked, in either order, twice, in the middle of things; and it comes back."""

from datetime import timedelta

import pytest

from motbot.playground.workspace import Workspace
from tests.fakes.everything import holding
from tests.scenarios.resting import FAILS
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, CARLA

WORDS = ("export fails", FAILS[:15], CARLA)
AGAIN = timedelta(minutes=6)


def uninstalls(workspace: Workspace, *order: str) -> None:
    """Slack tells of both in this order, and takes our token from us."""
    for kind in order:
        workspace.revoke_token() if kind == "revoked" else workspace.uninstall()


def installs_again(workspace: Workspace) -> None:
    """The same token works again; what was refused meanwhile is no mistake of ours."""
    workspace.token_state = ""
    workspace.refused.clear()


@pytest.mark.parametrize(
    "order",
    [("revoked", "removed"), ("removed", "revoked"), ("removed", "removed", "revoked")],
    ids="-".join,
)
async def test_whatever_comes_first_nothing_of_the_workspace_is_kept(stage: Stage, order: tuple[str, ...]) -> None:
    await stage.asks(CARLA, FAILS)
    assert await holding(stage.bot.database, *WORDS) != set()

    uninstalls(stage.workspace, *order)
    await stage.rests()
    await stage.passes(AGAIN)

    assert await holding(stage.bot.database, *WORDS) == set()
    installs_again(stage.workspace)


async def test_a_revoked_token_alone_erases_nothing_and_what_was_to_be_sent_is_sent_with_the_next(
    stage: Stage,
) -> None:
    ts = await stage.says(CARLA, FAILS)
    uninstalls(stage.workspace, "revoked")
    await stage.passes(timedelta(minutes=1))
    assert stage.posts(ALICE) == 0

    installs_again(stage.workspace)
    await stage.passes(timedelta(minutes=10))

    assert stage.posts(ALICE) == 1
    assert await stage.moment(ts) is not None


async def test_uninstalled_in_the_middle_of_sending_nothing_is_sent_after_it_comes_back(stage: Stage) -> None:
    await stage.says(CARLA, FAILS)
    uninstalls(stage.workspace, "removed", "revoked")
    await stage.passes(AGAIN)
    installs_again(stage.workspace)

    await stage.passes(timedelta(days=2))

    assert stage.posts(ALICE) == 0
    assert await holding(stage.bot.database, *WORDS) == set()


async def test_installed_again_it_works_as_on_the_first_day(stage: Stage) -> None:
    await stage.asks(CARLA, FAILS)
    uninstalls(stage.workspace, "removed", "revoked")
    await stage.passes(AGAIN)
    installs_again(stage.workspace)

    await stage.bot_stops()
    await stage.bot_starts()
    ts = await stage.asks(CARLA, FAILS)

    assert await stage.moment(ts) is not None
    assert stage.posts(ALICE) == 2
