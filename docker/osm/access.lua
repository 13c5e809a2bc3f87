-- Who may use a way: what OpenStreetMap's access tags mean for feet and for cars.

local season = require 'season'

local access = {}

local closed = {no = true, private = true, military = true, discouraged = true, permit = true,
                residents = true, use_sidepath = true, customers = true, employees = true, emergency = true}
-- Open to some vehicles only.
local working = {agricultural = true, forestry = true, delivery = true, psv = true, bus = true}
local open = {yes = true, designated = true, permissive = true, official = true, destination = true}

-- What a tag of access says: 'open', 'closed', 'working', or nil. Of several values (agricultural;forestry) the most open counts.
function access.use_of(value)
    local closes, works = false, false
    for one in value:gmatch('[^;]+') do
        one = one:match('^%s*(.-)%s*$')
        if open[one] then return 'open' end
        closes, works = closes or closed[one], works or working[one]
    end
    return works and 'working' or closes and 'closed' or nil
end

-- What the most specific tag that is there decides: true, false, or nil where none says anything.
local function said(tags, keys)
    for _, key in ipairs(keys) do
        local use = tags[key] and access.use_of(tags[key])
        if use == 'open' then return true end
        if use == 'closed' or (use == 'working' and key ~= 'foot') then return false end
    end
end

-- Whether feet may pass in the hiking season although the plain tag closes the way: foot=no, foot:conditional=yes @ (Jun-Oct).
local function opens_in_season(tags)
    for _, key in ipairs{'foot:conditional', 'access:conditional'} do
        for value, condition in (tags[key] or ''):gmatch('([%w_]+)%s*@%s*([^;]+)') do
            if open[value] and season.has_hiking_days(condition) then return true end
        end
    end
    return false
end

local function may(tags, keys)
    return said(tags, keys) ~= false
end

local for_feet = {'foot', 'access'}
local for_cars = {'motorcar', 'motor_vehicle', 'vehicle', 'access'}

function access.is_open_to_public(tags)
    return may(tags, {'access'})
end

-- Whether a way is open to feet in so many words.
function access.names_feet(tags)
    return tags.foot ~= nil and access.use_of(tags.foot) == 'open'
end

-- What is said to feet: agricultural and forestry close a track, or a gate, to cars and not to hikers.
function access.said_to_feet(tags)
    if tags.access and access.use_of(tags.access) == 'working' and not tags.foot then return true end
    local allowed = said(tags, for_feet)
    return allowed == false and opens_in_season(tags) or allowed
end

function access.said_to_cars(tags)
    return said(tags, for_cars)
end

-- There no more, not yet, or only while there is snow and ice. What is abandoned beside a railway's tag is the railway.
local function is_gone(tags)
    for _, key in ipairs{'abandoned', 'disused', 'razed', 'demolished', 'destroyed', 'removed', 'proposed', 'planned', 'construction', 'ice_road', 'winter_road'} do
        if tags[key] == 'yes' and not (tags.railway and (key == 'abandoned' or key == 'disused')) then return true end
    end
    return tags.seasonal == 'winter'
end

local dangerous = {danger_area = true, range = true}

function access.is_dangerous(tags)
    return dangerous[tags.military] or false
end

function access.may_walk(tags)
    if is_gone(tags) or tags.indoor == 'yes' then return false end
    if (tags.motorroad == 'yes' or access.is_dangerous(tags)) and not access.names_feet(tags) then return false end
    return access.said_to_feet(tags) ~= false
end

-- The run of a bike park: made for wheels that come down it, and one way. A hiker has no place there unless a tag or a marked
-- route says so.
function access.is_bike_descent(tags)
    local one_way = tags['oneway:bicycle'] == 'yes' or tags['oneway:mtb'] == 'yes' or
        ((tags.oneway == 'yes' or tags.oneway == '-1') and tags['oneway:bicycle'] ~= 'no')
    local for_mountain_bikes = tags['mtb:scale'] or tags['mtb:scale:imba'] or tags['mtb:type'] or tags.mtb == 'designated'
    return one_way and for_mountain_bikes and not tags.foot or false
end

-- On foot: 1 along the way only, -1 against it only, 0 both. A plain oneway is for vehicles, but on a via ferrata there are none.
function access.direction_on_foot(tags)
    local oneway = tags['oneway:foot'] or (tags.highway == 'via_ferrata' and tags.oneway) or nil
    local stairs_move = tags.conveying
    if oneway == '-1' or oneway == 'reverse' or tags['foot:forward'] == 'no' or stairs_move == 'backward' then return -1 end
    if oneway == 'yes' or oneway == 'true' or oneway == '1' or tags['foot:backward'] == 'no' or stairs_move == 'forward' then return 1 end
    return 0
end

access.drivable = {
    motorway = true, motorway_link = true, trunk = true, trunk_link = true, primary = true, primary_link = true,
    secondary = true, secondary_link = true, tertiary = true, tertiary_link = true, unclassified = true,
    residential = true, living_street = true, service = true, road = true,
}

local unfit_for_transit = {driveway = true, ['drive-through'] = true, emergency_access = true}

function access.may_drive(tags)
    if tags.area == 'yes' or unfit_for_transit[tags.service] or is_gone(tags) then
        return false
    end
    if tags.highway == 'track' then  -- closed to cars unless it says otherwise
        return open[tags.motor_vehicle] or open[tags.motorcar] or false
    end
    return (access.drivable[tags.highway] or false) and
        may(tags, for_cars)
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
