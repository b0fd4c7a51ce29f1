// Scenes: starts them, seats people where their story is, and hands over the pen when it is somebody's turn.

import { attempt } from "./floating.js";
import { keepLooks } from "./seat.js";

const RUNNING = ["playing", "your_turn"];

export class Scenes {
  constructor(page) {
    this.page = page;
    this.menu = [];
    this.last = { id: null, state: "idle" };
  }

  async load() {
    this.menu = (await attempt(this.page.api.scenes())) ?? [];
    const { pace } = this.page.looks;
    if (pace && pace !== this.pace) await this.keepPace(pace);
    this.page.redraw();
  }

  /** The scenes in the page's language; all of them where it has none. */
  offered() {
    const mine = this.menu.filter((one) => one.lang === this.page.looks.language);
    return mine.length ? mine : this.menu;
  }

  isRunning(id = this.page.world.scene.id) {
    const { scene } = this.page.world;
    return scene.id === id && RUNNING.includes(scene.state);
  }

  async first() {
    const [scene] = this.offered();
    this.page.introduced();
    if (scene) await this.play(scene);
  }

  async play(scene) {
    const state = await attempt(this.page.api.playScene(scene.id));
    if (state) await this.moved(state);
  }

  /** A scene has come to another state. */
  async moved(scene) {
    const { last, page } = this;
    this.last = { id: scene.id, state: scene.state, hint: scene.hint };
    // Only the pace has changed: whoever has taken another seat meanwhile keeps it.
    if (last.id === scene.id && last.state === scene.state && last.hint === scene.hint) return page.redraw();
    const begins = scene.state === "playing" && (last.id !== scene.id || !RUNNING.includes(last.state));
    if (begins) await this.#begin(scene);
    if (scene.state === "your_turn" && scene.who) await this.#handOver(scene);
    if (scene.state === "done") page.seat.replyTo = null;
    return page.redraw();
  }

  /** Mark the control that the scene wants pressed, and scroll to it once. */
  point() {
    const { scene } = this.page.world;
    const wanted = scene.state === "your_turn" && scene.presses ? this.#wanted(scene) : null;
    if (this.pointed !== wanted) this.pointed?.classList.remove("wanted");
    this.pointed = wanted;
    wanted?.classList.add("wanted");
    if (!wanted?.offsetParent || this.shown === scene.hint) return;
    this.shown = scene.hint;
    wanted.scrollIntoView({ block: "center" });
  }

  /** The one that Next would press: the first of the newest message that has it. */
  #wanted(scene) {
    if (this.page.seat.confidant !== scene.who) return null;
    const css = `.pane-private .message [data-action="${CSS.escape(scene.presses)}"]`;
    const newest = [...document.querySelectorAll(css)].at(-1)?.closest(".message");
    return newest?.querySelector(`[data-action="${CSS.escape(scene.presses)}"]`) ?? null;
  }

  get pace() {
    return this.page.world.scene.pace ?? "normal";
  }

  /** Play faster or slower from now on, and on the next visit. */
  async keepPace(pace) {
    this.page.looks.pace = pace;
    keepLooks(this.page.looks);
    await attempt(this.page.api.keepPace(pace));
  }

  async #begin(scene) {
    const { page } = this;
    page.introduced();
    Object.assign(page.seat, { place: "channel", side: "agent", tab: "messages" });
    if (scene.agent && page.person(scene.agent).role === "agent") {
      await page.seating.look(scene.agent);
      page.seat.agent = scene.agent;
    }
    if (scene.customer) await page.seating.sit(scene.customer, scene.channel);
  }

  async #handOver(scene) {
    const { seat } = this.page;
    // Where only one side can be seen: the one on which it is to be done. What is pressed stands among the messages.
    if (scene.wants === "press") Object.assign(seat, { place: "agent", side: "agent", tab: "messages" });
    else if (scene.wants === "reply") seat.place = "channel";
    await this.page.seating.sit(scene.who, scene.channel);
    const isThere = seat.channels[scene.who] === scene.channel;
    if (isThere && scene.thread_ts) seat.replyTo = { channel: scene.channel, ts: scene.thread_ts };
  }
}
