"""The playbook knows two languages: to readers of any other it speaks English, and never breaks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from motbot.domain.language import Language
from motbot.playbook.rules import Rules
from motbot.playbook.wording import joined, told
from motbot.ports.due_times import DueTimes

FOLDER = Path(__file__).parents[2] / "prompts" / "playbook"
FRENCH = Language("fr")


@pytest.mark.parametrize("put", [joined, told])
def test_sentences_are_put_together_as_in_english(put: Callable[[list[str], Language], str]) -> None:
    facts = ["it is fixed", "we tested it"]

    assert put(facts, FRENCH) == put(facts, Language.EN) != put(facts, Language.ZH)


def test_every_line_of_the_playbook_has_words_for_whoever_reads_another_language(due_times: DueTimes) -> None:
    lines = Rules.load(FOLDER, due_times=due_times).wording

    assert all(lines.one(name, FRENCH) == lines.one(name, Language.EN) for name in lines.single)
    assert all(lines.lines[name][FRENCH] == lines.lines[name][Language.EN] for name in lines.lines)
