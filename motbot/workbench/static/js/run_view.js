// The view in which cases are chosen, one prompt or two are run on them, and what came of it is read.

import { button, fill, h, icon, selectField } from "./dom.js";
import { Cases } from "./cases.js";
import { attempt } from "./floating.js";
import { Outcome } from "./outcome.js";
import { Progress } from "./progress.js";
import { t } from "./strings.js";

const NOTHING = "";

export class RunView {
  constructor(page) {
    this.page = page;
    this.bench = page.bench;
    this.cases = new Cases(page.bench, { changed: () => this.#drawControls() });
    this.controls = h("div", { class: "run-controls" });
    this.results = h("div", { class: "run-results", tabindex: -1 });
    this.bar = new Progress(page.watch);
    this.outcome = new Outcome();
    this.shown = null;
    this.fresh = false;
    this.element = h(
      "div",
      { class: "run-view" },
      h("div", { class: "run-left" }, this.controls, this.cases.element),
      this.results,
    );
  }

  draw() {
    this.#drawControls();
    this.cases.draw();
    void this.#drawResults();
  }

  respeak() {
    this.shown = null;
  }

  /** What may stand on a side: files, and what is published. */
  get #options() {
    const { task } = this.bench;
    const published = [
      ["live", task.live],
      ["trial", task.trial],
      ["earlier", task.before],
    ].filter(([, one]) => one);
    return [
      ...task.variants.map((one) => [`file/${one.name}`, t("side_file", { name: one.name })]),
      ...published.map(([kind, one]) => [
        `published/${one.number}`,
        t(`side_${kind}`, { name: `${one.variant} #${one.number}` }),
      ]),
    ];
  }

  /** What is chosen on both sides; the variant that is open is looked at beside what is live. */
  get #sides() {
    const { task, place } = this.bench;
    const known = new Set(this.#options.map(([code]) => code));
    const kept = place.sides[task.name] ?? {};
    const here = `file/${place.variant}`;
    const usual = task.live ? `published/${task.live.number}` : "file/default";
    const first = kept.for === place.variant && known.has(kept.first) ? kept.first : usual === here ? here : usual;
    const second =
      kept.for === place.variant && (kept.second === NOTHING || known.has(kept.second))
        ? kept.second
        : first === here
          ? NOTHING
          : here;
    return known.has(first) ? [first, second] : [here, NOTHING];
  }

  #setSide(change) {
    const { place } = this.bench;
    const [first, second] = this.#sides;
    const kept = { for: place.variant, first, second, ...change };
    this.bench.go({ sides: { ...place.sides, [place.task]: kept } });
    this.#drawControls();
  }

