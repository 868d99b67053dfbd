"use strict";
/* Tasks and notifications beside the conversation. */
const MOST_TASKS = 1000;
const MOST_ROWS = 200;
const MOST_DONE = 50;
const LATELY_MILLIS = 48 * 3600 * 1000;

/** @param act what the button does: {key, words, label, run}; none without it */
function row(title, detail, className, act) {
  const item = element("li", "", className);
  const text = element("div", title);
  text.dir = "auto";
  if (detail) text.append(element("small", detail));
  item.append(text);
  if (act) item.append(rowButton(act));
  return item;
}

function rowButton(act) {
  const button = element("button", act.words);
  button.type = "button";
  button.dataset.key = act.key;
  button.setAttribute("aria-label", act.label);
  button.addEventListener("click", async () => {
    // Not "disabled": that would take the focus away from whoever works by keyboard.
    if (button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    try {
      await act.run();
      await refresh();
    } catch (problem) {
      tell("lists-status", problem.message, true);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
  return button;
}

/** New rows; the focus stays on its row, or goes to the one that takes its place. */
function fill(list, rows, nothing) {
  const before = [...list.querySelectorAll("button")];
  const place = before.indexOf(document.activeElement);
  list.replaceChildren(...(rows.length || !nothing ? rows : [element("li", nothing, "empty")]));
  if (place < 0) return;
  const after = [...list.querySelectorAll("button")];
  const same = after.find(button => button.dataset.key === before[place].dataset.key);
  (same || after[Math.min(place, after.length - 1)] || $(list.getAttribute("aria-labelledby"))).focus();
}

function taskRow(task) {
  const done = task.status === "completed";
  const detail = [due(task), isOverdue(task) && "overdue", task.recurrence_rule && "repeats",
    task.pause && "paused", !done && reminders(task), task.priority !== "medium" && task.priority,
    ...task.tags.map(tag => "#" + tag)].filter(Boolean).join(" \u00b7 ");
  const path = "/tasks/" + task.task_id + (done ? "/reopen" : "/complete");
  return row(task.title, detail, done ? "done" : isOverdue(task) ? "overdue" : "", {
    key: task.task_id,
    words: done ? "Reopen" : "Done",
    label: (done ? "Reopen " : "Complete ") + task.title,
    run: () => once(path, {}),
  });
}

function notificationRow(note) {
  const path = "/notifications/" + note.notification_id + "/read";
  return row(note.title, note.body, "", note.read_at ? null : {
    key: note.notification_id,
    words: "Read",
    label: "Mark as read: " + note.title,
    run: () => once(path, {}),
  });
}

function fillTasks(tasks) {
  const rows = tasks.sort(byDue).slice(0, MOST_ROWS).map(taskRow);
  if (tasks.length > MOST_ROWS) {
    rows.push(element("li", "There are more: ask for them, such as \u201cshow #home\u201d.", "empty"));
  }
  fill($("tasks"), rows, "Nothing to do.");
}

function fillDone(tasks) {
  tasks.sort((one, other) => Date.parse(other.completed_at) - Date.parse(one.completed_at));
  fill($("done"), tasks.slice(0, MOST_DONE).map(taskRow));
  $("done-title").textContent = "Done lately (" + tasks.length + ")";
  $("done-part").hidden = !tasks.length;
}

async function readLists() {
  const asked = user;
  const since = new Date(Date.now() - LATELY_MILLIS).toISOString();
  const [open, done, inbox] = await Promise.all([
    pages("/tasks?status=pending", "tasks", MOST_TASKS),
    pages("/tasks?status=completed&completed_since=" + encodeURIComponent(since), "tasks", MOST_TASKS),
    call("GET", "/notifications?limit=20")]);
  if (asked !== user) return;
  fillTasks(open);
  fillDone(done.filter(task => !task.skipped));
  fill($("notifications"), inbox.notifications.map(notificationRow), "Nothing yet.");
  tell("lists-status", "");
}

let reading = null;
let readAgain = false;

/** Reads the lists; what is asked for meanwhile is one more reading. Never fails: it tells. */
function refresh() {
  if (reading) {
    readAgain = true;
    return reading;
  }
  const turns = async () => {
    do {
      readAgain = false;
      try {
        await readLists();
      } catch (problem) {
        tell("lists-status", problem.message, true);
      }
    } while (readAgain);
    reading = null;
  };
  return reading = turns();
}
