// Follows the run that is under way, whichever tab began it, and keeps what came of runs that are over.

import { say } from "./floating.js";
import { t } from "./strings.js";

const EVERY = 600;
const AFTER_TROUBLE = 2500;

export class RunWatch {
  constructor(page) {
    this.page = page;
    this.bench = page.bench;
    this.current = null;
    this.over = new Map();
    this.following = false;
  }

  /** A run that was begun here. */
  began(run) {
    this.current = run;
    this.bench.began(run);
    this.page.draw();
    this.follow();
  }

  /** The newest run of a kind and task that is over, or is under way. */
  newest(fits) {
    return this.bench.runs.find(fits) ?? null;
  }

  /** A run that is over, with its outcome; read once. */
  async whole(number) {
    if (!this.over.has(number)) {
      const run = await this.bench.api.run(number);
      if (run.state === "running") return run;
      this.over.set(number, run);
    }
    return this.over.get(number);
  }

  /** Look again and again until it is over. */
  follow() {
    const number = this.bench.overview.running;
    if (!number || this.following) return;
    this.following = true;
    void this.#look(number);
  }

  async #look(number) {
    let wait = EVERY;
    try {
      this.current = await this.bench.api.run(number);
      if (this.current.state !== "running") return await this.#ended();
      this.#progress();
    } catch (error) {
      if (error.code === "bad_input" || error.isLockedOut) {
        this.following = false;
        this.current = null;
        return undefined;
      }
      wait = AFTER_TROUBLE;
    }
    setTimeout(() => this.#look(number), wait);
    return undefined;
  }

  #progress() {
    for (const view of Object.values(this.page.views)) view.progress?.(this.current);
  }

  async #ended() {
    this.following = false;
    this.over.set(this.current.number, this.current);
    const { done, total } = this.current;
    this.current = null;
    say(t("progress", { done, total }));
    // Whoever looked a moment ago has drawn its end already, but for what came of it.
    await this.page.refresh({ anew: true });
  }

  async cancel() {
    if (this.bench.overview.running) await this.bench.api.cancel(this.bench.overview.running).catch(() => undefined);
  }
}
