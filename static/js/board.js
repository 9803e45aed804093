// The button that opens the browser's own print dialogue; without scripts there is the browser's menu.

const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => window.print());
