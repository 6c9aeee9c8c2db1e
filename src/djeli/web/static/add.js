// Adding: files dropped or chosen are sent with their progress; then the page asks how far the reading is.
"use strict";
(() => {
  const by = (id) => document.getElementById(id);
  const form = by("add");
  const drop = by("drop");
  const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} kB`
    : `${(bytes / 1048576).toLocaleString("en", { maximumFractionDigits: 1 })} MB`);
  const picked = new Map();  // path -> file: the same file chosen twice is sent once

  const keep = (file, path) => picked.set(path || file.webkitRelativePath || file.name, file);
  const tell = () => {
    const total = [...picked.values()].reduce((sum, file) => sum + file.size, 0);
    const large = [...picked].filter(([, file]) => file.size > Number(form.dataset.each)).map(([path]) => path);
    const over = total > Number(form.dataset.most) || picked.size > 1000;
    by("chosen").textContent = picked.size
      ? `${picked.size} file${picked.size === 1 ? "" : "s"}, ${size(total)}: `
        + [...picked.keys()].slice(0, 6).join(", ") + (picked.size > 6 ? " …" : "")
        + (large.length ? `. Too large to be read: ${large.slice(0, 3).join(", ")}` : "")
        + (over ? ". That is more than may be sent at once: choose fewer, or add the folder with “djeli add”." : "")
      : "";
    return !over;
  };

  by("folder-row").hidden = !("webkitdirectory" in by("folder"));
  for (const input of [by("files"), by("folder")]) {
    input.addEventListener("change", () => { [...input.files].forEach((file) => keep(file)); tell(); });
  }

  const walk = async (entry, path) => {
    if (entry.isFile) {
      keep(await new Promise((good, bad) => entry.file(good, bad)), path + entry.name);
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((good, bad) => reader.readEntries(good, bad));
      if (!some.length || picked.size > 1000) return;
      for (const one of some) await walk(one, `${path}${entry.name}/`);
    }
  };
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry && one.webkitGetAsEntry());
    if (entries.some(Boolean)) for (const entry of entries.filter(Boolean)) await walk(entry, "");
    else [...event.dataTransfer.files].forEach((file) => keep(file));
    tell();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!tell()) return;
    const data = new FormData();
    data.set("csrf", form.elements.csrf.value);
    data.set("addresses", form.elements.addresses.value);
    picked.forEach((file, path) => data.append("files", file, path));
    const call = new XMLHttpRequest();
    const bar = by("sending");
    bar.hidden = false;
    form.querySelector("button").disabled = true;
    call.upload.addEventListener("progress", (now) => {
      if (now.lengthComputable) { bar.max = now.total; bar.value = now.loaded; }
      by("sent").textContent = `${size(now.loaded)} sent`;
    });
    const failed = (words) => {
      by("sent").textContent = words;
      form.querySelector("button").disabled = false;
      bar.hidden = true;
    };
    call.addEventListener("load", () => {
      if (call.status < 400) { window.location.assign(call.responseURL); return; }
      const page = new DOMParser().parseFromString(call.responseText, "text/html");
      failed((page.querySelector(".lead") || page.body).textContent.trim().slice(0, 300));
    });
    call.addEventListener("error", () => failed("The workbench did not answer. Is it still running? Nothing was added."));
    call.open("POST", form.action);
    call.send(data);
  });

  const job = by("job");
  if (!job || !["waiting", "working"].includes(job.dataset.state)) return;
  const look = async () => {
    let now;
    try {
      const answer = await fetch(`/api/jobs/${job.dataset.job}`, { headers: { accept: "application/json" } });
      now = await answer.json();
      if (!answer.ok) throw new Error(now.error);
    } catch { by("stage").textContent = "The workbench does not answer; load the page again."; return; }
    if (["done", "failed"].includes(now.state)) { window.location.reload(); return; }
    by("stage").textContent = now.stage || (now.state === "waiting" ? "waiting for its turn" : "beginning");
    by("note").textContent = now.note.slice(-80);
    const bar = by("progress");
    if (now.total) { bar.max = now.total; bar.value = now.done; } else bar.removeAttribute("value");
    setTimeout(look, 700);
  };
  look();
})();
