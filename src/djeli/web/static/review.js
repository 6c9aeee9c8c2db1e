// Reading fast: a form that opens takes the cursor, w writes why, Esc leaves a field, Ctrl+Enter sends.
"use strict";
(() => {
  document.querySelectorAll(".decide details, .decide-one").forEach((one) => one.addEventListener("toggle", () => {
    if (!one.open) return;
    const field = one.querySelector("form input:not([type=hidden]):not([type=checkbox]), form textarea, form select");
    if (field) field.focus();
  }));
  document.addEventListener("keydown", (press) => {
    const field = press.target.closest("input, textarea, select");
    if (field && press.key === "Escape") { field.blur(); return; }
    // With several answers to choose from, Enter would send the first one: it only leaves the field, and a key decides.
    if (field && press.key === "Enter" && field.closest(".answers")) { press.preventDefault(); field.blur(); return; }
    if (field && press.key === "Enter" && (press.ctrlKey || press.metaKey) && field.form) { field.form.requestSubmit(); return; }
    if (field || press.ctrlKey || press.metaKey || press.altKey) return;
    const wanted = document.querySelector(`[data-focus="${CSS.escape(press.key)}"]`);
    if (wanted) { press.preventDefault(); wanted.focus(); }
  });
  // One press, one answer: a second one while the first is on its way would answer a question nobody has seen.
  document.addEventListener("submit", (sent) => {
    if (sent.target.dataset.sent) { sent.preventDefault(); return; }
    sent.target.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((one) => { delete one.dataset.sent; }));
})();
