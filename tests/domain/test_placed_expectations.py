"""What is known to be expected stands where a review looks for it."""

from motbot.domain.expectation import Expectation, ExpectationKind, placed


def unsaid(source: str) -> Expectation:
    return Expectation(kind=ExpectationKind.IMPLICIT, text="The report goes out", cue="sent at 11:00", source=source)


def test_what_rests_on_a_fact_or_on_our_words_stands_at_the_burst_that_brought_it_up() -> None:
    found = placed([unsaid(""), unsaid("2.0")], burst="3.0", customers={"1.0", "3.0"})

    assert [one.source for one in found] == ["3.0", "3.0"]


def test_what_a_customer_s_words_show_stays_with_them() -> None:
    asked = Expectation(kind=ExpectationKind.EXPLICIT, text="A report", quote="the report", source="9.0")

    assert placed([unsaid("1.0"), asked], burst="3.0", customers={"1.0", "3.0"}) == (unsaid("1.0"), asked)
