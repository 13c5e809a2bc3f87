#!/usr/bin/env python3
"""Writes the bundled sample, a made-up mountain range with about 500 km of named trails, with heights,
trailheads, huts, camps, water and named places, to stdout:

    python3 test/data/make_sample.py > test/data/sample.sql

The same bytes every time: its random numbers come from a generator of its own. Nothing in it is
copied from a map; names and places are invented. It is as raw as real trail tables are: see the
functions of `Sample` for each kind of blemish.

The lie of the land, in kilometres east and north of 47.0 N 11.0 E, before `warp` bends it:

    four valleys      run south to north at x = 0, 7, 14 and 21, a car park at the south end of each
    three ridges      run between them at x = 3.5, 10.5 and 17.5
    eighteen passes   climb from one valley over the ridge into the next
    High Route        joins valleys and ridges in the north, the Foothills Way in the south
    balcony trails    run beside the valleys, lakes lie off them, spurs lead to summits

sample_surface.py tells how high it lies. Huts stand on every other pass and at the heads of valleys, camps in the
meadows and by the lakes, some of them a few hundred metres off any trail; springs rise below the ridges.
"""

import math
import sys

sys.dont_write_bytecode = True
from sample_drawing import (  # noqa: E402
    Noise, Random, along, beyond, length, middle, nearest_vertex, rounded, warp,
)
from sample_surface import Surface  # noqa: E402

ORIGIN_LAT, ORIGIN_LON = 47.0, 11.0
METRES_PER_DEGREE = 111_194.0
METRES_PER_DEGREE_EAST = METRES_PER_DEGREE * 0.6819983600624985  # cosine of 47 degrees

VALLEYS = [("Larch", 0), ("Alder", 7000), ("Rowan", 14000), ("Juniper", 21000)]
RIDGES = [("Marmot", 3500), ("Chamois", 10500), ("Raven", 17500)]
PASSES = [
    ["Saddle", "Windgate", "Goat", "Needle", "Old Customs", "Snowfinch"],
    ["Shepherd", "Gentian", "Two Moons", "Broken Cross", "Chough", "Lantern"],
    ["Copper", "Heather", "Smuggler", "Grey Horse", "Eagle", "Last Larch"],
]
PASS_ENDS = [  # west and east; see Sample.end_at
    ("vertex", "tee"), ("tee", "gap"), ("gap", "vertex"),
    ("over", "tee"), ("tee", "vertex"), ("vertex", "gap"),
]
SUMMITS = [
    "Mount Ember", "Piz Corva", "Hollow Horn", "The Anvil", "Whitecap", "Sorrel Peak",
    "Quartz Horn", "Bellwether", "Tall Sister", "Small Sister", "Storm Tooth", "Pale Giant",
    "Kestrel Head", "Cloudberry Top", "Iron Hat", "Long Barn Peak", "The Loom",
    "Black Candle", "Hermit's Chair", "Thimble", "Orchid Knoll", "Three Crows", "Sundial",
    "Winter Church", "Miller's Nose", "Old Bell", "Bracken Top", "Far Cairn",
]
LAKES = [
    "Tarn of Echoes", "Mirror Lake", "Lake of the Pines", "Otter Water", "Upper Glass Lake",
    "Bluestone Tarn", "Lake Verena", "Crescent Tarn",
]
VILLAGES = [  # latitude, longitude, people
    ("Unterlarch", 46.988, 10.975, 640), ("Alderbruck", 46.970, 11.080, 2300),
    ("Rowanau", 46.975, 11.190, 410), ("Wacholder", 46.982, 11.280, 180), ("Obertal", 47.170, 11.190, 90),
]
CAR_PARKS = ["Larch Bridge", "Alder Mill", "Rowan Sawmill", "Juniper Gate"]


