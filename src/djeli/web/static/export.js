// A file that is being made, or an answer being worked out: the page asks how far it is, and shows it when it is there.
"use strict";
(() => {
  const making = document.getElementById("making");
  if (!making || !["waiting", "working"].includes(making.dataset.state)) return;
  const stage = document.getElementById("stage");
  const look = async () => {
    let now;
    try {
      const answer = await fetch(making.dataset.look, { headers: { accept: "application/json" } });
      now = await answer.json();
      if (!answer.ok) throw new Error(now.error);
    } catch { stage.textContent = "The workbench does not answer; load the page again."; return; }
    if (["done", "failed"].includes(now.state)) { window.location.reload(); return; }
    if (now.stage) stage.textContent = now.stage;
    setTimeout(look, 700);
  };
  look();
})();
