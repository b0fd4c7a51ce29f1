"""Whatever is no link to a message of our own workspace is refused, unasked and always in the same words."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.errors import BadInput
from motbot.slack.permalinks import NO_PERMALINK, parse_permalink

THERE = "archives/C0SUPPORT/p1772445720000100"
OURS = f"https://acme.slack.com/{THERE}"

OTHER_HOSTS = [
    f"https://evil.slack.com/{THERE}",
    f"https://slack.com/{THERE}",
    f"https://acme.slack.com.evil.example/{THERE}",
    f"https://evilacme.slack.com/{THERE}",
    f"https://acme-slack.com/{THERE}",
    f"https://acme.slack.com./{THERE}",
    f"https://acme.slack.co/{THERE}",
    f"https://acme.enterprise.slack.com/{THERE}",
    f"https://app.slack.com/{THERE}",
    f"https://evil.example/{OURS}",
    f"https://evil.example?{OURS}",
    f"https://evil.example#{OURS}",
    f"https:///acme.slack.com/{THERE}",
    f"https:acme.slack.com/{THERE}",
    f"//acme.slack.com/{THERE}",
    f"acme.slack.com/{THERE}",
    f"https://127.0.0.1/{THERE}",
    f"https://localhost/{THERE}",
    f"http://[::1]/{THERE}",
    f"https://2130706433/{THERE}",
    f"https://0x7f000001/{THERE}",
    f"http://169.254.169.254/{THERE}",
    f"http://169.254.169.254/latest/meta-data?next={OURS}",
    f"http://metadata.google.internal/{THERE}",
    f"https://[::ffff:169.254.169.254]/{THERE}",
]
OTHER_WAYS = [
    f"http://acme.slack.com/{THERE}",
    f"ftp://acme.slack.com/{THERE}",
    f"file:///{THERE}",
    f"javascript:location='{OURS}'",
    f"https://acme.slack.com:443/{THERE}",
    f"https://acme.slack.com:8443/{THERE}",
    f"https://acme.slack.com:/{THERE}",
    f"https://user@acme.slack.com/{THERE}",
    f"https://acme.slack.com@evil.example/{THERE}",
    f"https://acme.slack.com:x@evil.example/{THERE}",
    f"https://evil.example\\@acme.slack.com/{THERE}",
    f"https://acme.slack.com\\{THERE}",
    f"https://acme.slack.com\t/{THERE}",
    f"https://acme.slack.com\n.evil.example/{THERE}",
    f"https://\x00acme.slack.com/{THERE}",
    f"https://\u0430cme.slack.com/{THERE}",
    f"https://ａcme.slack.com/{THERE}",
    f"https://acme。slack。com/{THERE}",
    f"https://acme.slac\u212a.com/{THERE}",
    f"https://acme.\u200bslack.com/{THERE}",
    f"https://xn--cme-5cd.slack.com/{THERE}",
    f"https://%61cme.slack.com/{THERE}",
    f"https://evil.example%2F@acme.slack.com/{THERE}",
]
OTHER_PATHS = [
    "https://acme.slack.com/",
    "https://acme.slack.com/archives/C0SUPPORT",
    "https://acme.slack.com/team/U0ANN",
    "https://acme.slack.com/files/U0ANN/F0FILE/p1772445720000100",
    f"https://acme.slack.com//{THERE}",
    f"https://acme.slack.com/x/../{THERE}",
    f"https://acme.slack.com/./{THERE}",
    f"https://acme.slack.com/api/{THERE}",
    "https://acme.slack.com/ARCHIVES/C0SUPPORT/p1772445720000100",
    "https://acme.slack.com/archives/c0support/p1772445720000100",
    "https://acme.slack.com/archives/U0ANN/p1772445720000100",
    "https://acme.slack.com/archives/CC0SUPPORTC0SUPPORTC0SUPPORT/p1772445720000100",
    "https://acme.slack.com/archives/../p1772445720000100",
    "https://acme.slack.com/archives/C0SUPPORT%2Fp1772445720000100",
    "https://acme.slack.com/archives/C0SUPPORT/%70" + "1772445720000100",
    f"{OURS}#thread",
    f"{OURS};jsessionid=1",
    f"{OURS}/../p1772445720000101",
    f"{OURS} and more words",
    f"{OURS} {OURS}",
    f"<{OURS}> <{OURS}>",
    f"<<{OURS}>>",
    f"<@U0ANN|{OURS}>",
    f"<https://evil.example|{OURS}>",
    "https%3A%2F%2Fevil.example%2Farchives%2FC0SUPPORT%2Fp1772445720000100",
    "https%253A%252F%252Facme.slack.com%252Farchives%252FC0SUPPORT%252Fp1772445720000100",
    "https%3A%2F%2Facme.slack.com%2Farchives%2FC0SUPPORT%252Fp1772445720000100",
    f"{OURS}?thread_ts=1772445720%252E000100",
]
OTHER_NUMBERS = [
    "https://acme.slack.com/archives/C0SUPPORT/p177244572000010",
    "https://acme.slack.com/archives/C0SUPPORT/p17724457200001000",
    "https://acme.slack.com/archives/C0SUPPORT/p" + "9" * 400,
    "https://acme.slack.com/archives/C0SUPPORT/p0000000000000000",
    "https://acme.slack.com/archives/C0SUPPORT/p-772445720000100",
    "https://acme.slack.com/archives/C0SUPPORT/p1e15",
    "https://acme.slack.com/archives/C0SUPPORT/p1772445720.000100",
    "https://acme.slack.com/archives/C0SUPPORT/p１７７２４４５７２００００１００",
    "https://acme.slack.com/archives/C0SUPPORT/p٠٧٧٢٤٤٥٧٢٠٠٠٠١٠٠",
    f"{OURS}?thread_ts=99999999999999999999.000100",
    f"{OURS}?thread_ts=1772445720",
    f"{OURS}?thread_ts=NaN",
    f"{OURS}?thread_ts=1772445721.000100",
    f"{OURS}?thread_ts=1772445720.000100&thread_ts=1772445719.000100",
    f"{OURS}?cid=C0OTHER",
    f"{OURS}?channel=C0OTHER",
    f"{OURS}?message_ts=1772445721.000100",
    f"{OURS}?team=T0OTHER",
    f"{OURS}?thread_ts",
    f"{OURS}?cid=%ff",
    f"{OURS}?" + "&".join(f"a{number}=1" for number in range(50)),
    f"{OURS}?a=" + "1" * 5_000,
]
OTHER_TEAMS = [
    "https://app.slack.com/client/T0OTHER/C0SUPPORT/thread/C0SUPPORT-1772445720.000100",
    "https://app.slack.com/client/E0OTHER/C0SUPPORT/p1772445720000100",
    "https://app.slack.com/client//C0SUPPORT/p1772445720000100",
    "https://app.slack.com/client/T0ACME/unreads/p1772445720000100",
    "https://app.slack.com/client/T0ACME/C0SUPPORT/thread/C0SUPPORT-1772445720.0001",
    "https://app.slack.com/client/T0ACME/C0SUPPORT/thread/1772445720.000100",
    "https://app.slack.com/client/T0ACME/C0SUPPORT",
    "http://app.slack.com/client/T0ACME/C0SUPPORT/p1772445720000100",
    "https://app.slack.com.evil.example/client/T0ACME/C0SUPPORT/p1772445720000100",
    "slack://channel?team=T0OTHER&id=C0SUPPORT&message=1772445720.000100",
    "slack://channel?id=C0SUPPORT&message=1772445720.000100",
    "slack://channel?team=&id=C0SUPPORT&message=1772445720.000100",
    "slack://channel?team=-&id=C0SUPPORT&message=1772445720.000100",
    "slack://channel?team=T0ACME&id=C0SUPPORT",
    "slack://channel?team=T0ACME&message=1772445720.000100",
    "slack://channel?team=T0ACME&team=T0OTHER&id=C0SUPPORT&message=1772445720.000100",
    "slack://channel/evil?team=T0ACME&id=C0SUPPORT&message=1772445720.000100",
    "slack://user?team=T0ACME&id=C0SUPPORT&message=1772445720.000100",
    "slack://acme.slack.com/archives/C0SUPPORT/p1772445720000100",
    "https://slack.com/app_redirect?team=T0OTHER&channel=C0SUPPORT&message_ts=1772445720.000100",
    "https://slack.com/app_redirect?channel=C0SUPPORT&message_ts=1772445720.000100",
    "https://acme.slack.com/app_redirect?team=T0ACME&channel=C0SUPPORT&message_ts=1772445720.000100",
]
NO_LINKS = ["", " ", "<>", "<|>", "review this", "C0SUPPORT", "1772445720.000100", "%", "https://", "x" * 100_000]


def answer(text: str, *, team: str = "T0ACME") -> str:
    """What a link is refused with."""
    with pytest.raises(BadInput) as caught:
        parse_permalink(text, workspace_url="https://acme.slack.com/", team=team)
    return str(caught.value)


@pytest.mark.parametrize("text", [*OTHER_HOSTS, *OTHER_WAYS, *OTHER_PATHS, *OTHER_NUMBERS, *OTHER_TEAMS, *NO_LINKS])
@pytest.mark.parametrize("around", ["{}", "<{}>", "<{}|see here>."])
def test_a_forged_link_is_refused_in_the_same_words_as_any_other(text: str, around: str) -> None:
    assert answer(around.format(text)) == NO_PERMALINK


@pytest.mark.parametrize("text", OTHER_TEAMS)
def test_no_link_of_a_team_is_ours_while_we_do_not_know_our_own(text: str) -> None:
    assert answer(text, team="") == NO_PERMALINK


def test_the_refusal_names_neither_host_nor_channel() -> None:
    assert "acme" not in NO_PERMALINK
    assert "C0" not in NO_PERMALINK


@pytest.mark.row("A2", "F2", trials=100, long=20_000)
@given(st.text(max_size=300) | st.text(alphabet="<>|%&=?/.:@\\\n#aCTp019", max_size=80).map(OURS.__add__))
def test_whatever_text_is_given_is_read_or_refused_and_never_breaks(text: str) -> None:
    with suppress(BadInput):
        place = parse_permalink(text, workspace_url="https://acme.slack.com/", team="T0ACME")

        assert (place.channel, place.ts) == ("C0SUPPORT", "1772445720.000100")
