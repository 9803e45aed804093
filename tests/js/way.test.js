import assert from "node:assert/strict";
import { test } from "node:test";

import { Ways } from "../../static/js/way.js";

const pause = (ms = 5) => new Promise((done) => setTimeout(done, ms));

/** Ways that note what was asked and shown; each answer is its question's id, unless told otherwise. */
function noted(answer = ({ id }) => id) {
  const [asked, shown, signals] = [[], [], []];
  const ask = async (question, signal) => {
    asked.push(question.id);
    signals.push(signal);
    return answer(question);
  };
  return { ways: new Ways(ask, (way) => shown.push(way), 1), asked, shown, signals };
}

test("the way is shown where the look rests", async () => {
  const { ways, shown } = noted();
  ways.look({ id: 1 });
  await pause();
  assert.deepEqual(shown, [null, 1]);
});

test("a look that only passes asks nothing", async () => {
  const { ways, asked } = noted();
  for (const id of [1, 2, 3]) ways.look({ id });
  await pause();
  assert.deepEqual(asked, [3]);
});

test("a way that was asked for is not asked for again, and is there at once", async () => {
  const { ways, asked, shown } = noted();
  ways.look({ id: 1 });
  await pause();
  ways.look(null);
  ways.look({ id: 1 });
  assert.deepEqual([asked, shown], [[1], [null, 1, null, 1]]);
});

test("an answer that comes when the look has gone is not shown", async () => {
  const { ways, shown, signals } = noted(({ id }) => pause(10).then(() => id));
  ways.look({ id: 1 });
  await pause(4);
  ways.look(null);
  await pause(20);
  assert.deepEqual([shown, signals[0].aborted], [[null, null], true]);
});

test("without an answer it is asked for again at the next look", async () => {
  const { ways, asked } = noted(() => null);
  ways.look({ id: 1 });
  await pause();
  ways.look(null);
  ways.look({ id: 1 });
  await pause();
  assert.deepEqual(asked, [1, 1]);
});
