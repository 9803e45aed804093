import assert from "node:assert/strict";
import { test } from "node:test";

import { spread } from "../../static/js/spread.js";

const RULE = { full: { left: 17, right: 45, up: 17, down: 17 }, dot: 7, heap: 18, first: 60, others: 24, stray: 20, few: 4, about: 44, near: 24, most: 6 };
const mark = (id, x, y = 0, rank = 0, minutes = 5) => ({ id, x, y, rank, minutes });
const street = (count, wide = 900, high = 700) => Array.from({ length: count }, (_, i) => mark(i, (i * 379) % wide, (i * 211) % high, i % 12, i % 15));
const box = (x, y, { left, right, up, down }) => ({ left: x - left, right: x + right, top: y - up, bottom: y + down });
const square = (half) => ({ left: half, right: half, up: half, down: half });

function boxes({ placed, heaps }) {
  return [...placed.map(({ x, y, full }) => box(x, y, full ? RULE.full : square(RULE.dot))), ...heaps.map(({ x, y }) => box(x, y, square(RULE.heap)))];
}

function meetings(all) {
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return all.flatMap((a, i) => all.slice(i + 1).filter((b) => meet(a, b)));
}

test("a mark with room about it stands where it belongs, with its character", () => {
  assert.deepEqual(spread([mark(1, 100, 80)], RULE), { placed: [{ id: 1, x: 100, y: 80, full: true }], heaps: [] });
});

test("of two at one spot both carry their character, one of them moved", () => {
  const { placed } = spread([mark(1, 0), mark(2, 5)], RULE);
  assert.deepEqual(placed.map(({ full }) => full), [true, true]);
  assert.deepEqual({ x: placed[0].x, y: placed[0].y }, { x: 0, y: 0 });
});

test("nothing covers anything, in a thin street and in a dense town", () => {
  for (const count of [15, 60, 250, 600]) assert.deepEqual(meetings(boxes(spread(street(count), RULE))), []);
});

test("nothing stands on what is there already", () => {
  const wall = { left: -40, right: 40, top: -40, bottom: 40 };
  const found = spread(street(80, 60, 60), RULE, [wall]);
  assert.deepEqual(meetings([...boxes(found), wall]), []);
});

test("every mark is shown or counted, and once only", () => {
  const { placed, heaps } = spread(street(600), RULE);
  const ids = [...placed.map(({ id }) => id), ...heaps.flatMap((heap) => heap.ids)];
  assert.deepEqual(ids.sort((a, b) => a - b), street(600).map(({ id }) => id));
});

test("a spot with more than so many becomes one count", () => {
  const crowded = Array.from({ length: 9 }, (_, i) => mark(i, i, i, 3));
  const { placed, heaps } = spread(crowded, RULE);
  assert.deepEqual([placed.length, heaps.map(({ ids }) => ids.length)], [0, [9]]);
  assert.equal(spread(crowded.slice(0, 6), RULE).heaps.length, 0);
});

test("where none may gather, all of one spot still stand apart", () => {
  const found = spread(Array.from({ length: 40 }, (_, i) => mark(i, 0, 0, 3)), { ...RULE, most: null });
  assert.deepEqual([found.placed.length, meetings(boxes(found)).length], [40, 0]);
});

test("the nearest of its category keeps its character in a crowd, the others do not", () => {
  const { placed } = spread([mark(1, 0, 0, 0), ...Array.from({ length: 5 }, (_, i) => mark(i + 2, i, 8, 2))], RULE);
  assert.deepEqual(placed.filter(({ full }) => full).map(({ id }) => id), [1]);
});

test("on a phone only the nearest of each category carries its character", () => {
  const { placed } = spread([mark(1, 0), mark(2, 300, 0, 1)], { ...RULE, others: null });
  assert.deepEqual(placed.map(({ full }) => full), [true, false]);
});

test("the order in which marks come does not matter", () => {
  assert.deepEqual(spread(street(200), RULE), spread(street(200).reverse(), RULE));
});
