import assert from "node:assert/strict";
import { test } from "node:test";

import { companions, filesOf, isBasemap, isFresh, isKeepable, isOther, isOurs, marked, mayKeep, modulesOf, placeOf, said, sizeOf, standIn, surplus } from "../../static/js/offline-rules.js";

const SITE = "https://circles.example.org";
const CIRCLE = "/communities/620104007001/";
const answer = ({ status = 200, type = "basic", redirected = false, html = "text/html; charset=utf-8", control = "" } = {}) => ({
  status,
  type,
  redirected,
  headers: new Headers({ "content-type": html, ...(control && { "cache-control": control }) }),
});

test("a circle, its board, an outlet and the elder edition have a place", () => {
  const kinds = [CIRCLE, `${CIRCLE}board/`, "/outlets/7/", "/elder/620104007001/medicine/7/", "/", "/how/", "/elder/"];
  assert.deepEqual(kinds.map((path) => placeOf(SITE + path)?.kind), ["circle", "circle", "outlet", "elder", "general", "general", "general"]);
});

test("what belongs to a person, to the desk or to a program has none", () => {
  const paths = ["/reported/abc:def/", "/answers/", "/office/", "/office/login/", "/bureau/", "/admin/", "/api/reach/", "/api/communities/620104007001/reach/", "/outlets/7/report/", "/near/", "/elder/switch/", "/photos/7/"];
  assert.deepEqual(paths.filter((path) => placeOf(SITE + path)), []);
});

test("an address with a place, a search or a token in it is never kept", () => {
  const queries = ["?lat=36.1&lng=103.6", "?near=x", "?place=1", "?token=x", "?q=x", "?only=open", "?pace=elderly&lat=36.1"];
  assert.deepEqual(queries.filter((query) => mayKeep(SITE + CIRCLE + query)), []);
  assert.ok(mayKeep(`${SITE}${CIRCLE}?pace=elderly`));
  assert.equal(placeOf(`${SITE}${CIRCLE}?pace=elderly#home=36.1,103.6`).path, CIRCLE);
});

test("only a whole page that is meant for everybody is kept", () => {
  assert.ok(isKeepable(answer()));
  for (const other of [{ status: 503 }, { status: 404 }, { type: "opaque" }, { redirected: true }, { html: "application/json" }, { control: "no-store" }, { control: "max-age=0, private" }]) {
    assert.equal(isKeepable(answer(other)), false, JSON.stringify(other));
  }
});

test("the worker leaves the desk, the admin and the programs alone", () => {
  assert.deepEqual(["/office/", "/office/login/", "/bureau/", "/bureau/620104/", "/admin/x/", "/api/reach/"].filter((path) => isOurs(SITE + path)), []);
  assert.ok(isOurs(`${SITE}/answers/`));
});

test("a filtered circle is stood in for by the whole one, a search by nothing", () => {
  assert.equal(standIn(`${SITE}${CIRCLE}?only=open`), CIRCLE);
  assert.equal(standIn(`${SITE}/?q=x`), null);
  assert.equal(standIn(`${SITE}/answers/`), null);
});

test("an elder answer is stood in for by the same answer only, each pace having its own", () => {
  const food = "/elder/1/food/";
  for (const query of ["?open=1", "?skip=3", "?pace=reduced&skip=3"]) assert.equal(standIn(SITE + food + query), null, query);
  assert.equal(standIn(`${SITE}${food}?pace=reduced`), `${food}?pace=reduced`);
  assert.equal(standIn(`${SITE}${food}?pace=elderly`), food);
  assert.equal(standIn(SITE + food), food);
});

test("a circle at another pace, a filtered one and an outlet seen from elsewhere are other questions", () => {
  const kept = placeOf(`${SITE}${CIRCLE}?pace=elderly`).asked;
  const other = ["", "?pace=child", "?pace=elderly&only=open"].filter((query) => isOther(SITE + CIRCLE + query, kept));
  assert.deepEqual(other, ["", "?pace=child", "?pace=elderly&only=open"]);
  assert.ok(!isOther(`${SITE}${CIRCLE}?pace=elderly#home=36.1,103.6`, kept));
  assert.ok(!isOther(`${SITE}${CIRCLE}?pace=standard`, CIRCLE));
  assert.ok(isOther(`${SITE}/outlets/7/?from=2&pace=standard`, placeOf(`${SITE}/outlets/7/?pace=standard&from=1`).asked));
});

