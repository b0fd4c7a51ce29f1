"""Pictures show the numbers they are given, leave the colours to the page, and fit a phone."""

from xml.etree import ElementTree as ET

import pytest

from motbot.documents.charts import LABEL_AT_MOST, WIDE, chart
from motbot.domain.report_told import Bar, Picture, Series, Shape

BARS = Picture(
    shape=Shape.BARS,
    bars=(
        Bar(label="High", counts=(30,), tone="bad"),
        Bar(label="没说出口的", counts=(10,)),
        Bar(label="x", counts=(0,)),
    ),
)
PARTS = Picture(
    shape=Shape.PARTS,
    bars=(Bar(label="one", counts=(3, 1)), Bar(label="none", counts=(0, 0))),
    series=(Series(name="used", tone="best"), Series(name="own", tone="weak")),
)
COLUMNS = Picture(shape=Shape.COLUMNS, bars=tuple(Bar(label=str(at), counts=(at * 2,), tone="even") for at in range(4)))


def drawn(picture: Picture) -> ET.Element:
    return ET.fromstring(chart(picture, title="A <b>", says="B & C", key="figure"))  # noqa: S314 - our own


def with_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [one for one in root.iter() if name in (one.get("class") or "").split()]


def size(element: ET.Element, name: str) -> float:
    return float(next(element.iter("rect")).attrib[name])


def test_bars_are_as_long_as_their_numbers_the_first_on_top_each_in_its_colour() -> None:
    root = drawn(BARS)
    none, second, first = with_class(root, "bar")

    assert size(first, "width") == pytest.approx(3 * size(second, "width"), rel=0.01)
    assert size(none, "width") == pytest.approx(0, abs=0.2)
    assert size(first, "y") < size(second, "y") < size(none, "y")
    assert [one.get("class") for one in (first, second)] == ["bar tone-bad", "bar tone-one"]


def test_a_number_stands_behind_its_bar() -> None:
    root = drawn(BARS)

    for bar, number in zip(with_class(root, "bar"), with_class(root, "value"), strict=True):
        assert float(number.attrib["x"]) > size(bar, "x") + size(bar, "width")
    assert [one.text for one in with_class(root, "value")] == ["0", "10", "30"]


def test_divided_bars_are_of_one_length_in_the_colours_of_their_parts() -> None:
    root = drawn(PARTS)
    used, own = with_class(root, "tone-best")[0], with_class(root, "tone-weak")[0]

    assert [size(bar, "width") for bar in with_class(used, "bar")][1] == pytest.approx(
        3 * size(with_class(own, "bar")[1], "width"), rel=0.01
    )


def test_columns_stand_in_their_order_with_the_number_above() -> None:
    root = drawn(COLUMNS)
    columns = with_class(root, "bar")

    assert [size(one, "x") for one in columns] == sorted(size(one, "x") for one in columns)
    for column, number in zip(columns, with_class(root, "value"), strict=True):
        assert float(number.attrib["y"]) < size(column, "y")


@pytest.mark.parametrize("picture", [BARS, PARTS, COLUMNS])
def test_nothing_but_the_drawing_is_left(picture: Picture) -> None:
    root = drawn(picture)

    assert {one.tag for one in root.iter()} <= {"svg", "title", "desc", "g", "rect", "text"}
    assert not any("style" in one.attrib or "}" in one.tag for one in root.iter())
    assert root.attrib["viewBox"].split()[2] == str(WIDE)


def test_it_is_read_out_by_its_name_and_what_it_shows() -> None:
    root = drawn(BARS)

    assert root.attrib["aria-labelledby"] == "figure-name figure-says"
    assert [(root[at].tag, root[at].get("id"), root[at].text) for at in (0, 1)] == [
        ("title", "figure-name", "A <b>"),
        ("desc", "figure-says", "B & C"),
    ]


def test_a_long_label_is_cut() -> None:
    long = Picture(shape=Shape.BARS, bars=(Bar(label="a" * 90, counts=(1,)),))

    (label,) = [one.text for one in drawn(long).iter("text") if (one.text or "").startswith("a")]

    assert label == "a" * (LABEL_AT_MOST - 1) + "…"


def test_a_chinese_label_has_the_room_it_needs() -> None:
    label = "没说出口的需要和期望"
    root = drawn(Picture(shape=Shape.BARS, bars=(Bar(label=label, counts=(1,)),)))

    plots = [one for one in with_class(root, "plot") if one.get("transform")]
    left = float(plots[0].attrib["transform"].removeprefix("translate(").split(",")[0])

    assert left >= 13 * len(label)
