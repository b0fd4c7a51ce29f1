// Every case's answers side by side, their differences marked word by word; what flipped stands on top.

import { fill, h, roving } from "./dom.js";
import { listed, named, t } from "./strings.js";

const FILTERS = ["all", "changed", "flips"];

export class Answers {
  constructor() {
    this.filter = "all";
  }

  element(outcome) {
    this.outcome = outcome;
    this.list = h("div", { class: "answers" });
    this.switch = outcome.sides.length > 1 ? this.#switch() : null;
    this.#draw();
    return h(
      "section",
      { class: "answers-box" },
      h("div", { class: "answers-head" }, h("h3", { class: "panel-title" }, t("answers")), this.switch),
      this.list,
    );
  }

  /** Show a case's answers. */
  open(id) {
    const find = () => this.list.querySelector(`[data-case="${CSS.escape(id)}"]`);
    if (!find()) this.choose?.("all");
    const found = find();
    if (!found) return;
    found.open = true;
    found.scrollIntoView({ block: "start" });
    found.querySelector("summary").focus({ preventScroll: true });
  }

  #switch() {
    const choose = (name) => {
      this.filter = name;
      for (const one of group.children) one.setAttribute("aria-checked", String(one.dataset.filter === name));
      this.#draw();
    };
    const group = h(
      "div",
      { class: "segments", role: "radiogroup", "aria-label": t("show_only") },
      FILTERS.map((name) =>
        h(
          "button",
          {
            type: "button",
            class: "segment",
            role: "radio",
            "aria-checked": String(this.filter === name),
            tabindex: this.filter === name ? 0 : -1,
            data: { filter: name },
            on: { click: () => choose(name) },
          },
          t(`only_${name}`),
        ),
      ),
    );
    this.choose = choose;
    roving(group, ".segment", { vertical: false, follow: (one) => choose(one.dataset.filter) });
    return group;
  }

  #draw() {
    const fits = { all: () => true, changed: isChanged, flips: (one) => one.flips.length > 0 }[this.filter];
    const shown = this.switch ? this.outcome.cases.filter(fits) : this.outcome.cases;
    fill(
      this.list,
      shown.length
        ? shown.map((one, at) => this.#case(one, at < 3))
        : h("p", { class: "panel-words" }, t("cases_empty")),
    );
  }

  #case(one, isOpen) {
    const { sides } = this.outcome;
    return h(
      "details",
      { class: "answer", open: isOpen && (one.flips.length > 0 || sides.length === 1), data: { case: one.id } },
      h(
        "summary",
        { class: "answer-head" },
        h("span", { class: "case-id" }, one.id),
        h("span", { class: "case-title" }, one.title),
        badges(one, sides.length),
      ),
      one.flips.length ? h("ul", { class: "flips" }, one.flips.map((flip) => flipLine(flip))) : null,
      h(
        "div",
        { class: ["pair", sides.length > 1 && "pair-two"] },
        sides.map((side, at) => column(side, one, at, sides.length)),
      ),
    );
  }
}

const isChanged = (one) => one.flips.length > 0 || one.answers[0] !== one.answers[1];

function badges(one, sides) {
  const made = [];
  if (one.flips.some((flip) => !flip.fixed)) made.push(h("span", { class: "badge badge-broken" }, t("badge_broken")));
  if (one.flips.some((flip) => flip.fixed)) made.push(h("span", { class: "badge badge-fixed" }, t("badge_fixed")));
  if (one.failed.flat().length) made.push(h("span", { class: "badge badge-broken" }, t("badge_failed")));
  if (!made.length && sides > 1) made.push(h("span", { class: "badge" }, t(isChanged(one) ? "badge_changed" : "badge_same")));
  return h("span", { class: "badges" }, made);
}

/** One line on what was fixed or broken; `where` names its case. */
export function flipLine(flip, where = null) {
  const kind = flip.fixed ? "fixed" : "broken";
  return h(
    "li",
    { class: `flip flip-${kind}` },
    h("span", { class: `badge badge-${kind}` }, t(`badge_${kind}`)),
    where,
    h("strong", {}, named("harm", flip.harm)),
    h("span", {}, listed(flip.told, t("semicolon"))),
  );
}

function column(side, one, at, sides) {
  const shown = sides > 1 ? marked(one.pieces, at) : [one.answers[0]];
  const wrong = [...one.failed[at].map((told) => ["no_answer", told]), ...one.findings[at].map((found) => [found.harm, found.told])];
  return h(
    "div",
    { class: "pair-side" },
    h("h4", { class: "pair-name" }, side.name),
    h("div", { class: "answer-text" }, one.answers[at] ? shown : h("em", {}, t("answer_empty"))),
    wrong.length
      ? h(
          "ul",
          { class: "wrong", "aria-label": t("wrong_now") },
          wrong.map(([harm, told]) => h("li", {}, h("strong", {}, named("harm", harm)), told ? `${t("colon")}${told}` : "")),
        )
      : h("p", { class: "right" }, t("findings_none")),
  );
}

/** One side of both texts: what only it has is marked. */
function marked(pieces, at) {
  const [own, other] = at === 0 ? ["-", "+"] : ["+", "-"];
  return pieces
    .filter(([, sign]) => sign !== other)
    .map(([text, sign]) => (sign === own ? h(at === 0 ? "del" : "ins", {}, text) : text));
}
