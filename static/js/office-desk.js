/* On every page of the desk: drafts that were sent are dropped from this device, all of them on signing out. */

import "./escape.js";
import { Drafts } from "./office-drafts.js";
import { t } from "./office-words.js";

const account = document.body.dataset.account;
if (account) tidy(new Drafts(localStorage, account));

function tidy(drafts) {
  const sent = new Set(JSON.parse(document.querySelector("#sent")?.textContent ?? "[]"));
  for (const draft of drafts.all()) if (sent.has(draft.ticket)) drafts.drop(drafts.idOf(draft.key));
  const leave = document.querySelector(".band__links form");
  leave?.addEventListener("submit", (event) => {
    const waiting = drafts.all().length;
    if (waiting && leave.dataset.asked !== "1") {
      event.preventDefault();
      leave.dataset.asked = "1";
      leave.querySelector("button").textContent = t("还有 {count} 份没交，清掉并退出", { count: waiting });
      return;
    }
    dispatchEvent(new Event("signing-out")); // a form that is open keeps nothing from here on
    drafts.dropAll();
  });
}
