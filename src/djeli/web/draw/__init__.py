"""Pictures drawn by the server as SVG: no script, nothing fetched, every mark with its words."""
