"""The learned reader: linear models that choose and type what the rules propose, trained on public-domain texts."""
