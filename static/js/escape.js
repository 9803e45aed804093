/* Escape shuts the fold that one is in, and the focus goes back to what opened it. */

document.addEventListener("keydown", (event) => {
  const at = document.activeElement;
  const fold = at?.closest("details[open]");
  if (event.key !== "Escape" || !fold || (at.type === "search" && at.value)) return; // a search field empties itself first
  fold.open = false;
  fold.querySelector("summary").focus();
});
