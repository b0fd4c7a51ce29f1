"""The way from the written folder to the first nudge: every step with its page or its command."""

from pathlib import Path

from motbot.founding.answers import Answers, Transport, Watched
from motbot.founding.clicks import Step, steps
from motbot.founding.perform import answers_in
from motbot.settings import CoachKind

FOLDER = Path("/srv/my bot")
CHANNELS = (Watched(id="C11111", name="acme"), Watched(id="C22222"))


def told(found: tuple[Step, ...]) -> str:
    """All of it."""
    return "\n".join(f"{step.text} {step.link} {step.typed}" for step in found)


def test_each_step_has_a_page_or_a_command() -> None:
    for transport in Transport:
        for coach in CoachKind:
            found = steps(FOLDER, Answers(transport=transport, url="https://x.com", coach=coach, channels=CHANNELS))
            assert [step for step in found if not (step.link.startswith("https://") or step.typed)] == []


def test_socket_mode_needs_the_app_token_and_delayed_events_are_a_click() -> None:
    way = told(steps(FOLDER, Answers(channels=CHANNELS)))

    assert "connections:write" in way
    assert "Delayed Events" in way
    assert "/invite @motbot in #acme, C22222" in way
    assert "Signing Secret" not in way
    assert "OPENAI_API_KEY" not in way


def test_http_needs_the_signing_secret_and_the_address_tried() -> None:
    way = told(steps(FOLDER, Answers(transport=Transport.HTTP, url="https://x.com", coach=CoachKind.MODEL)))

    assert "SLACK_SIGNING_SECRET" in way
    assert "https://x.com/slack/events" in way
    assert "connections:write" not in way
    assert "OPENAI_API_KEY" in way


def test_without_channels_it_says_where_ids_are_found() -> None:
    assert "Copy member ID" in told(steps(FOLDER, Answers()))


def test_a_command_can_be_copied_whatever_the_folders_name() -> None:
    assert [step.typed for step in steps(FOLDER, Answers()) if step.typed] == [
        "MOTBOT_CONFIG='/srv/my bot/motbot.yaml' motbot check",
        "MOTBOT_CONFIG='/srv/my bot/motbot.yaml' motbot run",
    ]


def test_a_configuration_that_cannot_be_read_leaves_what_is_usual(tmp_path: Path) -> None:
    (tmp_path / "motbot.yaml").write_text("coach: [")

    assert answers_in(tmp_path, Answers(timezone="Asia/Shanghai")) == Answers(timezone="Asia/Shanghai")
