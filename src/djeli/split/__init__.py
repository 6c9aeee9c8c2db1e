"""Reading to Items: where one article ends and the next begins."""
