/* The one module that knows Leaflet. It draws what the server reckoned and reports what was touched. */

import { CLEAR, carried, roundLength } from "./marks.js";
import { standing } from "./names.js";

const WIDE = 960; // px of window: as the page's own break
const SCALE_PX = 110;
const PANES = { tints: 390, ground: 395, zones: 398, names: 450 };
const AREAS = new Set(["water", "green", "building"]);
const THIN = new Set(["river", "railway", "footway"]);
const SUBDOMAINS = "01234567"; // what {s} stands for at 天地图
/* Leaflet orders marks from north to south; these steps are taller than any sheet */
const ABOVE = { mark: 10000, label: 20000, pin: 30000, lit: 40000 };
/* px that the pin and the labels keep free around their spot, half a mark included */
const ROOM = { pin: { left: 64, right: 56, up: 58, down: 20 }, label: { left: 66, right: 52, up: 28, down: 28 }, mark: { left: 18, right: 46, up: 18, down: 18 } };

export class Sheet {
  /** `touched` has pick(id), choose({lat, lng}) and look(id or null); `tiles` are layers {url, attribution}, the lowest first. */
  constructor(element, touched, tiles) {
    this.touched = touched;
    this.map = L.map(element, { zoomControl: false, attributionControl: tiles.length > 0, zoomSnap: 0.25, minZoom: 11, maxZoom: 19, bounceAtZoomLimits: false });
    for (const { url, ...options } of tiles) L.tileLayer(url, { ...options, subdomains: SUBDOMAINS, maxZoom: 19 }).addTo(this.map);
    element.classList.toggle("has-tiles", tiles.length > 0);
    for (const [name, zIndex] of Object.entries(PANES)) this.map.createPane(name).style.zIndex = zIndex;
    this.streets = L.layerGroup().addTo(this.map);
    this.names = L.layerGroup().addTo(this.map);
    this.drawn = L.layerGroup().addTo(this.map);
    this.markers = new Map();
    this.labels = [];
    this.tapping = false;
    this.map.on("click", ({ latlng }) => this.tapping && this.touched.choose({ lat: latlng.lat, lng: latlng.lng }));
    this.map.on("zoomend moveend resize", () => this.settle());
    new ResizeObserver(() => this.map.invalidateSize({ pan: false })).observe(element);
  }

