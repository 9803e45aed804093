/* Drawing a circle's outline and centre in the admin: by pointer, by keys, or in the text beside it. Knows Leaflet. */

import { askMaybe } from "./ask.js";
import { t } from "./office-words.js";
import { areaKm2, fromGeoJSON, moved, toGeoJSON, without, withCorner } from "./ring.js";
import { Sheet } from "./sheet.js";
import { write } from "./words.js";

const STEP = 2; // metres an arrow key moves; ten times as many with Shift
const ARROWS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

for (const box of document.querySelectorAll("[data-outline]")) start(box);

function start(box) {
  const $ = (name) => box.querySelector(`[data-outline-${name}]`);
  const text = box.querySelector("textarea");
  const lat = document.querySelector("#id_lat");
  const lng = document.querySelector("#id_lng");
  const say = $("say");
  const sheet = new Sheet($("map"), {}, JSON.parse(box.dataset.tiles));
  const { map } = sheet;
  const drawn = L.layerGroup().addTo(map);
  let ring = fromGeoJSON(text.value);
  let centring = false;

  box.querySelector("[data-outline-tools]").hidden = false;
  map.setView([Number(lat.value) || Number(box.dataset.lat), Number(lng.value) || Number(box.dataset.lng)], 15);
  if (box.dataset.basemap) askMaybe(box.dataset.basemap).then((ground) => ground && sheet.ground(ground));
  for (const other of JSON.parse(box.dataset.others)) drawNeighbour(other);
  map.on("click", ({ latlng }) => {
    if (centring) return setCentre(latlng);
    change(withCorner(ring ?? [], { lat: latlng.lat, lng: latlng.lng }));
  });
  text.addEventListener("change", () => {
    ring = fromGeoJSON(text.value);
    draw();
  });
  for (const field of [lat, lng]) field.addEventListener("change", draw);
  $("undo").addEventListener("click", () => change((ring ?? []).slice(0, -1)));
  $("clear").addEventListener("click", () => change([]));
  $("centre").addEventListener("click", ({ currentTarget }) => {
    centring = !centring;
    currentTarget.setAttribute("aria-pressed", String(centring));
    say.textContent = centring ? t("在图上点一下生活圈的中心。") : "";
  });
  draw();

  function setCentre(at) {
    lat.value = at.lat.toFixed(6);
    lng.value = at.lng.toFixed(6);
    $("centre").click();
    draw();
  }

  function change(corners, focus = null) {
    ring = corners;
    text.value = toGeoJSON(ring);
    draw(focus);
  }

  function draw(focus = null) {
    drawn.clearLayers();
    drawCentre();
    if (ring === null && text.value.trim()) {
      drawOthers();
      say.textContent = t("这个边界有几块或者有洞，只能看，要改请改下面的文字，或者从头画。");
      return;
    }
    const corners = ring ?? [];
    if (corners.length > 1) L.polygon(corners, { interactive: false, className: "outline outline--edit" }).addTo(drawn);
    corners.forEach((corner, index) => place(corner, index, focus));
    say.textContent = corners.length < 3 ? t("在图上依次点出边界的拐角，至少三个。") : t("{count} 个角，约 {area} 平方公里。", { count: corners.length, area: areaKm2(corners).toFixed(2) });
  }

  /** A corner: dragged, moved by arrow keys, taken away by Delete. */
  function place(corner, index, focus) {
    const icon = L.divIcon({ className: "corner", html: "", iconSize: null });
    const name = t("第 {number} 个角", { number: index + 1 });
    const marker = L.marker(corner, { icon, draggable: true, keyboard: true, title: name, alt: name }).addTo(drawn);
    const put = (at) => change(ring.map((each, i) => (i === index ? { lat: at.lat, lng: at.lng } : each)), index);
    marker.on("dragend", () => put(marker.getLatLng()));
    const element = marker.getElement();
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", t("第 {number} 个角，方向键移动，Delete 删掉", { number: index + 1 }));
    element.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (arrow) put(moved(corner, ...arrow.map((way) => way * STEP * (event.shiftKey ? 10 : 1))));
      else if (event.key === "Delete" || event.key === "Backspace") change(without(ring, index), Math.max(0, index - 1));
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    if (focus === index) element.focus({ preventScroll: true });
  }

  function drawNeighbour({ name, at, rings }) {
    if (rings.length) L.polygon(rings, { interactive: false, className: "outline--other" }).addTo(map);
    const words = document.createElement("span");
    write(words, name);
    L.marker(at, { icon: L.divIcon({ className: "neighbour", html: words, iconSize: null }), interactive: false, keyboard: false }).addTo(map);
  }

  function drawCentre() {
    if (!lat.value || !lng.value) return;
    const words = t("中心");
    const icon = L.divIcon({ className: "here", html: `<i></i><b>${words}</b>`, iconSize: null });
    L.marker([Number(lat.value), Number(lng.value)], { icon, interactive: false, keyboard: false }).addTo(drawn);
  }

  function drawOthers() {
    try {
      L.geoJSON(JSON.parse(text.value), { interactive: false, style: { className: "outline" } }).addTo(drawn);
    } catch {
      // whatever the text is, the server will say what is wrong with it
    }
  }
}
