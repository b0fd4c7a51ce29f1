// The bar at the top: whose page it is, who would answer, language, theme.

import { fill, h, icon, iconButton } from "./dom.js";
import { language, t } from "./strings.js";

/** The way to the playground that stands beside, if one does: it wants the same key, behind # as this page had it. */
export function playgroundLink({ bench }, look) {
  if (!bench.overview.is_scratch) return null;
  return h("a", { class: look, href: `/#${encodeURIComponent(bench.api.key)}` }, t("to_playground"));
}

export class Topbar {
  constructor(page) {
    this.page = page;
    this.words = h("span", { class: "brand-about" });
    this.model = h("span", { class: "model" });
    this.looks = h("div", { class: "looks" });
    this.element = h(
      "header",
      { class: "topbar" },
      h(
        "div",
        { class: "brand" },
        h("img", { src: "/bench/static/motbot.svg", alt: "", width: 26, height: 26 }),
        h("h1", { class: "brand-words" }, "motbot ", this.words),
      ),
      this.model,
      this.looks,
    );
  }

  draw() {
    const { page } = this;
    const { model } = page.bench.overview;
    const dark = document.documentElement.dataset.theme === "dark";
    fill(this.words, t("about"));
    fill(
      this.model,
      icon(model.is_there ? "check" : "info", 15),
      h("span", { class: "model-words" }, model.is_there ? t("model_is", model) : t("model_none")),
    );
    fill(
      this.looks,
      playgroundLink(page, "topbar-link"),
      h(
        "div",
        { class: "switch", role: "group", "aria-label": t("language") },
        [
          ["en", "EN", "English"],
          ["zh", "中文", "中文"],
        ].map(([code, short, long]) =>
          h(
            "button",
            {
              type: "button",
              class: "switch-option",
              lang: code === "zh" ? "zh-CN" : "en",
              "aria-pressed": String(language() === code),
              title: long,
              data: { focus: `lang/${code}` },
              on: { click: () => page.setLanguage(code) },
            },
            short,
          ),
        ),
      ),
      iconButton(dark ? "sun" : "moon", dark ? t("theme_light") : t("theme_dark"), () => page.setTheme(dark ? "light" : "dark"), {
        class: "on-dark",
        data: { focus: "theme" },
      }),
    );
  }
}
