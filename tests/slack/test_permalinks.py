"""A pasted link to a message is read in every form that Slack hands out, and says nothing else than Slack would."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.errors import BadInput
from motbot.domain.nudge import Place
from motbot.slack.permalinks import parse_permalink, permalink

HOME = "https://acme.slack.com/"
ROOT = Place(channel="C0SUPPORT", ts="1772445720.000100")
REPLY = Place(channel="C0SUPPORT", ts="1772445999.000200", thread_ts="1772445720.000100")
LINK = "https://acme.slack.com/archives/C0SUPPORT/p1772445720000100"
IN_THREAD = "https://acme.slack.com/archives/C0SUPPORT/p1772445999000200?thread_ts=1772445720.000100&cid=C0SUPPORT"


def read(text: str, **ours: Any) -> Place:
    """Read a link as the workspace acme does."""
    return parse_permalink(text, **{"workspace_url": HOME, "team": "T0ACME", "enterprise": "E0ACME", **ours})


@pytest.mark.parametrize(
    "text",
    [
        LINK,
        f"{LINK}/",
        f"  {LINK}\n",
        "HTTPS://Acme.Slack.com/archives/C0SUPPORT/p1772445720000100",
        f"{LINK}?cid=C0SUPPORT",
        f"{LINK}?thread_ts=1772445720.000100&cid=C0SUPPORT",
        f"{LINK}?message_ts=1772445720.000100&channel=C0SUPPORT",
        f"{LINK}?utm_source=mail",
        "https://acme.slack.com/messages/C0SUPPORT/p1772445720000100",
        "https://app.slack.com/client/T0ACME/C0SUPPORT/thread/C0SUPPORT-1772445720.000100",
        "https://app.slack.com/client/T0ACME/C0OTHER/thread/C0SUPPORT-1772445720.000100",
        "https://app.slack.com/client/T0ACME/unreads/thread/C0SUPPORT-1772445720.000100",
        "https://app.slack.com/client/E0ACME/C0SUPPORT/thread/C0SUPPORT-1772445720.000100/",
        "https://app.slack.com/client/T0ACME/C0SUPPORT/p1772445720000100",
        "slack://channel?team=T0ACME&id=C0SUPPORT&message=1772445720.000100",
        "slack://channel/?team=T0ACME&id=C0SUPPORT&message=1772445720.000100",
        "slack://channel?id=C0SUPPORT&message=1772445720.000100&team=E0ACME",
        "https://slack.com/app_redirect?team=T0ACME&channel=C0SUPPORT&message_ts=1772445720.000100",
        "https%3A%2F%2Facme.slack.com%2Farchives%2FC0SUPPORT%2Fp1772445720000100",
    ],
)
def test_every_form_of_a_message_s_link_is_read(text: str) -> None:
    assert read(text) == ROOT


@pytest.mark.parametrize(
    "text",
    [
        IN_THREAD,
        IN_THREAD.replace("&", "&amp;"),
        IN_THREAD.replace("772445720.", "772445720%2E"),
        IN_THREAD.removesuffix("&cid=C0SUPPORT"),
        IN_THREAD.replace("cid=", "channel="),
        "https://app.slack.com/client/T0ACME/C0SUPPORT/p1772445999000200?thread_ts=1772445720.000100",
        "slack://channel?team=T0ACME&id=C0SUPPORT&message=1772445999.000200&thread_ts=1772445720.000100",
        "https%3a%2f%2facme.slack.com/archives/C0SUPPORT/p1772445999000200%3Fthread_ts%3D1772445720.000100%26team=",
    ],
)
def test_the_link_of_a_reply_names_its_thread(text: str) -> None:
    assert read(text) == REPLY


@pytest.mark.parametrize(
    "around",
    [
        "<{}>", "<{}|the thread>", "<{}|https://elsewhere.example/archives>", "{}.", "{},", "{}!", "{}。", "{}，",
        '"{}"', "“{}”", "「{}」", "《{}》", "`{}`", "*{}*", "_{}_", "~{}~", "({}).", "*<{}|the thread>*.", "<{}>;",
        "（{}）", "“<{}>”。",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("link", "place"), [(LINK, ROOT), (IN_THREAD.replace("&", "&amp;"), REPLY)])
def test_what_slack_or_a_person_puts_around_a_link_is_taken_off(around: str, link: str, place: Place) -> None:
    assert read(around.format(link)) == place


def test_private_channels_and_direct_messages_have_links_too() -> None:
    for channel in ("G0SECRET", "D0DIRECT", "C1"):
        assert read(LINK.replace("C0SUPPORT", channel)).channel == channel


def test_a_workspace_of_an_organisation_is_reached_by_every_host_that_is_named_as_its_own() -> None:
    link = LINK.replace("acme.slack.com", "acme.enterprise.slack.com")

    assert read(link, hosts=["acme.enterprise.slack.com"]) == ROOT
    assert read(link, workspace_url="https://acme.enterprise.slack.com/") == ROOT


@pytest.mark.parametrize(
    "home", ["http://127.0.0.1:8123/", "http://localhost:8123/", "http://[::1]:80/", "http://a/b/"]
)
def test_a_slack_of_one_s_own_is_reached_where_it_lives_and_nowhere_else(home: str) -> None:
    assert read(permalink(home, REPLY), workspace_url=home) == REPLY
    for elsewhere in (
        permalink(home, REPLY).replace("http:", "https:"),
        permalink("http://other:9/", REPLY),
        IN_THREAD,
    ):
        with pytest.raises(BadInput, match="no link to a message of this workspace"):
            read(elsewhere, workspace_url=home)


channels = st.from_regex(r"[CGD][A-Z0-9]{1,12}", fullmatch=True)
stamps = st.integers(min_value=10**15, max_value=10**16 - 1).map(
    lambda number: f"{number // 10**6}.{number % 10**6:06}"
)


@given(channel=channels, one=stamps, other=st.none() | stamps, wrap=st.sampled_from(["{}", "<{}>", "<{}|here>."]))
@pytest.mark.parametrize("home", [HOME, "https://slack.com/", "http://localhost:3000/", "https://own.example/slack/"])
def test_a_link_we_make_leads_back_to_its_place(
    home: str, channel: str, one: str, other: str | None, wrap: str
) -> None:
    ts, thread_ts = max(one, other or one), min(one, other) if other and other != one else ""
    place = Place(channel=channel, ts=ts, thread_ts=thread_ts)

    assert read(wrap.format(permalink(home, place).replace("&", "&amp;")), workspace_url=home) == place
