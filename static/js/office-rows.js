/* Rows of services and doors: as many as are written in, and one more by a button. */

/** Rows that nobody has written in go out of sight. */
export function foldRows(form) {
  for (const row of form.querySelectorAll("[data-row]")) {
    row.hidden = ![...row.querySelectorAll("input:not([type=radio])")].some((field) => field.value);
    const fold = row.closest("details");
    if (fold && !row.hidden) fold.open = true;
  }
  for (const button of form.querySelectorAll("[data-add]")) {
    if (!shown(form, button.dataset.add).length) addRow(form, button.dataset.add, { focus: false });
  }
}

export function addRow(form, kind, { focus = true } = {}) {
  const rows = [...form.querySelectorAll(`[data-row="${kind}"]`)];
  const next = rows.find((row) => row.hidden) ?? copied(rows);
  next.hidden = false;
  if (focus) next.querySelector("input").focus();
}

function shown(form, kind) {
  return [...form.querySelectorAll(`[data-row="${kind}"]`)].filter((row) => !row.hidden);
}

/** One more after the last, its fields named and numbered on. */
function copied(rows) {
  const last = rows.at(-1);
  const fresh = last.cloneNode(true);
  const number = rows.length;
  for (const field of fresh.querySelectorAll("[name]")) {
    field.name = field.name.replace(/-\d+-/, `-${number}-`);
    const label = field.getAttribute("aria-label");
    if (label) field.setAttribute("aria-label", label.replace(/\d+/, number + 1));
    if (field.type === "radio") field.checked = field.value === "";
    else field.value = "";
  }
  for (const button of fresh.querySelectorAll("[data-door]")) button.dataset.door = number;
  for (const legend of fresh.querySelectorAll("legend")) legend.textContent = legend.textContent.replace(/\d+/, number + 1);
  last.after(fresh);
  return fresh;
}
