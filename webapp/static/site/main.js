/** On every page: a theme is taken at once, and kept by the server's cookie for the pages to come. */
const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-choice=theme]"));

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const chosen = /** @type {HTMLButtonElement} */ (event.submitter);
  document.documentElement.dataset.theme = chosen.value;
  const scheme = chosen.value === "system" ? "light dark" : chosen.value;
  document.querySelector("meta[name=color-scheme]")?.setAttribute("content", scheme);
  for (const button of form.querySelectorAll("button")) {
    button.ariaPressed = String(button === chosen);
  }
  const body = new URLSearchParams({ theme: chosen.value });
  fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true }).catch(() => {});
});
