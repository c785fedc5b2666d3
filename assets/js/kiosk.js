// The person's own screen. It goes blank when it is over, when nobody answers, and when somebody goes back.
import { initAll } from "./vendor/govuk-frontend.min.js";
import { guardForms } from "./send-once.js";

const ASK_EVERY = 2_000; // milliseconds
const SILENCES_ALLOWED = 3;

const screenPart = document.getElementById("kiosk-screen");
const blankPart = document.getElementById("kiosk-blank");
const { statusUrl, stands } = document.body.dataset;
let silences = 0;
let timer = null;

function wipe() {
  screenPart?.replaceChildren();
}

function blank() {
  clearInterval(timer);
  wipe();
  document.title = "Finished – In Confidence";
  if (screenPart) {
    screenPart.hidden = true;
  }
  if (blankPart) {
    blankPart.hidden = false;
  }
}

async function ask(url) {
  try {
    const answer = await fetch(url, { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(ASK_EVERY) });
    const state = answer.ok ? await answer.json() : { open: false };
    silences = 0;
    if (state.open !== true || state.stands !== stands) {
      blank();
      window.location.replace(window.location.pathname); // over, paused or going on: the server says what is here now
    }
  } catch {
    silences += 1;
    if (silences >= SILENCES_ALLOWED) {
      blank();
    }
  }
}

// What the browser keeps of a page it leaves must hold nothing, and coming back must ask the server anew.
window.addEventListener("pagehide", wipe);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    blank();
    window.location.reload();
  }
});

initAll();
guardForms(document);
if (statusUrl) {
  timer = setInterval(() => ask(statusUrl), ASK_EVERY);
}
