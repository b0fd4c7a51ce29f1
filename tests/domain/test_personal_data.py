"""What belongs to a person is found however it is disguised, and what only looks like it is left alone."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motbot.domain.personal_data import PersonalKind, find_personal
from tests.domain.people_data import MADE, digits, written

PHONES = [
    "+1 415 555 2671", "+1-415-555-2671", "(415) 555-2671", "415-555-2671", "415.555.2671", "1-800-555-0199",
    "(415) 555-2671 ext. 12", "+44 20 7946 0958", "+44 (0)20 7946 0958", "020 7946 0958", "07700 900123",
    "07700900123", "(0161) 496 0000", "+49 151 23456789", "0151 23456789", "0151-2345 6789", "030/1234567",
    "(089) 12 34 56-78", "301/652-7877", "01061629109",
    "+49 (0) 89 123456", "0049 89 1234567", "138 0013 8000", "+86 138 0013 8000",
    "8613800138000", "010-12345678", "0755 2345 6789", "(0571)88888888", "+33 6 12 34 56 78", "+91 98765 43210",
    "+7 (495) 123-45-67", "一三八〇〇一三八〇〇〇", "１３８００１３８０００", "1 3 8 0 0 1 3 8 0 0 0", "+8613800138000",
    "+4915123456789", "+852 9123 4567",
]  # fmt: skip
SAID = [
    ("call me on {}", "4155552671"),
    ("my phone is {}", "555-1234"), ("座机 {}", "87654321"), ("tel:{}", "+14155552671"),
    ("微信{}", "13800138000"), ("Telefon: {}", "0301234567"), ("WhatsApp {}", "7700900123"), ("tel{}", "13800138000"),
]  # fmt: skip
MAILS = [
    "john.doe@example.com", "a.b+c@sub.example.museum", "user@münchen.de", "name (at) host dot com",
    "name at host dot com", "name [at] host [dot] com", "john＠example。com", "zhangsan艾特qq点com",
    "j.doe @ example.com", "12345@qq.com", "me@mail.example.co.uk", "JOHN@EXAMPLE.COM", "user@例え.jp",
    "jürgen@firma.de", "иван@почта.ru",
]  # fmt: skip
NOBODYS = [
    "order 20240501138123456781", "the order number is 4155552671", "订单号13800138000", "快递单号 75312345678901",
    "2024-05-01 10:00:00", "2024-05-01T10:00:00+08:00", "$13800138000.50", "¥1,380,013,800", "12,345,678.90",
    "192.168.100.200", "138.123.145.67", "v1.38.0013.8000", "1700000000.123456", "1700000000123", "ts 1700000000",
    "550e8400-e29b-41d4-a716-446655440000", "call me at 10:30 on 01/02/2024", "call 2024-05-01",
    "call between 0900-1730", "phone order 12345678", "ref 0123-456-789", "invoice 0012345678",
    "meet me at example dot com", "@example.com", "ping @john.doe", "@types/node@20.1.0", "root@10.0.0.1",
    "1500, 2000, 350", "price 12 345 678 EUR", "版本 15.0.20210.12345", "https://x.slack.com/archives/C024BE7LH/p1700000000123456",
    "ticket #4155552671", "shipped 2024/05/01, due 05.06.2024", "ISBN 978-3-16-148410-0", "EAN 4006381333931",
    "a13812345678f", "between 1000 and 2000 users", "10.000.000,00", "3.14159265358979", "100 000 000 000",
    "2024 2025 2026 2027", "4111 1111 1111 1112", "DE88 3704 0044 0532 0130 00", "110105194912310021",
    "13812345678 bytes",
    "+08:00", "5 + 3 = 8", "12:30-13:45", "2026-03-02 17:00", "room 1204, floor 12", "Mon 2026-03-02 17:00 (UTC)",
]  # fmt: skip


def one(text: str) -> tuple[PersonalKind, str]:
    """The only thing found."""
    [found] = find_personal(text)
    return found.kind, text[found.start : found.end]


@pytest.mark.parametrize("number", PHONES)
@pytest.mark.parametrize("around", ["{}", "You can reach us: {}, thanks", "号码是{}，谢谢", "<{}>"])
def test_a_telephone_number_is_found_in_the_form_of_its_country(number: str, around: str) -> None:
    assert one(around.format(number)) == (PersonalKind.PHONE, number)


@pytest.mark.parametrize(("around", "number"), SAID)
def test_a_bare_number_is_a_telephones_behind_a_word_that_says_so(around: str, number: str) -> None:
    assert one(around.format(number)) == (PersonalKind.PHONE, number)


@pytest.mark.parametrize("address", MAILS)
@pytest.mark.parametrize("around", ["{}", "写信到 {} 即可", "Send it to {} please"])
def test_a_mail_address_is_found_also_where_it_is_spelled_out(address: str, around: str) -> None:
    assert one(around.format(address)) == (PersonalKind.EMAIL, address)


@pytest.mark.parametrize("text", NOBODYS)
def test_orders_times_amounts_and_addresses_of_computers_are_left_alone(text: str) -> None:
    assert find_personal(text) == ()


@pytest.mark.parametrize("kind", MADE)
def test_it_is_found_in_every_disguise(kind: PersonalKind) -> None:
    rng = random.Random(f"disguise {kind}")
    missed = [
        (said, text)
        for _ in range(25)
        for said, text in written(kind, rng)
        if [(kind, said)] != [(found.kind, text[found.start : found.end]) for found in find_personal(text)]
    ]

    assert missed == []


def test_several_things_are_found_in_order_and_apart() -> None:
    text = "Tel 138 0013 8000, card 4111 1111 1111 1111; a@b.com DE89 3704 0044 0532 0130 00 11010519491231002X"

    found = find_personal(text)

    assert [each.kind.value for each in found] == ["phone", "card", "email", "iban", "id"]
    assert all(before.end <= behind.start for before, behind in pairwise(found))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("电话是010-67389898,010-67383333，还有13699120196", 3),
        ("电话是66174063、66174043。", 2),
        ("call 555-1234 or 555-9876", 2),
        ("13800138000,13900139000", 2),
    ],
)
def test_every_number_of_a_list_is_found(text: str, numbers: int) -> None:
    assert [found.kind for found in find_personal(text)] == [PersonalKind.PHONE] * numbers


def test_few_numbers_of_orders_are_taken_for_a_persons() -> None:
    rng = random.Random(7)
    texts = [f"It says {digits(rng, rng.randint(8, 20))} on the slip" for _ in range(3000)]

    assert sum(bool(find_personal(text)) for text in texts) <= 60


@pytest.mark.row("F2", "Q2", trials=100, long=20_000)
@given(st.text(alphabet=st.sampled_from("0123456789+-. ()_/@aAxX\u200b０９一〇点。,:é中"), max_size=80))
@example("3528 2439 3328 3676 51010719601001579X")
def test_whatever_is_found_lies_within_the_text_in_order(text: str) -> None:
    ends = [0]
    for found in find_personal(text):
        assert ends[-1] <= found.start < found.end <= len(text)
        ends.append(found.end)


HOSTILE = [
    "1",
    "1 ",
    "a@",
    "a at ",
    "a@b.",
    "4 ",
    "138 ",
    "1\u200b",
    "一",
    "+1",
    "(0",
    "tel 1",
    "0 1",
    "DE89",
    "415 ",
    "07",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    spent = []
    for size in (20_000, 80_000):
        text = piece * (size // len(piece))
        begun = time.process_time()
        find_personal(text)
        spent.append(time.process_time() - begun)

    # Four times the text; anything that grows faster than in proportion takes at least sixteen times as long.
    assert spent[1] < 10 * max(spent[0], 0.02)
