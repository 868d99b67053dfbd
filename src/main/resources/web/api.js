"use strict";
/* Calls of the public API, and what to tell a person when one fails. */
const $ = id => document.getElementById(id);
const USER = "kafila.user";
const MOST_TRIES = 4;
let user = localStorage.getItem(USER) || "me";

/** A failed call. `status` is 0 where nobody answered. */
class CallError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

function address(path) {
  return "/api/" + encodeURIComponent(user) + path;
}

function withToken(headers) {
  const token = $("token").value.trim();
  return token ? {...headers, Authorization: "Bearer " + token} : headers;
}

/** What went wrong and what to do, in a line. */
function refusal(response, detail) {
  const wait = Number(response.headers.get("Retry-After"));
  const later = wait > 1 ? "in " + wait + " seconds" : "in a moment";
  switch (response.status) {
    case 401: return $("token").value.trim() && detail
      ? "The token was refused: " + detail
      : "A token is needed: put it in above and press Use.";
    case 403: return "This token belongs to another name: check both above.";
    case 429: return "Too many requests at once. Try again " + later + ".";
    case 503: return "Kafila can't get at its data just now; nothing was changed. Try again " + later + ".";
    default: return detail || "Kafila could not do that (" + response.status + "). Try again.";
  }
}

function detailOf(text) {
  try {
    return JSON.parse(text).detail;
  } catch {
    return null;
  }
}

/** @returns {Promise<Response>} one that says yes; anything else is a CallError */
async function request(path, options) {
  let response;
  try {
    response = await fetch(address(path), {...options, headers: withToken(options.headers)});
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    throw new CallError(0, "Kafila can't be reached. Check the connection and try again.");
  }
  if (!response.ok) {
    throw new CallError(response.status, refusal(response, detailOf(await response.text())));
  }
  return response;
}

async function call(method, path, body, key) {
  const headers = {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers["Idempotency-Key"] = key;
  const response = await request(path, {
    method, headers, body: body === undefined ? undefined : JSON.stringify(body)});
  try {
    return await response.json();
  } catch {
    throw new CallError(0, "The answer was cut off. Check the connection and try again.");
  }
}

/** Sent again under the same key while nobody answers, so it is done once. */
async function once(path, body, again = () => {}) {
  const key = [...crypto.getRandomValues(new Uint8Array(16))]
    .map(b => b.toString(16).padStart(2, "0")).join("");
  const asked = user;
  for (let tries = 1; ; tries++) {
    try {
      return await call("POST", path, body, key);
    } catch (problem) {
      if (problem.status !== 0 || tries === MOST_TRIES) throw problem;
      again();
      await new Promise(done => setTimeout(done, 250 * 2 ** tries));
      if (asked !== user) throw problem;
    }
  }
}

/** All pages of a list, up to a bound. */
async function pages(path, name, most) {
  const all = [];
  let cursor = "";
  do {
    const page = await call("GET", path + "&limit=200" + cursor);
    all.push(...page[name]);
    cursor = page.next_cursor && "&cursor=" + encodeURIComponent(page.next_cursor);
  } while (cursor && all.length < most);
  return all;
}

function tell(id, text, bad) {
  $(id).textContent = text;
  $(id).classList.toggle("bad", Boolean(bad));
}

/** An element with text in it: whatever the text is, it never becomes markup. */
function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}
