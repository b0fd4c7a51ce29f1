// Promotes a variant: measured beside the live one first, refused on a fall, forced only with a reason.

import { button, fill, h, icon } from "./dom.js";
import { attempt } from "./floating.js";
import { percent, table } from "./figures.js";
import { Outcome } from "./outcome.js";
import { Progress } from "./progress.js";
import { listed, named, t } from "./strings.js";
import { when } from "./times.js";

const USUAL_SHARE = 20;

export class Promotion {
  constructor(page) {
    this.page = page;
    this.bench = page.bench;
    this.form = h("section", { class: "panel", id: "promotion" });
    this.result = h("section", { class: "panel panel-wide", id: "promotion-result", hidden: true, tabindex: -1 });
    this.element = [this.form, this.result];
    this.bar = new Progress(page.watch);
    this.outcome = new Outcome();
    this.isTrial = false;
    this.share = USUAL_SHARE;
    this.onChosen = false;
    this.shown = null;
  }

  draw() {
    this.#drawForm();
    void this.#drawResult();
  }

  respeak() {
    this.shown = null;
  }

  progress(run) {
    if (this.result.contains(this.bar.element)) this.bar.show(run);
  }

  #drawForm() {
    const { bench } = this;
    const { task, variant } = bench;
    this.form.hidden = !task.is_published || !variant;
    if (this.form.hidden) return;
    const isMeasured = bench.hasModel && task.is_measured;
    const problem = this.#problem();
    fill(
      this.form,
      h("h3", { class: "panel-title" }, t("promote", { name: `${task.name}/${variant.name}` })),
      h(
        "p",
        { class: "panel-words" },
        isMeasured
          ? t("promote_about")
          : t("promote_unmeasured", { why: t(bench.hasModel ? "why_unlabelled" : "why_no_model") }),
      ),
      this.#forWhom(),
      isMeasured ? this.#measuredOn() : null,
      button(isMeasured ? t("promote_do") : t("promote_do_unmeasured"), () => this.start(), {
        kind: "good",
        drawing: "up",
        disabled: Boolean(problem),
        id: "promote",
        data: { focus: "promote" },
      }),
      problem ? h("p", { class: "run-problem", role: "status" }, icon("info", 15), h("span", {}, problem)) : null,
    );
  }

  #problem() {
    const { bench } = this;
    const { variant } = bench;
    if (variant.problem) return t("promote_errors");
    if (bench.draft()) return t("promote_unsaved");
    if (variant.says_what_is_live) return t("promote_live");
    if (bench.sound.get(bench.key) === false) return t("promote_errors");
    return bench.overview.running ? t("run_busy") : "";
  }

  #choice(name, value, words, isChosen, choose) {
    return h(
      "label",
      { class: "tick" },
      h("input", {
        type: "radio",
        name,
        value,
        checked: isChosen,
        data: { focus: `${name}/${value}` },
        on: {
          change: () => {
            choose();
            this.#drawForm();
          },
        },
      }),
      words,
    );
  }

  #forWhom() {
    const choose = (isTrial) => () => {
      this.isTrial = isTrial;
    };
    return h(
      "fieldset",
      { class: "choices" },
      h("legend", {}, t("promote_for")),
      this.#choice("for", "all", t("promote_all"), !this.isTrial, choose(false)),
      this.#choice("for", "trial", t("promote_some"), this.isTrial, choose(true)),
      this.isTrial
        ? h(
            "label",
            { class: "field field-short", for: "share" },
            h("span", { class: "field-label" }, t("promote_share")),
            h("input", {
              class: "input",
              type: "number",
              id: "share",
              min: 1,
              max: "99",
              value: String(this.share),
              data: { focus: "share" },
              on: {
                input: (event) => {
                  this.share = Number(event.currentTarget.value);
                },
              },
            }),
          )
        : null,
    );
  }

  #measuredOn() {
    const { caseList, chosenCases } = this.bench;
    const onChosen = this.onChosen && chosenCases.length > 0;
    const choose = (value) => () => {
      this.onChosen = value;
    };
    return h(
      "fieldset",
      { class: "choices" },
      h("legend", {}, t("promote_on")),
      this.#choice("on", "all", t("promote_on_all", { count: caseList.cases.length }), !onChosen, choose(false)),
      chosenCases.length
        ? this.#choice("on", "chosen", t("promote_on_chosen", { count: chosenCases.length }), onChosen, choose(true))
        : null,
    );
  }

  /** Measure and publish; a reason forces it. */
  async start(reason = "") {
    const { bench } = this;
    const { task, variant } = bench;
    const share = this.isTrial ? Math.min(99, Math.max(1, Math.round(this.share) || USUAL_SHARE)) : 100;
    const cases = this.onChosen ? bench.chosenCases : [];
    const wish = { task: task.name, variant: variant.name, digest: variant.digest, share, reason, cases };
    const run = await attempt(bench.api.promote(wish));
    if (!run) return void this.page.refresh();
    this.shown = null;
    this.page.watch.began(run);
    this.result.hidden = false;
    this.result.focus({ preventScroll: true });
    this.result.scrollIntoView({ block: "nearest" });
    return undefined;
  }

  async #drawResult() {
    const { bench, page } = this;
    const fits = (one) => one.task === bench.task.name && one.kind === "promote";
    const running = page.watch.current ?? bench.runs.find((one) => one.state === "running");
    if (running && fits(running)) {
      this.shown = null;
      this.result.hidden = false;
      return void fill(this.result, h("h3", { class: "panel-title" }, t("promote", { name: running.sides[1] })), this.bar.show(running));
    }
    const newest = page.watch.newest(fits);
    this.result.hidden = !newest;
    if (!newest) return undefined;
    const run = await page.watch.whole(newest.number).catch(() => null);
    if (!run || this.shown === run.number || !fits(run)) return undefined;
    this.shown = run.number;
    return void fill(this.result, this.#told(run));
  }

  #told(run) {
    const title = h("h3", { class: "panel-title" }, `${t("promote", { name: run.sides[1] })} · ${when(run.began)}`);
    if (run.state === "failed") return [title, h("p", { class: "verdict verdict-worse" }, t("run_failed", { why: run.problem }))];
    if (run.state === "cancelled") return [title, h("p", { class: "verdict" }, t("run_cancelled", run))];
    const { outcome } = run;
    return [
      title,
      outcome.published ? published(outcome) : refused(outcome),
      outcome.note ? h("p", { class: "panel-words" }, t("promote_unmeasured", { why: outcome.note })) : null,
      outcome.guards.length ? guardsTable(outcome.guards) : null,
      outcome.can_be_forced && !outcome.published ? this.#force(run) : null,
      outcome.sides ? this.outcome.element(outcome) : null,
    ];
  }

  #force(run) {
    const isStill = this.bench.variant?.name === run.sides[1];
    const reason = h("textarea", { class: "input", id: "force-reason", rows: 2, maxlength: 500 });
    const hint = h("p", { class: "field-hint", id: "force-hint" }, t("force_about"));
    const force = () => {
      if (reason.value.trim()) return void this.start(reason.value.trim());
      fill(hint, t("reason_needed"));
      hint.classList.add("field-wrong");
      return reason.focus();
    };
    return h(
      "details",
      { class: "more more-bad" },
      h("summary", {}, t("force")),
      h("label", { class: "field", for: "force-reason" }, h("span", { class: "field-label" }, t("force_reason")), reason),
      hint,
      button(t("force_do"), force, { kind: "bad", id: "force", disabled: !isStill }),
    );
  }
}

