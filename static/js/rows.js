/* Rows of the list and marks of the map light each other up, and the way there is drawn. */

import { askApi } from "./ask.js";
import { Ways } from "./way.js";

const $ = (selector) => document.querySelector(selector);
const DIGITS = 6;

export class Rows {
  /** `chosen(id)` is told which row was picked or reached by key. */
  constructor(sheet, chosen) {
    Object.assign(this, { sheet, chosen, lit: null });
    this.ways = new Ways((question, signal) => this.ask(question, signal), (way) => sheet.walk(way));
    document.addEventListener("mouseover", (event) => event.target.closest?.("#sheet") || this.look(idOf(event.target)));
    document.addEventListener("focusin", (event) => {
      const id = idOf(event.target);
      if (id !== null) chosen(id);
      this.look(id);
    });
  }

  /** The row under the pointer, else the one that has the focus. */
  look(id) {
    this.light(id ?? idOf(document.activeElement));
  }

  light(id) {
    if (id === this.lit) return;
    this.lit = id;
    for (const row of document.querySelectorAll(".outlet.is-on")) row.classList.remove("is-on");
    const row = id === null ? null : $(`#o${id}`);
    row?.classList.add("is-on");
    const mark = this.sheet.highlight(id);
    $("#map-say").textContent = row && mark ? mark.name : ""; // in English how it is read, as a voice can say it
    this.ways.look(mark && row ? this.question(mark) : null);
  }

  /** The row brought into sight and into focus, as the mark of it was touched. */
  pick(id, { scroll = true } = {}) {
    const row = $(`#o${id}`);
    if (!row) return;
    const fold = row.closest("details");
    if (fold) fold.open = true;
    this.light(id);
    if (scroll) row.scrollIntoView({ block: "nearest" });
    row.querySelector(".outlet__name a").focus({ preventScroll: true });
  }

  /** After a new answer: nothing is lit yet, and a way from elsewhere is none. */
  renew() {
    this.lit = null;
    this.ways.look(null);
    this.look(null);
  }

  question({ id, minutes }) {
    const [lat, lng] = this.sheet.drawing.origin.map((degrees) => Number(degrees.toFixed(DIGITS)));
    return { id, lat, lng, pace: $(".pace [aria-pressed=true]").value, minutes: Math.max(1, minutes) };
  }

  ask({ id, ...question }, signal) {
    return askApi($("#sheet").dataset.way.replace("/0/", `/${id}/`), question, signal);
  }
}

function idOf(element) {
  const row = element?.closest?.(".outlet");
  return row ? Number(row.dataset.outlet) : null;
}
