"""A labelled case is read as the conversation it tells, without its labels."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from typing_extensions import override

from motbot.domain.language import Language
from motbot.domain.message import ChannelKind
from motbot.transcripts import parse_transcripts, read_transcript
from tests.transcripts.texts import read, refusal, said, sides

CASE: dict[str, Any] = {
    "id": "c-1",
    "lang": "en",
    "channel": {"kind": "shared_customer", "name": "ext-acme"},
    "tz": "Europe/London",
    "people": [
        {"id": "c1", "side": "customer", "name": "Ann", "role": "buyer"},
        {"id": "c2", "side": "customer", "name": "Cy"},
        {"id": "a1", "side": "agent", "name": "Bob"},
        {"id": "b1", "side": "bot", "name": "desk"},
    ],
    "context": "The gateway restarts in 10 minutes.",
    "thread": [
        {"id": "m1", "at": "2026-06-09T13:15:00+01:00", "by": "c1", "kind": "message", "text": "@Cy is it down?"},
        {"id": "m2", "at": "2026-06-09T13:16:00+01:00", "by": "c2", "kind": "message", "text": "Yes, for us."},
        {"id": "e1", "at": "2026-06-09T13:18:00+01:00", "by": "c1", "kind": "edit", "edit_of": "m1", "text": "Down?"},
    ],
    "focus": "e1",
    "gold": {"score": 3},
    "agent_reply": {"by": "a1", "at": "2026-06-09T13:17:00+01:00", "text": "Looking.", "gold": {"score": 0}},
}


class Plain(yaml.SafeDumper):
    """Writes what stands twice twice."""

    @override
    def ignore_aliases(self, data: object) -> bool:
        """Every value is written out."""
        return True


def file_of(*cases: dict[str, Any], schema: str = "motbot-cases/1") -> str:
    """A file of cases."""
    return yaml.dump({"schema": schema, "set": "test", "cases": list(cases)}, Dumper=Plain, sort_keys=False)


def test_a_case_is_its_thread_with_the_edits_made_and_our_side_s_reply_in_its_place() -> None:
    talk = read(file_of(CASE))

    assert said(talk) == [("Ann", "Down?"), ("Cy", "Yes, for us."), ("Bob", "Looking.")]
    assert sides(talk) == {"Ann": "customer", "Cy": "customer", "Bob": "agent"}
    assert [line.edited for line in talk.lines] == [True, False, False]
    assert talk.lines[0].at.isoformat() == "2026-06-09T13:15:00+01:00"


def test_what_the_case_wants_judged_is_the_focus_and_its_context_are_the_facts() -> None:
    view = read(file_of(CASE)).view()

    assert view.focus_text == "Down?"
    assert view.facts == "The gateway restarts in 10 minutes."
    assert view.zone.key == "Europe/London"


def test_a_case_without_focus_reply_context_or_channel_is_enough() -> None:
    bare = {key: CASE[key] for key in ("id", "people", "thread")}
    talk = read(file_of(bare | {"context": None, "agent_reply": None}))

    assert talk.view().focus_text == "Down?\nYes, for us."
    assert (talk.facts, talk.channel_kind, talk.default_language) == ("", ChannelKind.CUSTOMER, Language.EN)


@pytest.mark.parametrize(
    ("kind", "meant"),
    [("internal_request", ChannelKind.INTERNAL_REQUEST), ("dm", ChannelKind.CUSTOMER), ("", ChannelKind.CUSTOMER)],
)
def test_only_a_channel_of_requests_within_the_house_is_one(kind: str, meant: ChannelKind) -> None:
    assert read(file_of(CASE | {"channel": {"kind": kind}})).channel_kind is meant


@pytest.mark.parametrize(("lang", "meant"), [("zh", "zh"), ("zh-CN", "zh"), ("en", "en"), ("mixed", "en"), ("", "en")])
def test_the_language_is_the_case_s_or_else_that_of_its_words(lang: str, meant: str) -> None:
    assert read(file_of(CASE | {"lang": lang})).default_language.value == meant


def test_one_case_is_chosen_by_its_id_and_mistakes_of_others_do_not_matter() -> None:
    text = file_of(CASE, CASE | {"id": "c-2", "tz": "Mars/Base"}, CASE | {"id": "c-3"})

    assert read(text, pick="c-3").id == "c-3"
    assert "cases.1.tz: Value error, there is no time zone 'Mars/Base'" in refusal(text)
    assert (
        refusal(text, pick="c-9") == "talk.txt: holds no conversation with the id 'c-9'; leave the id out to read all"
    )


def test_all_cases_are_read_where_none_is_chosen() -> None:
    text = file_of(CASE, CASE | {"id": "c-2"})

    assert [one.id for one in parse_transcripts(text.encode(), name="x")] == ["c-1", "c-2"]


def test_a_file_of_several_that_is_asked_for_its_only_one_names_them(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(file_of(*(CASE | {"id": f"c-{number}"} for number in range(10))), encoding="utf-8")

    assert read_transcript(path, pick="c-7").id == "c-7"
    told = r"holds several conversations \(10\); name one of them by its id: c-0, .*c-7, \.\.\.$"
    with pytest.raises(Exception, match=told):
        read_transcript(path)


def test_what_is_written_once_and_named_again_is_read() -> None:
    text = yaml.safe_dump({"schema": "motbot-cases/1", "cases": [CASE, CASE | {"id": "c-2"}]}, sort_keys=False)

    assert "*id001" in text
    assert read(text, pick="c-2").lines == read(text, pick="c-1").lines


def test_remarks_and_a_byte_order_mark_may_stand_above_a_file_of_cases() -> None:
    assert read("\ufeff# Ann: a remark\n# another: one\n\n---\n" + file_of(CASE)).id == "c-1"


def test_a_conversation_that_speaks_of_cases_is_none() -> None:
    assert said(read("Ann: see our\ncases:\n- id: a\nBob: ok")) == [("Ann", "see our\ncases:\n- id: a"), ("Bob", "ok")]
