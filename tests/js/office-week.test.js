import assert from "node:assert/strict";
import { test } from "node:test";

import { editorOf, linesOf, tidyClock, turned } from "../../static/js/office-week.js";

const NONE = { all: "", d0: "", d1: "", d2: "", d3: "", d4: "", d5: "", d6: "", holiday: "", osm: "" };
const SPLIT = { ...NONE, d0: "8:00-20:00", d1: "8:00-20:00", d2: "8:00-20:00", d3: "8:00-20:00", d4: "8:00-20:00", d5: "休息", d6: "休息" };

test("nothing said is not known", () => {
  assert.equal(editorOf(NONE).mode, "unknown");
});

test("lines come back as they went in", () => {
  const cases = [
    { ...NONE, all: "8:00-12:00 14:30-18:00" },
    { ...NONE, all: "18:00-次日 2:00", holiday: "休息" },
    { ...NONE, all: "全天" },
    SPLIT,
    { ...SPLIT, d6: "9:00-12:00" },
    NONE,
  ];
  for (const lines of cases) assert.deepEqual(linesOf(editorOf(lines)), lines);
});

test("weekdays alike and a weekend alike are two rows", () => {
  const { mode, rows } = editorOf(SPLIT);
  assert.equal(mode, "split");
  assert.deepEqual(rows.map(({ label, shut }) => [label, shut]), [["周一至周五", false], ["周六周日", true]]);
});

test("what rows cannot hold is left as text", () => {
  assert.equal(editorOf({ ...NONE, osm: "sunrise-sunset" }), null);
  assert.equal(editorOf({ ...NONE, all: "看心情" }), null);
});

test("turning to another mode carries over what was filled", () => {
  const each = turned(editorOf({ ...NONE, all: "7:00-9:00" }), "each");
  assert.equal(each.rows.length, 7);
  assert.equal(linesOf(each).d6, "7:00-9:00");
  assert.equal(linesOf(turned(each, "unknown")).all, "");
});

test("an English page's words are read too", () => {
  assert.equal(editorOf({ ...NONE, all: "All day" }).mode, "always");
  const { rows } = editorOf({ ...NONE, all: "18:00-next day 2:00", holiday: "closed" });
  assert.deepEqual(rows[0].spans, [["18:00", "次日 2:00"]]);
  assert.equal(linesOf(editorOf({ ...NONE, all: "closed" })).all, "休息");
});

test("hours are read as people type them", () => {
  const typed = ["8", "0800", "8：30", "20:05", " 次日2:00 ", "中午"];
  assert.deepEqual(typed.map(tidyClock), ["8:00", "8:00", "8:30", "20:05", "次日 2:00", "中午"]);
});
