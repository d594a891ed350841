// A text for the next shift, to copy: how firebell stands, what is open, what happened in the last 12 hours.

import { get, path, since } from "./api.js";
import { el, fill, say } from "./dom.js";
import { asked } from "./filters.js";
import { sentence } from "./trust.js";
import { changed } from "./list.js";
import { graded, hours, listed, measured, moment, named, told } from "./words.js";

const SPAN = "12h";

export async function draw(box) {
  const { region, status } = asked();
  const [open, turns, silent] = await Promise.all([
    everything({ region, status }),
    since(SPAN),
    get(path("/v1/silences", { region, status, hours: 12, limit: 10 })),
  ]);
  const wanted = turns.filter(({ data }) => (!status || data.status === status) && (!region || codes(data).includes(region)));
  const text = words(await sentence(), open, wanted, silent, region);
  const area = el("textarea", { readonly: true, rows: Math.min(36, text.split("\n").length + 1), "aria-label": "Hand-over", spellcheck: "false" }, text);
  fill(box,
    el("h2", {}, "Hand-over"),
    el("p", { class: "acts" }, el("button", { type: "button", class: "main", on: { click: () => copy(area) } }, "Copy the text"),
      el("span", { class: "note" }, ` as of ${moment(new Date())}${region ? `, only ${region}` : ""}`)),
    area);
}

const codes = ({ region }) => [region.code, ...region.path, ...region.areas];

async function everything(what) {
  const found = [];
  for (let cursor = ""; cursor !== null; ) {
    const page = await get(path("/v1/alerts", { ...what, state: "open", limit: 200, cursor }));
    found.push(...page.alerts);
    cursor = page.next ?? null;
  }
  return found.toSorted((a, b) => b.severitynumber - a.severitynumber);
}

function words(stands, open, turns, silent, region) {
  const lines = [`FIREBELL HAND-OVER, ${moment(new Date())}${region ? `, ${region}` : ""}`, stands, ""];
  lines.push(`OPEN, the gravest first (${open.length})`);
  for (const { data, time } of open) {
    lines.push(`- ${graded(data.severity).toUpperCase()}${data.status === "Actual" ? "" : ` [${data.status}]`} ${data.headline}`);
    lines.push(`  ${listed([data.certainty, `turn ${data.version}, ${moment(new Date(time))}`, data.publishers.map(({ name }) => name).join(", "), data.retaliates_for ? "an answer to an earlier act" : ""])}`);
  }
  lines.push("", `THE LAST ${SPAN} (${turns.length} turns)`);
  for (const turn of turns.toReversed()) {
    const { data } = turn;
    lines.push(`- ${hours(new Date(turn.time))} ${told(turn.type)}: ${graded(data.severity)}, ${data.headline.replace(/ — .*$/, "")}${data.change ? ` (${changed(turn)})` : ""}`);
  }
  lines.push("", `SILENT, the nearest first (${silent.found})`);
  for (const one of silent.silences) {
    const near = one.nearest ? `${measured(one.nearest.measure)} ${one.nearest.observed} of ${one.nearest.threshold}` : "";
    lines.push(`- ${listed([named(one.signals[0] ?? "incident"), one.place ?? one.name, near, one.reason])}`);
  }
  return `${lines.join("\n")}\n`;
}

async function copy(area) {
  area.select();
  try {
    await navigator.clipboard.writeText(area.value);
    say("Copied.");
  } catch {
    say(document.execCommand("copy") ? "Copied." : "It is marked: copy it with your keyboard.");
  }
}
