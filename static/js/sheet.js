/* This and sheet-marks.js know Leaflet. It draws what the server reckoned and reports what was touched. */

import { standing } from "./names.js";
import { roundLength } from "./scale.js";
import { Marks, pinned } from "./sheet-marks.js";
import { t, write } from "./words.js";

const WIDE = matchMedia("(min-width: 960px)"); // the page's own break; asking for the width would lay the page out at once
const SCALE_PX = 110;
const PANES = { tints: 390, ground: 395, zones: 398, trail: 440, names: 450 };
const AREAS = new Set(["water", "green", "building"]);
const THIN = new Set(["river", "railway", "footway"]);
const SUBDOMAINS = "01234567"; // what {s} stands for at 天地图
/* Leaflet orders marks from north to south; these steps are taller than any sheet */
const ABOVE = { label: 20000, pin: 30000 };
const MARK_ROOM = { left: 18, right: 46, up: 18, down: 18 }; // px that a mark covers about its spot
const PIN_DOWN = 8; // px under its spot
/* nothing glides for those who asked for less motion */
const STILL = matchMedia("(prefers-reduced-motion: reduce)").matches;
const CALM = STILL ? { zoomAnimation: false, fadeAnimation: false, inertia: false } : {};

export class Sheet {
  /** `touched` has pick(id), choose({lat, lng}) and look(id or null); `tiles` are layers {url, attribution}, the lowest first. */
  constructor(element, touched, tiles) {
    this.touched = touched;
    this.map = L.map(element, { zoomControl: false, attributionControl: tiles.length > 0, zoomSnap: 0.25, minZoom: 11, maxZoom: 19, bounceAtZoomLimits: false, ...CALM });
    if (STILL) this.map.panBy = (by, options) => L.Map.prototype.panBy.call(this.map, by, { ...options, animate: false });
    for (const { url, ...options } of tiles) L.tileLayer(url, { ...options, subdomains: SUBDOMAINS, maxZoom: 19 }).addTo(this.map);
    element.classList.toggle("has-tiles", tiles.length > 0);
    for (const [name, zIndex] of Object.entries(PANES)) this.map.createPane(name).style.zIndex = zIndex;
    this.streets = L.layerGroup().addTo(this.map);
    this.names = L.layerGroup().addTo(this.map);
    this.drawn = L.layerGroup().addTo(this.map);
    this.trail = L.layerGroup().addTo(this.map);
    this.marks = new Marks(this.map, touched);
    this.hush();
    this.labels = [];
    this.tapping = false;
    this.map.on("click", ({ latlng }) => this.tapping && this.touched.choose({ lat: latlng.lat, lng: latlng.lng }));
    this.map.on("zoomend moveend resize", () => this.settle());
    new ResizeObserver(() => this.map.invalidateSize({ pan: false })).observe(element);
  }

  /** What is only drawn is nothing to a screen reader: the list says it. Counts that open stay. */
  hush() {
    const { mapPane, markerPane, ...drawn } = this.map.getPanes();
    for (const pane of Object.values(drawn)) pane.ariaHidden = "true";
  }

  /** Everything anew; the view follows only when the start has moved. */
  draw(drawing) {
    const moved = String(this.drawing?.origin) !== String(drawing.origin) || this.drawing?.metresPerMinute !== drawing.metresPerMinute;
    this.drawing = drawing;
    this.drawn.clearLayers();
    this.walk(null);
    this.whole = false; // a view that moves meanwhile settles nothing
    if (moved) this.fit();
    this.marks.draw(drawing.marks);
    this.drawOutline();
    this.drawRings();
    for (const centre of drawing.centres ?? []) this.drawCentre(centre);
    this.drawPin();
    this.whole = true;
    this.settled = null;
    this.settle();
  }

