/* A week of hours as rows to edit, and as the lines that the server reads. Pure.

   A row is {name, label, days, shut, spans}: spans are [from, to] as "8:00"; a night ends on "次日 2:00". Words are
   written in the language of the page and read in every one. */

import { t } from "./office-words.js";

export const DAYS = [t("周一"), t("周二"), t("周三"), t("周四"), t("周五"), t("周六"), t("周日")];
export const MODES = { same: t("每天一样"), split: t("工作日和周末"), each: t("一天一天填"), always: t("24 小时"), unknown: t("还不知道") };
const ROWS = {
  same: [["all", t("每天"), [0, 1, 2, 3, 4, 5, 6]]],
  split: [["work", t("周一至周五"), [0, 1, 2, 3, 4]], ["end", t("周六周日"), [5, 6]]],
  each: DAYS.map((label, day) => [`d${day}`, label, [day]]),
  always: [],
  unknown: [],
};
const SPAN = /(\d{1,2}[:：]\d{2})\s*(?:-|–|—|~|至|到)\s*((?:次日|next day)\s*)?(\d{1,2}[:：]\d{2})/gi;
const WHOLE = /^(?:全天|24 ?小时|all day|24 hours|0:00-24:00)$/i;
const SHUT = /^(?:休息|closed)$/i;

/** {mode, rows, holiday} from the server's lines; null where they say what rows cannot hold. */
export function editorOf(lines) {
  if (lines.osm) return null;
  const day = (number) => lines[`d${number}`] || lines.all;
  const texts = DAYS.map((_, number) => day(number));
  const holiday = lines.holiday ? rowOf("holiday", t("节假日"), [], lines.holiday) : null;
  if (lines.holiday && !holiday) return null;
  if (texts.every((text) => !text)) return { mode: "unknown", rows: [], holiday };
  const mode = modeOf(texts);
  const rows = ROWS[mode].map(([name, label, days]) => rowOf(name, label, days, texts[days[0]]));
  return rows.includes(null) ? null : { mode, rows, holiday };
}

/** The server's lines from what was edited. */
export function linesOf({ mode, rows, holiday }) {
  const lines = { all: "", osm: "", holiday: holiday ? textOf(holiday) : "" };
  for (const [number] of DAYS.entries()) lines[`d${number}`] = "";
  if (mode === "always") return { ...lines, all: t("全天") };
  if (mode === "unknown") return { ...lines, holiday: "" };
  if (mode === "same") return { ...lines, all: textOf(rows[0]) };
  for (const row of rows) for (const day of row.days) lines[`d${day}`] = textOf(row);
  return lines;
}

/** The rows of another mode, what was filled carried over. */
export function turned({ mode, rows, holiday }, wanted) {
  const of = (day) => rows.find((row) => row.days.includes(day)) ?? rows[0];
  const fresh = ROWS[wanted].map(([name, label, days]) => {
    const old = of(days[0]);
    return { name, label, days, shut: old?.shut ?? false, spans: old ? old.spans.map((span) => [...span]) : [["", ""]] };
  });
  return { mode: wanted, rows: fresh, holiday: wanted === "unknown" ? null : holiday, from: mode };
}

export function rowOf(name, label, days, text) {
  const row = { name, label, days, shut: SHUT.test(text), spans: [["", ""]] };
  if (row.shut || !text) return row;
  if (WHOLE.test(text)) return { ...row, spans: [["0:00", "24:00"]] };
  const spans = [...text.matchAll(SPAN)].map(([, from, next, to]) => [clock(from), next ? nextDay(clock(to)) : clock(to)]);
  const left = text.replace(SPAN, "").replace(/[\s,，、;；]/g, "");
  return spans.length && !left ? { ...row, spans } : null;
}

/** A row as one line; a span with nothing in it is none, one half filled is told by the server. */
function textOf({ shut, spans }) {
  if (shut) return t("休息");
  return spans
    .filter(([from, to]) => from || to)
    .map(([from, to]) => `${from}-${to}`)
    .join(" ");
}

function modeOf(texts) {
  if (texts.every((text) => WHOLE.test(text))) return "always";
  if (new Set(texts).size === 1) return "same";
  const alike = (days) => new Set(days.map((day) => texts[day])).size === 1;
  return alike([0, 1, 2, 3, 4]) && alike([5, 6]) ? "split" : "each";
}

function clock(text) {
  return text.replace(/：/, ":");
}

/** "0800", "8", "8：00" as people type them → "8:00"; what is none of these comes back as it is. */
export function tidyClock(text) {
  const plain = clock(text.trim());
  const [, next, hours, minutes] = /^(次日|next day)?\s*(\d{1,2}):?(\d{2})?$/i.exec(plain) ?? [];
  if (hours === undefined) return plain;
  const time = `${Number(hours)}:${minutes ?? "00"}`;
  return next ? nextDay(time) : time;
}

function nextDay(time) {
  return t("次日 {time}", { time });
}
