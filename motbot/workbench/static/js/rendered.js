// What a model would be sent: the text in the editor, filled in with a chosen case.

import { button, fill, h, icon, roving, selectField } from "./dom.js";
import { readCase } from "./case_window.js";
import { t } from "./strings.js";

const PARTS = ["system", "user"];

export class Rendered {
  /** `text` gives what stands in the editor. */
  constructor(page, text) {
    this.page = page;
    this.bench = page.bench;
    this.text = text;
    this.part = "user";
    this.at = 0;
    this.told = null;
    this.asking = null;
    this.controls = h("div", { class: "rendered-controls" });
    this.heading = h("h3", { class: "panel-title" });
    this.sheet = h("div", { class: "rendered-sheet", tabindex: 0, role: "group" });
    this.element = h("section", { class: "rendered" }, this.heading, this.controls, this.sheet);
  }

  draw() {
    fill(this.heading, t("rendered"));
    this.sheet.setAttribute("aria-label", t("rendered"));
    this.#drawControls();
    this.#drawSheet();
  }

  #drawControls() {
    const { bench } = this;
    const { is_measured: isMeasured } = bench.task;
    const groups = [["", t("render_sample")], ...bench.caseList.cases.map((one) => [one.id, `${one.id}  ${one.title}`])];
    fill(
      this.controls,
      isMeasured
        ? selectField(t("render_case"), groups, bench.place.case, (id) => this.#choose(id), { data: { focus: "render-case" } })
        : h("p", { class: "panel-words" }, t("render_sample")),
      bench.place.case && isMeasured
        ? button(t("read_case"), () => readCase(bench, bench.place.case), {
            kind: "small",
            drawing: "eye",
            data: { focus: "read-case" },
          })
        : null,
      this.#switch(),
    );
  }

  #switch() {
    const group = h(
      "div",
      { class: "segments", role: "radiogroup", "aria-label": t("render_parts") },
      PARTS.map((name) =>
        h(
          "button",
          {
            type: "button",
            class: "segment",
            role: "radio",
            "aria-checked": String(this.part === name),
            tabindex: this.part === name ? 0 : -1,
            data: { part: name, focus: `part/${name}` },
            on: { click: () => this.#show(name) },
          },
          t(`render_${name}`),
        ),
      ),
    );
    roving(group, ".segment", { vertical: false, follow: (one) => this.#show(one.dataset.part) });
    return group;
  }

  #show(part) {
    this.part = part;
    this.#drawControls();
    this.#drawSheet();
  }

  #choose(id) {
    this.bench.go({ case: id });
    this.at = 0;
    this.#drawControls();
    this.renew();
  }

  /** Render anew. */
  async renew() {
    const { bench } = this;
    const { task, variant } = bench.place;
    this.asking?.abort();
    this.asking = new AbortController();
    const id = bench.task.is_measured && bench.caseList.cases.some((one) => one.id === bench.place.case) ? bench.place.case : "";
    this.sheet.setAttribute("aria-busy", "true");
    try {
      this.told = await bench.api.render({ task, variant, text: this.text(), case: id }, this.asking.signal);
    } catch (error) {
      if (error.name === "AbortError") return;
      this.told = { messages: [], problem: error.message, line: 0 };
    }
    this.sheet.removeAttribute("aria-busy");
    this.#drawSheet();
  }

  #drawSheet() {
    if (!this.told) return;
    const { messages, problem, line } = this.told;
    if (problem) {
      const words = line ? t("render_broken", { line, problem }) : t("failed", { why: problem });
      return void fill(this.sheet, h("p", { class: "panel-words" }, icon("warn", 16), words));
    }
    if (!messages.length) return void fill(this.sheet, h("p", { class: "panel-words" }, t("render_nothing")));
    this.at = Math.min(this.at, messages.length - 1);
    const message = messages[this.at];
    const tokens = message[`${this.part}_tokens`].toLocaleString();
    return void fill(
      this.sheet,
      h(
        "p",
        { class: "rendered-facts" },
        t("render_tokens", { count: tokens }),
        messages.length > 1
          ? h(
              "button",
              {
                type: "button",
                class: "button button-small",
                data: { focus: "next-message" },
                on: {
                  click: () => {
                    this.at = (this.at + 1) % messages.length;
                    this.#drawSheet();
                  },
                },
              },
              t("render_of", { at: this.at + 1, of: messages.length }),
            )
          : null,
        this.bench.draft() ? h("span", { class: "rendered-unsaved" }, t("render_unsaved")) : null,
      ),
      h("pre", { class: "rendered-text" }, message[this.part]),
    );
  }
}
