"""One bad configuration file per mistake: each is refused with its line, its key and the remedy."""

import re
from pathlib import Path

import pytest

from motbot.catalogue import speaking
from motbot.domain.errors import BadConfig
from motbot.settings import load_config

FOLDER = Path(__file__).parent.parent / "data" / "config"

MISTAKES = {
    "alias": (":4:13: aliases", "write the value out"),
    "alias-bomb": (":2:8: aliases", "write the value out"),
    "at-sign": (":4:14: text may not begin with this sign", "put the value in quotes"),
    "bad-bridge": (":3:10: bridges[0].bot: expected the id of a bot", "found 'zendesk'"),
    "bad-weekday": (":3:19: reply_within.workdays[1]: expected a day of the week", "did you mean 'thu'?"),
    "bad-zone": (":2:11: timezone: expected a time zone", "did you mean 'Europe/Berlin'?"),
    "blank-value": (":2:10: timezone: expected a time zone", "found nothing (write a value, or take the line out)"),
    "bridge-field-for-a-prefix": (":3:5: bridges[0]: expected no name_field with human_from: prefix", "take it out"),
    "bridge-form-without-end": (
        ":3:5: bridges[0]: expected something behind the name in written_as",
        "such as {name}:",
    ),
    "bridge-form-without-name": (
        ":4:17: bridges[0].written_as: expected one line with {name} in it once",
        "found '({side})'",
    ),
    "bridge-name-on-two-sides": (":3:5: bridges[0]: expected each name in one of the lists; 'Ann'", "keep one"),
    "bridge-of-everybody": (":4:20: bridges[0].agents_named[0]: expected a name", "which is everybody: use speaks_for"),
    "burst-shorter-than-quiet": (":3:3: pace: expected burst_at_most", "raise burst_at_most or lower quiet"),
    "capital-key": (":2:1: Timezone: unknown key", "did you mean 'timezone'?"),
    "channel-as-text": (":3:5: channels[0]: expected a section with the keys id, name", "found 'C0123456789'"),
    "channel-name-for-id": (":3:9: channels[0].id: expected a channel id", "found '#support'"),
    "channel-twice": (":5:9: channels[1].id: the channel C0123456789 stands in the list a second time", "keep one"),
    "channels-as-section": (":3:3: channels: expected a list", "found a section"),
    "clock-24": (":3:23: limits.quiet_hours.from: expected a time of day", "found '24:00'"),
    "clock-without-minutes": (":3:15: reply_within.end_of_day: expected a time of day", "such as 20:00; found '18'"),
    "control-character": (":2:12: the control character U+0008", "delete it"),
    "critical-later-than-high": (":3:3: reply_within: expected critical to be at most as long as high", "swap"),
    "date-order-of-nowhere": (
        ":3:15: due_times.date_order: expected one of unknown, month_first, day_first",
        "found 'month-last'",
    ),
    "day-ends-before-it-begins": (
        ":3:3: due_times: expected start_of_work to be earlier than end_of_day",
        "swap the two",
    ),
    "deep": (":2:18: values nested more than 12 levels deep", "no key needs them"),
    "dm-for-channel": (":3:9: channels[0].id: expected a channel id (C... or G...)", "found 'D0123456789'"),
    "duplicate-key": (":4:1: language: this key stands here a second time (first in line 2)", "keep one of the two"),
    "duration-in-words": (":3:10: pace.later: expected a duration", "such as 3s, 15m, 4h, 7d"),
    "duration-too-long": (":3:15: retention.raw_events: expected a duration of at most ten years", "found '9000d'"),
    "duration-without-unit": (":3:10: pace.quiet: expected a duration", "(s, m, h or d behind a number); found '3'"),
    "empty": (":1:1: the file is empty", "start from the shipped example"),
    "flag-no": (":3:17: database.root_allowed: expected true or false", "found 'no'"),
    "float-for-whole": (":3:14: limits.daily_cap: expected a whole number from 1 to 10000", "found '1.10'"),
    "guests-are-agents": (":3:15: people.guests_are: expected one of customer, colleague", "found 'agent'"),
    "holiday-and-workday": (":3:3: due_times: expected 2026-10-01 in holidays or in extra_workdays", "out of one"),
    "holiday-in-words": (
        ":3:14: due_times.holidays[0]: expected a day of the calendar",
        "such as 2026-12-25; found '25 December'",
    ),
    "holiday-that-never-was": (":3:26: due_times.holidays[1]: expected a day of the calendar", "found '2026-02-30'"),
    "hour-of-day-25": (":3:16: due_times.latest_hour: expected a whole number from 0 to 23", "found '25'"),
    "hyphen-key": (":2:1: health-port: unknown key", "did you mean 'health_port'?"),
    "infinite": (":3:16: model.temperature: expected a number from 0 to 2", "found '.inf'"),
    "int-tag": (":2:14: health_port: the tag 'tag:yaml.org,2002:int' is not read", "without it"),
    "key-too-deep": (":3:3: pace.health_port: unknown key here", "it belongs at the top of the file"),
    "key-too-high": (":2:1: daily_cap: unknown key here", "it belongs under 'limits'"),
    "language-no": (":2:11: language: expected one of en, zh", "found 'no'"),
    "lapse-at-once": (":3:3: promises: expected lapse_after to be longer than late_after", "such as 7d"),
    "lapse-before-late": (":3:3: promises: expected lapse_after to be longer than late_after", "such as 7d"),
    "latest-hour-too-early": (":3:3: due_times: expected earliest_hour to be less than latest_hour", "change one"),
    "latin-1": (":2:6: this is not UTF-8", "save the file with the encoding UTF-8"),
    "least-more-than-most": (
        ":3:3: promises: expected remind_least to be at most as long as remind_most",
        "swap the two",
    ),
    "limit-amount-in-words": (":6:34: channels[0].limits[0].above: expected a number from 0", "found '500 EUR'"),
    "limit-of-unknown-kind": (
        ":6:16: channels[0].limits[0].kind: expected one of authority, sla, legal",
        "did you mean 'authority'?",
    ),
    "limit-with-blank-rule": (":6:49: channels[0].limits[0].rule: expected a sentence that can be shown", "found ' '"),
    "limit-without-reason": (":6:9: channels[0].limits[0]: expected words, above or sooner_than", "add one of them"),
    "limit-without-rule": (":6:9: channels[0].limits[0].rule: this key is missing", "add it"),
    "limit-word-of-stars": (":6:31: channels[0].limits[0].words[0]: expected a word or phrase", "found '*fund'"),
    "limit-word-that-nobody-sees": (":6:31: channels[0].limits[0].words[0]: expected a word or phrase", "refund"),
    "limits-as-section": (":6:7: channels[0].limits: expected a list", "found a section"),
    "list-as-key": (":2:1: expected a key, found a list or section", "in quotes"),
    "list-as-text": (":4:13: channels[0].agents: expected a list", "found 'U0123456789'"),
    "list-on-top": (":1:1: expected a section with the keys coach", "found a list"),
    "merge-key": (":3:7: aliases", "write the value out"),
    "misaligned": (":4:2: this line is not aligned", "the same indentation"),
    "missing-agents": (":3:5: channels[0].agents: this key is missing", "add it"),
    "missing-channel-id": (":3:5: channels[0].id: this key is missing", "add it"),
    "missing-coach": (":1:1: coach: this key is missing", "add it"),
    "misspelt-channel-key": (":5:5: channels[0].sensitvity: unknown key", "did you mean 'sensitivity'?"),
    "misspelt-coach": (":1:8: coach: expected one of model, playbook", "did you mean 'playbook'?"),
    "misspelt-nested-key": (":3:3: pace.close_aftr: unknown key", "did you mean 'close_after'?"),
    "misspelt-top-key": (":2:1: langauge: unknown key", "did you mean 'language'?"),
    "negative-cap": (":3:14: limits.daily_cap: expected a whole number", "found '-1'"),
    "no-agents": (":4:13: channels[0].agents: expected at least one entry", "add one behind `- `"),
    "no-colon": (":2:1: expected `key: value`", "write the colon"),
    "nul": (":1:12: the control character U+0000", "delete it"),
    "null-value": (":2:11: language: expected one of en, zh", "found nothing"),
    "octal": (":2:14: health_port: expected a whole number", "without leading zeros; found '0600'"),
    "only-comments": (":1:1: the file is empty", "start from the shipped example"),
    "open-bracket": (":4:13: a list or section that began with [ or { is not closed", "close it"),
    "open-quote": (":2:11: a quote that opens here is not closed", "close it"),
    "percent": (":2:11: text may not begin with this sign", "put the value in quotes"),
    "person-name-for-id": (":4:14: channels[0].agents[0]: expected the id of a person", "Copy member ID"),
    "port-too-high": (":2:14: health_port: expected a whole number from 0 to 65535", "found '70000'"),
    "python-tag": (":2:11: timezone: the tag", "is not read; write the value without it"),
    "quiet-hours-as-text": (
        ":3:16: limits.quiet_hours: expected a section with the keys from, to",
        "found '20:00-08:00'",
    ),
    "remind-before-promises": (":2:1: remind_share: unknown key here", "it belongs under 'promises'"),
    "second-colon": (":2:13: a second ': ' on one line", "in quotes"),
    "secret-as-key": (":2:1: (a secret): unknown key", "secrets belong in the environment"),
    "secret-as-value": (":3:9: model.name: expected no secret here", "put it in the environment"),
    "section-as-list": (":3:3: limits: expected a section with the keys daily_cap, quiet_hours", "found a list"),
    "section-as-text": (":2:7: pace: expected a section with the keys quiet", "found 'fast'"),
    "sexagesimal": (":2:14: health_port: expected a whole number", "found '9:30'"),
    "share-of-more-than-all": (":3:17: promises.remind_share: expected a number from 0 to 0.9", "found '1.5'"),
    "tab": (":3:1: a tab stands where YAML wants spaces", "replace it by spaces"),
    "temperature-too-high": (":3:16: model.temperature: expected a number from 0 to 2", "found '3'"),
    "text-as-section": (":3:3: timezone: expected a time zone", "found a section"),
    "two-documents": (":2:1: a second document begins here", "remove the `---` line"),
    "unknown-coach": (":1:8: coach: expected one of model, playbook", "found 'gpt'"),
    "unknown-key": (":2:1: colour: unknown key", "known here: coach, language"),
    "utf-16": (":1:1: this is not UTF-8", "save the file with the encoding UTF-8"),
    "windows": (":2:1: langauge: unknown key", "did you mean 'language'?"),
    "word-on-top": (":1:1: expected a section with the keys coach", "found 'playbook'"),
    "zone-offset": (":2:11: timezone: expected a time zone", "found '+08:00'"),
}
SEVERAL_AT_ONCE = {"several", "too-many"}


