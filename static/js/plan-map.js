/* Places on a sheet drawn by the server: its corners in degrees, its size in its own units. Pure. */

import { moved } from "./office-steps.js";

const WAYS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] };
const METRES = { plain: 20, shift: 100 };

/** Where a key takes a place; null for a key that is none of ours. */
export function nudged(spot, key, shift) {
  const way = WAYS[key];
  const metres = shift ? METRES.shift : METRES.plain;
  return way ? moved(spot, way[0] * metres, way[1] * metres) : null;
}

/** Where on the sheet a place lies. */
export function onSheet({ lat, lng }, { north, west, south, east }, { width, height }) {
  return { x: ((lng - west) / (east - west)) * width, y: ((north - lat) / (north - south)) * height };
}

/** Which place lies there. */
export function fromSheet({ x, y }, { north, west, south, east }, { width, height }) {
  return { lat: north - (y / height) * (north - south), lng: west + (x / width) * (east - west) };
}
