// The bar at the top: the clock that can be moved, language, theme.

import { fill, h, icon, iconButton, renew } from "./dom.js";
import { attempt, showMenu, toast } from "./floating.js";
import { t } from "./strings.js";
import { away, clockTime, longTime } from "./times.js";

const TEN_MINUTES = 600;

/** The way to the other page on this server, if there is one: it wants the same key, behind # as this one had it. */
export function besideLink({ api, world }, look) {
  if (!world.beside) return null;
  return h("a", { class: look, href: `${world.beside}#${encodeURIComponent(api.key)}` }, t("beside"));
}

export class Topbar {
  constructor(page) {
    this.page = page;
    this.clockBox = h("div", { class: "clock", role: "group" });
    this.words = h("span", { class: "brand-about" });
    this.state = h("span", { class: "connection", role: "status" });
    this.looks = h("div", { class: "looks" });
    this.element = h(
      "header",
      { class: "topbar" },
      h(
        "div",
        { class: "brand" },
        h("img", { src: "/static/motbot.svg", alt: "", width: 26, height: 26 }),
        h("h1", { class: "brand-words" }, "motbot ", this.words),
      ),
      this.state,
      this.clockBox,
      this.looks,
    );
    this.lost = h("div", { class: "lost", role: "alert", hidden: true });
    setInterval(() => this.#tick(), 1000);
  }

  draw() {
    this.#drawClock();
    renew(this.words, t("about"));
    renew(
      this.state,
      this.page.world.ready ? null : [h("span", { class: "spinner", "aria-hidden": "true" }), t("starting")],
    );
    const { looks } = this.page;
    const dark = document.documentElement.dataset.theme === "dark";
    renew(
      this.looks,
      besideLink(this.page, "beside"),
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
              "aria-pressed": String(looks.language === code),
              title: long,
              data: { focus: `lang/${code}` },
              on: { click: () => this.page.setLanguage(code) },
            },
            short,
          ),
        ),
      ),
      iconButton(
        dark ? "sun" : "moon",
        dark ? t("theme_light") : t("theme_dark"),
        () => this.page.setTheme(dark ? "light" : "dark"),
        { class: "on-dark", data: { focus: "theme" } },
      ),
    );
  }

  setLost(isLost) {
    this.lost.hidden = !isLost;
    fill(this.lost, isLost ? [h("span", { class: "spinner", "aria-hidden": "true" }), t("lost")] : null);
  }

  #drawClock() {
    const { world } = this.page;
    this.clockBox.setAttribute("aria-label", t("clock"));
    const next = world.nextTimer;
    const label = next
      ? t("next_timer_at", { when: away(world.now(), next), time: longTime(next, this.page.zone()) })
      : t("next_timer_why");
    renew(
      this.clockBox,
      icon("clock", 16),
      h("span", { class: "clock-words" }, this.#time()),
      world.canMove
        ? [
            h(
              "button",
              {
                type: "button",
                class: "clock-button",
                data: { focus: "plus" },
                on: { click: () => this.#move({ by: TEN_MINUTES }) },
              },
              t("plus_ten"),
            ),
            h(
              "button",
              {
                type: "button",
                class: "clock-button",
                disabled: !next,
                title: label,
                data: { focus: "next" },
                on: { click: () => this.#move({ to: "next" }) },
              },
              t(next ? "next_timer" : "next_timer_none"),
              next ? h("span", { class: "clock-when" }, ` ${away(world.now(), next)}`) : null,
            ),
            iconButton("clock", t("clock"), (event) => this.#menu(event.currentTarget, label), {
              class: "on-dark clock-menu",
            }),
          ]
        : null,
    );
  }

  /** On a phone the clock is a menu. */
  #menu(anchor, label) {
    const { world } = this.page;
    showMenu(
      anchor,
      [
        { heading: t("clock_now", { time: longTime(world.now(), this.page.zone()) }) },
        { label: t("plus_ten"), icon: "clock", choose: () => this.#move({ by: TEN_MINUTES }) },
        { label, icon: "next", disabled: !world.nextTimer, choose: () => this.#move({ to: "next" }) },
      ],
      { label: t("clock") },
    );
  }

  async #move(wish) {
    const answer = await attempt(this.page.api.clock(wish));
    if (!answer) return;
    this.page.world.moved(answer);
    toast(t("clock_moved", { time: longTime(this.page.world.now(), this.page.zone()) }));
  }

  #tick() {
    if (this.page.world.clockAt) this.#drawClock();
  }

  #time() {
    const now = this.page.world.now();
    return innerWidth < 1180 ? clockTime(now, this.page.zone()) : longTime(now, this.page.zone());
  }
}
