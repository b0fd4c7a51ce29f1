"""What is done in the windows of a sheet, at the wire: pages are turned, marks set and sent, rows disputed."""

import pytest

from motbot.domain.errors import StorageUnavailable
from motbot.domain.review import RemarkKind, ReviewState, Row
from motbot.domain.scoring import Step
from motbot.domain.sheet_page import SheetPage
from motbot.playground.workspace import Workspace
from motbot.slack.messenger import SlackMessenger
from motbot.slack.web_api import WebApi
from tests.slack.looking import strings
from tests.slack.rig import ALICE, US, Json, Kept, eventually
from tests.slack.sheet_rig import ASKING, Sheets, all_of_mine, blind, contact, note, overview, page_of, sheet_item


@pytest.fixture
async def opened(reading: Sheets, slack: Workspace, api: WebApi) -> Sheets:
    """A sheet that Alice has opened from the message that told her of it."""
    reading.pages |= {0: overview(), 1: contact(), 2: contact(page=2)}
    place = await SlackMessenger(api=api, us=US).post(to=ALICE, nudge=note(), key="sheet:5:U0ALICE")
    await slack.press(ALICE, (place.channel, place.ts), "open_sheet")
    await shows(slack, "Contact by contact")
    return reading


def top(slack: Workspace) -> Json:
    """The topmost window."""
    return slack.views_of(ALICE)[-1]


def said(slack: Workspace) -> str:
    """All that stands in it."""
    return "\n".join(strings(slack.views_of(ALICE)[-1:]))


async def shows(slack: Workspace, words: str) -> None:
    await eventually(lambda: words in said(slack))


async def press(slack: Workspace, action: str, *, block_id: str | None = None) -> None:
    await slack.press(ALICE, str(top(slack)["id"]), action, block_id=block_id)


async def test_the_message_opens_the_sheet_in_a_window_that_the_use_case_knows(
    opened: Sheets, slack: Workspace, kept: Kept
) -> None:
    assert opened.asked == [("open", {"review": 5, "user": ALICE, "page": 0, "window": top(slack)["id"]})]
    assert kept.bodies == []
    assert slack.refused == []


async def test_a_message_about_one_contact_opens_that_contact(reading: Sheets, slack: Workspace, api: WebApi) -> None:
    reading.pages[2] = contact(page=2)
    place = await SlackMessenger(api=api, us=US).post(to=ALICE, nudge=note(contact=2), key="sheet:5:U0ALICE:dispute")
    await slack.press(ALICE, (place.channel, place.ts), "open_sheet")

    await shows(slack, "Contact 2 of 2")


async def test_pages_are_turned_in_the_one_window(opened: Sheets, slack: Workspace) -> None:
    first = top(slack)["id"]
    way = next(block["block_id"] for block in top(slack)["blocks"] if "accessory" in block)
    await press(slack, "open_sheet", block_id=way)
    await shows(slack, "Contact 1 of 2")
    await press(slack, "sheet_next")
    await shows(slack, "Contact 2 of 2")
    await press(slack, "sheet_previous")
    await shows(slack, "Contact 1 of 2")
    await press(slack, "sheet_overview")
    await shows(slack, "Contact by contact")

    assert [view["id"] for view in slack.views_of(ALICE)] == [first]
    assert [given["page"] for _, given in opened.asked] == [0, 1, 2, 1, 0]
    assert {given["window"] for _, given in opened.asked} == {first}
    assert slack.refused == []


async def test_a_page_that_cannot_be_read_now_can_be_tried_again(opened: Sheets, slack: Workspace) -> None:
    opened.trouble = StorageUnavailable()
    way = next(block["block_id"] for block in top(slack)["blocks"] if "accessory" in block)
    await press(slack, "open_sheet", block_id=way)
    await shows(slack, "could not be read just now")
    opened.trouble = None
    await press(slack, "open_sheet")

    await shows(slack, "Contact 1 of 2")


async def to_contact(slack: Workspace) -> None:
    """Open contact 1."""
    way = next(block["block_id"] for block in top(slack)["blocks"] if "accessory" in block)
    await press(slack, "open_sheet", block_id=way)
    await shows(slack, "Contact 1 of 2")


