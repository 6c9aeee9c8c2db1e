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
  // Keys pressed while the page turns belong to the next one and wait for it: what opens, writes or leads on is done there.
  // An answer is not: nobody had seen that question.
  const AHEAD = "djeli-ahead";
  const LONG = 5000;
  let turning = false;
  document.addEventListener("submit", (sent) => { turning = turning || !sent.defaultPrevented; });
  document.addEventListener("keydown", (press) => {
    if (!turning || press.ctrlKey || press.metaKey || press.altKey) return;
    press.preventDefault();
    press.stopImmediatePropagation();
    const kept = JSON.parse(sessionStorage.getItem(AHEAD) || "null") || { keys: [] };
    sessionStorage.setItem(AHEAD, JSON.stringify({ at: Date.now(), keys: [...kept.keys, press.key].slice(0, 400) }));
  }, true);
  const written = (field, key) => {
    if (key === "Enter" || key === "Escape") field.blur();
    else if (key === "Backspace") field.value = field.value.slice(0, -1);
    else if (key.length === 1) field.value += key;
  };
  const ahead = (keys) => {
    for (const key of keys) {
      const field = document.activeElement && document.activeElement.closest("input, textarea");
      const button = document.querySelector(`[data-press="${CSS.escape(key)}"]`);
      if (field) written(field, key);
      else if (button && button.type === "submit") {
        const told = document.createElement("p");
        told.className = "small warned";
        told.setAttribute("role", "status");
        told.textContent = `You pressed ${key} before this question was shown; press it again to answer.`;
        document.querySelector(".answers, main").before(told);
        return;
      } else document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    const kept = JSON.parse(sessionStorage.getItem(AHEAD) || "null");
    sessionStorage.removeItem(AHEAD);
    if (kept && Date.now() - kept.at < LONG) ahead(kept.keys);
  });
  window.addEventListener("pageshow", () => { turning = false; });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((one) => { delete one.dataset.sent; }));
})();
