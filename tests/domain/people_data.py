"""Invented personal data with right check digits, and the disguises that people write it in."""

import random
from collections.abc import Callable, Iterator

from motbot.domain.personal_data import PersonalKind

Disguise = Callable[[str], str]
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CHECKS = "10X98765432"


def digits(rng: random.Random, count: int) -> str:
    """Any digits."""
    return "".join(rng.choice("0123456789") for _ in range(count))


def identity(rng: random.Random) -> str:
    """A Chinese identity number."""
    day = f"{rng.randint(1930, 2015)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    body = rng.choice(["110105", "310104", "440305", "510107", "330106"]) + day + digits(rng, 3)
    total = sum(int(one) * pow(2, 17 - place, 11) for place, one in enumerate(body))
    return body + _CHECKS[total % 11]


def mobile(rng: random.Random) -> str:
    """A Chinese mobile number."""
    return "1" + rng.choice("3456789") + digits(rng, 9)


def card(rng: random.Random) -> str:
    """A bank card's number."""
    prefix, length = rng.choice([("4", 16), ("51", 16), ("6222", 19), ("6217", 16), ("37", 15), ("3528", 16)])
    body = prefix + digits(rng, length - len(prefix) - 1)
    total = 0
    for place, one in enumerate(reversed(body)):
        value = int(one) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def iban(rng: random.Random) -> str:
    """A German, British or French account."""
    country, length = rng.choice([("DE", 22), ("GB", 22), ("FR", 27)])
    body = "".join(rng.choice("ABCDWXYZ") for _ in range(4)) if country == "GB" else ""
    body += digits(rng, length - 4 - len(body))
    number = "".join(str(int(sign, 36)) for sign in f"{body}{country}00")
    return f"{country}{98 - int(number) % 97:02}{body}"


def mail(rng: random.Random) -> str:
    """A mail address."""
    name = rng.choice(["li.wei", "anna_k", "j.doe+shop", "zhang88", "x"])
    return f"{name}@{rng.choice(['qq.com', 'mail.example.co.uk', 'firma-gmbh.de', '163.com'])}"


MADE: dict[PersonalKind, Callable[[random.Random], str]] = {
    PersonalKind.IDENTITY: identity,
    PersonalKind.PHONE: mobile,
    PersonalKind.CARD: card,
    PersonalKind.IBAN: iban,
    PersonalKind.EMAIL: mail,
}


def in_groups(text: str, between: str, size: int = 4) -> str:
    """With something between every few signs."""
    return between.join(text[start : start + size] for start in range(0, len(text), size))


NUMBERS_DISGUISED: tuple[Disguise, ...] = (
    str,
    lambda text: text.translate(_FULL_WIDTH),
    lambda text: in_groups(text, " "),
    lambda text: in_groups(text, "-"),
    lambda text: in_groups(text, "_"),
    lambda text: in_groups(text, "\u2013"),
    lambda text: in_groups(text, "\u00a0", 3),
    lambda text: in_groups(text, " - "),
    lambda text: in_groups(text, "\u200b", 1),
    lambda text: in_groups(text, "\u2060\u200d", 2),
    lambda text: in_groups(text.translate(_FULL_WIDTH), "\u3000"),
    lambda text: in_groups(text, "."),
    lambda text: in_groups(text, " ", 1),
)
MAILS_DISGUISED: tuple[Disguise, ...] = (
    str,
    lambda text: text.replace("@", "＠"),
    lambda text: text.replace("@", " (at) ").replace(".", " dot ") if text[0] == "x" else text,
    lambda text: text.replace("@", "[at]"),
    lambda text: (
        text.replace("@", " at ", 1).replace(".com", " dot com").replace(".de", " dot de").replace(".uk", " dot uk")
    ),
    lambda text: in_groups(text, "\u200b", 2),
    lambda text: "".join(chr(ord(one) + 0xFEE0) if one.isalnum() else one for one in text),
    str.upper,
)
AROUND = ("{}", "请打给我 {} 谢谢", "我的是{}，麻烦尽快", "It is {}.", "contact ({}) please", "a, {}, b", "“{}”")


def written(kind: PersonalKind, rng: random.Random) -> Iterator[tuple[str, str]]:
    """One of a kind in every disguise: as it is written, and in a sentence."""
    value = MADE[kind](rng)
    for disguise in MAILS_DISGUISED if kind is PersonalKind.EMAIL else NUMBERS_DISGUISED:
        said = disguise(value)
        yield said, rng.choice(AROUND).format(said)
