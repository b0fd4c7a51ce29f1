// The small labels of a variant.

import { h, icon } from "./dom.js";
import { t } from "./strings.js";

/** What a variant is just now, in small labels. */
export function chips(variant, task, isUnsaved) {
  return [
    variant.is_live && h("span", { class: "chip chip-live" }, t("state_live")),
    variant.is_on_trial && h("span", { class: "chip chip-trial" }, t("state_trial", { share: task.share })),
    isUnsaved && h("span", { class: "chip chip-unsaved" }, t("state_unsaved")),
    variant.problem && h("span", { class: "chip chip-broken" }, icon("warn", 13), t("state_broken")),
  ];
}
