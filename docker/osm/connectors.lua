-- What is walked only to get from one trail to another: sidewalks, crossings, the aisles of car parks, driveways, platforms,
-- piers, and squares, round their edge. Which of them join trails is found out in 14-connectors.sql.

local connectors = {}

-- Little appeal: nobody sees more of them than need be. Those that are nothing else, by kind, and those that a tag makes so.
connectors.base = {platform = 0.15, pier = 0.30, ladder = 0.60}
local tagged = {sidewalk = 0.15, crossing = 0.30, service = 0.10, square = 0.20}

local unfit_service = {driveway = true, parking_aisle = true, ['drive-through'] = true, emergency_access = true}

local function part_of_street(tags, part)
    return tags.footway == part or tags.path == part or tags.cycleway == part
end

function connectors.kind(tags)
    if tags.highway then return tags.highway end
    if tags.man_made == 'pier' then return 'pier' end
    if tags.railway == 'platform' or tags.public_transport == 'platform' then return 'platform' end
    if tags.man_made == 'ladder' or tags.ladder == 'yes' then return 'ladder' end
    return ''
end

-- The appeal of a way that connects trails at the most, nil for all others.
function connectors.appeal(tags)
    local base = connectors.base[connectors.kind(tags)]
    if base then return base end
    if tags.area == 'yes' then return tagged.square end
    if part_of_street(tags, 'sidewalk') then return tagged.sidewalk end
    if part_of_street(tags, 'crossing') then return tagged.crossing end
    if unfit_service[tags.service] then return tagged.service end
end

return connectors
