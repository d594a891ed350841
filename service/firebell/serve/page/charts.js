// Numbers → small drawings: a toll over its turns, a sum against its steps. Each says in words what it shows.

import { svg } from "./dom.js";
import { brief, graded, moment, number } from "./words.js";

const LEFT = 8;
const RIGHT = 86;
const TOP = 28;
const BOTTOM = 20;

const scaled = (from, to, low, high) => (value) => low + ((value - from) / (to - from || 1)) * (high - low);

function frame(width, height, label, ...children) {
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label, class: "chart" }, ...children);
}

const text = (x, y, words, of = "", anchor = "start") => svg("text", { x, y, class: of, "text-anchor": anchor }, words);

/** How a figure went over the turns of an alert: [{time, count, version}], at least two. */
export function toll(kind, turns, width, threshold) {
  const height = 132;
  const times = turns.map(({ time }) => +new Date(time));
  const highest = Math.max(...turns.map(({ count }) => count.high ?? count.best), threshold?.at ?? 0, 1);
  const even = new Set(times).size < times.length;
  const x = even ? scaled(0, turns.length - 1, LEFT + 6, width - RIGHT) : scaled(times[0], times.at(-1), LEFT + 6, width - RIGHT);
  const y = scaled(0, highest, height - BOTTOM, TOP);
  const at = turns.map(({ count }, index) => ({ x: x(even ? index : times[index]), y: y(count.best), count }));
  const line = at.map((one, index) => (index ? `H${one.x}V${one.y}` : `M${one.x} ${one.y}`)).join("");
  const said = turns.map(({ count, time }) => `${number(count)} on ${moment(new Date(time))}`);
  return frame(width, height, `${kind}: ${said.join(", then ")}`,
    svg("line", { x1: LEFT, x2: width - RIGHT + 14, y1: y(0), y2: y(0), class: "axis" }),
    threshold && svg("line", { x1: LEFT, x2: width - RIGHT + 14, y1: y(threshold.at), y2: y(threshold.at), class: `step is-${graded(threshold.severity)}` }),
    threshold && text(width - RIGHT + 18, y(threshold.at) + 4, `${threshold.severity} ${threshold.at}`, `label is-${graded(threshold.severity)}`),
    at.map((one) => svg("line", { x1: one.x, x2: one.x, y1: y(one.count.low), y2: y(one.count.high ?? highest), class: "doubt" })),
    svg("path", { d: `${line}H${width - RIGHT + 14}`, class: "figure" }),
    at.map((one) => svg("circle", { cx: one.x, cy: one.y, r: 3.5, class: "figure" })),
    at.map((one) => text(one.x, one.y - 8, number(one.count), "value", one.x < 40 ? "start" : "middle")),
    text(at[0].x, height - 5, brief(new Date(times[0])), "label"),
    text(at.at(-1).x, height - 5, brief(new Date(times.at(-1))), "label", "end"));
}

/** A region's sum at the end of each day beside the steps that it would ring at. */
export function sums(total, last, width) {
  const height = 104;
  const drawn = total.steps.filter((step) => step.at <= Math.max(...total.sums) * 1.5 || step === total.steps[0]);
  const highest = Math.max(...total.sums, ...drawn.map(({ at }) => at)) * 1.08;
  const edge = width - RIGHT;
  const x = scaled(0, total.sums.length - 1, LEFT, edge);
  const y = scaled(0, highest, height - BOTTOM, TOP);
  const points = total.sums.map((sum, index) => `${x(index).toFixed(1)} ${y(sum).toFixed(1)}`);
  const days = total.sums.length;
  const steps = total.steps.map(({ at, severity }) => `${severity} at ${at}`).join(", ");
  return frame(width, height, `Sum of ${total.window}: ${total.now} now, at most ${Math.max(...total.sums)} in ${days} days; ${steps}`,
    svg("path", { d: `M${LEFT} ${y(0)}L${points.join("L")}L${edge} ${y(0)}z`, class: "area" }),
    svg("path", { d: `M${points.join("L")}`, class: "figure" }),
    svg("line", { x1: LEFT, x2: edge, y1: y(0), y2: y(0), class: "axis" }),
    drawn.map(({ at, severity }) => [
      svg("line", { x1: LEFT, x2: edge + 4, y1: y(at), y2: y(at), class: `step is-${graded(severity)}` }),
      text(edge + 8, y(at) + 4, `${severity} ${at}`, `label is-${graded(severity)}`)]),
    svg("circle", { cx: edge, cy: y(total.now), r: 3, class: "figure" }),
    text(LEFT, height - 5, `${days} days`, "label"),
    text(edge, height - 5, last, "label", "end"));
}