def text(line, surface):
    """The line on the globe, with its heights."""
    return ",".join(
        f"{ORIGIN_LON + east / METRES_PER_DEGREE_EAST:.6f} "
        f"{ORIGIN_LAT + north / METRES_PER_DEGREE:.6f} {surface.height(point):.1f}"
        for point, (east, north) in ((point, warp(point)) for point in line)
    )


class Sample:
    def __init__(self):
        self.random = Random(20260711)
        self.surface = Surface()
        self.rows = []
        self.trailheads = []
        self.camps = []
        self.places = []

    # -- drawing

    def path(self, *controls, wiggle=1.0):
        """A winding path through the control points, a vertex every 20 to 50 m. It leaves its
        straight line for bends of three sizes, and returns to it at both ends."""
        controls = rounded(controls)
        total = length(controls)
        bends = [
            (Noise(self.random, wavelength, total), height * wiggle)
            for wavelength, height in ((1100, 150), (320, 38), (110, 9))
        ]
        line, done = [controls[0]], self.random.between(20, 45)
        while done < total - 20:
            (x, y), (dx, dy) = along(controls, done)
            calm = min(1, done / 300, (total - done) / 300)
            offset = calm * sum(noise.at(done) * height for noise, height in bends)
            line.append((x - dy * offset, y + dx * offset))
            done += self.random.between(18, 44)
        return line + [controls[-1]]

    def ring(self, centre, radius):
        """The way round a lake, from its southernmost point and back to it."""
        steps = int(2 * math.pi * radius / 32)
        shore = Noise(self.random, 7, steps)
        line = []
        for step in range(steps):
            turn = 2 * math.pi * step / steps
            calm = min(1, step / 4, (steps - step) / 4)
            r = radius * (1 + 0.22 * calm * shore.at(step))
            line.append((centre[0] + r * math.sin(turn), centre[1] - r * math.cos(turn)))
        return line + line[:1]

    # -- writing

    def add(self, name, *lines):
        self.rows.append((name, lines))

    def add_trailhead(self, name, kind, point, east, north):
        self.trailheads.append((name, kind, (point[0] + east, point[1] + north)))

    def add_camp(self, name, kind, point, east=0, north=0):
        self.camps.append((name, kind, (point[0] + east, point[1] + north)))
        if name and kind != "water":
            self.places.append((name, kind, self.camps[-1][2]))

    # -- how real tables meet, or fail to

    def end_at(self, line, y, towards, how):
        """Where a trail that comes from `towards` ends at `line` near the height y:
        `vertex` on one of its vertices, `tee` between two, `gap` some 5 to 25 m short of it,
        `over` some 5 to 15 m past it."""
        i = nearest_vertex(line, y)
        if how == "vertex":
            return line[i]
        touch = middle(line[i], line[i + 1])
        if how == "gap":
            return beyond(touch, towards, self.random.between(5, 16))
        if how == "over":
            return beyond(touch, towards, -self.random.between(5, 10))
        return touch

    def add_there_and_back(self, name, line):
        """A recording of a walk out and back: the second half retraces the first."""
        self.add(name, line + line[-2::-1])

    def add_redrawn(self, name, line):
        """The same path surveyed a second time: other vertices, within 4 m of the first."""
        total, done, again = length(line), 12.0, [line[0]]
        while done < total - 12:
            (x, y), (dx, dy) = along(line, done)
            offset = self.random.between(-4, 4)
            again.append((x - dy * offset, y + dx * offset))
            done += self.random.between(25, 60)
        self.add(name, again + [line[-1]])

    # -- the land

    def build(self):
        valleys = [self.add_valley(i) for i in range(4)]
        ridges = [self.add_ridge(i) for i in range(3)]
        for i in range(3):
            for k in range(6):
                self.add_pass(valleys[i], valleys[i + 1], ridges[i], i, k)
        self.add_cross_routes(valleys, ridges)
        for i, valley in enumerate(valleys):
            self.add_balconies(valley, i)
            self.add_village_loop(valley, i)
        self.add_summits(valleys, ridges)
        self.add_lakes(valleys, ridges)
        self.add_second_survey(ridges)
        self.add_water(valleys, ridges)

    def add_valley(self, i):
        """From the car park up the valley, in two rows that share their end; the lower one stops
        on both sides of the road it crosses, 14 m apart."""
        name, x = VALLEYS[i]
        bend = self.random.between(-500, 500)
        line = self.path((x, -1600), (x + bend, 5000), (x - bend, 13000), (x + bend / 2, 19000))
        road, split = nearest_vertex(line, 1200), nearest_vertex(line, 10200)
        (south, north) = line[road], line[road + 1]
        over_the_road = [beyond(south, north, 14)] + line[road + 1 : split + 1]
        self.add(f"{name} Valley Trail", line[: road + 1], over_the_road)
        self.add(f"Upper {name} Valley Trail", line[split:])
        self.add_trailhead(f"{CAR_PARKS[i]} car park", "parking", line[0], -30, -45)
        if i % 2 == 0:
            self.add_trailhead(f"{name} Road crossing", "parking", south, 40, -5)
        meadow = line[nearest_vertex(line, 6400)]
        self.add_camp(f"{name} Meadow camp", "camp_site", meadow, 60 if i % 2 else -240, 20)
        self.add_camp(f"Upper {name} bothy", "wilderness_hut", line[nearest_vertex(line, 15200)], 35, 25)
        return line

    def add_ridge(self, i):
        name, x = RIDGES[i]
        lean = self.random.between(-300, 300)
        line = self.path((x, 600), (x + lean, 7000), (x - lean, 14000), (x, 20500))
        split = nearest_vertex(line, 11500)
        self.add(f"{name} Ridge Trail", line[: split + 1])
        self.add(f"North {name} Ridge", line[split:])
        return line

    def add_pass(self, west, east, ridge, i, k):
        """From valley to valley over the ridge, whose trail it crosses without a common vertex."""
        y = 2300 + 2800 * k + self.random.between(-450, 450)
        crossing = nearest_vertex(ridge, y + 500)
        top = middle(ridge[crossing], ridge[crossing + 1])
        start = self.end_at(west, y, top, PASS_ENDS[k][0])
        end = self.end_at(east, y + self.random.between(-900, 900), top, PASS_ENDS[k][1])
        climb = self.path(start, top, wiggle=1.15)
        descent = self.path(top, end, wiggle=1.15)
        self.add(f"{PASSES[i][k]} Pass Trail", climb[:-1] + descent[1:])
        self.places.append((f"{PASSES[i][k]} Pass", "saddle", top))
        if k % 2:
            self.add_camp(f"{PASSES[i][k]} Hut", "alpine_hut", top, 25, -40)
        elif k == 2:
            self.add_camp(f"{PASSES[i][k]} Pass shelter", "shelter", top, -12, 18)

    def add_cross_routes(self, valleys, ridges):
        """The High Route is drawn from trail to trail, the Foothills Way in one line that crosses
        the valley trails where they have no vertex."""
        heads = [valleys[0][-1]]
        for ridge, valley in zip(ridges, valleys[1:]):
            heads += [ridge[-1], valley[-1]]
        for part, (a, b) in enumerate(zip(heads, heads[1:])):
            self.add("High Route" if part else "High Route West", self.path(a, b))
        way = [(-900, -150)]
        for i, valley in enumerate(valleys):
            way += ([ridges[i - 1][0]] if i else []) + [self.end_at(valley, -150, None, "tee")]
        way.append((21900, -150))
        line = way[:1]
        for a, b in zip(way, way[1:]):
            line += self.path(a, b, wiggle=0.8)[1:]
        self.add("Foothills Way", line)
        self.add_trailhead("Foothills West car park", "parking", way[0], -20, 15)
        self.add_trailhead("Foothills East bus stop", "bus_stop", way[-1], 25, 10)
        self.add_trailhead("High Hut road end", "parking", heads[4], 12, 60)
        self.add_camp("High Hut", "alpine_hut", heads[4], -30, 40)

    def add_balconies(self, valley, i):
        """Beside the valley trail, one row from end to end, and a nameless path down from its
        middle."""
        name, x = VALLEYS[i]
        side = 1 if i % 2 == 0 else -1
        for part, (low, high) in enumerate(((3600, 8200), (9600, 14600))):
            foot, head = valley[nearest_vertex(valley, low)], valley[nearest_vertex(valley, high)]
            out = 1150 * side
            line = self.path(
                foot, (foot[0] + out, low + 1000), (head[0] + out, high - 1000), head, wiggle=0.7
            )
            self.add(f"{name} Balcony Trail" if part == 0 else f"Upper {name} Balcony", line)
            half = line[len(line) // 2]
            down = self.end_at(valley, (low + high) / 2, half, "tee" if part else "gap")
            self.add(None if i % 2 else "", self.path(half, down, wiggle=0.5))

    def add_village_loop(self, valley, i):
        """A short loop from the car park, back to the valley trail."""
        name, x = VALLEYS[i]
        side = -1 if i % 2 == 0 else 1
        start = valley[nearest_vertex(valley, -1400)]
        back = self.end_at(valley, 2000, (x + side * 1700, 1500), "tee")
        line = self.path(start, (x + side * 1500, -700), (x + side * 1700, 1300), back, wiggle=0.6)
        self.add(f"{CAR_PARKS[i]} Loop", line)

    def add_summits(self, valleys, ridges):
        """Spurs: some there and back, some with an end short of the trail they leave."""
        bases = [(ridge, y, side) for ridge in ridges for y, side in (
            (1500, -1), (3900, 1), (6800, -1), (9600, 1), (12400, -1), (15200, 1), (18300, -1))]
        bases += [(valleys[0], y, -1) for y in (4500, 9000, 13500, 17500)]
        bases += [(valleys[3], y, 1) for y in (6000, 11000, 16500)]
        for k, (name, (line, y, side)) in enumerate(zip(SUMMITS, bases)):
            far = 1.0 if line in (valleys[0], valleys[3]) else 0.45
            top = (
                line[nearest_vertex(line, y)][0] + side * far * self.random.between(2700, 3900),
                y + self.random.between(700, 1300),
            )
            start = self.end_at(line, y, top, ("vertex", "tee", "gap")[k % 3])
            self.surface.add_summit(top, self.surface.ground(*start), 170 + 35 * (k % 7))
            self.places.append((name, "peak", top))
            spur = self.path(start, top, wiggle=0.8)
            if k % 5 == 0:
                self.add_there_and_back(f"{name} Summit Trail", spur)
            else:
                self.add(f"{name} Summit Trail", spur)

    def add_lakes(self, valleys, ridges):
        """A ring round each lake and a path to it."""
        places = [
            (valleys[0], 2600, -1500), (valleys[1], 5700, 1400),
            (valleys[2], 4700, -1500), (valleys[3], 2200, 1500),
            (valleys[1], 12300, 1300), (valleys[3], 13700, 1600),
            (valleys[0], 16000, -1500), (valleys[2], 16700, 1300),
        ]
        for k, (name, (valley, y, out)) in enumerate(zip(LAKES, places)):
            base = valley[nearest_vertex(valley, y)]
            radius = self.random.between(330, 560)
            centre = (base[0] + out, y + 500 + radius)
            ring = self.ring(centre, radius)
            self.surface.add_lake(centre, radius)
            self.places.append((name, "lake", centre))
            self.add_camp(name, "water", ring[0])
            self.add(f"{name} Loop", ring)
            self.add(f"{name} Path", self.path(base, ring[0], wiggle=0.4))
            if k in (0, 3):
                self.add_trailhead(f"{name} car park", "parking", ring[len(ring) // 2], 15, 70)

    def add_second_survey(self, ridges):
        """A long-distance way that shares its path with others: once vertex by vertex, once
        redrawn."""
        low, high = nearest_vertex(ridges[0], 5000), nearest_vertex(ridges[0], 11000)
        self.add("Three Valleys Way", ridges[0][low : high + 1])
        low, high = nearest_vertex(ridges[1], 6000), nearest_vertex(ridges[1], 12500)
        self.add_redrawn("Three Valleys Way", ridges[1][low : high + 1])

    def add_water(self, valleys, ridges):
        """Springs below the ridges and in the upper valleys, a tap at every mill."""
        for i, valley in enumerate(valleys):
            self.add_camp(None, "drinking_water", valley[0], -25, -20)
            for y in (3900, 9300, 12600, 17600):
                self.add_camp(None, "spring", valley[nearest_vertex(valley, y)], 14, -9)
        for ridge in ridges:
            for y in (4600, 12900, 19300):
                self.add_camp(None, "spring", ridge[nearest_vertex(ridge, y)], 45, 10)

    # -- output

    def wkt(self, lines):
        if len(lines) == 1:
            return f"LINESTRING Z({text(lines[0], self.surface)})"
        return f"MULTILINESTRING Z({','.join(f'({text(line, self.surface)})' for line in lines)})"

    def write(self, out):
        out.write(HEADER)
        for name, lines in self.rows:
            out.write(f"{NULL if name is None else name}\tSRID=4326;{self.wkt(lines)}\n")
        out.write(JUNK)
        out.write("\\.\n\nCOPY trailhead_points (name, kind, geom) FROM stdin;\n")
        self.write_points(out, self.trailheads)
        out.write("\\.\n\nCOPY camp_points (name, kind, geom) FROM stdin;\n")
        self.write_points(out, self.camps)
        out.write("\\.\n\nCOPY place_points (name, kind, geom) FROM stdin;\n")
        self.write_points(out, self.places)
        out.write("\\.\n\nCOPY place_points (name, kind, population, geom) FROM stdin;\n")
        for name, lat, lon, people in VILLAGES:
            out.write(f"{name}\tvillage\t{people}\tSRID=4326;POINT({lon} {lat})\n")
        out.write("\\.\n")

    def write_points(self, out, points):
        for name, kind, point in points:
            lon, lat, _ = text([point], self.surface).split()
            out.write(f"{NULL if name is None else name}\t{kind}\tSRID=4326;POINT({lon} {lat})\n")


NULL = "\\N"
HEADER = """\
-- The bundled sample: a made-up trail network around 47.0 N 11.0 E. Written by
-- test/data/make_sample.py, which also says what is where: change that, not this.
CREATE TABLE geom (name text, wkb_geometry geometry(GeometryZ, 4326));
COMMENT ON TABLE geom IS 'Trails of a mountain range that does not exist, as raw as a real table';
CREATE TABLE trailhead_points (name text, kind text, geom geometry(Point, 4326));
COMMENT ON TABLE trailhead_points IS 'Where hikes on these trails start, some 10 to 100 m off them';
CREATE TABLE camp_points (name text, kind text, geom geometry(Point, 4326));
COMMENT ON TABLE camp_points IS 'Huts, camps and water, some of them a few hundred metres off the trails';
CREATE TABLE place_points (name text, kind text, population bigint, geom geometry(Point, 4326));
COMMENT ON TABLE place_points IS 'Villages to plan from, and summits, lakes, passes and huts that people look for';

COPY geom (name, wkb_geometry) FROM stdin;
"""
JUNK = """\
Lost Trail\t\\N
Unsurveyed Trail\tSRID=4326;LINESTRING Z EMPTY
Signpost\tSRID=4326;LINESTRING Z(11.05 47.05 1500,11.05 47.05 1500)
"""  # what no trail table is free of

if __name__ == "__main__":
    sample = Sample()
    sample.build()
    sample.write(sys.stdout)
