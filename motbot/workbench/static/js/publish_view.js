// The view of what is in force: promote a variant, take the newest change back, read the log.

import { button, fill, h, icon, typed } from "./dom.js";
import { attempt, openWindow, toast } from "./floating.js";
import { Promotion } from "./promotion.js";
import { labelled, named, t } from "./strings.js";
import { table } from "./figures.js";
import { when } from "./times.js";

export class PublishView {
  constructor(page) {
    this.page = page;
    this.bench = page.bench;
    this.standing = h("section", { class: "panel", id: "standing" });
    this.promotion = new Promotion(page);
    this.log = h("section", { class: "panel panel-wide", id: "log" });
    this.changes = null;
    this.element = h("div", { class: "publish-view" }, this.standing, this.promotion.element, this.log);
  }

  draw() {
    this.#drawStanding();
    this.promotion.draw();
    void this.#drawLog();
  }

  respeak() {
    this.changes = null;
    this.promotion.respeak();
  }

  progress(run) {
    this.promotion.progress(run);
  }

  #drawStanding() {
    const { task } = this.bench;
    const canGoBack = Boolean(task.trial || task.before);
    fill(
      this.standing,
      h("h3", { class: "panel-title" }, labelled(t("in_force"), task.name)),
      task.is_published ? this.#published(task) : h("p", { class: "panel-words" }, t("not_published")),
      task.live
        ? h(
            "div",
            { class: "standing-back" },
            h("p", { class: "panel-words" }, this.#whatComes(task)),
            button(t("rollback"), () => this.#rollBack(), {
              drawing: "back",
              disabled: !canGoBack,
              id: "rollback",
              data: { focus: "rollback" },
            }),
          )
        : null,
    );
  }

  #published(task) {
    if (!task.live) {
      return [h("p", {}, t("nothing_live")), h("p", { class: "panel-words" }, typed(t("nothing_live_about")))];
    }
    const rows = [
      ["live", task.live, `${task.live.variant} #${task.live.number}`],
      task.trial && ["trial", task.trial, t("trial_share", { name: `${task.trial.variant} #${task.trial.number}`, share: task.share })],
    ].filter(Boolean);
    return h(
      "dl",
      { class: "standing-list" },
      rows.map(([kind, prompt, words]) => [
        h("dt", {}, h("span", { class: `chip chip-${kind}` }, t(`${kind}_now`))),
        h(
          "dd",
          {},
          h("strong", {}, words),
          h("p", { class: "panel-words" }, [prompt.title, t("by_when", { by: prompt.by, when: when(prompt.at) })].filter(Boolean).join(" · ")),
          prompt.problem ? h("p", { class: "run-problem" }, icon("warn", 15), h("span", {}, t("unusable", { why: prompt.problem }))) : null,
        ),
      ]),
    );
  }

  #whatComes(task) {
    const named_ = (one) => `${one.variant} #${one.number}`;
    if (task.trial) return t("rollback_ends", { name: named_(task.live) });
    return task.before ? t("rollback_brings", { name: named_(task.before) }) : t("rollback_nothing");
  }

  #rollBack() {
    const { task } = this.bench;
    const reason = h("input", { class: "input", type: "text", id: "rollback-reason", maxlength: 500, autofocus: true });
    openWindow({
      title: t("rollback_title", { task: task.name }),
      danger: true,
      yes: t("rollback_do"),
      body: [
        h("p", {}, this.#whatComes(task)),
        h("label", { class: "field", for: "rollback-reason" }, h("span", { class: "field-label" }, t("reason_optional")), reason),
      ],
      submit: async (close) => {
        const wish = { task: task.name, generation: task.generation, reason: reason.value };
        const done = await attempt(this.bench.api.rollback(wish));
        close();
        if (done) toast(t("rolled_back", { live: done.live }));
        await this.page.refresh();
      },
    });
  }

  async #drawLog() {
    const { task } = this.bench;
    if (!task.is_published) return void fill(this.log);
    const wanted = `${task.name}/${task.generation}`;
    if (this.changes !== wanted) {
      const told = await this.bench.api.log(task.name).catch(() => null);
      if (!told || this.bench.task.name !== task.name) return undefined;
      this.changes = wanted;
      this.told = told.changes;
      this.#fillLog();
    }
    return undefined;
  }

  #fillLog() {
    const heads = ["when", "what", "live", "trial", "by", "reason"].map((name) => t(`log_${name}`));
    const rows = this.told.map((one) => ({
      cells: [
        when(one.at),
        named("change", one.kind),
        one.live,
        one.trial ? t("trial_share", { name: one.trial, share: one.share }) : "",
        one.by,
        one.reason,
      ],
    }));
    fill(
      this.log,
      h("h3", { class: "panel-title" }, t("log")),
      rows.length ? table(t("log"), heads, rows, { numbers: false }) : h("p", { class: "panel-words" }, t("log_empty")),
    );
  }
}
