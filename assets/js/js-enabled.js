// Says that scripts run, so that style sheets may rely on it. A file of its own: no inline script is allowed.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
