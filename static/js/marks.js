/* Which marks carry their character, and which are small dots. Pure. */

/** Pixels between two carried marks below which they would cover each other, by width of the sheet. */
export const CLEAR = { narrow: { x: 34, y: 34 }, wide: { x: 54, y: 33 } };

/**
 * Marks with `rank` (0 = nearest of its category) and `minutes`; `spot(mark)` gives {x, y} in pixels.
 * Returns the Set of ids that carry character (and number): nearest of each category first, then nearer ones,
 * each only where it covers no mark chosen before it and keeps clear of the `taken` boxes {left, top, right, bottom}.
 */
export function carried(marks, spot, clear, taken = []) {
  const order = [...marks].sort((a, b) => a.rank - b.rank || a.minutes - b.minutes || a.id - b.id);
  const chosen = [];
  const ids = new Set();
  for (const mark of order) {
    const at = spot(mark);
    const covers = chosen.some((other) => Math.abs(other.x - at.x) < clear.x && Math.abs(other.y - at.y) < clear.y);
    if (covers || taken.some((box) => inside(at, box))) continue;
    chosen.push(at);
    ids.add(mark.id);
  }
  return ids;
}

function inside(at, box) {
  return at.x > box.left && at.x < box.right && at.y > box.top && at.y < box.bottom;
}

/** A round length for the scale: the largest of 1, 2, 5 × 10ⁿ metres that is at most `metres`. */
export function roundLength(metres) {
  const power = 10 ** Math.floor(Math.log10(metres));
  return [5, 2, 1].map((step) => step * power).find((length) => length <= metres);
}
