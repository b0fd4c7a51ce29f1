"""Bodies that make no sense are refused by naming the field, and nothing else ever comes of them."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motbot.domain.errors import BadInput
from motbot.slack.events import parse
from motbot.slack.interactions import RECEIVED_AT
from tests.slack.rig import ALICE, SUPPORT, TS, US, Json, event_body, message, press_body, submission_body


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (event_body(message(ts="soon")), "field ts"),
        (event_body(message(channel=5)), "field channel"),
        (event_body({"type": 5}), "event.type"),
        ({"type": "event_callback", "event": [1]}, "field event"),
        (event_body({"type": "reaction_added", "user": ALICE}), "field reaction"),
        (event_body({"type": "channel_left", "channel": "C1"}, event_time=None), "event_time"),
        (press_body("claim", "seven"), "moment's id"),
        (press_body("claim", "9" * 30), "moment's id"),
        (press_body("more", "mute"), "moment's id"),
        (press_body("claim", actions=[]), "field actions"),
        (submission_body("edited", {}), RECEIVED_AT),
    ],
)
def test_nonsense_is_refused_by_naming_the_field_and_not_what_stood_there(body: Json, named: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse(body, us=US)

    assert named in str(refused.value)
    assert "the export is broken" not in str(refused.value)


CHANGED = message(subtype="message_changed", message=message(), previous_message=message("b"))
SCRAPS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", "message", TS, SUPPORT, "\ud800", "7"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "event", "ts", "channel", "message", "user", "item", "actions", "view", "blocks"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
BODIES = [
    event_body(message()),
    event_body(CHANGED),
    event_body(
        {"type": "reaction_added", "user": ALICE, "reaction": "eyes", "item": {"type": "message"}, "event_ts": TS}
    ),
    event_body({"type": "user_change", "user": {"id": ALICE}}),
    press_body("claim"),
    submission_body("edited", {"reply": {"value": "x"}}),
]


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), scrap=SCRAPS)
def test_any_part_of_a_body_may_be_anything_and_nothing_but_a_refusal_comes_of_it(data: Any, scrap: object) -> None:
    body = data.draw(st.sampled_from(BODIES))
    inner = {**body.get("event", {}), data.draw(st.sampled_from(sorted(message()))): scrap}
    for broken in ({**body, data.draw(st.sampled_from(sorted(body))): scrap}, {**body, "event": inner}):
        try:
            parse(broken, us=US)
        except BadInput:
            continue
