/* A home point in the fragment of an address: "#home=36.11340,103.60930". Fragments are never sent. Pure. */

const PATTERN = /^#home=(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)$/;
const DIGITS = 5; // about a metre

/** {lat, lng} from a fragment, or null where it names no place on earth. */
export function parseHome(fragment) {
  const match = PATTERN.exec(fragment);
  if (!match) return null;
  const [lat, lng] = [Number(match[1]), Number(match[2])];
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null;
}

/** The fragment for a point; "" for none. */
export function formatHome(home) {
  return home ? `#home=${home.lat.toFixed(DIGITS)},${home.lng.toFixed(DIGITS)}` : "";
}
