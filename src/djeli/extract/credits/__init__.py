"""Outlets and bodies that an item credits: "(Sources: Reuters, BBC)", "With AFP", "France 24 reports".

A credit names a possible origin of what it stands under; it confirms nothing until the credited page is in the case
(DESIGN section 2). `spots` finds known outlets in running text, `lists` the notations that may name anybody, `lines`
those of whole lines, `sentences` what is said of known outlets in prose; `reach` tells which paragraphs a credit
stands under, `find` puts them together.
"""

from djeli.extract.credits.find import find_credits, item_credits
from djeli.extract.credits.names import same_outlet, split_names

__all__ = ["find_credits", "item_credits", "same_outlet", "split_names"]
