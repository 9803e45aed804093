/* Typing narrows the sheet of the city and the list under it. What matches a text is decided here, without a page. */

import { t } from "./words.js";

/** Full width to half, upper to lower, white space out: as the keys are folded. */
export function folded(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "").normalize("NFKC");
}

/** Whether a circle with these keys is meant; everything is by an empty text. */
export function matches(keys, text) {
  return keys.includes(folded(text));
}

/** What is said of it; nothing where nothing was asked. */
export function said(count, text) {
  if (!folded(text)) return "";
  return count ? t("找到 {count} 个生活圈", { count }) : t("没有叫“{text}”的生活圈。按“查找”，还能找店和服务点。", { text: text.trim() });
}
