"""What a window shows of a sheet: scores with their reasons, quotes with their links, people's marks beside them."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.language import Language
from motbot.domain.review import Failure, ReviewState, Row
from motbot.domain.scoring import Step
from motbot.domain.sheet import Fate
from motbot.domain.sheet_page import Calibration, Hidden, SheetPage
from motbot.playground.validation import view_problems
from motbot.slack.hand_over_wording import who_asks
from motbot.slack.mine_blocks import mine_view
from motbot.slack.sheet_modals import marks_view, remark_view, text_view
from motbot.slack.sheet_refs import SheetFrame, SheetRef, read_frame
from motbot.slack.sheet_views import loading_view, not_yours_view, sheet_view, unread_view
from tests.slack.looking import strings
from tests.slack.rig import SUPPORT, T0, US, Json
from tests.slack.sheet_rig import (
    AGREED,
    ASKING,
    THEIRS,
    all_of_mine,
    blind,
    contact,
    not_yours,
    overview,
    page_of,
    sheet_item,
    steps,
    whole_row,
)

EVERY = (
    overview(agreement=AGREED, earlier=3),
    overview(made_by="model", rows=()),
    contact(),
    contact(asked=(), said=()),
    blind(overview()),
    blind(contact()),
    blind(contact(), missing=()),
    contact(calibration=Calibration(sent_by_you=True, sent=1)),
    ASKING,
    page_of(state=ReviewState.READING),
    page_of(state=ReviewState.ASKING),
    *(page_of(state=ReviewState.FAILED, failure=failure) for failure in Failure),
    page_of(state=ReviewState.FAILED),
)


def shown(view: Json) -> str:
    """All that can be read in a window."""
    return "\n".join(strings(view["blocks"]))


def buttons(view: Json) -> list[tuple[str, str]]:
    """Action and value of every button, in order."""
    rows = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
    return [(button["action_id"], button["value"]) for row in rows for button in row if button["type"] == "button"]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("page", EVERY, ids=range(len(EVERY)))
def test_every_page_in_every_state_is_something_slack_takes(language: Language, page: SheetPage) -> None:
    view = sheet_view(replace(page, language=language), US.url)

    assert view_problems(view) == []
    assert '"mrkdwn"' not in str(view).replace("'", '"')


@pytest.mark.parametrize("language", Language)
def test_the_overview_names_the_department_that_asks(language: Language) -> None:
    say = who_asks("Finance", language)

    assert say in shown(sheet_view(overview(language=language, department="Finance"), US.url))
    assert say not in shown(sheet_view(overview(language=language), US.url))


@pytest.mark.parametrize("language", Language)
def test_every_window_beside_the_sheet_is_something_slack_takes(language: Language) -> None:
    for ref in (SheetRef(review=5), SheetRef(review=5, page=2)):
        frame = SheetFrame(ref=ref, language=language, is_blind=True, mine={Row(contact=ref.page): None})
        for view in (marks_view(frame), remark_view(frame), text_view(frame, "# a\n\n" + "word " * 4_000)):
            assert view_problems(view) == []
    for view in (loading_view(), unread_view(), unread_view(SheetRef(review=5), language), not_yours_view(language)):
        assert view_problems(view) == []


def test_the_overview_says_the_score_with_its_rule_the_scale_once_and_a_line_for_each_contact() -> None:
    view = sheet_view(overview(), US.url)
    said = shown(view)

    assert view["blocks"][0]["text"]["text"] == "The conversation as a whole · +1 meets"
    assert "how far the answer goes" in said
    assert said.count("is our own.") == 1
    assert "1 · +1 meets · Lead: 0 neutral · You: +2 exceeds · “The export is broken again”" in said
    assert "2 · not applicable yet · “Thanks, it is there”" in said
    assert "sees the same one" in said
    opened = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    assert [button["value"] for button in opened] == ["5:1:0", "5:2:0"]


def test_agreement_is_told_where_the_page_holds_it_as_it_does_for_trainers() -> None:
    assert "Contacts as a whole: 92 % within one point, kappa 0.61 (0.40 to 0.74); marks: 40" in shown(
        sheet_view(overview(agreement=AGREED), US.url)
    )
    assert "kappa" not in shown(sheet_view(overview(), US.url))


def test_a_contact_shows_every_row_with_what_it_rests_on_and_what_people_say() -> None:
    view = sheet_view(contact(), US.url)
    said = shown(view)

    for expected in (
        "Contact 1 of 2 · +1 meets",
        "Customer · Mon 2 Mar, 10:00 · ",
        "The export is broken again, my board meets at 3 pm",
        "Agent · Mon 2 Mar, 10:10 · ",
        "Explore · +1 meets",
        "Done: thinking of those the result is for, one open question that is worth asking",
        "Would have helped: saying back what was understood",
        "Action · −1 falls short",
        "Confirm · not applicable yet",
        "Unspoken, missed: ",
        "Not thought of yet, never seen: ",
        "Stated, met: ",
        "— “export is broken” ",
        "Kept (by 2 pm)",
        "What +3 would have been",
        "You have the file by 14:00, Carla. At 13:30 I tell you how far we are.",
        "Lead: 0 neutral: “No check at the end”",
        "You: +2 exceeds",
        "Agent sees it differently (Mon 2 Mar, 10:00):",
        "I had called them before that.",
    ):
        assert expected in said
    assert f"{US.url}archives/{SUPPORT}/p1772442600000200?thread_ts=1772442000.000100&cid={SUPPORT}" in said
    assert "rich_text_preformatted" in said


def test_what_can_still_be_learnt_from_stands_before_what_was_met() -> None:
    said = shown(sheet_view(contact(), US.url))

    assert said.index("missed") < said.index("never seen") < said.index("Stated, met")


def test_nothing_is_met_or_missed_while_nobody_has_answered() -> None:
    said = shown(sheet_view(contact(is_pending=True), US.url))

    assert said.count("still open") == len(contact().expectations)
    assert "missed" not in said


def test_what_is_not_trusted_is_said_not_to_be_shown() -> None:
    rows = (whole_row(score=None, rule=None, hidden=Hidden.NOT_TRUSTED), *steps())
    view = sheet_view(contact(rows=rows), US.url)

    assert view["blocks"][0]["text"]["text"] == "Contact 1 of 2"
    assert "the coach's score is not shown" in shown(view)


@pytest.mark.parametrize("language", Language)
def test_whoever_may_see_nothing_gets_the_same_window_wherever_they_point(language: Language) -> None:
    other = page_of(state=ReviewState.FAILED, failure=Failure.NOT_YOURS, language=language, channel_name="secret")

    assert sheet_view(other, US.url) == sheet_view(not_yours(language), US.url) == not_yours_view(language)


def test_the_buttons_lead_to_the_contacts_beside_and_back() -> None:
    first, second = (sheet_view(contact(page=number, pages=4), US.url) for number in (1, 2))

    assert buttons(first)[:2] == [("sheet_overview", "5:0:0"), ("sheet_next", "5:2:0")]
    assert buttons(second)[:3] == [("sheet_previous", "5:1:0"), ("sheet_overview", "5:0:0"), ("sheet_next", "5:3:0")]
    assert ("sheet_next", "5:4:0") not in buttons(sheet_view(contact(page=3, pages=4), US.url))


def test_before_a_blind_sheet_is_sent_it_offers_to_mark_and_to_send_once_nothing_is_missing() -> None:
    started, complete = sheet_view(blind(overview()), US.url), sheet_view(blind(overview(), missing=()), US.url)

    assert [name for name, _ in buttons(started)] == ["sheet_marks"]
    assert "Open each contact and mark it as a whole. Still without your mark: contact 1, 2." in shown(started)
    assert [name for name, _ in buttons(complete)] == ["sheet_marks", "sheet_send"]
    assert read_frame(started["private_metadata"]).is_blind


def test_another_sheet_of_the_conversation_is_not_offered_before_ones_own_marks_are_sent() -> None:
    open_one, blind_one = overview(earlier=3), blind(overview(earlier=3))

    assert "Open that one" in shown(sheet_view(open_one, US.url))
    assert "Open that one" not in shown(sheet_view(blind_one, US.url))


def test_the_marks_of_a_blind_sheet_stay_as_they_were_sent() -> None:
    sent = overview(calibration=Calibration(sent_by_you=True, sent=2))

    assert [name for name, _ in buttons(sheet_view(sent, US.url))] == ["sheet_comment", "sheet_text"]


def test_a_models_reason_stands_with_each_step_and_the_playbooks_list_is_not_repeated() -> None:
    assert "It asks who will look at it." in shown(sheet_view(contact(made_by="model"), US.url))
    assert "It asks who will look at it." not in shown(sheet_view(contact(made_by="playbook"), US.url))


def test_marks_that_were_set_together_give_their_reason_once() -> None:
    said = shown(
        sheet_view(contact(rows=(whole_row(), *steps(humans=(replace(THEIRS, at=T0 + timedelta(seconds=1)),)))), US.url)
    )

    assert said.count("Lead: 0 neutral") == 1 + len(steps())
    assert said.count("No check at the end") == 1


def test_a_blind_overview_asks_for_no_mark_before_the_contacts_have_theirs() -> None:
    pages = [sheet_view(blind(page, missing=(1,)), US.url) for page in (overview(), contact())]

    styles = [[one.get("style") for one in mark_buttons(page)] for page in pages]
    assert styles == [[None], ["primary"]]


def mark_buttons(view: Json) -> list[Json]:
    """The buttons for one's own marks."""
    rows = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
    return [one for row in rows for one in row if one["action_id"] == "sheet_marks"]


