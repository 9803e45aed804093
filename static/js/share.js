/* Passing a link on: into the clipboard, or by the system's own sheet. */

import { reveal } from "./locate.js";
import { t } from "./words.js";

const field = document.querySelector("#link");
const give = document.querySelector("[data-give]");

reveal();
document.querySelector("[data-back]").addEventListener("click", goBack);
if (navigator.share) give.hidden = false;
field.addEventListener("focus", () => field.select());
document.querySelector("[data-copy]").addEventListener("click", copy);
give.addEventListener("click", () => navigator.share({ title: give.dataset.title, url: field.value }).catch(() => {})); // closed again

/** To the page as it was left, with the home point behind its "#", where one came from it. */
function goBack(event) {
  const from = document.referrer && new URL(document.referrer);
  if (!from || from.origin !== location.origin || from.pathname !== event.currentTarget.pathname || history.length < 2) return;
  event.preventDefault();
  history.back();
}

async function copy() {
  try {
    await navigator.clipboard.writeText(field.value);
    say(t("复制好了，去聊天里粘贴就行。"));
  } catch {
    field.focus();
    say(t("没能自动复制。链接已经选中，请您自己复制。"));
  }
}

function say(words) {
  document.querySelector("#share-say").textContent = words;
}
