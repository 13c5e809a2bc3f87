"""Writes the OpenStreetMap file of the rows of sides.txt, some kilometres apart on one road each:

           b ---------- c
           |            | fourth side, by form: d 5 6 7 c
           a ---------- d
           | stem
    ------ p ------       car park and village of the row's name at p

sides.py < sides.txt > sides.osm
"""
import re
import sys
from xml.sax.saxutils import quoteattr

nodes, ways, relations = [], [], []


def tags_of(words):
    return {key: re.sub(r"_(?=[@(\d])|(?<=@)_", " ", value) if "@" in value else value for key, value in (word.split("=") for word in words)}


def element(kind, number, inside, tags, place=""):
    body = inside + "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in tags.items())
    return f'<{kind} id="{number}" version="1"{place}>{body}</{kind}>'


def side(number, right, form, tags):
    base, lon = 100 * number, round(7 + 0.05 * number, 3)
    name = f"{right} {form} " + " ".join(f"{k}={v}" for k, v in tags.items())

    def node(n, lat, east, tags={}):
        nodes.append(element("node", base + n, "", tags, f' lat="{46 + lat:.4f}" lon="{lon + east:.4f}"'))

    def way(n, through, tags):
        ways.append(element("way", base + n, "".join(f'<nd ref="{base + r}"/>' for r in through), tags))

    def members(kind, *refs):
        return "".join(f'<member type="{kind}" ref="{base + r}" role="outer"/>' for r in refs)

    node(0, 0, -0.015)
    node(1, 0, 0)
    node(2, 0, 0.015)
    node(3, 0.0002, 0, {"amenity": "parking", "name": name})
    for n, lat, east in ((10, 0.002, 0), (11, 0.007, 0), (12, 0.007, 0.01), (13, 0.002, 0.01), (5, 0.0035, 0.01), (7, 0.0055, 0.01)):
        node(n, lat, east)
    node(6, 0.0045, 0.01, tags if form == "node" else {})
    node(30, 0, 0, {"place": "village", "name": name})
    path = {"highway": "path"}
    way(0, (0, 1, 2), {"highway": "residential"})
    way(1, (1, 10), {"highway": "path", "name": "stem"})
    way(2, (10, 11, 12), path)
    way(3, (10, 13), path)
    if form in ("way", "node"):
        way(4, (13, 5, 6, 7, 12), path if form == "node" else tags)
    elif form == "twice":
        way(4, (13, 5, 5, 6, 7, 7, 12), tags)
    elif form == "lacking":  # 40 is in no file
        way(4, (13, 5, 40, 7, 12), tags)
    elif form in ("inside", "along", "between"):  # an area of the tags; those of the side itself begin with side:
        way(4, (13, 5, 6, 7, 12), {"highway": "path", **{key[5:]: value for key, value in tags.items() if key.startswith("side:")}})
        of_area = {key: value for key, value in tags.items() if not key.startswith("side:")}
        for n, lat, east in ((20, 0.004, 0.009), (21, 0.005, 0.009), (22, 0.005, 0.011), (23, 0.004, 0.011)):
            node(n, lat, east)
        if form == "inside":
            way(5, (20, 21, 22, 23, 20), of_area)
        elif form == "along":
            way(5, (5, 6, 7, 22, 23, 5), of_area)
        else:
            way(5, (20, 21, 22), {})
            way(6, (22, 23, 20), {})
            relations.append(element("relation", base, members("way", 5, 6), of_area))
    elif form in ("one_spot", "junction"):  # 20 stands where 6 does, and may be where another way goes on
        node(20, 0.0045, 0.01)
        way(4, (13, 5, 6, 20, 7, 12) if form == "one_spot" else (13, 5, 6, 20), tags)
        if form == "junction":
            way(5, (6, 7), path)
            way(6, (7, 12), path)
            way(7, (20, 21), path)
            node(21, 0.0045, 0.012)
    else:
        way(4, (13, 5), path)
        way(5, (7, 12), path)
        node(20, 0.0045, 0.0105)
        node(21, 0.0045, 0.0095)
        if form == "piece":
            way(6, (5, 6, 7), tags)
        elif form == "pieces":
            way(6, (5, 6), tags)
            way(7, (6, 7), tags)
        elif form == "route":
            way(6, (5, 6, 7), tags)
            relations.append(element("relation", base, members("way", 6), {"type": "route", "route": "hiking", "name": "R1"}))
        elif form == "square":
            way(6, (5, 20, 7, 21, 5), tags)
        elif form == "ring":
            way(6, (5, 20, 7), {})
            way(7, (7, 21, 5), {})
            relations.append(element("relation", base, members("way", 6, 7), tags))
        else:
            sys.exit(f"unknown form {form}")


rows = [line.split() for line in sys.stdin if line.strip() and not line.lstrip().startswith("#")]
for number, (right, form, *words) in enumerate(rows, 1):
    side(number, right, form, tags_of(words))
by_id = lambda text: int(text.split('"')[1])
print('<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">')
print("\n".join(sorted(nodes, key=by_id) + sorted(ways, key=by_id) + sorted(relations, key=by_id)))
print("</osm>")
