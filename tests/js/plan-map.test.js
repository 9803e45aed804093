import assert from "node:assert/strict";
import test from "node:test";

import { fromSheet, nudged, onSheet } from "../../static/js/plan-map.js";

const CORNERS = { north: 36.2, west: 103.5, south: 36.1, east: 103.7 };
const SIZE = { width: 2000, height: 1000 };

test("the north-western corner is the sheet's origin", () => {
  assert.deepEqual(onSheet({ lat: 36.2, lng: 103.5 }, CORNERS, SIZE), { x: 0, y: 0 });
});

test("a place read off the sheet lies where it was tapped", () => {
  const place = fromSheet({ x: 500, y: 250 }, CORNERS, SIZE);
  assert.ok(Math.abs(place.lat - 36.175) < 1e-9);
  assert.ok(Math.abs(place.lng - 103.55) < 1e-9);
  const back = onSheet(place, CORNERS, SIZE);
  assert.ok(Math.abs(back.x - 500) < 1e-6 && Math.abs(back.y - 250) < 1e-6);
});

test("arrow keys move a place by twenty metres, with shift by a hundred, other keys not at all", () => {
  const spot = { lat: 36.1, lng: 103.6 };
  assert.ok(Math.abs((nudged(spot, "ArrowUp", false).lat - 36.1) * 111_320 - 20) < 0.1);
  assert.ok(Math.abs((nudged(spot, "ArrowDown", true).lat - 36.1) * 111_320 + 100) < 0.5);
  assert.equal(nudged(spot, "Enter", false), null);
});
