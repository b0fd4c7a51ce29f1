"""Slack says that the app was uninstalled, or that its token was revoked."""

from typing import Any

import pytest

from motbot.domain.errors import BadInput
from motbot.domain.events import AppRemoved, TokenRevoked
from motbot.slack.events import parse
from motbot.slack.identity import Identity
from motbot.slack.payloads import at
from motbot.slack.screening import Fate, screen

US = Identity(team="T1", user="UBOT", bot="BBOT", url="https://acme.slack.com/")
STAMP = "1772442000.000100"


def body(**event: Any) -> dict[str, Any]:
    """What Slack sends around it."""
    return {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "event_time": 1772442000,
        "event": {"event_ts": STAMP, **event},
    }


def test_an_uninstalled_app_is_known() -> None:
    assert parse(body(type="app_uninstalled"), us=US) == AppRemoved(team="T1", at=at(STAMP))


def test_our_own_revoked_token_is_known_and_a_persons_is_none_of_ours() -> None:
    ours = body(type="tokens_revoked", tokens={"oauth": ["U1"], "bot": ["UBOT"]})
    theirs = body(type="tokens_revoked", tokens={"oauth": ["U1"], "bot": []})

    assert parse(ours, us=US) == TokenRevoked(team="T1", at=at(STAMP))
    assert parse(theirs, us=US) is None


@pytest.mark.parametrize(
    "event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}]
)
def test_both_are_stored_before_they_are_acknowledged(event: dict[str, Any]) -> None:
    screened = screen(body(**event), us=US, watches=lambda _channel: False, received_at=STAMP)

    assert screened.fate is Fate.STORE


@pytest.mark.parametrize("tokens", [None, [], {"bot": "UBOT"}, {"bot": [1]}])
def test_tokens_of_another_shape_make_no_sense(tokens: object) -> None:
    with pytest.raises(BadInput, match="tokens_revoked event: field tokens"):
        parse(body(type="tokens_revoked", tokens=tokens), us=US)
