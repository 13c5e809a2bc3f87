-- Who may use a way: what OpenStreetMap's access tags mean for feet and for cars.

local access = {}

local closed = {no = true, private = true, military = true, discouraged = true, permit = true,
                residents = true, use_sidepath = true, customers = true, employees = true, emergency = true}
-- Open to some vehicles only.
local working = {agricultural = true, forestry = true, delivery = true, psv = true, bus = true}
local open = {yes = true, designated = true, permissive = true, official = true, destination = true}

-- What the most specific tag that is there decides: true, false, or nil where none says anything.
local function said(tags, keys)
    for _, key in ipairs(keys) do
        local value = tags[key]
        if value then
            if open[value] then return true end
            if closed[value] or (working[value] and key ~= 'foot') then return false end
        end
    end
end

local function may(tags, keys)
    return said(tags, keys) ~= false
end

local for_feet = {'foot', 'access'}
local for_cars = {'motorcar', 'motor_vehicle', 'vehicle', 'access'}

function access.is_open_to_public(tags)
    return may(tags, {'access'})
end

local unfit_service = {driveway = true, parking_aisle = true, ['drive-through'] = true, emergency_access = true}

function access.may_walk(tags)
    if tags.indoor == 'yes' or tags.area == 'yes' or tags.abandoned == 'yes' or tags.construction == 'yes' then
        return false
    end
    if tags.footway == 'sidewalk' or tags.path == 'sidewalk' or unfit_service[tags.service] then
        return false
    end
    -- agricultural and forestry close a track to cars, not to hikers
    if working[tags.access] and not tags.foot then
        return true
    end
    return may(tags, for_feet)
end

access.drivable = {
    motorway = true, motorway_link = true, trunk = true, trunk_link = true, primary = true, primary_link = true,
    secondary = true, secondary_link = true, tertiary = true, tertiary_link = true, unclassified = true,
    residential = true, living_street = true, service = true, road = true,
}

local unfit_for_transit = {driveway = true, ['drive-through'] = true, emergency_access = true}

function access.may_drive(tags)
    if tags.area == 'yes' or unfit_for_transit[tags.service] then
        return false
    end
    if tags.highway == 'track' then  -- closed to cars unless it says otherwise
        return open[tags.motor_vehicle] or open[tags.motorcar] or false
    end
    return (access.drivable[tags.highway] or false) and
        may(tags, for_cars)
end

-- Barriers across a way, mapped as one of its nodes. As OSRM's profiles decide: on foot one gets through all but a wall, a
-- fence or a hedge; a car through gates and the like, and not through bollards, blocks, stiles or what is unknown. A gate
-- that carries no other tag is not shut: most of them keep cattle in. A lock shuts it, and tags of access
-- have the last word in either direction.
local for_nobody = {wall = true, fence = true, hedge = true}
local lets_cars_pass = {
    gate = true, lift_gate = true, swing_gate = true, sliding_gate = true, sliding_beam = true, hampshire_gate = true,
    bump_gate = true, cattle_grid = true, border_control = true, toll_booth = true, sally_port = true,
    entrance = true, height_restrictor = true, kerb = true, no = true,
}

function access.stops_feet(tags)
    if not tags.barrier or (working[tags.access] and not tags.foot) then
        return false
    end
    local allowed = said(tags, for_feet)
    if allowed == nil then
        return for_nobody[tags.barrier] or tags.locked == 'yes'
    end
    return not allowed
end

function access.stops_cars(tags)
    if not tags.barrier then
        return false
    end
    local allowed = said(tags, for_cars)
    if allowed == nil then
        return not lets_cars_pass[tags.barrier] or tags.locked == 'yes'
    end
    return not allowed
end

-- 1 along the way only, -1 against it only, 0 both.
function access.direction(tags)
    local oneway = tags['oneway:motorcar'] or tags['oneway:motor_vehicle'] or tags.oneway
    if oneway == '-1' or oneway == 'reverse' then return -1 end
    if oneway == 'yes' or oneway == 'true' or oneway == '1' then return 1 end
    if oneway == 'no' or oneway == 'false' or oneway == '0' then return 0 end
    if tags.junction == 'roundabout' or tags.junction == 'circular' or
        tags.highway == 'motorway' or tags.highway == 'motorway_link' then
        return 1
    end
    return 0
end

return access
