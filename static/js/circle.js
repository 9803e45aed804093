/* The circle's page, alive: the start moves, the pace changes, rows and marks light each other up. */

import { Refused, askMaybe, askPage } from "./ask.js";
import { formatHome, parseHome } from "./home-point.js";
import { locate, reveal } from "./locate.js";
import { Sheet } from "./sheet.js";

const $ = (selector) => document.querySelector(selector);
const first = parseHome(location.hash);
let home = null; // the point that the list on the page counts from
let wanted = null; // the point that the latest question asks for, and its pace while it is under way
let wantedPace = null;
let latest = 0; // the number of the latest question

const sheet = startSheet();
reveal();
if (first) move(first);
else landOnRow();

function startSheet() {
  const element = $("#sheet");
  const tiles = JSON.parse($("#tiles").textContent);
  const started = new Sheet(element, { pick, choose: move, look: (id) => light(id ?? rowOf(document.activeElement)), scale: sayScale, credit: sayCredit }, tiles);
  started.draw(drawing());
  if (element.dataset.basemap) askMaybe(element.dataset.basemap).then((map) => map && started.ground(map));
  return started;
}

function drawing() {
  return JSON.parse($("#drawing").textContent);
}

/* ---- asking anew ---- */

function move(point) {
  ask(new FormData($("#ask")), point);
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
  say("正在算…");
  try {
    const page = await askPage(url, hidden ? data : undefined);
    if (number !== latest) return;
    show(page);
    home = wanted = isOwn() ? start : null;
    wantedPace = null;
    remember(data);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (number !== latest) return;
    wanted = home;
    wantedPace = null;
    sheet.draw(drawing()); // a pin that was dragged goes back
    say(error.message);
  }
}

function isOwn() {
  return $("#answer").dataset.own === "1";
}

/** The start as other pages are told it, behind "#": a point, also of a place that was picked by name. */
function carriedHome() {
  if (home || !isOwn()) return home;
  const [lat, lng] = drawing().origin;
  return { lat, lng };
}

/** The new answer in place of the old; the living map, the open folds and the focus stay. */
function show(page) {
  const fresh = page.querySelector("#answer");
  const focused = whereFocusIs();
  const view = $("[name=view]:checked")?.id;
  const folds = ["#move", ".filter", ".filter__cats"].filter((selector) => $(selector)?.open);
  fresh.querySelector("#sheet").replaceWith($("#sheet"));
  $("#answer").replaceWith(document.adoptNode(fresh));
  for (const selector of folds) if ($(selector)) $(selector).open = true;
  if (view) $(`#${view}`).checked = true;
  reveal();
  sheet.draw(drawing());
  sheet.tap(false);
  if (focused) $(focused)?.focus({ preventScroll: true });
  say($(".filter [role=status]").textContent);
}

function whereFocusIs() {
  const { id, name, value } = document.activeElement ?? {};
  if (id) return `#${CSS.escape(id)}`;
  return name ? `[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]` : null;
}

/** Pace and filter stand in the address, a home point only behind its "#". */
function remember(data) {
  const url = new URL(location.href);
  const kept = [...data].filter(([name, value]) => ["pace", "tier", "only", "categories", "at"].includes(name) && value);
  url.search = new URLSearchParams(kept).toString();
  url.hash = formatHome(carriedHome());
  history.replaceState(null, "", url);
}

function say(words) {
  const status = $("#move-say");
  if (status) status.textContent = words;
}

function sayScale({ metres, pixels }) {
  const scale = $("#scale");
  scale.hidden = false;
  const bar = document.createElement("span");
  bar.className = "scale";
  bar.style.width = `${pixels}px`;
  scale.replaceChildren(bar, `${metres} 米`);
}

/** Whose streets are drawn is named on the sheet, once. */
function sayCredit(words) {
  const foot = $(".map__foot");
  if (!words || foot.textContent.includes(words)) return;
  const credit = document.createElement("span");
  credit.textContent = words;
  foot.append(credit);
}

/* ---- rows and marks ---- */

function pick(id) {
  const row = $(`#o${id}`);
  if (!row) return;
  const fold = row.closest("details");
  if (fold) fold.open = true;
  light(id);
  row.scrollIntoView({ block: "nearest" });
  row.querySelector("a").focus({ preventScroll: true });
}

function light(id) {
  for (const row of document.querySelectorAll(".outlet.is-on")) row.classList.remove("is-on");
  const row = id === null ? null : $(`#o${id}`);
  row?.classList.add("is-on");
  $("#map-say").textContent = row ? row.querySelector(".outlet__name a").textContent : "";
  sheet.highlight(id);
}

function landOnRow() {
  const match = /^#o(\d+)$/.exec(location.hash);
  if (match) pick(Number(match[1]));
}

function rowOf(element) {
  const row = element?.closest?.(".outlet");
  return row ? Number(row.dataset.outlet) : null;
}

document.addEventListener("mouseover", (event) => {
  const id = rowOf(event.target);
  if (id !== null) light(id);
});
document.addEventListener("focusin", (event) => {
  const id = rowOf(event.target);
  if (id !== null) light(id);
});

/* ---- what can be pressed ---- */

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.id !== "ask" && form.id !== "move-form") return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  ask(data, form.id === "move-form" ? null : wanted);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("#ask input[type=checkbox]")) ask(new FormData($("#ask")));
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button, a");
  if (!button) return;
  if (button.matches("[data-centre]")) {
    event.preventDefault();
    const data = new FormData($("#ask"));
    data.delete("place");
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
    say(on ? "在图上点一下您家的位置。" : "");
    if (on) $("#map").scrollIntoView({ block: "nearest" });
  } else if (button.matches("[data-locate]")) {
    say("正在找您的位置…");
    locate().then(move, (error) => say(error.message));
  } else if (button.matches("[data-zoom]")) sheet.zoom(Number(button.dataset.zoom));
  else if (button.matches("[data-fit]")) sheet.fit();
  else if (button.matches(".outlet__name a")) button.hash = formatHome(carriedHome());
});
