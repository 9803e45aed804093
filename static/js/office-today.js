/* Forms that wait on this device, on the page of the day: sent when the network is back, or by a button. */

import { Drafts } from "./office-drafts.js";
import { button, when } from "./office-keeper.js";
import { t } from "./office-words.js";
import { write } from "./words.js";

const box = document.querySelector("#unsent");
const list = box.querySelector("ul");
const drafts = new Drafts(localStorage, document.body.dataset.account);

addEventListener("online", sendWaiting);
show();
if (navigator.onLine) sendWaiting();

function show() {
  const all = drafts.all();
  box.hidden = all.length === 0;
  box.querySelector(".count").textContent = all.length;
  list.replaceChildren(...all.map(row));
}

function row(draft) {
  const item = document.createElement("li");
  const words = document.createElement("div");
  const name = document.createElement("b");
  write(name, draft.name || t("还没写店名"));
  const state = draft.waiting ? t("等网络") : t("没填完");
  const said = Object.assign(document.createElement("p"), { className: "dim s", textContent: `${state} · ${when(draft.at)}` });
  words.append(name, said);
  if (draft.words) words.append(Object.assign(document.createElement("p"), { className: "err", textContent: draft.words }));
  const open = Object.assign(document.createElement("a"), { className: "btn", textContent: t("打开"), href: `${draft.path}#draft=${encodeURIComponent(drafts.idOf(draft.key))}` });
  const acts = Object.assign(document.createElement("div"), { className: "row" });
  if (draft.waiting) acts.append(button(t("现在交"), "btn", () => send(draft).then(show)));
  acts.append(open, button(t("不要了"), "btn btn--plain", () => { drafts.drop(drafts.idOf(draft.key)); show(); }));
  item.append(words, acts);
  return item;
}

async function sendWaiting() {
  const waiting = drafts.all().filter((draft) => draft.waiting && !draft.words);
  for (const draft of waiting) await send(draft);
  if (waiting.length) show();
}

/** Sent as the form itself would be; what the server refuses is said beside it, and it stays here. */
async function send({ key, ...draft }) {
  const id = drafts.idOf(key);
  const body = new FormData();
  for (const [name, value] of draft.fields) body.append(name, value);
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  body.set("ticket", draft.ticket);
  body.set("do", "send");
  try {
    const response = await fetch(draft.path, { method: "POST", body, headers: { Accept: "application/json" } });
    if (response.ok && response.redirected) return drafts.drop(id);
    drafts.keep(id, { ...draft, words: await refusal(response) });
  } catch {
    drafts.keep(id, { ...draft, words: "" });
  }
}

async function refusal(response) {
  if (response.status === 401) return t("登录过期了，请重新登录再交。");
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const words = [...page.querySelectorAll(".errbox li")].map((line) => line.textContent.trim());
  return words.length ? t("没交成：{words}。打开改一改。", { words: words.join(t("；")) }) : t("没交成，请打开看看。");
}
