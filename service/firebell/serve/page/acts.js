// What a person does: retract, confirm, silence. Each asks for a reason, and for a token that may.

import { keep, post, token } from "./api.js";
import { el, fill, say } from "./dom.js";

const LENGTHS = [["1h", "1 hour"], ["2h", "2 hours"], ["6h", "6 hours"], ["12h", "12 hours"], ["24h", "1 day"], ["72h", "3 days"]];

/** A question in a dialog; `done` gets what was filled in, and what it throws is shown. */
function ask(title, words, fields, button, done) {
  const before = document.activeElement;
  const wrong = el("p", { class: "wrong", role: "alert" });
  const send = el("button", { type: "submit", class: "main" }, button);
  const form = el("form", { method: "dialog" },
    el("h2", { id: "asked" }, title), el("p", {}, words), fields, wrong,
    el("p", { class: "acts" }, send, el("button", { type: "button", on: { click: () => dialog.close() } }, "Leave it")));
  const dialog = el("dialog", { "aria-labelledby": "asked" }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    try {
      await done(Object.fromEntries(new FormData(form)));
      dialog.close();
    } catch (error) {
      fill(wrong, error.message);
    }
    send.disabled = false;
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    before?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** An input under its label. */
function field(label, input) {
  input.id = `asked-${input.name}`;
  return el("p", { class: "field" }, el("label", { for: input.id }, label), input);
}

const reason = () => field("Why", el("input", { name: "why", required: true, maxlength: 500, autocomplete: "off", autofocus: true }));
const secret = () => token() ? null : field("Token with the scope act", el("input", { name: "token", type: "password", required: true, autocomplete: "off" }));

/** Ask for the token that this tab goes by. */
export function askToken() {
  ask("Token", token() ? "This tab has a token. Give another one, or none to forget it." : "It is kept for as long as this tab, and nowhere else.",
    [field("Token", el("input", { name: "token", type: "password", autocomplete: "off", autofocus: true }))], "Keep it",
    async (given) => {
      keep(given.token.trim());
      location.reload();
    });
}

async function send(path, body, given) {
  const before = token();
  if (given.token) keep(given.token.trim());
  try {
    await post(path, { ...body, why: given.why });
  } catch (error) {
    if (error.status === 401 || error.status === 403) keep(before && error.status === 403 ? before : "");
    throw error;
  }
}

export const retract = (data) => ask("Retract this alert?", `“${data.headline}” is cancelled for everybody who heard it, and what is told of it later stays silent.`,
  [reason(), secret()], "Retract it", async (given) => {
    await send(`/v1/alerts/${encodeURIComponent(data.alert_id)}/retract`, {}, given);
    say("Retracted. The cancellation comes as a new turn.");
  });

export const confirm = (data) => ask("Confirm this alert?", `“${data.headline}” did happen: its certainty becomes Observed, and stays.`,
  [reason(), secret()], "Confirm it", async (given) => {
    await send(`/v1/alerts/${encodeURIComponent(data.alert_id)}/confirm`, {}, given);
    say("Confirmed. It comes as a new turn.");
  });

export const silence = (region) => ask(`Silence ${region.name} (${region.code})?`, "All is read and remembered meanwhile, and nothing there rings, however bad it is.",
  [field("For", el("select", { name: "for" }, LENGTHS.map(([value, words]) => el("option", { value, selected: value === "2h" }, words)))), reason(), secret()],
  "Silence it", async (given) => {
    await send(`/v1/regions/${encodeURIComponent(region.code)}/silence`, { for: given.for }, given);
    say(`${region.name} is silent.`);
  });

const KEYS = [["j, k", "next and previous alert"], ["Enter", "open it"], ["Escape", "back to the list"], ["n", "take in what is new"], ["/", "to the filters"], ["1 to 4", "alerts, silent, regions, hand-over"], ["?", "these keys"]];

/** What the keys do. */
export function showKeys() {
  const dialog = el("dialog", { "aria-labelledby": "keys-title" },
    el("h2", { id: "keys-title" }, "Keys"),
    el("dl", { class: "keys" }, KEYS.map(([key, does]) => el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)))),
    el("form", { method: "dialog" }, el("button", { autofocus: true }, "Close")));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
