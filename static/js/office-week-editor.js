/* The weekly editor in place of the text lines; it writes into those lines, and the server reads only them. */

import { MODES, editorOf, linesOf, rowOf, tidyClock, turned } from "./office-week.js";
import { t } from "./office-words.js";

export class WeekEditor {
  constructor(box, lines) {
    this.box = box;
    this.lines = lines;
    this.edited = editorOf(this.read());
    box.addEventListener("change", (event) => this.changed(event.target));
    box.addEventListener("click", (event) => this.pressed(event.target.closest("button")));
    this.show();
  }

  /** After the lines were filled from elsewhere. */
  readAnew() {
    this.edited = editorOf(this.read());
    this.show();
  }

  read() {
    const inputs = [...this.lines.querySelectorAll("input")];
    return Object.fromEntries(inputs.map((input) => [input.name.replace("hours-", ""), input.value.trim()]));
  }

  write() {
    const lines = linesOf(this.edited);
    for (const input of this.lines.querySelectorAll("input")) input.value = lines[input.name.replace("hours-", "")] ?? "";
    this.lines.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Text that rows cannot hold stays text, with a way out of it. */
  show() {
    this.box.hidden = false;
    this.lines.hidden = this.edited !== null;
    this.box.replaceChildren(...this.wrong(), ...(this.edited ? this.parts() : [this.wayOut()]));
  }

  /** What the server said of the lines, over the rows that stand in their place. */
  wrong() {
    if (!this.edited) return [];
    return [...this.lines.querySelectorAll(".err")].map((error) => make("p", { className: "err", textContent: error.textContent }));
  }

  parts() {
    const { mode, rows, holiday } = this.edited;
    const known = mode !== "unknown";
    return [this.modes(mode), ...rows.map((row, at) => this.row(row, at)), ...(known ? [this.holiday(holiday)] : [])];
  }

  modes(mode) {
    const group = make("fieldset", { className: "week__modes" }, make("legend", { className: "vh", textContent: t("怎么开门") }));
    const chips = make("div", { className: "chips" });
    for (const [value, words] of Object.entries(MODES)) {
      const input = make("input", { type: "radio", name: "week-mode", value, checked: value === mode });
      input.dataset.mode = value;
      chips.append(make("label", { className: "chip" }, input, words));
    }
    group.append(chips);
    return group;
  }

  row(row, at) {
    const group = make("fieldset", { className: "hours" }, make("legend", { textContent: row.label }));
    if (!row.shut) for (const [number, span] of row.spans.entries()) group.append(this.span(row, at, span, number));
    const last = make("div", { className: "row" }, this.check("shut", at, row.shut, t("休息"), t("{label}休息", row)));
    if (!row.shut && row.spans.length < 3) last.append(this.button("more", at, t("加一段"), t("{label}加一段", row)));
    group.append(last);
    return group;
  }

  span(row, at, [from, to], number) {
    const which = row.spans.length > 1 ? t("{label}第 {number} 段", { label: row.label, number: number + 1 }) : row.label;
    const line = make("div", { className: "hours__span" }, this.clock(at, number, 0, from, t("{which}开门", { which })), t("到"), this.clock(at, number, 1, to, t("{which}关门", { which })));
    if (number > 0) line.append(this.button("less", `${at}.${number}`, t("去掉"), t("去掉{which}", { which })));
    return line;
  }

  clock(at, number, end, value, label) {
    const input = make("input", { className: "in", value, placeholder: end ? "20:00" : "8:00", maxLength: 9, autocomplete: "off" });
    input.setAttribute("aria-label", label);
    input.dataset.clock = `${at}.${number}.${end}`;
    return input;
  }

  holiday(row) {
    const box = make("div", { className: "week__holiday" }, this.check("holiday", "", row !== null, t("节假日另说"), ""));
    if (row) box.append(this.row(row, "h"));
    return box;
  }

  check(kind, at, checked, words, label) {
    const input = make("input", { type: "checkbox", checked });
    input.dataset[kind] = String(at);
    if (label) input.setAttribute("aria-label", label);
    return make("label", { className: "check" }, input, words);
  }

  button(kind, at, words, label) {
    const button = make("button", { className: "btn", type: "button", textContent: words });
    button.dataset[kind] = String(at);
    button.setAttribute("aria-label", label);
    return button;
  }

  wayOut() {
    return this.button("anew", "", t("换成按星期选"), t("换成按星期选，现在写的会清掉"));
  }

  of(at) {
    return at === "h" ? this.edited.holiday : this.edited.rows[Number(at)];
  }

  changed(input) {
    const { mode, clock, shut, holiday } = input.dataset;
    if (mode) this.edited = turned(this.edited, mode);
    else if (clock) {
      const [at, number, end] = clock.split(".");
      input.value = tidyClock(input.value);
      this.of(at).spans[number][end] = input.value;
      return this.write();
    } else if (shut !== undefined) this.of(shut).shut = input.checked;
    else if (holiday !== undefined) this.edited.holiday = input.checked ? rowOf("holiday", t("节假日"), [], "") : null;
    this.again(mode ? `[data-mode="${mode}"]` : shut !== undefined ? `[data-shut="${shut}"]` : "[data-holiday]");
  }

  pressed(button) {
    if (!button) return;
    const { more, less, anew } = button.dataset;
    if (more !== undefined) {
      const row = this.of(more);
      row.spans.push(["", ""]);
      this.again(`[data-clock="${more}.${row.spans.length - 1}.0"]`);
    } else if (less !== undefined) {
      const [at, number] = less.split(".");
      this.of(at).spans.splice(Number(number), 1);
      this.again(`[data-more="${at}"]`);
    } else if (anew !== undefined) {
      for (const error of this.lines.querySelectorAll(".err")) error.remove();
      this.edited = { mode: "same", rows: [rowOf("all", t("每天"), [0, 1, 2, 3, 4, 5, 6], "")], holiday: null };
      this.again('[data-mode="same"]');
    }
  }

  again(focus) {
    this.write();
    this.show();
    this.box.querySelector(focus)?.focus();
  }
}

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
