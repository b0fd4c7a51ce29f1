// What each person sees, as the server last said it: one `Eyes` a person, kept up to date by one stream for all.

import { patience } from "./api.js";

const byStamp = (one, other) => one.ts.length - other.ts.length || (one.ts < other.ts ? -1 : one.ts > other.ts ? 1 : 0);

const COMMON = new Set(["clock", "scene", "app"]);

/** Everything one person sees. Messages are replaced, never changed in place. */
export class Eyes {
  constructor(state) {
    this.take(state);
  }

  take(state) {
    this.seq = state.seq;
    this.viewer = state.viewer;
    this.channels = state.channels;
    this.messages = new Map(
      Object.entries(state.messages).map(([id, list]) => [id, new Map(list.map((m) => [m.ts, m]))]),
    );
    this.ephemerals = new Map(state.ephemerals.map((m) => [`${m.channel} ${m.ts}`, m]));
    this.views = state.views;
    this.home = state.home;
  }

  /** The direct message with the app. */
  get private() {
    return this.channels.find((one) => one.kind === "im") ?? null;
  }

  get rooms() {
    return this.channels.filter((one) => one.kind !== "im");
  }

  channel(id) {
    return this.channels.find((one) => one.id === id) ?? null;
  }

  message(channel, ts) {
    return this.messages.get(channel)?.get(ts) ?? null;
  }

  /** Messages of a conversation with the ephemeral ones among them, oldest first. */
  list(channel) {
    const own = [...(this.messages.get(channel)?.values() ?? [])];
    const only = [...this.ephemerals.values()].filter((one) => one.channel === channel);
    return [...own, ...only].sort(byStamp);
  }

  newest(channel) {
    return [...(this.messages.get(channel)?.keys() ?? [])].reduce((a, b) => (Number(a) > Number(b) ? a : b), "0");
  }

  put(message) {
    if (!this.messages.has(message.channel)) this.messages.set(message.channel, new Map());
    this.messages.get(message.channel).set(message.ts, message);
  }
}

/** All people that are looked through, and what is common to them: people, clock, scene. */
export class World {
  constructor(api, { told, lost, found, lockedOut }) {
    this.api = api;
    this.eyes = new Map();
    this.people = new Map();
    this.hears = { told, lost, found, lockedOut };
    this.scene = { id: null, state: "idle" };
    this.seq = 0;
    this.commonSeq = 0;
    this.stream = null;
    this.tries = 0;
  }

  /** Look with somebody's eyes from now on. */
  async see(viewer) {
    if (this.eyes.has(viewer)) return this.eyes.get(viewer);
    const state = await this.api.state(viewer);
    this.#takeCommon(state);
    const made = new Eyes(state);
    this.eyes.set(viewer, made);
    // The one stream must begin where the person who was read first stands.
    this.seq = this.eyes.size === 1 ? state.seq : Math.min(this.seq, state.seq);
    return made;
  }

  /** Let go of those who were looked through first, until at most so many are left. */
  forget(atMost, kept) {
    for (const viewer of [...this.eyes.keys()]) {
      if (this.eyes.size > atMost && !kept.has(viewer)) this.eyes.delete(viewer);
    }
  }

  #takeCommon(state) {
    this.team = state.team;
    this.app = state.app;
    this.ready = state.app.ready ?? true;
    this.voices = state.voices ?? {};
    this.people = new Map(state.people.map((one) => [one.id, one]));
    if (state.scene) this.scene = state.scene;
    this.#takeClock(state.now, state.clock.next_timer);
    this.canMove = state.clock.can_move;
    this.beside = state.beside;
  }

  #takeClock(now, nextTimer) {
    this.clockAt = { server: new Date(now).getTime(), here: performance.now() };
    this.nextTimer = nextTimer ? new Date(nextTimer) : null;
  }

  /** The workspace's time now. */
  now() {
    return new Date(this.clockAt.server + performance.now() - this.clockAt.here);
  }

  moved(answer) {
    this.#takeClock(answer.now, answer.next_timer);
    this.hears.told({ kind: "clock" });
  }

  person(id) {
    return this.people.get(id) ?? { id, name: id, role: "bot", color: 0, team: "", ours: false };
  }

  /** Read the stream until `rest` is called; comes back by itself, later each time. */
  follow() {
    this.stream?.abort();
    const mine = (this.stream = new AbortController());
    void this.#read(mine);
  }

  rest() {
    this.stream?.abort();
    this.stream = null;
  }

  async #read(mine) {
    while (!mine.signal.aborted) {
      try {
        await this.#listen(mine.signal);
      } catch (error) {
        if (mine.signal.aborted) return;
        if (error.isLockedOut) return void this.hears.lockedOut();
      }
      if (mine.signal.aborted) return;
      this.hears.lost();
      await new Promise((resolve) => setTimeout(resolve, patience(this.tries++)));
    }
  }

  async #listen(signal) {
    for await (const told of this.api.stream([...this.eyes.keys()], this.seq, signal)) {
      if (this.tries) {
        this.tries = 0;
        this.hears.found();
        // A server that was started anew counts from zero: what was missed is found in the state only.
        await this.reload();
      }
      if (told) await this.#hear(told);
    }
  }

  async #hear(told) {
    this.seq = Math.max(this.seq, told.seq ?? 0);
    if (told.kind === "reload") return this.reload();
    const eyes = this.eyes.get(told.as);
    if (COMMON.has(told.kind)) return this.#hearCommon(told);
    // Told already: this person was read later than the others.
    if (!eyes || told.seq <= eyes.seq) return;
    const before = told.kind === "message" ? eyes.message(told.message.channel, told.message.ts) : null;
    if (told.kind === "message") eyes.put(told.message);
    else if (told.kind === "gone") eyes.messages.get(told.channel)?.delete(told.ts);
    else if (told.kind === "ephemeral") eyes.ephemerals.set(`${told.message.channel} ${told.message.ts}`, told.message);
    else if (told.kind === "dismissed") eyes.ephemerals.delete(`${told.channel} ${told.ts}`);
    else if (told.kind === "views") eyes.views = told.views;
    else if (told.kind === "home") eyes.home = told.home;
    else if (told.kind === "membership") await this.#membership(eyes, told);
    eyes.seq = Math.max(eyes.seq, told.seq);
    this.hears.told({ ...told, before });
  }

  /** What is the same for everybody is told once for each of them. */
  #hearCommon(told) {
    if (told.seq <= this.commonSeq) return;
    this.commonSeq = told.seq;
    if (told.kind === "clock") this.#takeClock(told.now, told.next_timer);
    if (told.kind === "scene") this.scene = told;
    if (told.kind === "app") this.ready = told.ready;
    this.hears.told(told);
  }

  /** Who has come into a room with a history reads it; a direct message that was just opened has none yet. */
  async #membership(eyes, told) {
    const added = told.channels?.filter((one) => !eyes.channel(one.id)) ?? [];
    if (!told.channels || added.some((one) => one.kind !== "im")) eyes.take(await this.api.state(eyes.viewer));
    else eyes.channels = told.channels;
  }

  /** Take everything anew, for everybody. */
  async reload() {
    for (const [viewer, eyes] of this.eyes) {
      const state = await this.api.state(viewer);
      this.#takeCommon(state);
      eyes.take(state);
    }
    this.seq = Math.min(...[...this.eyes.values()].map((one) => one.seq));
    this.commonSeq = 0;
    this.hears.told({ kind: "reload" });
  }
}
