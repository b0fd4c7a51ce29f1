"""What no flag has said is asked, until the answer can be used; Enter takes what is usual."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from motbot.domain.errors import BadInput
from motbot.domain.language import Language
from motbot.founding.answers import Answers, Transport, Watched
from motbot.founding.asking import Said, asked, settled, usual_answers
from motbot.settings import CoachKind

USUAL = Answers(timezone="Europe/Berlin")


class Somebody:
    """Types one answer after the other; an empty one is Enter."""

    def __init__(self, *typed: str) -> None:
        self._typed: Iterator[str] = iter(typed)
        self.asked: list[str] = []
        self.told: list[str] = []

    def answers(self, said: Said, usual: Answers = USUAL) -> Answers:
        """What comes of it."""
        return asked(said, usual, ask=self._ask, tell=self.told.append)

    def _ask(self, question: str, usual: str) -> str:
        self.asked.append(question)
        return next(self._typed) or usual


def test_enter_all_the_way_gives_what_is_usual() -> None:
    assert Somebody("", "", "", "", "", "").answers(Said()) == USUAL


def test_every_answer_is_taken() -> None:
    somebody = Somebody(
        "zh", "Asia/Shanghai", "C11111:acme, C22222", "U11111 S22222", "U33333", "model", "http", "https://x.com/"
    )

    assert somebody.answers(Said()) == Answers(
        language=Language.ZH,
        timezone="Asia/Shanghai",
        channels=(Watched(id="C11111", name="acme"), Watched(id="C22222")),
        agents=("U11111", "S22222"),
        leads=("U33333",),
        coach=CoachKind.MODEL,
        transport=Transport.HTTP,
        url="https://x.com",
    )


def test_an_answer_that_cannot_be_used_is_asked_for_again_with_what_was_expected() -> None:
    somebody = Somebody(
        *("en", "Europe/Berln", "Europe/Berlin", "#support", "C11111 C11111", "C11111", "", "Alice", "U11111"),
        *("Lee", "", "gpt", "", "http", "bot.example.com", "https://bot.example.com"),
    )

    answers = somebody.answers(Said())

    assert (answers.timezone, answers.agents) == ("Europe/Berlin", ("U11111",))
    zone, channel, twice, nobody, agent, lead, coach, address = somebody.told
    assert "did you mean 'Europe/Berlin'?" in zone
    assert channel.startswith("expected a channel id")
    assert twice == "C11111 is named a second time; name it once"
    assert nobody == "is missing; name at least one person (U...) who answers in the channels"
    assert agent.startswith("expected the id of a person")
    assert lead.startswith("expected the id of a person")
    assert coach == "expected one of model, playbook"
    assert address == "expected an address such as https://bot.example.com"


def test_what_is_asked_never_speaks_of_flags() -> None:
    somebody = Somebody(
        *(
            "klingon",
            "en",
            "Mars",
            "",
            "#",
            "C11111",
            "",
            "U11111",
            "#",
            "",
            "me",
            "",
            "mail",
            "http",
            "x",
            "https://x.io",
        )
    )

    somebody.answers(Said())

    assert len(somebody.told) == 8
    assert not any("--" in told for told in somebody.told)


def test_what_a_flag_says_is_not_asked() -> None:
    somebody = Somebody("", "")
    said = Said(language="en", timezone="UTC", channels=(), agents=(), leads=(), url="https://x.com")

    answers = somebody.answers(said)

    assert (answers.transport, answers.url, len(somebody.asked)) == (Transport.HTTP, "https://x.com", 1)


TWO = Answers(
    timezone="Europe/Berlin",
    channels=(Watched(id="C11111", name="acme", agents=("U11111",)), Watched(id="C22222", agents=("U22222",))),
    agents=("U11111",),
)
"""Two channels in which different people answer."""


def test_enter_all_the_way_keeps_who_answers_in_each_channel() -> None:
    assert Somebody(*[""] * 7).answers(Said(), TWO) == TWO


def test_a_channel_that_is_named_again_keeps_who_answers_there_whoever_names_it() -> None:
    named, kept = ("C22222:zoo", "C33333"), (Watched(id="C22222", name="zoo", agents=("U22222",)), Watched(id="C33333"))

    assert settled(Said(channels=named), TWO).channels == kept
    assert Somebody("", "", " ".join(named), *[""] * 4).answers(Said(), TWO).channels == kept


def test_who_is_named_to_answer_answers_in_every_channel() -> None:
    said = Said(agents=("U33333",))
    typed = Somebody("", "", "", "U33333", *[""] * 3)

    for answers in (settled(said, TWO), Somebody(*[""] * 6).answers(said, TWO), typed.answers(Said(), TWO)):
        assert answers.agents == ("U33333",)
        assert [one.agents for one in answers.channels] == [(), ()]


def test_a_flag_that_cannot_be_used_is_refused_before_anything_is_asked() -> None:
    somebody = Somebody()

    with pytest.raises(BadInput, match="--timezone"):
        somebody.answers(Said(timezone="Mars"))
    assert somebody.asked == []


def test_chinese_commas_separate_too() -> None:
    somebody = Somebody("", "", "C11111，C22222、C33333", "U11111", "", "", "")

    assert [one.id for one in somebody.answers(Said()).channels] == ["C11111", "C22222", "C33333"]


def test_a_channel_is_named_as_people_write_it() -> None:
    said = Said(channels=("C11111:#客户",), agents=("U11111",))

    assert settled(said, USUAL).channels == (Watched(id="C11111", name="客户"),)


@pytest.mark.parametrize(
    ("environ", "language", "zone"),
    [
        ({"LANG": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"}, Language.ZH, "Asia/Shanghai"),
        ({"MOTBOT_LANGUAGE": "zh", "LC_ALL": "en_US.UTF-8"}, Language.ZH, "UTC"),
        ({"MOTBOT_LANGUAGE": "en", "LANG": "zh_CN.UTF-8"}, Language.EN, "UTC"),
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "zh_CN.UTF-8", "TZ": ":Europe/Berlin"}, Language.EN, "Europe/Berlin"),
        ({"TZ": "CST-8"}, Language.EN, "UTC"),
        ({}, Language.EN, "UTC"),
    ],
)
def test_the_machine_says_what_is_usual(environ: dict[str, str], language: Language, zone: str, tmp_path: Path) -> None:
    usual = usual_answers(environ, localtime=tmp_path / "none")

    assert (usual.language, usual.timezone) == (language, zone)


def test_the_machines_zone_is_what_its_clock_file_leads_to(tmp_path: Path) -> None:
    zone = tmp_path / "zoneinfo" / "Asia" / "Shanghai"
    zone.parent.mkdir(parents=True)
    zone.touch()
    (tmp_path / "localtime").symlink_to(zone)

    assert usual_answers({}, localtime=tmp_path / "localtime").timezone == "Asia/Shanghai"
