"""The heights of the bundled sample, over the ruled plan: valley floors that rise to the north, ridges
between them with a saddle at every pass, summits, and lakes that lie level. For make_sample.py."""

import math

VALLEY_SPACING = 7000
PASS_SPACING = 2800
SUMMIT_WIDTH = 620
SHORE = 2.6  # in radii of a lake: so far out the ground bends to its level


def smooth(share):
    """From 0 to 1 without a kink at either end."""
    share = min(max(share, 0), 1)
    return share * share * (3 - 2 * share)


class Surface:
    def __init__(self):
        self.summits = []  # x, y, metres above the ground
        self.lakes = []  # x, y, radius, level

    def add_summit(self, point, above, lift):
        """A top that stands `lift` over the height `above`."""
        self.summits.append((*point, above + lift - self.ground(*point)))

    def add_lake(self, point, radius):
        self.lakes.append((*point, radius, self.ground(*point)))

    def ground(self, x, y):
        """Valleys and ridges alone."""
        floor = 860 + 0.042 * (y + 1600)
        crest = 1750 + 0.038 * y - 190 * math.cos(2 * math.pi * (y - 2800) / PASS_SPACING)
        from_valley = abs((x + VALLEY_SPACING / 2) % VALLEY_SPACING - VALLEY_SPACING / 2)
        up = smooth(from_valley / (VALLEY_SPACING / 2))
        roll = 14 * math.sin(x / 210) * math.sin(y / 260) + 6 * math.sin((x + y) / 95)
        return floor + (crest - floor) * up + roll * (0.3 + up)

    def height(self, point):
        x, y = point
        height = self.ground(x, y)
        for east, north, lift in self.summits:
            away = ((x - east) ** 2 + (y - north) ** 2) / SUMMIT_WIDTH**2
            if away < 12:
                height += lift * math.exp(-away / 2) * smooth((12 - away) / 6)
        for east, north, radius, level in self.lakes:
            away = math.sqrt((x - east) ** 2 + (y - north) ** 2) / radius
            height += (level - height) * smooth((SHORE - away) / (SHORE - 1.2))
        return height
