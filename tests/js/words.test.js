import assert from "node:assert/strict";
import { test } from "node:test";

import { WORDS as OFFICE, t as office } from "../../static/js/office-words.js";
import { WORDS, language, t } from "../../static/js/words.js";

test("without a page it is Chinese, which needs no list", () => {
  assert.equal(language(), "zh-Hans");
  assert.equal(t("找到 {count} 个生活圈", { count: 2 }), "找到 2 个生活圈");
});

test("English tells one from many", () => {
  assert.equal(t("{count} 分钟", { count: 1 }, "en"), "1 minute");
  assert.equal(t("{count} 分钟", { count: 5 }, "en"), "5 minutes");
});

test("the desk has words of its own, and knows the residents'", () => {
  assert.equal(office("已经读了 {percent}%。", { percent: 39 }, "en"), "39% read.");
  assert.equal(office("{count} 分钟", { count: 5 }, "en"), "5 minutes");
});

test("every place holder of the Chinese stands in the English too, and no Chinese does", () => {
  const held = (words) => [...words.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [chinese, english] of [...Object.entries(WORDS.en), ...Object.entries(OFFICE.en)])
    for (const words of typeof english === "string" ? [english] : Object.values(english)) {
      assert.deepEqual(held(words), held(chinese), chinese);
      assert.doesNotMatch(words, /[\u3000-\u9fff\uff00-\uffef]/u);
    }
});
