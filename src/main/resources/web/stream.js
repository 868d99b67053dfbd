"use strict";
/*
 * Changes as they happen, read from the stream by fetch: an EventSource could send no token. While
 * there is no stream the lists are read every few seconds instead.
 */
const FIRST_BYTE_MILLIS = 10_000;
const SILENCE_MILLIS = 45_000; // the server says something every 15 s
const FIRST_WAIT_MILLIS = 1_000;
const LONGEST_WAIT_MILLIS = 15_000;
let listening = null;

/** Begins to listen for the present user, from now on; ends what was listened to. */
function listen() {
  stopListening();
  listening = new AbortController();
  keepListening(listening.signal);
}

function stopListening() {
  if (listening) listening.abort();
}

async function keepListening(stopped) {
  const place = {id: ""};
  let wait = FIRST_WAIT_MILLIS;
  while (!stopped.aborted) {
    try {
      await readStream(place, stopped, () => { wait = FIRST_WAIT_MILLIS; });
    } catch (problem) {
      // Without a valid token nothing comes of trying again; Use begins anew.
      if (problem.status === 401 || problem.status === 403) return;
    }
    if (stopped.aborted) return;
    await new Promise(done => setTimeout(done, wait));
    wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
    if (!stopped.aborted) refresh();
  }
}

/** Reads until the stream ends or falls silent. */
async function readStream(place, stopped, opened) {
  const connection = new AbortController();
  const end = () => connection.abort();
  stopped.addEventListener("abort", end);
  let watch = setTimeout(end, FIRST_BYTE_MILLIS);
  try {
    const headers = {Accept: "text/event-stream"};
    if (place.id) headers["Last-Event-ID"] = place.id;
    const response = await request("/stream", {headers, signal: connection.signal});
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let begun = Boolean(place.id); ; begun = true) {
      const {done, value} = await reader.read();
      if (done) return;
      clearTimeout(watch);
      watch = setTimeout(end, SILENCE_MILLIS);
      opened();
      const lines = (rest + value).split("\n");
      rest = lines.pop();
      const ids = lines.filter(line => line.startsWith("id: "));
      if (ids.length) place.id = ids[ids.length - 1].slice("id: ".length);
      // The first time, what happened before the stream stood is read too.
      if (!begun || lines.some(line => line.startsWith("data:"))) refresh();
    }
  } finally {
    clearTimeout(watch);
    stopped.removeEventListener("abort", end);
  }
}
