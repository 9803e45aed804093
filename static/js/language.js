/* Switching the language where one is: the address as it stands now comes along, and what lies behind its "#". */

for (const form of document.querySelectorAll("form.tongue")) {
  form.addEventListener("submit", () => {
    if (form.dataset.asked) return; // a question from a body: it travels in the form
    form.elements.back.value = location.pathname + location.search;
    form.action = form.action.split("#")[0] + location.hash; // never sent, and kept over the way back
  });
}

/** The page shows another answer than the one it came with: the address tells what was asked, and no form does. */
export function forgetQuestion() {
  for (const form of document.querySelectorAll("form.tongue[data-asked]")) {
    delete form.dataset.asked;
    for (const field of form.querySelectorAll("input:not([name=back])")) field.remove();
  }
}
