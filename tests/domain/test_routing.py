"""Whom a moment is whispered to, and what keeps a whisper back."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import product

import pytest

from motbot.domain.conversation import Conversation
from motbot.domain.expectation import Assessment, Provenance, Urgency
from motbot.domain.moment import Moment, Suppressed
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy, Limits
from motbot.domain.routing import Candidate, Route, candidates_for, is_below, known_zone, route, zone_of
from motbot.domain.sensitivity import Sensitivity

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NIGHT = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
MORNING = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
LIMITS = Limits()
TEAM = ChannelPolicy(id="C1", agents=frozenset({"A1", "A2", "A3"}))
MOMENT = Moment(
    team="T1",
    channel="C1",
    conversation=1,
    customer="U1",
    focus=("1.0",),
    assessment=Assessment(is_moment=True, urgency=Urgency.NORMAL),
    provenance=Provenance(coach="playbook", revision="r1"),
    opened_at=NOON,
    last_at=NOON,
)
CONVERSATION = Conversation(team="T1", channel="C1", root_ts="1.0", opened_at=NOON, last_at=NOON)


def person(number: int = 1, kind: PersonKind = PersonKind.MEMBER, zone: str = "UTC") -> Person:
    return Person(id=f"A{number}", team="T1", kind=kind, zone=zone)


def routed(*candidates: Candidate, urgency: Urgency = Urgency.NORMAL, now: datetime = NOON) -> Route:
    return route(candidates, claimable=len(candidates) > 1, urgency=urgency, now=now, limits=LIMITS)


# ---- who is responsible


@pytest.mark.parametrize(
    ("taken", "last", "on_duty", "expected", "claimable"),
    [
        ("A1", "A2", ("A3",), ["A1"], False),
        ("A1", "", (), ["A1"], False),
        ("", "A2", ("A3",), ["A2"], False),
        ("", "A2", (), ["A2"], False),
        ("", "", ("A3",), ["A3"], False),
        ("", "", ("A3", "A1"), ["A3"], False),
        ("", "", (), ["A1", "A2", "A3"], True),
        # who is no agent here (any more) is not responsible
        ("X9", "A2", ("A3",), ["A2"], False),
        ("X9", "X8", ("A3",), ["A3"], False),
        ("X9", "X8", (), ["A1", "A2", "A3"], True),
    ],
)
def test_responsible_is_who_took_it_else_who_answered_last_else_who_is_on_duty_else_everybody(
    taken: str, last: str, on_duty: tuple[str, ...], expected: list[str], claimable: bool
) -> None:
    found, to_be_claimed = candidates_for(
        replace(MOMENT, agent=taken), replace(CONVERSATION, last_agent=last), replace(TEAM, on_duty=on_duty)
    )

    assert (list(found), to_be_claimed) == (expected, claimable)


def test_a_channels_only_agent_need_not_claim() -> None:
    assert candidates_for(MOMENT, CONVERSATION, replace(TEAM, agents=frozenset({"A1"}))) == (["A1"], False)


def test_a_channel_without_agents_has_no_candidates() -> None:
    found, claimable = candidates_for(MOMENT, CONVERSATION, replace(TEAM, agents=frozenset()))

    assert (list(found), claimable) == ([], False)
    assert routed() == Route(suppressed=Suppressed.NOBODY)


# ---- the dial


@pytest.mark.parametrize(
    ("sensitivity", "shown"),
    [
        (Sensitivity.LOW, {Urgency.HIGH, Urgency.CRITICAL}),
        (Sensitivity.NORMAL, {Urgency.NORMAL, Urgency.HIGH, Urgency.CRITICAL}),
        (Sensitivity.HIGH, {Urgency.LOW, Urgency.NORMAL, Urgency.HIGH, Urgency.CRITICAL}),
    ],
)
def test_the_dial_lets_through_what_is_pressing_enough(sensitivity: Sensitivity, shown: set[Urgency]) -> None:
    assert {urgency for urgency in Urgency if not is_below(urgency, sensitivity)} == shown


def test_urgencies_rank_from_none_to_critical() -> None:
    assert [urgency.rank for urgency in Urgency] == [0, 1, 2, 3, 4]
    assert Urgency.CRITICAL.rank > Urgency.HIGH.rank > Urgency.NORMAL.rank > Urgency.LOW.rank > Urgency.NONE.rank


# ---- what keeps a whisper back


def test_a_free_agent_is_told() -> None:
    assert routed(Candidate(person=person())) == Route(to=(person(),))


@pytest.mark.parametrize(("kind", "urgency"), list(product(sorted(set(PersonKind) - {PersonKind.MEMBER}), Urgency)))
def test_only_full_members_of_our_team_are_ever_told(kind: PersonKind, urgency: Urgency) -> None:
    assert routed(Candidate(person=person(kind=kind)), urgency=urgency) == Route(suppressed=Suppressed.NOBODY)


@pytest.mark.parametrize("urgency", sorted(set(Urgency) - {Urgency.CRITICAL}))
def test_whoever_muted_us_is_told_only_of_what_is_critical(urgency: Urgency) -> None:
    muted = Candidate(person=person(), muted_until=NOON + timedelta(seconds=1))

    assert routed(muted, urgency=urgency) == Route(suppressed=Suppressed.MUTED, nudge_at=muted.muted_until)
    assert routed(muted, urgency=Urgency.CRITICAL).to == (person(),)


def test_a_mute_ends_at_its_time() -> None:
    assert routed(Candidate(person=person(), muted_until=NOON)).to == (person(),)


@pytest.mark.parametrize(
    ("count", "urgency", "suppressed"),
    [
        (39, Urgency.NORMAL, None),
        (40, Urgency.NORMAL, Suppressed.DAILY_CAP),
        (41, Urgency.HIGH, Suppressed.DAILY_CAP),
        (400, Urgency.CRITICAL, None),
    ],
)
def test_the_daily_cap_holds_for_everything_but_the_critical(
    count: int, urgency: Urgency, suppressed: Suppressed | None
) -> None:
    assert routed(Candidate(person=person(), nudged_today=count), urgency=urgency).suppressed is suppressed


@pytest.mark.parametrize("urgency", [Urgency.LOW, Urgency.NORMAL, Urgency.HIGH])
def test_quiet_hours_put_a_whisper_off_until_they_end(urgency: Urgency) -> None:
    held = routed(Candidate(person=person()), urgency=urgency, now=NIGHT)

    assert held == Route(suppressed=Suppressed.QUIET_HOURS, nudge_at=MORNING)


def test_the_critical_passes_quiet_hours() -> None:
    assert routed(Candidate(person=person()), urgency=Urgency.CRITICAL, now=NIGHT).to == (person(),)


def test_quiet_hours_are_those_of_the_agents_own_clock() -> None:
    in_shanghai = Candidate(person=person(zone="Asia/Shanghai"))

    assert routed(in_shanghai, now=NIGHT).nudge_at == datetime(2026, 3, 3, 0, 0, tzinfo=UTC)
    assert routed(in_shanghai, now=MORNING).to == (in_shanghai.person,)


def test_of_several_only_those_who_may_be_told_are_and_they_may_claim() -> None:
    candidates = (
        Candidate(person=person(1), muted_until=NOON + timedelta(hours=1)),
        Candidate(person=person(2)),
        Candidate(person=person(3, PersonKind.GUEST)),
        Candidate(person=person(4), nudged_today=40),
        Candidate(person=person(5)),
    )

    assert routed(*candidates) == Route(to=(person(2), person(5)), claimable=True)


def test_when_all_sleep_the_first_to_wake_decides_when() -> None:
    london, shanghai, kolkata = (
        Candidate(person=person(number, zone=zone))
        for number, zone in enumerate(("Europe/London", "Asia/Shanghai", "Asia/Kolkata"), 1)
    )
    now = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)

    for order in ((london, shanghai, kolkata), (kolkata, london, shanghai), (shanghai, kolkata, london)):
        held = routed(*order, now=now)
        assert (held.suppressed, held.nudge_at) == (Suppressed.QUIET_HOURS, datetime(2026, 3, 3, 0, 0, tzinfo=UTC))


def test_a_sleeping_agent_is_waited_for_though_another_is_muted_for_good() -> None:
    muted = Candidate(person=person(1), muted_until=NIGHT + timedelta(days=9))

    assert routed(muted, Candidate(person=person(2)), now=NIGHT).nudge_at == MORNING


def test_quiet_hours_can_be_switched_off() -> None:
    always = Limits(quiet_from=time(0), quiet_to=time(0))

    found = route([Candidate(person=person())], claimable=False, urgency=Urgency.NORMAL, now=NIGHT, limits=always)

    assert found.to == (person(),)


# ---- zones


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Kathmandu", "America/New_York", "UTC"])
def test_a_known_zone_is_the_persons(zone: str) -> None:
    assert zone_of(person(zone=zone)).key == zone


@pytest.mark.parametrize(
    "zone", ["", "Mars/Olympus", "../etc/passwd", "/etc/passwd", "America", "\x00", "\ud800", "a" * 400]
)
def test_a_zone_we_do_not_have_counts_as_the_channels_else_as_utc(zone: str) -> None:
    assert zone_of(person(zone=zone)).key == "UTC"
    assert zone_of(person(zone=zone), otherwise=zone).key == "UTC"
    assert zone_of(person(zone=zone), otherwise="Europe/Berlin").key == "Europe/Berlin"
    assert known_zone(zone) is None


def test_a_persons_own_zone_goes_before_the_channels() -> None:
    assert zone_of(person(zone="UTC"), otherwise="Europe/Berlin").key == "UTC"
