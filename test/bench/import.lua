-- Which rule of docker/osm keeps each way from feet or cars: a row for each way and user, for import.sh.
package.path = 'docker/osm/?.lua;' .. package.path
local appeal = require 'appeal'
local access = require 'access'
local connectors = require 'connectors'
local walkways = require 'walkways'

local way = osm2pgsql.define_table{
    name = 'bench_way', schema = 'public', ids = {type = 'way', id_column = 'way_id'}, columns = {
        {column = 'used_by', not_null = true}, {column = 'rule', not_null = true},
        {column = 'geom', type = 'linestring', projection = 4326, not_null = true}}}

-- The first of these tags that the way carries.
local function first_of(tags, keys)
    for _, key in ipairs(keys) do
        if tags[key] then return key .. '=' .. tags[key] end
    end
end

local function rule_for_feet(tags)
    local row = walkways.row(tags)
    if row and row.needs_route then return 'bike descent' end
    if row then return row.is_connector and 'connector' or 'walked' end
    for _, key in ipairs{'indoor', 'abandoned', 'disused', 'construction', 'ice_road', 'winter_road'} do
        if tags[key] == 'yes' then return key end
    end
    return first_of(tags, {'foot', 'access', 'motorroad', 'military', 'seasonal', 'service'})
end

local function rule_for_cars(tags)
    if access.may_drive(tags) then return tags.highway == 'track' and 'driven, a track that says so' or 'driven' end
    if tags.area == 'yes' then return 'area' end
    local elsewhere = {}
    for key, value in pairs(tags) do elsewhere[key] = key ~= 'service' and value or nil end
    if access.may_drive(elsewhere) then return 'service=' .. tags.service end
    return first_of(tags, {'motorcar', 'motor_vehicle', 'vehicle', 'access', 'disused', 'abandoned'})
end

function osm2pgsql.process_way(object)
    local tags = object.tags
    local kind = tags.highway
    if not kind then return end
    local ended = kind == 'construction' or kind == 'proposed' or kind == 'abandoned' or kind == 'disused'
    local function count(used_by, rule)
        way:insert{used_by = used_by, rule = rule, geom = object:as_linestring()}
    end
    if ended then
        count('feet', 'highway=' .. kind)
    elseif (appeal.base[kind] and not appeal.quiet_road[kind]) or connectors.base[kind] then
        count('feet', rule_for_feet(tags))
    end
    if access.drivable[kind] or access.may_drive(tags) then
        count('cars', rule_for_cars(tags))
    end
end
