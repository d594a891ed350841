// What did not ring, near misses first, with the reason.

import { get, path } from "./api.js";
import { el, fill, outside, svg } from "./dom.js";
import { asked } from "./filters.js";
import { listed, measured, named, severity, time, toll } from "./words.js";

const SAID = {
  muted: "Muted", silenced: "Silenced", ignored: "Ignored by a rule", retracted: "Taken back",
  below_threshold: "Below its threshold", outside_scope: "Not watched", too_late: "Told too late",
};
const HOURS = 48;

/** Draw it; `brief` beside the list of alerts. */
export async function draw(box, brief = false) {
  const { region, status } = asked();
  const told = await get(path("/v1/silences", { region, status, limit: brief ? 12 : 100, hours: HOURS }));
  const rest = told.found - told.silences.length;
  fill(box,
    el("h2", {}, "What did not ring"),
    el("p", { class: "note" }, `Incidents of the last ${HOURS} hours that stayed silent: first what people hushed, then what came nearest to a threshold.${region ? ` Only ${region}.` : ""}`),
    told.silences.length ? el("ol", { class: "silences" }, told.silences.map(row)) : el("p", {}, "Nothing stayed silent: whatever was read has rung, or was no violence."),
    rest > 0 ? el("p", {}, brief ? el("a", { href: "#/silent" }, `${rest} more`) : `${rest} more are farther away.`) : null);
}

function row(one) {
  const near = one.hushed ? null : one.nearest; // what people hushed would have rung
  return el("li", { class: one.hushed ? "hushed" : "" },
    el("p", { class: "head" },
      one.hushed ? el("b", { class: "tag" }, SAID[one.verdict] ?? one.verdict) : null,
      one.severity ? severity(one.severity) : null,
      el("b", {}, listed([one.signals.slice(0, 2).map(named).join(", "), one.place ?? one.name, toll(one.casualties)])),
      time(one.at)),
    near ? el("p", { class: "near" }, bar(near.observed / near.threshold),
      `${measured(near.measure)} ${near.observed} of ${near.threshold} for ${near.severity}, `, el("code", {}, `${near.file}:${near.line}`)) : null,
    el("p", { class: "note" }, `${one.hushed || one.verdict === "below_threshold" ? "" : `${SAID[one.verdict] ?? one.verdict}: `}${one.reason}. `,
      one.title ? [el("q", {}, one.title), " "] : null, outside(one.url, one.source || "an unnamed publisher"),
      one.articles > 1 ? `, ${one.articles} articles` : ""));
}

/** How much of the way it came. */
function bar(share) {
  const width = 72;
  return svg("svg", { viewBox: `0 0 ${width} 8`, width, height: 8, class: "bar", "aria-hidden": "true" },
    svg("rect", { width, height: 8, rx: 2, class: "whole" }),
    svg("rect", { width: Math.round(width * Math.min(1, share)), height: 8, rx: 2, class: "part" }));
}
