"use strict";
/* What the page does when it is opened, and when somebody uses it. */
const REDRAW_MILLIS = 60_000;

$("who").addEventListener("submit", event => {
  event.preventDefault();
  user = $("user").value;
  localStorage.setItem(USER, user);
  restore();
  tell("status", "");
  $("message").focus();
  refresh();
  listen();
});

$("fresh").addEventListener("click", fresh);

$("message").addEventListener("keydown", event => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("say").requestSubmit();
  }
});

$("say").addEventListener("submit", event => {
  event.preventDefault();
  submit();
});

// A page that nobody looks at holds no connection.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    stopListening();
  } else {
    refresh();
    listen();
  }
});

// What is overdue becomes so by the clock alone.
setInterval(() => { if (!document.hidden) refresh(); }, REDRAW_MILLIS);

$("user").value = user;
restore();
refresh();
listen();
