// One alert: what it says and does not count, who says so, why it rang, what it answers, how it came here.

import { get } from "./api.js";
import { confirm, retract, silence } from "./acts.js";
import { toll } from "./charts.js";
import { el, fill, outside, part } from "./dom.js";
import { changed } from "./list.js";
import { about, listed, moment, named, number, severity, shape, time, told, toll as tolled } from "./words.js";

/** Draw the alert of this id. */
export async function draw(box, id) {
  const { turns, open } = await get(`/v1/alerts/${encodeURIComponent(id)}`);
  const alert = turns.at(-1);
  const { data } = alert;
  const chart = el("div", {});
  const chain = el("div", {});
  fill(box,
    el("p", { class: "back" }, el("a", { href: "#/" }, "← All alerts")),
    el("header", { class: "alert-head" },
      el("p", { class: "tags" }, severity(data.severity, "large"), el("span", {}, data.certainty),
        el("span", {}, open ? "open" : told(alert.type)),
        data.status === "Actual" ? null : el("span", { class: "tag" }, data.status),
        el("span", {}, `turn ${data.version}`), time(alert.time)),
      el("h2", {}, data.headline),
      el("p", { class: "summary" }, data.summary),
      el("p", { class: "acts" },
        el("button", { type: "button", on: { click: () => confirm(data) } }, "Confirm …"),
        el("button", { type: "button", on: { click: () => retract(data) } }, "Retract …"),
        el("button", { type: "button", on: { click: () => silence(data.region) } }, `Silence ${data.region.name} …`))),
    chart,
    part("What it counts", data.incidents.map((one) => incident(one, data.region)), leftOut(data, "incidents")),
    part("What it does not count", asides(data)),
    part("Who says so", voices(data), leftOut(data, "evidence")),
    part("Why it rang", why(data)),
    data.retaliates_for || data.also.includes("retaliatory_attack") ? part("What it answers", answers(data), chain) : null,
    part("Turns", el("ol", { class: "turns", reversed: true }, turns.toReversed().map((turn) => oneTurn(turn, turns)))),
    part("Elsewhere", elsewhere(alert)),
    el("div", { id: "turned", "aria-live": "polite" }));
  drawTolls(chart, turns);
  if (data.retaliates_for?.incident_id) follow(chain, id);
  surround(document.getElementById("view"), id);
}

/** Put around each quote what stands around it in its article, while that is kept. */
async function surround(view, id) {
  const { around } = await get(`/v1/alerts/${encodeURIComponent(id)}/around`);
  for (const said of view.querySelectorAll("[data-quote]")) {
    const beside = around[said.dataset.quote];
    if (!beside) continue;
    said.prepend(el("span", { class: "around" }, beside.before));
    said.append(el("span", { class: "around" }, beside.after));
  }
}

/** Tell that the alert has turned while it is looked at; nothing moves until somebody asks. */
export function turned(alert, again) {
  fill(document.getElementById("turned"),
    el("button", { type: "button", class: "take", on: { click: again } }, shape(alert.data.severity), `A newer turn: ${changed(alert)}. Show it`));
}

function drawTolls(box, turns) {
  const width = Math.min(680, Math.max(260, document.getElementById("view").clientWidth - 40));
  const { rule, severity: graded } = turns.at(-1).data;
  for (const kind of ["killed", "injured", "abducted"]) {
    const stated = turns.filter(({ data }) => data.incidents.some((one) => one.casualties[kind]));
    if (new Set(stated.map(({ data }) => summed(data.incidents, kind).best)).size < 2) continue;
    const rows = stated.map(({ time: when, data }) => ({ time: when, count: summed(data.incidents, kind) }));
    const threshold = rule.name === `incident.${kind}` && Number(rule.threshold) ? { at: Number(rule.threshold), severity: graded } : null;
    box.append(el("figure", {}, el("figcaption", {}, `${named(kind)} over its turns`), toll(kind, rows, width, threshold)));
  }
}

function summed(incidents, kind) {
  const counts = incidents.map((one) => one.casualties[kind]).filter(Boolean);
  const sum = (name) => counts.reduce((total, count) => total + count[name], 0);
  return { low: sum("low"), best: sum("best"), high: counts.some(({ high }) => high === null) ? null : sum("high") };
}

function incident(one, region) {
  const classes = Object.entries(one.by_class).map(([who, counts]) => `${who.replaceAll("_", " ")}: ${tolled(counts)}`);
  return el("dl", { class: "facts-of" },
    fact("What", one.signals.map(named).join(", ")),
    fact("Where", listed([one.place, one.region === region.code && region.name !== one.place ? region.name : "", one.region])),
    fact("When", `${moment(new Date(one.occurred_at)).replace(/, .*/, "")} (${one.precision === "published" ? "the day it was told" : `to the ${one.precision}`})`),
    fact("Toll", tolled(one.casualties) || "none is stated"),
    classes.length ? fact("Of them", classes.join("; ")) : null,
    one.actors.length ? fact("Actors", one.actors.map(({ name, role }) => (role === "unknown" ? name : `${name} (${role})`)).join(", ")) : null,
    one.claimed_by ? fact("Claimed by", one.claimed_by) : null,
    fact("Told by", `${one.articles} ${one.articles === 1 ? "article" : "articles"}`));
}

const fact = (name, words) => el("div", {}, el("dt", {}, name), el("dd", {}, words));

function leftOut(data, list) {
  const left = data.left_out?.[list];
  return left ? el("p", { class: "note" }, `${left} more are left out here: an alert is at most 16 kB.`) : null;
}

