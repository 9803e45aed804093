/* The marks on the sheet: where each stands at this zoom, which gather into a count, and the one that is lit. */

import { spread } from "./spread.js";
import { write } from "./words.js";

const CLOSEST = 19; // zoom at which nothing gathers any more
const NEAR_ENOUGH = 16.5; // zoom from which a phone shows every character
const ABOVE = { mark: 10000, heap: 15000, lit: 40000 };
const LEADER = { dot: 7, full: 14 }; // px: a mark moved no farther still covers its spot

export class Marks {
  /** `touched` has pick(id), look(id or null) and heap(names); `map` is Leaflet's. */
  constructor(map, touched) {
    this.map = map;
    this.touched = touched;
    map.createPane("leaders").style.zIndex = 590;
    this.layer = L.layerGroup().addTo(map);
    this.counts = L.layerGroup().addTo(map);
    this.leaders = L.layerGroup().addTo(map);
    this.all = new Map();
  }

  draw(marks) {
    this.layer.clearLayers();
    this.all = new Map(marks.map((mark) => [mark.id, { mark, marker: this.make(mark) }]));
    this.most = Math.max(1, ...marks.map(({ number }) => number));
  }

  make(mark) {
    const shape = document.createElement("span");
    shape.className = `mark c-${mark.group}${mark.tier === "basic" ? "" : ` mark--${mark.tier}`}`;
    write(shape, mark.label);
    const number = document.createElement("span");
    number.className = "pt__no";
    number.textContent = mark.number;
    const box = document.createElement("div");
    box.append(shape, number);
    const marker = pinned(mark.at, `pt c-${mark.group}`, box, { interactive: true }).addTo(this.layer);
    marker.getElement().setAttribute("aria-hidden", "true"); // the list says it
    marker.on("click", () => this.touched.pick(mark.id));
    marker.on("mouseover", () => this.touched.look(mark.id));
    marker.on("mouseout", () => this.touched.look(null));
    return marker;
  }

  /** Every mark to its place at this zoom, clear of `walls` {left, top, right, bottom}; `wide`: a desk's window. */
  settle(walls, wide) {
    const zoom = this.map.getZoom();
    const spots = [...this.all.values()].map(({ mark }) => ({ ...mark, ...spot(this.map.project(mark.at)) }));
    const { placed, heaps } = spread(spots, rule(wide, zoom, this.most), walls);
    this.large = [...placed.filter(({ full }) => full), ...heaps];
    for (const { marker } of this.all.values()) marker.getElement().classList.add("pt--in");
    for (const { id, x, y, full } of placed) this.place(this.all.get(id), [x, y], full);
    this.counts.clearLayers();
    for (const heap of heaps) this.heap(heap);
    this.lead(placed, new Map(spots.map((mark) => [mark.id, mark])));
    this.light(this.lit ?? null);
  }

  place({ marker }, at, full) {
    const { classList } = marker.getElement();
    classList.remove("pt--in");
    classList.toggle("pt--minor", !full);
    marker.setLatLng(this.map.unproject(at)).setZIndexOffset(full ? ABOVE.mark : 0);
  }

  /** A count that opens: nearer, until its marks stand apart. Its names are said, for those who cannot see it. */
  heap({ x, y, ids }) {
    const marks = ids.map((id) => this.all.get(id).mark);
    for (const id of ids) this.all.get(id).marker.setLatLng(this.all.get(id).mark.at);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "heap";
    button.textContent = ids.length;
    button.setAttribute("aria-label", this.touched.heapWords?.(marks) ?? String(ids.length));
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      this.open(marks);
    });
    pinned(this.map.unproject([x, y]), "heap-at", button, { interactive: true, zIndexOffset: ABOVE.heap }).addTo(this.counts);
  }

  open(marks) {
    const bounds = L.latLngBounds(marks.map(({ at }) => at));
    const fits = this.map.getBoundsZoom(bounds, false, [60, 60]);
    const zoom = Math.min(CLOSEST, Math.max(fits, this.map.getZoom() + 1));
    this.map.setView(bounds.getCenter(), zoom, { animate: false });
    this.map.getContainer().focus({ preventScroll: true }); // the button is gone
    this.touched.heap?.(marks);
  }

  /** A thin line from where a mark stands to where it belongs, and a point there. */
  lead(placed, spots) {
    this.leaders.clearLayers();
    const far = ({ id, x, y, full }) => Math.hypot(x - spots.get(id).x, y - spots.get(id).y) > (full ? LEADER.full : LEADER.dot);
    const lines = placed.filter(far).map(({ id, x, y }) => [this.map.unproject([x, y]), this.all.get(id).mark.at]);
    const points = lines.map(([, at]) => [at, at]);
    const style = { pane: "leaders", interactive: false, smoothFactor: 0 };
    L.polyline(lines, { ...style, className: "leader" }).addTo(this.leaders);
    L.polyline(points, { ...style, className: "leader leader--end" }).addTo(this.leaders);
  }

  /** One mark large, also out of a count; null: none. */
  light(id) {
    this.lit = id;
    for (const [each, { marker }] of this.all) {
      const { classList } = marker.getElement();
      classList.toggle("is-on", each === id);
      marker.setZIndexOffset(each === id ? ABOVE.lit : classList.contains("pt--minor") ? 0 : ABOVE.mark);
    }
    return this.all.get(id)?.mark;
  }

  /** What marks with a character and counts cover, as corners [north-west, south-east] on the globe. */
  covered(room) {
    return this.large.map(({ x, y }) => [[x - room.left, y - room.up], [x + room.right, y + room.down]].map((at) => this.map.unproject(at)));
  }
}

/** A piece of HTML whose middle stands on a spot. */
export function pinned(at, className, html, options) {
  return L.marker(at, { icon: L.divIcon({ className, html, iconSize: null }), keyboard: false, interactive: false, ...options });
}

function rule(wide, zoom, most) {
  const full = { left: 17, right: wide ? 22 + 8 * String(most).length : 17, up: 17, down: 17 };
  const others = wide || zoom >= NEAR_ENOUGH ? 24 : null;
  return { full, dot: 8, heap: 17, first: 48, others, stray: 22, few: 4, about: 44, near: 26, most: zoom < CLOSEST ? 5 : null };
}

function spot({ x, y }) {
  return { x, y };
}
