// Talks with the workbench's server: each request a promise of its JSON, or of a `Refused` in the reader's words.

import { language } from "./strings.js";

const KEY = "motbot-workbench-key";
const STARTING = 503;

/** The server said no, or was not there; `message` is in plain words, `conflict` what it has in place of ours. */
export class Refused extends Error {
  constructor(status, told) {
    super(told.message);
    this.status = status;
    this.code = told.error;
    this.conflict = told.conflict ?? null;
  }

  /** Whether the key is missing or wrong, so that trying again is of no use. */
  get isLockedOut() {
    return this.status === 401 || (this.status === 403 && this.code !== "bad_input");
  }

  /** Whether the same may work in a moment. */
  get isAway() {
    return this.status === 0 || this.status === STARTING;
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

export class Api {
  /** `heard` is called with every answer's error, or null: for what is said of the connection. */
  constructor(key, { wordsOffline, heard }) {
    this.key = key;
    this.wordsOffline = wordsOffline;
    this.heard = heard;
  }

  overview = () => this.#ask("GET", "overview");
  text = (task, variant) => this.#ask("GET", `text?${query({ task, variant })}`);
  cases = () => this.#ask("GET", "cases");
  oneCase = (id) => this.#ask("GET", `case?${query({ id })}`);
  runs = () => this.#ask("GET", "runs");
  run = (number) => this.#ask("GET", `run?${query({ number })}`);
  log = (task) => this.#ask("GET", `log?${query({ task })}`);
  check = (wish, signal) => this.#ask("POST", "check", wish, signal);
  render = (wish, signal) => this.#ask("POST", "render", wish, signal);
  save = (wish) => this.#ask("POST", "save", wish);
  copy = (wish) => this.#ask("POST", "copy", wish);
  start = (wish) => this.#ask("POST", "start", wish);
  promote = (wish) => this.#ask("POST", "promote", wish);
  cancel = (run) => this.#ask("POST", "cancel", { run });
  rollback = (wish) => this.#ask("POST", "rollback", wish);

  async #ask(method, path, body, signal) {
    const headers = { "X-Workbench-Token": this.key, "Accept-Language": language() };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const wish = { method, headers, body: body && JSON.stringify(body), signal, cache: "no-store", credentials: "omit" };
    let response;
    try {
      response = await fetch(`/bench/api/${path}`, wish);
    } catch (error) {
      if (signal?.aborted) throw error;
      const refused = new Refused(0, { error: "offline", message: this.wordsOffline() });
      this.heard(refused);
      throw refused;
    }
    if (response.ok) {
      this.heard(null);
      return response.json();
    }
    const refused = await refusal(response);
    this.heard(refused);
    throw refused;
  }
}

const query = (given) => new URLSearchParams(given).toString();

async function refusal(response) {
  let told = {};
  try {
    told = await response.json();
  } catch {
    // Not the page's own answer; the status says enough.
  }
  const plain = { error: String(response.status), message: response.statusText || String(response.status) };
  return new Refused(response.status, { ...plain, ...told });
}