async def test_marks_are_stored_and_the_sheet_below_shows_them(opened: Sheets, slack: Workspace, kept: Kept) -> None:
    await to_contact(slack)
    sheet = top(slack)["id"]
    await press(slack, "sheet_marks")
    await eventually(lambda: len(slack.views_of(ALICE)) == 2)
    opened.asked.clear()
    filled = {"mark_whole": "2", "mark_explore": "-1", "mark_confirm": "none", "mark_reason": " They waited. "}
    answer = await slack.submit_view(ALICE, top(slack)["id"], filled)
    await eventually(lambda: opened.verbs() == ["mark", "open"])

    assert answer == {}
    marks = {
        Row(contact=1): 2,
        Row(contact=1, step=Step.EXPLORE): -1,
        Row(contact=1, step=Step.CONFIRM): None,
    }
    assert opened.asked[0][1] == {"review": 5, "user": ALICE, "marks": marks, "reason": "They waited."}
    assert opened.asked[1][1] == {"review": 5, "user": ALICE, "page": 1, "window": sheet}
    assert [view["id"] for view in slack.views_of(ALICE)] == [sheet]
    assert kept.bodies == []


async def test_sending_no_mark_at_all_is_asked_for_again(opened: Sheets, slack: Workspace) -> None:
    await press(slack, "sheet_marks")
    await shows(slack, "Mark what you like")
    answer = await slack.submit_view(ALICE, top(slack)["id"], {"mark_reason": "because"})

    assert answer == {"response_action": "errors", "errors": {"mark_whole": "Choose at least one mark."}}
    assert "mark" not in opened.verbs()


async def test_what_could_not_be_stored_stays_in_its_window(opened: Sheets, slack: Workspace) -> None:
    await press(slack, "sheet_marks")
    await shows(slack, "Mark what you like")
    opened.trouble = StorageUnavailable()
    answer = await slack.submit_view(ALICE, top(slack)["id"], {"mark_whole": "1"})

    assert answer["errors"] == {"mark_whole": "This could not be saved just now. Please try again in a moment."}
    assert len(slack.views_of(ALICE)) == 2


async def test_a_dispute_names_its_row_and_stands_in_the_persons_own_words(opened: Sheets, slack: Workspace) -> None:
    await to_contact(slack)
    await press(slack, "sheet_comment")
    await shows(slack, "In your words")
    filled = {"remark_row": "offer", "remark_kind": "context", "remark_text": " I had called. \n Twice. "}
    await slack.submit_view(ALICE, top(slack)["id"], filled)
    await eventually(lambda: opened.verbs()[-2:] == ["remark", "open"])

    row = Row(contact=1, step=Step.OFFER)
    said_of_it = {"row": row, "kind": RemarkKind.CONTEXT, "text": "I had called. \n Twice."}
    assert opened.asked[-2][1] == {"review": 5, "user": ALICE} | said_of_it


async def test_blanks_alone_say_nothing(opened: Sheets, slack: Workspace) -> None:
    await press(slack, "sheet_comment")
    await shows(slack, "In your words")
    answer = await slack.submit_view(ALICE, top(slack)["id"], {"remark_text": "  \n "})

    assert answer == {"response_action": "errors", "errors": {"remark_text": "A few words are needed here."}}


@pytest.mark.parametrize("action", ["sheet_marks", "sheet_comment"])
async def test_whoever_may_no_longer_see_the_sheet_is_told_so_and_nothing_else(
    opened: Sheets, slack: Workspace, action: str
) -> None:
    await press(slack, action)
    await eventually(lambda: len(slack.views_of(ALICE)) == 2)
    opened.is_theirs = False
    filled = {"mark_whole": "1"} if action == "sheet_marks" else {"remark_text": "no"}
    answer = await slack.submit_view(ALICE, top(slack)["id"], filled)

    assert answer["response_action"] == "update"
    assert "nothing here that I can show you" in said(slack)


async def test_the_marks_of_a_blind_sheet_are_sent_once_they_are_complete(opened: Sheets, slack: Workspace) -> None:
    opened.pages[0] = blind(overview(), missing=())
    await to_contact(slack)
    await press(slack, "sheet_overview")
    await shows(slack, "Every contact has your mark")
    opened.pages[0] = overview()
    await press(slack, "sheet_send")
    await shows(slack, "+1 meets")

    assert opened.verbs()[-2:] == ["send", "open"]


