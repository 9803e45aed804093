/* What a phone may keep for when there is no signal, and how it is told. Pure: no browser is asked. */

const CIRCLES = 3; // seen last
const OUTLETS = 30; // opened last
const DAY_MS = 86_400_000;
const HARMLESS = new Set(["pace", "from"]); // words of an address that say nothing about a person
const OWN = /^\/(office|bureau|admin|api|static)\//; // the desk, the bureau, programs and files are nobody's page
const KINDS = [
  ["general", /^\/(?:how\/|elder\/)?$/],
  ["circle", /^\/communities\/(\d+)\/(?:board\/|card\/)?$/],
  ["elder", /^\/elder\/(\d+)\/(?:[\w-]+\/){0,2}$/],
  ["outlet", /^\/outlets\/(\d+)\/$/],
];
const USUAL_PACE = { elder: "elderly" }; // elsewhere "standard"; an address may leave it out
const BASEMAP = /^\/api\/communities\/(\d+)\/basemap\/\?v=\w+$/;

/** {path, kind, id, asked} of a page that has a place in the store, by its address; null where it has none.
    `path` is its name there: an elder page has one for each pace, any other page one. `asked` is what it is asked with. */
export function placeOf(address) {
  const { pathname, searchParams } = new URL(address);
  for (const [kind, pattern] of KINDS) {
    const match = pattern.exec(pathname);
    if (!match) continue;
    const words = choices(searchParams, kind);
    const asked = words ? `${pathname}?${words}` : pathname;
    return { path: kind === "elder" ? asked : pathname, kind, id: match[1] ?? "", asked };
  }
  return null;
}

/** The harmless words of an address as one text, without the pace that is meant where none is named. */
function choices(searchParams, kind) {
  const usual = USUAL_PACE[kind] ?? "standard";
  const pace = searchParams.get("pace");
  const from = kind === "elder" ? null : searchParams.get("from");
  return new URLSearchParams({ ...(from && { from }), ...(pace && pace !== usual && { pace }) }).toString();
}

/** Whether the page at this address is the one to keep: nothing in the address but what is harmless. */
export function mayKeep(address) {
  return placeOf(address) !== null && [...new URL(address).searchParams.keys()].every((name) => HARMLESS.has(name));
}

/** Whether what the server answered may be kept: a whole page of its own, not meant for one person. */
export function isKeepable({ status, type, redirected, headers }) {
  const html = headers.get("content-type")?.startsWith("text/html");
  return status === 200 && type === "basic" && !redirected && Boolean(html) && !/no-store|private/.test(headers.get("cache-control") ?? "");
}

/** Whether the worker stands between this page and the network at all; never for the desk and the admin. */
export function isOurs(address) {
  return !OWN.test(new URL(address).pathname);
}

/** What may stand in for a page that cannot be had: its path in the store, or null. Only a circle and an outlet
    may be asked otherwise than they were kept (`isOther`): an elder page is one answer, read aloud without its address. */
export function standIn(address) {
  const place = placeOf(address);
  return place && (["circle", "outlet"].includes(place.kind) || mayKeep(address)) ? place.path : null;
}

/** Whether a page kept as `asked` answers another question than this address asks. */
export function isOther(address, asked) {
  return !mayKeep(address) || placeOf(address).asked !== asked;
}

/** The size of text that a page of the elder edition is written in; "" for any other page. */
export function sizeOf(html) {
  return /<html[^>]*\sclass="elder size-(\d+)"/.exec(html)?.[1] ?? "";
}

/** The streets under a circle's map: a path with its revision, never anything asked from a place. */
export function isBasemap(path) {
  return BASEMAP.test(path);
}

/** The addresses of files that a page cannot do without. */
export function filesOf(html) {
  const named = [...html.matchAll(/\s(?:href|src|data-basemap)="([^"#]+)/g)].map((match) => match[1]);
  return [...new Set(named.filter((path) => path.startsWith("/static/") || path.endsWith("catalogue.css") || isBasemap(path)))];
}

/** The modules that a module imports, as addresses. */
export function modulesOf(script, address) {
  return [...script.matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((match) => new URL(match[1], address).pathname);
}

/** What is fetched along with a page that was seen: the board with its circle, the answers with the questions. */
export function companions({ path, kind, id }, html) {
  if (kind === "circle") return path === `/communities/${id}/` ? [`${path}board/`] : [];
  const first = `/elder/${id}/`;
  if (kind !== "elder" || path.split("?")[0] !== first) return [];
  const links = [...html.matchAll(/href="(\/elder\/\d+\/[\w-]+\/(?:\?pace=\w+)?)"/g)].map((match) => match[1]);
  return [...new Set(links.filter((link) => link.startsWith(first)).map((link) => placeOf(`https://x${link}`).path))];
}

/** Whether a kept copy is new enough not to be fetched again as a companion. */
export function isFresh(keptAt, now) {
  return keptAt !== null && now - keptAt < DAY_MS;
}

/** The paths that have to go: circles beyond the last few with all of theirs, outlets beyond the last many.
    `entries` are {path, at}; a circle is as young as the youngest of its pages. */
export function surplus(entries) {
  const circles = new Map();
  const outlets = new Map();
  for (const { path, at } of entries) {
    const code = BASEMAP.exec(path)?.[1];
    const place = code ? null : placeOf(`https://x${path}`);
    if (!code && (!place || place.kind === "general")) continue;
    const groups = place?.kind === "outlet" ? outlets : circles;
    const id = code ?? place.id;
    const group = groups.get(id) ?? { youngest: 0, paths: [] };
    if (place) group.youngest = Math.max(group.youngest, at);
    group.paths.push(path);
    groups.set(id, group);
  }
  return [...beyond(circles, CIRCLES), ...beyond(outlets, OUTLETS)];
}

function beyond(groups, most) {
  return [...groups.values()].sort((a, b) => b.youngest - a.youngest).slice(most).flatMap(({ paths }) => paths);
}

/** A kept page that says so: its hidden line is shown, with the date in the page's own language; where it answers
    an `other` question than was asked, it says that too. */
export function marked(html, keptAt, now, other = false) {
  const lang = /<html[^>]*\slang="([^"]+)"/.exec(html)?.[1] ?? "zh-Hans";
  return html
    .replace(/(<div class="kept[^>]*?)\shidden>/, "$1>")
    .replace(/(<b class="kept__other")\shidden>/, other ? "$1>" : "$&")
    .replace(/(<time class="kept__at">)[^<]*/, `$1${said(new Date(keptAt), lang, new Date(now))}`);
}

/** "8 月 20 日 17:40", with the year where it is not this one; other languages as they write it. */
export function said(date, lang, today) {
  const year = date.getFullYear() !== today.getFullYear();
  if (!lang.startsWith("zh")) {
    return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", ...(year && { year: "numeric" }), hour: "2-digit", minute: "2-digit" }).format(date);
  }
  const clock = [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
  return `${year ? `${date.getFullYear()} 年 ` : ""}${date.getMonth() + 1} 月 ${date.getDate()} 日 ${clock}`;
}
