// Who is typing where, for as long as it may be true.

import { fill, h } from "./dom.js";
import { listed, t } from "./strings.js";

const LIVES = 4000;

export class Typing {
  /** `changed` is called when somebody has stopped. */
  constructor(nameOf, changed) {
    this.nameOf = nameOf;
    this.changed = changed;
    this.typists = new Map();
  }

  heard({ user, channel }) {
    this.typists.set(user, { channel, until: performance.now() + LIVES });
    clearTimeout(this.ends);
    this.ends = setTimeout(() => this.changed(), LIVES + 100);
  }

  /** Whoever has written types no more. */
  wrote(user) {
    this.typists.delete(user);
  }

  draw(place, viewer, channel) {
    const now = performance.now();
    const names = [...this.typists]
      .filter(([user, one]) => one.until > now && one.channel === channel && user !== viewer)
      .map(([user]) => this.nameOf(user));
    if (place.dataset.names === names.join()) return;
    place.dataset.names = names.join();
    const dots = h("span", { class: "typing-dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    fill(place, names.length ? [dots, t("typing", { name: listed(names) })] : null);
  }
}
