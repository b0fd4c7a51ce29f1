"""The Bolt app: our token whatever the environment says, and an answer to everything."""

import logging

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from motbot.domain.errors import StorageUnavailable
from motbot.playground.workspace import Workspace
from motbot.slack.bolt import answer_the_rest, bolt_app
from motbot.slack.inbox import Door
from tests.slack.conftest import Bot
from tests.slack.rig import ALICE, SUPPORT, US, Kept, eventually, press_body


async def test_oauth_variables_in_the_environment_do_not_take_our_token_away(
    monkeypatch: pytest.MonkeyPatch, client: AsyncWebClient, door: Door
) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "secret")
    tokens = []
    app = bolt_app(client=client, us=US, signing_secret="")

    @app.middleware
    async def look(client: AsyncWebClient, next_: object) -> None:
        tokens.append(client.token)
        await next_()  # type: ignore[operator]

    answer_the_rest(app)
    response = await door.answer(app, mode="socket_mode", body=press_body("claim"))

    assert (response.status, tokens) == (200, [client.token])


async def test_a_command_or_shortcut_nobody_listens_to_is_acknowledged(bot: Bot, slack: Workspace, kept: Kept) -> None:
    ts = slack.post("U0CARLA", SUPPORT, "hello")

    assert await slack.slash(ALICE, SUPPORT, "/unknown", "text") is None
    assert await slack.shortcut(ALICE, SUPPORT, ts, "unknown") == {}
    await slack.drained()


async def test_a_broken_listener_is_not_acknowledged_and_logs_nobodys_words(
    client: AsyncWebClient, door: Door, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    app = bolt_app(client=client, us=US, signing_secret="")

    @app.middleware
    async def break_down() -> None:
        raise RuntimeError("a customer's words")

    with caplog.at_level(logging.DEBUG):
        response = await door.answer(app, mode="socket_mode", body=press_body("claim"))

    assert response.status == 500
    assert "customer's words" not in caplog.text + "".join(capsys.readouterr())


async def test_even_with_debug_logging_no_words_and_no_tokens_are_logged(
    *,
    bot: Bot,
    slack: Workspace,
    client: AsyncWebClient,
    kept: Kept,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    slack.post("U0CARLA", SUPPORT, "my secret is tulip")
    await slack.drained()
    kept.trouble = StorageUnavailable()
    slack.post("U0CARLA", SUPPORT, "and rose")
    slack.delivery.send_event({"type": "event_callback", "event": {"type": "message", "text": "daisy", "ts": 5}})
    printed: list[str] = []

    def told() -> bool:
        printed.extend(capsys.readouterr())
        return "not stored" in "".join(printed)

    await eventually(told)
    await client.api_call("auth.test")
    await bot.connections.close()
    logged = caplog.text + "".join((*printed, *capsys.readouterr()))

    assert not [secret for secret in ("tulip", "rose", "daisy", "xoxb-", "xapp-", "ticket=") if secret in logged]
