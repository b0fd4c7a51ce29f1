// Tables of a run's figures: harms with intervals and verdicts, what is right, and what it took.

import { h } from "./dom.js";
import { listed, named, t, withAside } from "./strings.js";

const VERDICTS = { better: "better", worse: "worse" };
const SVG = "http://www.w3.org/2000/svg";

/** A table that scrolls sideways where it is too wide, with the first column as heads of the rows. */
export function table(caption, heads, rows, { numbers = true } = {}) {
  return h(
    "div",
    { class: "table-box", tabindex: 0, role: "group", "aria-label": caption },
    h(
      "table",
      { class: ["table", numbers && "table-numbers"] },
      h("caption", { class: "only-heard" }, caption),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          heads.map((head) => h("th", { scope: "col" }, head)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map(({ cells, kind }) =>
          h(
            "tr",
            { class: kind },
            cells.map((cell, at) => (at ? h("td", {}, cell) : h("th", { scope: "row" }, cell))),
          ),
        ),
      ),
    ),
  );
}

export function harmsTable(sides, comparison) {
  return comparison ? compared(comparison) : alone(sides[0]);
}

function alone(side) {
  const rows = Object.entries(side.harms).map(([harm, share]) => ({
    cells: [named("harm", harm), ofWhole(share), interval(share), intervalBar(share)],
    kind: share.part ? "row-bad" : "",
  }));
  if (!rows.length) return h("p", { class: "panel-words" }, t("harms_none"));
  return table(t("harms"), [t("harm"), t("share_value"), t("interval"), ""], rows);
}

function compared(comparison) {
  const all = Object.entries(comparison.harms);
  const changed = all.filter(([, one]) => hasChanged(one));
  const same = all.filter(([, one]) => !hasChanged(one)).map(([harm, one]) => `${named("harm", harm)} ${one.after.part}/${one.after.of}`);
  const heads = [t("harm"), t("verdict"), t("before"), t("after"), t("change"), t("fixed_broken"), t("chance")];
  return [
    changed.length
      ? table(
          t("harms"),
          heads,
          changed.map(([harm, one]) => {
            const kind = VERDICTS[one.verdict] ?? "unclear";
            return {
              cells: [
                named("harm", harm),
                h("span", { class: `word word-${kind}` }, t(`verdict_short_${kind}`)),
                ofWhole(one.before),
                ofWhole(one.after),
                risen(one),
                `${one.fixed.length} / ${one.broken.length}`,
                one.p.toFixed(3),
              ],
            };
          }),
        )
      : null,
    same.length ? h("p", { class: "panel-words" }, t("harms_unchanged", { names: listed(same) })) : null,
  ];
}

function hasChanged(one) {
  return (
    one.fixed.length + one.broken.length + one.more.length + one.less.length > 0 ||
    one.before.part !== one.after.part ||
    one.before.of !== one.after.of
  );
}

/** How much a share has risen, in points, with its interval. */
function risen(one) {
  if (one.difference === null) return t("unknown");
  const points = (value) => signed((100 * value).toFixed(0));
  const risen = points(one.difference);
  return one.low === null ? risen : withAside(risen, `${points(one.low)} … ${points(one.high)}`);
}

/** A number with its sign, and a minus that is as wide as the plus. */
const signed = (digits) => (Number(digits) > 0 ? `+${digits}` : digits.replace("-", Number(digits) ? "−" : ""));

export const percent = (value) => (value === null ? t("unknown") : `${(100 * value).toFixed(0)} %`);
const ofWhole = (share) => `${share.part}/${share.of}  ${percent(share.share)}`;
const interval = (share) => `${(100 * share.low).toFixed(0)} – ${(100 * share.high).toFixed(0)} %`;

/** The interval as a drawing; the numbers beside it say the same. */
function intervalBar(share) {
  const svg = document.createElementNS(SVG, "svg");
  const shapes = [
    ["rect", { class: "range-all", x: 0, y: 6, width: 100, height: 2 }],
    ["rect", { class: "range", x: 100 * share.low, y: 4, width: Math.max(1, 100 * (share.high - share.low)), height: 6, rx: 3 }],
    ["circle", { class: "range-value", cx: 100 * (share.share ?? 0), cy: 7, r: 4 }],
  ];
  for (const [name, values] of [["svg", { viewBox: "-5 0 110 14", width: 110, height: 14, "aria-hidden": "true" }], ...shapes]) {
    const made = name === "svg" ? svg : document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
    if (made !== svg) svg.append(made);
  }
  return svg;
}

export function sharesTable(sides) {
  const names = [...new Set(sides.flatMap((side) => Object.keys(side.shares)))];
  const rows = names.map((name) => ({
    cells: [
      named("share", name),
      ...sides.flatMap((side) => (side.shares[name] ? [ofWhole(side.shares[name]), interval(side.shares[name])] : ["", ""])),
    ],
  }));
  return table(t("shares"), [t("share_name"), ...sides.flatMap((side) => [side.name, t("interval")])], rows);
}

export function spentTable(sides) {
  const money = (value) => (value === null ? t("unknown") : value.toFixed(4));
  const seconds = (value) => (value === null ? t("unknown") : value.toFixed(2));
  const rows = sides.map((side) => ({
    cells: [
      side.name,
      withAside(side.spent.calls, t("spent_cached", { count: side.spent.cached_calls })),
      `${side.spent.prompt_tokens.toLocaleString()} / ${side.spent.completion_tokens.toLocaleString()}`,
      money(side.spent.cost),
      money(side.spent.paid),
      `${seconds(side.latency.p50)} / ${seconds(side.latency.p95)}`,
    ],
  }));
  const heads = ["", t("spent_calls"), t("spent_tokens"), t("spent_cost"), t("spent_paid"), t("spent_latency")];
  return table(t("spent"), heads, rows);
}
