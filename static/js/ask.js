/* The one module that fetches. A page is asked for as a page, so that list and map come from the server's hand. */

import { t } from "./words.js";

export class Refused extends Error {}

/** The document at `url`; with `body` it is asked by POST, so that nothing of it stands in an address. */
export async function askPage(url, body) {
  const response = await send(url, body);
  const text = await response.text();
  const page = new DOMParser().parseFromString(text, "text/html");
  if (isOfAnotherRelease(page)) location.reload();
  if (!response.ok && !page.querySelector("#answer, #walks")) {
    throw new Refused(page.querySelector("#main p")?.textContent ?? t("没有拿到回答，请再试一次。"));
  }
  return page;
}

/** A part of a newer page has no place in this one. Not twice: while two releases answer in turn, either will do. */
function isOfAnotherRelease(page) {
  const [theirs, ours] = [page, document].map(({ documentElement }) => documentElement.dataset.release);
  return Boolean(theirs && ours && theirs !== ours) && performance.getEntriesByType("navigation")[0]?.type !== "reload";
}

/** The JSON answer to a POST; a refusal becomes the first sentence the server gave. */
export async function askJson(url, body) {
  const response = await send(url, body);
  const data = await response.json();
  if (!response.ok) throw new Refused(Object.values(data).flat()[0] ?? t("没有拿到回答，请再试一次。"));
  return data;
}

/** The JSON at an address, null where there is none to be had: what a page can do without. */
export async function askMaybe(url) {
  try {
    const response = await fetch(url);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** The JSON answer to a question put as JSON; null where there is none to be had, or `signal` has given it up. */
export async function askApi(url, question, signal) {
  try {
    const body = JSON.stringify(question);
    const response = await fetch(url, { method: "POST", body, signal, headers: { "Content-Type": "application/json" } });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

async function send(url, body) {
  try {
    return await fetch(url, body ? { method: "POST", body } : {});
  } catch {
    throw new Refused(t("现在没有网络，请连上网再试。"));
  }
}
