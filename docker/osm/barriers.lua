-- Who gets past a node of a way: a gate, a wall or whatever else stands there. As OSRM's profiles decide: on foot one gets
-- through all but a wall, a fence or a hedge; a car through gates and the like, and not through bollards, blocks, stiles or
-- what is unknown. A gate that carries no other tag is not shut: most of them keep cattle in. A lock shuts it, and tags of
-- access have the last word in either direction, on an entrance, a ford or a crossing too.

local access = require 'access'

local barriers = {}

local function set(values)
    local members = {}
    for _, value in ipairs(values) do members[value] = true end
    return members
end

local for_nobody = set{
    'wall', 'retaining_wall', 'city_wall', 'castle_wall', 'flood_wall', 'dry_stone_wall', 'noise_barrier', 'hedge',
    'fence', 'wire_fence', 'chain_link_fence', 'electric_fence', 'snow_fence', 'barbed_wire',
}
local lets_cars_pass = set{
    'gate', 'lift_gate', 'swing_gate', 'sliding_gate', 'sliding_beam', 'hampshire_gate', 'bump_gate', 'cattle_grid',
    'border_control', 'toll_booth', 'sally_port', 'entrance', 'height_restrictor', 'kerb', 'no',
}

-- Beside a way stands what carries one of these: who may use a shop or a car park says nothing of who may pass.
local facilities = {'amenity', 'tourism', 'shop', 'leisure', 'office', 'natural', 'man_made'}

-- What stands in the way: the barrier's kind, '' where only tags of access can tell, nil for a facility.
local function kind_of(tags)
    if tags.barrier then return tags.barrier end
    if tags.highway == 'gate' then return 'gate' end
    for _, facility in ipairs(facilities) do
        if tags[facility] then return nil end
    end
    return ''
end

function barriers.stops_feet(tags)
    local kind, allowed = kind_of(tags), access.said_to_feet(tags)
    if not kind or allowed ~= nil then return kind ~= nil and not allowed end
    return kind ~= '' and (for_nobody[kind] or tags.locked == 'yes') or false
end

function barriers.stops_cars(tags)
    local kind, allowed = kind_of(tags), access.said_to_cars(tags)
    if not kind or allowed ~= nil then return kind ~= nil and not allowed end
    return kind ~= '' and (not lets_cars_pass[kind] or tags.locked == 'yes')
end

return barriers
