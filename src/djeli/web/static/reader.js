// The reader: words and findings light each other up, and one leads to the other. Without it all links still lead there.
"use strict";
(() => {
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const marks = all(".leaf [data-f]");
  const rows = all(".findings li[data-f]");
  const numbers = (one) => one.dataset.f.split(" ");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const byNumber = new Map();
  for (const one of [...marks, ...rows]) {
    for (const number of numbers(one)) {
      if (!byNumber.has(number)) byNumber.set(number, []);
      byNumber.get(number).push(one);
    }
  }

  let lit = [];
  const light = (found) => {
    lit.forEach((one) => one.classList.remove("lit"));
    lit = found.flatMap((number) => byNumber.get(number) || []);
    lit.forEach((one) => one.classList.add("lit"));
  };
  let chosen = -1;
  const over = (at) => at.closest && at.closest("[data-f]");
  const back = () => light(chosen < 0 ? [] : numbers(rows[chosen]));
  for (const [come, go] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(come, (event) => { const one = over(event.target); if (one) light(numbers(one)); });
    document.addEventListener(go, (event) => { if (over(event.target)) back(); });
  }

  const show = (one) => one && one.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  // Only the box of findings is moved on a wide screen, so that the words stay where the eye is.
  const showRow = (one) => {
    const box = one.closest(".findings");
    if (getComputedStyle(box).overflowY !== "auto") { show(one); return; }
    const top = one.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTo({ top: box.scrollTop + top - box.clientHeight / 3, behavior: still ? "auto" : "smooth" });
  };
  const choose = (number, { words = true, focus = true } = {}) => {
    if (number < 0 || number >= rows.length) return;
    chosen = number;
    light(numbers(rows[number]));
    showRow(rows[number]);
    if (words) show(document.getElementById(`w${rows[number].dataset.f}`));
    if (focus) rows[number].querySelector("a").focus({ preventScroll: true });
    const place = document.getElementById("place");
    if (place) place.textContent = `Finding ${number + 1} of ${rows.length}`;
  };
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const mark = event.target.closest(".leaf a[data-f]");
    if (mark) {
      event.preventDefault();
      const own = numbers(mark);  // again on the same words: the next of their findings
      const now = chosen < 0 ? -1 : own.indexOf(rows[chosen].dataset.f);
      const next = own[(now + 1) % own.length];
      choose(rows.findIndex((row) => row.dataset.f === next), { words: false });
      return;
    }
    const link = event.target.closest(".findings li[data-f] a[href^='#']");
    if (link) { event.preventDefault(); choose(rows.indexOf(link.closest("li"))); }
  });

  for (const [name, by] of [["next", 1], ["previous", -1]]) {
    const button = document.getElementById(name);
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => choose(chosen < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, chosen + by))));
  }

  // Words chosen with the mouse get an address. The browser counts UTF-16 units, Djeli code points; every run of the
  // page carries the code point it starts at, so only the part inside a run is counted anew.
  const pointAt = (node, offset) => {
    const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-o]");
    if (!holder) return null;
    const start = Number(holder.dataset.o);
    if ("sign" in holder.dataset) return offset > 0 ? start + 1 : start;
    return start + (node.nodeType === Node.TEXT_NODE ? [...node.data.slice(0, offset)].length : 0);
  };
  const cite = document.getElementById("cite");
  document.addEventListener("selectionchange", () => {
    const picked = document.getSelection();
    if (!cite || !picked.rangeCount || picked.isCollapsed) { if (cite) cite.hidden = true; return; }
    const range = picked.getRangeAt(0);
    const [start, end] = [pointAt(range.startContainer, range.startOffset), pointAt(range.endContainer, range.endOffset)];
    cite.hidden = start === null || end === null || end <= start;
    if (!cite.hidden) { cite.href = `${location.pathname}?at=${start}-${end}#at`; cite.dataset.at = `${start}-${end}`; }
  });
})();
