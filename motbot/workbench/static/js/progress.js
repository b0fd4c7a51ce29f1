// Shows how far a run is, with a button that stops it.

import { button, h } from "./dom.js";
import { t } from "./strings.js";

export class Progress {
  constructor(watch) {
    this.watch = watch;
    this.bar = h("progress", { class: "bar", id: "progress", max: 1, value: 0 });
    this.words = h("span", { class: "progress-words" });
    this.label = h("label", { class: "only-heard", for: "progress" });
    this.about = h("p", { class: "panel-words" });
    this.stop = button("", () => watch.cancel(), { kind: "small", drawing: "stop", data: { focus: "stop" } });
    this.element = h(
      "div",
      { class: "progress" },
      this.label,
      h("div", { class: "progress-row" }, this.bar, this.words, this.stop),
      this.about,
    );
  }

  show(run) {
    this.bar.max = Math.max(1, run.total);
    this.bar.value = run.done;
    const words = t("progress", { done: run.done, total: run.total });
    this.words.textContent = words;
    this.label.textContent = words;
    this.about.textContent = t("run_going_on");
    this.stop.lastChild.textContent = t("cancel_run");
    return this.element;
  }
}
