/* Typing narrows the sheet of the city and the list under it. What matches a text is decided here, without a page. */

import { t } from "./words.js";

/** Full width to half, upper to lower, white space out: as the keys are folded. */
export function folded(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "").normalize("NFKC");
}

/* What English pages call a place after, as the keys have it: the inverse of KINDS in lifecircle/language/reading.py */
const KINDS = { community: "shequ", subdistrict: "jiedao", district: "qu", county: "xian", town: "zhen", township: "xiang", village: "cun", city: "shi" };
const KIND = new RegExp(`(?:${Object.keys(KINDS).join("|")})$`, "u");

/** A text folded, and in pinyin to its end where it ends in English: "Xigu District" is xiguqu. */
export function meant(text) {
  const plain = folded(text);
  return [...new Set([plain, plain.replace(KIND, (kind) => KINDS[kind])])];
}

/** Whether a circle with these keys is meant; everything is by an empty text. */
export function matches(keys, text) {
  return meant(text).some((each) => keys.includes(each));
}

/** What is said of it; nothing where nothing was asked. */
export function said(count, text) {
  if (!folded(text)) return "";
  return count ? t("找到 {count} 个生活圈", { count }) : t("没有叫“{text}”的生活圈。按“查找”，还能找店和服务点。", { text: text.trim() });
}