  /** Everything anew; the view follows only when the start has moved. */
  draw(drawing) {
    const moved = String(this.drawing?.origin) !== String(drawing.origin) || this.drawing?.metresPerMinute !== drawing.metresPerMinute;
    this.drawing = drawing;
    this.drawn.clearLayers();
    this.markers.clear();
    if (moved) this.fit();
    this.drawOutline();
    this.drawRings();
    for (const mark of drawing.marks) this.drawMark(mark);
    for (const centre of drawing.centres ?? []) this.drawCentre(centre);
    this.drawPin();
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
      label.textContent = `${estimate ? "约 " : ""}${feature.properties.minutes} 分钟`;
      const [lng, lat] = lowest(feature.geometry.coordinates[0]);
      this.labels.push(this.place([lat, lng], "zlab", label, ABOVE.label));
    }
  }

  drawMark(mark) {
    const shape = document.createElement("span");
    shape.className = `mark c-${mark.group}${mark.tier === "basic" ? "" : ` mark--${mark.tier}`}`;
    shape.textContent = mark.label;
    const number = document.createElement("span");
    number.className = "pt__no";
    number.textContent = mark.number;
    const box = document.createElement("div");
    box.append(shape, number);
    const marker = this.place(mark.at, `pt c-${mark.group}`, box, 0, true);
    marker.on("click", () => this.touched.pick(mark.id));
    marker.on("mouseover", () => this.touched.look(mark.id));
    marker.on("mouseout", () => this.touched.look(null));
    this.markers.set(mark.id, { mark, marker });
  }

  drawPin() {
    const pin = document.createElement("div");
    const words = document.createElement("b");
    words.textContent = this.drawing.pin ?? "您在这里";
    pin.append(document.createElement("i"), words);
    const marker = this.place(this.drawing.origin, "here", pin, ABOVE.pin, true);
    marker.dragging.enable();
    marker.on("dragend", () => this.touched.choose(marker.getLatLng()));
    this.pin = marker;
  }

  /** A circle's middle on a map that is not drawn from there. */
  drawCentre({ name, at }) {
    const label = document.createElement("span");
    label.textContent = name;
    this.labels.push(this.place(at, "zlab zlab--centre", label, ABOVE.label));
  }

  /** The pin alone, while it is on its way. */
  movePin(point) {
    this.pin.setLatLng(point);
    this.map.panInside(point, { padding: [60, 60], animate: false });
  }

  place(at, className, html, zIndexOffset, interactive = false) {
    const icon = L.divIcon({ className, html, iconSize: null });
    return L.marker(at, { icon, interactive, keyboard: false, zIndexOffset }).addTo(this.drawn);
  }

  /** Which marks carry a character at this zoom, and the scale. */
  settle() {
    if (!this.drawing) return;
    const clear = window.innerWidth >= WIDE ? CLEAR.wide : CLEAR.narrow;
    const spot = (mark) => this.map.latLngToLayerPoint(mark.at);
    const around = (at, { left, right, up, down }) => {
      const { x, y } = this.map.latLngToLayerPoint(at);
      return { left: x - left, right: x + right, top: y - up, bottom: y + down };
    };
    const taken = [around(this.drawing.origin, ROOM.pin), ...this.labels.map((label) => around(label.getLatLng(), ROOM.label))];
    const ids = carried(this.drawing.marks, spot, clear, taken);
    for (const [id, { marker }] of this.markers) {
      marker.getElement()?.classList.toggle("pt--minor", !ids.has(id));
      marker.setZIndexOffset(ids.has(id) ? ABOVE.mark : 0);
    }
    this.settleNames(ids, around);
    this.touched.scale?.(this.scale());
  }

  /** Street names where they fit, clear of the marks that carry a character. */
  settleNames(carriedIds, around) {
    this.names.clearLayers();
    this.map.getContainer().dataset.near = this.map.getZoom() >= 16;
    if (!this.named) return;
    const shift = this.map.containerPointToLayerPoint([0, 0]);
    const marks = this.drawing.marks.filter(({ id }) => carriedIds.has(id)).map(({ at }) => around(at, ROOM.mark));
    const labels = this.labels.map((label) => around(label.getLatLng(), ROOM.label));
    const taken = [...marks, around(this.drawing.origin, ROOM.pin), ...labels].map((box) => onSheet(box, shift));
    const spot = (at) => this.map.latLngToContainerPoint(at);
    for (const { name, x, y, angle } of standing(this.named, spot, this.map.getSize(), taken)) {
      const words = document.createElement("span");
      words.textContent = name;
      words.style.transform = `translate(-50%, -50%) rotate(${angle}deg)`;
      const icon = L.divIcon({ className: "street-name", html: words, iconSize: null });
      const at = this.map.containerPointToLatLng([x, y]);
      L.marker(at, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(this.names);
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
    for (const [each, { marker }] of this.markers) {
      marker.getElement()?.classList.toggle("is-on", each === id);
      const minor = marker.getElement()?.classList.contains("pt--minor");
      marker.setZIndexOffset(each === id ? ABOVE.lit : minor ? 0 : ABOVE.mark);
    }
    const found = this.markers.get(id);
    if (found && !this.map.getBounds().contains(found.mark.at)) this.map.panTo(found.mark.at, { animate: false });
  }

  /** All that is reached; with a `zoom` of its own the drawing shows the spot, and keeps what was zoomed to. */
  fit() {
    if (this.drawing.zoom) return this.standOn();
    const rings = L.geoJSON(this.drawing.rings.features.filter((f) => window.innerWidth >= WIDE || f.properties.minutes <= 10));
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

function onSheet(box, shift) {
  return { left: box.left - shift.x, right: box.right - shift.x, top: box.top - shift.y, bottom: box.bottom - shift.y };
}

function lowest(ring) {
  return ring.reduce((low, point) => (point[1] < low[1] ? point : low));
}
