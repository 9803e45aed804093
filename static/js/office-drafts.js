/* Half-filled forms kept in the browser, by account: what was typed and nothing else. The store is handed in. */

const PREFIX = "office-draft:";
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "ticket", "seen", "do", "photos"]);
const MOST = 30;

/** Drafts of one account in a store with getItem, setItem, removeItem, key, length. */
export class Drafts {
  constructor(store, account) {
    this.store = store;
    this.prefix = `${PREFIX}${account}:`;
  }

  /** All of them, the newest first: {key, path, name, at, waiting, words, fields}. */
  all() {
    const found = [];
    for (const key of this.keys()) {
      const draft = read(this.store.getItem(key));
      if (draft) found.push({ key, ...draft });
    }
    return found.sort((a, b) => b.at - a.at);
  }

  get(id) {
    return read(this.store.getItem(this.prefix + id));
  }

  /** False where the browser keeps nothing, because it is full or will not. */
  keep(id, draft) {
    try {
      this.store.setItem(this.prefix + id, JSON.stringify(draft));
    } catch {
      return false;
    }
    for (const old of this.all().slice(MOST)) this.store.removeItem(old.key);
    return true;
  }

  drop(id) {
    this.store.removeItem(this.prefix + id);
  }

  dropAll() {
    for (const key of this.keys()) this.store.removeItem(key);
  }

  keys() {
    const keys = [];
    for (let at = 0; at < this.store.length; at += 1) keys.push(this.store.key(at));
    return keys.filter((key) => key?.startsWith(this.prefix));
  }

  idOf(key) {
    return key.slice(this.prefix.length);
  }
}

/** What a form's entries are worth keeping: [name, value] pairs of text. */
export function worth(entries) {
  return [...entries].filter(([name, value]) => typeof value === "string" && !LEFT_OUT.has(name));
}

/** Whether two lists of pairs say the same, whatever is empty left aside. */
export function same(one, other) {
  const said = (pairs) => JSON.stringify(pairs.filter(([, value]) => value !== "").map((pair) => pair.join("=")).sort());
  return said(one) === said(other);
}

function read(text) {
  try {
    const draft = JSON.parse(text);
    return Array.isArray(draft?.fields) ? draft : null;
  } catch {
    return null;
  }
}
