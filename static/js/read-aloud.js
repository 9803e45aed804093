/* Reading a page aloud by the browser's own voice, sentence by sentence. Pure but for what is handed in. */

import { language, t } from "./words.js";

export const RATE = 0.85;
const VOICES = { "zh-Hans": "zh-CN", en: "en-GB" };

/** What is read of a page: the text of everything marked `data-say`, in the page's order, without marks. */
export function readable(root) {
  return [...root.querySelectorAll("[data-say]")].map((each) => spoken(heard(each))).filter(Boolean);
}

/** On a page in another language a name is said as it is read: the characters beside it are left out. */
function heard(element) {
  if (language().startsWith("zh")) return element.textContent;
  const copy = element.cloneNode(true);
  for (const chinese of copy.querySelectorAll('[lang^="zh"]')) chinese.remove();
  return copy.textContent;
}

/** White space goes, a list's "1. " becomes "第 1 家，"; figures and words stay. */
export function spoken(text) {
  const line = text.replace(/\s+/g, " ").trim();
  const [, number, name] = /^(\d+)\. (.*)$/.exec(line) ?? [];
  return number ? t("第 {number} 家，{name}", { number, name }) : line;
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
    const told = sentences().map((text) => Object.assign(new Utterance(text), { lang: VOICES[language()] ?? language(), rate: RATE }));
    if (!told.length) return;
    reading = true;
    show(true);
    const last = told.at(-1);
    last.onend = last.onerror = () => mine === run && end();
    for (const each of told) speech.speak(each);
  };
}
