#!/usr/bin/env python3
"""Writes what lies around the trails of the bundled sample, made up like them:

    python3 test/data/make_sample_map.py land > sample.osm      woods, water, roads, villages, peaks and huts, as OpenStreetMap
    python3 test/data/make_sample_map.py heights > sample.asc   how high it lies, as an ESRI ASCII grid

make_sample_map.sh makes a map of both by docker/osm/map.sh, as of a real extract."""

import math
import sys
from xml.sax.saxutils import quoteattr

sys.dont_write_bytecode = True
from make_sample import (  # noqa: E402
    METRES_PER_DEGREE, METRES_PER_DEGREE_EAST, ORIGIN_LAT, ORIGIN_LON, RIDGES, VALLEYS, VILLAGES, Sample,
)
from sample_drawing import Noise, Random, warp  # noqa: E402

WEST, SOUTH, EAST, NORTH = 10.9, 46.93, 11.38, 47.24
CELL = 1 / 600
TREE_LINE = 1750
POINTS_OF = {"peak": ("natural", "peak"), "saddle": ("natural", "saddle"), "alpine_hut": ("tourism", "alpine_hut"),
             "wilderness_hut": ("tourism", "wilderness_hut"), "camp_site": ("tourism", "camp_site")}


def degrees(point):
    east, north = warp(point)
    return ORIGIN_LON + east / METRES_PER_DEGREE_EAST, ORIGIN_LAT + north / METRES_PER_DEGREE


def plan_point(lon, lat):
    """The point of the ruled plan that `warp` brings to a place: it bends little, so going back by what is still wrong finds it."""
    target = ((lon - ORIGIN_LON) * METRES_PER_DEGREE_EAST, (lat - ORIGIN_LAT) * METRES_PER_DEGREE)
    x, y = target
    for _ in range(15):
        east, north = warp((x, y))
        x, y = x + 0.8 * (target[0] - east), y + 0.8 * (target[1] - north)
    return x, y


class Land:
    """An OpenStreetMap file in the making. Shapes are in the plan's metres."""

    def __init__(self, sample):
        self.sample = sample
        self.random = Random(47)
        self.nodes = []
        self.ways = []

    def node(self, lon, lat, **tags):
        self.nodes.append((lon, lat, tags))
        return len(self.nodes)

    def line(self, points, **tags):
        self.ways.append(([self.node(*degrees(point)) for point in points], tags))

    def area(self, points, **tags):
        ids = [self.node(*degrees(point)) for point in points]
        self.ways.append((ids + ids[:1], tags))

    def blob(self, centre, radius, roughness, **tags):
        shore = Noise(self.random, 5, 40)
        self.area([(centre[0] + r * math.cos(turn), centre[1] + r * math.sin(turn))
                   for step in range(40) for turn in [2 * math.pi * step / 40]
                   for r in [radius * (1 + roughness * shore.at(step) * min(step, 40 - step) / 20)]], **tags)

    def build(self):
        for name, x in VALLEYS:
            self.line([(x + 90 + 60 * math.sin(y / 700), y) for y in range(-2600, 19000, 150)], waterway="river", name=f"{name} Beck")
            for side in (-1, 1):
                self.wood(x, side)
            self.line([(x - 60 + 50 * math.sin(y / 500), y) for y in range(-2100, 1300, 100)], highway="tertiary", name=f"{name} Road")
            self.area([(x - 330, -900), (x + 330, -900), (x + 280, 7000), (x - 280, 7000)], landuse="meadow")
        for name, x in RIDGES:
            self.area([(x + side * (750 + 160 * math.sin(y / 900)), y) for side, ys in ((-1, range(2200, 20500, 300)), (1, range(20500, 2200, -300))) for y in ys],
                      natural="bare_rock")
        self.line([(x, -2050 + 60 * math.sin(x / 1900)) for x in range(-2600, 23800, 200)], highway="secondary", name="Foothills Road")
        for east, north, radius, _ in self.sample.surface.lakes:
            name = next((name for name, kind, point in self.sample.places if kind == "lake" and point == (east, north)), "")
            self.blob((east, north), radius * 0.86, 0.12, natural="water", name=name)
        for name, kind, point in self.sample.places:
            if kind in POINTS_OF:
                key, value = POINTS_OF[kind]
                self.node(*degrees(point), **{key: value, "name": name, "ele": f"{self.sample.surface.height(point):.0f}"})
        for village in VILLAGES:
            self.village(*village)

    def wood(self, x, side):
        """Along a valley, from its meadows up to the tree line."""
        upper = []
        for y in range(-2400, 16000, 250):
            out = next(out for out in range(300, 3400, 50) if self.sample.surface.ground(x + side * out, y) > TREE_LINE or out > 2800)
            upper.append((x + side * (out + 120 * math.sin(y / 310)), y))
        lower = [(x + side * (340 + 70 * math.sin(y / 430)), y) for y in range(16000, -2400, -250)]
        self.area(upper + lower, natural="wood")

    def village(self, name, lat, lon, people):
        middle = plan_point(lon, lat)
        size = 120 + 6 * math.sqrt(people)
        self.node(lon, lat, place="town" if people > 2000 else "village", name=name, population=str(people))
        self.blob(middle, size, 0.2, landuse="residential")
        self.line([(middle[0] - size, middle[1] - 40), middle, (middle[0] + size, middle[1] + 30)], highway="residential", name="High Street")
        self.line([(middle[0], middle[1] - size), middle, (middle[0] + 30, middle[1] + size)], highway="residential", name="Church Lane")
        self.line([middle, (middle[0], -2050)], highway="unclassified", name=f"{name} Road")
        for _ in range(12 + people // 20):
            x, y = (middle[i] + size * self.random.between(-0.75, 0.75) for i in (0, 1))
            wide, deep = self.random.between(8, 16), self.random.between(7, 12)
            self.area([(x, y), (x + wide, y), (x + wide, y + deep), (x, y + deep)], building="yes")

    def write(self, out):
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6" generator="make_sample_map.py">\n')
        for i, (lon, lat, tags) in enumerate(self.nodes, 1):
            out.write(f'<node id="{i}" lat="{lat:.6f}" lon="{lon:.6f}">{self.tags(tags)}</node>\n')
        for i, (ids, tags) in enumerate(self.ways, 1):
            refs = "".join(f'<nd ref="{node}"/>' for node in ids)
            out.write(f'<way id="{i}">{refs}{self.tags(tags)}</way>\n')
        out.write("</osm>\n")

    def tags(self, tags):
        return "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items() if value)


def write_heights(surface, out):
    columns, rows = round((EAST - WEST) / CELL), round((NORTH - SOUTH) / CELL)
    out.write(f"ncols {columns}\nnrows {rows}\nxllcorner {WEST}\nyllcorner {SOUTH}\ncellsize {CELL}\n")
    for row in range(rows):
        lat = NORTH - (row + 0.5) * CELL
        out.write(" ".join(f"{surface.height(plan_point(WEST + (column + 0.5) * CELL, lat)):.0f}" for column in range(columns)) + "\n")


if __name__ == "__main__":
    sample = Sample()
    sample.build()
    if sys.argv[1:] == ["heights"]:
        write_heights(sample.surface, sys.stdout)
    else:
        land = Land(sample)
        land.build()
        land.write(sys.stdout)
