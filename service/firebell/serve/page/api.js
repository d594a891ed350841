// The API as the page asks it; a token is kept for as long as the tab, and nowhere else.

const TOKEN = "firebell.token";
const AGAIN_MS = 3000;

export const token = () => sessionStorage.getItem(TOKEN) ?? "";

export function keep(value) {
  if (value) sessionStorage.setItem(TOKEN, value);
  else sessionStorage.removeItem(TOKEN);
}

/** An answer that is no success, with its sentence. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

async function asked(path, options = {}) {
  const headers = { ...options.headers };
  if (token()) headers.Authorization = `Bearer ${token()}`;
  let answer;
  try {
    answer = await fetch(path, { ...options, headers });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, "the server does not answer");
  }
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({}));
  throw new Problem(answer.status, told.detail ?? `${answer.status} ${answer.statusText}`);
}

export const get = async (path, options) => (await asked(path, options)).json();

export async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  const answer = await asked(path, { method: "POST", headers, body: JSON.stringify(body) });
  return answer.json().catch(() => ({}));
}

/** A path with those of its parameters that hold something. */
export function path(base, params) {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value));
  return query.size ? `${base}?${query}` : base;
}

/** The events of a stream: [{id, event, data}] for each piece that comes. */
async function* events(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value.replaceAll("\r", "")).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const told = {};
      for (const line of block.split("\n")) {
        const at = line.indexOf(":");
        if (at > 0) told[line.slice(0, at)] = line.slice(at + 1).trimStart();
      }
      if (told.data) yield told;
    }
  }
}

/** Every turn behind a stream's id or a span as 12h, and no more. */
export async function since(start) {
  const found = [];
  for await (const one of events(await asked(path("/v1/alerts/stream", { poll: "1", since: start })))) {
    if (one.event.startsWith("firebell.alert.")) found.push(JSON.parse(one.data));
  }
  return found;
}

/** Follow the stream until the signal aborts; it comes back by itself, and goes on where it broke. */
export async function follow(params, start, heard, signal) {
  let last = start;
  while (!signal.aborted) {
    try {
      const headers = { Accept: "text/event-stream", "Last-Event-ID": last };
      const answer = await asked(path("/v1/alerts/stream", params), { headers, signal });
      heard.connected(true);
      for await (const one of events(answer)) {
        last = one.id ?? last;
        if (one.event === "gap") heard.gap(JSON.parse(one.data));
        else if (one.event.startsWith("firebell.alert.")) heard.turn(JSON.parse(one.data));
      }
    } catch (error) {
      if (signal.aborted) return;
      heard.connected(false, error.message);
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
