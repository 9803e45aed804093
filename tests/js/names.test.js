import assert from "node:assert/strict";
import { test } from "node:test";

import { standing } from "../../static/js/names.js";

const SIZE = { x: 1000, y: 800 };
const spot = ([y, x]) => ({ x, y });
const street = (name, ...points) => ({ name, lines: [points] });

test("a name stands in the middle of its street", () => {
  const [found] = standing([street("张掖路", [400, 300], [400, 700])], spot, SIZE);
  assert.deepEqual(found, { name: "张掖路", x: 500, y: 400, angle: 0 });
});

test("a street too short for its name goes without", () => {
  assert.deepEqual(standing([street("张掖路", [400, 300], [400, 330])], spot, SIZE), []);
});

test("a name is never upside down", () => {
  const [found] = standing([street("张掖路", [400, 700], [390, 300])], spot, SIZE);
  assert.ok(Math.abs(found.angle) <= 90);
});

test("no two names cover each other where streets cross", () => {
  const crossing = [street("中山路", [400, 300], [400, 700]), street("酒泉路", [200, 500], [600, 500])];
  const [first, second] = standing(crossing, spot, SIZE);
  assert.equal(first.y, 400);
  assert.ok(Math.abs(second.y - 400) > 30);
});

test("a name moves along its street to keep off what is there already", () => {
  const taken = [{ left: 480, right: 520, top: 380, bottom: 420 }];
  const [found] = standing([street("张掖路", [400, 300], [400, 700])], spot, SIZE, taken);
  assert.ok(found.x < 460 || found.x > 540);
});

test("a street that is covered all along goes without", () => {
  const taken = [{ left: 0, right: 1000, top: 380, bottom: 420 }];
  assert.deepEqual(standing([street("张掖路", [400, 300], [400, 700])], spot, SIZE, taken), []);
});

test("a winding street carries its name where it is straight", () => {
  const [found] = standing([street("滨河路", [100, 100], [150, 120], [400, 130], [405, 600])], spot, SIZE);
  assert.ok(found.x > 300);
});
