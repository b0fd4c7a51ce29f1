"""However long or strange a message is, what is read of it stays bounded, and what it says is still found."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motbot.domain.due import DueKind
from motbot.due_times import DueReader
from motbot.due_times.chinese_days import chinese_days
from motbot.due_times.chinese_hours import chinese_hours
from motbot.due_times.english_days import english_days
from motbot.due_times.english_hours import english_hours
from motbot.due_times.legible import legible
from motbot.due_times.rules import Family
from motbot.due_times.zones import zone_names
from tests.due_times.labelled import DATA, labelled
from tests.due_times.telling import SHANGHAI, WEDNESDAY

LONGEST_MESSAGE = 40_000
FILLINGS = ["～", "~ ", " ", " \t", "\n", "- ", "12:30 ", "next ", "明天", "a", "a@", "<@", "``", "1", "﷽", "⒇", "at@"]
TESTS = Path(__file__).parent


@pytest.fixture(scope="module")
def families() -> tuple[Family, ...]:
    return (*english_days(), *english_hours(), *chinese_days(), *chinese_hours(), *zone_names())


def a_long(filling: str, length: int = LONGEST_MESSAGE) -> str:
    return (filling * length)[:length]


@pytest.mark.parametrize("filling", FILLINGS)
def test_the_rules_are_given_parts_of_bounded_length_that_make_up_the_text(filling: str) -> None:
    readable = legible(a_long(filling))

    parts = list(readable.windows())

    assert all(len(part) <= 600 for _, part in parts)
    assert len(parts) <= 300
    assert "".join(part for _, part in parts) == readable.text
    assert [begin for begin, _ in parts] == [sum(len(part) for _, part in parts[:at]) for at in range(len(parts))]


@pytest.mark.parametrize(("run", "left"), [("～" * 4000, 3), (" " * 4000, 1), (" \t\n" * 900, 1), ("…" * 99, 3)])
def test_a_run_of_marks_or_blanks_is_read_as_a_short_one(run: str, left: int) -> None:
    assert len(legible(f"a{run}b").text) == left + 2


@pytest.mark.parametrize("blanks", [" ", "   ", " \t  ", " " * 3000])
def test_blanks_hide_no_time(reader: DueReader, blanks: str) -> None:
    text = f"by{blanks}Friday{blanks}5pm{blanks}"

    (found,) = reader.find(text, said_at=WEDNESDAY, zone=SHANGHAI)

    assert found.at == WEDNESDAY.replace(day=20, hour=17, minute=0)
    assert found.phrase == text.strip()


@pytest.mark.parametrize("filling", ["12:30 ", "明天, ", "tomorrow; ", "下周"])
def test_of_a_list_of_times_the_first_hundred_are_read(reader: DueReader, filling: str) -> None:
    assert 0 < len(reader.find(a_long(filling), said_at=WEDNESDAY, zone=SHANGHAI)) <= 100


@pytest.mark.parametrize("filling", ["We look into it. ", "我们在看，", "x" * 80 + "\n", "没有标点的话", "word " * 60])
def test_a_time_is_found_at_the_end_of_the_longest_message(reader: DueReader, filling: str) -> None:
    promise = "\nI'll send it by Friday 5pm"
    text = a_long(filling, LONGEST_MESSAGE - len(promise)) + promise

    (found,) = reader.find(text, said_at=WEDNESDAY, zone=SHANGHAI)

    assert (found.phrase, found.kind) == ("by Friday 5pm", DueKind.DEADLINE)
    assert text[found.start : found.end] == found.phrase


@pytest.mark.parametrize("sentence", ["I'll send it by noon tomorrow, once more. ", "我们会在明天下午五点前给您答复。"])
def test_a_long_message_is_cut_between_its_sentences(reader: DueReader, sentence: str) -> None:
    found = reader.find(sentence * 60, said_at=WEDNESDAY, zone=SHANGHAI)

    (once,) = reader.find(sentence, said_at=WEDNESDAY, zone=SHANGHAI)
    assert [one.phrase for one in found] == [once.phrase] * 60


def written() -> list[str]:
    """What the tests of this folder write of times, and the labelled sentences."""
    lines = [line for file in sorted(TESTS.glob("test_*.py")) for line in file.read_text(encoding="utf-8").splitlines()]
    return [legible(text).text for text in (*lines, *(case.text for case in labelled(DATA / "dev.yaml")))]


def test_no_family_of_rules_is_passed_over_where_one_of_them_applies(families: tuple[Family, ...]) -> None:
    missed = [text for text in written() for family in families if family.tried(text) and not family.pieces(text)]

    assert missed == []


@given(words=st.lists(st.deferred(lambda: st.sampled_from(written())), min_size=1, max_size=2), cut=st.slices(60))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_no_family_is_passed_over_in_any_piece_of_such_a_text(
    families: tuple[Family, ...], words: list[str], cut: slice
) -> None:
    text = "".join(words)[cut]

    assert [family.tried(text) for family in families] == [family.pieces(text) for family in families]
