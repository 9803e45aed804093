import assert from "node:assert/strict";
import { test } from "node:test";

import { grid, moved, stepped } from "../../static/js/office-steps.js";

const SPOT = { lat: 36.1134, lng: 103.6093 };
const metres = (a, b) => Math.hypot((a.lat - b.lat) * 110976, (a.lng - b.lng) * 111320 * Math.cos((a.lat * Math.PI) / 180));

test("an arrow moves two metres, with shift twenty", () => {
  assert.ok(Math.abs(metres(SPOT, stepped(SPOT, "ArrowUp", false)) - 2) < 0.02);
  assert.ok(Math.abs(metres(SPOT, stepped(SPOT, "ArrowLeft", true)) - 20) < 0.2);
  assert.ok(stepped(SPOT, "ArrowRight", false).lng > SPOT.lng);
  assert.ok(stepped(SPOT, "ArrowDown", false).lat < SPOT.lat);
});

test("other keys move nothing", () => {
  assert.equal(stepped(SPOT, "Enter", false), null);
});

test("there and back is where it was", () => {
  const back = moved(moved(SPOT, 30, 40), -30, -40);
  assert.ok(metres(SPOT, back) < 0.01);
});

test("the grid has lines both ways around the spot", () => {
  assert.equal(grid(SPOT, 100, 3).length, 14);
});
