/* The sheet of the city and its list: narrowed together by what is typed, and a dot says its name. */

import { folded, matches, said } from "./narrow.js";

const NAMED = 1; // dots left: so few are named without being pointed at
const SAY_AFTER_MS = 400; // who types on is not told of every letter

export function startCity(input) {
  const dots = new Map([...document.querySelectorAll(".dot")].map((dot) => [dot.getAttribute("href"), dot]));
  const rows = [...document.querySelectorAll("tr[data-keys]")].map((item) => ({ item, dot: dotOf(item, dots) }));
  const folds = [...document.querySelectorAll("details.dist")];
  beginWhereMostIs();
  let opened = null; // which folds were open before anything was typed
  let timer = 0;
  input.addEventListener("input", () => {
    opened ??= folds.map((fold) => fold.open);
    const found = narrow(rows, input.value);
    if (folded(input.value)) folds.forEach((fold) => tidy(fold, true));
    else opened = restore(folds, opened);
    if (found.length === NAMED) name(found[0].dot);
    else unname();
    clearTimeout(timer);
    timer = setTimeout(() => (document.querySelector("#narrow-say").textContent = said(found.length, input.value)), SAY_AFTER_MS);
  });
  const map = document.querySelector(".citymap");
  for (const type of ["pointerover", "focusin"]) map?.addEventListener(type, (event) => name(event.target.closest(".dot")));
  for (const type of ["pointerleave", "focusout"]) map?.addEventListener(type, unname);
}

/** A narrow window shows the district with most circles first, not the west end. */
function beginWhereMostIs() {
  const frame = document.querySelector("#scrollmap");
  if (!frame || frame.scrollWidth <= frame.clientWidth || frame.scrollLeft || location.hash.startsWith("#at-")) return;
  const dots = (part) => part.parentNode.querySelectorAll(".dot").length;
  const most = [...frame.querySelectorAll(".at")].reduce((best, part) => (dots(part) > dots(best) ? part : best));
  const { left, width } = most.getBoundingClientRect();
  frame.scrollLeft = left - frame.getBoundingClientRect().left - (frame.clientWidth - width) / 2;
}

function dotOf(item, dots) {
  return dots.get(item.querySelector("a").getAttribute("href"));
}

function narrow(rows, text) {
  return rows.filter(({ item, dot }) => {
    const is = matches(item.dataset.keys, text);
    item.hidden = !is;
    dot?.toggleAttribute("hidden", !is);
    return is;
  });
}

/** A district shows what is left of it; one with nothing left goes. */
function tidy(fold, open) {
  for (const part of fold.querySelectorAll(".sub")) part.hidden = !part.querySelector("tr[data-keys]:not([hidden])");
  fold.hidden = !fold.querySelector("tr[data-keys]:not([hidden])");
  fold.open = open;
}

function restore(folds, opened) {
  folds.forEach((fold, number) => tidy(fold, opened[number]));
  return null;
}

function name(dot) {
  const label = document.querySelector("#dot-name");
  if (!dot || !label) return;
  const circle = dot.querySelector("circle");
  const { width } = label.ownerSVGElement.viewBox.baseVal;
  label.textContent = dot.querySelector("title").textContent;
  const half = label.getComputedTextLength() / 2 + 6;
  const x = Math.min(Math.max(circle.cx.baseVal.value, half), width - half);
  const y = circle.cy.baseVal.value;
  label.setAttribute("x", x);
  label.setAttribute("y", y < 40 ? y + 26 : y - 24);
}

function unname() {
  const label = document.querySelector("#dot-name");
  if (label) label.textContent = "";
}
