// A second click while a form is on its way would do the thing twice. The server refuses that too.
const GIVE_UP_AFTER = 10_000; // milliseconds: after a lost connection the person must be able to try again

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("button[type=submit]")) {
    button.removeAttribute("aria-disabled");
  }
}

export function guardForms(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll("button[type=submit]")) {
      button.setAttribute("aria-disabled", "true");
    }
    setTimeout(() => release(form), GIVE_UP_AFTER);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      root.querySelectorAll("form[data-sent]").forEach(release);
    }
  });
}
