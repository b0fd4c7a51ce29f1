"""Cases from life are written where a trainer finds them, once each, nothing overwritten, nothing left out silently."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from motbot.domain.errors import BadInput
from motbot.settings.loading import load_settings
from motbot.transcripts.labelled import read_cases
from motbot.transcripts.proposals import document_of, proposals_text
from motbot.tuning.case_files import CaseFiles
from motbot.tuning.from_slack import ProposeWish, fitting
from motbot.use_cases.propose_cases import LeftOut, Proposals
from tests.fakes.lived import a_line, a_press, a_verdict, lived, pressed
from tests.tuning.cases_from_life import own_settings, run_proposing

STORY = pressed("Mina here: where is order 4711 of Quarkware?", "Dear Wilhelmina, 4711 left today. Hyacinth")
TODAY = "2026-03-02"


def files(folder: Path) -> CaseFiles:
    return CaseFiles.of(own_settings(folder))


async def test_proposals_are_written_by_day_and_shown_with_what_is_to_be_filled_in(tmp_path: Path) -> None:
    found, shown = await run_proposing(tmp_path, STORY)

    (case,) = found.cases
    path = files(tmp_path).proposed / f"{TODAY}.yaml"
    assert path.stat().st_mode & 0o777 == 0o600
    assert case.id in shown
    assert "The agent says that the card came too late." in shown
    assert "is_moment, urgency, explicit, implicit, not_yet_existing, should_say_no, agent_reply.score" in shown
    assert str(path) in shown


async def test_the_written_file_reads_back_equal(tmp_path: Path) -> None:
    found, _ = await run_proposing(tmp_path, STORY)

    written = yaml.safe_load((files(tmp_path).proposed / f"{TODAY}.yaml").read_text())

    assert written["schema"] == "motbot-cases/1"
    assert written["cases"] == [document_of(one) | {"tags": list(one.tags)} for one in found.cases]


async def test_nothing_is_measured_on_what_waits(tmp_path: Path) -> None:
    await run_proposing(tmp_path, STORY)

    read = read_cases([files(tmp_path).proposed])

    assert (read.cases, read.waiting) == ((), 1)


async def test_no_name_number_or_firm_is_left_in_the_file(tmp_path: Path) -> None:
    await run_proposing(tmp_path, STORY)

    text = (files(tmp_path).proposed / f"{TODAY}.yaml").read_text().casefold()

    for said in ("wilhelmina", "ortega", "mina", "hyacinth", "bloom", "quarkware", "4711", "ucustomer1", "uagent001"):
        assert said not in text


async def test_the_same_state_is_never_proposed_twice_even_when_its_file_is_gone(tmp_path: Path) -> None:
    await run_proposing(tmp_path, STORY)
    (files(tmp_path).proposed / f"{TODAY}.yaml").unlink()

    found, shown = await run_proposing(tmp_path, STORY)

    assert found.cases == ()
    assert "Nothing new to propose." in shown
    assert "Left out: 1 that was proposed before." in shown


async def test_a_file_that_was_written_counts_although_the_list_was_not_reached(tmp_path: Path) -> None:
    await run_proposing(tmp_path, STORY)
    files(tmp_path).seen.unlink()

    found, _ = await run_proposing(tmp_path, STORY)

    assert found.cases == ()


async def test_a_second_file_of_one_day_has_a_name_of_its_own(tmp_path: Path) -> None:
    await run_proposing(tmp_path, STORY)
    before = (files(tmp_path).proposed / f"{TODAY}.yaml").read_text()

    await run_proposing(tmp_path, pressed("Is it there yet?"))

    assert (files(tmp_path).proposed / f"{TODAY}.yaml").read_text() == before
    assert (files(tmp_path).proposed / f"{TODAY}-2.yaml").exists()


async def test_a_file_that_is_named_is_never_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "mine.yaml"
    out.write_text("mine")

    with pytest.raises(BadInput, match=r"--out: .*mine.yaml is there already"):
        await run_proposing(tmp_path, STORY, wish=ProposeWish(since="all", out=out))

    assert out.read_text() == "mine"
    assert (await run_proposing(tmp_path, STORY))[0].cases != ()


async def test_what_is_left_out_is_told_with_its_reason(tmp_path: Path) -> None:
    gone = lived(feedback=(a_press(),))
    other = pressed("Is it there yet?")

    _, shown = await run_proposing(tmp_path, STORY, other, gone, wish=ProposeWish(since="all", limit=1))

    assert "Left out: 1 that is over the limit; ask again." in shown
    assert "Left out: 1 that is about words that are not stored (any more)." in shown


async def test_a_file_never_holds_more_than_can_be_read_again(tmp_path: Path) -> None:
    found, _ = await run_proposing(tmp_path, STORY, pressed("Is it there yet?"), pressed("And now?"))
    (first, *_) = found.cases

    kept = fitting(found, at_most=len(proposals_text((first,), name="x")) + 100)

    assert kept == Proposals(cases=(first,), left_out={LeftOut.OVER_LIMIT: 2})
    assert fitting(found) == found


async def test_a_case_that_could_not_be_read_again_is_told_and_holds_up_nobody(tmp_path: Path) -> None:
    found, _ = await run_proposing(tmp_path, STORY, pressed("Is it there yet?"))
    broken = replace(found.cases[0], focus="m9")

    kept = fitting(Proposals(cases=(broken, found.cases[1])))

    assert kept == Proposals(cases=(found.cases[1],), left_out={LeftOut.UNWRITABLE: 1})


async def test_messages_of_nothing_that_can_be_seen_are_passed_over(tmp_path: Path) -> None:
    blank = lived(a_line("\u200b\u200b"), verdicts=(a_verdict("x"),), feedback=(a_press(),))

    found, shown = await run_proposing(tmp_path, blank, STORY)

    assert len(found.cases) == 1
    assert "about words that are not stored" in shown


def test_prompts_that_came_with_motbot_are_not_written_to(tmp_path: Path) -> None:
    config = tmp_path / "motbot.yaml"
    config.write_text("coach: playbook\n")
    beside = {"MOTBOT_CONFIG": str(config)}

    with pytest.raises(BadInput, match="set MOTBOT_PROMPTS to a folder of your own"):
        CaseFiles.of(load_settings(beside))
    (tmp_path / "prompts" / "playbook").mkdir(parents=True)

    assert CaseFiles.of(load_settings(beside)).folder == tmp_path / "prompts" / "cases"
