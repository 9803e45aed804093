/* The form keeps itself in the browser while one types, and waits there where no network is. */

import { Drafts, same, worth } from "./office-drafts.js";
import { t } from "./office-words.js";
import { language } from "./words.js";

const PAUSE = 800;

export class Keeper {
  /** `restored` is told when fields were filled from a draft. */
  constructor(form, box, restored) {
    Object.assign(this, { form, box, restored });
    this.path = form.dataset.draft;
    this.isNew = form.dataset.new === "1";
    this.drafts = new Drafts(localStorage, document.body.dataset.account);
    this.first = worth(new FormData(form));
    addEventListener("signing-out", () => (this.closed = true));
    for (const link of document.querySelectorAll("[data-leave], [form=drop]")) link.addEventListener("click", () => this.drop());
  }

  /** New outlets are many, each by the number of its form; a registered one has one draft. */
  get id() {
    return this.isNew ? this.form.elements.ticket.value : this.path;
  }

  keepSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  keep(waiting = false) {
    clearTimeout(this.timer);
    if (this.closed) return true;
    const fields = worth(new FormData(this.form));
    if (!waiting && same(fields, this.first)) return true;
    const { name, ticket } = this.form.elements;
    return this.drafts.keep(this.id, { path: this.path, ticket: ticket.value, name: name.value.trim(), at: Date.now(), waiting, fields });
  }

  drop() {
    clearTimeout(this.timer);
    this.closed = true;
    this.drafts.drop(this.id);
  }

  /** What was left unfinished here: put back by a button, or because a link asked for it. */
  offer() {
    const wanted = new URLSearchParams(location.hash.slice(1)).get("draft");
    const mine = this.drafts.all().filter((draft) => draft.path === this.path && !same(draft.fields, this.first));
    const asked = mine.find((draft) => this.drafts.idOf(draft.key) === wanted);
    if (asked) this.restore(asked);
    else if (mine.length && !this.form.dataset.refused) this.list(mine);
  }

  list(drafts) {
    this.say(t("这台设备上有没交的："));
    for (const draft of drafts) {
      const away = button(t("不要了"), "btn btn--plain", () => {
        this.drafts.drop(this.drafts.idOf(draft.key));
        line.remove();
        if (!this.box.querySelector(".row")) this.say("");
      });
      const line = Object.assign(document.createElement("span"), { className: "row" });
      line.append(t("{name}，{moment}", { name: draft.name || t("还没写店名"), moment: when(draft.at) }), button(t("接着填"), "btn", () => this.restore(draft)), away);
      this.box.append(line);
    }
  }

  restore(draft) {
    fill(this.form, draft.fields);
    this.form.elements.ticket.value = draft.ticket;
    this.say(t("原来填的都放回来了，接着填吧。照片要重新选。"));
    this.restored();
  }

  say(words) {
    this.box.hidden = !words;
    this.box.replaceChildren(words);
  }

  /** With a network the form goes as any form does; without, it stays here and waits. True where it stays. */
  hold() {
    if (navigator.onLine) {
      this.keep();
      return false;
    }
    const photos = this.form.elements.photos.files.length;
    if (this.keep(true)) {
      this.say(t(photos ? "没有网络，先存在这台手机里，有网络了到“今天”里交。照片没法先存，有网络了再加。" : "没有网络，先存在这台手机里，有网络了到“今天”里交。"));
      if (this.isNew) this.box.append(button(t("再登一家"), "btn", () => this.again()));
    } else this.say(t("没有网络，这台手机也存不下了。请先别关这一页。"));
    this.box.scrollIntoView({ block: "center" });
    return true;
  }

  /** An empty form for the next shop, while this one waits. */
  again() {
    this.form.reset();
    const number = crypto.getRandomValues(new Uint8Array(8));
    this.form.elements.ticket.value = [...number].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    this.say("");
    this.restored();
    this.form.elements.name.focus();
  }
}

/** Fields from [name, value] pairs: what is not named is empty. */
export function fill(form, fields) {
  const wanted = new Map();
  for (const [name, value] of fields) wanted.set(name, [...(wanted.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || ["hidden", "file", "submit"].includes(field.type)) continue;
    const values = wanted.get(field.name) ?? [];
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
}

export function when(at) {
  return new Intl.DateTimeFormat(language() === "en" ? "en-GB" : "zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false }).format(at);
}

export function button(words, className, press) {
  const made = Object.assign(document.createElement("button"), { type: "button", className, textContent: words });
  made.addEventListener("click", press);
  return made;
}
