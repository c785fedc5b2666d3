// Two minutes before a quiet session ends, ask; when it has ended, leave nothing on the screen.
const WARN_BEFORE = 120; // seconds
const LOOK_EVERY = 1_000; // milliseconds
const SAY_EVERY = 20; // seconds between spoken countdowns

function inWords(seconds) {
  if (seconds > 90) {
    return "2 minutes";
  }
  return seconds > 45 ? "1 minute" : `${Math.max(seconds, 0)} seconds`;
}

function makeDialog(onStay) {
  const dialog = document.createElement("dialog");
  dialog.className = "ic-dialog";
  dialog.setAttribute("aria-labelledby", "session-heading");
  const heading = document.createElement("h2");
  heading.id = "session-heading";
  heading.className = "govuk-heading-m";
  heading.textContent = "Are you still there?";
  const words = document.createElement("p");
  words.className = "govuk-body";
  words.setAttribute("aria-live", "polite");
  const stay = document.createElement("button");
  stay.type = "button";
  stay.className = "govuk-button";
  stay.textContent = "Stay signed in";
  stay.addEventListener("click", onStay);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    onStay();
  });
  dialog.append(heading, words, stay);
  document.body.append(dialog);
  return { dialog, words };
}

export function watchSession({ idleSeconds, stayUrl, signInUrl }) {
  const idle = Number(idleSeconds);
  if (!idle) {
    return;
  }
  let lastSeen = Date.now();
  let lastSaid = Infinity;
  let warning = null;
  const otherTabs = "BroadcastChannel" in window ? new BroadcastChannel("session") : null;

  function seen() {
    lastSeen = Date.now();
    lastSaid = Infinity;
    warning?.dialog.close();
  }

  async function stay() {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const asking = { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" };
    const answer = await fetch(stayUrl, asking).catch(() => null);
    if (answer?.ok) {
      seen();
      otherTabs?.postMessage("seen");
    } else {
      leave();
    }
  }

  function leave() {
    document.body.replaceChildren();
    window.location.replace(signInUrl || "/");
  }

  function look() {
    const left = Math.round(idle - (Date.now() - lastSeen) / 1000);
    if (left <= 0) {
      clearInterval(timer);
      leave();
    } else if (left <= Math.min(WARN_BEFORE, idle / 2)) {
      warning ??= makeDialog(stay);
      if (!warning.dialog.open) {
        warning.dialog.showModal();
      }
      if (lastSaid - left >= SAY_EVERY) {
        lastSaid = left;
        warning.words.textContent = `To keep what is here safe, you will be signed out in ${inWords(left)}. Anything you have not saved would be lost.`;
      }
    }
  }

  otherTabs?.addEventListener("message", seen);
  otherTabs?.postMessage("seen");
  const timer = setInterval(look, LOOK_EVERY);
  document.addEventListener("visibilitychange", look);
}
