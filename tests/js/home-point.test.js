import assert from "node:assert/strict";
import { test } from "node:test";

import { formatHome, parseHome, parseRow } from "../../static/js/home-point.js";

test("a home point survives the way into an address and back", () => {
  assert.deepEqual(parseHome(formatHome({ lat: 36.1134, lng: 103.6093 })), { lat: 36.1134, lng: 103.6093 });
});

test("a fragment that names no place on earth is no home", () => {
  for (const fragment of ["", "#home=", "#home=91,0", "#home=36,181", "#home=a,b", "#o12", "#home=36,103,5"]) {
    assert.equal(parseHome(fragment), null, fragment);
  }
});

test("no home is no fragment", () => {
  assert.equal(formatHome(null), "");
});

test("a row goes along with a home point, or alone", () => {
  const both = formatHome({ lat: 36.1134, lng: 103.6093 }, 12);
  assert.deepEqual([both, parseHome(both), parseRow(both)], ["#home=36.11340,103.60930&o12", { lat: 36.1134, lng: 103.6093 }, 12]);
  assert.deepEqual([formatHome(null, 12), parseHome("#o12"), parseRow("#o12")], ["#o12", null, 12]);
});

test("a fragment without a row has none", () => {
  for (const fragment of ["", "#o", "#ox", "#home=36.11340,103.60930", "#o12x"]) assert.equal(parseRow(fragment), null, fragment);
});