def test_nobodys_marks_are_told_of_in_one_line() -> None:
    nobody = tuple(replace(one, pairs=0) for one in AGREED)

    assert "Nobody has set marks of their own yet." in shown(sheet_view(overview(agreement=nobody), US.url))


def test_what_a_person_was_shown_within_a_minute_is_counted_together() -> None:
    seen = all_of_mine().sheets[0].seen[:1]

    assert "a lead (Mon 2 Mar, 10:00) ×3" in shown(mine_view(all_of_mine(sheets=(sheet_item(seen=seen * 3),))))


def test_a_blind_contact_shows_the_words_and_ones_own_marks_and_nothing_else() -> None:
    said = shown(sheet_view(blind(contact()), US.url))

    assert "you have the file by 2 pm" in said
    assert "You: +2 exceeds" in said
    for hidden in ("Lead", "What decided", "Explore", "+1 meets", "What +3", "differently"):
        assert hidden not in said


def test_a_window_carries_ones_own_newest_marks_so_that_marking_begins_with_them() -> None:
    view = sheet_view(contact(), US.url)
    frame = read_frame(view["private_metadata"])
    marks = {block["block_id"]: block["element"] for block in marks_view(frame)["blocks"] if block["type"] == "input"}

    assert frame.mine == {Row(contact=1): 2}
    assert marks["mark_whole"]["initial_option"]["value"] == "2"
    assert "initial_option" not in marks["mark_explore"]
    assert len(marks["mark_offer"]["options"]) == 8