  /** The quiet map: one path a kind, under the zones' lines and over their tints. */
  ground({ layers, names, attribution }) {
    this.streets.clearLayers();
    const areas = layers.filter(({ kind }) => AREAS.has(kind));
    const ways = layers.filter(({ kind }) => !AREAS.has(kind)).map(({ kind, features }) => ({ kind, lines: features.flat() }));
    for (const { kind, features } of areas) this.lay(L.polygon(features, { fillRule: "evenodd", className: `ground ground--${kind}` }));
    for (const { kind, lines } of ways) if (!THIN.has(kind)) this.lay(L.polyline(lines, { className: `way way--${kind} way--edge` }));
    for (const { kind, lines } of ways) this.lay(L.polyline(lines, { className: `way way--${kind}` }));
    this.named = names;
    this.touched.credit?.(attribution);
    this.settle();
  }

  lay(layer) {
    Object.assign(layer.options, { pane: "ground", interactive: false, smoothFactor: 0.5 });
    layer.addTo(this.streets);
  }

  /** The community's own border: not how far one walks, but whose ground it is. */
  drawOutline() {
    const rings = this.drawing.outline ?? [];
    if (rings.length) L.polygon(rings, { interactive: false, pane: "zones", fill: false, className: "outline" }).addTo(this.drawn);
  }

  drawRings() {
    this.labels = [];
    const estimate = this.drawing.estimate;
    for (const feature of this.drawing.rings.features) {
      const minutes = feature.properties.minutes;
      const dashes = `zone--${minutes}${estimate ? " zone--est" : ""}`;
      const style = { weight: minutes === 15 ? 2.5 : 2, fillOpacity: 1, opacity: 1, smoothFactor: 0.2 };
      L.geoJSON(feature, { interactive: false, pane: "tints", style: { ...style, stroke: false, className: `tint tint--${minutes}` } }).addTo(this.drawn);
      L.geoJSON(feature, { interactive: false, pane: "zones", style: { ...style, fill: false, className: `zone ${dashes}` } }).addTo(this.drawn);
    }
    for (const feature of this.drawing.rings.features) {
      const label = document.createElement("span");
      label.textContent = t(estimate ? "约 {count} 分钟" : "{count} 分钟", { count: feature.properties.minutes });
      const [lng, lat] = lowest(feature.geometry.coordinates[0]);
      this.labels.push(this.place([lat, lng], "zlab", label, ABOVE.label));
    }
  }

  drawPin() {
    const pin = document.createElement("div");
    const words = document.createElement("b");
    words.textContent = this.drawing.pin ?? t("您在这里");
    pin.append(document.createElement("i"), words);
    const marker = this.place(this.drawing.origin, "here", pin, ABOVE.pin, true);
    marker.dragging.enable();
    marker.on("dragend", () => this.touched.choose(marker.getLatLng()));
    this.pin = marker;
  }

  /** A circle's middle on a map that is not drawn from there. */
  drawCentre({ name, at }) {
    const label = document.createElement("span");
    write(label, name);
    this.labels.push(this.place(at, "zlab zlab--centre", label, ABOVE.label));
  }

  /** The pin alone, while it is on its way. */
  movePin(point) {
    this.pin.setLatLng(point);
    this.map.panInside(point, { padding: [60, 60], animate: false });
  }

  place(at, className, html, zIndexOffset, interactive = false) {
    const placed = pinned(at, className, html, { interactive, zIndexOffset }).addTo(this.drawn);
    placed.getElement().ariaHidden = "true";
    return placed;
  }

  /** Marks in their places, once a zoom; names and scale. */
  settle() {
    if (!this.whole) return;
    const wide = WIDE.matches;
    const at = `${this.map.getZoom()} ${wide}`;
    if (at !== this.settled) this.marks.settle(this.standing((place) => this.map.project(place)), wide);
    this.settled = at;
    this.settleNames();
    this.touched.scale?.(this.scale());
    this.touched.moved?.();
  }

