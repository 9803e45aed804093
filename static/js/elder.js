/* 长辈版: reads the page aloud, and walks from where one stands. Without this script everything else works.
   Where one stands comes behind the "#", which is never sent, and goes to the server in bodies only. */

import { Refused, askJson, askPage } from "./ask.js";
import { formatHome, parseHome } from "./home-point.js";
import { locate } from "./locate.js";
import { readable, reader } from "./read-aloud.js";
import { t } from "./words.js";

const speech = window.speechSynthesis;
const home = parseHome(location.hash);
// the last thing read must not go on over the next page
addEventListener("pagehide", () => speech?.cancel());
// a new place or none begins anew; the skip link's "#main" is neither
addEventListener("hashchange", () => (parseHome(location.hash) || !location.hash) && location.reload());
if (home) await walkFrom(home);
wire();

async function walkFrom(point) {
  const shown = document.querySelector("#answer");
  shown.ariaBusy = "true";
  try {
    const page = await askPage(location.pathname + location.search, bodyOf(point));
    const fresh = page.querySelector("#answer");
    if (fresh) shown.replaceWith(document.adoptNode(fresh));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(error.message);
  } finally {
    shown.ariaBusy = null;
  }
  for (const kept of document.querySelectorAll("a[data-keep]")) kept.hash = formatHome(point);
  for (const kept of document.querySelectorAll("form[data-keep]")) kept.action += formatHome(point);
}

function wire() {
  press("#e-here", async () => {
    location.hash = formatHome(await locate());
  });
  press("#e-near", async (button) => {
    const here = await locate();
    const { code } = await askJson(button.dataset.url, bodyOf(here));
    location.assign(`${button.dataset.elder}${code}/${formatHome(here)}`);
  });
  const read = document.querySelector("#e-read");
  if (!speech) read?.remove();
  if (!read || !speech) return;
  read.hidden = false;
  read.addEventListener("click", reader(speech, SpeechSynthesisUtterance, () => readable(document), (on) => {
    read.ariaPressed = String(on);
    read.querySelector("span").textContent = t(on ? "停下不念" : "念给我听");
  }));
}

function press(name, work) {
  const button = document.querySelector(name);
  if (!navigator.geolocation) button?.remove();
  if (!button || !navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    say(t("正在找您现在的地方…"));
    try {
      await work(button);
    } catch (error) {
      say(error.message);
    }
  });
}

function say(words) {
  const line = document.querySelector("#e-say");
  if (line) line.textContent = words;
}

function bodyOf(point) {
  const body = new FormData();
  body.set("lat", point.lat);
  body.set("lng", point.lng);
  for (const [name, word] of new URLSearchParams(location.search)) if (name !== "lat" && name !== "lng") body.set(name, word);
  return body;
}
