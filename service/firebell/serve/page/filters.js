// The filters, which live in the address: what is shown can be sent to a colleague, and survives a reload.

import { el, fill } from "./dom.js";
import { named, SEVERITIES, signals } from "./words.js";

const NAMES = ["region", "signal", "min_severity", "state", "status"];

/** What the address asks for. */
export function asked() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ""]));
}

/** The same for the stream of events, which knows no state. */
export function heard() {
  const { state: _, ...rest } = asked();
  return rest;
}

/** Write one filter into the address. */
export function choose(name, value) {
  const query = new URLSearchParams(location.search);
  if (value) query.set(name, value);
  else query.delete(name);
  const words = query.size ? `?${query}` : location.pathname;
  history.pushState(null, "", words + location.hash);
}

/** Draw the form; `changed` is called when something else is asked for. */
export function draw(form, changed) {
  const now = asked();
  const some = NAMES.filter((name) => now[name]);
  const region = el("input", {
    name: "region", value: now.region, placeholder: "region", title: "A code: IQ, IQ-BA, x-darfur …", autocomplete: "off",
    spellcheck: "false", maxlength: 64, "aria-label": "Region's code", size: 14,
  });
  const pick = (name, label, options) =>
    el("select", { name, "aria-label": label },
      options.map(([value, words]) => el("option", { value, selected: value === now[name] }, words)));
  const clear = el("button", { type: "button", class: "quiet", on: { click: () => cleared(changed) } }, "Clear");
  clear.hidden = !some.length;
  form.parentElement.open = matchMedia("(min-width: 40rem)").matches || some.length > 0;
  fill(form,
    region,
    pick("min_severity", "Least severity",
      [["", "severity"], ...SEVERITIES.map((one) => [one, one === "Extreme" ? one : `${one} and up`])]),
    pick("signal", "Signal", [["", "signal"], ...signals().map((one) => [one, named(one)])]),
    pick("state", "State", [["", "open"], ["closed", "closed"], ["all", "open and closed"]]),
    pick("status", "Status",
      [["", "status"], ["Actual", "Actual"], ["Exercise", "Exercise"], ["Test", "Test"]]),
    clear,
  );
  form.onchange = (event) => {
    const field = event.target;
    choose(field.name, field.name === "region" ? code(field.value) : field.value);
    clear.hidden = !NAMES.some((name) => asked()[name]);
    changed();
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    region.blur();
  };
}

/** A code as people type it; an area's code is small letters. */
function code(words) {
  const bare = words.trim();
  return /^x-/i.test(bare) ? bare.toLowerCase() : bare.toUpperCase();
}

function cleared(changed) {
  for (const name of NAMES) choose(name, "");
  draw(document.getElementById("filters"), changed);
  changed();
}
