"""Where information comes from: text families (copies of one text) and informants (whose word it is)."""

from djeli.origin.families import Family, Overlap, families
from djeli.origin.informants import Origin, Origins, origins, outlet_name_key

__all__ = ["Family", "Origin", "Origins", "Overlap", "families", "origins", "outlet_name_key"]
