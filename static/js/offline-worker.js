/* The service worker: pages from the network while it answers, from the store when it does not.
   It never touches the desk, and nothing that was asked by POST is ever kept. */

import { isBasemap, isKeepable, isOther, isOurs, marked, mayKeep, placeOf, sizeOf, standIn } from "./offline-rules.js";
import { Store, askedOf, keptAt, leadsToElder } from "./offline-store.js";

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
  await keepForNothing(store, pages);
  await store.takeOver();
  await self.skipWaiting();
}

/** The pages for when nothing was kept: at once, and again after somebody deleted all. */
async function keepForNothing(store, pages) {
  const cache = await store.open();
  for (const path of Object.values(pages)) if (!(await cache.match(path))) await store.keep(path, await whole(path));
}

async function whole(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

async function page(event, store, pages) {
  const { request } = event;
  const asked = fetch(request);
  if (request.method === "GET" && mayKeep(request.url)) event.waitUntil(keepSeen(store, request.url, asked, pages).catch(() => {}));
  const path = request.method === "GET" ? standIn(request.url) : null;
  const copy = path && (await stored(path));
  try {
    const response = await (copy ? before(asked, PATIENCE_MS) : asked);
    return copy && response.status >= 500 ? told(copy, request.url) : response;
  } catch {
    return copy ? told(copy, request.url) : nothing((await isElder(new URL(request.url))) ? pages.elder : pages.plain);
  }
}

async function isElder({ pathname }) {
  return pathname.startsWith("/elder/") || (pathname === "/" && (await leadsToElder()));
}

function before(answer, milliseconds) {
  return Promise.race([answer, new Promise((_, reject) => setTimeout(() => reject(new Error("too slow")), milliseconds))]);
}

/** What was just shown is kept, unless the server leads elsewhere. */
async function keepSeen(store, address, asked, pages) {
  const place = placeOf(address);
  const response = (await asked).clone();
  if (response.type === "opaqueredirect") return store.leadsOn(place.path);
  await keep(store, place, response);
  await keepForNothing(store, pages);
}

async function keepAnew(store, address) {
  await keep(store, placeOf(address), await fetch(address));
}

async function keep(store, place, response) {
  if (!isKeepable(response)) return;
  const language = response.headers.get("content-language");
  await settle(store, place, language, await store.keep(place.asked, response));
}

/** Goes along, and goes: what belongs to the page that was kept, in its language and size, and what is too old. */
async function settle(store, place, language, html) {
  await store.prune();
  await store.speak(language, sizeOf(html));
  if (!navigator.connection?.saveData) await store.bring(place, html);
}

/** A kept page, with the date on it. */
async function told(copy, address) {
  const other = isOther(address, askedOf(copy) ?? placeOf(address).path);
  return new Response(marked(await copy.text(), keptAt(copy), Date.now(), other), { headers: copy.headers });
}

/** The page that tells what was kept, in place of one that was not; the browser's own where all was deleted. */
async function nothing(path) {
  const kept = await stored(path);
  return kept ? new Response(kept.body, { status: 503, headers: kept.headers }) : Response.error();
}

function stored(path) {
  return caches.match(path);
}

async function storedFirst(path, request) {
  return (await stored(path)) ?? fetch(request);
}
