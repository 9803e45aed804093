/* On paper the map is as it stood on the screen, whole: the stylesheet for print is told how large that was. */

addEventListener("beforeprint", () => {
  for (const map of document.querySelectorAll(".map")) {
    map.parentElement.style.setProperty("--screen-width", map.clientWidth);
    map.parentElement.style.setProperty("--screen-height", map.clientHeight);
  }
});
