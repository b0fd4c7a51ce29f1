// The whole page: who sits where, what is shown, and what happens when the server tells something.

import { ChannelPane } from "./channel_pane.js";
import { fill, h, renew } from "./dom.js";
import { Explain } from "./explain.js";
import { floatingPlaces, say, toast } from "./floating.js";
import { jumpFor } from "./pane_host.js";
import { Modals } from "./modals.js";
import { unescaped } from "./mrkdwn.js";
import { People } from "./people.js";
import { PrivatePane, tablist } from "./private_pane.js";
import { keepLooks, readLooks, Seat, themeOf } from "./seat.js";
import { Scenes } from "./scenes.js";
import { Seating } from "./seating.js";
import { Sidebar } from "./sidebar.js";
import { LANGUAGES, language, speak, t } from "./strings.js";
import { StageBar } from "./stage_bar.js";
import { Topbar } from "./topbar.js";
import { Typing } from "./typing.js";

const NEWS_LAST = 5000;

export class Page {
  constructor(api, world) {
    this.api = api;
    this.world = world;
    this.seat = new Seat();
    this.looks = readLooks();
    this.looks.language ??= LANGUAGES.find((code) => navigator.language.toLowerCase().startsWith(code)) ?? "en";
    this.people = new People(world, this.seat);
    this.scenes = new Scenes(this);
    this.seating = new Seating(this);
    this.typing = new Typing(
      (id) => this.person(id).name,
      () => this.redraw(),
    );
    this.toast = toast;
  }

