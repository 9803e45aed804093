/* Marks that would cover each other move apart or gather into one. Pure: equal input gives equal output. */

const CELL = 48; // px of the index; no less than half of the largest mark
const FARTHEST = 160; // px that a mark moves before it is left where it is
const SPOTS = spiral();

/**
 * `marks` are {id, x, y, rank, minutes} in pixels, rank 0 the nearest of its category; nothing may stand on the
 * `walls` {left, top, right, bottom}. `rule`, in pixels about a mark's middle: `full` {left, right, up, down} of one
 * with its character, `dot` and `heap` half sizes of the others, `first`, `others` and `stray` how far the nearest of
 * its category, another with its character and a dot may move (others null: none carries it). More than `few` within
 * `about` and only the nearest of its category carries it; more than `most` dots within `near` gather in one count
 * (null: none do), and so does a dot that finds no room.
 * Returns {placed: [{id, x, y, full}], heaps: [{x, y, ids}]}; nothing in it covers anything else.
 */
export function spread(marks, rule, walls = []) {
  const order = [...marks].sort((a, b) => a.rank - b.rank || a.minutes - b.minutes || a.id - b.id);
  const taken = new Index();
  for (const wall of walls) taken.add(wall);
  const placed = [];
  const put = (mark, full, reach) => {
    const spot = stand(mark, full ? rule.full : square(rule.dot), taken, reach);
    if (spot) placed.push({ id: mark.id, ...spot, full });
    return !spot;
  };
  const firsts = order.filter(({ rank }) => rank === 0).filter((mark) => put(mark, true, rule.first));
  const rest = [...firsts, ...order.filter(({ rank }) => rank > 0)];
  const lonely = rule.others === null ? new Map() : neighbours(rest, rule.about);
  const dots = rest.filter((mark) => !(lonely.get(mark)?.length <= rule.few) || put(mark, true, rule.others));
  const { heaps, single } = gather(dots, neighbours(dots, rule.near), rule.most);
  const counts = [];
  const count = (heap, reach) => {
    const { x, y } = heap;
    const spot = nearest(heap, counts, reach) ? null : stand(heap, square(rule.heap), taken, FARTHEST);
    const beside = spot ? null : nearest(heap, counts, Infinity);
    if (beside) beside.ids.push(...heap.ids);
    else counts.push({ ...(spot ?? { x, y }), ids: heap.ids });
  };
  for (const heap of heaps) count(heap, 2 * rule.heap);
  const lost = single.filter((mark) => put(mark, false, rule.most === null ? FARTHEST : rule.stray));
  const again = gather(lost, neighbours(lost, rule.about), rule.most === null ? null : 1);
  for (const heap of again.heaps) count(heap, rule.about);
  for (const mark of again.single) {
    if (nearest(mark, counts, rule.about)) count({ ...mark, ids: [mark.id] }, rule.about);
    else if (put(mark, false, FARTHEST)) placed.push({ id: mark.id, x: mark.x, y: mark.y, full: false });
  }
  return { placed, heaps: counts };
}

/** The count nearest to a spot, undefined where none is within `reach`. */
function nearest({ x, y }, counts, reach) {
  const away = (count) => Math.hypot(count.x - x, count.y - y);
  return counts.filter((count) => away(count) < reach).sort((a, b) => away(a) - away(b))[0];
}

function square(half) {
  return { left: half, right: half, up: half, down: half };
}

/** The densest spots first, each with all the dots about it, until no spot holds more than `most`. */
function gather(dots, around, most) {
  const heaps = [];
  const left = new Set(dots);
  const crowd = new Map(dots.map((mark) => [mark, around.get(mark).filter((other) => left.has(other))]));
  while (most !== null && left.size) {
    const densest = [...left].reduce((best, mark) => (crowd.get(mark).length > crowd.get(best).length ? mark : best));
    const members = crowd.get(densest);
    if (members.length <= most) break;
    const middle = (name) => members.reduce((sum, mark) => sum + mark[name], 0) / members.length;
    heaps.push({ x: middle("x"), y: middle("y"), ids: members.map(({ id }) => id) });
    for (const mark of members) left.delete(mark);
    for (const mark of left) crowd.set(mark, crowd.get(mark).filter((other) => left.has(other)));
  }
  return { heaps, single: dots.filter((mark) => left.has(mark)) };
}

/** For each mark those within `near`, itself among them, in the order of `marks`. */
function neighbours(marks, near) {
  const close = (a, b) => (a.x - b.x) ** 2 + (a.y - b.y) ** 2 <= near ** 2;
  return new Map(marks.map((mark) => [mark, marks.filter((other) => close(mark, other))]));
}

/** The free spot nearest to where it belongs, which is then taken; null where none is within `reach`. */
function stand({ x, y }, { left, right, up, down }, taken, reach) {
  for (const { dx, dy, far } of SPOTS) {
    if (far > reach) return null;
    const box = { left: x + dx - left, right: x + dx + right, top: y + dy - up, bottom: y + dy + down };
    if (!taken.free(box)) continue;
    taken.add(box);
    return { x: x + dx, y: y + dy };
  }
  return null;
}

function spiral() {
  const spots = [{ dx: 0, dy: 0, far: 0 }];
  for (let far = 3; far <= FARTHEST; far += 3) {
    const count = Math.ceil((2 * Math.PI * far) / 6);
    for (let i = 0; i < count; i += 1) {
      const turn = (2 * Math.PI * i) / count + far;
      spots.push({ dx: far * Math.cos(turn), dy: far * Math.sin(turn), far });
    }
  }
  return spots;
}

/** Boxes by the squares of a grid that they touch. */
class Index {
  cells = new Map();

  add(box) {
    for (const key of touched(box)) this.cells.get(key)?.push(box) ?? this.cells.set(key, [box]);
  }

  free(box) {
    const meets = (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
    return !touched(box).some((key) => this.cells.get(key)?.some(meets));
  }
}

function touched({ left, right, top, bottom }) {
  const keys = [];
  for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column += 1)
    for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row += 1) keys.push(column * 100003 + row);
  return keys;
}
