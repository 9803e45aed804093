/* What stands behind the "#" of an address: a home point and a row, "#home=36.11340,103.60930&o12". Never sent. Pure. */

const PATTERN = /^#home=(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)(?:&o\d+)?$/;
const ROW = /^#(?:home=[^&]*&)?o(\d+)$/;
const DIGITS = 5; // about a metre

/** {lat, lng} from a fragment, or null where it names no place on earth. */
export function parseHome(fragment) {
  const match = PATTERN.exec(fragment);
  if (!match) return null;
  const [lat, lng] = [Number(match[1]), Number(match[2])];
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null;
}

/** The number of the row in a fragment, null for none. */
export function parseRow(fragment) {
  const match = ROW.exec(fragment);
  return match ? Number(match[1]) : null;
}

/** The fragment for a point and a row; "" for neither. */
export function formatHome(home, row = null) {
  const parts = [home && `home=${home.lat.toFixed(DIGITS)},${home.lng.toFixed(DIGITS)}`, row !== null && `o${row}`].filter(Boolean);
  return parts.length ? `#${parts.join("&")}` : "";
}
