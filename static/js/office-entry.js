/* The outlet form, alive: it answers while one types, marks the door on a map, and keeps itself in the browser. */

import { Refused, askJson } from "./ask.js";
import { Keeper } from "./office-keeper.js";
import { locate, reveal } from "./locate.js";
import { Picker } from "./office-picker.js";
import { addRow, foldRows } from "./office-rows.js";
import { WeekEditor } from "./office-week-editor.js";
import { t } from "./office-words.js";

const $ = (selector) => document.querySelector(selector);
const PAUSE = 500; // ms without a key before the server is asked
const FAR = 50; // metres that a device may be wrong before one is told to look again
const form = $("#entry");
let asking = 0;
let timer = null;

document.documentElement.classList.add("js");
reveal();
foldRows(form);
const week = new WeekEditor($("#week"), $("#lines"));
const picker = new Picker($("#sheet"), markOnMap, sayScale);
picker.draw(JSON.parse($("#drawing").textContent));
const keeper = new Keeper(form, $("#kept"), () => {
  week.readAnew();
  foldRows(form);
  ask();
});
keeper.offer();
$("#errors")?.focus();

/* ---- asking the server what it makes of the form ---- */

function soon() {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
}

async function ask({ paste = false } = {}) {
  if (!navigator.onLine) return;
  const number = (asking += 1);
  const data = new FormData(form);
  data.delete("photos");
  data.delete("seen");
  if (!paste) data.delete("paste");
  try {
    const answer = await askJson(form.dataset.point, data);
    if (number === asking) show(answer, paste);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (number === asking) keeper.say(error.message);
  }
}

function show(answer, paste) {
  guess(answer.suggested);
  if (paste) showPasted(answer);
  const focused = document.activeElement?.closest("#side") ? selectorOf(document.activeElement) : null;
  $("#side").innerHTML = answer.side; // made by our own server, escaped there
  if (focused) $(focused)?.focus();
  if (answer.map.placed) picker.draw(answer.map);
}

function selectorOf({ name, value }) {
  return name ? `#side [name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]` : null;
}

/** The likely categories are named and put first among equals; nothing is chosen for the clerk. */
function guess(codes) {
  const chips = codes.map((code) => form.querySelector(`[name=category][value="${CSS.escape(code)}"]`)?.closest(".chip")).filter(Boolean);
  for (const chip of form.querySelectorAll(".chip.is-likely")) chip.classList.remove("is-likely");
  for (const chip of chips) chip.classList.add("is-likely");
  const names = chips.map((chip) => chip.lastChild.textContent.trim());
  $("#guess").textContent = names.length ? t("看店名像是：{names}。最后您来定。", { names: names.join(t("、")) }) : "";
  if (chips.some((chip) => chip.closest("#tier-more"))) $("#tier-more").open = true;
}

/* ---- the place ---- */

function markOnMap({ lat, lng }) {
  place(lat, lng, "map");
  $("#pick-say").textContent = t("红针在 {lat}，{lng}", { lat: lat.toFixed(5), lng: lng.toFixed(5) });
}

function place(lat, lng, system) {
  form.elements.lat.value = lat.toFixed(7);
  form.elements.lng.value = lng.toFixed(7);
  form.querySelector(`[name=system][value=${system}]`).checked = true;
  soon();
}

function showPasted({ typed, problems }) {
  const wrong = problems.paste ?? problems.system ?? problems.lat ?? "";
  $("#paste-err").textContent = wrong;
  $("#paste-err").hidden = !wrong;
  $("#f-paste").classList.toggle("field--err", Boolean(wrong));
  if (problems.paste) return;
  for (const name of ["lat", "lng", "paste"]) form.elements[name].value = typed[name];
  for (const radio of form.querySelectorAll("[name=system]")) radio.checked = radio.value === typed.system;
  if (problems.system) form.querySelector("[name=system]").focus();
}

async function useMyPlace() {
  const say = $("#pick-say");
  say.textContent = t("正在找您的位置…");
  try {
    const here = await locate();
    place(here.lat, here.lng, "wgs84");
    const words = here.metres > FAR ? "误差约 {count} 米，误差大，请再对着门口挪一挪红针。" : "误差约 {count} 米。";
    say.textContent = here.metres ? t(words, { count: Math.round(here.metres) }) : "";
  } catch (error) {
    say.textContent = error.message;
  }
}

function sayScale({ metres, pixels }) {
  const bar = Object.assign(document.createElement("span"), { className: "scale" });
  bar.style.width = `${pixels}px`;
  $("#scale").hidden = false;
  $("#scale").replaceChildren(bar, t("{count} 米", { count: metres }));
}

/* ---- what can be pressed ---- */

form.addEventListener("input", (event) => {
  keeper.keepSoon();
  if (event.target.id !== "paste") soon();
});
form.addEventListener("change", (event) => {
  keeper.keepSoon();
  if (event.target.id !== "paste" && !event.target.matches(".map *")) soon();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, a");
  if (!button) return;
  if (button.id === "locate") useMyPlace();
  else if (button.id === "read-paste") {
    event.preventDefault();
    ask({ paste: true });
  } else if (button.dataset.add) addRow(form, button.dataset.add);
  else if (button.dataset.door !== undefined) doorHere(button.dataset.door);
});

/** A door where the pin is: in the system that the form's own place is in. */
function doorHere(number) {
  for (const name of ["lat", "lng"]) form.elements[`door-${number}-${name}`].value = form.elements[name].value;
  form.elements[`door-${number}-lat`].dispatchEvent(new Event("input", { bubbles: true }));
}

form.addEventListener("submit", (event) => {
  if (event.submitter?.id !== "read-paste" && keeper.hold()) event.preventDefault();
});
addEventListener("online", () => keeper.say(t("又有网络了，可以交了。")));