  /** The boxes of pin and labels, in the pixels that `project` gives. */
  standing(project) {
    const around = (marker, up, down) => {
      const { x, y } = project(marker.getLatLng());
      const { offsetWidth: wide, offsetHeight: high } = marker.getElement().firstElementChild;
      return { left: x - wide / 2, right: x + wide / 2, top: y - up * high, bottom: y + down * high };
    };
    const pin = around(this.pin, 1, 0);
    return [{ ...pin, bottom: pin.bottom + PIN_DOWN }, ...this.labels.map((label) => around(label, 0.5, 0.5))];
  }

  /** Street names where they fit, clear of the marks that carry a character. */
  settleNames() {
    this.names.clearLayers();
    this.map.getContainer().dataset.near = this.map.getZoom() >= 16;
    if (!this.named) return;
    const spot = (at) => this.map.latLngToContainerPoint(at);
    const marks = this.marks.covered(MARK_ROOM).map(([corner, other]) => [spot(corner), spot(other)]);
    const covered = marks.map(([a, b]) => ({ left: a.x, right: b.x, top: a.y, bottom: b.y }));
    for (const { name, x, y, angle } of standing(this.named, spot, this.map.getSize(), [...covered, ...this.standing(spot)])) {
      const words = document.createElement("span");
      write(words, name);
      words.style.transform = `translate(-50%, -50%) rotate(${angle}deg)`;
      const at = this.map.containerPointToLatLng([x, y]);
      pinned(at, "street-name", words, { pane: "names" }).addTo(this.names);
    }
  }

  /** {metres, pixels} of a round length near SCALE_PX. */
  scale() {
    const middle = this.map.getSize().divideBy(2);
    const across = this.map.distance(this.map.containerPointToLatLng(middle), this.map.containerPointToLatLng(middle.add([SCALE_PX, 0])));
    const metres = roundLength(across);
    return { metres, pixels: (metres / across) * SCALE_PX };
  }

  highlight(id) {
    const mark = this.marks.light(id);
    if (mark && !this.map.getBounds().contains(mark.at)) this.map.panTo(mark.at, { animate: false });
    return mark;
  }

  /** What is looked at, as `show` takes it. */
  view() {
    const { lat, lng } = this.map.getCenter();
    return { at: [lat, lng], zoom: this.map.getZoom() };
  }

  show({ at, zoom }) {
    this.map.setView(at, zoom, { animate: false });
  }

  /** The way to a mark, {line: [[lat, lng]], estimate}, drawn from its start on; null takes it away. */
  walk(way) {
    this.trail.clearLayers();
    this.map.getContainer().classList.toggle("has-trail", Boolean(way?.line.length));
    if (!way) return;
    for (const kind of ["edge", "line"]) {
      const className = `trail trail--${kind}${way.estimate ? " trail--est" : ""}`;
      const line = L.polyline(way.line, { pane: "trail", interactive: false, noClip: true, className }).addTo(this.trail);
      if (!way.estimate) line.getElement().setAttribute("pathLength", 1);
    }
  }

  /** All that is reached; with a `zoom` of its own the drawing shows the spot, and keeps what was zoomed to. */
  fit() {
    if (this.drawing.zoom) return this.standOn();
    const rings = L.geoJSON(this.drawing.rings.features.filter((f) => WIDE.matches || f.properties.minutes <= 10));
    this.map.invalidateSize({ pan: false });
    this.map.fitBounds(rings.getBounds(), { padding: [6, 6], animate: false });
  }

  standOn() {
    this.map.invalidateSize({ pan: false });
    if (!this.looked) this.map.setView(this.drawing.origin, this.drawing.zoom, { animate: false });
    else if (!this.map.getBounds().pad(-0.15).contains(this.drawing.origin)) this.map.panTo(this.drawing.origin, { animate: false });
    this.looked = true;
  }

  zoom(step) {
    this.map.setZoom(this.map.getZoom() + step, { animate: false });
  }

  tap(on) {
    this.tapping = on;
    this.map.getContainer().classList.toggle("is-tapping", on);
  }
}

function lowest(ring) {
  return ring.reduce((low, point) => (point[1] < low[1] ? point : low));
}
