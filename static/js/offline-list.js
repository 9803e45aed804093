/* The page for when there is no signal: what was kept, by circle, with its date. */

import { said } from "./offline-rules.js";
import { allKept } from "./offline-store.js";
import { circlesOf } from "./offline-circles.js";

const list = document.querySelector("#kept-list");
const words = list.dataset;

show(circlesOf(await read()));

async function read() {
  return Promise.all(
    (await allKept()).map(async ({ path, at, response }) => {
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      return { path, at, circle: page.querySelector("meta[name=circle]")?.content ?? "", title: page.querySelector("h1")?.textContent.trim() ?? "" };
    }),
  );
}

function show(circles) {
  document.querySelector("#kept").hidden = circles.length === 0;
  list.replaceChildren(...circles.map(row));
}

function row({ name, at, links }) {
  const item = document.createElement("li");
  const head = document.createElement("h2");
  head.textContent = name;
  const date = document.createElement("p");
  date.className = "dim";
  date.textContent = words.kept.replace("{date}", said(new Date(at), document.documentElement.lang, new Date()));
  const row = document.createElement("div");
  row.className = "row";
  row.append(...links.map(link));
  item.append(head, date, row);
  return item;
}

function link({ path, kind, title }) {
  const anchor = document.createElement("a");
  anchor.className = "btn";
  anchor.href = path;
  anchor.textContent = words[kind] ?? title;
  return anchor;
}
