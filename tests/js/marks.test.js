import assert from "node:assert/strict";
import { test } from "node:test";

import { carried, roundLength } from "../../static/js/marks.js";

const CLEAR = { x: 30, y: 30 };
const mark = (id, rank, x, y = 0, minutes = 5) => ({ id, rank, minutes, x, y });
const spot = ({ x, y }) => ({ x, y });

test("marks that stand apart all carry their character", () => {
  assert.deepEqual(carried([mark(1, 0, 0), mark(2, 3, 100)], spot, CLEAR), new Set([1, 2]));
});

test("of two that would cover each other the nearest of its category wins", () => {
  assert.deepEqual(carried([mark(1, 1, 0), mark(2, 0, 10)], spot, CLEAR), new Set([2]));
});

test("no two carried marks cover each other in a dense street", () => {
  const marks = Array.from({ length: 200 }, (_, i) => mark(i, i % 7, (i * 37) % 300, (i * 53) % 200, i % 15));
  const ids = carried(marks, spot, CLEAR);
  const shown = marks.filter(({ id }) => ids.has(id));
  const clash = shown.some((a) => shown.some((b) => a.id < b.id && Math.abs(a.x - b.x) < 30 && Math.abs(a.y - b.y) < 30));
  assert.equal(clash, false);
});

test("a mark under the home pin stays a dot", () => {
  assert.deepEqual(carried([mark(1, 0, 0)], spot, CLEAR, [{ left: -5, right: 5, top: -5, bottom: 5 }]), new Set());
});

test("the order in which marks come does not matter", () => {
  const marks = [mark(1, 0, 0), mark(2, 0, 20), mark(3, 1, 25)];
  assert.deepEqual(carried(marks, spot, CLEAR), carried([...marks].reverse(), spot, CLEAR));
});

test("the scale shows a round length that fits", () => {
  assert.deepEqual([7, 99, 260, 1400].map(roundLength), [5, 50, 200, 1000]);
});
