// Who everybody is: whom the page offers first, whose private messages there are, and what has not been read.

import { language, speak, t } from "./strings.js";

const NARROW = 900;

export class People {
  constructor(world, seat) {
    this.world = world;
    this.seat = seat;
  }

  person(id) {
    const found = this.world.person(id);
    return id === this.world.app?.user ? { ...found, isApp: true, name: this.world.app.name, role: "bot" } : found;
  }

  speaks = (person) => ((person.locale ?? "").startsWith("zh") ? "zh" : "en");

  /** Those the page offers first: the voices who speak its language. */
  voices() {
    const all = [...new Set(Object.values(this.world.voices))]
      .filter((id) => this.world.people.has(id))
      .map((id) => this.person(id));
    const mine = all.filter((one) => this.speaks(one) === language());
    const offered = mine.some((one) => one.role === "customer") ? mine : all;
    const first = ["customer", "agent", "lead"].map((role) => offered.find((one) => one.role === role)).filter(Boolean);
    return [...first, ...offered.filter((one) => !first.includes(one))];
  }

  isVoice = (id) => this.voices().some((one) => one.id === id);

  /** The voice of a role in the page's language. */
  voice(role) {
    const { voices } = this.world;
    return (language() === "zh" && voices[`${role}_zh`]) || voices[role];
  }

  /** Everybody else who can write. */
  others() {
    return [...this.world.people.values()]
      .filter((one) => one.role !== "bot" && !this.isVoice(one.id))
      .map((one) => this.person(one.id));
  }

  /** Agents, or leads, whose private messages can be looked at. */
  confidants(side) {
    return [...this.voices(), ...this.others()].filter((one) => one.role === side);
  }

  /** A text in the language that a person speaks. */
  inLanguageOf(person, key) {
    const spoken = language();
    speak(this.speaks(person));
    const text = t(key);
    speak(spoken);
    return text;
  }

  isUnread(eyes, channel) {
    const newest = eyes?.newest(channel) ?? "0";
    const seen = this.seat.seen[`${eyes?.viewer} ${channel}`];
    return seen !== undefined && Number(newest) > Number(seen) && eyes.message(channel, newest)?.user !== eyes.viewer;
  }

  /** Whether motbot has written to somebody who has not looked yet. */
  hasUnread(id) {
    const eyes = this.world.eyes.get(id);
    return Boolean(eyes?.private && this.isUnread(eyes, eyes.private.id));
  }

  sideUnread(side) {
    return this.confidants(side).some((one) => one.id !== this.seat.confidant && this.hasUnread(one.id));
  }

  /** What stands before somebody's eyes is read; what was there at the start counts as read. */
  looked() {
    if (document.hidden) return;
    for (const eyes of this.world.eyes.values()) {
      for (const room of eyes.channels) {
        const key = `${eyes.viewer} ${room.id}`;
        this.seat.seen[key] ??= this.started ? "0" : eyes.newest(room.id);
        if (this.#isShown(eyes, room)) this.seat.seen[key] = eyes.newest(room.id);
      }
    }
    this.started = true;
    this.seat.keep();
  }

  #isShown(eyes, room) {
    const isPrivate = room.kind === "im";
    const covered = innerWidth < NARROW && isPrivate === (this.seat.place === "channel");
    const isPrivateShown = eyes.viewer === this.seat.confidant && this.seat.tab !== "home";
    const chosen = isPrivate ? isPrivateShown : this.seat.channels[this.seat.writer] === room.id;
    return chosen && !covered;
  }
}
