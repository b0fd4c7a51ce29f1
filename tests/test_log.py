"""The log holds ids and counts; no word of a customer and no token gets through, whoever logs it and how."""

import io
import json
import logging
import sys
import threading
import time
import warnings
from collections.abc import Iterator

import aiohttp
import pytest
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError

from motbot.domain.people import Side
from motbot.log import configure_logging, hear_the_rest

WORDS = "my daughter's surgery is on Friday 我女儿周五手术"
TOKENS = (
    "xoxb-111-222-canary",
    "xoxp-111-222-canary",
    "xapp-1-A1-canary",
    "sk-proj-canary-0123456789",
    "https://hooks.slack.com/services/T1/B1/canary",
    "Bearer canary0123456789",
    "wss://x/?ticket=canary-0123456789",
    "postgresql://me:canary@host/db",
)


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Everything this process logs, with the process's logging put back afterwards."""
    root, ours = logging.getLogger(), logging.getLogger("motbot")
    before = (root.handlers[:], root.level, ours.level)
    written = io.StringIO()
    configure_logging(stream=written, level="debug")
    yield written
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    ours.setLevel(before[2])
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def logger() -> structlog.stdlib.BoundLogger:
    """A logger of ours."""
    log: structlog.stdlib.BoundLogger = structlog.get_logger("motbot.slack.inbox")
    return log


def only_line(stream: io.StringIO) -> dict[str, object]:
    """The one line that was logged."""
    (line,) = stream.getvalue().splitlines()
    told: dict[str, object] = json.loads(line)
    return told


def test_ids_kinds_and_counts_are_logged(stream: io.StringIO) -> None:
    logger().info("event stored", team="T1", channel="C0123", count=3, side=Side.AGENT, seconds=0.5, ids=[1, 2])

    told = only_line(stream)

    assert told.pop("timestamp")
    assert told == {
        "event": "event stored", "level": "info", "logger": "motbot.slack.inbox", "team": "T1", "channel": "C0123",
        "count": 3, "side": "agent", "seconds": 0.5, "ids": [1, 2],
    }  # fmt: skip


@pytest.mark.parametrize("key", ["text", "reason", "error", "user", "note", "anything"])
def test_what_somebody_wrote_is_withheld_under_any_key(stream: io.StringIO, key: str) -> None:
    logger().warning("event stored", **{key: WORDS, "body": {"text": WORDS}, "many": [WORDS], "kept": object()})

    told = only_line(stream)

    assert told[key] == f"[text of {len(WORDS)}]"
    assert told["body"] == "[1 entries]"
    assert "surgery" not in stream.getvalue()
    assert "手术" not in stream.getvalue()


def test_text_in_place_of_an_events_name_is_withheld(stream: io.StringIO) -> None:
    logger().info(WORDS)
    logger().info("a" * 81)

    assert "surgery" not in stream.getvalue()
    assert "aaa" not in stream.getvalue()


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_is_blacked_out_wherever_it_stands(stream: io.StringIO, token: str) -> None:
    logger().info(f"calling {token}"[:80], id=token, host=token)
    logging.getLogger("slack_sdk").error("failed %s", token)

    assert "canary" not in stream.getvalue()
    assert len(stream.getvalue().splitlines()) == 2


@pytest.mark.parametrize(
    "name", ["slack_sdk.web", "slack_bolt.AsyncApp", "openai", "procrastinate", "aiohttp.access", "alembic"]
)
def test_a_library_is_heard_from_warning_on_and_never_word_for_word(stream: io.StringIO, name: str) -> None:
    library = logging.getLogger(name)
    before = library.level
    library.setLevel(logging.DEBUG)
    library.debug(f"frame: {WORDS}")
    library.info(f"frame: {WORDS}")
    library.warning(f"frame: {WORDS}")
    library.setLevel(before)

    told = only_line(stream)

    assert told["level"] == "warning"
    assert str(told["where"]).startswith(f"{name}:test_log:")
    assert "surgery" not in stream.getvalue()


