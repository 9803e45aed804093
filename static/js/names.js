/* Where street names stand: along their lines, apart from each other and from what lies there already. Pure. */

const GLYPH = 15; // px that a Chinese character takes along the line; Latin letters take half
const SHARES = [0.5, 0.35, 0.65, 0.2, 0.8]; // of a run, tried in this order
const HALF = 10; // px from the middle of a line of text to its edge, with air
const STRAY = 5; // px that a street may leave the straight line under its name

/**
 * `streets` are {name, lines}, the most important first; `spot([lat, lng])` gives {x, y} in pixels.
 * Returns [{name, x, y, angle}] (angle in degrees, never upside down) that keep clear of `taken` boxes, of the
 * sheet's `size` {x, y} and of each other. A name that does not fit is left out.
 */
export function standing(streets, spot, size, taken = []) {
  const placed = [];
  const boxes = [...taken];
  for (const { name, lines } of streets) {
    const length = lengthOf(name);
    const free = (box) =>
      box.left > 0 && box.top > 0 && box.right < size.x && box.bottom < size.y && !boxes.some((other) => meet(box, other));
    const place = places(lines.map((line) => line.map(spot)), length).find((found) => found.covers.every(free));
    if (!place) continue;
    boxes.push(...place.covers);
    placed.push({ name, x: place.x, y: place.y, angle: Math.round((upright(place.angle) * 180) / Math.PI) });
  }
  return placed;
}

function lengthOf(name) {
  return [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e7f ? GLYPH : GLYPH * 0.55), 0);
}

/** Where a name of that length could stand: the longest straight runs first, their middles before their ends. */
function places(lines, length) {
  const runs = lines
    .flatMap(straightRuns)
    .map((run) => ({ from: run[0], to: run[run.length - 1] }))
    .map(({ from, to }) => ({ from, to, long: Math.hypot(to.x - from.x, to.y - from.y) }))
    .filter(({ long }) => long > length * 1.15)
    .sort((a, b) => b.long - a.long);
  return runs.flatMap((run) => SHARES.map((share) => standAt(run, share, length)).filter(Boolean));
}

function standAt({ from, to, long }, share, length) {
  if (Math.min(share, 1 - share) * long < length / 2) return null;
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
  return { x, y, angle, covers: covers(x, y, angle, length) };
}

/** The little boxes that a turned name covers: one big one would claim a whole block for a slanting name. */
function covers(x, y, angle, length) {
  const count = Math.ceil(length / (2 * HALF));
  return Array.from({ length: count }, (_, i) => {
    const along = ((i + 0.5) / count - 0.5) * length;
    const [cx, cy] = [x + Math.cos(angle) * along, y + Math.sin(angle) * along];
    return { left: cx - HALF, right: cx + HALF, top: cy - HALF, bottom: cy + HALF };
  });
}

/** Pairs of ends between which the line strays from straight by less than STRAY (Douglas and Peucker 1973). */
function straightRuns(line) {
  if (line.length < 2) return [];
  const [from, to] = [line[0], line[line.length - 1]];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy);
  const off = ({ x, y }) =>
    long ? Math.abs(dx * (from.y - y) - dy * (from.x - x)) / long : Math.hypot(x - from.x, y - from.y);
  let farthest = 0;
  let most = STRAY;
  for (let i = 1; i < line.length - 1; i += 1) {
    if (off(line[i]) > most) [farthest, most] = [i, off(line[i])];
  }
  if (!farthest) return [[from, to]];
  return [...straightRuns(line.slice(0, farthest + 1)), ...straightRuns(line.slice(farthest))];
}

function upright(angle) {
  if (angle > Math.PI / 2) return angle - Math.PI;
  return angle <= -Math.PI / 2 ? angle + Math.PI : angle;
}

function meet(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