  /** Build everything once; people and messages are there by now. */
  open(root) {
    speak(this.looks.language);
    this.applyTheme();
    this.topbar = new Topbar(this);
    this.stageBar = new StageBar(this);
    this.sidebar = new Sidebar(this);
    this.channelPane = new ChannelPane(this);
    this.privatePane = new PrivatePane(this);
    this.explain = new Explain(this);
    this.modals = new Modals({ api: this.api, readerFor: (viewer) => this.readerFor(viewer), seat: this.seat });
    this.modals.closed = (viewer, view) => this.#viewGone(viewer, view);
    this.modals.submitted = (viewer, view, views) => this.#viewSubmitted(viewer, views);
    this.placeTabs = h("div", { class: "place-tabs" });
    fill(
      root,
      h("a", { class: "skip-link", href: "#channel-field" }, t("skip")),
      this.topbar.element,
      this.topbar.lost,
      this.stageBar.element,
      this.placeTabs,
      h(
        "div",
        { class: "frame" },
        this.sidebar.element,
        this.sidebar.shade,
        h("main", { class: "panes", id: "panes" }, this.channelPane.element, this.privatePane.element),
        floatingPlaces(), // below the bars, which say what is waited for
      ),
    );
    this.redraw();
    void this.scenes.load();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.applyTheme();
      this.topbar.draw();
    });
    document.addEventListener("menu-closed", () => this.#soon());
    addEventListener("pointerdown", ({ button, ctrlKey }) => this.#press(button === 0 && !ctrlKey));
    // A menu, a list or another window may swallow the end of a press.
    for (const end of ["pointerup", "pointercancel", "contextmenu", "blur"]) addEventListener(end, () => this.#press(false));
    addEventListener("pointermove", ({ buttons }) => buttons || this.#press(false));
    addEventListener("focus", () => this.people.looked());
    addEventListener("resize", () => this.#soon());
    document.addEventListener("visibilitychange", () => this.people.looked());
  }

  person = (id) => this.people.person(id);

  readerFor(viewer) {
    const { world } = this;
    const page = this;
    return {
      viewer,
      zone: world.person(viewer).tz,
      get now() {
        return world.now();
      },
      nameOf: (id) => page.person(id).name,
      channelName: (id) => [...world.eyes.values()].map((one) => one.channel(id)).find(Boolean)?.name ?? id,
      jumpTo: (url) => jumpFor(page, viewer, url),
    };
  }

  zone = () => this.world.person(this.seat.confidant).tz;

  pane = (name) => (name === "channel" ? this.channelPane : this.privatePane);

  introduced() {
    this.looks.introduced = true;
    keepLooks(this.looks);
    this.stageBar.draw();
  }

  // What the server tells.

  hear(told) {
    if (told.kind === "typing") this.typing.heard(told);
    if (told.kind === "message") this.#heardMessage(told);
    if (told.kind === "scene") void this.scenes.moved(told);
    if (told.kind === "ephemeral" && [this.seat.writer, this.seat.confidant].includes(told.as))
      say(t("only_you", { name: this.person(told.as).name }));
    this.#soon();
  }

  #heardMessage({ as, message, before }) {
    this.typing.wrote(message.user);
    const room = this.world.eyes.get(as)?.channel(message.channel);
    const isPrivate = room?.kind === "im";
    if (isPrivate && as !== this.seat.confidant) return this.#followWhisper(as, before);
    if (!isPrivate && as !== this.seat.writer) return;
    if (before) return void (message.by_app && say(t("announce_card")));
    const words = unescaped(message.text).slice(0, 200);
    say(
      isPrivate
        ? t("announce_private", { text: words })
        : t("announce", { name: this.person(message.user).name, text: words }),
    );
  }

  /** Whoever writes as a customer sees the agent to whom motbot whispers; an agent at the pen is left alone. */
  #followWhisper(as, before) {
    const { seat, world } = this;
    if (before || seat.side !== "agent" || this.person(as).role !== "agent") return;
    if (this.privatePane.element.contains(document.activeElement)) return;
    const isPlaying = this.scenes.isRunning();
    const follows = isPlaying ? as === world.scene.agent : !this.person(seat.writer).ours;
    if (follows && !this.#hasNews(seat.agent)) seat.agent = as;
  }

  /** Whether motbot has just written to somebody. */
  #hasNews(id) {
    const eyes = this.world.eyes.get(id);
    const newest = Number(eyes?.private ? eyes.newest(eyes.private.id) : 0);
    return this.world.now() - newest * 1000 < NEWS_LAST;
  }

  #viewGone(viewer, view) {
    const eyes = this.world.eyes.get(viewer);
    if (eyes) eyes.views = view ? eyes.views.filter((one) => one.id !== view.id) : [];
    this.redraw();
  }

  #viewSubmitted(viewer, views) {
    const eyes = this.world.eyes.get(viewer);
    if (eyes) eyes.views = views;
    this.redraw();
  }

  // Drawing.

  /** Draw now; `all` draws every message anew. */
  redraw({ all = false } = {}) {
    if (all) {
      for (const { list } of [this.channelPane, this.privatePane]) this.#forgetMarks(list);
    }
    this.draw();
  }

  /** Draw soon, once for everything that happens until then; nothing moves beneath a pressed pointer. */
  #soon() {
    this.drawing ??= setTimeout(() => {
      this.drawing = undefined;
      if (this.isPressed) this.isLate = true;
      else this.draw();
    }, 16);
  }

  #press(isPressed) {
    this.isPressed = isPressed;
    if (isPressed || !this.isLate) return;
    this.isLate = false;
    // The click that ends the press comes first.
    this.#soon();
  }

  #forgetMarks(list) {
    for (const row of list.rows.values()) row.mark = "";
  }

  draw() {
    this.seating.settle();
    this.seating.chooseChannel(this.seat.writer, null);
    this.people.looked();
    document.body.dataset.place = this.seat.place;
    this.topbar.draw();
    this.stageBar.draw();
    this.sidebar.draw();
    this.#drawPlaces();
    for (const pane of [this.channelPane, this.privatePane]) {
      pane.list.redrawing = this.drawnLanguage !== language();
      pane.draw();
      pane.list.redrawing = false;
    }
    this.drawnLanguage = language();
    this.scenes.point();
    this.modals.draw([this.world.eyes.get(this.seat.confidant), this.world.eyes.get(this.seat.writer)].filter(Boolean));
    this.seat.keep();
  }

  /** On a phone: channel, agent, lead, one at a time. */
  #drawPlaces() {
    const unread = {
      channel:
        this.seat.place !== "channel" &&
        this.people.isUnread(this.world.eyes.get(this.seat.writer), this.seat.channels[this.seat.writer]),
      agent:
        this.seat.place !== "agent" && this.people.confidants("agent").some((one) => this.people.hasUnread(one.id)),
      lead: this.seat.place !== "lead" && this.people.confidants("lead").some((one) => this.people.hasUnread(one.id)),
    };
    const tabs = ["channel", "agent", "lead"].map((place) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `place-${place}`,
          class: "place-tab",
          "aria-selected": String(this.seat.place === place),
          tabindex: this.seat.place === place ? 0 : -1,
          "aria-controls": "panes",
          on: { click: () => this.seating.showPlace(place) },
        },
        t(`tab_${place}`),
        unread[place] ? h("span", { class: "dot", role: "img", "aria-label": t("unread") }) : null,
      ),
    );
    renew(this.placeTabs, tablist(tabs, t("tabs"), "places"));
  }

  // Looks.

  applyTheme() {
    document.documentElement.dataset.theme = themeOf(this.looks);
  }

  setTheme(theme) {
    this.looks.theme = theme;
    keepLooks(this.looks);
    this.applyTheme();
    this.topbar.draw();
  }

  /** The page's language; where nothing was said yet, the people who speak it take the seats. */
  setLanguage(code) {
    this.looks.language = code;
    keepLooks(this.looks);
    speak(code);
    const { seat, world } = this;
    const isNew = (id, room) => !world.eyes.get(id)?.list(room).length;
    if (isNew(seat.writer, seat.channels[seat.writer])) seat.writer = this.people.voice("customer") ?? seat.writer;
    if (isNew(seat.agent, world.eyes.get(seat.agent)?.private?.id))
      seat.agent = this.people.voice("agent") ?? seat.agent;
    this.redraw();
  }
}
