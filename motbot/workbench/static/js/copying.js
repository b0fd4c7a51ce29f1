// Asks for the name of a new variant.

import { fill, h } from "./dom.js";
import { openWindow } from "./floating.js";
import { t } from "./strings.js";

const NAME = /^[a-z0-9][a-z0-9_-]{0,59}$/;

/** `copy` is given the wish and a way to close the window. */
export function askForCopy(bench, copy) {
  const { task, variant } = bench.place;
  const hint = h("p", { class: "field-hint", id: "name-hint" }, t("new_name_hint"));
  const field = h("input", {
    class: "input",
    type: "text",
    id: "new-name",
    autofocus: true,
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 60,
    "aria-describedby": "name-hint",
  });
  openWindow({
    title: t("copy_title", { name: `${task}/${variant}` }),
    yes: t("copy_do"),
    body: [
      bench.draft() ? h("p", {}, t("copy_unsaved")) : null,
      h("label", { class: "field", for: "new-name" }, h("span", { class: "field-label" }, t("new_name")), field),
      hint,
    ],
    submit: (close) => {
      const name = field.value.trim();
      if (!NAME.test(name)) {
        fill(hint, t("new_name_wrong"));
        hint.classList.add("field-wrong");
        field.setAttribute("aria-invalid", "true");
        field.focus();
        return;
      }
      void copy({ task, variant, name }, close);
    },
  });
}
