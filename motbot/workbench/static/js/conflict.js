// Shows what the file says by now beside what is in the editor, and asks which of them is to stay.

import { h } from "./dom.js";
import { openWindow } from "./floating.js";
import { t } from "./strings.js";

const AROUND = 2;

export function showConflict(view, name, conflict) {
  openWindow({
    title: t("conflict_title"),
    wide: true,
    yes: t("keep_mine"),
    danger: true,
    body: [h("p", {}, t("conflict_about", { name })), h("div", { class: "lines" }, shortened(conflict.difference))],
    more: [
      [
        t("take_theirs"),
        (close) => {
          close();
          view.takeTheirs();
        },
      ],
    ],
    submit: (close) => {
      close();
      void view.save({ base: conflict.digest });
    },
  });
}

/** The lines that differ, each with a few around it. */
function shortened(lines) {
  const near = new Set();
  lines.forEach(([, sign], at) => {
    if (!sign) return;
    for (let here = at - AROUND; here <= at + AROUND; here += 1) near.add(here);
  });
  const shown = [];
  let skipped = false;
  lines.forEach(([text, sign], at) => {
    if (!near.has(at)) {
      skipped = true;
      return;
    }
    if (skipped && shown.length) shown.push(h("div", { class: "lines-gap", "aria-hidden": "true" }, "⋯"));
    skipped = false;
    const whose = { "-": t("conflict_file"), "+": t("conflict_yours") }[sign];
    shown.push(
      h(
        "div",
        { class: ["lines-row", sign === "-" && "lines-gone", sign === "+" && "lines-new"] },
        h("span", { class: "lines-sign", "aria-hidden": "true" }, sign || " "),
        whose ? h("span", { class: "only-heard" }, `${whose}: `) : null,
        h("span", { class: "lines-text" }, text || " "),
      ),
    );
  });
  return shown;
}
