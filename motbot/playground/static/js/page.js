// The whole page: who sits where, what is shown, and what happens when the server tells something.

import { ChannelPane } from "./channel_pane.js";
import { fill, h, renew } from "./dom.js";
import { Explain } from "./explain.js";
import { attempt, floatingPlaces, say, toast } from "./floating.js";
import { jumpFor } from "./pane_host.js";
import { Modals } from "./modals.js";
import { unescaped } from "./mrkdwn.js";
import { PrivatePane, tablist } from "./private_pane.js";
import { keepLooks, readLooks, Seat, themeOf } from "./seat.js";
import { Sidebar } from "./sidebar.js";
import { LANGUAGES, language, speak, t } from "./strings.js";
import { StageBar, Topbar } from "./topbar.js";

const TYPING_LIVES = 4000;

export class Page {
  constructor(api, world) {
    this.api = api;
    this.world = world;
    this.seat = new Seat();
    this.looks = readLooks();
    this.looks.language ??= LANGUAGES.find((code) => navigator.language.toLowerCase().startsWith(code)) ?? "en";
    this.typists = new Map();
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
      ),
      floatingPlaces(),
    );
    this.redraw();
    void this.sidebar.load();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.applyTheme();
      this.topbar.draw();
    });
    document.addEventListener("menu-closed", () => this.#soon());
    addEventListener("focus", () => this.#looked());
    document.addEventListener("visibilitychange", () => this.#looked());
  }

  // People.

  person(id) {
    const found = this.world.person(id);
    return id === this.world.app?.user ? { ...found, isApp: true, name: this.world.app.name, role: "bot" } : found;
  }

  /** Those the page offers first: the voices who speak its language, and the lead. */
  voicePeople() {
    const voices = [...new Set(Object.values(this.world.voices))]
      .filter((id) => this.world.people.has(id))
      .map((id) => this.person(id));
    const mine = voices.filter((one) => this.speaks(one) === language() || one.role === "lead");
    const offered = mine.some((one) => one.role === "customer") ? mine : voices;
    const first = ["customer", "agent", "lead"].map((role) => offered.find((one) => one.role === role)).filter(Boolean);
    return [...first, ...offered.filter((one) => !first.includes(one))];
  }

  isVoice = (id) => this.voicePeople().some((one) => one.id === id);
  speaks = (person) => ((person.locale ?? "").startsWith("zh") ? "zh" : "en");
  otherPeople = () =>
    [...this.world.people.values()]
      .filter((one) => one.role !== "bot" && !this.isVoice(one.id))
      .map((one) => this.person(one.id));

  /** Agents, or leads, whose private messages can be looked at. */
  confidants(side) {
    const voiced = this.voicePeople().filter((one) => one.role === side);
    const rest = this.otherPeople().filter((one) => one.role === side);
    return [...voiced, ...rest];
  }

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

  /** A text in the language that a person speaks. */
  inLanguageOf(person, key) {
    const spoken = language();
    speak(this.speaks(person));
    const text = t(key);
    speak(spoken);
    return text;
  }

  // Seats.

  /** Choose seats where none is chosen, or where the person is gone. */
  settle() {
    const { seat, world } = this;
    const voice = (role) => (language() === "zh" && world.voices[`${role}_zh`]) || world.voices[role];
    const known = (id) => (id && world.people.has(id) ? id : null);
    seat.writer = known(seat.writer) ?? known(voice("customer")) ?? [...world.people.keys()][0];
    seat.agent = known(seat.agent) ?? known(voice("agent")) ?? this.confidants("agent")[0]?.id ?? seat.writer;
    seat.lead = known(seat.lead) ?? known(voice("lead")) ?? this.confidants("lead")[0]?.id ?? seat.agent;
  }

  /** Everybody this page looks through. */
  wanted() {
    return [...new Set([this.seat.writer, this.seat.agent, this.seat.lead, ...Object.values(this.world.voices)])]
      .filter(Boolean)
      .slice(0, 8);
  }

  /** Write as somebody. */
  async sit(id, channel = null) {
    if (this.seat.writer !== id) this.seat.replyTo = null;
    await this.#look(id);
    this.seat.writer = id;
    this.#chooseChannel(id, channel);
    const role = this.person(id).role;
    if (role === "agent") this.seat.agent = id;
    if (role === "lead") this.seat.lead = id;
    this.redraw();
  }

  #chooseChannel(id, channel) {
    const eyes = this.world.eyes.get(id);
    const before = this.seat.channels[id];
    const shared = Object.values(this.seat.channels);
    if (channel && eyes?.channel(channel)) this.seat.channels[id] = channel;
    else if (!eyes?.channel(before))
      this.seat.channels[id] = (eyes?.rooms.find((one) => shared.includes(one.id)) ?? eyes?.rooms[0])?.id;
  }

  async #look(id) {
    if (this.world.eyes.has(id)) return;
    await attempt(this.world.see(id));
    this.world.follow();
  }

  openChannel(id) {
    this.seat.channels[this.seat.writer] = id;
    this.seat.replyTo = null;
    this.redraw();
  }

  async confideIn(id) {
    await this.#look(id);
    this.seat[this.seat.side] = id;
    this.redraw();
  }

  async showSide(side) {
    this.seat.side = side;
    await this.#look(this.seat.confidant);
    this.redraw();
    document.getElementById(`side-${side}`)?.focus();
  }

  async showPlace(place) {
    this.seat.place = place;
    if (place !== "channel") this.seat.side = place;
    await this.#look(this.seat.confidant);
    this.redraw();
  }

  pane = (name) => (name === "channel" ? this.channelPane : this.privatePane);

  // Threads, jumps, replies.

  /** The thread the composer writes into; null at the root. */
  threadInView() {
    const to = this.seat.replyTo;
    return to && to.channel === this.seat.channels[this.seat.writer] && this.channelPane.host.message(to.ts)
      ? to
      : null;
  }

  replyIn(message) {
    this.seat.replyTo = message ? { channel: message.channel, ts: message.thread_ts ?? message.ts } : null;
    this.redraw();
    this.channelPane.composer.field.focus();
  }

  /** Show a message to whoever can see it: the writer, else the one who asked. */
  async jump(viewer, place) {
    const isPrivate = this.world.eyes.get(viewer)?.private?.id === place.channel;
    if (isPrivate) {
      this.seat.tab = "messages";
      if (this.seat.place === "channel") this.seat.place = this.seat.side;
    } else {
      if (!this.world.eyes.get(this.seat.writer)?.message(place.channel, place.ts))
        await this.sit(viewer, place.channel);
      this.seat.channels[this.seat.writer] = place.channel;
      this.seat.place = "channel";
    }
    if (place.thread_ts) this.seat.folded[place.thread_ts] = false;
    this.redraw();
    if (!this.pane(isPrivate ? "private" : "channel").list.show(place.ts)) toast(t("no_thread"), { error: true });
  }

  /** Put a card's reply into the composer of its thread; a person reads and sends it. */
  async useReply(viewer, reply) {
    await this.sit(viewer, reply.channel);
    this.seat.place = "channel";
    this.seat.replyTo = { channel: reply.channel, ts: reply.thread_ts ?? reply.ts };
    this.redraw();
    this.channelPane.composer.suggest(reply.text);
    toast(t("reply_ready"));
  }

  // Scenes.

  async firstScene() {
    const first = this.sidebar.scenes.find((one) => one.lang === this.looks.language) ?? this.sidebar.scenes[0];
    this.introduced();
    if (first) await this.playScene(first);
  }

  async playScene(scene) {
    const state = await attempt(this.api.playScene(scene.id));
    if (state) await this.#sceneMoved(state);
  }

  /** A scene seats people where its story is, and hands over the pen when it is somebody's turn. */
  async #sceneMoved(scene) {
    const before = this.scened ?? {};
    this.scened = { id: scene.id, state: scene.state };
    if (scene.state === "playing" && (before.id !== scene.id || !["playing", "your_turn"].includes(before.state))) {
      this.introduced();
      this.seat.place = "channel";
      this.seat.side = "agent";
      this.seat.tab = "messages";
      if (scene.agent) await this.#seeAgent(scene.agent);
      if (scene.customer) await this.sit(scene.customer, scene.channel);
    }
    if (scene.state === "your_turn" && scene.who) {
      await this.sit(scene.who, scene.channel);
      if (this.seat.channels[scene.who] === scene.channel && scene.thread_ts)
        this.seat.replyTo = { channel: scene.channel, ts: scene.thread_ts };
    }
    this.redraw();
  }

  async #seeAgent(id) {
    await this.#look(id);
    if (this.person(id).role === "agent") this.seat.agent = id;
  }

  introduced() {
    this.looks.introduced = true;
    keepLooks(this.looks);
    this.stageBar.draw();
  }

  // What the server tells.

  hear(told) {
    if (told.kind === "typing")
      this.typists.set(told.user, { channel: told.channel, until: performance.now() + TYPING_LIVES });
    if (told.kind === "message") this.#heardMessage(told);
    if (told.kind === "scene") void this.#sceneMoved(told);
    if (told.kind === "ephemeral" && [this.seat.writer, this.seat.confidant].includes(told.as))
      say(t("only_you", { name: this.person(told.as).name }));
    this.#soon();
  }

  #heardMessage({ as, message, before }) {
    this.typists.delete(message.user);
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

  /** While a scene plays, look at the agent to whom motbot whispers. */
  #followWhisper(as, before) {
    if (before || !["playing", "your_turn"].includes(this.world.scene.state) || this.seat.side !== "agent") return;
    if (this.person(as).role === "agent" && as === this.world.scene.agent) this.seat.agent = as;
  }

  #viewGone(viewer, view) {
    const eyes = this.world.eyes.get(viewer);
    if (eyes) eyes.views = eyes.views.filter((one) => one.id !== view.id);
    this.redraw();
  }

  #viewSubmitted(viewer, views) {
    const eyes = this.world.eyes.get(viewer);
    if (eyes) eyes.views = views;
    this.redraw();
  }

  // What has been seen.

  isUnread(eyes, channel) {
    const newest = eyes?.newest(channel) ?? "0";
    const seen = this.seat.seen[`${eyes?.viewer} ${channel}`];
    return seen !== undefined && Number(newest) > Number(seen) && eyes.message(channel, newest)?.user !== eyes.viewer;
  }

  hasUnread(id) {
    const eyes = this.world.eyes.get(id);
    return Boolean(eyes?.private && this.isUnread(eyes, eyes.private.id));
  }

  sideUnread = (side) => this.confidants(side).some((one) => one.id !== this.seat.confidant && this.hasUnread(one.id));

  /** What stands before somebody's eyes is read; what was there at the start counts as read. */
  #looked() {
    if (document.hidden) return;
    const narrow = innerWidth < 900;
    for (const eyes of this.world.eyes.values()) {
      for (const room of eyes.channels) {
        const key = `${eyes.viewer} ${room.id}`;
        const before = narrow && (room.kind === "im" ? this.seat.place === "channel" : this.seat.place !== "channel");
        const shown =
          room.kind === "im" ? eyes.viewer === this.seat.confidant : this.seat.channels[this.seat.writer] === room.id;
        if (this.seat.seen[key] === undefined) this.seat.seen[key] = this.started ? "0" : eyes.newest(room.id);
        if (shown && !before) this.seat.seen[key] = eyes.newest(room.id);
      }
    }
    this.seat.keep();
  }

  // Drawing.

  /** Draw now; `all` draws every message anew. */
  redraw({ all = false } = {}) {
    if (all) {
      for (const pane of [this.channelPane, this.privatePane]) this.#forgetMarks(pane);
    }
    this.draw();
  }

  /** Draw soon, once for everything that happens until then. */
  #soon() {
    this.drawing ??= setTimeout(() => {
      this.drawing = undefined;
      this.draw();
    }, 16);
  }

  #forgetMarks(pane) {
    for (const row of pane.list.rows.values()) row.mark = "";
    pane.homeMark = "";
  }

  draw() {
    this.settle();
    this.#chooseChannel(this.seat.writer, null);
    this.#looked();
    this.started = true;
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
    this.modals.draw([this.world.eyes.get(this.seat.confidant), this.world.eyes.get(this.seat.writer)].filter(Boolean));
    this.seat.keep();
  }

  /** On a phone: channel, agent, lead, one at a time. */
  #drawPlaces() {
    const unread = {
      channel:
        this.seat.place !== "channel" &&
        this.isUnread(this.world.eyes.get(this.seat.writer), this.seat.channels[this.seat.writer]),
      agent: this.seat.place !== "agent" && this.confidants("agent").some((one) => this.hasUnread(one.id)),
      lead: this.seat.place !== "lead" && this.confidants("lead").some((one) => this.hasUnread(one.id)),
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
          on: { click: () => this.showPlace(place) },
        },
        t(`tab_${place}`),
        unread[place] ? h("span", { class: "dot", role: "img", "aria-label": t("unread") }) : null,
      ),
    );
    renew(this.placeTabs, tablist(tabs, t("tabs"), "places"));
  }

  drawTyping(place, viewer, channel) {
    const now = performance.now();
    const names = [...this.typists]
      .filter(([user, one]) => one.until > now && one.channel === channel && user !== viewer)
      .map(([user]) => this.person(user).name);
    fill(
      place,
      names.length
        ? [
            h("span", { class: "typing-dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
            t("typing", { name: names.join(", ") }),
          ]
        : null,
    );
    clearTimeout(this.typingEnds);
    if (this.typists.size) this.typingEnds = setTimeout(() => this.#typingOver(), TYPING_LIVES / 2);
  }

  #typingOver() {
    for (const [user, one] of this.typists) if (one.until <= performance.now()) this.typists.delete(user);
    this.drawTyping(this.channelPane.typing, this.seat.writer, this.seat.channels[this.seat.writer]);
    this.drawTyping(this.privatePane.typing, this.seat.confidant, this.privatePane.host.channel());
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

  /** The page's language; whoever has not written yet changes to the people who speak it. */
  setLanguage(code) {
    this.looks.language = code;
    keepLooks(this.looks);
    speak(code);
    this.redraw();
  }
}
