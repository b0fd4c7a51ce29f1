"""A report in words: every number says how it is counted, and nothing is told that was not counted."""

from dataclasses import fields, replace
from enum import StrEnum

import pytest

from motbot.domain.expectation import ExpectationKind, NegativeType, Urgency
from motbot.domain.language import Language
from motbot.domain.message import ChannelKind
from motbot.domain.moment import Suppressed
from motbot.domain.promise import PromiseState
from motbot.domain.report import Came, Ended, FirstAnswer
from motbot.domain.report_facts import MomentFact, NudgeFact, PromiseFact
from motbot.domain.report_sections import percent, signed, told
from motbot.domain.report_told import Section, Shape, ToldReport
from motbot.domain.report_words import ReportWords
from motbot.domain.report_words_en import EN, report_words
from tests.domain.reported import counted, sheets

ZH = report_words(Language.ZH)
MOMENT = MomentFact(channel="C1", urgency=Urgency.NORMAL, answer=("Which one?",))
CARD = NudgeFact(channel="C1", coach="playbook", revision="0123456789abcdef")
FULL = counted(
    moments=[*[MOMENT] * 6, *[replace(MOMENT, urgency=Urgency.HIGH, channel="C3")] * 5],
    promises=[PromiseFact(channel="C1", state=PromiseState.MADE, is_open=True)],
    nudges=[CARD] * 7,
    sheets=[*sheets([-1, 0, 1, 1, 2]), *sheets([1] * 6, channel="C2")],
)


def section(report: ToldReport, key: str) -> Section:
    return next(one for one in report.sections if one.key == key)


@pytest.mark.parametrize("kinds", [Urgency, ExpectationKind, ChannelKind, NegativeType, Suppressed, FirstAnswer, Came])
@pytest.mark.parametrize("words", [EN, ZH], ids=["en", "zh"])
def test_every_part_has_a_name_in_every_language(words: object, kinds: type[StrEnum]) -> None:
    assert isinstance(words, type(EN))
    # A report tells of nobody's silence, which counts as quiet hours, nor of nudges that fade: those count as sent.
    untold = {Suppressed.MUTED.value, Suppressed.FADED.value}
    assert {kind.value for kind in (*kinds, *Ended)} - set(words.names) <= untold


def test_both_languages_say_the_same_things() -> None:
    assert set(EN.figures) == set(ZH.figures)
    assert set(EN.names) == set(ZH.names)
    assert all(getattr(words, field.name) for words in (EN, ZH) for field in fields(words))


@pytest.mark.parametrize(("words", "language"), [(EN, Language.EN), (ZH, Language.ZH)])
def test_where_there_is_too_little_for_a_share_the_short_name_is_that_of_the_number(
    words: ReportWords, language: Language
) -> None:
    few = told(counted(moments=[MOMENT] * 3), language)

    briefs = {key: (section(few, key).lead, section(few, key).brief) for key in ("confirmed", "promises")}

    assert briefs == {
        "confirmed": ("3", words.figures["confirmed"].lead_few),
        "promises": ("0", words.figures["promises"].lead_few),
    }


@pytest.mark.parametrize("language", Language)
def test_every_figure_says_how_it_is_counted(language: Language) -> None:
    report = told(FULL, language)

    assert [one.key for one in report.sections] == [
        "urgency",
        "expectations",
        "channel_kinds",
        "silent",
        "explored",
        "promises",
        "confirmed",
        "nudges",
        "scores",
        "scores_by_channel",
    ]
    assert all(one.how and one.lead and one.lead_says for one in report.sections)
    assert "{" not in str(report)


def test_the_head_tells_the_span_the_channels_and_whose_days() -> None:
    assert told(FULL, Language.EN).about == ("18 Feb 2026 to 20 Mar 2026", "3 channels", "days and weeks of UTC")
    assert told(FULL, Language.ZH).about[0] == "2026年2月18日 至 2026年3月20日"
    assert told(replace(FULL, since=None), Language.EN).about[0] == "Everything kept, until 20 Mar 2026"