function published(outcome) {
  const { change, forced } = outcome;
  const words = change.trial ? t("published_trial", change) : t("published", change);
  return h(
    "p",
    { class: "verdict verdict-better", id: "promoted" },
    icon("check", 18),
    h("span", {}, words, forced ? ` ${t("published_forced")}` : ""),
  );
}

function refused(outcome) {
  const fell = outcome.guards.filter((one) => one.fell);
  const harms = listed(fell.map((one) => `${named("harm", one.harm)} ${percent(one.before)} → ${percent(one.after)}`));
  return h(
    "div",
    { class: "verdict verdict-worse", id: "promoted" },
    icon("warn", 18),
    h("strong", {}, t("refused")),
    h("span", {}, fell.length ? t("refused_fell", { harms }) : outcome.refused),
  );
}

function guardsTable(guards) {
  const rows = guards.map((one) => ({
    cells: [
      named("harm", one.harm),
      percent(one.before),
      percent(one.after),
      t("guard_points", { points: +(100 * one.allowed).toFixed(2) }),
      h("span", { class: `word word-${one.fell ? "worse" : "better"}` }, t(one.fell ? "guard_fell" : "guard_holds")),
    ],
    kind: one.fell ? "row-bad" : "",
  }));
  const heads = [t("harm"), t("guard_live"), t("guard_new"), t("guard_allowed"), ""];
  return [h("h4", { class: "panel-subtitle" }, t("guarded")), table(t("guarded"), heads, rows)];
}
