/* The worker of a site that keeps nothing any more: takes itself and all that was kept away. */

import { deleteAll } from "./offline-store.js";

export function stop() {
  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(deleteAll().then(() => self.registration.unregister())));
}
