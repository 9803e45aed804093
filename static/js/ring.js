/* A ring of corners {lat, lng}, not closed: what an outline's editor does to it. Pure. */

const METRES = 111_320; // a degree of latitude, near enough to draw by
const least = 3;

/** The corners of the one outer ring of a GeoJSON text; null where there is none, or more than one. */
export function fromGeoJSON(text) {
  let shape;
  try {
    shape = JSON.parse(text);
  } catch {
    return null;
  }
  const parts = { Polygon: [shape?.coordinates], MultiPolygon: shape?.coordinates }[shape?.type];
  if (!Array.isArray(parts) || parts.length !== 1 || parts[0]?.length !== 1) return null;
  return parts[0][0].slice(0, -1).map(([lng, lat]) => ({ lat, lng }));
}

/** GeoJSON of a ring, "" for fewer than three corners. */
export function toGeoJSON(ring) {
  if (ring.length < least) return "";
  const closed = [...ring, ring[0]].map(({ lat, lng }) => [round(lng), round(lat)]);
  return JSON.stringify({ type: "Polygon", coordinates: [closed] });
}

/** The ring with one more corner, on the side nearest to it. */
export function withCorner(ring, corner) {
  if (ring.length < least) return [...ring, corner];
  const distances = ring.map((from, i) => toSide(corner, from, ring[(i + 1) % ring.length]));
  const side = distances.indexOf(Math.min(...distances));
  return [...ring.slice(0, side + 1), corner, ...ring.slice(side + 1)];
}

export function without(ring, index) {
  return ring.filter((_, i) => i !== index);
}

/** A corner moved by metres to the east and the north. */
export function moved({ lat, lng }, east, north) {
  return { lat: lat + north / METRES, lng: lng + east / (METRES * Math.cos((lat * Math.PI) / 180)) };
}

export function areaKm2(ring) {
  if (ring.length < least) return 0;
  const flat = ring.map((corner) => plane(corner, ring[0]));
  const twice = flat.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = flat[(i + 1) % flat.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2 / 1e6;
}

function plane({ lat, lng }, origin) {
  return [(lng - origin.lng) * METRES * Math.cos((origin.lat * Math.PI) / 180), (lat - origin.lat) * METRES];
}

function toSide(corner, from, to) {
  const [x, y] = plane(corner, from);
  const [dx, dy] = plane(to, from);
  const along = Math.max(0, Math.min(1, (x * dx + y * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - along * dx, y - along * dy);
}

function round(degrees) {
  return Math.round(degrees * 1e6) / 1e6;
}
