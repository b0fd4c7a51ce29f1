// The page as a whole: bars, list of tasks, notices, the three views; and what keeps it up to date.

import { chips } from "./chips.js";
import { button, fill, h, iconButton, roving } from "./dom.js";
import { floatingPlaces, toast } from "./floating.js";
import { keepLooks, themeOf } from "./looks.js";
import { Notices } from "./notices.js";
import { PublishView } from "./publish_view.js";
import { RunView } from "./run_view.js";
import { RunWatch } from "./run_watch.js";
import { Sidebar } from "./sidebar.js";
import { speak, t } from "./strings.js";
import { TextView } from "./text_view.js";
import { Topbar } from "./topbar.js";

const VIEWS = ["text", "run", "publish"];
const LOOKS_EVERY = 8000;

export class Page {
  constructor(bench, looks) {
    this.bench = bench;
    this.looks = looks;
    this.isLost = false;
    this.isLocked = false;
    this.topbar = new Topbar(this);
    this.sidebar = new Sidebar(this);
    this.notices = new Notices(this);
    this.watch = new RunWatch(this);
    this.views = { text: new TextView(this), run: new RunView(this), publish: new PublishView(this) };
    this.head = h("header", { class: "sheet-head" });
    this.tabs = h("div", { class: "tabs", role: "tablist" });
    roving(this.tabs, ".tab", { vertical: false, follow: (tab) => this.go({ view: tab.dataset.view }) });
  }

  open(root) {
    const panels = VIEWS.map((name) =>
      h(
        "section",
        { class: "view", id: `view-${name}`, role: "tabpanel", "aria-labelledby": `tab-${name}`, tabindex: -1 },
        this.views[name].element,
      ),
    );
    this.skip = h("a", { class: "skip-link", href: "#sheet" }, t("skip"));
    const sheet = h("main", { class: "sheet", id: "sheet", tabindex: -1 }, this.head, this.tabs, panels);
    fill(
      root,
      this.skip,
      this.topbar.element,
      this.notices.connection,
      h("div", { class: "frame" }, this.sidebar.element, this.sidebar.shade, h("div", { class: "desk" }, this.notices.element, sheet)),
      floatingPlaces(),
    );
    this.#listen();
    this.draw();
    this.watch.follow();
  }

  #listen() {
    setInterval(() => document.hidden || this.refresh(), LOOKS_EVERY);
    document.addEventListener("visibilitychange", () => document.hidden || this.refresh());
    addEventListener("beforeunload", (event) => {
      if (Object.keys(this.bench.drafts).length) event.preventDefault();
    });
    addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector("dialog[open]")) return;
      if (event.key === "s") {
        event.preventDefault();
        void this.views.text.save();
      } else if (event.key === "Enter" && this.bench.place.view === "run") {
        event.preventDefault();
        void this.views.run.start();
      }
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#wear());
    this.skip.addEventListener("click", (event) => {
      event.preventDefault();
      document.getElementById("sheet").focus();
    });
  }

  /** Go to another task, variant or view. */
  go(where) {
    this.bench.go(where);
    if (where.task || where.variant) this.sidebar.toggle(false);
    this.draw();
  }

  /** Look whether anything has changed meanwhile; what fails is told by the connection's notice. */
  async refresh({ anew = false } = {}) {
    if (this.isLocked) return;
    const before = this.#seen();
    try {
      await this.bench.refresh();
    } catch {
      if (!anew) return;
    }
    // An open list of choices or a selection would not outlive being drawn anew.
    if (anew || this.#seen() !== before) this.draw();
    this.watch.follow();
  }

  #seen() {
    return JSON.stringify([this.bench.overview, this.bench.runs, this.bench.place, Object.keys(this.bench.drafts)]);
  }

  /** Hear of every answer's error, or of none. */
  heard(error) {
    const wasLost = this.isLost;
    this.isLost = Boolean(error?.status === 0);
    this.isLocked = this.isLocked || Boolean(error?.isLockedOut);
    this.notices.drawConnection();
    if (wasLost && !this.isLost && !this.isLocked) {
      toast(t("back_again"));
      setTimeout(() => this.draw());
    }
  }

  draw() {
    this.skip.textContent = t("skip");
    document.title = t("title");
    this.topbar.draw();
    this.sidebar.draw();
    this.notices.draw();
    this.#drawHead();
    this.#drawTabs();
    this.views[this.bench.place.view].draw();
  }

  #drawHead() {
    const { task, variant, place, overview } = this.bench;
    const actions = variant
      ? [
          this.bench.draft()
            ? button(t("revert"), () => this.views.text.revert(), { data: { focus: "revert" } })
            : null,
          button(t("copy"), () => this.views.text.copy(), { drawing: "copy", data: { focus: "copy" } }),
          button(t("save"), () => this.views.text.save(), {
            kind: "good",
            disabled: !this.bench.draft(),
            title: t("saving_shortcut"),
            data: { focus: "save" },
          }),
        ]
      : [];
    fill(
      this.head,
      iconButton("menu", t("menu"), () => this.sidebar.toggle(true), { class: "only-narrow", data: { focus: "menu" } }),
      h(
        "div",
        { class: "sheet-titles" },
        h("h2", { class: "sheet-title" }, variant?.name ?? place.variant),
        h(
          "p",
          { class: "sheet-about" },
          [t("variant_of", { task: task.name }), variant?.version && t("version", { version: variant.version }), variant?.title]
            .filter(Boolean)
            .join(" · "),
        ),
      ),
      variant ? h("div", { class: "chips" }, chips(variant, task, Boolean(this.bench.draft()))) : null,
      h("div", { class: "sheet-actions" }, overview ? actions : null),
    );
  }

  #drawTabs() {
    this.tabs.setAttribute("aria-label", t("views"));
    const { view } = this.bench.place;
    fill(
      this.tabs,
      VIEWS.map((name) =>
        h(
          "button",
          {
            type: "button",
            class: "tab",
            role: "tab",
            id: `tab-${name}`,
            "aria-selected": String(name === view),
            "aria-controls": `view-${name}`,
            tabindex: name === view ? 0 : -1,
            data: { view: name, focus: `tab/${name}` },
            on: { click: () => this.go({ view: name }) },
          },
          t(`view_${name}`),
          name === "run" && this.bench.overview.running ? h("span", { class: "spinner", "aria-hidden": "true" }) : null,
        ),
      ),
    );
    for (const name of VIEWS) document.getElementById(`view-${name}`).hidden = name !== view;
  }

  setLanguage(code) {
    this.looks.language = code;
    keepLooks(this.looks);
    speak(code);
    for (const view of Object.values(this.views)) view.respeak?.();
    this.draw();
  }

  setTheme(theme) {
    this.looks.theme = theme;
    keepLooks(this.looks);
    this.#wear();
  }

  #wear() {
    document.documentElement.dataset.theme = themeOf(this.looks);
    this.topbar.draw();
  }
}
