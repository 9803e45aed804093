/* The first page: where am I, and folds that open where there is room. */

import { askJson } from "./ask.js";
import { startCity } from "./city.js";
import "./escape.js";
import { formatHome } from "./home-point.js";
import { locate, reveal } from "./locate.js";
import { t } from "./words.js";

const WIDE = 960;

reveal();
openFolds();
startCity(document.querySelector("#q"));

const button = document.querySelector("#locate");
button.addEventListener("click", async () => {
  const say = document.querySelector("#locate-say");
  say.textContent = t("正在找您的位置…");
  try {
    const here = await locate();
    const body = new FormData();
    body.set("lat", here.lat);
    body.set("lng", here.lng);
    const { url } = await askJson(button.dataset.url, body);
    location.assign(url + formatHome(here));
  } catch (error) {
    say.textContent = error.message;
  }
});

function openFolds() {
  const named = location.hash.startsWith("#d") && document.getElementById(location.hash.slice(1));
  if (named) named.open = true;
  else if (window.innerWidth >= WIDE) document.querySelector("[data-open-wide]")?.setAttribute("open", "");
}
