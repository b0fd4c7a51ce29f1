// What is to be known before anything is tried: no model, whose prompts these are, a lost connection.

import { fill, h, icon, typed } from "./dom.js";
import { t } from "./strings.js";

export class Notices {
  constructor(page) {
    this.page = page;
    this.element = h("div", { class: "notices" });
    this.connection = h("div", { class: "lost", role: "alert", hidden: true });
  }

  drawConnection() {
    const { isLost, isLocked } = this.page;
    this.connection.hidden = !(isLost || isLocked);
    const words = isLocked ? t("locked") : isLost ? t("lost") : "";
    if (this.connection.textContent !== words) fill(this.connection, words);
  }

  draw() {
    this.drawConnection();
    const { model, folder, is_own_folder: isOwn, is_scratch: isScratch } = this.page.bench.overview;
    fill(
      this.element,
      model.is_there ? null : withoutModel(model),
      isScratch ? note(t("scratch")) : null,
      isOwn ? null : note(typed(t("shipped_folder", { folder }))),
    );
  }
}

const note = (words) => h("p", { class: "notice" }, icon("info", 16), h("span", {}, words));

function withoutModel(model) {
  return h(
    "details",
    { class: "notice notice-more", data: { notice: "model" } },
    h("summary", { data: { focus: "no-model" } }, icon("info", 16), t("no_model_title")),
    model.why_not ? h("p", {}, t("no_model_why", { why: model.why_not })) : null,
    h("p", {}, t("no_model_works")),
    h("p", {}, t("no_model_needs")),
    h("p", {}, typed(t("no_model_how"))),
  );
}
