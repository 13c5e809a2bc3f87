"""How the lines of the bundled sample are drawn: random numbers that are the same everywhere, points
along lines, and the bending of the ruled plan into a landscape. For make_sample.py."""

import math


class Random:
    """Knuth's MMIX linear congruential generator."""

    def __init__(self, seed):
        self.state = seed

    def between(self, low, high):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return low + (high - low) * ((self.state >> 33) / 2**31)


class Noise:
    """A smooth random function of distance, between -1 and 1."""

    def __init__(self, random, wavelength, length):
        self.wavelength = wavelength
        self.knots = [random.between(-1, 1) for _ in range(int(length / wavelength) + 3)]

    def at(self, distance):
        knot, rest = divmod(distance / self.wavelength, 1)
        blend = rest * rest * (3 - 2 * rest)
        left, right = self.knots[int(knot)], self.knots[int(knot) + 1]
        return left + (right - left) * blend


def distance(a, b):
    return math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)


def length(line):
    return sum(distance(a, b) for a, b in zip(line, line[1:]))


def along(line, metres):
    """The point so far along the line, and the unit vector of its direction there."""
    for a, b in zip(line, line[1:]):
        piece = distance(a, b)
        if metres <= piece:
            break
        metres -= piece
    share = min(metres / piece, 1)
    direction = ((b[0] - a[0]) / piece, (b[1] - a[1]) / piece)
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share), direction


def nearest_vertex(line, y):
    return min(range(len(line)), key=lambda i: abs(line[i][1] - y))


def beyond(point, towards, metres):
    """The point `metres` on the way from `point` to `towards`."""
    share = metres / distance(point, towards)
    return (point[0] + (towards[0] - point[0]) * share, point[1] + (towards[1] - point[1]) * share)


def middle(a, b):
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def rounded(controls):
    """The control points with their corners cut off, twice (Chaikin)."""
    for _ in range(2):
        cut = [controls[0]]
        for a, b in zip(controls, controls[1:]):
            cut += [beyond(a, b, distance(a, b) / 4), beyond(b, a, distance(a, b) / 4)]
        controls = cut + [controls[-1]]
    return controls


def warp(point):
    """Bends the ruled plan into a landscape. Smooth, and nowhere steep enough to fold the plan or
    to stretch a gap to twice its width."""
    x, y = point
    east = 10_500 + (x - 10_500) * (1.08 - y / 90_000)
    east += 900 * math.sin(y / 2300 + 0.5) + 350 * math.sin((x + y) / 1700)
    north = y + 1100 * math.sin(x / 2900 + 1) + 400 * math.sin((x - y) / 2100)
    return east, north
