/* The circle's page, alive: the start moves, the pace changes, rows and marks light each other up. */

import { Refused, askMaybe, askPage } from "./ask.js";
import { formatHome, parseHome, parseRow } from "./home-point.js";
import "./escape.js";
import { forgetQuestion } from "./language.js";
import { locate, reveal } from "./locate.js";
import { Rows } from "./rows.js";
import { keep, keepSoon, kept, openAgain, openFolds } from "./seen.js";
import { Sheet } from "./sheet.js";
import { t } from "./words.js";

const $ = (selector) => document.querySelector(selector);
let first = parseHome(location.hash); // the point that the address came with, until an answer is shown or the centre is chosen
let home = null; // the point that the list on the page counts from
let wanted = null; // the point that the latest question asks for, and its pace while it is under way
let wantedPace = null;
let latest = 0; // the number of the latest question
let chosen = parseRow(location.hash); // the row that was picked last

if (!window.L) {
  $("#map-off").hidden = false;
  if (first) await listFrom(first);
  await new Promise(() => {}); // the map's library did not come: the page goes on as it does without scripts
}
const before = kept();
const sheet = startSheet();
const rows = new Rows(sheet, (id) => keepRow(id));
reveal();
if (first) move(first).then(comeBack);
else comeBack();

function startSheet() {
  const element = $("#sheet");
  const tiles = JSON.parse($("#tiles").textContent);
  const touched = { pick: (id) => rows.pick(id), look: (id) => rows.look(id), choose: move, scale: sayScale, credit: sayCredit, heap: sayHeap, heapWords, moved: () => keepSoon(seen) };
  const started = new Sheet(element, touched, tiles);
  started.draw(drawing());
  if (element.dataset.basemap) askMaybe(element.dataset.basemap).then((map) => map && started.ground(map));
  return started;
}

function drawing() {
  return JSON.parse($("#drawing").textContent);
}

/* ---- asking anew ---- */

function move(point) {
  return ask(new FormData($("#ask")), point);
}

/** Only the answer to the latest question is shown; where none comes, what was shown stays. */
async function ask(data, start = wanted) {
  const number = (latest += 1);
  const url = new URL($("#ask").action);
  wanted = start;
  for (const name of ["lat", "lng"]) data.delete(name);
  if (start) {
    data.delete("place");
    data.set("lat", start.lat.toFixed(6));
    data.set("lng", start.lng.toFixed(6));
  }
  const hidden = start || data.get("near") || data.get("place");
  wantedPace = data.get("pace") || wantedPace || $(".pace [aria-pressed=true]").value;
  data.set("pace", wantedPace);
  if (!hidden) url.search = new URLSearchParams([...data].filter(([, value]) => value)).toString();
  busy(true);
  say(t("正在算…"));
  try {
    const page = await askPage(url, hidden ? data : undefined);
    if (number !== latest) return;
    show(page);
    home = wanted = isOwn() ? start : null;
    wantedPace = first = null;
    remember(data);
    forgetQuestion();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (number !== latest) return;
    wanted = home ?? first;
    wantedPace = null;
    sheet.draw(drawing()); // a pin that was dragged goes back
    say(error.message);
    busy(false, error.message);
  }
}

/** Without the map: the list alone from the home point, else a word that it is not. */
async function listFrom(point) {
  const data = new FormData($("#ask"));
  for (const name of ["lat", "lng"]) data.set(name, point[name].toFixed(6));
  data.set("pace", $(".pace [aria-pressed=true]").value);
  try {
    const page = await askPage($("#ask").action, data);
    put(page.querySelector("#answer"));
    if (isOwn()) for (const link of document.querySelectorAll(".outlet__name a")) link.hash = formatHome(point);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    busy(false, t("{problem}现在按社区中心算。", { problem: error.message }));
  }
}

/** The list is paler while it waits for a new one; why none comes is seen, wherever one asked. */
function busy(is, problem = "") {
  $("#both").ariaBusy = String(is);
  $("#ask-problem").textContent = problem;
  $("#ask-problem").hidden = !problem;
}

function isOwn() {
  return $("#answer").dataset.own === "1";
}

/** The start as other pages are told it, behind "#": a point, also of a place that was picked by name, and one whose
    answer has not come. */
function carriedHome() {
  const point = home ?? wanted ?? first;
  if (point || !isOwn()) return point;
  const [lat, lng] = drawing().origin;
  return { lat, lng };
}

/** The new answer in place of the old; the living map, the open folds and the focus stay. */
function show(page) {
  const fresh = page.querySelector("#answer");
  const focused = whereFocusIs();
  const view = $("[name=view]:checked")?.id;
  const folds = ["#move", ".filter", ".filter__cats"].filter((selector) => $(selector)?.open);
  put(fresh);
  for (const selector of folds) if ($(selector)) $(selector).open = true;
  if (view) $(`#${view}`).checked = true;
  reveal();
  sheet.draw(drawing());
  rows.renew();
  sheet.tap(false);
  if (focused) $(focused)?.focus({ preventScroll: true });
  say(t("找到 {count} 家", { count: Number($("#answer").dataset.shown) }));
}

