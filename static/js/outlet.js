/* One outlet's page: the walk from the home point that came behind the "#", and the way back with it. */

import { Refused, askPage } from "./ask.js";
import { formatHome, parseHome, parseRow } from "./home-point.js";

const home = parseHome(location.hash);
const back = document.querySelector("[data-circle]");
const before = document.referrer && new URL(document.referrer);
if (back && before?.pathname === back.pathname) back.search = before.search; // the list as it was filtered
if (home) walkFrom(home);

async function walkFrom(point) {
  const body = new FormData();
  body.set("lat", point.lat);
  body.set("lng", point.lng);
  const pace = new URLSearchParams(location.search).get("pace");
  if (pace) body.set("pace", pace);
  if (back) back.hash = formatHome(point, parseRow(back.hash));
  try {
    const page = await askPage(location.pathname + location.search, body);
    const fresh = page.querySelector("#walks");
    if (fresh) document.querySelector("#walks").replaceWith(document.adoptNode(fresh));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}
