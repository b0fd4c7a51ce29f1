// The view of a variant's text: the editor with its live check, and what a model would be sent.

import { fill, h, icon } from "./dom.js";
import { Editor } from "./editor.js";
import { ask, attempt, say, toast } from "./floating.js";
import { askForCopy } from "./copying.js";
import { showConflict } from "./conflict.js";
import { Rendered } from "./rendered.js";
import { labelled, listed, t } from "./strings.js";

const RESTS = 450;

export class TextView {
  constructor(page) {
    this.page = page;
    this.bench = page.bench;
    this.editor = new Editor({ changed: (text) => this.#changed(text) });
    this.rendered = new Rendered(page, () => this.editor.text);
    this.summary = h("p", { class: "check-summary", id: "check-summary" });
    this.facts = h("p", { class: "check-facts" });
    this.remarks = h("ul", { class: "remarks" });
    this.banner = h("div", { class: "file-notice", hidden: true });
    this.element = h(
      "div",
      { class: "text-view" },
      h(
        "div",
        { class: "text-left" },
        this.banner,
        this.editor.element,
        h("div", { class: "check" }, h("div", { class: "check-head" }, this.summary, this.facts), this.remarks),
      ),
      this.rendered.element,
    );
    this.file = null;
    this.shownKey = null;
    this.waiting = null;
    this.asking = null;
    this.checkedText = null;
  }

  draw() {
    void this.#open();
    this.rendered.draw();
  }

  /** The words of the last check, in the language that is spoken now; the server's own have to be asked for again. */
  respeak() {
    if (!this.told) return;
    this.#tell(this.told);
    if (this.told.remarks.length) this.#look({ soon: true });
  }

  async #open() {
    const { bench } = this;
    const { key } = bench;
    let file;
    try {
      file = bench.variant ? await bench.text() : null;
    } catch {
      file = bench.texts.get(key) ?? null;
    }
    if (bench.key !== key) return;
    this.file = file;
    const draft = bench.draft();
    const text = draft?.text ?? file?.text ?? "";
    this.editor.show(text, { label: t("editor", { name: key }), readOnly: !file || file.is_shipped });
    this.#drawBanner(draft);
    if (this.shownKey !== key || this.checkedText !== text) this.#look({ soon: this.shownKey !== key });
    this.shownKey = key;
  }

  #drawBanner(draft) {
    const { variant } = this.bench;
    const isBehind = draft && this.file && draft.base && draft.base !== this.file.digest;
    const words = variant?.problem || (isBehind ? t("disk_changed") : this.file?.is_shipped ? t("shipped") : "");
    this.banner.hidden = !words;
    fill(
      this.banner,
      h("span", { class: "file-words" }, icon(isBehind || variant?.problem ? "warn" : "info", 16), words),
    );
  }

  /** Go back to the file, after a question. */
  revert() {
    const { key } = this.bench;
    ask(t("revert_question"), t("revert"), () => {
      this.bench.dropDraft(key);
      this.page.draw();
    });
  }

  #changed(text) {
    const had = Boolean(this.bench.draft());
    this.bench.keepDraft(this.bench.key, text, this.bench.texts.get(this.bench.key) ?? this.file);
    if (had !== Boolean(this.bench.draft())) this.page.draw();
    else this.#look({ soon: false });
  }

  /** Check and render when the person rests. */
  #look({ soon }) {
    clearTimeout(this.waiting);
    fill(this.summary, h("span", { class: "spinner", "aria-hidden": "true" }), t("checking"));
    this.waiting = setTimeout(() => this.#check(), soon ? 0 : RESTS);
  }

  async #check() {
    const { bench } = this;
    if (!this.file) return fill(this.summary, "");
    this.asking?.abort();
    this.asking = new AbortController();
    const text = this.editor.text;
    const wish = { task: bench.place.task, variant: bench.place.variant, text };
    this.checkedText = text;
    this.rendered.renew();
    try {
      this.#tell(await bench.api.check(wish, this.asking.signal));
    } catch (error) {
      if (error.name === "AbortError") return undefined;
      this.checkedText = null;
      this.summary.className = "check-summary check-bad";
      fill(this.summary, icon("warn", 16), t("failed", { why: error.message }));
    }
    return undefined;
  }

  #tell(told) {
    this.told = told;
    const errors = told.remarks.filter((one) => one.is_error);
    const warnings = told.remarks.length - errors.length;
    this.bench.sound.set(this.bench.key, errors.length === 0);
    const words = [
      errors.length ? t("check_errors", { count: errors.length }) : null,
      warnings ? t("check_warnings", { count: warnings }) : null,
    ].filter(Boolean);
    const sum = words.length ? listed(words) : t("check_sound");
    const first = errors[0];
    say(first ? listed([sum, labelled(t("line", { line: first.line }), first.text)], t("semicolon")) : sum);
    this.summary.className = `check-summary check-${errors.length ? "bad" : warnings ? "warm" : "good"}`;
    fill(this.summary, icon(errors.length ? "warn" : "check", 16), sum);
    fill(
      this.facts,
      told.revision
        ? [
            t("tokens_both", { system: told.system_tokens.toLocaleString(), user: told.user_tokens.toLocaleString() }),
            told.examples ? t("examples_count", { count: told.examples }) : null,
            t("revision", { revision: told.revision }),
          ]
            .filter(Boolean)
            .join(" · ")
        : null,
    );
    fill(
      this.remarks,
      told.remarks.map((one) => this.#remark(one)),
    );
    const marks = new Map();
    for (const one of [...told.remarks].reverse()) marks.set(one.line, one.is_error ? "error" : marks.get(one.line) ?? "warning");
    this.editor.mark(marks);
  }

  #remark(remark) {
    const kind = remark.is_error ? "error" : "warning";
    const where = remark.line ? t("line", { line: remark.line }) : t("other_file");
    return h(
      "li",
      { class: ["remark", `remark-${kind}`] },
      h("span", { class: "remark-kind" }, t(`remark_${kind}`)),
      remark.line
        ? h("button", { type: "button", class: "remark-line", on: { click: () => this.editor.goTo(remark.line) } }, where)
        : h("span", { class: "remark-line" }, where),
      h("span", { class: "remark-text" }, remark.text),
    );
  }

  /** Keep the text; a file that somebody else has changed meanwhile is shown beside it first. */
  async save({ base } = {}) {
    const { bench } = this;
    const draft = bench.draft();
    if (!draft) return;
    const { task, variant } = bench.place;
    const wish = { task, variant, text: draft.text, base: base ?? draft.base };
    try {
      bench.wrote(await bench.api.save(wish));
    } catch (error) {
      if (error.conflict) showConflict(this, `${task}/${variant}`, error.conflict);
      else toast(t("failed", { why: error.message }), { error: true });
      return;
    }
    toast(t("saved"));
    this.page.draw();
    await this.page.refresh();
  }

  /** The file is what the trainer wants after all. */
  takeTheirs() {
    this.bench.dropDraft(this.bench.key);
    void this.page.refresh();
  }

  copy() {
    askForCopy(this.bench, async (wish, close) => {
      const made = await attempt(this.bench.api.copy(wish));
      if (!made) return;
      close();
      await this.bench.refresh();
      this.page.go({ variant: made.variant, view: "text" });
      toast(t("copied", { name: made.variant }));
    });
  }
}