function asides(data) {
  if (!data.context.length) return el("p", { class: "note" }, "The articles tell nothing beside it.");
  return el("ul", { class: "asides" }, data.context.map((one) =>
    el("li", {},
      el("b", {}, one.of === "background" ? "Background, not counted: " : "Said, not done: "),
      listed([one.signals.map(named).join(", "), tolled(one.casualties), one.by && `by ${one.by}`, one.place, one.date, one.mode === "asserted" ? "" : one.mode]),
      one.words ? el("q", {}, one.words) : null)));
}

/** The words of each article together, in the order in which they stand there. */
function voices(data) {
  const articles = Map.groupBy ? Map.groupBy(data.evidence, (quote) => quote.article_id) : grouped(data.evidence);
  const tiers = new Map(data.publishers.map((one) => [one.name, one.tier]));
  const told = [...articles.values()].map((quotes) => {
    const [{ url, source, published_at: at }] = quotes;
    const order = quotes.toSorted((a, b) => (a.field === b.field ? a.start - b.start : a.field === "title" ? -1 : 1));
    return el("li", {},
      el("p", { class: "source" }, outside(url, source || "unnamed"), " ", el("span", { class: "note" }, listed([tiers.get(source) ? `rank ${tiers.get(source)}` : ""]), " ", time(at))),
      el("ul", { class: "quotes" }, order.map((quote) =>
        el("li", {}, el("span", { class: "of" }, about(quote.of)), el("span", { class: "said", "data-quote": data.evidence.indexOf(quote) },
          el("q", { title: `${quote.field}, ${quote.start} to ${quote.end}` }, quote.words))))));
  });
  return [
    el("p", { class: "note" }, `${data.certainty}: ${data.publishers.length} independent ${data.publishers.length === 1 ? "publisher" : "publishers"} (${data.publishers.map(({ name }) => name).join(", ")}).`),
    el("ul", { class: "voices" }, told)];
}

function grouped(quotes) {
  const found = new Map();
  for (const quote of quotes) found.set(quote.article_id, [...(found.get(quote.article_id) ?? []), quote]);
  return found;
}

function why(data) {
  const { rule, reasons } = data;
  const seen = rule.observed === null ? "" : ` saw ${rule.observed}`;
  const asks = rule.threshold === null || /[>=]/.test(rule.threshold) ? "" : `, asks for ${rule.threshold}`;
  return [
    el("p", {}, el("code", {}, rule.name), `${seen}${asks}${rule.window ? ` in ${rule.window}` : ""}, written in `,
      el("code", {}, rule.file ? `${rule.file}:${rule.line}` : "the program"), rule.why ? `: “${rule.why}”` : ".", ""),
    reasons.length ? el("ol", { class: "steps" }, reasons.map((step) =>
      el("li", {}, el("span", { class: "of" }, about(step.step)), ` ${step.is.replaceAll("_", " ")} `, severity(step.to)))) : null,
    el("p", { class: "note" }, "Configuration ", el("code", {}, data.config_hash.slice(0, 12)), `; it falls silent ${moment(new Date(data.expires_at))} unless more is told.`)];
}

function answers(data) {
  const to = data.retaliates_for;
  if (!to) return el("p", { class: "note" }, "An article calls it an answer, and does not say to what.");
  return el("p", {}, el("b", {}, to.basis === "stated" ? "Stated: " : "Inferred from who attacked whom: "),
    listed([to.act, to.by && `by ${to.by}`, to.against && `against ${to.against}`]),
    to.words ? [" ", el("q", {}, to.words)] : null,
    to.incident_id ? null : el("span", { class: "note" }, " The earlier act is not among the known incidents."));
}

/** The chain back: what it answers, what that one answered, and so on. */
async function follow(box, id) {
  const { chain, silent } = await get(`/v1/alerts/${encodeURIComponent(id)}/chain`);
  fill(box, el("ol", { class: "chain" }, chain.map(({ data, time: at }) =>
    el("li", {}, severity(data.severity), " ", el("a", { href: `#/alert/${encodeURIComponent(data.alert_id)}` }, data.headline), " ", time(at))),
  silent ? el("li", { class: "note" }, "an incident that did not ring, or whose alert is no longer kept") : null));
}

function oneTurn(turn, turns) {
  const { data } = turn;
  const wrong = turns.some((other) => other.data.change?.wrong_versions.includes(data.version));
  return el("li", { class: wrong ? "wrong-version" : "", value: data.version },
    el("b", {}, told(turn.type)), " ", time(turn.time), " ", severity(data.severity),
    el("div", {}, data.change ? changed(turn) : data.headline, wrong ? " — taken back by a later turn" : ""),
    data.change?.because ? el("div", { class: "note" }, data.change.because) : null);
}

function elsewhere(alert) {
  const { data } = alert;
  return el("ul", { class: "plain" },
    el("li", {}, el("a", { href: `/v1/alerts/${encodeURIComponent(data.alert_id)}` }, "All turns as JSON")),
    el("li", {}, el("a", { href: `/cap/${encodeURIComponent(alert.id)}.xml` }, "This turn as CAP 1.2")),
    el("li", {}, "Others in ", [...data.region.path, data.region.code, ...data.region.areas].map((code, index) =>
      [index ? ", " : "", el("a", { href: `?region=${encodeURIComponent(code)}#/` }, code)])),
    data.links.map((url) => el("li", {}, outside(url, url))));
}
