/* Kept pages arranged by circle, the one seen last first. Pure. */

import { placeOf } from "./offline-rules.js";

const FIRST = { "": "list", "board/": "board", "card/": "card" };

/** `pages` are {path, at, circle, title}; returns {name, at, links: [{path, kind, title}]} a circle. */
export function circlesOf(pages) {
  const circles = new Map();
  for (const page of [...pages].sort((a, b) => b.at - a.at)) {
    const place = placeOf(`https://x${page.path}`);
    const kind = kindOf(place);
    if (!kind || !page.circle) continue;
    const circle = circles.get(page.circle) ?? { name: page.circle, at: page.at, links: [] };
    circle.links.push({ path: page.path, kind, title: page.title });
    circles.set(page.circle, circle);
  }
  const order = ["list", "board", "card", "elder", "outlet"];
  for (const { links } of circles.values()) links.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return [...circles.values()];
}

/** What a link is called; null for pages that are reached from another one. */
function kindOf({ path, kind, id }) {
  if (kind === "circle") return FIRST[path.slice(`/communities/${id}/`.length)];
  if (kind === "elder") return path === `/elder/${id}/` ? "elder" : null;
  return kind === "outlet" ? "outlet" : null;
}
