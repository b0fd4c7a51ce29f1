"""`motbot review` shows the sheets, writes the files that are named, and refuses before anything is spent."""

import json
from pathlib import Path

import pytest

from motbot.domain.errors import BadDialogue, BadInput
from motbot.reviews.perform import ReviewWish, review_conversations
from motbot.settings.loading import Settings, load_playground_settings, load_settings
from tests.reviews.conversations import CHAT, DIALOGUES, written


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_playground_settings({})


async def test_one_conversation_is_shown_and_written_in_every_form(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {name: tmp_path / f"out.{name}" for name in ("json", "markdown", "html")}

    await review_conversations(settings, ReviewWish(target=str(written(tmp_path, CHAT)), **files))  # type: ignore[arg-type] # three files

    shown = capsys.readouterr()
    assert "Whole conversation:" in shown.out
    assert "╭─ Contact 1:" in shown.out
    assert shown.out.endswith(f"written: {', '.join(str(path) for path in files.values())}\n")
    assert shown.err == ""
    assert json.loads(files["json"].read_text(encoding="utf-8"))["sheets"][0]["id"] == "chat"
    assert files["markdown"].read_text(encoding="utf-8").startswith("# Evaluation sheet: chat\n")
    assert "<title>Evaluation sheet: chat</title>" in files["html"].read_text(encoding="utf-8")


async def test_of_several_conversations_a_list_comes_first_and_then_each(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"

    await review_conversations(settings, ReviewWish(target=str(written(tmp_path, DIALOGUES)), json=out))

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[0] == "1"
    assert "one" in lines[0]
    assert "二" in lines[1]
    assert [line for line in lines if line.startswith(("Evaluation sheet", "评价表"))] == [
        "Evaluation sheet: one",
        "评价表：二",
    ]
    assert [one["id"] for one in json.loads(out.read_text(encoding="utf-8"))["sheets"]] == ["one", "二"]


async def test_a_case_picks_one_conversation(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await review_conversations(settings, ReviewWish(target=str(written(tmp_path, DIALOGUES)), case="二"))

    assert "评价表：二" in capsys.readouterr().out


async def test_a_long_conversation_says_first_what_it_takes(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "# customer: Mia\n" + "Mia: And invoice 7, please?\nTom: Here it is.\n" * 151

    await review_conversations(settings, ReviewWish(target=str(written(tmp_path, long))))

    shown = capsys.readouterr()
    assert shown.err == "Messages: 302, judged by the playbook: no calls of a language model.\n"
    assert "Contact 151" in shown.out


@pytest.mark.parametrize(
    ("wish", "complaint"),
    [
        (ReviewWish(target="chat.txt", json=Path("nowhere/out.json")), r"^--json: nowhere is no folder; make it first"),
        (ReviewWish(target="chat.txt", html=Path()), r"^--html: \. is a folder; name a file$"),
        (ReviewWish(target="chat.txt", json=Path("a"), markdown=Path("a")), r"^--json, --markdown name the same file"),
        (ReviewWish(target="https://x.slack.com/archives/C1/p1", case="a"), r"^--case and --customer are for files"),
        (ReviewWish(target="javascript://x"), r"^This is no link to a message of this workspace"),
        (ReviewWish(target="there-is-no-such-file"), r"^there-is-no-such-file: cannot be read"),
    ],
)
async def test_what_cannot_be_used_is_refused_with_its_remedy(
    settings: Settings, wish: ReviewWish, complaint: str
) -> None:
    with pytest.raises(BadInput, match=complaint):
        await review_conversations(settings, wish)


async def test_a_broken_line_is_named(settings: Settings, tmp_path: Path) -> None:
    path = written(tmp_path, DIALOGUES + '{"id": "three"}\n')

    with pytest.raises(BadDialogue, match=rf"^{path}:3: messages"):
        await review_conversations(settings, ReviewWish(target=str(path)))


async def test_a_model_that_cannot_be_reached_is_stood_in_for_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = load_settings({"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"})
    brief = settings.config.model.model_copy(update={"deadline": settings.config.model.deadline / 100})
    settings = settings.model_copy(update={"config": settings.config.model_copy(update={"model": brief})})

    await review_conversations(settings, ReviewWish(target=str(written(tmp_path, CHAT)), model=True))

    shown = capsys.readouterr()
    assert "did not answer for 1 of 1: the playbook judged instead" in shown.err
    assert "The language model was away" in shown.out
