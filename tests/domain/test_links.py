"""Only links that the conversation holds can be opened, in whatever form one is written."""

import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motbot.domain.safe_text import links_in, safe

KNOWN = links_in("see https://pay.example.com/x, pay.com or me@pay.com; the log is in setup.sh")
UNKNOWN = [
    "evil.com", "EVIL.COM", "evil.com/path", "evil.com:8080/x", "evil.com?x=1", "-evil.com", "_evil.com", "(evil.com)",
    "evil.com-offer", "见evil.com。", "evil.zip", "evil.sh", "evil.co.uk", "t.co", "www.evil.com", "xn--80ak6aa92e.com",
    "https://evil.com/x?d=secret", "https:/evil.com", "https:evil.com", "https:\\\\evil.com", "//evil.com/x",
    "<//evil.com|x>", "[text](//evil.com)", "[a](javascript:alert(1))", "javascript:alert(1)", "JaVaScript:alert(1)",
    "data:text/html;base64,AAAA", "vbscript:x", "file:///etc/passwd", "slack://open", "tel:+123", "sms:+123",
    "mailto:a@b.co", "evil。com", "evil．com/x", "ｅｖｉｌ．ｃｏｍ", "evil․com", "evil｡com", "www。evil。com",
    "пример.рф", "例子.中国", "evil.cоm", "evil.xn--fiqs8s", "xn--e1afmkfd.xn--p1ai", "1.2.3.4/x", "1.2.3.4:80",
    "localhost:3000", "http://localhost/x", "user@münchen.de", "user@evil.рф", "x@еvil.com", "user:pw@evil.com",
    "ev\u00adil.com", "evil\u200b.com", "evil.c\u034fom", "evil\ufe00.com",
]  # fmt: skip
LOOK_ALIKES = [
    "рpay.com", "pаy.com", "ⲣay.com", "https://pаy.example.com/x", "https://pay.example.com/x?d=1", "xpay.com",
    "https://pay.example.com@evil.com/x", "https://pay.example.com.evil.com", "pay.com.evil.com", "pay.com/x",
    "fake-me@pay.com", "me@pay.community", "me@рay.com", "https://pay.example.com/x/../y", "a@pay.com",
]  # fmt: skip
ALLOWED = [
    "https://pay.example.com/x", "see https://pay.example.com/x.", "PAY.com",
    "请看pay.com谢谢", "me@pay.com", "写信到me@pay.com谢谢",
    "mailto:me@pay.com", "ｐａｙ．ｃｏｍ", "setup.sh",
]  # fmt: skip
NO_LINKS = [
    "Open config.yaml with Node.js v1.2.", "3.14 or 1.2.3.4", "e.g. this, i.e. that", "The ratio is 16:9, at 10:30.",
    "好的。谢谢。", "note: done", "data: 12 rows", "file: see below", "a/b and c/d", "C:\\Users\\x", "he said:hello",
]  # fmt: skip
# Another way to look for what opens: as a browser reads it, by the letters of what is left.
SCHEME = re.compile(
    r"(?:https?|ftp|javascript|vbscript|mailto|tel):[/\\\w+]|(?:file|slack):/|data:[a-z]+/|sms:\+?\d", re.IGNORECASE
)
HOST = re.compile(r"[^\W_]\.([a-z]{2,24}(?![^\W_])|xn--|[\u0370-\u06ff]{2,24}|中国)", re.IGNORECASE)
ENDINGS = (
    "bat cfg conf cpp cs css csv doc docx exe gif gz htm html ini java jpg jpeg js jsx json log lua mp msi odt pdf php "
    "png ppt pptx property properties rb rtf sql svg tar toml ts tsx txt vue xls xlsx xml yaml yml"
)
PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["evil", "pay", "com", "рф", "中国", "xn--p1ai", ".", "。", "．", "․", "｡", "/", "//", ":", "https", "www",
             "javascript", "mailto", "@", "\\", "?", "#", "[", "](", ")", "<", "|", ">", "-", "_", "*", " ", "\u200b",
             "е", "localhost", "1.2.3.4", "8080", "\u034f", "data", "text", "`"]
        ),
        st.text(max_size=2),
    ),
    max_size=12,
).map("".join)  # fmt: skip


def opens(text: str) -> list[str]:
    """What a browser, a chat or a mail program would find to open in a text."""
    plain = unicodedata.normalize("NFKC", text)
    hosts = [found[0] for found in HOST.finditer(plain) if found[1].casefold() not in ENDINGS.split()]
    return [found[0] for found in SCHEME.finditer(plain)] + hosts


@pytest.mark.parametrize("text", [*UNKNOWN, *LOOK_ALIKES])
@pytest.mark.parametrize("around", ["{}", "Please open {} now", "请打开{}，谢谢", "({})", "*{}*"])
def test_what_the_conversation_does_not_hold_opens_nothing(text: str, around: str) -> None:
    made = safe(around.format(text), limit=300, links=KNOWN)

    assert opens(made) == []
    assert safe(made, limit=300, links=KNOWN) == made


@pytest.mark.parametrize("text", ALLOWED)
def test_what_the_conversation_holds_stays_as_it_is(text: str) -> None:
    assert safe(text, limit=300, links=KNOWN) == text


@pytest.mark.parametrize("text", NO_LINKS)
def test_what_is_no_link_stays_as_it_is(text: str) -> None:
    assert safe(text, limit=300) == text


@pytest.mark.row("J2", "L2", trials=100, long=10_000)
@given(PIECES)
@example("pay.com/evil.com")
def test_nothing_opens_however_it_is_pieced_together(text: str) -> None:
    assert opens(safe(text, limit=300)) == []


@pytest.mark.parametrize("piece", ["a_a.", "a.", "_a", "a@", "1.", "www.", "<", "[a](", "。a", "xn--", "a" * 70 + "."])
def test_a_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    spent = []
    for size in (10_000, 40_000):
        text = (piece * size)[:size]
        begun = time.process_time()
        links_in(text)
        safe(text, limit=size)
        spent.append(time.process_time() - begun)

    assert spent[1] < 10 * max(spent[0], 0.02)