/** The sheet stays the same element, and is called as the new answer calls it. */
function put(fresh) {
  const { ariaLabel } = fresh.querySelector("#sheet");
  fresh.querySelector("#sheet").replaceWith($("#sheet"));
  $("#answer").replaceWith(document.adoptNode(fresh));
  $("#sheet").ariaLabel = ariaLabel;
}

function whereFocusIs() {
  const { id, name, value } = document.activeElement ?? {};
  if (id) return `#${CSS.escape(id)}`;
  return name ? `[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]` : null;
}

/** Pace, filter and view stand in the address, a home point and the row only behind its "#". */
function remember(data) {
  const names = ["pace", "tier", "only", "categories", "at"];
  replace(new URLSearchParams([...data].filter(([name, value]) => names.includes(name) && value)));
}

function replace(query) {
  const url = new URL(location.href);
  const view = $("[name=view]:checked")?.value;
  query.delete("view");
  if (view && view !== "both") query.set("view", view);
  url.search = query.toString();
  url.hash = formatHome(carriedHome(), chosen);
  history.replaceState(history.state, "", url);
}

/* ---- what was seen ---- */

function keepRow(id) {
  if (id === chosen) return;
  chosen = id;
  keepSoon(seen);
}

/** What the share page is told: also the view and the row, never a home point. From home rows are others than those
    that the link shows. */
function sharedQuery(search) {
  const query = new URLSearchParams(search);
  const view = $("[name=view]:checked")?.value;
  if (view && view !== "both") query.set("view", view);
  if (chosen !== null && !isOwn() && $(`#o${chosen}`)) query.set("row", chosen);
  return query.toString();
}

function seen() {
  replace(new URLSearchParams(location.search));
  return { view: sheet.view(), folds: openFolds(), scroll: Math.round(scrollY) };
}

/** Back where one was: the map, the folds, the row, the place on the page. A link only names the row. */
function comeBack() {
  if (before) {
    history.scrollRestoration = "manual";
    openAgain(before.folds);
    sheet.show(before.view);
  }
  if (chosen !== null) rows.pick(chosen, { scroll: !before });
  if (before) scrollTo(0, before.scroll);
}

function say(words) {
  for (const line of [$("#move-say"), $("#said")]) if (line) line.textContent = words; // seen where it is open, read out always
}

function sayScale({ metres, pixels }) {
  const scale = $("#scale");
  scale.hidden = false;
  const bar = document.createElement("span");
  bar.className = "scale";
  bar.style.width = `${pixels}px`;
  scale.replaceChildren(bar, t("{count} 米", { count: metres }));
}

/** Whose streets are drawn is named on the sheet, once. */
function sayCredit(words) {
  const foot = $(".map__foot");
  if (!words || foot.textContent.includes(words)) return;
  const credit = document.createElement("span");
  credit.textContent = words;
  foot.append(credit);
}

function heapWords(marks) {
  return t(marks.length > 3 ? "这里有 {count} 处：{names}等。放大看" : "这里有 {count} 处：{names}。放大看", several(marks));
}

function sayHeap(marks) {
  $("#map-say").textContent = t(marks.length > 3 ? "放大了：{names}等 {count} 处" : "放大了：{names}", several(marks));
}

/** How many, and the first names: the list has them all. */
function several(marks) {
  return { count: marks.length, names: marks.slice(0, 3).map(({ name }) => name).join(t("、")) };
}

/* ---- what can be pressed ---- */

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.id !== "ask" && form.id !== "move-form") return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  ask(data, form.id === "move-form" ? null : wanted);
});

for (const what of ["scroll", "toggle"]) document.addEventListener(what, () => keepSoon(seen), true);

document.addEventListener("change", (event) => {
  if (event.target.matches("[name=view]")) keepSoon(seen);
  if (event.target.matches("#ask input[type=checkbox]")) ask(new FormData($("#ask")));
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button, a");
  if (!button) return;
  if (button.matches("a")) keep(seen());
  if (button.matches("[data-centre]")) {
    event.preventDefault();
    const data = new FormData($("#ask"));
    data.delete("place");
    first = null;
    ask(data, null);
  } else if (button.matches("[data-clear]") && isOwn()) {
    event.preventDefault();
    const data = new FormData($("#ask"));
    for (const name of ["tier", "only", "categories"]) data.delete(name);
    ask(data);
  } else if (button.matches("[data-tap]")) {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    sheet.tap(on);
    say(on ? t("在图上点一下您家的位置。") : "");
    if (on) $("#map").scrollIntoView({ block: "nearest" });
  } else if (button.matches("[data-locate]")) {
    say(t("正在找您的位置…"));
    locate().then(move, (error) => say(error.message));
  } else if (button.matches("[data-zoom]")) sheet.zoom(Number(button.dataset.zoom));
  else if (button.matches("[data-fit]")) sheet.fit();
  else if (button.matches("[data-share]")) button.search = sharedQuery(button.search);
  else if (button.matches(".outlet__name a")) button.hash = formatHome(carriedHome());
});
