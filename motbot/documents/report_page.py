"""Writes a report as one HTML file, with a picture and a table for each figure."""

from dataclasses import dataclass

from markupsafe import Markup

from motbot.documents.charts import chart
from motbot.documents.pages import page
from motbot.domain.report_told import Section, Series, Shape, ToldReport

NARROW = 4
"""A table of at most so many columns stands beside its picture; a wider one below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """A section with its picture drawn."""

    section: Section
    svg: Markup | None
    legend: tuple[Series, ...]

    @property
    def is_wide(self) -> bool:
        """Whether its table needs the whole width."""
        return self.section.numbers is not None and len(self.section.numbers.columns) > NARROW


def report_page(report: ToldReport) -> str:
    """The whole file."""
    figures = tuple(map(_figure, report.sections))
    return page("report.html", language=report.language, title=report.title, report=report, figures=figures)


def _figure(section: Section) -> _Figure:
    picture = section.picture
    if picture is None:
        return _Figure(section=section, svg=None, legend=())
    says = f"{section.lead} {section.lead_says}"
    drawn = chart(picture, title=section.title, says=says, key=section.key)
    legend = picture.series if picture.shape is Shape.PARTS else ()
    return _Figure(section=section, svg=Markup(drawn), legend=legend)  # nosec B704 # noqa: S704 - ours, escaped there
