"""`motbot prompts compare`: what was fixed and broken comes first, and no more is claimed than the cases carry."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from motbot.catalogue import speaking
from motbot.domain.comparison import compared
from motbot.domain.errors import BadInput
from motbot.domain.expectation import ExpectationKind
from motbot.domain.harm import Harm
from motbot.tuning.comparing import CompareWish, compare_prompts, flips_of, named_variants
from motbot.tuning.outputs import output_of
from motbot.tuning.runs import read_run
from motbot.tuning.wish import BenchWish, CasesWish, parts_of
from motbot.tuning.word_diff import Difference, diff_marked, word_diff
from tests.fakes import openai_server as fake
from tests.tuning.rig import ANSWERS, cases_file, settings_for, written

SPENT = {
    "calls": 1, "cached_calls": 0, "prompt_tokens": 10, "cached_tokens": 0, "completion_tokens": 2, "seconds": 1.5,
    "cost": 0.25, "paid": 0.25,
}  # fmt: skip
PREDICTED: dict[str, Any] = {
    "is_moment": True, "urgency": "high", "reply_by": None, "explicit": [], "implicit": [], "not_yet_existing": [],
    "business_interests": [], "personal_interests": [], "explore_questions": [], "offer": None,
    "say_no": {"value": False, "what": None, "why": None}, "agent_commitments": [], "score": None,
}  # fmt: skip


def file_of(folder: Path, name: str, missed: str) -> Path:
    """A prediction file in which the moments marked x were missed."""
    path = folder / name
    details = {
        f"c{place}": {
            "thread": f"t{place}",
            "tags": ["en"],
            "tried": {"missed_moment": 1},
            "findings": [{"harm": "missed_moment", "what": "said to be no moment"}] * (one == "x"),
            "spent": SPENT,
        }
        for place, one in enumerate(missed)
    }
    cases = [
        {"id": f"c{place}", "prediction": PREDICTED | {"is_moment": one != "x"}} for place, one in enumerate(missed)
    ]
    path.write_text(json.dumps({"metrics": {}, "cases": cases, "details": details}))
    return path


async def compare(folder: Path, before: str, after: str, **more: Any) -> dict[str, Any]:
    """Compare two files, and give what was written."""
    out = folder / "comparison.json"
    await compare_prompts(settings_for(folder), CompareWish(before=before, after=after, json=out, **more))
    return written(out)


async def test_two_files_are_compared_flips_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file_of(tmp_path, "before.json", "xxxxxxx..")
    after = file_of(tmp_path, "after.json", "........x")
    told = await compare(tmp_path, str(before), str(after))

    missed = told["harms"]["missed_moment"]
    assert (len(missed["fixed"]), missed["broken"], missed["p"]) == (7, ["c8"], pytest.approx(0.0703125))
    assert told["verdict"] == "cannot tell yet, add cases"
    assert [one["fixed"] for one in told["flips"]] == [False, *[True] * 7]
    assert told["flips"][0]["difference"] == "{+no +}moment[-, high-]"
    assert told["before"]["spent"]["cost"] == pytest.approx(9 * 0.25)
    shown = capsys.readouterr().out
    assert shown.index("broken c8") < shown.index("fixed c0") < shown.index("verdict")


async def test_a_better_run_is_called_better_and_the_other_way_round_worse(tmp_path: Path) -> None:
    bad, good = file_of(tmp_path, "bad.json", "x" * 8), file_of(tmp_path, "good.json", "." * 8)

    assert (await compare(tmp_path, str(bad), str(good)))["verdict"] == "better"
    assert (await compare(tmp_path, str(good), str(bad)))["verdict"] == "worse"


async def test_only_so_many_flips_are_shown_and_all_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = file_of(tmp_path, "bad.json", "x" * 8), file_of(tmp_path, "good.json", "." * 8)
    told = await compare(tmp_path, str(bad), str(good), flips=3)

    assert len(told["flips"]) == 8
    assert capsys.readouterr().out.count("fixed c") == 3


async def test_two_prompts_are_run_on_the_same_cases_and_what_is_the_same_is_asked_once(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    default = (settings.prompts / "assess" / "default.md").read_text()
    (tmp_path / "assess").mkdir()
    variant = tmp_path / "assess" / "silent.md"
    variant.write_text(default.replace("# system\n", "# system\nSay no.\n", 1))

    def answers(request: Any, asked: dict[str, Any]) -> Any:
        silent = asked["messages"][0]["content"].startswith("Say no.")
        answer = ANSWERS["assess"] | ({"is_moment": False, "negative_type": "fyi"} if silent else {})
        return fake.ok(answer)(request, asked)

    out = tmp_path / "out.json"
    async with fake.openai_server(answers) as server:
        wish = CompareWish(
            before="default",
            after=str(variant),
            cases=CasesWish(paths=[cases_file(tmp_path)], only=["login"]),
            bench=BenchWish(parts=parts_of(["assess"])),
            json=out,
        )
        await compare_prompts(settings_for(tmp_path, server.url), wish)
        await compare_prompts(settings_for(tmp_path, server.url), wish)

    told = written(out)
    assert told["harms"]["missed_moment"]["broken"] == ["login"]
    assert (told["before"]["name"], told["after"]["name"]) == ("default", str(variant))
    assert len(server.requests) == 2
    assert told["after"]["spent"]["cached_calls"] == 1


async def test_prompts_are_not_compared_with_the_playbook(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"default: prompts are compared with a model; use --model"):
        await compare(tmp_path, "default", "assess=x")


async def test_runs_without_a_common_case_are_refused(tmp_path: Path) -> None:
    one, other = file_of(tmp_path, "one.json", "x"), file_of(tmp_path, "other.json", "")

    with pytest.raises(BadInput, match=r"one\.json and other\.json have no case in common"):
        await compare(tmp_path, str(one), str(other))


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"cases": []}', '{"cases": [{"id": 1}], "details": {}}', "[" * 99_999]
)
def test_a_file_that_is_no_prediction_file_is_refused(tmp_path: Path, content: str) -> None:
    (path := tmp_path / "x.json").write_text(content)

    with pytest.raises(BadInput, match=r"x\.json: is no prediction file of `motbot prompts test --json`"):
        read_run(path)


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("urgency", None, "urgency"),
        ("urgency", "yesterday", "urgency"),
        ("explicit", [{"text": "a login", "quote": None}], "explicit[0].quote"),
        ("implicit", [{"cue": "again"}], "implicit[0].text"),
        ("explore_questions", ["Which version?", None], "explore_questions[1]"),
        ("offer", {}, "offer.reply"),
        ("say_no", None, "say_no"),
        ("agent_commitments", [{"what": "the fix", "due": "tomorrow", "strength": "firm"}], "agent_commitments[0].due"),
        ("agent_commitments", [{"what": "the fix", "due": None, "strength": "iron"}], "agent_commitments[0].strength"),
        ("score", {"score": "good", "reasons": []}, "score.score"),
    ],
)
async def test_a_field_that_motbot_would_not_write_so_is_named_before_anything_is_compared(
    tmp_path: Path, field: str, value: object, named: str
) -> None:
    good, bad = file_of(tmp_path, "good.json", "x."), file_of(tmp_path, "bad.json", ".x")
    content = written(bad)
    content["cases"][1]["prediction"] = PREDICTED | {field: value}
    bad.write_text(json.dumps(content))

    with pytest.raises(BadInput) as refused:
        await compare(tmp_path, str(good), str(bad))
    assert str(refused.value).startswith(f"{bad}: ")
    assert f"cases[1].prediction.{named}" in str(refused.value)


def test_what_motbot_writes_of_a_whole_answer_is_read_again(tmp_path: Path) -> None:
    whole = {
        "explicit": [{"text": "a login", "quote": "let me in", "from": "1.0"}],
        "offer": {"reply": "Soon.", "commitments": []},
        "agent_commitments": [
            {"who": "U1", "what": "the fix", "due": "2026-03-02T17:00:00+08:00", "due_text": "by 5", "strength": "firm"}
        ],
        "score": {"score": 4, "reasons": ["asked first"]},
    }
    path = file_of(tmp_path, "whole.json", ".")
    content = written(path)
    content["cases"][0]["prediction"] = PREDICTED | whole
    path.write_text(json.dumps(content))

    told = output_of(Harm.OBEYED_INJECTION, read_run(path).predicted["c0"])

    assert told.splitlines() == [
        "moment, high",
        "explicit: a login (“let me in”)",
        "Soon.",
        "nothing is refused",
        "the fix: 2026-03-02 17:00+08:00 (firm)",
        "+4",
        "asked first",
    ]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.json: cannot be read \(No such file"):
        read_run(tmp_path / "none.json")


@pytest.mark.parametrize(
    ("name", "variants"),
    [
        ("default", {}),
        ("assess=short", {"assess": "short"}),
        ("assess=short,draft=warm", {"assess": "short", "draft": "warm"}),
        ("assess/short", {"assess": "short"}),
        ("prompts/assess/short.md", {"assess": "prompts/assess/short.md"}),
    ],
)
def test_a_side_is_named_as_a_trainer_would(name: str, variants: dict[str, str]) -> None:
    assert named_variants(name) == variants


@pytest.mark.parametrize("name", ["short", "short.md", "assess/short.txt"])
def test_a_side_that_is_nothing_of_these_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match="is neither a prediction file"):
        named_variants(name)


def test_a_flip_tells_both_outputs(tmp_path: Path) -> None:
    before, after = (read_run(file_of(tmp_path, f"run{place}.json", one)) for place, one in enumerate("x."))
    [flip] = flips_of(compared(before.judged, after.judged), before, after)

    assert (flip.case, flip.is_fixed, flip.before, flip.after) == ("c0", True, "no moment", "moment, high")
    assert flip.told == ("said to be no moment",)


@pytest.mark.parametrize(
    ("language", "told"), [("en", "a new export (“it broke”)"), ("zh", "a new export（“it broke”）")]
)
def test_a_customers_own_words_stand_in_quotation_marks_as_on_a_card(language: str, told: str) -> None:
    found = {"text": "a new export", "quote": "it broke"}
    answer = {"is_moment": True, "urgency": "high"} | {one.value: [] for one in ExpectationKind} | {"explicit": [found]}

    with speaking(language):
        assert told in output_of(Harm.MISSED_EXPECTATION, answer)


def test_a_difference_is_told_word_by_word_in_both_languages() -> None:
    assert diff_marked("by Friday noon", "by Monday noon") == "by [-Friday-]{+Monday+} noon"
    assert word_diff("周五前给您", "周一前给您") == (("周", ""), ("五", "-"), ("一", "+"), ("前给您", ""))
    assert word_diff("", "") == ()


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ({"color_system": None}, "by [-Friday-]{+Monday+} noon"),
        ({"color_system": "standard", "no_color": True}, "by [-Friday-]{+Monday+} noon"),
        ({"color_system": "standard"}, "by \x1b[9;31mFriday\x1b[0m\x1b[32mMonday\x1b[0m noon"),
    ],
)
def test_without_colours_what_is_gone_and_what_is_new_are_told_apart_by_marks(
    given: dict[str, Any], drawn: str
) -> None:
    console = Console(file=StringIO(), force_terminal=True, width=80, highlight=False, _environ={}, **given)

    console.print(Difference("by Friday noon", "by Monday noon"))

    assert console.file.getvalue() == f"{drawn}\n"  # type: ignore[attr-defined] # it is what was given
