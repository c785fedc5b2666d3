// The supervisor's screen: which page is open, asked every two seconds. It keeps no session alive.
const ASK_EVERY = 2_000; // milliseconds

const watched = document.querySelector("[data-watch-url]");
const words = document.getElementById("watch-words");
const minutes = document.getElementById("watch-minutes");

async function ask() {
  const answer = await fetch(watched.dataset.watchUrl, {
    cache: "no-store",
    redirect: "manual",
    headers: { "X-Background": "yes" },
  }).catch(() => null);
  if (!answer) {
    words.textContent = "No answer from the server. The person's screen goes blank by itself.";
    return;
  }
  const state = answer.ok ? await answer.json() : null;
  if (!state || state.stands !== watched.dataset.stands) {
    clearInterval(timer);
    window.location.reload();
    return;
  }
  if (words.textContent !== state.words) {
    words.textContent = state.words;
  }
  minutes.textContent = state.minutes_left;
}

const timer = setInterval(ask, ASK_EVERY);
