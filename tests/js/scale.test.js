import assert from "node:assert/strict";
import { test } from "node:test";

import { roundLength } from "../../static/js/scale.js";

test("the scale shows a round length that fits", () => {
  assert.deepEqual([7, 99, 260, 1400].map(roundLength), [5, 50, 200, 1000]);
});
