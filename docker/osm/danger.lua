-- Areas in which nobody should walk.

local access = require 'access'

local danger = {}

-- Of hazards those that do not go away with the season, as avalanches do, and are no sign beside a road.
local lasting = {minefield = true, unexploded_ordnance = true, shooting_range = true, contamination = true, nuclear = true,
                 quicksand = true}

function danger.is_area(tags)
    local allowed = access.said_to_feet(tags)
    if allowed ~= nil then return not allowed and (tags.military or tags.landuse == 'military' or tags.hazard) ~= nil end
    return access.is_dangerous(tags) or lasting[tags.hazard] or false
end

return danger
