/* Reads an upload on, piece by piece, as long as its page is open. Without scripts a button does one piece. */

import { askRead, sayRead } from "./office-reading.js";
import { t } from "./office-words.js";

const form = document.querySelector("[data-reading]");
const say = form.querySelector("[data-say]");

async function readOn() {
  let before = null;
  for (;;) {
    const now = await askRead(form);
    if (now.state !== "reading") {
      location.reload();
      return;
    }
    if (before !== null && now.read === before.read && now.total === before.total) {
      throw new Error(t("读不动了，请按“接着读”再试一次。"));
    }
    before = now;
    form.querySelector("[data-read]").textContent = now.read;
    form.querySelector("[data-total]").textContent = now.total || "?";
    Object.assign(form.querySelector("progress"), { max: now.total || 1, value: now.read });
    say.textContent = sayRead(now);
  }
}

readOn().catch((error) => {
  say.textContent = error.message;
});
