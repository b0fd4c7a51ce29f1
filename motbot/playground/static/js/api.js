// Talks with the playground's server: requests with the page's key, and the stream of what happens.

import { language } from "./strings.js";

const KEY = "motbot-playground-key";
const PATIENCE = { first: 400, most: 8000 };

/** The server said no, or was not there; `message` is in plain words. */
export class Refused extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** Whether the key is missing or wrong, so that trying again is of no use. */
  get isLockedOut() {
    return this.status === 401 || (this.status === 403 && this.code !== "no_such_person");
  }
}

/** Take the key out of the address bar, so that it is neither seen nor bookmarked; a reload finds it again. */
export function takeKey() {
  const given = decodeURIComponent(location.hash.slice(1));
  if (given) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEY) ?? "";
}

/** The server's requests, each a promise of its JSON or a `Refused`. */
export class Api {
  constructor(key, wordsOffline) {
    this.key = key;
    this.wordsOffline = wordsOffline;
  }

  state = (viewer) => this.#ask("GET", `/page/state?as=${encodeURIComponent(viewer)}`);
  act = (viewer, verb, rest = {}) => this.#ask("POST", "/page/act", { as: viewer, verb, ...rest });
  clock = (wish) => this.#ask("POST", "/page/clock", wish);
  scenes = () => this.#ask("GET", "/page/scenes");
  playScene = (id) => this.#ask("POST", "/page/scenes/play", { id });
  stopScene = () => this.#ask("POST", "/page/scenes/stop", {});
  keepPace = (pace) => this.#ask("POST", "/page/scenes/pace", { pace });
  nextStep = () => this.#ask("POST", "/page/scenes/next", {});
  playFile = (text) => this.#ask("POST", "/page/play", text, "application/x-ndjson");
  explain = (channel, ts) =>
    this.#ask("GET", `/page/explain?channel=${encodeURIComponent(channel)}&ts=${encodeURIComponent(ts)}`);

  /** One line after the other of what these people see, until the connection ends or `signal` aborts. */
  async *stream(viewers, after, signal) {
    const query = viewers.map((one) => `as=${encodeURIComponent(one)}`).join("&");
    const response = await this.#fetch("GET", `/page/stream?${query}&after=${after}`, undefined, undefined, signal);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const lines = (rest + value).split("\n");
      rest = lines.pop();
      for (const line of lines) yield line.trim() ? JSON.parse(line) : null;
    }
  }

  async #ask(method, path, body, type) {
    const response = await this.#fetch(method, path, body, type);
    return response.json();
  }

  async #fetch(method, path, body, type = "application/json", signal = undefined) {
    const headers = { "X-Playground-Token": this.key, "Accept-Language": language() };
    if (body !== undefined) headers["Content-Type"] = type;
    const sent = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    let response;
    try {
      response = await fetch(path, { method, headers, body: sent, signal, cache: "no-store", credentials: "omit" });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Refused(0, "offline", this.wordsOffline());
    }
    if (!response.ok) throw await refusal(response);
    return response;
  }
}

async function refusal(response) {
  let told = {};
  try {
    told = await response.json();
  } catch {
    // Not the page's own answer; the status says enough.
  }
  return new Refused(response.status, told.error ?? String(response.status), told.message ?? response.statusText);
}

/** How long to wait before the next try: longer each time, never all pages at once. */
export function patience(tries) {
  const most = Math.min(PATIENCE.most, PATIENCE.first * 2 ** Math.min(tries, 10));
  return most / 2 + (Math.random() * most) / 2;
}
