// Shows one case as it was said, with what is right to say of it. Its words are put in as text only.

import { h } from "./dom.js";
import { attempt, openWindow } from "./floating.js";
import { named, t } from "./strings.js";

export async function readCase(bench, id) {
  const found = await attempt(bench.api.oneCase(id));
  if (!found) return;
  openWindow({
    title: `${found.id}  ${found.title}`,
    wide: true,
    body: [
      h(
        "ol",
        { class: "said" },
        found.lines.map((line) =>
          h(
            "li",
            { class: ["said-line", `said-${line.side}`] },
            h(
              "p",
              { class: "said-who" },
              h("strong", {}, line.who),
              h("span", { class: ["chip", `chip-${line.side}`] }, named("side", line.side)),
              h("span", { class: "said-at" }, line.at),
              line.is_judged ? h("span", { class: "chip chip-trial" }, t("case_judged")) : null,
            ),
            h("p", { class: "said-text" }, line.text),
          ),
        ),
      ),
      found.facts ? h("div", {}, h("h3", { class: "panel-title" }, t("case_facts")), h("p", { class: "said-text" }, found.facts)) : null,
      h("h3", { class: "panel-title" }, t("case_labels")),
      h(
        "ul",
        { class: "labels" },
        found.labels.map(([kind, words]) =>
          h("li", {}, h("span", { class: "chip" }, named("label", kind)), " ", words),
        ),
      ),
    ],
  });
}