  #drawControls() {
    const { bench } = this;
    const [first, second] = this.#sides;
    const count = bench.chosenCases.length;
    const problem = this.#problem(first, second, count);
    fill(
      this.controls,
      h(
        "div",
        { class: "run-sides" },
        selectField(t("side_before"), this.#options, first, (value) => this.#setSide({ first: value }), {
          data: { focus: "side-first" },
          id: "side-first",
        }),
        selectField(
          t("side_after"),
          [[NOTHING, t("side_nothing")], ...this.#options],
          second,
          (value) => this.#setSide({ second: value }),
          { data: { focus: "side-second" }, id: "side-second" },
        ),
      ),
      h(
        "label",
        { class: "tick" },
        h("input", {
          type: "checkbox",
          checked: this.fresh,
          data: { focus: "fresh" },
          on: {
            change: (event) => {
              this.fresh = event.currentTarget.checked;
            },
          },
        }),
        t("fresh"),
      ),
      button(count ? t("run_count", { count }) : t("run"), () => this.start(), {
        kind: "good",
        drawing: "play",
        disabled: Boolean(problem),
        id: "run",
        data: { focus: "run" },
      }),
      problem ? h("p", { class: "run-problem", role: "status" }, icon("info", 15), h("span", {}, problem)) : null,
      this.#unsaved([first, second]),
    );
  }

  #problem(first, second, count) {
    const { bench } = this;
    if (!bench.task.is_measured) return t("run_unlabelled");
    if (!bench.hasModel) return t("run_needs_model");
    if (bench.overview.running) return t("run_busy");
    if (!count) return t("run_choose");
    return first === second ? t("run_same") : "";
  }

  #unsaved(sides) {
    const { bench } = this;
    return sides
      .filter((side) => side.startsWith("file/") && bench.draft(`${bench.task.name}/${side.slice(5)}`))
      .map((side) =>
        h("p", { class: "run-problem" }, icon("warn", 15), h("span", {}, t("run_unsaved", { name: side.slice(5) }))),
      );
  }

  /** Run what is chosen; it goes on in the server, whoever watches. */
  async start() {
    const { bench } = this;
    const [first, second] = this.#sides;
    const cases = bench.chosenCases;
    if (this.#problem(first, second, cases.length)) return;
    const sides = [first, second].filter(Boolean).map(sideOf);
    const run = await attempt(bench.api.start({ task: bench.task.name, sides, cases, fresh: this.fresh }));
    if (!run) return;
    this.shown = null;
    this.chosenRun = null;
    this.page.watch.began(run);
    this.results.focus({ preventScroll: true });
    if (innerWidth < 900) this.results.scrollIntoView({ block: "start" });
  }

  progress(run) {
    if (this.results.contains(this.bar.element)) this.bar.show(run);
  }

  async #drawResults() {
    const { bench, page } = this;
    const runs = bench.runs.filter((one) => one.task === bench.task.name);
    const running = page.watch.current ?? runs.find((one) => one.state === "running");
    const wanted = this.chosenRun ?? runs.find((one) => one.kind !== "promote")?.number ?? null;
    if (running?.task === bench.task.name && running.kind !== "promote" && !this.chosenRun) {
      this.shown = null;
      return void fill(this.results, this.#earlier(runs, running.number), this.bar.show(running));
    }
    if (wanted === null) {
      this.shown = null;
      return void fill(this.results, empty());
    }
    const run = await page.watch.whole(wanted).catch(() => null);
    if (!run || bench.place.view !== "run") return undefined;
    const list = runs.map((one) => one.number).join();
    if (this.shown === `${run.number} of ${list}`) return undefined;
    this.shown = `${run.number} of ${list}`;
    fill(this.results, this.#earlier(runs, run.number), this.#result(run));
    return undefined;
  }

  #result(run) {
    if (run.state === "failed") return h("p", { class: "verdict verdict-worse" }, t("run_failed", { why: run.problem }));
    if (run.state === "cancelled") return h("p", { class: "verdict" }, t("run_cancelled", run));
    if (!run.outcome?.sides) return h("p", { class: "verdict" }, t("run_failed", { why: run.outcome?.refused ?? "" }));
    return this.outcome.element(run.outcome);
  }

  #earlier(runs, number) {
    if (runs.length < 2) return null;
    const options = runs.map((one) => [String(one.number), t("run_named", { number: one.number, sides: runName(one) })]);
    return h(
      "div",
      { class: "run-earlier" },
      selectField(
        t("runs_earlier"),
        options,
        String(number),
        (value) => {
          this.chosenRun = Number(value);
          this.shown = null;
          void this.#drawResults();
        },
        { data: { focus: "earlier" } },
      ),
    );
  }
}

/** What a run is called. */
export function runName(run) {
  const [before, after] = run.sides;
  const sides = after ? t("run_versus", { before, after }) : before;
  return run.kind === "promote" ? t("run_kind_promote", { sides }) : sides;
}

function sideOf(code) {
  const [kind, name] = [code.slice(0, code.indexOf("/")), code.slice(code.indexOf("/") + 1)];
  return kind === "file" ? { variant: name } : { published: Number(name) };
}

const empty = () =>
  h(
    "div",
    { class: "empty" },
    icon("play", 30),
    h("h3", {}, t("nothing_run")),
    h("p", { class: "panel-words" }, t("nothing_run_about")),
  );
