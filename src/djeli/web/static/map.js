// The map of the event list: country outlines and circles, all from this server. The table below says the same.
"use strict";
document.addEventListener("DOMContentLoaded", async () => {
  const place = document.getElementById("map");
  if (!place || typeof L === "undefined") return;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const map = L.map(place, { worldCopyJump: true, minZoom: 1, maxZoom: 13, attributionControl: false, zoomSnap: 0.5 });
  map.setView([10, 20], 2);
  const answer = async (path) => (await fetch(path, { headers: { accept: "application/json" } })).json();
  map.createPane("land").style.zIndex = 300;  // below the circles, whichever of the two arrives first
  const land = L.geoJSON(null, {
    interactive: false, pane: "land",
    style: () => ({ color: colour("--line"), weight: 1, fillColor: colour("--land"), fillOpacity: 1 }),
  }).addTo(map);
  const spots = L.layerGroup().addTo(map);
  const escape = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

  const cell = () => (360 / 256 / 2 ** map.getZoom()) * 26;
  const draw = (found) => {
    spots.clearLayers();
    for (const one of found) {
      const told = one.events === 1 ? one.title : `${one.events.toLocaleString()} events, ${one.disputed} disputed`;
      const dot = L.circleMarker([one.lat, one.lon], {
        radius: Math.min(26, 5 + 2.2 * Math.log2(one.events)),
        color: one.disputed ? colour("--ink") : colour("--sheet"), weight: one.disputed ? 1.5 : 1,
        dashArray: one.disputed ? "3 2" : null,
        fillColor: one.disputed ? colour("--dot-bad") : colour("--dot"), fillOpacity: 0.8,
      }).bindTooltip(escape(told)).addTo(spots);
      dot.on("click", () => {
        if (one.event) { window.location.assign(`/events/${encodeURIComponent(one.event)}`); return; }
        map.setView([one.lat, one.lon], Math.min(13, map.getZoom() + 2));
      });
    }
    place.dataset.drawn = String(found.length);
  };

  const path = (size) => `${place.dataset.points}${place.dataset.points.includes("?") ? "&" : "?"}cell=${size.toFixed(5)}`;
  let asked = 0;
  const refresh = async () => {
    const mine = ++asked;
    const found = await answer(path(cell()));
    if (mine === asked && Array.isArray(found)) draw(found);
    return found;
  };

  const first = await answer(path(2));
  if (Array.isArray(first) && first.length) {
    map.fitBounds(L.latLngBounds(first.map((one) => [one.lat, one.lon])).pad(0.25), { maxZoom: 7, animate: false });
  }
  answer("/api/land").then((shapes) => land.addData(shapes));
  await refresh();
  map.on("zoomend", refresh);

  const button = document.getElementById("view");
  button.hidden = false;
  button.addEventListener("click", () => {
    const box = map.getBounds();
    const query = new URLSearchParams(place.dataset.points.split("?")[1] || "");
    const degrees = [box.getWest(), Math.max(-90, box.getSouth()), box.getEast(), Math.min(90, box.getNorth())];
    query.set("box", degrees.map((one) => one.toFixed(3)).join(","));
    window.location.assign(`${place.dataset.list}?${query}`);
  });
});
