// The alerts, the newest turn first. A row never moves by itself: what is new waits behind a button.

import { askToken } from "./acts.js";
import { follow, get, path } from "./api.js";
import { el, fill, say } from "./dom.js";
import { asked, heard } from "./filters.js";
import { graded, listed, named, severity, shape, time, told } from "./words.js";

const PAGE = 50;
const OVER = ["cancelled", "cleared"];

const rows = document.getElementById("rows");
const fresh = document.getElementById("fresh");
const end = document.getElementById("rows-end");

const held = new Map();
let following = new AbortController();
let connected = () => {};
let turned = () => {};
let next = null;

/** Tell who listens whether events come, and of every turn at once. */
export function listen(onConnected, onTurn) {
  connected = onConnected;
  turned = onTurn;
}

/** Draw the list anew as the filters ask, and follow the stream from there. */
export async function load() {
  following.abort();
  following = new AbortController();
  held.clear();
  showHeld();
  const { signal } = following;
  try {
    const page = await listing("");
    if (signal.aborted) return;
    fill(rows, page.alerts.map(row));
    finish(page);
    mark(chosen());
    follow(heard(), page.stream, { turn: hold, connected, gap }, signal);
  } catch (error) {
    if (signal.aborted) return;
    fill(rows);
    connected(false, error.message);
    fill(end, el("span", { class: "wrong", role: "alert" }, `The alerts cannot be read: ${error.message}`), " ",
      error.status === 401 ? el("button", { type: "button", on: { click: askToken } }, "Give a token …")
        : el("button", { type: "button", on: { click: load } }, "Try again"));
  }
}

const listing = (cursor) =>
  get(path("/v1/alerts", { ...asked(), state: asked().state || "open", limit: PAGE, cursor }));

/** More of them below; what stands there stays where it is. */
async function more() {
  const page = await listing(next);
  rows.append(...page.alerts.map(row));
  finish(page);
}

function finish(page) {
  next = page.next;
  const some = rows.children.length;
  if (next) fill(end, el("button", { type: "button", on: { click: more } }, "Older ones"));
  else fill(end, some ? `${some} in all; the end of the list.` : "Nothing is open that these filters ask for.");
}

function row(alert) {
  const { data } = alert;
  const over = OVER.includes(told(alert.type));
  return el("li", { class: `row is-${graded(data.severity)}${over ? " over" : ""}`, "data-id": data.alert_id },
    el("a", { href: `#/alert/${encodeURIComponent(data.alert_id)}` },
      severity(data.severity),
      el("span", { class: "headline" }, data.headline.replace(/ — .*$/, "")),
      el("span", { class: "when" }, time(alert.time, true)),
      el("span", { class: "facts" }, listed([
        data.status === "Actual" ? "" : data.status.toUpperCase(),
        changed(alert),
        ...data.also.slice(0, 2).map((one) => `+ ${named(one).toLowerCase()}`),
        data.certainty.toLowerCase(),
        data.publishers.map((one) => one.name).slice(0, 3).join(", "),
      ])),
      el("span", { class: "newer" }, "newer turn waits"),
    ));
}

/** What the latest turn did, in a few words. */
export function changed(alert) {
  const { change, version } = alert.data;
  const type = told(alert.type);
  if (type === "cleared") return "all clear";
  if (type === "cancelled") return "cancelled";
  if (!change) return version === 1 ? "new" : `turn ${version}`;
  const what = change.what.split(".").reverse().join(" ");
  return `${what} ${change.from} → ${change.to}${type === "corrected" ? " (corrected)" : ""}`;
}

function hold(alert) {
  held.set(alert.data.alert_id, alert);
  rows.querySelector(`[data-id="${CSS.escape(alert.data.alert_id)}"]`)?.classList.add("stale");
  showHeld();
  turned(alert);
}

function gap({ why }) {
  say(`Turns are missing here: ${why}. Take the list in anew.`);
}

/** The button that takes in what is held back. */
function showHeld() {
  document.title = held.size ? `(${held.size}) firebell` : "firebell";
  if (!held.size) return fill(fresh, el("p", { class: "note" }, "Newer turns wait here until you take them in."));
  const gravest = [...held.values()].reduce((a, b) => (b.severitynumber > a.severitynumber ? b : a));
  return fill(fresh,
    el("button", { type: "button", id: "take", on: { click: take } },
      shape(gravest.data.severity), `${held.size} new`,
      el("span", { class: "hint" }, ` up to ${graded(gravest.data.severity)}; n takes them in`)));
}

/** Take in what was held back; the list is drawn anew from the top. */
export async function take() {
  if (!held.size) return;
  const words = `${held.size} taken in`;
  await load();
  document.getElementById("list").scrollTo(0, 0);
  rows.querySelector("a")?.focus();
  say(words);
}

// — by keyboard —

const links = () => [...rows.querySelectorAll("a")];

export const chosen = () => decodeURIComponent(/^#\/alert\/([^/]+)/.exec(location.hash)?.[1] ?? "");

/** Show which alert the view beside the list tells of. */
export function mark(id) {
  for (const one of rows.children) {
    const is = one.dataset.id === id;
    one.classList.toggle("chosen", is);
    if (is) one.firstElementChild.setAttribute("aria-current", "true");
    else one.firstElementChild.removeAttribute("aria-current");
  }
}

/** The next row or the one before gets the focus. */
export function step(by) {
  const all = links();
  if (!all.length) return;
  let at = all.indexOf(document.activeElement);
  if (at < 0) at = all.findIndex((one) => one.parentElement.dataset.id === chosen());
  if (at < 0 && by < 0) at = all.length;
  const to = all[Math.min(all.length - 1, Math.max(0, at + by))];
  to.focus();
  to.scrollIntoView({ block: "nearest" });
}

/** Back to the row that was looked at. */
export function refocus(id) {
  const to = links().find((one) => one.parentElement.dataset.id === id) ?? links()[0];
  to?.focus();
}
