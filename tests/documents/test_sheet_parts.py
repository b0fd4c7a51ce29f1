"""A sheet is put into plain words: scores with names, behaviours written out, and nothing that a page leaves out."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from motbot.documents.parts import SheetParts
from motbot.documents.sheet_parts import Origin, sheet_parts
from motbot.domain.language import Language, is_chinese_character
from motbot.domain.nudge import Place
from motbot.domain.policy import ReviewRules, ShowCoach
from motbot.domain.review import Failure, ReviewState
from motbot.domain.scoring import Quote, Step
from motbot.domain.sheet import Fate, JudgedPromise
from motbot.domain.sheet_paging import nothing_for
from tests.documents.sheets import REVIEW, SAID, blind, pages


def words_of(part: object) -> str:
    """Everything that a part says."""
    return repr(part)


def test_a_score_is_told_in_figures_and_in_a_word() -> None:
    sheet = sheet_parts(pages(), Origin(decided_by=1))

    assert sheet.overall is not None
    assert (sheet.overall.score.text, sheet.overall.score.name) == ("\u22122", "lets down")
    assert sheet.overall.rule == (
        "What decided: sent elsewhere to start again, or the work handed back (rule 4), in contact 1"
    )
    assert [row.score.text for row in sheet.listed] == ["\u22122", "\u2013"]


def test_the_contact_that_decided_is_told_from_the_overview_alone() -> None:
    whole = sheet_parts(pages()[:1]).overall

    assert whole is not None
    assert whole.rule.endswith("(rule 4), in contact 1")


def test_of_a_single_contact_nobody_needs_to_be_told_which_decided() -> None:
    sheet = REVIEW.sheet
    assert sheet is not None
    whole = sheet_parts(pages(replace(REVIEW, sheet=replace(sheet, contacts=sheet.contacts[:1])))).overall

    assert whole is not None
    assert whole.rule.endswith("(rule 4)")


def test_behaviours_are_written_out_without_the_methods_numbers() -> None:
    explore, offer, act = sheet_parts(pages()).contacts[0].steps

    assert (explore.name, explore.missing) == (
        "Explore",
        ("one open question that is worth asking", "answering the mood in a line"),
    )
    assert offer.seen == ("moving first instead of waiting",)
    assert act.name == "Action"


def test_steps_that_nothing_is_said_of_are_named_together() -> None:
    first, second = sheet_parts(pages()).contacts

    assert first.idle == ("Confirm",)
    assert second.idle == ()
    assert second.steps == ()


def test_what_was_missed_stands_before_what_was_met() -> None:
    wanted = sheet_parts(pages()).contacts[0].wanted

    assert [(one.outcome, one.kind, one.evidence) for one in wanted] == [
        ("missed", "unspoken", "they say now"),
        ("met", "stated", "“Where is order 1001”"),
    ]


def test_nothing_is_met_or_missed_while_nobody_has_answered() -> None:
    _, first, second = pages()

    wanted = sheet_parts((replace(first, is_pending=True), second)).contacts[0].wanted

    assert {one.outcome for one in wanted} == {"still open"}


def test_people_are_named_by_their_role_alone() -> None:
    first = sheet_parts(pages()).contacts[0]

    assert [(note.who, note.score, note.words) for note in first.row.notes] == [
        ("you", "\u22121", "The date was given")
    ]
    assert [(note.who, note.score) for note in first.steps[1].notes] == [("agent", "\u2013")]
    assert [(note.who, note.words) for note in first.steps[2].notes] == [("agent, disputing this", "I *called* them")]
    assert "ULEAD" not in words_of(first)


def test_times_are_those_of_the_readers_clock() -> None:
    sheet = sheet_parts(pages())

    assert sheet.about[0] == "2 Mar 2026 (Europe/Berlin)"
    assert [one.source for one in sheet.contacts[0].asked + sheet.contacts[0].said] == [
        "customer · 2 Mar, 10:00",
        "second agent · 2 Mar, 10:05",
    ]


def test_a_conversation_without_times_tells_none_and_says_so() -> None:
    sheet = sheet_parts(pages(), Origin(title="chat", is_timed=False))

    assert sheet.title == "chat"
    assert "Mar" not in words_of(sheet)
    assert sheet.notices == ("The file gives no times: nothing was judged by how late it came.",)


def test_quotes_lead_to_their_messages() -> None:
    def link(place: Place) -> str:
        return f"https://acme.example/{place.channel}/{place.ts}/{place.thread_ts}"

    first = sheet_parts(pages(), Origin(link=link)).contacts[0]

    assert first.row.quotes[0].link == "https://acme.example/C1/1772442300.000100/1772442000.000100"
    assert first.promises[0].spoken.link == first.row.quotes[0].link


def test_the_playbooks_reason_for_a_step_is_not_said_twice_and_a_models_is() -> None:
    sheet = REVIEW.sheet
    assert sheet is not None
    by_model = replace(REVIEW, sheet=replace(sheet, provenance=replace(sheet.provenance, coach="model")))

    assert sheet_parts(pages()).contacts[0].steps[0].reason == ""
    assert sheet_parts(pages(by_model)).contacts[0].steps[0].reason == "Nothing is asked"


def test_a_chinese_reader_gets_every_word_of_ours_in_chinese() -> None:
    sheet = sheet_parts(pages(language=Language.ZH, ratings=(), remarks=()), Origin(decided_by=1))
    first = sheet.contacts[0]

    assert (first.row.name, first.row.score.name) == ("第 1 次接触", "明显失望")
    assert first.said[0].source == "第二位客服 · 3月2日 10:05"
    ours = (*sheet.about[1:], sheet.scale_note, first.row.rule, *first.steps[0].missing, *first.idle, *sheet.agreement)
    assert all(any(is_chinese_character(letter) for letter in text) for text in ours)


def test_a_blind_page_tells_no_score_and_what_is_still_to_be_marked() -> None:
    sheet = sheet_parts(blind())
    first = sheet.contacts[0]

    assert {row.score.text for row in (*sheet.listed, first.row, *first.steps)} == {"\u2013"}
    assert first.row.score.name == "hidden until you have sent your own marks"
    assert (first.wanted, first.promises, first.better, first.row.reason) == ((), (), "", "")
    assert sheet.notices == ("Calibration: everybody marks first. Yours still to come: contacts 1, 2.",)


def test_a_coach_that_is_not_trusted_yet_shows_no_score_and_says_why() -> None:
    sheet = sheet_parts(pages(rules=ReviewRules(show_coach=ShowCoach.AGREED, agreed_pairs=1000)))

    assert sheet.overall is not None
    assert sheet.overall.score.text == "\u2013"
    assert "does not agree with people well enough" in sheet.overall.score.name


def test_trainers_are_told_how_the_coach_agrees_with_people() -> None:
    assert sheet_parts(pages()).agreement == (
        "Contacts as a whole: 88% within one (marks: 40), weighted kappa 0.61 (95 %: 0.42 to 0.77)",
        "Offer: 100% within one (marks: 1)",
    )


def test_an_earlier_review_of_other_words_is_named() -> None:
    assert sheet_parts(pages(earlier=3)).notices == ("The words have changed since review 3.",)


@pytest.mark.parametrize("failure", Failure)
@pytest.mark.parametrize("language", Language)
def test_where_there_is_no_sheet_one_sentence_says_why(failure: Failure, language: Language) -> None:
    sheet = sheet_parts((nothing_for(language, failure),))

    assert sheet == SheetParts(language=language, title="", notices=sheet.notices)
    assert len(sheet.notices) == 1


def test_a_sheet_that_is_not_ready_says_so() -> None:
    sheet = sheet_parts(pages(replace(REVIEW, state=ReviewState.READING, sheet=None)))

    assert sheet.notices == ("There is no sheet here yet.",)


def test_controls_and_hidden_letters_never_reach_a_document() -> None:
    lines = tuple(replace(line, text=f"a\x1b[31m{line.text}\u202e\x00") for line in REVIEW.lines)
    sheet = sheet_parts(pages(replace(REVIEW, lines=lines)))

    for hidden in ("\x1b", "\u202e", "\x00"):
        assert all(hidden not in one.words for part in sheet.contacts for one in (*part.asked, *part.said))


def test_a_page_alone_stands_for_itself() -> None:
    overview, first, _ = pages()

    assert sheet_parts((overview,)).contacts == ()
    assert len(sheet_parts((overview,)).listed) == 2
    assert sheet_parts((first,)).overall is None
    assert [one.number for one in sheet_parts((first,)).contacts] == [1]


def test_a_quote_that_is_part_of_another_is_not_shown_twice() -> None:
    page = pages()[1]
    parts = tuple(Quote(ts=SAID, words=words) for words in ("by Friday", "It will be there by Friday", "promise"))
    rows = tuple(replace(row, quotes=parts) if row.row.step is Step.OFFER else row for row in page.rows)

    (contact,) = sheet_parts((replace(page, rows=rows),)).contacts

    assert [one.words for one in contact.steps[1].quotes] == ["It will be there by Friday", "promise"]


@pytest.mark.parametrize(
    ("language", "told", "stays"),
    [
        (Language.EN, "taken back (", "; the score is of the answer as it read then"),
        (Language.ZH, "已收回（", "；评分以当时的答复为准"),
    ],
)
def test_a_promise_that_was_taken_back_is_told_with_when_and_that_the_score_is_of_before(
    language: Language, told: str, stays: str
) -> None:
    given = pages()
    gone = tuple(
        replace(page, language=language, promises=tuple(map(_taken_back, page.promises))) if page.promises else page
        for page in (replace(one, language=language) for one in given)
    )

    promise = next(one for contact in sheet_parts(gone).contacts for one in contact.promises)

    assert promise.fate.startswith(told)
    assert "9:30" in promise.fate
    assert promise.fate.endswith(stays)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (Language.EN, "time over; nothing here shows whether it was kept"),
        (Language.ZH, "时间已过；这里看不出是否兑现"),
    ],
)
def test_a_promise_whose_time_passed_in_silence_says_so(language: Language, told: str) -> None:
    silent = tuple(
        replace(
            page,
            language=language,
            promises=tuple(replace(one, fate=Fate.OPEN, is_over=True) for one in page.promises),
        )
        for page in pages()
    )

    promise = next(one for contact in sheet_parts(silent).contacts for one in contact.promises)

    assert promise.fate == told


def _taken_back(one: JudgedPromise) -> JudgedPromise:
    at = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo(pages()[0].zone))
    return replace(one, fate=Fate.TAKEN_BACK, taken_back_at=at)
