"""Dialogues become channels with people in them, and lines with their times."""

from datetime import UTC, datetime, timedelta

from motbot.replay.dialogues import Dialogue, Speaker, Utterance
from motbot.replay.stage import APART, OURS, THEIRS, parts_of, script_of, workspace_for

START = datetime(2026, 3, 3, 10, tzinfo=UTC)


def said(t: float, by: Speaker, text: str = "x", *, speaker: str = "") -> Utterance:
    """One line."""
    return Utterance(t=t, by=by, text=text, speaker=speaker)


ONE = Dialogue(id="one", messages=(said(0, Speaker.CUSTOMER), said(9, Speaker.AGENT), said(50, Speaker.CUSTOMER)))
TWO = Dialogue(
    id="two",
    lang="zh",
    messages=(
        said(0, Speaker.CUSTOMER, speaker="Ann"),
        said(1, Speaker.CUSTOMER, speaker="Bob"),
        said(2, Speaker.AGENT, speaker="Ann"),
    ),
)
ALONE = Dialogue(id="alone", messages=(said(0, Speaker.CUSTOMER),))


def test_each_voice_of_a_dialogue_has_an_account_of_its_own() -> None:
    (part,) = parts_of([TWO])

    assert len({part.account(index) for index in range(3)}) == 3
    assert part.agents == (part.account(2),)


def test_a_dialogue_that_nobody_answers_still_has_an_agent() -> None:
    (part,) = parts_of([ALONE])

    assert len(part.agents) == 1


def test_agents_are_ours_and_customers_of_another_company_in_a_channel_of_their_own() -> None:
    parts = parts_of([ONE, TWO])
    spec = workspace_for(parts)

    teams = {user.id: user.team_id for user in spec.users}
    for part in parts:
        for (by, _), account in part.accounts.items():
            assert teams[account] == (OURS if by is Speaker.AGENT else THEIRS)
        channel = next(one for one in spec.channels if one.id == part.channel)
        assert set(channel.members) == {spec.app.bot_user_id, *part.accounts.values()}
        assert channel.is_ext_shared


def test_people_live_where_their_language_is_spoken() -> None:
    spec = workspace_for(parts_of([ONE, TWO]))

    assert {user.tz for user in spec.users} == {"Europe/London", "Asia/Shanghai"}


def test_dialogues_interleave_in_the_order_of_time() -> None:
    script = script_of(parts_of([ONE, TWO]), START)

    assert [(cue.dialogue, cue.index) for cue in script] == [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (0, 2)]
    assert script[2].at == START + APART
    assert script[-1].at == START + timedelta(seconds=50)
