"""A network whose arcs have lower and upper bounds, filled by maximum flow."""

from __future__ import annotations

SOURCE, SINK = 0, 1
"""Where lower bounds are fed in and drawn off; the circulation's own nodes are numbered from 2."""


class Network:
    """A circulation: at each node as much flows in as out. Arcs are numbered as they are joined.

    Arc n has two halves, 2n forward and 2n + 1 back; `_rooms` is what each half can still take. Lower bounds flow from
    the start; `_balances` is what they leave over (or short) at each node, which `fill` carries off by Dinic's method
    (1970), nodes and arcs in the order they were joined.
    """

    __slots__ = ("_balances", "_halves", "_heads", "_highs", "_rooms")

    def __init__(self, size: int) -> None:
        self._halves: list[list[int]] = [[] for _ in range(size)]
        self._heads: list[int] = []
        self._rooms: list[int] = []
        self._highs: list[int] = []
        self._balances = [0] * size

    def join(self, tail: int, head: int, low: int, high: int) -> int:
        """A new arc from `tail` to `head` that carries `low` to `high`; its number."""
        arc = len(self._highs)
        self._highs.append(high)
        self._heads += (head, tail)
        self._rooms += (high - low, 0)
        self._balances[tail] -= low
        self._balances[head] += low
        if high > low:
            self._halves[tail].append(2 * arc)
            self._halves[head].append(2 * arc + 1)
        return arc

    def widen(self, arc: int, low: int, high: int) -> None:
        """Lets an arc joined with a single value carry `low` to `high`; what flows stays."""
        forward, back = 2 * arc, 2 * arc + 1
        single = self._highs[arc]
        self._highs[arc] = high
        self._rooms[forward], self._rooms[back] = high - single, single - low
        self._halves[self._heads[back]].append(forward)
        self._halves[self._heads[forward]].append(back)

    def flow(self, arc: int) -> int:
        """What the arc carries."""
        return self._highs[arc] - self._rooms[2 * arc]

    def fill(self) -> bool:
        """True when every bound is met; if not, as near as can be, to be filled again after `widen`."""
        self._feed()
        while levels := self._levels():
            self._push_along(levels)
        return not any(self._rooms[half] for half in self._halves[SOURCE])

    def _feed(self) -> None:
        balances, self._balances = self._balances, [0] * len(self._balances)
        for node, balance in enumerate(balances):
            if balance > 0:
                self.join(SOURCE, node, 0, balance)
            elif balance < 0:
                self.join(node, SINK, 0, -balance)

    def _levels(self) -> list[int]:
        """Each node's distance from the source along halves with room, -1 beyond the sink; empty when there is no way."""
        levels = [-1] * len(self._halves)
        levels[SOURCE] = 0
        front = [SOURCE]
        distance = 0
        while front and levels[SINK] < 0:
            distance += 1
            reached = []
            for node in front:
                for half in self._halves[node]:
                    head = self._heads[half]
                    if levels[head] < 0 and self._rooms[half]:
                        levels[head] = distance
                        reached.append(head)
            front = reached
        return levels if levels[SINK] > 0 else []

    def _push_along(self, levels: list[int]) -> None:
        """Pushes along shortest ways until none of them is left."""
        rooms, heads, halves = self._rooms, self._heads, self._halves
        turns = [0] * len(halves)
        path: list[int] = []
        node = SOURCE
        while node != SOURCE or turns[SOURCE] < len(halves[SOURCE]):
            own, turn, wanted = halves[node], turns[node], levels[node] + 1
            while turn < len(own) and not (rooms[own[turn]] and levels[heads[own[turn]]] == wanted):
                turn += 1
            turns[node] = turn
            if turn < len(own):
                path.append(own[turn])
                node = heads[own[turn]]
            elif path:
                node = heads[path.pop() ^ 1]
                turns[node] += 1
            if node == SINK:
                node = self._push(path)

    def _push(self, path: list[int]) -> int:
        """Fills the path and cuts it off at its first full half; the node where the next way goes on."""
        rooms = self._rooms
        room = min(rooms[half] for half in path)
        for half in path:
            rooms[half] -= room
            rooms[half ^ 1] += room
        full = next(place for place, half in enumerate(path) if not rooms[half])
        node = self._heads[path[full] ^ 1]
        del path[full:]
        return node
