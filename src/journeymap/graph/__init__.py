"""The model as a graph that answers typed questions."""

from journeymap.graph.connect import connect
from journeymap.graph.service_graph import EVERYONE, Links, ServiceGraph
from journeymap.graph.topology import CHOICES, EdgeKind, Topology

__all__ = ["CHOICES", "EVERYONE", "EdgeKind", "Links", "ServiceGraph", "Topology", "connect"]
