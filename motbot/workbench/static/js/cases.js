// Chooses cases: by file, kind, language, split, tag and words; what is chosen stays chosen whatever is shown.

import { button, fill, h, selectField } from "./dom.js";
import { readCase } from "./case_window.js";
import { labelled, named, t } from "./strings.js";

const SHOWN_AT_MOST = 400;

export class Cases {
  /** `changed` is called when other cases are chosen. */
  constructor(bench, { changed }) {
    this.bench = bench;
    this.changed = changed;
    this.filters = { words: "", file: "", kind: "", language: "", split: "", tag: "" };
    this.count = h("p", { class: "cases-count", role: "status" });
    this.list = h("ul", { class: "cases-list" });
    this.box = h("div", { class: "cases-filters" });
    this.search = h("input", {
      class: "input",
      type: "search",
      id: "case-search",
      on: { input: () => this.#filter({ words: this.search.value }) },
    });
    this.searchLabel = h("span", { class: "field-label" });
    this.buttons = h("div", { class: "cases-buttons" });
    this.heading = h("h3", { class: "panel-title" });
    this.element = h(
      "section",
      { class: "cases" },
      this.heading,
      h("label", { class: "field", for: "case-search" }, this.searchLabel, this.search),
      this.box,
      this.buttons,
      this.list,
    );
  }

  draw() {
    fill(this.heading, t("cases"));
    fill(this.searchLabel, t("search"));
    this.#drawFilters();
    this.#drawList();
  }

  #filter(change) {
    Object.assign(this.filters, change);
    this.#drawList();
  }

  #drawFilters() {
    const { cases } = this.bench.caseList;
    const values = (of) => [...new Set(cases.flatMap(of))].sort();
    const fields = [
      ["file", values((one) => one.file), (one) => one],
      ["kind", ["moment", "none"], (one) => t(`kind_${one}`)],
      ["language", values((one) => one.language), (one) => named("lang", one)],
      ["split", values((one) => one.split), (one) => named("split", one)],
      ["tag", values((one) => one.tags), (one) => one],
    ];
    fill(
      this.box,
      fields
        .filter(([, found]) => found.length > 1)
        .map(([name, found, words]) =>
          selectField(
            t(`filter_${name}`),
            [["", t("any")], ...found.map((one) => [one, words(one)])],
            this.filters[name],
            (value) => this.#filter({ [name]: value }),
            { data: { focus: `filter/${name}` } },
          ),
        ),
    );
  }

  get #shown() {
    const { words, file, kind, language, split, tag } = this.filters;
    const wanted = words.trim().toLowerCase();
    return this.bench.caseList.cases.filter(
      (one) =>
        (!wanted || `${one.id} ${one.title}`.toLowerCase().includes(wanted)) &&
        (!file || one.file === file) &&
        (!kind || one.is_moment === (kind === "moment")) &&
        (!language || one.language === language) &&
        (!split || one.split === split) &&
        (!tag || one.tags.includes(tag)),
    );
  }

  #drawList() {
    const { caseList, chosenCases } = this.bench;
    const chosen = new Set(chosenCases);
    const shown = this.#shown;
    fill(
      this.buttons,
      this.count,
      button(t("choose_shown", { count: shown.length }), () => this.#choose([...chosen, ...shown.map((one) => one.id)]), {
        kind: "small",
        disabled: !shown.some((one) => !chosen.has(one.id)),
        data: { focus: "choose-shown" },
      }),
      button(t("choose_none"), () => this.#choose([]), {
        kind: "small",
        disabled: !chosen.size,
        data: { focus: "choose-none" },
      }),
    );
    fill(this.count, t("chosen_count", { count: chosen.size, all: caseList.cases.length }));
    const top = this.list.scrollTop;
    fill(this.list, shown.length ? shown.slice(0, SHOWN_AT_MOST).map((one) => this.#row(one, chosen)) : this.#nothing());
    this.list.scrollTop = top;
  }

  #nothing() {
    const { cases, problem } = this.bench.caseList;
    const words = problem ? t("cases_broken", { why: problem }) : cases.length ? t("cases_empty") : t("cases_none");
    return h("li", { class: "panel-words" }, words);
  }

  #row(one, chosen) {
    return h(
      "li",
      { class: "case" },
      h(
        "label",
        { class: "case-label" },
        h("input", {
          type: "checkbox",
          checked: chosen.has(one.id),
          data: { focus: `case/${one.id}` },
          on: {
            change: (event) =>
              this.#choose(
                event.currentTarget.checked ? [...chosen, one.id] : [...chosen].filter((other) => other !== one.id),
              ),
          },
        }),
        h(
          "span",
          { class: "case-words" },
          h("span", { class: "case-id" }, one.id),
          h("span", { class: "case-title" }, one.title),
        ),
        one.split === "holdout" ? h("span", { class: "chip", title: t("holdout_note") }, t("split_holdout")) : null,
      ),
      h(
        "button",
        {
          type: "button",
          class: "case-read",
          "aria-label": labelled(t("read_case"), one.id),
          on: { click: () => readCase(this.bench, one.id) },
        },
        t("read_case"),
      ),
    );
  }

  #choose(ids) {
    this.bench.go({ cases: [...new Set(ids)] });
    this.#drawList();
    this.changed();
  }
}
