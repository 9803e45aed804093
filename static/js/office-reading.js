/* What reading a table on asks and says: no page in here, so that it can be tried without one. */

import { t } from "./office-words.js";

/** One piece: {state, read, total}; a refusal becomes a sentence. */
export async function askRead(form, ask = fetch, body = new FormData(form)) {
  let response;
  try {
    response = await ask(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  } catch {
    throw new Error(t("现在没有网络，连上以后按“接着读”。"));
  }
  if (response.status === 401) throw new Error(t("登录过期了，请重新登录，再回到这一页接着读。"));
  if (!response.ok) throw new Error(t("没有读成，请按“接着读”再试一次。"));
  return response.json();
}

/** Whole percents for a screen reader, not a number that changes with each row. */
export function sayRead({ read, total }) {
  if (!total) return t("正在打开这份表……");
  if (read >= total) return t("读完了，正在比较有没有重复的……");
  return t("已经读了 {percent}%。", { percent: Math.floor((100 * read) / total) });
}
