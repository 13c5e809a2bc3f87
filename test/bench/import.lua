-- Which rule of docker/osm/access.lua keeps each way for feet off the trails: one row a way, for import.sh.
package.path = 'docker/osm/?.lua;' .. package.path
local appeal = require 'appeal'
local access = require 'access'

local way = osm2pgsql.define_table{
    name = 'bench_way', schema = 'public', ids = {type = 'way', id_column = 'way_id'}, columns = {
        {column = 'rule', not_null = true}, {column = 'geom', type = 'linestring', projection = 4326, not_null = true}}}

local function rule(tags)
    if access.may_walk(tags) then return 'walked' end
    for _, key in ipairs{'indoor', 'area', 'abandoned', 'construction'} do
        if tags[key] == 'yes' then return key end
    end
    if tags.footway == 'sidewalk' or tags.path == 'sidewalk' then return 'sidewalk of a street' end
    if tags.foot then return 'foot=' .. tags.foot end
    if tags.access then return 'access=' .. tags.access end
    return 'service=' .. (tags.service or '')
end

function osm2pgsql.process_way(object)
    local kind = object.tags.highway
    if not kind then return end
    local ended = kind == 'construction' or kind == 'proposed' or kind == 'abandoned' or kind == 'disused'
    if appeal.base[kind] and not appeal.quiet_road[kind] then
        way:insert{rule = rule(object.tags), geom = object:as_linestring()}
    elseif ended then
        way:insert{rule = 'highway=' .. kind, geom = object:as_linestring()}
    end
end
