"""A conversation from a file is judged by the same steps as in Slack, and shown with the file's own names."""

from dataclasses import replace
from pathlib import Path

import pytest

from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.language import Language
from motbot.domain.policy import ReviewRules
from motbot.reviews.from_files import subjects_in
from motbot.reviews.judged import Judged, Judging
from motbot.use_cases.coaching import Coaching
from tests.fakes.clock import FakeClock
from tests.reviews.conversations import CHAT, DIALOGUES, Away, written


def judging(coaching: Coaching) -> Judging:
    """The steps with these coaches."""
    return Judging(coaching=coaching, rules=ReviewRules(), clock=FakeClock())


async def judged(coaching: Coaching, folder: Path, text: str = CHAT, language: Language | None = None) -> Judged:
    """What a conversation comes to."""
    (subject, *_) = subjects_in(written(folder, text))
    return await judging(coaching)(subject, language)


def scores(one: Judged) -> list[object]:
    """Every score and behaviour of a sheet."""
    assert one.review.sheet is not None
    return [(contact.overall, contact.marks) for contact in one.review.sheet.contacts]


async def test_a_sheet_rests_on_the_files_words_and_names(coaching: Coaching, tmp_path: Path) -> None:
    sheet = (await judged(coaching, tmp_path)).parts

    assert sheet.title == "chat"
    assert sheet.contacts[0].asked[0].words == "Hi @Tom, our order 1001 hasn't arrived, can you check where it is?"
    assert sheet.contacts[0].said[0].words.startswith("It went out at noon, @Mia Chen, and")
    assert [one.who for one in (*sheet.contacts[0].asked, *sheet.contacts[0].said)] == ["customer", "agent"]
    assert sheet.overall is not None
    assert sheet.overall.score.value is not None


async def test_other_names_give_the_same_scores_and_the_same_hash(coaching: Coaching, tmp_path: Path) -> None:
    first = await judged(coaching, tmp_path)
    second = await judged(coaching, tmp_path, CHAT.replace("Mia Chen", "Jo Summers").replace("Tom", "Priya"))

    assert first.review.sheet is not None
    assert second.review.sheet is not None
    assert scores(first) == scores(second)
    assert first.review.sheet.content == second.review.sheet.content


@pytest.mark.parametrize("failure", [ModelUnavailable(), ModelRefused()])
async def test_the_playbook_stands_in_for_a_model_that_does_not_answer(
    coaching: Coaching, tmp_path: Path, failure: Exception
) -> None:
    found = await judged(replace(coaching, reviewer=Away(failure)), tmp_path)

    assert scores(found) == scores(await judged(coaching, tmp_path))
    assert found.review.without_model
    assert found.json["without_model"] is True
    assert "The language model was away: the playbook judged instead" in found.parts.about


async def test_reasons_are_in_the_conversations_language_unless_another_is_asked_for(
    coaching: Coaching, tmp_path: Path
) -> None:
    english, chinese = subjects_in(written(tmp_path, DIALOGUES))

    assert (await judging(coaching)(english)).parts.language is Language.EN
    assert (await judging(coaching)(chinese)).parts.language is Language.ZH
    assert (await judging(coaching)(chinese, Language.EN)).parts.language is Language.EN


async def test_what_has_no_times_is_never_late(coaching: Coaching, tmp_path: Path) -> None:
    waiting = "".join(f"Mia: it is still down, our production stands still, please {number}\n" for number in range(90))
    (subject,) = subjects_in(written(tmp_path, f"# customer: Mia\n{waiting}Tom: We are on it, by 15:00 it is back.\n"))

    found = await judging(coaching)(subject)

    assert not subject.is_timed
    assert {line.at for line in subject.view.lines} == {subject.view.now}
    assert found.review.sheet is not None
    assert [one.facts.is_late for one in found.review.sheet.contacts] == [False]
    assert "The file gives no times" in found.parts.notices[0]


async def test_a_file_with_times_keeps_them(coaching: Coaching, tmp_path: Path) -> None:
    english, _ = subjects_in(written(tmp_path, DIALOGUES))
    found = await judging(coaching)(english)

    assert english.is_timed
    assert [one.when for one in (*found.parts.contacts[0].asked, *found.parts.contacts[0].said)] == [
        "2 Mar, 09:00",
        "2 Mar, 09:01",
    ]
