"""Parts of attribution: quotation marks, words of saying, constructions, and who the speaker is."""
