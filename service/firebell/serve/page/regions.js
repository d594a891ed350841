// Regions against their thresholds: a map of where, and each sum beside the steps that it would ring at.

import { get, path } from "./api.js";
import { sums } from "./charts.js";
import { el, fill, svg } from "./dom.js";
import { asked } from "./filters.js";
import { graded, listed, measured, shape } from "./words.js";

const WEST = -180;
const NORTH = 78;
const SOUTH = -58;

export async function draw(box) {
  const { region, status } = asked();
  const [told, land, as] = await known(status);
  const wanted = region ? told.regions.filter((one) => [one.code, one.country].includes(region)) : told.regions;
  const [against, others] = [wanted.filter((one) => one.share > 0), wanted.filter((one) => !one.share)];
  fill(box,
    el("h2", {}, "Regions against their thresholds"),
    el("p", { class: "note" }, `What incidents of the last ${told.days} days come to, rung or not; sums by whole days.${as === "Actual" ? "" : ` Status ${as}: days end with the last one told.`}`),
    wanted.length ? map(wanted, land) : el("p", {}, "Nothing was told of any region."),
    el("div", { class: "regions" }, against.map(card)),
    others.length ? el("h3", {}, "No sum above nought") : null,
    el("ul", { class: "plain columns" }, others.map((one) =>
      el("li", {}, link(one), ` ${listed([`${one.incidents} incidents`, one.killed ? `${one.killed} killed` : ""])}`))));
}

/** The regions of the status that is asked for; where nothing is Actual, those of an exercise. */
async function known(status) {
  const of = (name) => get(path("/v1/regions", { status: name, limit: 120 }));
  const [first, land] = await Promise.all([of(status || "Actual"), get("/page/land.json")]);
  if (status || first.found) return [first, land, status || "Actual"];
  return [await of("Exercise"), land, "Exercise"];
}

const link = (one) => el("a", { href: `?region=${encodeURIComponent(one.code)}&state=all#/` },
  one.code === one.country ? one.name : `${one.name}, ${one.country_name}`);

/** The gravest step that the sum has reached. */
function reached(one) {
  const passed = one.totals.flatMap((total) => total.steps.filter((step) => total.now >= step.at));
  return ["Extreme", "Severe", "Moderate", "Minor"].find((name) => passed.some((step) => step.severity === name));
}

function card(one) {
  const total = one.totals.reduce((a, b) => (b.share > a.share ? b : a));
  const width = Math.min(360, Math.max(240, document.getElementById("view").clientWidth - 60));
  const step = total.steps.findLast(({ at }) => total.now >= at) ?? total.steps[0];
  const grade = reached(one);
  return el("section", { class: "region" },
    el("h3", {}, grade ? shape(grade) : null, link(one), " ", el("code", {}, one.code)),
    el("p", {}, el("b", {}, `${measured(total.measure)} ${total.now}`), ` in ${total.window}; ${step.severity} at ${step.at}, `, el("code", {}, `${step.file}:${step.line}`)),
    sums(total, one.to, width),
    el("p", { class: "note" }, `30 days: ${listed([`${one.incidents} incidents`, `${one.killed} killed`, one.injured ? `${one.injured} injured` : "", one.abducted ? `${one.abducted} abducted` : ""])}`));
}

/** Dots of land from the gazetteer's own places, and a circle a region: larger with more killed. */
function map(all, { cell, cells }) {
  let dots = "";
  for (let at = 0; at < cells.length; at += 2) {
    const [x, y] = [WEST + (cells[at] + 0.5) * cell, (cells[at + 1] + 0.5) * cell - 90];
    if (y >= -NORTH && y <= -SOUTH) dots += `M${x} ${y}h0`;
  }
  const placed = all.filter((one) => one.lat !== null && one.code !== one.country).concat(all.filter((one) => one.lat !== null && one.code === one.country && !all.some((other) => other.country === one.code && other.code !== one.code)));
  const circles = placed.toSorted((a, b) => b.killed - a.killed).map((one) =>
    svg("circle", { cx: one.lon, cy: -one.lat, r: 1.4 + Math.min(6, Math.sqrt(one.killed) / 2.5), class: `spot is-${reached(one) ? graded(reached(one)) : "none"}` },
      svg("title", {}, `${one.name}, ${one.country_name}: ${one.incidents} incidents, ${one.killed} killed`)));
  return svg("svg", { viewBox: `${WEST} ${-NORTH} 360 ${NORTH - SOUTH}`, class: "map", role: "img", "aria-label": `A map of the ${placed.length} regions that are listed below` },
    svg("path", { d: dots, class: "land" }), circles);
}
