/* What was seen of this page, kept in its own entry of the browser's history: back brings it back. */

const WAIT_MS = 200;
let timer;

/** What was kept when this entry was left, null where nothing was. */
export function kept() {
  return history.state?.seen ?? null;
}

/** `seen` gives plain data; it is asked for soon after the last of many calls. */
export function keepSoon(seen) {
  clearTimeout(timer);
  timer = setTimeout(() => keep(seen()), WAIT_MS);
}

export function keep(seen) {
  clearTimeout(timer);
  history.replaceState({ ...history.state, seen }, "");
}

/** The names of the folds that are open: each stands in a section whose heading has one. */
export function openFolds() {
  return [...document.querySelectorAll("details.more[open]")].map(nameOf);
}

export function openAgain(names) {
  for (const fold of document.querySelectorAll("details.more")) if (names.includes(nameOf(fold))) fold.open = true;
}

function nameOf(fold) {
  return fold.closest("section").querySelector("[id]").id;
}
