/* What typing on the first page finds, and what is said of it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { folded, matches, said } from "../../static/js/narrow.js";

const KEYS = " 上坎社区 shangkanshequ sksq  西柳沟街道 xiliugoujiedao xlgjd  西固区 xiguqu xgq ";

test("a text is folded as the keys are", () => {
  assert.equal(folded(" ＳＫ 上 坎 "), "sk上坎");
});

for (const text of ["上坎", "坎社", "shangkan", "SK", "ＳＫ", "上 坎", "西柳沟", "xlg", "Shangkan Community", "XILIUGOU subdistrict", "Xigu District", "", "  "]) {
  test(`“${text}” leaves the circle`, () => assert.ok(matches(KEYS, text)));
}

for (const text of ["下坎", "zzz", "%", "Xigu County", "Xiakan Community"]) {
  test(`“${text}” does not`, () => assert.ok(!matches(KEYS, text)));
}

test("two words are not found across the border of two keys", () => {
  assert.ok(!matches(KEYS, "sksq西柳沟"));
});

test("it says how many, or what else can be done, or nothing", () => {
  assert.equal(said(23, "sk"), "找到 23 个生活圈");
  assert.match(said(0, " 药 "), /^没有叫“药”的生活圈/);
  assert.equal(said(127, " "), "");
});
