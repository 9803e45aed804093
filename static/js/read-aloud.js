/* Reading a page aloud by the browser's own voice, sentence by sentence. Pure but for what is handed in. */

export const RATE = 0.85;

/** What is read of a page: the text of everything marked `data-say`, in the page's order, without marks. */
export function readable(root) {
  return [...root.querySelectorAll("[data-say]")].map((each) => spoken(each.textContent)).filter(Boolean);
}

/** White space goes, a list's "1. " becomes "第 1 家，"; figures and words stay. */
export function spoken(text) {
  return text.replace(/\s+/g, " ").trim().replace(/^(\d+)\. /, "第 $1 家，");
}

/** A handler that begins to read and, pressed again, stops. `show(true|false)` when it begins and when it ends.
    Each sentence is an utterance of its own: browsers cut long ones off. */
export function reader(speech, Utterance, sentences, show) {
  let run = 0;
  let reading = false;
  const end = () => {
    reading = false;
    show(false);
  };
  return () => {
    run += 1;
    speech.cancel();
    if (reading) return end();
    const mine = run;
    const told = sentences().map((text) => Object.assign(new Utterance(text), { lang: "zh-CN", rate: RATE }));
    if (!told.length) return;
    reading = true;
    show(true);
    const last = told.at(-1);
    last.onend = last.onerror = () => mine === run && end();
    for (const each of told) speech.speak(each);
  };
}
