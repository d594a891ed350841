// The page: what is shown by its address, what the keys do, and what is looked at again by itself.

import { askToken, showKeys } from "./acts.js";
import * as alert from "./alert.js";
import { el, fill } from "./dom.js";
import * as filters from "./filters.js";
import * as handover from "./handover.js";
import * as list from "./list.js";
import * as regions from "./regions.js";
import * as silent from "./silent.js";
import * as trust from "./trust.js";
import { hours, learn, refresh } from "./words.js";

const VIEWS = { "#/silent": ["silent", silent.draw], "#/regions": ["regions", regions.draw], "#/handover": ["handover", handover.draw] };
const TITLES = { alerts: "Alerts", alert: "Alert", silent: "Silent", regions: "Regions", handover: "Hand-over" };
const ORDER = ["#/", "#/silent", "#/regions", "#/handover"];
const SLOW_MS = 400;

const view = document.getElementById("view");
const wide = matchMedia("(min-width: 62rem)");
let drawing = 0;
let search = location.search;

async function show({ focus = true } = {}) {
  const id = list.chosen();
  const [name, draw] = id ? ["alert", (box) => alert.draw(box, id)] : (VIEWS[location.hash] ?? ["alerts", (box) => silent.draw(box, true)]);
  document.body.dataset.view = name;
  for (const link of document.querySelectorAll("nav a")) {
    const is = link.dataset.view === name || (name === "alert" && link.dataset.view === "alerts");
    if (is) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  list.mark(id);
  if (name === "alerts" && !wide.matches) {
    drawing += 1;
    fill(view);
    return;
  }
  const mine = ++drawing;
  const box = el("div", {});
  view.setAttribute("aria-busy", "true");
  const slow = setTimeout(() => mine === drawing && fill(view, el("p", { class: "note" }, "Looking …")), SLOW_MS);
  view.setAttribute("aria-label", TITLES[name]);
  try {
    await draw(box);
  } catch (error) {
    fill(box, el("p", { class: "wrong", role: "alert" }, error.message), el("p", {}, el("a", { href: "#/" }, "Back to the alerts")));
  }
  clearTimeout(slow);
  if (mine !== drawing) return; // something else was asked for meanwhile
  fill(view, box);
  view.removeAttribute("aria-busy");
  view.scrollTo(0, 0);
  if (name === "alert" && !wide.matches) scrollTo(0, 0);
  if (focus && name !== "alerts") view.focus({ preventScroll: true });
}

function back() {
  const id = list.chosen();
  if (location.hash && location.hash !== "#/") location.hash = "#/";
  list.refocus(id);
}

const KEYS = {
  j: () => list.step(1),
  k: () => list.step(-1),
  n: () => list.take(),
  "/": () => {
    document.getElementById("filter-box").open = true;
    document.querySelector("#filters input").focus();
  },
  "?": showKeys,
  Escape: back,
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.closest("input, textarea, select");
  if (typing && event.key !== "Escape") return;
  if (typing) typing.blur();
  const does = KEYS[event.key] ?? (ORDER[event.key - 1] && (() => (location.hash = ORDER[event.key - 1])));
  if (!does) return;
  event.preventDefault();
  does();
}

function asked() {
  search = location.search;
  list.load();
  if (!list.chosen()) show({ focus: false });
}

function tick() {
  document.getElementById("clock").textContent = `${hours(new Date())} UTC`;
  refresh();
}

async function begin() {
  const given = new URLSearchParams(location.search).get("alert");
  if (given) {
    filters.choose("alert", "");
    location.replace(`#/alert/${encodeURIComponent(given)}`);
  }
  tick();
  setInterval(tick, 15_000);
  await learn();
  filters.draw(document.getElementById("filters"), asked);
  list.listen(trust.connection, (turn) => {
    if (turn.data.alert_id === list.chosen()) alert.turned(turn, () => show());
  });
  addEventListener("hashchange", () => show());
  addEventListener("popstate", () => {
    if (location.search === search) return;
    filters.draw(document.getElementById("filters"), asked);
    asked();
  });
  addEventListener("keydown", pressed);
  wide.addEventListener("change", () => show({ focus: false }));
  document.getElementById("keys").addEventListener("click", showKeys);
  document.getElementById("token").addEventListener("click", askToken);
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    list.step(1);
  });
  await Promise.all([list.load(), show({ focus: false }), trust.watch()]);
}

begin();
