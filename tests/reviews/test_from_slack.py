"""A thread is taken from Slack by a link: only in a watched channel, only where Slack shows it, as it stands now."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from motbot.clock import SystemClock
from motbot.domain.errors import BadConfig, BadInput, Failed
from motbot.domain.people import Side
from motbot.playground.server import Server
from motbot.playground.spec import two_companies
from motbot.playground.workspace import Workspace
from motbot.reviews.from_slack import is_link, subject_at
from motbot.reviews.perform import ReviewWish, review_conversations
from motbot.settings.loading import Settings, load_settings

CONFIG = """\
coach: playbook
timezone: Europe/Berlin
channels:
  - id: C0SUPPORT
    name: support
    agents: [U0ALICE]
  - id: C0SECRET
    name: board
    agents: [U0LEAD]
"""


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with Server(Workspace(two_companies(), now=SystemClock().now), redeliver_every=None) as running:
        yield running


@pytest.fixture
def settings(server: Server, tmp_path: Path) -> Settings:
    config = tmp_path / "motbot.yaml"
    config.write_text(CONFIG, encoding="utf-8")
    return load_settings(
        {
            "MOTBOT_CONFIG": str(config),
            "SLACK_BOT_TOKEN": server.workspace.app.bot_token,
            "SLACK_API_URL": server.api_url,
        }
    )


def linked(channel: str, ts: str) -> str:
    """The link of a message as Slack gives it."""
    return f"https://ours.slack.com/archives/{channel}/p{ts.replace('.', '')}"


def a_thread(server: Server) -> str:
    """A customer asks, an agent answers, and a program says something in between."""
    slack = server.workspace
    root = slack.post("U0CARLA", "C0SUPPORT", "Alice Agent, can you send the invoice today?")
    slack.post_as_bridge("U0BRIDGE", "C0SUPPORT", "Ticket 1 was opened", thread_ts=root)
    slack.post("U0ALICE", "C0SUPPORT", "Sure, you have it by 15:00.", thread_ts=root)
    return root


async def test_a_thread_is_read_with_sides_names_and_links(server: Server, settings: Settings) -> None:
    root = a_thread(server)

    subject = await subject_at(linked("C0SUPPORT", root), settings)

    assert subject.title == "#support"
    assert [line.side for line in subject.view.lines] == [Side.CUSTOMER, Side.AGENT]
    assert "Alice Agent" in subject.names["U0ALICE"]
    assert subject.link is not None
    assert subject.link(subject.place) == linked("C0SUPPORT", root)


async def test_its_sheet_names_nobody_and_links_every_message(
    server: Server, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, out = a_thread(server), tmp_path / "sheet.md"

    await review_conversations(settings, ReviewWish(target=linked("C0SUPPORT", root), markdown=out))

    text = out.read_text(encoding="utf-8")
    assert "Evaluation sheet: #support" in capsys.readouterr().out
    assert f"[open](<{linked('C0SUPPORT', root)}>)" in text
    assert "?thread_ts=" in text
    assert "U0ALICE" not in text


async def test_its_sheet_shows_a_mention_in_somebodys_words_by_name(
    server: Server, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    slack = server.workspace
    root = slack.post("U0CARLA", "C0SUPPORT", "<@U0BEN> can you send the invoice today?")
    slack.post("U0ALICE", "C0SUPPORT", "Sure, <@U0BEN> sends it by 15:00.", thread_ts=root)

    await review_conversations(settings, ReviewWish(target=linked("C0SUPPORT", root)))

    told = capsys.readouterr().out
    assert "@ben" in told
    assert "U0BEN" not in told


async def test_a_channel_that_is_not_watched_is_told_with_the_remedy(server: Server, settings: Settings) -> None:
    ts = server.workspace.post("U0ALICE", "C0HELP", "Can I have a new chair?")

    with pytest.raises(Failed, match=r"motbot\.yaml: channels: C0HELP is not among them; add it"):
        await subject_at(linked("C0HELP", ts), settings)


@pytest.mark.parametrize("channel", ["C0SUPPORT", "C0SECRET"])
async def test_a_message_that_slack_does_not_show_is_told(server: Server, settings: Settings, channel: str) -> None:
    with pytest.raises(Failed, match=r"^Slack does not show this message \(\w+\): "):
        await subject_at(linked(channel, "1772442000.000100"), settings)


@pytest.mark.parametrize(
    "link",
    [
        "https://theirs.slack.com/archives/C0SUPPORT/p1772442000000100",
        "https://ours.slack.com.evil.example/archives/C0SUPPORT/p1772442000000100",
        "http://127.0.0.1/archives/C0SUPPORT/p1772442000000100",
        "https://ours.slack.com/archives/C0SUPPORT",
        "file:///etc/passwd",
    ],
)
async def test_a_link_elsewhere_is_refused(settings: Settings, link: str) -> None:
    assert is_link(link)
    with pytest.raises(BadInput, match=r"^This is no link to a message of this workspace"):
        await subject_at(link, settings)


async def test_without_a_token_it_says_which_variable_is_needed() -> None:
    with pytest.raises(BadConfig, match=r"SLACK_BOT_TOKEN: is not set; .*a file needs none"):
        await subject_at(linked("C0SUPPORT", "1772442000.000100"), load_settings({}))


@pytest.mark.parametrize("target", ["chat.txt", "C:\\chats\\one.jsonl", "./a b/对话.txt", "/srv/x.yaml"])
def test_a_file_is_no_link(target: str) -> None:
    assert not is_link(target)
