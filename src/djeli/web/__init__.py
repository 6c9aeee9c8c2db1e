"""The workbench: a case in the browser, served from this machine; thin over the ledger, and nothing from elsewhere."""
