/* A place on the map of 试一试, by a tap or by arrow keys: it goes into the fields, the form does the rest. */

import { fromSheet, nudged, onSheet } from "./plan-map.js";
import { t } from "./office-words.js";

const box = document.querySelector("#pick-map");
const sheet = box?.querySelector("svg");

if (sheet) {
  const lat = document.querySelector("#lat");
  const lng = document.querySelector("#lng");
  const place = document.querySelector("#place");
  const say = document.querySelector("#pick-say");
  const cross = sheet.querySelector(".pm-cross");
  const corners = Object.fromEntries(["north", "west", "south", "east"].map((name) => [name, Number(sheet.dataset[name])]));
  const size = { width: sheet.viewBox.baseVal.width, height: sheet.viewBox.baseVal.height };
  const middle = () => ({ lat: (corners.north + corners.south) / 2, lng: (corners.west + corners.east) / 2 });
  let spot = lat.value && lng.value ? { lat: Number(lat.value), lng: Number(lng.value) } : null;

  const draw = () => {
    const at = onSheet(spot, corners, size);
    cross.removeAttribute("hidden");
    cross.setAttribute("transform", `translate(${at.x} ${at.y}) scale(${Math.max(size.width, size.height) / 1000})`);
  };
  const take = (next) => {
    spot = next;
    lat.value = spot.lat.toFixed(6);
    lng.value = spot.lng.toFixed(6);
    place.value = "";
    say.textContent = t("位置填好了：纬度 {lat}，经度 {lng}。", { lat: lat.value, lng: lng.value });
    draw();
  };

  if (spot && Number.isFinite(spot.lat) && Number.isFinite(spot.lng)) draw();
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-describedby", "pick-help");
  box.setAttribute("aria-label", t("选位置的图"));
  box.classList.add("picks");
  document.querySelector("#pick-help").hidden = false;
  sheet.addEventListener("click", (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
    take(fromSheet(at, corners, size));
  });
  box.addEventListener("keydown", (event) => {
    const next = nudged(spot ?? middle(), event.key, event.shiftKey);
    if (!next) return;
    event.preventDefault();
    take(next);
  });
  place.addEventListener("change", () => {
    if (!place.value) return;
    lat.value = "";
    lng.value = "";
  });
}
