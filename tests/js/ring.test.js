import assert from "node:assert/strict";
import { test } from "node:test";

import { areaKm2, fromGeoJSON, moved, toGeoJSON, without, withCorner } from "../../static/js/ring.js";

const square = [
  { lat: 36.1, lng: 103.6 },
  { lat: 36.1, lng: 103.61 },
  { lat: 36.11, lng: 103.61 },
  { lat: 36.11, lng: 103.6 },
];

test("a ring written as GeoJSON is closed and reads back the same", () => {
  const text = toGeoJSON(square);
  assert.equal(JSON.parse(text).coordinates[0].length, 5);
  assert.deepEqual(fromGeoJSON(text), square);
});

test("fewer than three corners are no outline", () => assert.equal(toGeoJSON(square.slice(0, 2)), ""));

test("what has a hole or several parts is not edited as one ring", () => {
  const [ring] = JSON.parse(toGeoJSON(square)).coordinates;
  assert.equal(fromGeoJSON(JSON.stringify({ type: "Polygon", coordinates: [ring, ring] })), null);
  assert.equal(fromGeoJSON(JSON.stringify({ type: "MultiPolygon", coordinates: [[ring], [ring]] })), null);
  assert.deepEqual(fromGeoJSON(JSON.stringify({ type: "MultiPolygon", coordinates: [[ring]] })), square);
});

test("nonsense is no ring", () => {
  for (const text of ["", "{", "3", '{"type":"Point","coordinates":[1,2]}']) assert.equal(fromGeoJSON(text), null);
});

test("a new corner goes into the side nearest to it", () => {
  const east = { lat: 36.105, lng: 103.612 };
  assert.deepEqual(withCorner(square, east)[2], east);
  const west = { lat: 36.105, lng: 103.598 };
  assert.deepEqual(withCorner(square, west)[4], west);
});

test("a corner goes by its number", () => assert.deepEqual(without(square, 1), [square[0], square[2], square[3]]));

test("a hundred metres are a hundred metres both ways", () => {
  const north = moved(square[0], 0, 100);
  const east = moved(square[0], 100, 0);
  assert.ok(Math.abs((north.lat - 36.1) * 111320 - 100) < 0.01);
  assert.ok(Math.abs((east.lng - 103.6) * 111320 * Math.cos((36.1 * Math.PI) / 180) - 100) < 0.01);
});

test("the area is that of the ground", () => assert.ok(Math.abs(areaKm2(square) - 1.0013) < 0.003));
