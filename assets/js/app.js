// Every page works without this file; with it, controls are kinder and forms are sent once.
import { initAll } from "./vendor/govuk-frontend.min.js";
import { guardForms } from "./send-once.js";
import { watchSession } from "./session.js";

initAll();
guardForms(document);
watchSession(document.body.dataset);
