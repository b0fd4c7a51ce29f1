"""The answers stand in the example, every remark stays, and no example comes into force."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from motbot.domain.language import Language
from motbot.founding.answers import Answers, Watched
from motbot.founding.config_text import config_text
from motbot.settings import CoachKind, load_config
from motbot.settings.defaults import default_config
from motbot.settings.tree import ChannelBranch, Config, PeopleBranch

EXAMPLE = default_config().read_text(encoding="utf-8")
IN_CHINESE = default_config("motbot.zh.yaml").read_text(encoding="utf-8")
SHOWN = load_config(default_config())

ids = st.text("ABCXYZ0189", min_size=5, max_size=10)
names = st.text(min_size=0, max_size=20).map(str.strip).filter(lambda name: "xox" not in name and "\x00" not in name)
accounts = st.lists(st.tuples(st.sampled_from("UWS"), ids).map("".join), min_size=1, max_size=3, unique=True)
channels = st.lists(
    st.builds(Watched, id=ids.map(lambda one: f"C{one}"), name=names), max_size=3, unique_by=lambda one: one.id
)


def written(answers: Answers, folder: Path) -> Config:
    """What the written file says when it is read."""
    file = folder / "motbot.yaml"
    file.write_text(config_text(EXAMPLE, answers, shown=SHOWN.channels[0]), encoding="utf-8")
    return load_config(file)


@settings(
    max_examples=20,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    answers=st.builds(
        Answers,
        language=st.sampled_from([Language.EN, Language.ZH]),
        timezone=st.sampled_from(["UTC", "Asia/Shanghai", "America/Argentina/Buenos_Aires"]),
        channels=channels,
        agents=accounts.map(tuple),
        leads=accounts.map(tuple),
        coach=st.sampled_from(CoachKind),
    )
)
def test_the_written_file_says_the_answers_and_is_as_motbot_is_by_itself_in_all_else(
    answers: Answers, tmp_path: Path
) -> None:
    config = written(answers, tmp_path)

    watched = tuple(ChannelBranch(id=one.id, name=one.name, agents=answers.agents) for one in answers.channels)
    assert config == SHOWN.model_copy(
        update={
            "coach": answers.coach,
            "language": answers.language,
            "timezone": answers.timezone,
            "people": PeopleBranch(leads=answers.leads),
            "channels": watched,
        }
    )


@pytest.mark.parametrize("watched", [(), (Watched(id="C11111"), Watched(id="C22222"))])
def test_every_remark_of_the_example_stays(watched: tuple[Watched, ...]) -> None:
    text = config_text(EXAMPLE, Answers(channels=watched, agents=("U11111",)), shown=SHOWN.channels[0])

    remarks = [line for line in EXAMPLE.splitlines() if line.lstrip().startswith("#")]
    lines = text.splitlines()
    assert [line for line in remarks if line not in lines] == []


def test_an_example_is_in_force_again_without_its_mark(tmp_path: Path) -> None:
    text = config_text(EXAMPLE, Answers(channels=(Watched(id="C11111"),), agents=("U11111",)), shown=SHOWN.channels[0])
    marked = [line.replace("    # ", "    ", 1) if is_example(line) else line for line in text.splitlines()]
    file = tmp_path / "motbot.yaml"
    file.write_text("\n".join(marked), encoding="utf-8")

    again = load_config(file).channels[0]
    assert (again.facts, again.limits) == (SHOWN.channels[0].facts, SHOWN.channels[0].limits)


def is_example(line: str) -> bool:
    """Whether a line was put aside: it is one of the example's once its mark is gone."""
    return line.startswith("    # ") and line.replace("    # ", "    ", 1) in EXAMPLE.splitlines()


def plain(text: str) -> list[str]:
    """The lines that are in force."""
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def test_the_example_in_chinese_says_the_same_and_explains_it_in_chinese() -> None:
    remarks = [line for line in IN_CHINESE.splitlines() if line.lstrip().startswith("#") and line.strip() != "#"]

    assert plain(IN_CHINESE) == plain(EXAMPLE)
    assert IN_CHINESE.count("#     ") > 10, "the entries of lists are shown there too"
    assert [line for line in remarks if not re.search("[\u4e00-\u9fff]", line)] == []
    assert config_text(IN_CHINESE, Answers(language=Language.ZH), shown=SHOWN.channels[0]).count("要关注的频道") == 1
