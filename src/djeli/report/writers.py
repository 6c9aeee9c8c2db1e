"""How a report is written to a file: one function a target, `write(paper, out)`."""

from __future__ import annotations

WRITERS = {
    "html": "djeli.report.to_html:write",
    "pdf": "djeli.report.to_pdf:write",
    "docx": "djeli.report.to_docx:write",
    "md": "djeli.report.to_md:write",
    "json": "djeli.report.to_json:write",
}
"""Target -> its function."""
