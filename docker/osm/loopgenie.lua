-- What osm2pgsql takes from an OpenStreetMap file for loopgenie: rows for import.sql to join, in the
-- schema that LOOPGENIE_STAGING names. What ways are worth is in appeal.lua, who may use them in access.lua.

package.path = (osm2pgsql.config_dir or 'docker/osm') .. '/?.lua;' .. package.path
local access = require 'access'
local barriers = require 'barriers'
local camps = require 'camps'
local closures = require 'closures'
local danger = require 'danger'
local walkways = require 'walkways'

local function staging(name, ids, columns)
    return osm2pgsql.define_table{
        name = name, schema = os.getenv('LOOPGENIE_STAGING'), ids = ids, columns = columns}
end

local function lines(name, columns)
    table.insert(columns, {column = 'nodes', sql_type = 'bigint[]', not_null = true})
    table.insert(columns, {column = 'name'})
    table.insert(columns, {column = 'kind', not_null = true})
    table.insert(columns, {column = 'geom', type = 'linestring', projection = 4326, not_null = true})
    return staging(name, {type = 'way', id_column = 'way_id'}, columns)
end

local function points(name, columns)
    table.insert(columns, {column = 'name'})
    table.insert(columns, {column = 'kind', not_null = true})
    table.insert(columns, {column = 'geom', type = 'point', projection = 4326, not_null = true})
    return staging(name, {type = 'any', id_column = 'osm_id', type_column = 'osm_type'}, columns)
end

local tables = {
    trail = lines('osm_trail', {{column = 'appeal', type = 'real'}, {column = 'route_appeal', type = 'real'},
                                {column = 'is_road', type = 'boolean'}, {column = 'needs_route', type = 'boolean'},
                                {column = 'is_connector', type = 'boolean'}, {column = 'names_feet', type = 'boolean'}, {column = 'grade'},
                                {column = 'direction', type = 'int2'}}),
    road = lines('osm_road', {{column = 'direction', type = 'int2'}}),
    route = staging('osm_route', {type = 'relation', id_column = 'relation_id'}, {
        {column = 'way_id', type = 'int8'}, {column = 'name'}}),
    barrier = staging('osm_barrier', {type = 'node', id_column = 'node_id'}, {
        {column = 'stops_feet', type = 'boolean'}, {column = 'stops_cars', type = 'boolean'},
        {column = 'geom', type = 'point', projection = 4326}}),
    danger = staging('osm_danger', {type = 'any', id_column = 'osm_id', type_column = 'osm_type'}, {
        {column = 'geom', type = 'geometry', projection = 4326, not_null = true}}),
    closure = staging('osm_closure', {type = 'any', id_column = 'osm_id', type_column = 'osm_type'}, {
        {column = 'key'}, {column = 'value'}, {column = 'is_understood', type = 'boolean'}, {column = 'starts'}, {column = 'ends'}, {column = 'yearly', type = 'boolean'},
        {column = 'geom', type = 'geometry', projection = 4326, not_null = true}}),
    spot = points('osm_spot', {}),
    camp = points('osm_camp', {}),
    water = staging('osm_water', {type = 'any', id_column = 'osm_id', type_column = 'osm_type'}, {
        {column = 'name'}, {column = 'is_lake', type = 'boolean'}, {column = 'is_seasonal', type = 'boolean'},
        {column = 'geom', type = 'geometry', projection = 4326, not_null = true}}),
    place = points('osm_place', {{column = 'population', type = 'int8'}}),
    landmark = points('osm_landmark', {}),
}

local closed_parking = {underground = true, ['multi-storey'] = true, garage_boxes = true, carports = true}

-- Where a hike may start, by kind, or nil.
local function spot_kind(tags)
    if tags.highway == 'trailhead' then return 'trailhead' end
    if tags.amenity == 'parking' and access.is_open_to_public(tags) and not closed_parking[tags.parking] then
        return 'parking'
    end
    if tags.tourism == 'information' and (tags.information == 'board' or tags.information == 'map') then
        return 'information'
    end
    if tags.railway == 'station' or tags.railway == 'halt' then return 'railway' end
    if tags.highway == 'bus_stop' then return 'bus_stop' end
end

-- Takes a named or unnamed spot as one point, for areas their middle.
local function take_spots(object, point)
    local tags = object.tags
    local spot, camp = spot_kind(tags), camps.kind(tags)
    if spot then tables.spot:insert{name = tags.name, kind = spot, geom = point()} end
    if camp then tables.camp:insert{name = tags.name, kind = camp, geom = point()} end
