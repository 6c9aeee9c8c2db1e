"""Who is who: every named person of an item, labelled public, private or minor with the reason."""