def test_on_the_overview_the_conversation_as_a_whole_is_what_can_be_marked() -> None:
    frame = read_frame(sheet_view(overview(), US.url)["private_metadata"])

    assert frame.rows == (Row(contact=0),)
    assert [row.step for row in SheetFrame(ref=SheetRef(review=5, page=2)).rows] == [None, *Step]


def test_the_cost_is_said_before_a_long_review() -> None:
    view = sheet_view(ASKING, US.url)

    assert "900 messages" in shown(view)
    assert "about 23 calls of the language model and some 60,000 tokens" in shown(view)
    assert buttons(view) == [("sheet_agree", "5:0:0")]


def test_a_promise_whose_time_passed_in_silence_says_so() -> None:
    silent = tuple(replace(one, fate=Fate.OPEN, is_over=True) for one in contact().promises)

    told = shown(sheet_view(contact(promises=silent), US.url))

    assert "Time over (by 2 pm)" in told
    assert "Nothing here shows whether it was kept" in told
    assert "Still open" not in told


def test_a_promise_that_was_taken_back_is_told_with_when_and_that_the_score_is_of_before() -> None:
    at = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo(contact().zone))
    gone = tuple(replace(one, fate=Fate.TAKEN_BACK, taken_back_at=at) for one in contact().promises)

    told = shown(sheet_view(contact(promises=gone), US.url))

    assert "Taken back (Mon 2 Mar, 09:30) (by 2 pm)" in told
    assert "The score is of the answer as it read then" in told
