import assert from "node:assert/strict";
import { test } from "node:test";

import { formatHome, parseHome } from "../../static/js/home-point.js";

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
