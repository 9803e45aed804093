/* The map of the outlet form: the door is marked by a tap, by dragging the pin, or by arrow keys. */

import { askMaybe } from "./ask.js";
import { Sheet } from "./sheet.js";
import { grid, stepped } from "./office-steps.js";
import { t } from "./office-words.js";

const ZOOM = 17;
const GRID = { metres: 100, lines: 12 };

export class Picker {
  /** `moved({lat, lng})` is told where the pin is now. */
  constructor(element, moved, scale) {
    this.element = element;
    this.moved = moved;
    this.sheet = new Sheet(element, { pick: () => {}, look: () => {}, choose: (at) => this.take(at), scale }, JSON.parse(document.querySelector("#tiles").textContent));
    this.sheet.tap(true);
    element.addEventListener("keydown", (event) => this.step(event));
    for (const button of element.parentElement.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => this.sheet.zoom(Number(button.dataset.zoom)));
    }
  }

  draw(drawing) {
    this.spot = { lat: drawing.origin[0], lng: drawing.origin[1] };
    this.sheet.draw({ ...drawing, zoom: ZOOM, pin: drawing.placed ? t("门口") : t("把我放到门口") });
    this.ground(drawing);
  }

  /** The streets around the circle; without them, paper ruled every hundred metres. */
  async ground({ basemap, origin }) {
    if (basemap === this.based && basemap !== "") return;
    this.based = basemap;
    const streets = basemap ? await askMaybe(basemap) : null;
    const ruled = [{ kind: "grid", features: grid({ lat: origin[0], lng: origin[1] }, GRID.metres, GRID.lines).map((line) => [line]) }];
    this.sheet.ground(streets ?? { layers: ruled, names: [], attribution: "" });
  }

  take({ lat, lng }) {
    this.spot = { lat, lng };
    this.sheet.movePin(this.spot);
    this.moved(this.spot);
  }

  step(event) {
    const next = stepped(this.spot, event.key, event.shiftKey);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    this.take(next);
  }
}
