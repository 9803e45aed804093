/* Where street names stand: along their lines, apart from each other and from what lies there already. Pure. */

const GLYPH = 15; // px that a Chinese character takes along the line; Latin letters take half
const SHARES = [0.5, 0.35, 0.65, 0.2, 0.8]; // of a run, tried in this order
const MOST_BEND = 0.4; // radians: a name stands on what is nearly straight

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
    const place = places(lines.map((line) => line.map(spot)), length).find(({ box }) => {
      const inside = box.left > 0 && box.top > 0 && box.right < size.x && box.bottom < size.y;
      return inside && !boxes.some((other) => meet(box, other));
    });
    if (!place) continue;
    boxes.push(place.box);
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
  const half = Math.abs(Math.cos(angle)) * (length / 2) + 9;
  const tall = Math.abs(Math.sin(angle)) * (length / 2) + 9;
  return { x, y, angle, box: { left: x - half, right: x + half, top: y - tall, bottom: y + tall } };
}

function straightRuns(line) {
  const runs = [];
  let run = line.slice(0, 1);
  let heading = null;
  for (let i = 1; i < line.length; i += 1) {
    const turn = Math.atan2(line[i].y - line[i - 1].y, line[i].x - line[i - 1].x);
    if (heading !== null && Math.abs(Math.atan2(Math.sin(turn - heading), Math.cos(turn - heading))) > MOST_BEND) {
      runs.push(run);
      run = [line[i - 1]];
      heading = turn;
    }
    heading ??= turn;
    run.push(line[i]);
  }
  return [...runs, run];
}

function upright(angle) {
  if (angle > Math.PI / 2) return angle - Math.PI;
  return angle <= -Math.PI / 2 ? angle + Math.PI : angle;
}

function meet(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
