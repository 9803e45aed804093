/* A spot moved by whole metres, and what the keys say of it. Pure. */

const EQUATOR_METRES = 6378137;
export const STEPS = { plain: 2, shift: 20 };

const WAYS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] };

/** {lat, lng} moved `east` and `north` metres; good to a centimetre for some hundred metres. */
export function moved({ lat, lng }, east, north) {
  const perDegree = (Math.PI / 180) * EQUATOR_METRES;
  return { lat: lat + north / perDegree, lng: lng + east / (perDegree * Math.cos((lat * Math.PI) / 180)) };
}

/** Where a key takes the spot; null for a key that is none of ours. */
export function stepped(spot, key, shift) {
  const way = WAYS[key];
  if (!way) return null;
  const metres = shift ? STEPS.shift : STEPS.plain;
  return moved(spot, way[0] * metres, way[1] * metres);
}

/** Lines every `metres` around a spot, as [lat, lng] pairs: paper to measure by where no street is loaded. */
export function grid(spot, metres, each) {
  const lines = [];
  for (let at = -each; at <= each; at += 1) {
    const far = each * metres;
    const corner = (east, north) => {
      const { lat, lng } = moved(spot, east, north);
      return [lat, lng];
    };
    lines.push([corner(-far, at * metres), corner(far, at * metres)], [corner(at * metres, -far), corner(at * metres, far)]);
  }
  return lines;
}
