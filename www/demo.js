// The demo's own script: shows what reached the third parties, and what this browser keeps. Knows no widget.

const assent = window.assent;
const find = (selector) => document.querySelector(selector);

// ---- What reached the third parties

/** The server tells the counts at once, and again after every change. */
function watchHits() {
  const table = find("[data-live]");
  if (!table) return;
  let stream;
  const open = () => {
    stream?.close();
    stream = new EventSource("/live");
    stream.addEventListener("hits", (event) => showHits(table, JSON.parse(event.data)));
    stream.addEventListener("error", () => say("The demo server does not answer, so the counts may be old."));
  };
  open();
  // A page in the back/forward cache would keep its connection, and a browser has but six for a host.
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", ({ persisted }) => persisted && open());
}

function showHits(table, counts) {
  const total = { scripts: 0, hits: 0 };
  for (const row of table.querySelectorAll("[data-tool]")) {
    const found = counts[row.dataset.tool] ?? { scripts: 0, hits: 0 };
    for (const cell of row.querySelectorAll("[data-count]")) {
      const count = found[cell.dataset.count];
      cell.textContent = String(count);
      cell.toggleAttribute("data-none", count === 0);
      total[cell.dataset.count] += count;
    }
  }
  const none = total.scripts + total.hits === 0;
  say(none ? "Nothing has reached the third parties." : `${amount(total.scripts, "script was", "scripts were")} asked for, and ${amount(total.hits, "hit", "hits")} arrived.`);
  showStorage(); // the third parties' scripts store things without telling anybody
}

const amount = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** Only a new sentence is written, because each is read out. */
function say(sentence) {
  const summary = find("[data-summary]");
  if (summary && summary.textContent !== sentence) summary.textContent = sentence;
}

// ---- What this browser keeps

function showRecord() {
  const record = assent?.record();
  const place = find("[data-record]");
  if (place) place.textContent = record ? JSON.stringify(record, null, 2) : "Nothing: no choice is stored.";
  showStorage();
}

function showStorage() {
  const place = find("[data-storage]");
  if (!place) return;
  const kinds = [["cookie", cookieNames()], ["local storage", storageNames("localStorage")], ["session storage", storageNames("sessionStorage")]];
  const lines = kinds.flatMap(([kind, names]) => names.map((name) => kind.padEnd(17) + name));
  place.textContent = lines.length ? lines.join("\n") : "Nothing.";
}

const cookieNames = () => document.cookie.split("; ").filter(Boolean).map((pair) => pair.split("=", 1)[0]).sort();

function storageNames(kind) {
  try {
    return Object.keys(window[kind]).sort();
  } catch {
    return []; // storage is denied: then there is nothing in it
  }
}

// ---- Start

find("[data-reset]")?.addEventListener("click", () => fetch("/live/reset", { method: "POST" }));
for (const type of ["ready", "change"]) document.addEventListener(`assent:${type}`, showRecord);
showRecord();
watchHits();
