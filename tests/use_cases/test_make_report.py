"""A report covers the channels of whoever asks, decided from what Slack and the config say now, and nobody else's."""

from dataclasses import replace
from datetime import timedelta

import pytest
from typing_extensions import override

from motbot.domain.errors import SlackUnclear
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy, ReviewRules, ShowCoach
from motbot.domain.report import Report
from motbot.domain.report_facts import ReportFacts
from motbot.domain.review import Row
from motbot.domain.scoring import Ruling
from motbot.storage.store import PostgresStore
from motbot.use_cases.make_report import MakeReport
from tests.domain.reported import sheets
from tests.fakes.clock import T0, FakeClock
from tests.fakes.directory import FakeDirectory
from tests.fakes.reports import FakeReports
from tests.fakes.sheets import CONTACT, SHEET, a_rating, a_review

LEAD, TRAINER, ADMIN, AGENT, COLLEAGUE, GUEST, OUTSIDER, FORMER, BOT = (
    "ULEAD", "UTRAIN", "UADMIN", "UAGENT", "UCOLL", "UGUEST", "UOUT", "UGONE", "UBOT",
)  # fmt: skip
KINDS = {GUEST: PersonKind.GUEST, OUTSIDER: PersonKind.OUTSIDER, FORMER: PersonKind.GONE, BOT: PersonKind.BOT}
EVERYBODY = (LEAD, TRAINER, ADMIN, AGENT, COLLEAGUE, GUEST, OUTSIDER, FORMER, BOT)
HERE, THERE = "C1", "C2"


class HalfSilent(FakeDirectory):
    """A Slack that does not say who is in one channel."""

    silent_about = ""

    @override
    async def members(self, channel: str) -> frozenset[str]:
        if channel == self.silent_about:
            raise SlackUnclear("Slack did not answer in time")
        return await super().members(channel)


@pytest.fixture
def facts() -> FakeReports:
    return FakeReports()


@pytest.fixture
def directory() -> HalfSilent:
    """Everybody is in the first channel; nobody but agents is in the second."""
    roles = {"agents": frozenset({AGENT}), "trainers": (TRAINER, *KINDS), "admins": (ADMIN, *KINDS)}
    found = HalfSilent(
        people=[
            Person(id=one, team="T1", kind=KINDS.get(one, PersonKind.MEMBER), zone="Asia/Shanghai") for one in EVERYBODY
        ],
        channels=[
            ChannelPolicy(id=HERE, name="here", leads=(LEAD, *KINDS), **roles),  # type: ignore[arg-type]
            ChannelPolicy(id=THERE, name="there", **roles),  # type: ignore[arg-type]
        ],
    )
    found.join(HERE, *EVERYBODY)
    return found


@pytest.fixture
def make(facts: FakeReports, directory: HalfSilent, store: PostgresStore, clock: FakeClock) -> MakeReport:
    return MakeReport(reports=facts, store=store, directory=directory, clock=clock, rules=ReviewRules())


def covered(report: Report | None) -> tuple[str, ...]:
    return report.channels if report else ()


@pytest.mark.parametrize("user", [LEAD, TRAINER, ADMIN])
async def test_leads_trainers_and_admins_get_the_channels_they_are_in_now(
    make: MakeReport, directory: HalfSilent, user: str
) -> None:
    assert covered(await make(user=user)) == ("here",)

    directory.leave(HERE, user)

    assert await make(user=user) is None


async def test_a_trainer_sees_every_channel_they_are_in_and_a_lead_only_the_led_ones(
    make: MakeReport, directory: HalfSilent
) -> None:
    directory.join(THERE, TRAINER, LEAD)

    assert covered(await make(user=TRAINER)) == ("here", "there")
    assert covered(await make(user=LEAD)) == ("here",)


@pytest.mark.parametrize("user", [AGENT, COLLEAGUE, GUEST, OUTSIDER, FORMER, BOT, "UNOBODY"])
async def test_nobody_else_gets_any_whatever_the_config_calls_them(
    make: MakeReport, facts: FakeReports, directory: HalfSilent, user: str
) -> None:
    directory.join(THERE, user)

    assert await make(user=user) is None
    assert await make(user=user, channel=HERE) is None
    assert facts.asked == []


async def test_one_channel_alone_can_be_asked_for_and_one_that_is_not_theirs_is_none(
    make: MakeReport, directory: HalfSilent
) -> None:
    directory.join(THERE, TRAINER)

    assert covered(await make(user=TRAINER, channel=THERE)) == ("there",)
    assert await make(user=LEAD, channel=THERE) is None
    assert await make(user=TRAINER, channel="CNOWHERE") is None


async def test_the_span_ends_now_and_days_are_those_of_whoever_asks(make: MakeReport, facts: FakeReports) -> None:
    report = await make(user=LEAD, since=T0 - timedelta(days=7))

    assert facts.asked == [("T1", (HERE,), T0 - timedelta(days=7), T0)]
    assert report is not None
    assert (report.zone, report.since, report.until, report.is_whole) == (
        "Asia/Shanghai",
        T0 - timedelta(days=7),
        T0,
        True,
    )


async def test_a_channel_slack_does_not_tell_about_is_left_out_and_that_is_said(
    make: MakeReport, directory: HalfSilent
) -> None:
    directory.join(THERE, TRAINER)
    directory.silent_about = THERE

    report = await make(user=TRAINER)

    assert report is not None
    assert (report.channels, report.is_whole) == (("here",), False)


async def test_where_slack_tells_of_none_of_theirs_it_is_to_be_tried_again(
    make: MakeReport, directory: HalfSilent
) -> None:
    directory.silent_about = HERE

    with pytest.raises(SlackUnclear):
        await make(user=LEAD)
    assert await make(user=AGENT) is None


@pytest.mark.parametrize(("people_agree", "is_kept_back"), [(False, True), (True, False)])
async def test_scores_are_kept_back_until_the_coach_has_agreed_with_people(
    *, facts: FakeReports, directory: HalfSilent, store: PostgresStore, people_agree: bool, is_kept_back: bool
) -> None:
    rules = ReviewRules(show_coach=ShowCoach.AGREED, agreed_pairs=4, agreed_kappa=0.4)
    make = MakeReport(reports=facts, store=store, directory=directory, clock=FakeClock(), rules=rules)
    facts.more = ReportFacts(sheets=tuple(sheets([1] * 6, channel=HERE)))
    report = await make(user=LEAD)
    assert report is not None
    assert report.scores.is_kept_back

    async with store.begin() as tx:
        for coach in (-2, 2):
            scored = replace(SHEET, contacts=(replace(CONTACT, overall=Ruling(score=coach, rule=8)),))
            review = await tx.reviews.save(a_review(sheet=scored))
            for rater in ("A", "B"):
                mark = coach if people_agree else -coach
                await tx.reviews.add_rating(a_rating(mark, review=review.id, rater=rater, row=Row(contact=1)))
    report = await make(user=LEAD)

    assert report is not None
    assert report.scores.is_kept_back is is_kept_back
