#!/usr/bin/env python3
"""The integer program of the system that loopgenie replaces, written anew from its description and
solved by CBC, from the first starts of each map for which a loop exists:

    program.py DATABASE STARTS-PER-MAP SECONDS MILES…

prints one tab-separated row for each: map, miles, trailhead, edges in reach, seconds, pieces, length in metres.

Of the edges that a loop from the start can reach, it chooses those with the greatest length up to
the target, so that each node has two chosen ends or none, and one node, any, is the start. It was
meant to answer one loop, but nothing in it says so: `pieces` counts the rings of its answer.
"""
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

METRES_PER_MILE = 1609.344


def query(database, sql):
    """The rows of a query, each a list of texts."""
    command = ["psql", "-X", "-qAt", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [line.split("|") for line in answer.splitlines()]


def edges_in_reach(database, network, start_node, target_m):
    """(id, source, target, length) of the edges on closed walks from the start of up to the target."""
    rows = query(database, f"""
        WITH reached AS (
          SELECT node, agg_cost FROM pgr_drivingDistance(
            'SELECT id, source, target, length_m AS cost FROM "{network}".edge', {start_node}, {target_m / 2}, false))
        SELECT id, source, target, length_m FROM "{network}".edge
        JOIN reached AS s ON s.node = source JOIN reached AS t ON t.node = target
        WHERE s.agg_cost + length_m + t.agg_cost <= {target_m} ORDER BY id""")
    return [(int(row[0]), row[1], row[2], float(row[3])) for row in rows]


def write_program(path, edges, target_m):
    """The program in CPLEX' LP format: e_ID an edge walked, n_ID a node visited, s_ID the start."""
    ends = defaultdict(list)
    for edge, source, target, _ in edges:
        ends[source].append(edge)
        ends[target].append(edge)
    length = " + ".join(f"{metres:.3f} e_{edge}" for edge, _, _, metres in edges)
    lines = ["Maximize", f" length: {length}", "Subject To", f" target: {length} <= {target_m:.3f}"]
    for node, around in ends.items():
        # An edge from a node to itself has two ends there.
        chosen = " + ".join(f"{around.count(edge)} e_{edge}" for edge in dict.fromkeys(around))
        lines.append(f" degree_{node}: {chosen} - 2 n_{node} = 0")
        lines.append(f" visited_{node}: s_{node} - n_{node} <= 0")
    lines.append(" one_start: " + " + ".join(f"s_{node}" for node in ends) + " = 1")
    names = [f"e_{edge[0]}" for edge in edges] + [f"{kind}_{node}" for node in ends for kind in "ns"]
    path.write_text("\n".join(lines + ["Binary", *(f" {name}" for name in names), "End", ""]))


def solve(edges, target_m, cap_s):
    """Seconds, and the edges chosen: those of the best answer that CBC has found by then."""
    with tempfile.TemporaryDirectory() as folder:
        program, answer = Path(folder, "loop.lp"), Path(folder, "answer.txt")
        write_program(program, edges, target_m)
        began = time.monotonic()
        subprocess.run(["cbc", program, "sec", str(cap_s), "timeMode", "elapsed", "solve", "solution", answer],
                       check=True, stdout=subprocess.DEVNULL)
        took = time.monotonic() - began
        # After a headline: number, name, value, reduced cost of what is not 0.
        values = [line.replace("**", "").split() for line in answer.read_text().splitlines()[1:]]
    chosen = {int(row[1][2:]) for row in values if row[1].startswith("e_") and float(row[2]) > 0.5}
    return took, [edge for edge in edges if edge[0] in chosen]


def count_pieces(edges):
    """How many components the edges form."""
    leader = {}

    def find(node):
        while leader.setdefault(node, node) != node:
            node = leader[node]
        return node

    for _, source, target, _ in edges:
        leader[find(source)] = find(target)
    return len({find(node) for node in list(leader)})


def main(database, starts, cap_s, *miles):
    chosen_starts = query(database, f"""
        SELECT map, asked_mi, trailhead_id, node_id FROM peer_start
        WHERE asked_mi IN ({", ".join(str(float(each)) for each in miles)}) AND nth_with_loop <= {int(starts)}
        ORDER BY map, asked_mi, nth_with_loop""")
    for network, asked_mi, trailhead, start_node in chosen_starts:
        target_m = float(asked_mi) * METRES_PER_MILE
        edges = edges_in_reach(database, network, start_node, target_m)
        took, chosen = solve(edges, target_m, int(cap_s)) if edges else (0.0, [])
        length_m = sum(edge[3] for edge in chosen)
        row = network, asked_mi, trailhead, len(edges), f"{took:.3f}", count_pieces(chosen), f"{length_m:.1f}"
        print(*row, sep="\t", flush=True)


main(*sys.argv[1:])
