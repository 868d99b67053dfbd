"use strict";
/* The conversation. It is kept for this tab, so a reload goes on with it. */
const MOST_KEPT = 200;
let conversation = {id: null, lines: []};

function kept() {
  return "kafila.conversation." + user;
}

function keep() {
  conversation.lines = conversation.lines.slice(-MOST_KEPT);
  try {
    sessionStorage.setItem(kept(), JSON.stringify(conversation));
  } catch {
    // No room: it is still on the page.
  }
}

function bubble({text, who}) {
  const line = element("p", "", who);
  line.dir = "auto";
  line.append(element("span", {mine: "You: ", bad: "Not done: "}[who] || "Kafila: ", "hidden"), text);
  $("log").append(line);
  $("log").scrollTop = $("log").scrollHeight;
}

/** @param who mine, or bad for what failed; otherwise it is an answer */
function say(text, who) {
  bubble({text, who});
  if (who === "bad") return;
  conversation.lines.push({text, who});
  keep();
}

/** Shows what was said in this tab; a screen reader need not say it all again. */
function restore() {
  const found = sessionStorage.getItem(kept());
  conversation = found ? JSON.parse(found) : {id: null, lines: []};
  $("log").setAttribute("aria-busy", "true");
  $("log").replaceChildren();
  conversation.lines.forEach(bubble);
  $("log").removeAttribute("aria-busy");
}

function fresh() {
  sessionStorage.removeItem(kept());
  restore();
  tell("status", "");
  $("message").focus();
}

const zoneTold = new Set();

/** Whoever has named no time zone has the browser's from the first message on. */
async function tellZone() {
  if (!zone || zoneTold.has(user)) return;
  const asked = user;
  zoneTold.add(asked);
  const preferences = await call("GET", "/preferences");
  if (asked !== user) return;
  if (!preferences.time_zone) await call("PUT", "/preferences", {...preferences, time_zone: zone});
}

async function send(message) {
  const asked = user;
  const body = {message, time_zone: zone};
  if (conversation.id) body.conversation_id = conversation.id;
  const answer = await once("/chat", body, () => tell("status", "No answer yet, trying again\u2026"));
  if (asked !== user) return;
  conversation.id = answer.conversation_id;
  say(answer.response);
}

async function submit() {
  const message = $("message").value;
  const button = $("say").querySelector("button");
  if (!message.trim() || button.disabled) return;
  button.disabled = true;
  say(message, "mine");
  $("message").value = "";
  tell("status", "");
  try {
    await send(message);
    tell("status", "");
    tellZone().catch(() => zoneTold.delete(user));
  } catch (problem) {
    tell("status", "");
    say(problem.message, "bad");
    if (!$("message").value) $("message").value = message;
  } finally {
    button.disabled = false;
    $("message").focus();
    refresh();
  }
}
