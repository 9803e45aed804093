import assert from "node:assert/strict";
import { test } from "node:test";

import { circlesOf } from "../../static/js/offline-circles.js";

test("kept pages stand under their circle, the one seen last first, the list before the rest", () => {
  const pages = [
    { path: "/communities/1/", at: 1, circle: "甲社区", title: "甲社区" },
    { path: "/outlets/7/", at: 5, circle: "乙社区", title: "药店" },
    { path: "/communities/2/board/", at: 3, circle: "乙社区", title: "打印" },
    { path: "/communities/2/", at: 4, circle: "乙社区", title: "乙社区" },
    { path: "/elder/2/", at: 2, circle: "乙社区", title: "您要去做什么？" },
    { path: "/elder/2/food/", at: 2, circle: "乙社区", title: "吃饭" },
    { path: "/how/", at: 9, circle: "", title: "时间是怎么算的" },
  ];
  const told = circlesOf(pages).map(({ name, at, links }) => [name, at, links.map(({ kind }) => kind)]);
  assert.deepEqual(told, [["乙社区", 5, ["list", "board", "elder", "outlet"]], ["甲社区", 1, ["list"]]]);
});
