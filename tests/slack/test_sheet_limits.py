"""However long a sheet is and whatever stands in it: it fits, is split and never cut, and nothing in it acts."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.domain.promise import PromiseState
from motbot.domain.promise_list import PromiseList
from motbot.domain.review import Row
from motbot.domain.scoring import KNOWN, Quote, Step
from motbot.domain.sheet import Fate, JudgedExpectation, JudgedPromise, Outcome
from motbot.domain.sheet_page import Calibration, Hidden, SheetPage, SheetRow
from motbot.playground.validation import view_problems
from motbot.slack.home_view import home_view
from motbot.slack.mine_blocks import mine_view
from motbot.slack.sheet_modals import marks_view, remark_view, text_view
from motbot.slack.sheet_refs import SheetFrame, SheetRef
from motbot.slack.sheet_views import sheet_view
from motbot.slack.sheet_words import pieces_of, split
from tests.slack.home_rig import agents_page
from tests.slack.looking import strings
from tests.slack.rig import SAID_TS, T0, TS, US, Json
from tests.slack.sheet_looking import assert_fits, parts, squeezed, texts
from tests.slack.sheet_rig import (
    AGREED,
    ASKED,
    DISPUTE,
    SAID,
    THEIRS,
    YOURS,
    all_of_mine,
    contact,
    overview,
    sheet_item,
    steps,
    whole_row,
)

SENTENCES = "".join(f"This is sentence {number} of what somebody wrote. " for number in range(90)).strip()
ZH_SENTENCES = "".join(f"这是有人写的第 {number} 句话，写得很长。" for number in range(180))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("count", [20, 21, 200, 450])
def test_every_contact_of_a_long_conversation_has_its_line_and_its_way_in(language: Language, count: int) -> None:
    rows = tuple(
        SheetRow(
            row=Row(contact=number), score=1, rule=8, words=f"请问导出坏了怎么办 {number} " * 9, humans=(THEIRS,) * 6
        )
        for number in range(1, count + 1)
    )
    page = overview(rows=(whole_row(row=Row(contact=0)), *rows), pages=count + 1, language=language, agreement=AGREED)
    views = list(parts(page))
    ways = [value for view in views for value in strings(view) if re.fullmatch(r"5:[1-9]\d*:0", value)]

    for view in views:
        assert_fits(view)
    assert sorted({int(value.split(":")[1]) for value in ways}) == list(range(1, count + 1))


def test_a_blind_sheet_of_200_contacts_names_what_is_missing_within_a_line() -> None:
    rows = tuple(SheetRow(row=Row(contact=number), hidden=Hidden.BLIND) for number in range(201))
    calibration = Calibration(sent_by_you=False, sent=0, missing=tuple(range(1, 201)))
    [view] = parts(overview(rows=rows, pages=201, calibration=calibration, lines=()))

    assert_fits(view)


@pytest.mark.parametrize(
    "words", [SENTENCES, ZH_SENTENCES, "w" * 4_000, "🇩🇪" * 1_900], ids=["en", "zh", "word", "flags"]
)
def test_words_of_4000_characters_stand_whole_however_many_there_are(words: str) -> None:
    quote = Quote(ts=SAID_TS, words=words)
    judged = tuple(
        JudgedExpectation(
            expectation=Expectation(kind=kind, text=words, quote=words[:400], cue=words, source=TS), outcome=outcome
        )
        for kind in ExpectationKind
        for outcome in (*Outcome, Outcome.MET)
    )
    rows = tuple(
        replace(
            row, quotes=(quote,) * 2, humans=(THEIRS, YOURS) * 2, remarks=(replace(DISPUTE, text=words[:3_000]),) * 3
        )
        for row in (whole_row(), *steps(behaviours=tuple(sorted(KNOWN)), lacking=tuple(sorted(KNOWN))))
    )
    page = contact(
        rows=rows,
        asked=(replace(ASKED, text=words),) * 8,
        said=(replace(SAID, text=words),) * 4,
        expectations=judged,
        promises=(JudgedPromise(quote=quote, fate=Fate.OPEN, due_words=words),) * 6,
        better=words[:2_500],
    )
    views = list(parts(page))
    whole = squeezed("".join(text for view in views for block in view["blocks"] for text in texts(block)))

    for view in views:
        assert_fits(view)
    assert len(views) > 1
    shown = squeezed("".join(pieces_of(words)[0]))
    # 12 messages, 5 rows with two quotes each, 6 promises.
    assert whole.replace("seeit", "").replace("readallofit", "").count(shown) >= 12 + 10


def test_what_is_longer_ends_at_a_word_and_leads_to_all_of_it() -> None:
    view = sheet_view(contact(asked=(replace(ASKED, text="word " * 3_000),)), US.url)
    said = list(texts(view["blocks"]))

    assert any(text.endswith("word…") for text in said)
    assert "read all of it" in said


@st.composite
def pages(draw: st.DrawFn) -> SheetPage:
    """A contact's page with any number of anything in it."""
    text = st.text(st.characters(codec="utf-8"), max_size=draw(st.sampled_from((5, 300, 5_000))))
    scores = st.none() | st.integers(-3, 3)
    quotes = st.lists(st.builds(Quote, ts=st.sampled_from((TS, SAID_TS, "1.1")), words=text), max_size=4).map(tuple)
    rows = [
        SheetRow(
            row=Row(contact=1, step=step),
            score=draw(scores),
            rule=draw(st.none() | st.integers(1, 9)),
            hidden=draw(st.none() | st.sampled_from(Hidden)),
            reason=draw(text),
            behaviours=tuple(draw(st.lists(st.sampled_from(sorted(KNOWN)), max_size=33))),
            quotes=draw(quotes),
            humans=tuple(
                replace(THEIRS, score=draw(scores), reason=draw(text)) for _ in range(draw(st.integers(0, 9)))
            ),
            remarks=tuple(replace(DISPUTE, text=draw(text)) for _ in range(draw(st.integers(0, 9)))),
        )
        for step in (None, *Step)
    ]
    lines = st.lists(st.builds(lambda said: replace(ASKED, text=said), text), max_size=12).map(tuple)
    return contact(
        rows=tuple(rows),
        asked=draw(lines),
        said=draw(lines),
        better=draw(text),
        language=draw(st.sampled_from(Language)),
    )