end

local function take_water(tags, geom)
    if not camps.is_water(tags) then return end
    tables.water:insert{name = tags.name, is_lake = tags.natural == 'water', is_seasonal = camps.is_seasonal(tags), geom = geom()}
end

-- A closed way that is a trail as well is a line, unless it says otherwise.
local function take_danger(tags, geom)
    if (tags.highway and tags.area ~= 'yes') or not danger.is_area(tags) then return end
    tables.danger:insert{geom = geom()}
end

-- A row for each range of days, or one without any.
local function take_closures(tags, geom)
    for _, said in ipairs(closures.of(tags)) do
        local row = {key = said.key, value = said.value, is_understood = said.ranges ~= nil, geom = geom()}
        for _, range in ipairs(said.ranges or {}) do
            row.starts, row.ends, row.yearly = range.starts, range.ends, range.yearly or false
            tables.closure:insert(row)
        end
        if not row.starts then tables.closure:insert(row) end
    end
end

local settled = {city = true, town = true, village = true, hamlet = true, suburb = true, neighbourhood = true,
                 quarter = true, isolated_dwelling = true, locality = true}

-- What hikers look for by name, beside where people live.
local function landmark_kind(tags)
    if tags.natural == 'peak' or tags.natural == 'volcano' then return 'peak' end
    if tags.natural == 'saddle' or tags.mountain_pass == 'yes' then return 'saddle' end
end

function osm2pgsql.process_node(object)
    local tags = object.tags
    take_spots(object, function() return object:as_point() end)
    local stops_feet, stops_cars = barriers.stops_feet(tags), barriers.stops_cars(tags)
    if stops_feet or stops_cars then
        tables.barrier:insert{stops_feet = stops_feet, stops_cars = stops_cars, geom = object:as_point()}
    end
    if tags.barrier or tags.highway == 'gate' then take_closures(tags, function() return object:as_point() end) end
    if settled[tags.place] and tags.name then
        tables.place:insert{name = tags.name, kind = tags.place, geom = object:as_point(),
                            population = tonumber((tags.population or ''):match('^%d+$'))}
    end
    local landmark = landmark_kind(tags)
    if landmark and tags.name then
        tables.landmark:insert{name = tags.name, kind = landmark, geom = object:as_point()}
    end
end

-- In ids of the OpenStreetMap nodes lies the topology: ways meet where they share one.
local function node_array(object)
    return '{' .. table.concat(object.nodes, ',') .. '}'
end

-- What the multipolygons are that a way bounds: tags by way. Their members come twice, the second time with this known.
local square_around = {}

function osm2pgsql.process_way(object)
    local tags = object.tags
    if object.is_closed then
        take_spots(object, function() return object:as_polygon():centroid() end)
        take_danger(tags, function() return object:as_polygon() end)
    end
    take_water(tags, function() return object:as_linestring() end)
    local trail = walkways.row(tags) or walkways.row(square_around[object.id] or {})
    if trail then
        trail.nodes, trail.geom = node_array(object), object:as_linestring()
        tables.trail:insert(trail)
        take_closures(tags, function() return object:as_linestring() end)
    end
    if access.may_drive(tags) then
        tables.road:insert{nodes = node_array(object), name = tags.name, kind = tags.highway,
                           direction = access.direction(tags), geom = object:as_linestring()}
    end
end

function osm2pgsql.select_relation_members(relation)
    local tags = relation.tags
    if tags.type ~= 'multipolygon' then return end
    tags.area = 'yes'
    if not walkways.row(tags) then return end
    local ways = osm2pgsql.way_member_ids(relation)
    for _, way in ipairs(ways) do square_around[way] = tags end
    return {ways = ways}
end

local on_foot = {hiking = true, foot = true, walking = true}

function osm2pgsql.process_relation(object)
    local tags = object.tags
    if tags.type == 'multipolygon' or tags.type == 'boundary' then
        take_spots(object, function() return object:as_multipolygon():centroid() end)
        take_water(tags, function() return object:as_multipolygon() end)
        take_danger(tags, function() return object:as_multipolygon() end)
    elseif tags.type == 'route' and on_foot[tags.route] then
        for _, member in ipairs(object.members) do
            if member.type == 'w' then
                tables.route:insert{way_id = member.ref, name = tags.name or tags.ref}
            end
        end
    end
end
