// The switch for how fast scenes play.

import { h, roving } from "./dom.js";
import { t } from "./strings.js";

const PACES = ["slow", "normal", "fast"];

/** Slow, normal, fast; `name` tells two of them on one page apart. */
export function paceSwitch(scenes, name) {
  const group = h(
    "div",
    { class: "pace", role: "radiogroup", "aria-label": t("pace") },
    PACES.map((pace) => {
      const chosen = scenes.pace === pace;
      return h(
        "button",
        {
          type: "button",
          role: "radio",
          class: "pace-option",
          "aria-checked": String(chosen),
          tabindex: chosen ? 0 : -1,
          data: { focus: `${name}/${pace}`, pace },
          on: { click: () => void scenes.keepPace(pace) },
        },
        t(`pace_${pace}`),
      );
    }),
  );
  roving(group, ".pace-option", { vertical: false });
  return group;
}
