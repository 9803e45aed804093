/* The way to the row that is looked at: asked for once the look rests there, only once for each, given up when the
   look moves on. Pure but for the clock. */

const REST_MS = 120;
const MOST_KEPT = 200;

export class Ways {
  /** `ask(question, signal)` promises a way or null; `show(way or null)` draws it. */
  constructor(ask, show, restMs = REST_MS) {
    Object.assign(this, { ask, show, restMs, kept: new Map(), looked: "null" });
  }

  /** `question` is plain data that tells the way from every other; null: nothing is looked at. */
  look(question) {
    const key = JSON.stringify(question);
    if (key === this.looked) return;
    this.looked = key;
    clearTimeout(this.timer);
    this.asking?.abort();
    this.show(this.kept.get(key) ?? null);
    if (question && !this.kept.has(key)) this.timer = setTimeout(() => this.fetch(key, question), this.restMs);
  }

  async fetch(key, question) {
    this.asking = new AbortController();
    const way = await this.ask(question, this.asking.signal);
    if (!way) return; // not kept: with a network it is asked again
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(key, way);
    if (this.looked === key) this.show(way);
  }
}
