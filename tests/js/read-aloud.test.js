import assert from "node:assert/strict";
import { test } from "node:test";

import { RATE, readable, reader, spoken } from "../../static/js/read-aloud.js";

class Utterance {
  constructor(text) {
    this.text = text;
  }
}

function voice() {
  const said = [];
  return { said, speak: (each) => said.push(each), cancel: () => said.splice(0) };
}

test("a rank is read as a rank, and white space is not read", () => {
  assert.equal(spoken("\n  1. 坎上药店 "), "第 1 家，坎上药店");
  assert.equal(spoken(" 慢慢走\n   9  分钟 "), "慢慢走 9 分钟");
});

test("only what is marked is read, in the page's order, and nothing empty", () => {
  const page = { querySelectorAll: (name) => (name === "[data-say]" ? [{ textContent: "买药" }, { textContent: " " }] : []) };
  assert.deepEqual(readable(page), ["买药"]);
});

test("it reads slowly, in Chinese, a sentence at a time", () => {
  const speech = voice();
  reader(speech, Utterance, () => ["一", "二"], () => {})();
  assert.deepEqual(speech.said.map(({ text, lang, rate }) => [text, lang, rate]), [["一", "zh-CN", RATE], ["二", "zh-CN", RATE]]);
});

test("pressed again it stops, and a third time it begins anew", () => {
  const speech = voice();
  const shown = [];
  const press = reader(speech, Utterance, () => ["一"], (on) => shown.push(on));
  press();
  press();
  assert.equal(speech.said.length, 0);
  press();
  assert.equal(speech.said.length, 1);
  assert.deepEqual(shown, [true, false, true]);
});

test("the end of the last sentence ends it; the end of a stopped reading does not end the next", () => {
  const speech = voice();
  const shown = [];
  const press = reader(speech, Utterance, () => ["一"], (on) => shown.push(on));
  press();
  const [stopped] = speech.said;
  press();
  press();
  stopped.onend();
  assert.deepEqual(shown, [true, false, true]);
  speech.said[0].onend();
  assert.deepEqual(shown, [true, false, true, false]);
});

test("with nothing to read nothing begins", () => {
  const shown = [];
  reader(voice(), Utterance, () => [], (on) => shown.push(on))();
  assert.deepEqual(shown, []);
});
