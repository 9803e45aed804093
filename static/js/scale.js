/* What the scale of a map says. Pure. */

/** A round length for the scale: the largest of 1, 2, 5 × 10ⁿ metres that is at most `metres`. */
export function roundLength(metres) {
  const power = 10 ** Math.floor(Math.log10(metres));
  return [5, 2, 1].map((step) => step * power).find((length) => length <= metres);
}
