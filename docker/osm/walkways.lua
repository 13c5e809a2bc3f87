-- What a way is to somebody on foot: its row of osm_trail but for nodes and geometry.

local appeal = require 'appeal'
local access = require 'access'
local connectors = require 'connectors'

local walkways = {}

-- Nil for what is no way for feet. needs_route: walked only where a marked hiking route leads over it. is_connector: walked
-- only where it joins trails; one on a marked route, or open to feet in so many words, is walked in any case.
function walkways.row(tags)
    local kind = connectors.kind(tags)
    local as_connector = connectors.appeal(tags)
    local busy = appeal.busy_road[kind] or false
    if not (appeal.base[kind] or busy or connectors.base[kind]) or not access.may_walk(tags) then return nil end
    local row = {
        name = tags.name, kind = kind, direction = access.direction_on_foot(tags),
        grade = (kind == 'via_ferrata' or tags.via_ferrata_scale) and 'via_ferrata' or tags.sac_scale,
        is_connector = as_connector ~= nil and not access.names_feet(tags),
        names_feet = access.names_feet(tags),
        is_road = busy or appeal.quiet_road[kind] or as_connector ~= nil,
        needs_route = busy and not appeal.has_pavement(tags) or access.is_bike_descent(tags),
    }
    if as_connector then
        row.appeal, row.route_appeal = as_connector, as_connector
    else
        row.appeal, row.route_appeal = appeal.of(tags)
    end
    return row
end

return walkways
