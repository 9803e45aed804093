/* The one module that writes to the phone's store: whole pages with all their files, or nothing. */

import { companions, filesOf, isBasemap, isFresh, isKeepable, modulesOf, placeOf, sizeOf, surplus } from "./offline-rules.js";

const PREFIX = "lifecircle-";
const AT = "x-kept-at";
const ASKED = "x-kept-asked";
const SIZE = "x-kept-size";
const HOME = "/";
const ELDER_FIRST = "/?elder"; // no page: a mark that the first page leads to the elder edition

export class Store {
  /** One release's store; `version` is the hash of all its static files. */
  constructor(version) {
    this.name = PREFIX + version;
  }

  open() {
    return caches.open(this.name);
  }

  /** The page behind an address asked anew and kept with what belongs to it; false where it is not there any more. */
  async fetchPage(asked) {
    const response = await fetch(asked);
    if (response.status >= 500) throw new Error(`${asked}: ${response.status}`);
    if (!isKeepable(response)) return false;
    await this.keep(asked, response);
    return true;
  }

  /** A page kept under its name, after every file that it names: never half a page. Returns its text. */
  async keep(asked, response) {
    const path = placeOf(`https://x${asked}`)?.path ?? asked;
    const html = await response.text();
    const cache = await this.open();
    await Promise.all(filesOf(html).map((file) => this.keepFile(cache, file)));
    const headers = new Headers(response.headers);
    for (const name of ["content-encoding", "content-length"]) headers.delete(name);
    headers.set(AT, String(Date.now()));
    headers.set(ASKED, asked);
    headers.set(SIZE, sizeOf(html));
    await cache.put(path, new Response(html, { headers }));
    if (path === HOME) await cache.delete(ELDER_FIRST);
    return html;
  }

  /** A page that leads elsewhere now: a copy of it would lead astray. */
  async leadsOn(path) {
    const cache = await this.open();
    await cache.delete(path);
    if (path === HOME) await cache.put(ELDER_FIRST, new Response(""));
  }

  /** Hashed names never change what they hold: what is there stays. Modules bring theirs along. */
  async keepFile(cache, path) {
    const there = await cache.match(path);
    if (there && path.startsWith("/static/")) return;
    const response = await fetch(path);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    if (isBasemap(path)) await this.drop(cache, (other) => other.startsWith(path.split("?")[0]));
    if (path.endsWith(".js")) {
      const script = await response.clone().text();
      await Promise.all(modulesOf(script, new URL(path, location.href)).map((module) => this.keepFile(cache, module)));
    }
    await cache.put(path, response);
  }

  /** What goes with a page that was just kept, where it is not there or old; without signal it waits. */
  async bring(place, html) {
    const cache = await this.open();
    for (const path of companions(place, html)) {
      if (isFresh(keptAt(await cache.match(path)), Date.now())) continue;
      if (!(await this.fetchPage(path).catch(() => false))) await cache.delete(path);
    }
  }

  /** Pages kept in another language, or another size of text, than the one now chosen are asked anew.
      `size` is "" where the page just seen has none to tell. */
  async speak(language, size) {
    const cache = await this.open();
    for (const request of await cache.keys()) {
      const kept = await cache.match(request);
      if (keptAt(kept) === null) continue;
      const its = kept.headers.get(SIZE);
      const otherSize = size && its && its !== size;
      if (otherSize || kept.headers.get("content-language") !== language) await this.fetchPage(askedOf(kept));
    }
  }

  async prune() {
    const cache = await this.open();
    const gone = new Set(surplus(await entries(cache)));
    await this.drop(cache, (path) => gone.has(path));
  }

  async drop(cache, unwanted) {
    for (const request of await cache.keys()) if (unwanted(pathOf(request))) await cache.delete(request);
  }

  /** Everything that other releases kept, asked anew for this one. */
  async takeOver() {
    const cache = await this.open();
    for (const { path, response } of await allKept()) if (!(await cache.match(path))) await this.fetchPage(askedOf(response) ?? path);
    if (await leadsToElder()) await cache.put(ELDER_FIRST, new Response(""));
  }

  async deleteOthers() {
    for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== this.name) await caches.delete(name);
  }
}

export async function deleteAll() {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
}

/** When a kept answer was made, in milliseconds; null for files and for nothing. */
export function keptAt(response) {
  const at = response?.headers.get(AT);
  return at ? Number(at) : null;
}

/** The address that a kept page was asked with; null where an older release did not write it down. */
export function askedOf(response) {
  return response.headers.get(ASKED);
}

/** Whether the first page led to the elder edition when it was last asked for. */
export async function leadsToElder() {
  return Boolean(await caches.match(ELDER_FIRST));
}

/** The pages kept by any release: {path, at, response}, the youngest copy of each. */
export async function allKept() {
  const youngest = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue;
    const cache = await caches.open(name);
    for (const { path, at } of await entries(cache)) {
      if (at !== null && placeOf(`https://x${path}`) && !(youngest.get(path)?.at > at)) youngest.set(path, { path, at, response: await cache.match(path) });
    }
  }
  return [...youngest.values()];
}

async function entries(cache) {
  return Promise.all((await cache.keys()).map(async (request) => ({ path: pathOf(request), at: keptAt(await cache.match(request)) })));
}

function pathOf({ url }) {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
