"""Nothing that tells who somebody is stays in a case: not in its messages, its quotes, or what was said about it."""

import re
from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, Urgency
from motbot.domain.language import Language
from motbot.domain.message import Line
from motbot.domain.people import Side
from motbot.domain.proposed_case import Known, Named, ProposedCase, Reason, SurePromise, Taught, Teaching
from motbot.domain.proposed_case_disguise import Disguise
from motbot.domain.proposed_case_making import case_of, state_of
from motbot.transcripts.proposals import proposals_text
from tests.fakes.clock import T0

CUSTOMER, AGENT = "UCUSTOMER1", "WAGENT0001"
LATIN = ("Wilhelmina Ortega", "Hyacinth Bloom", "Jean-Pierre Dubois", "Li Wei", "Zoë Çelik", "Al Gore", "O'Brien Shea")
HAN = ("王小明", "欧阳若兰", "李建国", "赵敏", "小杜", "阿宽")
FIRMS = ("quarkware", "zephyrion", "molbrandt")
NUMBERS = ("SO-448812", "48213377", "INV/2031/00982", "B48-77120", "993017")
PHONES = ("+49 30 9018 2254", "13912345678", "(212) 736-5000", "+44 20 7946 0958")
CARDS = ("4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "11010519491231002X")
ENGLISH = (
    "Hi {agent_first}, order {number} has not arrived, says {customer}. Write to {mail} or call {phone}.",
    "<@{agent_id}> could you look at {link}? It is about {firm} and {number}, {customer_upper}",
    "Thanks, {agent}. My card is {card}, and @{customer_id} pays. {firm_title} is waiting, 150 units by 15:00.",
)
CHINESE = (
    "{agent}您好，订单号{number}还没到，联系{customer}，电话{phone}，邮箱{mail}。",
    "@{agent_id} 麻烦看一下{link}，{firm_title}的{number}，下午三点前要150件。",
    "我是{customer}，卡号{card}，谢谢{agent}",
)


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[str], list[str], dict[str, str]]:
    """What is said, what must not be left of it, and who says it."""
    pool = draw(st.sampled_from((LATIN, HAN)))
    customer, agent = draw(st.permutations(pool))[:2]
    firm = draw(st.sampled_from(FIRMS))
    local = draw(st.sampled_from(("info", "w.ortega", "小明", "x99")))
    told = {
        "customer": customer,
        "customer_upper": customer.upper(),
        "agent": agent,
        "agent_first": re.split(r"[ -]", agent)[0],
        "customer_id": CUSTOMER,
        "agent_id": AGENT,
        "number": draw(st.sampled_from(NUMBERS)),
        "phone": draw(st.sampled_from(PHONES)),
        "card": draw(st.sampled_from(CARDS)),
        "firm": firm,
        "firm_title": firm.capitalize(),
        "mail": f"{local if local.isascii() else 'mail'}@{firm}.com",
        "link": f"https://www.{firm}.com/o/{draw(st.sampled_from(NUMBERS))}?who=1",
    }
    templates = draw(st.lists(st.sampled_from(ENGLISH if pool is LATIN else CHINESE), min_size=1, max_size=4))
    secret = [told[key] for key in ("customer", "agent", "number", "phone", "card", "firm", "mail", "customer_id")]
    return [one.format(**told) for one in templates], [*secret, AGENT, told["agent_first"]], told


