/* Where the device is, asked once and handed on. */

import { t } from "./words.js";

const WORDS = {
  1: "没有拿到您的位置（没有允许）。不要紧，输入社区或街道，一样能查。",
  2: "没有拿到您的位置。不要紧，输入社区或街道，一样能查。",
  3: "等了太久，没有拿到您的位置。输入社区或街道，一样能查。",
};

/** {lat, lng} in WGS-84 and how many `metres` it may be off, or an Error whose message can be shown. */
export function locate() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) return reject(new Error(t(WORDS[2])));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lng: coords.longitude, metres: coords.accuracy }),
      (error) => reject(new Error(t(WORDS[error.code] ?? WORDS[2]))),
      { enableHighAccuracy: true, timeout: 10000 },
    );
  });
}

export function reveal(root = document) {
  for (const element of root.querySelectorAll(".js-only")) element.hidden = false;
}
