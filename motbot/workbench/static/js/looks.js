// Remembers language and theme for the next visit, and where the trainer was for a reload of this tab.

const LOOKS = "motbot-workbench-looks";
const PLACE = "motbot-workbench-place";
const DRAFTS = "motbot-workbench-drafts";

function read(store, key, otherwise) {
  try {
    return { ...otherwise, ...JSON.parse(store.getItem(key) ?? "{}") };
  } catch {
    return otherwise; // what another version of the page has left behind
  }
}

function keep(store, key, value) {
  try {
    store.setItem(key, JSON.stringify(value));
  } catch {
    // The browser's room is used up: nothing is lost but the memory of it.
  }
}

/** Theme and language; null means: as the system has it. */
export const readLooks = () => read(localStorage, LOOKS, { theme: null, language: null });
export const keepLooks = (looks) => keep(localStorage, LOOKS, looks);

/** The theme that is to be seen now. */
export const themeOf = (looks) =>
  looks.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

/** Where the trainer was: task, variant, view, chosen cases, sides. */
export const readPlace = () =>
  read(sessionStorage, PLACE, { task: "assess", variant: "default", view: "text", case: "", cases: [], sides: {} });
export const keepPlace = (place) => keep(sessionStorage, PLACE, place);

/** Texts of this tab that are not saved, by `task/variant`: each with the digest of the file it began from. */
export const readDrafts = () => read(sessionStorage, DRAFTS, {});
export const keepDrafts = (drafts) => keep(sessionStorage, DRAFTS, drafts);