def failing() -> None:
    """Fail the way a database driver does: with the text in the message, and with a cause."""
    try:
        dict[str, str]()[WORDS]
    except KeyError as error:
        raise RuntimeError(f"the statement with the parameters ('{WORDS}') failed") from error


def test_an_error_is_told_by_its_kind_and_place_without_its_message(stream: io.StringIO) -> None:
    try:
        failing()
    except RuntimeError as error:
        logger().exception("job failed", error=error)
        logging.getLogger("asyncio").exception("Task exception was never retrieved")

    ours, theirs = (json.loads(line) for line in stream.getvalue().splitlines())

    assert ours["error"] == "RuntimeError"
    assert ours["error_type"] == theirs["error_type"] == "RuntimeError < KeyError"
    assert ours["trace"][-1].endswith(":failing")
    assert "surgery" not in stream.getvalue()


@pytest.mark.parametrize(("message", "given"), [("%d frames of %s", (WORDS,)), ("%s", (1, WORDS)), (object, (WORDS,))])
def test_a_line_that_cannot_be_written_tells_its_place_alone(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str], message: str, given: tuple[object, ...]
) -> None:
    configure_logging(stream=stream)  # without the handler of pytest, which refuses such lines
    logging.getLogger("slack_sdk").warning(message, *given)

    assert "surgery" not in stream.getvalue() + "".join(capsys.readouterr())
    assert "test_log:" in stream.getvalue()


def test_a_warning_of_a_library_is_logged_by_its_place_alone(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        configure_logging(stream=stream)
        warnings.warn(f"unexpected value {WORDS}", stacklevel=1)

    assert "py.warnings" in stream.getvalue()
    assert "surgery" not in stream.getvalue() + "".join(capsys.readouterr())


def test_what_breaks_where_nobody_waits_for_it_is_logged_by_its_kind(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    hear_the_rest()
    thread = threading.Thread(target=failing)
    thread.start()
    thread.join()

    told = only_line(stream)
    assert (told["event"], told["error_type"]) == ("thread.broke", "RuntimeError < KeyError")
    assert "surgery" not in stream.getvalue() + "".join(capsys.readouterr())


def test_a_person_at_a_terminal_reads_columns(stream: io.StringIO) -> None:
    configure_logging(stream=stream, level="info", as_json=False)

    logger().info("event stored", team="T1", text=WORDS)
    logger().debug("not shown")

    assert "event stored" in stream.getvalue()
    assert "team=T1" in stream.getvalue()
    assert "surgery" not in stream.getvalue()
    assert "not shown" not in stream.getvalue()


async def test_bolt_at_its_most_talkative_leaks_nothing(stream: io.StringIO) -> None:
    logging.getLogger("slack_bolt").setLevel(logging.DEBUG)
    logging.getLogger("slack_sdk").setLevel(logging.DEBUG)
    async with aiohttp.ClientSession() as session:
        app = AsyncApp(token="xoxb-1-canary", signing_secret="canary-secret", request_verification_enabled=False)
        app.client.session = session

        @app.event("message")
        async def listener() -> None:
            raise SlackApiError(WORDS, {"ok": False, "error": WORDS})  # type: ignore[no-untyped-call]

        for kind in ("message", "unheard_of"):
            event = {"type": kind, "text": WORDS, "ts": str(time.time()), "user": "U1", "channel": "C1"}
            body = {"type": "event_callback", "team_id": "T1", "event_id": f"Ev{kind}", "event": event}
            await app.async_dispatch(AsyncBoltRequest(body=json.dumps(body), mode="socket_mode"))
    logging.getLogger("slack_bolt").setLevel(logging.NOTSET)
    logging.getLogger("slack_sdk").setLevel(logging.NOTSET)

    assert "surgery" not in stream.getvalue()
    assert "canary" not in stream.getvalue()
