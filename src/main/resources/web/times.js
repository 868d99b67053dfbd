"use strict";
/* When tasks are due and remind, as a person reads it: in the zone that the task was meant in. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const DAY = {weekday: "short", day: "numeric", month: "short", year: "numeric"};
const MOMENT = {...DAY, hour: "numeric", minute: "2-digit"};

/** A moment where the task is at home; its zone is named if clocks differ there from here. */
function moment(text, timeZone) {
  const time = new Date(text);
  const here = time.toLocaleString(undefined, MOMENT);
  let there;
  try {
    there = time.toLocaleString(undefined, {...MOMENT, timeZone});
  } catch {
    return here; // a zone that this browser does not know
  }
  return there === here ? here : there + " (" + timeZone + ")";
}

function midnight(date) {
  return new Date(date + "T00:00");
}

function due(task) {
  if (task.due_date) return midnight(task.due_date).toLocaleDateString(undefined, DAY);
  return task.due_at ? moment(task.due_at, task.time_zone) : "";
}

/** Milliseconds; a whole day counts from its beginning here, what is not due comes last. */
function dueMillis(task) {
  if (task.due_date) return midnight(task.due_date).getTime();
  return task.due_at ? Date.parse(task.due_at) : Infinity;
}

function isOverdue(task) {
  if (task.status === "completed" || task.pause) return false;
  const now = new Date();
  return task.due_date
    ? midnight(task.due_date) < new Date(now.getFullYear(), now.getMonth(), now.getDate())
    : dueMillis(task) < now.getTime();
}

/** What is overdue first, then by date; what has none last. */
function byDue(one, other) {
  return isOverdue(other) - isOverdue(one)
    || (dueMillis(one) === dueMillis(other) ? 0 : dueMillis(one) - dueMillis(other));
}

function span(minutes) {
  const [size, unit] = [[10080, "week"], [1440, "day"], [60, "hour"], [1, "minute"]]
    .find(([length]) => minutes % length === 0);
  const count = minutes / size;
  return count + " " + unit + (count === 1 ? "" : "s");
}

/** Its reminders; one at the due moment goes without saying. */
function reminders(task) {
  const times = task.reminders
    .filter(one => one.minutes_before !== 0
      && !(one.remind_at && Date.parse(one.remind_at) === dueMillis(task)))
    .map(one => one.remind_at
      ? moment(one.remind_at, task.time_zone) : span(one.minutes_before) + " before");
  return times.length ? "reminder " + times.join(", ") : "";
}
