/* One outlet's page: the walk from the home point that came behind the "#", and the way back with it. */

import { Refused, askPage } from "./ask.js";
import { formatHome, parseHome } from "./home-point.js";

const home = parseHome(location.hash);
if (home) walkFrom(home);

async function walkFrom(point) {
  const body = new FormData();
  body.set("lat", point.lat);
  body.set("lng", point.lng);
  const pace = new URLSearchParams(location.search).get("pace");
  if (pace) body.set("pace", pace);
  const back = document.querySelector("[data-circle]");
  if (back) back.hash = formatHome(point);
  try {
    const page = await askPage(location.pathname + location.search, body);
    const fresh = page.querySelector("#walks");
    if (fresh) document.querySelector("#walks").replaceWith(document.adoptNode(fresh));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}
