"""Over HTTP the same story happens, by requests that Slack has signed."""

from socket import socket

from motbot.domain.events import Act
from tests.scenarios.conftest import Staged
from tests.scenarios.town import ALICE, CARLA, Model

FAILS = "The export has been failing since this morning."


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


async def test_events_and_presses_that_slack_has_signed_make_a_card_and_close_it(staged: Staged, model: Model) -> None:
    port = free_port()
    async with staged(coaching=model.coaching(), http_port=port) as stage:
        slack = await stage.server.send_over_http(f"http://127.0.0.1:{port}/slack/events")
        await slack.verify()

        await stage.asks(CARLA, FAILS)
        assert FAILS in stage.card(ALICE).text
        await stage.presses(ALICE, stage.card(ALICE), Act.DONE)
        await stage.timer_fires()
        await stage.rests()

        assert len(stage.notes(ALICE, "confirm")) == 1
