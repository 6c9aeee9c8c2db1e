// Keys for reading fast. A page marks what can be walked through with data-row, and its link with data-open.
"use strict";
(() => {
  const typing = (at) => at.closest("input, textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row]")];
  let waiting = 0;

  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((one) => one.classList.contains("at"));
    const next = all[Math.max(0, Math.min(all.length - 1, now < 0 ? 0 : now + by))];
    all.forEach((one) => one.classList.toggle("at", one === next));
    (next.querySelector("[data-open]") || next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (press) => {
    if (press.ctrlKey || press.metaKey || press.altKey || typing(press.target)) return;
    const dialog = document.getElementById("keys");
    if (Date.now() - waiting < 1200) {
      waiting = 0;
      const section = document.querySelector(`nav [data-key="${CSS.escape(press.key)}"]`);
      if (section) { press.preventDefault(); section.click(); }
      return;
    }
    if (press.key === "g") { waiting = Date.now(); return; }
    if (press.key === "/") { press.preventDefault(); document.getElementById("find").focus(); return; }
    if (press.key === "?") { dialog.showModal(); return; }
    if (press.key === "j" || press.key === "k") { press.preventDefault(); step(press.key === "j" ? 1 : -1); return; }
    const button = document.querySelector(`[data-press="${CSS.escape(press.key)}"]`);
    if (button && !dialog.open) { press.preventDefault(); button.click(); }
  });

  // On a phone the bar is wider than the screen: the section that is open shall be seen in it.
  const open = document.querySelector(".bar nav [aria-current]");
  if (open) open.closest("nav").scrollLeft = open.offsetLeft - open.closest("nav").offsetLeft - 60;

  // On a phone the filters would push everything else off the screen.
  if (matchMedia("(max-width: 62rem)").matches) {
    document.querySelectorAll(".narrowing").forEach((one) => { one.open = false; });
  }

  document.addEventListener("change", (change) => {
    const form = change.target.form;
    if (form && form.hasAttribute("data-send")) form.requestSubmit();
  });
})();
