// Scenes: starts them, seats people where their story is, and hands over the pen when it is somebody's turn.

import { attempt } from "./floating.js";

const RUNNING = ["playing", "your_turn"];

export class Scenes {
  constructor(page) {
    this.page = page;
    this.menu = [];
    this.last = { id: null, state: "idle" };
  }

  async load() {
    this.menu = (await attempt(this.page.api.scenes())) ?? [];
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
    this.last = { id: scene.id, state: scene.state };
    const begins = scene.state === "playing" && (last.id !== scene.id || !RUNNING.includes(last.state));
    if (begins) await this.#begin(scene);
    if (scene.state === "your_turn" && scene.who) await this.#handOver(scene);
    if (scene.state === "done") page.seat.replyTo = null;
    page.redraw();
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
