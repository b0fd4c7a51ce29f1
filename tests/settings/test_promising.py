"""What the file says about promises becomes what the rules work with."""

from dataclasses import fields
from datetime import date, time, timedelta
from pathlib import Path

from motbot.domain.due import DateOrder, DueConventions
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.policy import Keeping
from motbot.settings import Config, default_config, load_config
from motbot.settings.promising import DueTimesBranch, PromiseLimitBranch, PromisesBranch


def config(tmp_path: Path, text: str) -> Config:
    """What a file with this text says."""
    file = tmp_path / "motbot.yaml"
    file.write_text("coach: playbook\n" + text, encoding="utf-8")
    return load_config(file)


def test_what_is_not_said_is_as_the_rules_have_it(tmp_path: Path) -> None:
    told = config(tmp_path, "channels: [{id: C0FIRST, agents: [U0ANNA]}]\n")

    assert told.keeping() == Keeping()
    assert told.due_conventions() == DueConventions()
    assert (told.channel_policies()[0].limits, told.channel_policies()[0].track_at_once) == ((), False)


def test_every_convention_and_every_limit_of_the_rules_can_be_set() -> None:
    assert set(DueTimesBranch.model_fields) == {field.name for field in fields(DueConventions)}
    assert set(PromiseLimitBranch.model_fields) == {field.name for field in fields(PromiseLimit)}
    # That notes to one person are merged is a promise to them, and no setting.
    assert set(PromisesBranch.model_fields) - {"track_at_once"} == {field.name for field in fields(Keeping)} - {
        "merge_within"
    }


def test_keeping_becomes_values(tmp_path: Path) -> None:
    told = config(
        tmp_path,
        "promises: {track_at_once: true, remind_share: 0.5, remind_least: 5m, remind_most: 1h, late_after: 10m, "
        "lapse_after: 3d}\nchannels: [{id: C0FIRST, agents: [U0ANNA]}]\n",
    )

    assert told.keeping() == Keeping(
        remind_share=0.5,
        remind_least=timedelta(minutes=5),
        remind_most=timedelta(hours=1),
        late_after=timedelta(minutes=10),
        lapse_after=timedelta(days=3),
    )
    assert told.channel_policies()[0].track_at_once


def test_conventions_become_values(tmp_path: Path) -> None:
    told = config(
        tmp_path,
        "due_times: {end_of_day: '17:30', evening: 21:00, end_of_week: thu, workdays: [sun, mon, tue, wed, thu], "
        "holidays: [2026-12-25], extra_workdays: ['2026-10-10'], latest_hour: 20, date_order: day_first}\n",
    ).due_conventions()

    assert (told.end_of_day, told.evening, told.end_of_week) == (time(17, 30), time(21), 3)
    assert told.workdays == {6, 0, 1, 2, 3}
    assert (told.holidays, told.extra_workdays) == ({date(2026, 12, 25)}, {date(2026, 10, 10)})
    assert (told.latest_hour, told.date_order) == (20, DateOrder.DAY_FIRST)


def test_a_channels_limits_become_rules(tmp_path: Path) -> None:
    told = config(
        tmp_path,
        "channels:\n  - id: C0FIRST\n    agents: [U0ANNA]\n    limits:\n"
        "      - {kind: authority, words: [refund*, 退款], above: 1500.50, rule: ask first, instead: ' I ask now '}\n"
        "      - {kind: sla, sooner_than: 1h30m, rule: never so quick}\n",
    ).channel_policies()[0]

    assert told.limits == (
        PromiseLimit(
            kind=LimitKind.AUTHORITY, words=("refund*", "退款"), above=1500.5, rule="ask first", instead="I ask now"
        ),
        PromiseLimit(kind=LimitKind.SLA, words=(), sooner_than=timedelta(minutes=90), rule="never so quick"),
    )


def test_the_shipped_files_show_limits_in_use() -> None:
    shipped, playground = (load_config(default_config(name)) for name in ("motbot.yaml", "playground.yaml"))
    english, chinese = playground.channel_policies()[:2]

    assert len(shipped.channel_policies()[0].limits) == 2
    for channel in (english, chinese):
        assert [limit.kind for limit in channel.limits] == [LimitKind.AUTHORITY, LimitKind.LEGAL]
        assert all(limit.instead for limit in channel.limits)
