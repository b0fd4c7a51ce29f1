// What the page knows: tasks and variants, cases, runs, unsaved texts; and where the trainer is among them.

import { keepDrafts, keepPlace, readDrafts, readPlace } from "./looks.js";

export class Bench {
  constructor(api) {
    this.api = api;
    this.overview = null;
    this.caseList = { cases: [], problem: "" };
    this.runs = [];
    this.place = readPlace();
    this.drafts = readDrafts();
    this.asked = 0;
    this.texts = new Map();
    this.sound = new Map();
  }

  /** Read everything; whoever waits for it draws afterwards. */
  async load() {
    const [overview, caseList, { runs }] = await Promise.all([this.api.overview(), this.api.cases(), this.api.runs()]);
    this.overview = overview;
    this.caseList = caseList;
    this.runs = runs;
    this.#settle();
  }

  /** Read what may have changed meanwhile. */
  async refresh() {
    this.asked += 1;
    const turn = this.asked;
    const [overview, { runs }] = await Promise.all([this.api.overview(), this.api.runs()]);
    // What was asked before something else was done, or after this, is of no use any more.
    if (turn !== this.asked) return;
    this.overview = overview;
    this.runs = runs;
    this.#settle();
  }

  /** A run that was begun just now. */
  began(run) {
    this.asked += 1;
    this.overview.running = run.number;
    this.runs = [run, ...this.runs];
  }

  get task() {
    return this.overview.tasks.find((one) => one.name === this.place.task);
  }

  get variant() {
    return this.task?.variants.find((one) => one.name === this.place.variant) ?? null;
  }

  get key() {
    return `${this.place.task}/${this.place.variant}`;
  }

  get hasModel() {
    return this.overview.model.is_there;
  }

  /** Go somewhere, and find it again after a reload. */
  go(where) {
    Object.assign(this.place, where);
    this.#settle();
    keepPlace(this.place);
  }

  /** The text of the chosen variant as it stands on the disk; read once until it changes there. */
  async text() {
    const { key, variant } = this;
    if (variant && !variant.digest) return null;
    const known = this.texts.get(key);
    if (known && known.digest === variant?.digest) return known;
    const read = await this.api.text(this.place.task, this.place.variant);
    read.text = read.text.replaceAll("\r\n", "\n");
    this.texts.set(key, read);
    return read;
  }

  /** What is in the editor and not on the disk; null where nothing is. */
  draft(key = this.key) {
    return this.drafts[key] ?? null;
  }

  /** Keep a text that is not saved; one that equals the file is forgotten. */
  keepDraft(key, text, file) {
    if (file && text === file.text) delete this.drafts[key];
    else this.drafts[key] = { text, base: this.drafts[key]?.base ?? file?.digest ?? "" };
    keepDrafts(this.drafts);
  }

  dropDraft(key) {
    delete this.drafts[key];
    keepDrafts(this.drafts);
  }

  /** A file that was written just now. */
  wrote(file) {
    const key = `${file.task}/${file.variant}`;
    this.asked += 1;
    this.texts.set(key, { ...file, text: file.text.replaceAll("\r\n", "\n") });
    const task = this.overview.tasks.find((one) => one.name === file.task);
    const variant = task?.variants.find((one) => one.name === file.variant);
    if (variant) variant.digest = file.digest;
    this.dropDraft(key);
  }

  /** The cases that are chosen and still there. */
  get chosenCases() {
    const there = new Set(this.caseList.cases.map((one) => one.id));
    return this.place.cases.filter((id) => there.has(id));
  }

  #settle() {
    if (!this.overview) return;
    if (!this.task) this.place.task = this.overview.tasks[0].name;
    if (!this.variant && this.task.variants.length) this.place.variant = this.task.variants[0].name;
  }
}
