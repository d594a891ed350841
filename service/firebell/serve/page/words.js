// What values are called and how they are drawn: severities by shape, word and colour, times, counts, places.

import { el, svg } from "./dom.js";
import { get } from "./api.js";

let names = {};

/** Take the names of signals over from the server, once. */
export async function learn() {
  names = await get("/page/words.json").catch(() => ({}));
}

export const signals = () => Object.keys(names);

export function named(signal) {
  const words = signal.replaceAll("_", " ");
  return names[signal] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

export const SEVERITIES = ["Minor", "Moderate", "Severe", "Extreme"];

const SHAPES = {
  Extreme: "M10 0.500 19.500 10 10 19.500 0.500 10z",
  Severe: "M10 1.500 19.300 18H0.700z",
  Moderate: "M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16z",
  Minor: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zm0 3.500a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7z",
  Relief: "M7 1.500h6V7h5.500v6H13v5.500H7V13H1.500V7H7z",
};

/** CAP's word for a severity; relief has none. */
export const graded = (severity) => (SHAPES[severity] ? severity : "Relief");

export function shape(severity) {
  const kind = graded(severity);
  const box = { viewBox: "0 0 20 20", class: `shape is-${kind}`, "aria-hidden": "true" };
  return svg("svg", box, svg("path", { d: SHAPES[kind], "fill-rule": "evenodd" }));
}

/** Shape and word together. */
export function severity(of, extra = "") {
  return el("span", { class: `severity is-${graded(of)} ${extra}` }, shape(of), graded(of));
}

const DAY = 24 * 3600 * 1000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (number) => String(number).padStart(2, "0");

export const hours = (when) => `${two(when.getUTCHours())}:${two(when.getUTCMinutes())}`;

export function date(when) {
  return `${when.getUTCDate()} ${MONTHS[when.getUTCMonth()]} ${when.getUTCFullYear()}`;
}

/** A moment on an axis. */
export const brief = (when) => `${when.getUTCDate()} ${MONTHS[when.getUTCMonth()]} ${hours(when)}`;

export const moment = (when) => `${date(when)}, ${hours(when)} UTC`;

export function ago(when, now = new Date()) {
  const seconds = Math.max(0, (now - when) / 1000);
  if (seconds < 90) return `${Math.round(seconds)} s ago`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 36 * 3600) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86400)} days ago`;
}

/** A span of seconds. */
export const lasting = (seconds) => ago(0, seconds * 1000).replace(" ago", "");

/** A moment: the hour where it was today, with the whole moment to point at; `data-ago` keeps it true. */
export function time(iso, relative = false) {
  const when = new Date(iso);
  const old = Math.abs(Date.now() - when) > DAY;
  const today = relative ? ago(when) : `${hours(when)} UTC`;
  const words = old ? date(when) : today;
  const facts = { datetime: iso, title: moment(when), "data-ago": relative && !old };
  return el("time", facts, words);
}

/** Let the moments on the page that tell how long ago they were be true again. */
export function refresh() {
  for (const node of document.querySelectorAll("time[data-ago]")) {
    const words = ago(new Date(node.getAttribute("datetime")));
    if (node.textContent !== words) node.textContent = words;
  }
}

/** A count as a sentence has it; the same as `firebell.alert.wording.number`. */
export function number({ low, best, high }) {
  if (best === 0 && high !== 0) return high === null ? "an unknown number" : `up to ${high} (claimed)`;
  if (high === null) return low < best ? `${best} (at least ${low})` : `at least ${low}`;
  if (low === high) return String(best);
  return low === best ? `${low} to ${high}` : `${best} (${low} to ${high})`;
}

export function toll(counts) {
  const stated = Object.entries(counts).filter(([, count]) => count.high !== 0);
  return stated.map(([kind, count]) => `${number(count)} ${kind.replace("size", "killed or injured")}`).join(", ");
}

export const listed = (words) => words.filter(Boolean).join(" · ");

/** What a quote or a step is of: a signal, a measure as `killed.child`, or a word of its own. */
export const about = (name) => (names[name] ?? measured(name).replaceAll("_", " ")).toLowerCase();

/** `killed.child` → children killed, and so on. */
export function measured(name) {
  const [kind, of] = name.split(".");
  if (kind === "incidents") return of ? `incidents of ${named(of).toLowerCase()}` : "incidents";
  return of ? `${of.replaceAll("_", " ")} ${kind}` : kind;
}

export const told = (type) => type.replace("firebell.alert.", "");