test("the size of text is that of an elder page, and no other page has one", () => {
  assert.equal(sizeOf('<html lang="en" class="elder size-27" data-release="x">'), "27");
  assert.equal(sizeOf('<html lang="en" data-release="x"><p class="elder size-27">'), "");
});

test("the base map is known by its revision and by nothing else", () => {
  assert.ok(isBasemap("/api/communities/620104007001/basemap/?v=ab12"));
  assert.ok(!isBasemap("/api/communities/620104007001/basemap/?v=ab12&lat=36.1"));
  assert.ok(!isBasemap("/api/communities/620104007001/reach/?v=ab12"));
});

test("a page names its files, and a module its modules", () => {
  const html = '<link href="/static/css/a.1.css"><link href="/catalogue.css"><script src="/static/js/a.1.js"></script><use href="/static/img/i.1.svg#tel"><div data-basemap="/api/communities/1/basemap/?v=a"><a href="/how/">';
  assert.deepEqual(filesOf(html), ["/static/css/a.1.css", "/catalogue.css", "/static/js/a.1.js", "/static/img/i.1.svg", "/api/communities/1/basemap/?v=a"]);
  assert.deepEqual(modulesOf('import { a } from "./b.2.js";\nimport "./c.3.js";\nawait import("./d.4.js");', `${SITE}/static/js/a.1.js`), ["/static/js/b.2.js", "/static/js/c.3.js", "/static/js/d.4.js"]);
});

test("the board comes with its circle, the answers with the elder edition's questions", () => {
  assert.deepEqual(companions(placeOf(SITE + CIRCLE), ""), [`${CIRCLE}board/`]);
  assert.deepEqual(companions(placeOf(`${SITE}${CIRCLE}board/`), ""), []);
  const html = '<a href="/elder/1/food/"><a href="/elder/1/medicine/?pace=child"><a href="/elder/2/food/"><a href="/elder/">';
  assert.deepEqual(companions(placeOf(`${SITE}/elder/1/`), html), ["/elder/1/food/", "/elder/1/medicine/?pace=child"]);
  assert.deepEqual(companions(placeOf(`${SITE}/elder/1/?pace=child`), html), ["/elder/1/food/", "/elder/1/medicine/?pace=child"]);
  assert.deepEqual(companions(placeOf(`${SITE}/elder/1/food/`), html), []);
});

test("a companion is fetched anew after a day", () => {
  assert.deepEqual([isFresh(null, 0), isFresh(0, 1000), isFresh(0, 86_400_000)], [false, true, false]);
});

test("the three circles seen last stay with all that is theirs, and thirty outlets", () => {
  const circles = [1, 2, 3, 4].flatMap((code) => [
    { path: `/communities/${code}/`, at: code },
    { path: `/elder/${code}/food/`, at: 0 },
    { path: `/api/communities/${code}/basemap/?v=a`, at: null },
  ]);
  const outlets = Array.from({ length: 31 }, (_, number) => ({ path: `/outlets/${number}/`, at: number }));
  const rest = [{ path: "/", at: 0 }, { path: "/static/css/a.1.css", at: null }, { path: "/offline/", at: 0 }];
  assert.deepEqual(surplus([...circles, ...outlets, ...rest]), ["/communities/1/", "/elder/1/food/", "/api/communities/1/basemap/?v=a", "/outlets/0/"]);
});

test("a kept page says of when it is, in its own language", () => {
  const page = (lang) => `<html lang="${lang}" class="x"><div class="kept wrap" role="status" hidden>… <time class="kept__at"></time> …</div>`;
  const at = new Date(2026, 7, 20, 17, 40).getTime();
  assert.equal(marked(page("zh-Hans"), at, at), '<html lang="zh-Hans" class="x"><div class="kept wrap" role="status">… <time class="kept__at">8 月 20 日 17:40</time> …</div>');
  assert.match(marked(page("en"), at, at), />20 August at 17:40<|>20 August, 17:40</);
});

test("a kept page that answers another question says so", () => {
  const page = '<html lang="en"><div class="kept wrap" hidden><b class="kept__other" hidden>…</b></div>';
  assert.match(marked(page, 0, 0, true), /<b class="kept__other">/);
  assert.match(marked(page, 0, 0, false), /<b class="kept__other" hidden>/);
});

test("the year stands where it is not this one", () => {
  assert.equal(said(new Date(2025, 0, 2, 7, 5), "zh-Hans", new Date(2026, 0, 1)), "2025 年 1 月 2 日 07:05");
});
