// Choosing a spot: a click on the map writes its degrees into the form, and the other way round. All from this server.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("map");
  if (!place || typeof L === "undefined") return;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const map = L.map(place, { worldCopyJump: true, minZoom: 1, maxZoom: 13, attributionControl: false, zoomSnap: 0.5 });
  map.setView([10, 20], 2);
  map.createPane("land").style.zIndex = 300;
  const land = L.geoJSON(null, {
    interactive: false, pane: "land",
    style: () => ({ color: colour("--line"), weight: 1, fillColor: colour("--land"), fillOpacity: 1 }),
  }).addTo(map);
  const escape = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const met = [];
  for (const [list, filled] of [[".spots li", false], [".known li", true]]) {
    document.querySelectorAll(list).forEach((one) => {
      const at = [Number(one.dataset.lat), Number(one.dataset.lon)];
      met.push(at);
      L.circleMarker(at, {
        radius: 6, weight: 2, color: colour(filled ? "--dot" : "--dot-bad"),
        fillColor: colour("--dot"), fillOpacity: filled ? 0.8 : 0, bubblingMouseEvents: true,
      }).bindTooltip(escape(one.dataset.name)).addTo(map);
    });
  }
  const lat = document.getElementById("lat");
  const lon = document.getElementById("lon");
  const mark = L.circleMarker([0, 0], { radius: 9, weight: 3, color: colour("--bad"), fillColor: colour("--bad"), fillOpacity: 0.35 });
  const degrees = (field) => (field.value.trim() ? Number(field.value.replace(",", ".")) : NaN);
  const show = () => {
    const at = [degrees(lat), degrees(lon)];
    if (Math.abs(at[0]) <= 90 && Math.abs(at[1]) <= 180) mark.setLatLng(at).addTo(map);
    else mark.remove();
    return at;
  };
  map.on("click", (click) => {
    const at = click.latlng.wrap();
    lat.value = at.lat.toFixed(4);
    lon.value = at.lng.toFixed(4);
    show();
  });
  [lat, lon].forEach((field) => field.addEventListener("input", show));
  const chosen = show();
  if (map.hasLayer(mark)) met.push(chosen);
  if (met.length) map.fitBounds(L.latLngBounds(met).pad(0.3), { maxZoom: 8, animate: false });
  fetch("/api/land", { headers: { accept: "application/json" } }).then((one) => one.json()).then((shapes) => {
    land.addData(shapes);
    place.dataset.drawn = String(met.length);
  });
});