async def test_agreeing_to_the_cost_lets_the_review_go_on(opened: Sheets, slack: Workspace) -> None:
    opened.pages[0] = ASKING
    await to_contact(slack)
    await press(slack, "sheet_overview")
    await shows(slack, "Shall I?")
    await press(slack, "sheet_agree")
    await shows(slack, "I am reading the conversation")

    assert opened.asked[-1] == ("agree", {"review": 5, "user": ALICE, "window": top(slack)["id"]})


async def test_a_sheet_that_is_ready_at_once_after_agreeing_is_not_overwritten(
    opened: Sheets, slack: Workspace
) -> None:
    opened.pages[0] = ASKING
    await to_contact(slack)
    await press(slack, "sheet_overview")
    await shows(slack, "Shall I?")
    done = {"type": "modal", "title": top(slack)["title"], "blocks": [{"type": "divider"}]}
    opened.meanwhile = lambda: slack.views.update(top(slack)["id"], done)
    await press(slack, "sheet_agree")
    await eventually(lambda: "hash_conflict" in [call.error for call in slack.calls])

    assert top(slack)["blocks"] == [{"type": "divider"}]


async def test_the_page_can_be_copied_as_text(opened: Sheets, slack: Workspace) -> None:
    await to_contact(slack)
    await press(slack, "sheet_text")
    await shows(slack, "> support-customer, page 1")
    [_, text] = slack.views_of(ALICE)
    await slack.submit_view(ALICE, text["id"])

    assert len(slack.views_of(ALICE)) == 1
    assert opened.asked[-1][1]["window"] == ""


@pytest.mark.parametrize("page", [page_of(state=ReviewState.FAILED), blind(overview())])
async def test_nothing_is_copied_that_may_not_be_seen(opened: Sheets, slack: Workspace, page: SheetPage) -> None:
    opened.pages[0] = page
    await press(slack, "sheet_text")
    await eventually(lambda: len(slack.views_of(ALICE)) == 2 and "One moment" not in said(slack))

    assert "support-customer, page" not in said(slack)


async def test_a_stale_or_made_up_review_ends_in_nothing_to_show(opened: Sheets, slack: Workspace) -> None:
    for value in ("6:0:0", "x", "", "-1", "9" * 40, "5:1:0:0", "5:99999999"):
        view = top(slack)
        block = {"type": "actions", "block_id": "made", "elements": [button(value)]}
        slack.views.update(view["id"], {"type": "modal", "title": view["title"], "blocks": [block]})
        await press(slack, "sheet_next")

        await shows(slack, "nothing here that I can show you")


def button(value: str) -> Json:
    """A button as nobody of us made it."""
    made: Json = {"type": "button", "action_id": "sheet_next", "text": {"type": "plain_text", "text": "x"}}
    return made | ({"value": value} if value else {})


@pytest.mark.parametrize("metadata", ["", "{", "[]", '{"at":"5:1:0"}', '{"at":[],"language":{}}', "null"])
@pytest.mark.parametrize("action", ["sheet_marks", "sheet_comment"])
async def test_a_window_that_carries_nothing_of_ours_offers_nothing(
    opened: Sheets, slack: Workspace, metadata: str, action: str
) -> None:
    view = top(slack)
    kept = {"type": "modal", "title": view["title"], "blocks": view["blocks"], "private_metadata": metadata}
    slack.views.update(view["id"], kept)
    await press(slack, action)

    await shows(slack, "nothing here that I can show you")


async def test_the_page_of_all_that_is_held_is_turned_in_its_window_and_leads_to_its_sheets(
    opened: Sheets, slack: Workspace
) -> None:
    opened.held = all_of_mine(sheets=(sheet_item(seen=all_of_mine().sheets[0].seen * 60),) * 50)
    await slack.slash(ALICE, "C0SUPPORT", "/mot", "mine")
    await shows(slack, "Part 1 of")
    await press(slack, "sheet_more")
    await shows(slack, "Part 2 of")
    await press(slack, "sheet_before")
    await shows(slack, "Part 1 of")
    way = next(block["block_id"] for block in top(slack)["blocks"] if "accessory" in block)
    await press(slack, "open_sheet", block_id=way)

    await shows(slack, "Contact by contact")
