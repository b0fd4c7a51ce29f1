// What came of a run: the verdict, what was fixed and broken first, the figures, then every answer.

import { Answers, flipLine } from "./answers.js";
import { h } from "./dom.js";
import { harmsTable, sharesTable, spentTable } from "./figures.js";
import { listed, t, withAside } from "./strings.js";

const FLIPS_AT_MOST = 12;
const KINDS = { better: "better", worse: "worse" };

export class Outcome {
  constructor() {
    this.answers = new Answers();
  }

  /** What was broken, then what was fixed; each leads to its answers. */
  #flips(cases) {
    const flips = cases.flatMap((one) => one.flips.map((flip) => ({ ...flip, id: one.id })));
    const shown = [...flips.filter((one) => !one.fixed), ...flips.filter((one) => one.fixed)].slice(0, FLIPS_AT_MOST);
    if (!shown.length) return null;
    return h(
      "ul",
      { class: "flips flips-first" },
      shown.map((flip) =>
        flipLine(
          flip,
          h("button", { type: "button", class: "flip-case", on: { click: () => this.answers.open(flip.id) } }, flip.id),
        ),
      ),
      flips.length > shown.length ? h("li", { class: "panel-words" }, t("flips_more", { count: flips.length - shown.length })) : null,
    );
  }

  /** Everything in its order. */
  element(outcome) {
    const { sides, comparison, cases } = outcome;
    const failed = sides.flatMap((side) => side.failed.map((one) => ({ ...one, side: sides.length > 1 ? side.name : "" })));
    return h(
      "div",
      { class: "outcome" },
      comparison ? [verdictOf(comparison, cases), this.#flips(cases)] : null,
      h("h3", { class: "panel-title" }, t("harms")),
      harmsTable(sides, comparison),
      h("details", { class: "more" }, h("summary", {}, t("shares")), sharesTable(sides)),
      h("details", { class: "more", open: true }, h("summary", {}, t("spent")), spentTable(sides)),
      failed.length ? failures(failed) : null,
      this.answers.element(outcome),
    );
  }
}

function verdictOf(comparison, cases) {
  const kind = KINDS[comparison.verdict] ?? "unclear";
  const flips = cases.flatMap((one) => one.flips);
  const fixed = flips.filter((one) => one.fixed).length;
  return h(
    "div",
    { class: `verdict verdict-${kind}`, id: "verdict" },
    h("strong", {}, t(`verdict_${kind}`)),
    h("span", {}, t("verdict_of", { cases: comparison.cases, threads: comparison.threads })),
    h("span", {}, flips.length ? t("flips", { broken: flips.length - fixed, fixed }) : t("flips_none")),
  );
}

function failures(failed) {
  const reasons = new Map();
  for (const { told, case: id, task, side } of failed) {
    const where = `${id} ${task}`;
    reasons.set(told, [...(reasons.get(told) ?? []), side ? withAside(where, side) : where]);
  }
  return h(
    "details",
    { class: "more more-bad", open: true },
    h("summary", {}, t("no_answers", { count: failed.length })),
    h(
      "ul",
      { class: "failures" },
      [...reasons].map(([told, where]) => h("li", {}, h("p", {}, told), h("p", { class: "panel-words" }, listed(where)))),
    ),
  );
}
