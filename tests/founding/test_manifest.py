"""The manifest that init writes is one that Slack takes, asks for what the code uses, and fits into a link."""

import json
import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from motbot.domain.errors import Failed
from motbot.domain.language import Language
from motbot.founding.answers import Answers, Transport
from motbot.founding.manifest import NEW_APP, create_link, manifest_text, transport_of
from motbot.settings.defaults import default_config
from tests.founding.manifest_rules import breaches
from tests.slack.slack_asks import asked_for, faults

SHIPPED = default_config("slack-manifest.yaml").read_text(encoding="utf-8")
OVER_HTTP = Answers(transport=Transport.HTTP, url="https://bot.example.com")


@pytest.mark.parametrize("answers", [Answers(), OVER_HTTP])
def test_slack_takes_it(answers: Answers) -> None:
    assert breaches(yaml.safe_load(manifest_text(SHIPPED, answers))) == []


@pytest.mark.parametrize("answers", [Answers(), OVER_HTTP])
def test_it_asks_for_the_scopes_and_events_of_the_table_and_no_others(answers: Answers) -> None:
    asked = asked_for()

    assert (
        faults(yaml.safe_load(manifest_text(SHIPPED, answers)), methods=asked["methods"], events=asked["events"]) == []
    )


def test_the_rules_find_what_slack_would_refuse() -> None:
    manifest = yaml.safe_load(SHIPPED)
    manifest["settings"]["socket_mode_enabled"] = False
    manifest["display_information"]["long_description"] = "short"
    manifest["features"]["slash_commands"][0]["comand"] = "/mot"

    assert len(breaches(manifest)) == 5


def test_over_http_everything_goes_to_the_one_address() -> None:
    manifest = yaml.safe_load(manifest_text(SHIPPED, OVER_HTTP))

    address = "https://bot.example.com/slack/events"
    settings = manifest["settings"]
    assert settings["socket_mode_enabled"] is False
    assert settings["event_subscriptions"]["request_url"] == settings["interactivity"]["request_url"] == address
    assert [one["url"] for one in manifest["features"]["slash_commands"]] == [address]


def test_every_remark_of_the_shipped_file_stays_but_the_one_about_the_other_token() -> None:
    remarks = {line.strip() for line in SHIPPED.splitlines() if line.strip().startswith("#")}
    written = {line.strip() for line in manifest_text(SHIPPED, OVER_HTTP).splitlines()}

    assert [line for line in remarks - written if "App-Level Tokens" not in line] == []


@pytest.mark.parametrize("answers", [Answers(), OVER_HTTP])
def test_in_chinese_every_remark_is_chinese_and_nothing_else_differs(answers: Answers) -> None:
    chinese = manifest_text(SHIPPED, replace(answers, language=Language.ZH))

    remarks = [found[1] for found in re.finditer(r"(?:^| )# (.+)", chinese, re.MULTILINE)]
    assert len(remarks) > 40
    assert [one for one in remarks if not re.search("[\u4e00-\u9fff]", one)] == []
    assert yaml.safe_load(chinese) == yaml.safe_load(manifest_text(SHIPPED, answers))


@pytest.mark.parametrize("answers", [Answers(), OVER_HTTP])
def test_what_it_was_written_for_is_read_back(answers: Answers) -> None:
    assert transport_of(manifest_text(SHIPPED, answers)) == (answers.transport, answers.url)


@pytest.mark.parametrize("text", ["", "[", "settings: 3", "settings: {}"])
def test_a_broken_manifest_counts_as_socket_mode(text: str) -> None:
    assert transport_of(text) == (Transport.SOCKET, "")


def test_the_link_carries_the_whole_manifest() -> None:
    link = create_link(SHIPPED)

    query = parse_qs(urlsplit(link).query)
    assert link.startswith(f"{NEW_APP}&")
    assert json.loads(query["manifest_json"][0]) == yaml.safe_load(SHIPPED)


@pytest.mark.parametrize("text", ["[", "at: 2026-01-01", f"a: {'x' * 9000}"])
def test_a_manifest_that_fits_into_no_link_is_pasted(text: str) -> None:
    assert create_link(text) == NEW_APP


def test_a_shipped_file_of_another_version_is_refused() -> None:
    with pytest.raises(Failed, match="install motbot again"):
        manifest_text("settings: {}", OVER_HTTP)
