import assert from "node:assert/strict";
import { test } from "node:test";

import { askRead, sayRead } from "../../static/js/office-reading.js";

const form = { action: "/office/uploads/1/read/" };
const answers = (status, data) => async () => ({ status, ok: status < 400, json: async () => data });

test("a piece is asked for as JSON", async () => {
  let asked;
  const ask = async (url, options) => {
    asked = [url, options.method, options.headers.Accept];
    return { status: 200, ok: true, json: async () => ({ read: 5 }) };
  };
  assert.deepEqual(await askRead(form, ask, "body"), { read: 5 });
  assert.deepEqual(asked, [form.action, "POST", "application/json"]);
});

test("a session that is over, a failure and no network are told apart", async () => {
  const away = async () => {
    throw new TypeError("offline");
  };
  await assert.rejects(askRead(form, answers(401, {}), ""), /重新登录/);
  await assert.rejects(askRead(form, answers(500, {}), ""), /再试一次/);
  await assert.rejects(askRead(form, away, ""), /没有网络/);
});

test("progress is said in whole percents, and what comes after the last row too", () => {
  assert.equal(sayRead({ read: 0, total: 0 }), "正在打开这份表……");
  assert.equal(sayRead({ read: 1999, total: 5000 }), "已经读了 39%。");
  assert.match(sayRead({ read: 5000, total: 5000 }), /重复/);
});