def told(name: str) -> str:
    """What a person reads about one of the files."""
    with pytest.raises(BadConfig) as caught:
        load_config(FOLDER / f"{name}.yaml")
    return str(caught.value)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_in_one_line_with_its_place_and_the_remedy(name: str) -> None:
    place, remedy = MISTAKES[name]

    message = told(name)

    assert message.startswith(f"{FOLDER / name}.yaml{place}")
    assert remedy in message
    assert "\n" not in message


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_in_chinese_with_the_same_place_and_key(name: str) -> None:
    with speaking("zh"):
        chinese = told(name)
    place = re.match(r".*?\.yaml:\d+:\d+: (?:[\w.\[\]]+: )?", told(name))

    assert place is not None
    assert chinese.startswith(place[0])
    assert re.search("[\u4e00-\u9fff]", chinese.removeprefix(place[0]))
    assert not re.search(r"expected |; found|did you mean|unknown key", chinese)


def test_every_bad_file_is_tried() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {*MISTAKES, *SEVERAL_AT_ONCE}


def test_several_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    lines = told("several").splitlines()

    assert [line.split(": ")[1] for line in lines] == ["coach", "langauge", "pace.quiet", "limits.daily_cap"]


def test_more_than_ten_mistakes_are_counted() -> None:
    lines = told("too-many").splitlines()

    assert len(lines) == 11
    assert lines[-1] == "... and 15 more"


def test_no_message_repeats_a_secret() -> None:
    assert "xoxb-1234" not in told("secret-as-key") + told("secret-as-value")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"none\.yaml: cannot be read \(No such file or directory\); check the path"):
        load_config(tmp_path / "none.yaml")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"cannot be read \(Is a directory\); check the path"):
        load_config(tmp_path)


def test_a_file_of_more_than_one_mebibyte_is_refused_unread(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    huge.write_bytes(b"#" * (1024 * 1024 + 1))

    with pytest.raises(BadConfig, match=r"huge\.yaml: is larger than 1 MiB"):
        load_config(huge)
