"""Draws pictures as inline SVG that takes its colours from the page: no script, no style and no address of its own."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree as ET  # nosec B405

import pygal
from pygal.style import Style

from motbot.domain.language import is_chinese_character
from motbot.domain.report_told import Picture, Shape

# pygal looks for maps with a finder of the kind before Python 3.4: every import that fails would warn of it.
sys.meta_path[:] = [one for one in sys.meta_path if not isinstance(one, pygal.PluginImportFixer)]

WIDE = 400
"""Units across: about as wide as it is shown on a phone, so that letters stay readable there."""
COLUMNS_HIGH = 190
LETTERS = 13
"""Size of a letter, in the same units."""
LABEL_AT_MOST = 24
_BAR_HIGH, _EDGES_HIGH = 32, 16
_WIDER_THAN_GUESSED = 0.45
"""pygal takes every letter for 0.6 of its size; a Han character is as wide as it is high."""
_ROOM = 1.14
"""How much longer than the longest bar its row is, so that its number has room behind it."""
_APART = 6
_NO_LABELS = {"show_y_labels": False, "margin_left": 0, "margin_right": 0}
_DROPPED = {"defs", "desc", "title", "metadata"}
_DROPPED_CLASSES = {"background", "tooltip-overlay", "titles", "guide", "line"}


def chart(picture: Picture, *, title: str, says: str, key: str) -> str:
    """One `<svg>` element, to be put into a page as it is.

    Args:
        picture: what to draw.
        title: read out as its name.
        says: read out as what it shows.
        key: names it within the page.
    """
    drawn = _columns(picture) if picture.shape is Shape.COLUMNS else _bars(picture)
    drawing = drawn.render(is_unicode=True)  # our own: every text in it is escaped
    root = ET.fromstring(drawing)  # noqa: S314 # nosec B314
    _strip(root)
    _paint(root, picture)
    if picture.shape is not Shape.PARTS:
        _put_numbers_outside(root, upright=picture.shape is Shape.COLUMNS)
    elif not any(bar.label for bar in picture.bars):
        _cut_to_bars(root)
    return _named(root, title=title, says=says, key=key)


def _bars(picture: Picture) -> Any:
    """Lying bars, the first on top: pygal draws the first at the bottom."""
    bars = tuple(reversed(picture.bars))
    labels = [_short(bar.label) for bar in bars]
    of_parts = picture.shape is Shape.PARTS
    most = max((max(bar.counts) for bar in bars), default=0)
    made = (pygal.HorizontalStackedBar if of_parts else pygal.HorizontalBar)(
        **_plain(height=_EDGES_HIGH + _BAR_HIGH * len(bars)),
        print_values=not of_parts,
        show_x_labels=False,
        **({"margin_left": _EDGES_HIGH / 2 + max(map(_missing_room, labels))} if any(labels) else _NO_LABELS),
        range=(0, 100 if of_parts else most * _ROOM or 1),
    )
    made.x_labels = labels
    for number, _ in enumerate(picture.series or ("",)):
        made.add("", [_length(bar.counts, number, of_parts=of_parts) for bar in bars])
    return made


def _columns(picture: Picture) -> Any:
    most = max((max(bar.counts) for bar in picture.bars), default=0)
    made = pygal.Bar(
        **_plain(height=COLUMNS_HIGH), print_values=True, show_y_labels=False, range=(0, most * _ROOM or 1)
    )
    made.x_labels = [bar.label for bar in picture.bars]
    made.add("", [bar.counts[0] for bar in picture.bars])
    return made


def _plain(*, height: int) -> dict[str, Any]:
    """What all drawings share; whatever a style would say is said by the page."""
    style = Style(label_font_size=LETTERS, value_font_size=LETTERS)
    switched_off = dict.fromkeys(("show_legend", "show_x_guides", "show_y_guides"), False)
    return {"width": WIDE, "height": height, "js": (), "style": style, "margin": _EDGES_HIGH / 2} | switched_off


def _length(counts: Sequence[int], number: int, *, of_parts: bool) -> float:
    """How long a bar or a part of one is; where bars are divided, all are of one length."""
    return 100 * counts[number] / (sum(counts) or 1) if of_parts else counts[number]


def _short(label: str) -> str:
    return label if len(label) <= LABEL_AT_MOST else label[: LABEL_AT_MOST - 1] + "…"


def _missing_room(label: str) -> float:
    return _WIDER_THAN_GUESSED * LETTERS * sum(map(is_chinese_character, label))


def _strip(root: ET.Element) -> None:
    """Leave the drawing alone: no script, no style, no name space, nothing that nobody sees."""
    for parent in list(root.iter()):
        parent.tag = parent.tag.rpartition("}")[2]
        parent.attrib.pop("style", None)
        for child in list(parent):
            classes = set((child.get("class") or "").split())
            if child.tag.rpartition("}")[2] in _DROPPED or classes & _DROPPED_CLASSES:
                parent.remove(child)
    for one in root.iter():
        for name in ("x", "y", "width", "height"):
            if name in one.attrib or one.tag == "rect":  # pygal leaves out what is 0
                one.set(name, f"{float(one.get(name, 0)):.1f}")


def _paint(root: ET.Element, picture: Picture) -> None:
    """Name the colour of every bar, or of every part of bars."""
    if picture.series:
        for number, series in enumerate(picture.series):
            for drawn in _with_class(root, f"serie-{number}"):
                drawn.set("class", f"tone-{series.tone}")
        return
    bars = picture.bars if picture.shape is Shape.COLUMNS else tuple(reversed(picture.bars))
    for drawn, bar in zip(_with_class(root, "bar"), bars, strict=True):
        drawn.set("class", f"bar tone-{bar.tone}")


def _put_numbers_outside(root: ET.Element, *, upright: bool) -> None:
    """A number stands behind its bar, or above its column, where it is on the page's own ground."""
    rects = [next(iter(drawn.iter("rect"))) for drawn in _with_class(root, "bar")]
    for rect, number in zip(rects, _with_class(root, "value"), strict=True):
        if upright:
            number.set("y", f"{float(rect.attrib['y']) - _APART:.1f}")
        else:
            number.set("x", f"{float(rect.attrib['x']) + float(rect.attrib['width']) + _APART:.1f}")
            number.set("text-anchor", "start")


def _cut_to_bars(root: ET.Element) -> None:
    """Bars without labels begin and end where everything else of the page does."""
    plot = next(_with_class(root, "plot"))
    aside = float(plot.attrib["transform"].removeprefix("translate(").partition(",")[0])
    ends = [(float(one.attrib["x"]), float(one.attrib["width"])) for one in plot.iter("rect")]
    left, right = min(x for x, _ in ends), max(x + width for x, width in ends)
    high = root.attrib["viewBox"].split()[3]
    root.set("viewBox", f"{aside + left:.1f} 0 {right - left:.1f} {high}")


def _with_class(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (one for one in list(root.iter()) if name in (one.get("class") or "").split())


def _named(root: ET.Element, *, title: str, says: str, key: str) -> str:
    """Tell whoever does not see it what it is."""
    root.attrib = {"viewBox": root.attrib["viewBox"], "class": "chart", "role": "img"}
    root.set("aria-labelledby", f"{key}-name {key}-says")
    for place, (tag, words) in enumerate((("title", title), ("desc", says))):
        element = ET.Element(tag, {"id": f"{key}-{'says' if place else 'name'}"})
        element.text = words
        root.insert(place, element)
    return ET.tostring(root, encoding="unicode", short_empty_elements=False)
