-- How good a mile of each kind of way is to hike, from 0 to 1: the one table of weights.
-- Planning charges (1 - appeal) for each metre, so 0.9 against 1.0 means that a hiker would make a
-- detour of a tenth to walk the better way; 0.1 means that it is walked only to get somewhere.

local appeal = {}

-- What a way is worth before anything else is known about it.
appeal.base = {
    path = 1.00,          -- what people come for: the measure of all others
    bridleway = 0.90,     -- unpaved and quiet, but wide and churned by hooves
    track = 0.85,         -- a forest or farm road of unknown grade
    steps = 0.90,         -- on trails they belong to the climb; the paved ones of towns: below
    footway = 0.70,       -- mapped both for park paths and for pavements: surface decides
    cycleway = 0.50,      -- mostly asphalt, shared with wheels
    pedestrian = 0.40,    -- a shopping street: safe, but no hike
    via_ferrata = 0.20,   -- needs a harness: a last resort for a hiker
    -- Quiet roads, only to connect trails; the more traffic the worse.
    living_street = 0.30,
    service = 0.25,
    residential = 0.20,
    unclassified = 0.15,
    tertiary = 0.10,      -- the village's main street: without it trails of both its sides do not meet
}

-- Roads among the above: they connect trails and are none themselves.
appeal.quiet_road = {living_street = true, service = true, residential = true, unclassified = true,
                     tertiary = true}

-- A track by its firmness: grade1 is a paved farm road, grade5 is grass.
appeal.tracktype = {grade1 = 0.70, grade2 = 0.90, grade3 = 0.90, grade4 = 0.90, grade5 = 0.90}

-- A paved way is worth at most this: hard on the feet, and rarely wild.
appeal.paved_at_most = {path = 0.60, footway = 0.50, steps = 0.60, track = 0.70, bridleway = 0.70}
appeal.paved = {
    asphalt = true, chipseal = true, concrete = true, ['concrete:lanes'] = true, ['concrete:plates'] = true,
    metal = true, paved = true, paving_stones = true, sett = true, unhewn_cobblestone = true,
}
-- A footway known to be unpaved is a path by another name.
appeal.unpaved_footway = 0.90

-- Beyond mountain hiking: hands, exposure, glaciers. Fine for few, so it costs what a detour would.
appeal.sac_scale = {
    demanding_mountain_hiking = 0.95, alpine_hiking = 0.70,
    demanding_alpine_hiking = 0.40, difficult_alpine_hiking = 0.25,
}

-- Where the way itself must be searched for.
appeal.trail_visibility = {bad = 0.85, horrible = 0.65, no = 0.45}

-- A marked hiking route: somebody found this way worth signing. It makes a track nearly a path,
-- but no road a trail.
appeal.route_bonus = 0.05

-- Along busier roads one walks only where they have a pavement, or where a marked hiking route does: the GR 11 comes from
-- Encamp to Engolasters over 68 m of a secondary road, and breaks without them.
appeal.beside_traffic = 0.05
appeal.busy_road = {secondary = true, primary = true}
local pavement = {both = true, left = true, right = true, yes = true}

function appeal.has_pavement(tags)
    return appeal.busy_road[tags.highway] and (pavement[tags.sidewalk] or pavement[tags['sidewalk:both']] or
        pavement[tags['sidewalk:left']] or pavement[tags['sidewalk:right']]) or false
end

-- Appeal of a way that may be walked, by itself and as a member of a hiking route.
function appeal.of(tags)
    local kind = tags.highway
    local value = appeal.base[kind]
    if appeal.busy_road[kind] then
        return appeal.beside_traffic, appeal.beside_traffic
    elseif appeal.quiet_road[kind] then
        return value, value
    end
    if kind == 'track' then
        value = appeal.tracktype[tags.tracktype] or value
    elseif kind == 'footway' and tags.surface and not appeal.paved[tags.surface] then
        value = appeal.unpaved_footway
    end
    if appeal.paved[tags.surface] then
        value = math.min(value, appeal.paved_at_most[kind] or value)
    end
    value = value * (appeal.sac_scale[tags.sac_scale] or 1) * (appeal.trail_visibility[tags.trail_visibility] or 1)
    return value, math.min(1, value + appeal.route_bonus)
end

return appeal
