/* The button that deletes all that this phone has kept, on /how/ and on the page for no signal. */

import { deleteAll } from "./offline-store.js";

const box = document.querySelector("#kept-forget");

if (box && "caches" in globalThis) {
  box.hidden = false;
  box.querySelector("button").addEventListener("click", forget);
}

async function forget() {
  await deleteAll();
  const done = box.querySelector("[role=status]");
  done.textContent = done.dataset.done;
  const list = document.querySelector("#kept");
  if (list) list.hidden = true;
}
