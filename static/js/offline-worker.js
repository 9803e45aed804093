/* The service worker: pages from the network while it answers, from the store when it does not.
   It never touches the desk, and nothing that was asked by POST is ever kept. */

import { isBasemap, isKeepable, isOurs, marked, mayKeep, placeOf, standIn } from "./offline-rules.js";
import { Store, keptAt } from "./offline-store.js";

const PATIENCE_MS = 4000; // so long a page is waited for where a kept one could stand in

/** `pages` are the pages for when nothing was kept: {plain, elder}. */
export function work({ version, pages }) {
  const store = new Store(version);
  self.addEventListener("install", (event) => event.waitUntil(install(store, pages)));
  self.addEventListener("activate", (event) => event.waitUntil(store.deleteOthers().then(() => self.clients.claim())));
  self.addEventListener("message", (event) => {
    if (mayKeep(event.data.keep)) event.waitUntil(keepAnew(store, event.data.keep));
  });
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (url.origin !== location.origin) return;
    const path = url.pathname + url.search;
    if (request.method === "GET" && (url.pathname.startsWith("/static/") || isBasemap(path))) event.respondWith(storedFirst(path, request));
    else if (request.method === "GET" && url.pathname.endsWith("/catalogue.css")) event.respondWith(fetch(request).catch(() => stored(path)));
    else if (request.mode === "navigate" && isOurs(request.url)) event.respondWith(page(event, store, pages));
  });
}

/** All or nothing: while a page that was kept cannot be had anew, the old release stays whole. */
async function install(store, pages) {
  const cache = await store.open();
  for (const path of Object.values(pages)) if (!(await cache.match(path))) await store.keep(path, await whole(path));
  await store.takeOver();
  await self.skipWaiting();
}

async function whole(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

async function page(event, store, pages) {
  const { request } = event;
  const asked = fetch(request);
  if (request.method === "GET" && mayKeep(request.url)) event.waitUntil(keepSeen(store, request.url, asked).catch(() => {}));
  const path = request.method === "GET" ? standIn(request.url) : null;
  const copy = path && (await stored(path));
  try {
    const response = await (copy ? before(asked, PATIENCE_MS) : asked);
    return copy && response.status >= 500 ? told(copy) : response;
  } catch {
    return copy ? told(copy) : nothing(new URL(request.url).pathname.startsWith("/elder/") ? pages.elder : pages.plain);
  }
}

function before(answer, milliseconds) {
  return Promise.race([answer, new Promise((_, reject) => setTimeout(() => reject(new Error("too slow")), milliseconds))]);
}

/** What was just shown is kept; where the server leads elsewhere, an old copy would lead astray. */
async function keepSeen(store, address, asked) {
  const place = placeOf(address);
  const response = (await asked).clone();
  if (response.type === "opaqueredirect") return (await store.open()).delete(place.path);
  await keep(store, place, response);
}

async function keepAnew(store, address) {
  await keep(store, placeOf(address), await fetch(address));
}

async function keep(store, place, response) {
  if (!isKeepable(response)) return;
  const language = response.headers.get("content-language");
  await settle(store, place, language, await store.keep(place.path, response));
}

/** Goes along, and goes: what belongs to the page that was kept, in its language, and what is too old. */
async function settle(store, place, language, html) {
  await store.prune();
  await store.speak(language);
  if (!navigator.connection?.saveData) await store.bring(place, html);
}

/** A kept page, with the date on it. */
async function told(copy) {
  return new Response(marked(await copy.text(), keptAt(copy), Date.now()), { headers: copy.headers });
}

/** The page that tells what was kept, in place of one that was not. */
async function nothing(path) {
  const { body, headers } = await stored(path);
  return new Response(body, { status: 503, headers });
}

function stored(path) {
  return caches.match(path);
}

async function storedFirst(path, request) {
  return (await stored(path)) ?? fetch(request);
}