@settings(max_examples=25, deadline=None)
@given(page=pages())
def test_any_sheet_is_something_slack_takes(page: SheetPage) -> None:
    for view in parts(page):
        assert_fits(view)


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=600), at_most=st.integers(20, 80))
def test_splitting_loses_nothing_but_blanks_at_the_seams(text: str, at_most: int) -> None:
    pieces = list(split(text, at_most))

    assert squeezed("".join(pieces)) == squeezed(text)
    assert all(len(piece.encode("utf-16-le", "surrogatepass")) // 2 <= at_most for piece in pieces)


@pytest.mark.parametrize("language", Language)
def test_the_text_to_copy_is_whole_in_as_many_windows_as_it_takes(language: Language) -> None:
    text = "\n\n".join(f"> {number}. {ZH_SENTENCES}" for number in range(16))
    frame = SheetFrame(ref=SheetRef(review=5, page=1), language=language)
    views = [text_view(frame, text, part) for part in range(8)]
    fields = {block["block_id"]: block["element"]["initial_value"] for view in views for block in inputs(view)}

    for view in views:
        assert view_problems(view) == []
        assert len(json.dumps(view, ensure_ascii=False).encode()) < 200_000
    assert squeezed("".join(fields[f"text_{number}"] for number in range(1, len(fields) + 1))) == squeezed(text)


def inputs(view: Json) -> Iterator[Json]:
    yield from (block for block in view["blocks"] if block["type"] == "input")


@pytest.mark.parametrize("review", [1, 10**17])
def test_windows_to_fill_in_fit_for_any_review(review: int) -> None:
    for language in Language:
        rows = (Row(contact=99_999), *(Row(contact=99_999, step=step) for step in Step))
        frame = SheetFrame(ref=SheetRef(review=review, page=99_999), language=language, mine=dict.fromkeys(rows, -3))
        for view in (marks_view(frame), remark_view(frame)):
            assert_fits(
                view | {"blocks": [block for block in view["blocks"] if block["type"] != "input"] or view["blocks"]}
            )


def test_all_that_is_held_about_a_person_fits_however_often_it_was_looked_at() -> None:
    lead, own = all_of_mine().sheets[0].seen
    minutes = [T0 + timedelta(minutes=minute) for minute in range(60)]
    seen = tuple(replace(one, at=at) for at in minutes for one in (lead, own))
    mine = all_of_mine(sheets=(sheet_item(seen=seen),) * 30, promises=dict.fromkeys(PromiseState, 10**6))
    views = [mine_view(mine, part) for part in range(4)]

    for view in views:
        assert view_problems(view) == []
        assert len(json.dumps(view, ensure_ascii=False).encode()) < 200_000


def test_the_home_tab_has_room_for_its_sheets_however_many_promises_there_are() -> None:
    view = home_view(agents_page(PromiseList(), [sheet_item()] * 50), US.url)

    assert view_problems(view) == []
    assert "and 40 more: /mot mine" in list(strings(view))