def test_a_total_stands_before_its_groups_and_their_shares() -> None:
    urgency = section(told(FULL, Language.EN), "urgency")

    assert (urgency.lead, urgency.lead_says) == ("11", "moments")
    assert urgency.numbers is not None
    assert urgency.numbers.rows == (("High", "5", "45%"), ("Normal", "6", "55%"))
    assert urgency.picture is not None
    assert [(bar.label, bar.counts) for bar in urgency.picture.bars] == [("High", (5,)), ("Normal", (6,))]


def test_what_came_of_things_leads_with_the_share_that_came_out_well() -> None:
    explored = section(told(FULL, Language.EN), "explored")

    assert (explored.lead, explored.lead_says) == ("100%", "of 11 answered moments")
    assert explored.picture is not None
    assert explored.picture.shape is Shape.PARTS


def test_one_group_that_is_all_there_is_needs_no_picture() -> None:
    (kinds,) = [one for one in told(counted(moments=[MOMENT] * 6), Language.EN).sections if one.key == "channel_kinds"]

    assert kinds.picture is None
    assert kinds.numbers is not None


def test_what_was_not_counted_says_so_instead_of_showing_zeros() -> None:
    promises = section(told(FULL, Language.EN), "promises")

    assert (promises.lead, promises.lead_says, promises.picture, promises.numbers) == ("0", "promises", None, None)
    assert promises.notes == (EN.none, "Found in our words besides, and not tracked: 1.")


def test_why_too_few_show_nothing_but_a_total_is_said_once_for_the_whole_report() -> None:
    report = told(counted(moments=[MOMENT] * 3), Language.ZH)
    urgency = section(report, "urgency")

    assert (urgency.lead, urgency.numbers, urgency.notes) == ("3", None, ())
    assert report.notes.count(ZH.merged) == 1
    assert "只列总数" in ZH.merged


def test_a_single_thing_is_no_plural() -> None:
    one = told(counted(moments=[MOMENT], nudges=[CARD], sheets=sheets([1])), Language.EN)
    says = {section.key: f"{section.lead} {section.lead_says}" for section in one.sections}

    assert says["urgency"] == says["confirmed"] == "1 moment"
    assert says["explored"] == "1 answered moment"
    assert (says["nudges"], says["scores"]) == ("1 card with a draft", "1 conversation with a score")


def test_drafts_are_named_by_who_wrote_them_and_the_beginning_of_the_revision() -> None:
    drafts = section(told(FULL, Language.EN), "nudges")

    assert drafts.numbers is not None
    assert drafts.numbers.rows[0][:3] == ("playbook 01234567", "7", "0")
    assert drafts.numbers.rows[0][5] == "7 (100%)"


def test_scores_have_their_sign_and_the_scale_is_told_once() -> None:
    report = told(FULL, Language.EN)
    scores, channels = section(report, "scores"), section(report, "scores_by_channel")

    assert scores.numbers is not None
    assert [row[0] for row in scores.numbers.rows] == ["−3", "−2", "−1", "0", "+1", "+2", "+3"]
    assert channels.numbers is not None
    assert channels.numbers.rows[0] == ("support", "5", "0", "0", "1", "1", "2", "1", "0", "+1")
    assert str(report).count("is our own") == 1


def test_scores_that_are_kept_back_show_no_number_but_how_many() -> None:
    hidden = told(counted(sheets=sheets([1] * 9), shows_scores=False), Language.EN)

    assert [one.key for one in hidden.sections][-1] == "scores"
    assert hidden.sections[-1].notes == (EN.kept_back,)
    assert hidden.sections[-1].numbers is None


def test_an_empty_report_is_one_sentence() -> None:
    report = told(counted(is_whole=False), Language.EN)

    assert report.sections == ()
    assert report.notes[:2] == (EN.left_out, EN.nothing)


def test_a_share_is_in_whole_per_cent_and_a_minus_is_a_real_one() -> None:
    assert (percent(1, 3), percent(0, 5), percent(0, 0)) == ("33%", "0%", "")
    assert (signed(2), signed(0), signed(-1)) == ("+2", "0", "−1")
