// Can silence be trusted? One sentence, and behind it each thing that it hangs on.

import { get } from "./api.js";
import { el, fill } from "./dom.js";
import { ago, lasting, moment } from "./words.js";

const EVERY_MS = 20_000;
const QUIET_HOURS = 6;
const DEAF_HOURS = 24;
const BEHIND_SECONDS = 60;
const STUCK_SECONDS = 300;

const MARKS = { ok: ["✓", "in order"], worry: ["!", "to watch"], bad: ["✕", "broken"] };
const SAYS = {
  ok: "Silence can be trusted.",
  worry: "Silence can be trusted with care.",
  bad: "Silence means nothing now.",
};

const box = document.getElementById("trust");
let events = { ok: true, since: new Date(), why: "" };
let last = null;
let away = null;
let drawn = "";

/** Look again and again. */
export async function watch() {
  await look();
  setInterval(look, EVERY_MS);
}

/** The stream of events is there, or is not. */
export function connection(there, why = "") {
  if (there !== events.ok) events = { ok: there, since: new Date(), why };
  draw();
}

async function look() {
  try {
    last = await get("/v1/status");
    away = null;
  } catch (error) {
    away ??= { since: new Date(), status: error.status };
    away.why = error.message;
  }
  draw();
}

/** The sentence for a hand-over. */
export async function sentence() {
  if (!last && !away) await look();
  const found = checks();
  const worst = gravest(found);
  const told = found.filter(({ level }) => worst === "ok" || level !== "ok").map(({ words }) => words);
  return `${SAYS[worst]} ${told.join("; ")}.`.replace("..", ".");
}

function checks() {
  const found = [];
  if (away?.status === 401) return [check("Reading", "bad", "a token is needed")];
  if (away) found.push(check("Server", "bad", `no answer since ${moment(away.since)}: ${away.why}`));
  if (!events.ok) found.push(check("Events", "bad", `interrupted ${ago(events.since)}${events.why ? `: ${events.why}` : ""}`));
  if (last) found.push(folding(last), waiting(last), article(last), ...feeds(last), ...channels(last), aside(last), config(last));
  return found.filter(Boolean);
}

const check = (name, level, words) => ({ name, level, words });
const gravest = (found) => ["bad", "worry", "ok"].find((level) => found.some((one) => one.level === level)) ?? "worry";

function folding(told) {
  const stopped = told.fold_stopped_at;
  if (stopped) return check("Worker", "bad", `the fold stopped at entry ${stopped}: nothing rings until somebody steps over it`);
  if (!told.folding) return check("Worker", "bad", "nobody folds: no worker runs, so nothing can ring");
  return check("Worker", "ok", "at work");
}

function waiting(told) {
  const read = told.stream_lag_entries + told.stream_pending_entries;
  const behind = Math.max(told.oldest_pending_seconds, told.journal_lag_seconds);
  const level = behind > STUCK_SECONDS ? "bad" : behind > BEHIND_SECONDS ? "worry" : "ok";
  if (!read && !told.journal_lag_entries) return check("Lag", "ok", "nothing waits");
  return check("Lag", level, `${read} articles to read, ${told.journal_lag_entries} to fold, the oldest for ${lasting(behind)}`);
}

function article(told) {
  if (told.last_article === undefined) return null;
  if (told.last_article === null) return check("Articles", "bad", "none has ever come");
  const when = new Date(told.last_article);
  const hours = (Date.now() - when) / 3_600_000;
  return check("Articles", hours > DEAF_HOURS ? "bad" : hours > QUIET_HOURS ? "worry" : "ok", `the last one came ${ago(when)}`);
}

function feeds(told) {
  const all = Object.entries(told.feeds ?? {});
  if (!all.length) return [];
  const broken = all.filter(([, feed]) => !feed.up).map(([name, feed]) => `${name} (${feed.reason ?? "no answer"})`);
  const silent = all.filter(([, feed]) => feed.up && feed.silent_since).map(([name, feed]) => `${name} (since ${moment(new Date(feed.silent_since))})`);
  const out = [];
  if (!told.collecting) out.push(check("Collector", "bad", "nobody polls the feeds"));
  if (broken.length) out.push(check("Feeds", broken.length * 2 > all.length ? "bad" : "worry", `broken: ${broken.join(", ")}`));
  if (silent.length) out.push(check("Feeds", "worry", `silent for too long: ${silent.join(", ")}`));
  return out.length ? out : [check("Feeds", "ok", `all ${all.length} answer`)];
}

function channels(told) {
  return Object.entries(told.channels ?? {}).flatMap(([name, channel]) => {
    if (channel.disabled) return [check("Channel", "bad", `${name} hears nothing: it is disabled`)];
    if (channel.waiting && !channel.deliverer) return [check("Channel", "bad", `alerts wait for ${name}, and nobody delivers them`)];
    return [];
  });
}

function aside(told) {
  return told.dead_letters ? check("Set aside", "worry", `${told.dead_letters} articles could not be read`) : null;
}

function config(told) {
  return told.config_hash ? check("Configuration", "ok", `${told.config_hash.slice(0, 8)} in force`) : null;
}

function draw() {
  const found = checks();
  const level = gravest(found);
  const words = JSON.stringify(found);
  if (words === drawn) return;
  drawn = words;
  const open = box.querySelector("details")?.open ?? false;
  const summary = found.filter((one) => one.level !== "ok");
  const shown = summary.length ? summary : found.filter((one) => ["Worker", "Lag", "Articles", "Feeds"].includes(one.name));
  box.className = `is-${level}`;
  fill(box,
    el("details", { open },
      el("summary", {},
        el("span", { class: "mark", "aria-hidden": "true" }, MARKS[level][0]),
        el("strong", {}, last || away ? SAYS[level] : "Looking …"),
        el("span", { class: "brief" }, shown.map(({ name, words: said }) => `${name}: ${said}`).join(" · "))),
      el("ul", {}, found.map((one) =>
        el("li", { class: `is-${one.level}` },
          el("span", { class: "mark", "aria-hidden": "true" }, MARKS[one.level][0]),
          el("span", { class: "unseen" }, `${MARKS[one.level][1]}: `),
          el("b", {}, one.name), ` ${one.words}`)))));
}
