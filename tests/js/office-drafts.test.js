import assert from "node:assert/strict";
import { test } from "node:test";

import { Drafts, same, worth } from "../../static/js/office-drafts.js";

class Store {
  constructor(room = Infinity) {
    this.held = new Map();
    this.room = room;
  }
  get length() {
    return this.held.size;
  }
  key(at) {
    return [...this.held.keys()][at] ?? null;
  }
  getItem(key) {
    return this.held.get(key) ?? null;
  }
  setItem(key, value) {
    if (value.length > this.room) throw new Error("QuotaExceededError");
    this.held.set(key, value);
  }
  removeItem(key) {
    this.held.delete(key);
  }
}

const draft = (name, at = 1) => ({ path: "/office/outlets/new/", name, at, fields: [["name", name]] });

test("a draft comes back as it was kept, the newest first", () => {
  const drafts = new Drafts(new Store(), 7);
  drafts.keep("a", draft("早的", 1));
  drafts.keep("b", draft("晚的", 2));
  assert.deepEqual(drafts.all().map(({ name }) => name), ["晚的", "早的"]);
  assert.equal(drafts.get("a").name, "早的");
});

test("another account sees and clears only its own", () => {
  const store = new Store();
  const [mine, theirs] = [new Drafts(store, 7), new Drafts(store, 77)];
  mine.keep("a", draft("我的"));
  theirs.keep("a", draft("别人的"));
  mine.dropAll();
  assert.deepEqual([mine.all().length, theirs.all().length], [0, 1]);
});

test("a browser without room says so", () => {
  assert.equal(new Drafts(new Store(5), 7).keep("a", draft("店")), false);
});

test("what is broken in the store is passed over", () => {
  const store = new Store();
  store.setItem("office-draft:7:a", "{");
  store.setItem("office-draft:7:b", "null");
  assert.deepEqual(new Drafts(store, 7).all(), []);
});

test("secrets of the form and files are never kept", () => {
  const entries = [["csrfmiddlewaretoken", "x"], ["ticket", "y"], ["seen", "z"], ["name", "店"], ["photos", { size: 1 }]];
  assert.deepEqual(worth(entries), [["name", "店"]]);
});

test("empty fields make no difference", () => {
  assert.ok(same([["name", "店"], ["phone", ""]], [["name", "店"]]));
  assert.ok(!same([["name", "店"]], [["name", "店铺"]]));
});

test("only so many are kept", () => {
  const drafts = new Drafts(new Store(), 7);
  for (let at = 0; at < 40; at += 1) drafts.keep(`d${at}`, draft("店", at));
  assert.equal(drafts.all().length, 30);
});