def teaching(said: Sequence[str], told: dict[str, str]) -> Teaching:
    """A conversation in which these words are said by turns, and everything is quoted again."""
    lines = tuple(
        Line(
            ts=f"{(T0 + timedelta(minutes=n)).timestamp():.6f}",
            at=T0 + timedelta(minutes=n),
            side=Side.AGENT if n % 2 else Side.CUSTOMER,
            author=AGENT if n % 2 else CUSTOMER,
            text=text,
            addressed=(AGENT,),
        )
        for n, text in enumerate(said)
    )
    reply = Line(ts="1999999999.000000", at=T0 + timedelta(hours=1), side=Side.AGENT, author=AGENT, text=said[-1])
    words = said[-1][: len(said[-1]) // 2]
    wish = Expectation(kind=ExpectationKind.EXPLICIT, text=said[0], quote=said[0][3:40], source=lines[0].ts)
    promise = SurePromise(by=AGENT, what=said[-1], words=words, source=reply.ts, due_words=said[-1][2:9])
    return Teaching(
        team="T1",
        channel="C1",
        root=lines[0].ts,
        channel_name=f"ext-{told['firm']}",
        zone=ZoneInfo("Asia/Shanghai"),
        lines=lines,
        focus=lines[0].ts,
        reply=(reply,),
        facts=said[0],
        reasons=(Reason(taught=Taught.MARKED, why=f"Somebody says: {said[0]}", at=T0),),
        known=Known(promises=(promise,), must_not=(f"expect: {said[0]}",), good_reply=said[-1]),
        found=Assessment(is_moment=True, urgency=Urgency.HIGH, expectations=(wish,)),
        said_of=(said[0],),
    )


def people(told: dict[str, str]) -> list[Named]:
    return [
        Named(account=CUSTOMER, names=(told["customer"],)),
        Named(account=AGENT, names=(told["agent"],), side=Side.AGENT),
    ]


def secrets_in(text: str, secret: Sequence[str]) -> list[str]:
    """What is still told; a Latin name counts where it stands alone."""
    folded = text.casefold()
    return [
        one
        for one in secret
        if re.search(rf"(?<![a-z0-9]){re.escape(one.casefold())}(?![a-z0-9])" if one[0].isascii() else one, folded)
    ]


@given(story=stories())
@settings(max_examples=60)
def test_no_name_address_number_or_account_is_left_anywhere_in_the_file(
    story: tuple[list[str], list[str], dict[str, str]],
) -> None:
    said, secret, told = story

    text = proposals_text((case_of(teaching(said, told), people(told)),), name="test")

    assert secrets_in(text, secret) == []


@given(story=stories())
@settings(max_examples=60)
def test_quotes_still_stand_in_their_entries_word_for_word(
    story: tuple[list[str], list[str], dict[str, str]],
) -> None:
    said, _, told = story

    case = case_of(teaching(said, told), people(told))

    assert case.reply is not None
    assert case.known.promises is not None
    (promise,) = case.known.promises
    assert promise.words in case.reply.text
    assert promise.due_words in case.reply.text
    (found,) = case.found
    assert found.rests_on in case.entries[0].text


@given(story=stories())
@settings(max_examples=30)
def test_the_same_conversation_gives_the_same_case(story: tuple[list[str], list[str], dict[str, str]]) -> None:
    said, _, told = story

    assert case_of(teaching(said, told), people(told)) == case_of(teaching(said, told), people(told))


def made(*said: str, names: Sequence[str] = ("Wilhelmina Ortega", "mina"), channel: str = "") -> list[str]:
    """The texts disguised together."""
    known = [Named(account=CUSTOMER, names=tuple(names))]
    language = Language.EN if said[0].isascii() else Language.ZH
    disguise = Disguise(texts=said, people=known, channel_name=channel, language=language)
    return [disguise.text(one) for one in said]


@pytest.mark.parametrize("name", [*LATIN, "An Nguyen", "He Xiu", "Vincent van Gogh", "Ben", "Bo Ek", "mia-lou_92"])
def test_every_part_of_a_name_goes_however_it_is_written(name: str) -> None:
    parts = [part for part in re.split(r"[ _-]|(?<=92)", name) if part and part != "van" and not part.isdigit()]
    said = [f"Hi {parts[0]}, {name} and {name.upper()} wrote, says {parts[-1]}."]

    (shown,) = made(*said, names=(name,))

    assert secrets_in(shown, [name, *parts]) == []


def test_a_full_name_a_first_name_and_a_nickname_are_one_person() -> None:
    assert made("Wilhelmina Ortega wrote. Wilhelmina, ms Ortega and MINA agree.") == [
        "Nora Lindqvist wrote. Nora, ms Lindqvist and NORA agree."
    ]


def test_a_chinese_surname_with_a_title_is_the_same_person() -> None:
    (shown,) = made("王总好，小王、王小明和小明说王经理知道", names=("王小明",))

    assert shown == "林总好，小林、林晓舟和晓舟说林经理知道"


def test_a_name_that_words_give_away_is_taken_out_everywhere() -> None:
    assert "Tobias" not in " ".join(made("Hi Tobias, is it there?", "I think Tobias knows."))
    assert "陈静" not in "".join(made("我是陈静，单子呢？", "陈静说还没到"))


def test_an_invented_name_is_never_one_that_was_said() -> None:
    (shown,) = made("Nora asked Wilhelmina, and so did Elias.")

    assert shown == "Nora asked Tessa, and so did Elias."


@pytest.mark.parametrize(
    "text",
    [
        "Will you be there by 15:00?",
        "May I ask for 150 units on 2026-07-18, 12,000 EUR in all?",
        "It says error code 502 in v2.14.3 since 10:12, in Q3-2026, 24/7.",
        "We need 15000 rows by Friday 18:00, at 9.4 degrees.",
        "3 号箱 9.4 度，15000 元，下午三点前，20260302 到",
        "report.pdf and config.yaml are attached",
    ],
)
def test_what_tells_nobody_stays_as_it_is(text: str) -> None:
    assert made(text, names=("Will Smithers", "May Xu")) == [text]


def test_a_name_that_is_also_a_verb_goes_where_it_is_a_name() -> None:
    assert made("Will said so, and I told Will.", names=("Will Smithers",)) == ["Nora said so, and I told Nora."]


def test_a_firm_goes_wherever_an_address_or_its_legal_form_gives_it_away() -> None:
    (mail, said) = made("Write to info@quarkware.co.uk", "quarkware and Molbrandt GmbH are late, Molbrandt more")

    assert "quarkware" not in mail + said
    assert "Molbrandt" not in said
    assert mail.endswith(".example")


def test_a_word_of_the_channel_s_name_is_a_firm_only_with_a_capital() -> None:
    (shown,) = made("Harbour is late, and the harbour is full.", channel="ext-harbour-support")

    assert shown.startswith("Larkfield is late, and the harbour is full")


def test_a_mail_of_anybody_s_provider_names_no_firm() -> None:
    assert made("x@gmail.com says that gmail is down") == ["mail1@mail.example says that gmail is down"]


def test_numbers_keep_their_shape_and_stay_the_same() -> None:
    assert "4471" not in "".join(made("My PIN is 4471.", "验证码：4471"))
    first, second = made("Order SO-448812, please.", "so-448812? SO-448812 and SO-448813!")

    number = first.split()[1].rstrip(",")
    assert re.fullmatch(r"SO-\d{6}", number)
    assert number in second
    assert len(set(re.findall(r"SO-\d{6}", second))) == 2


def test_a_quote_that_ends_inside_a_name_takes_in_the_whole_stand_in() -> None:
    text = "Please ask Wilhelmina Ortega today"
    disguise = Disguise(
        texts=[text],
        people=[Named(account=CUSTOMER, names=("Wilhelmina Ortega",))],
        channel_name="",
        language=Language.EN,
    )

    assert disguise.quote("ask Wilhelmina", text) == "ask Nora Lindqvist"
    assert disguise.quote("never said", text) == ""


def test_hostile_words_take_no_longer_than_they_are_long() -> None:
    text = ("A" * 20_000) + ("1-" * 5_000) + ("王总" * 2_000) + ("a.b@" * 2_000) + "Hi " * 2_000

    assert made(text, names=("Wilhelmina Ortega", "王小明"))[0]


def test_groups_and_channels_are_others_and_a_person_stays_a_person() -> None:
    (shown,) = made("@quark-support and @mina, see #ext-quark and @here; @U0NOBODY9 too")

    assert shown.startswith("@team-1 and @nora, see #channel-1 and @here; @")
    assert "U0NOBODY9" not in shown


def test_words_that_may_be_names_are_told() -> None:
    texts = ["We asked Henrik too, and Henrik knows."]
    disguise = Disguise(texts=texts, people=[], channel_name="", language=Language.EN)

    assert disguise.doubtful([disguise.text(one) for one in texts]) == ("Henrik",)


def test_the_state_changes_with_what_was_said_and_not_with_names() -> None:
    told = {"firm": "quarkware"}
    before = teaching(["Where is it?", "It left."], told)

    assert state_of(before) == state_of(teaching(["Where is it?", "It left."], told))
    assert state_of(before) != state_of(teaching(["Where is it now?", "It left."], told))


def test_the_whole_case_can_be_written_and_read() -> None:
    case: ProposedCase = case_of(teaching(["Where is it?"], {"firm": "quarkware"}), [Named(account=CUSTOMER)])

    assert yaml.safe_load(proposals_text((case,), name="test"))["cases"][0]["id"] == case.id
