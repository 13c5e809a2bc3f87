-- Where a hiker may sleep or drink.

local camps = {}

local slept_in = {camp_site = 'camp_site', alpine_hut = 'alpine_hut', wilderness_hut = 'wilderness_hut'}

-- Of a place of its own, by kind, or nil.
function camps.kind(tags)
    if slept_in[tags.tourism] then return slept_in[tags.tourism] end
    if tags.amenity == 'shelter' and tags.shelter_type ~= 'public_transport' then return 'shelter' end
    if tags.amenity == 'drinking_water' then return 'drinking_water' end
    if tags.natural == 'spring' then return 'spring' end
end

local running = {stream = true, river = true}
local not_to_drink = {wastewater = true, basin = true, pool = true, reflecting_pool = true, fountain = true, salt_pond = true}

-- Whether it is a stream or a lake, above ground.
function camps.is_water(tags)
    if running[tags.waterway] then return tags.tunnel == nil or tags.tunnel == 'no' end
    return tags.natural == 'water' and not not_to_drink[tags.water]
end

-- Whether it dries up. Many that do are not mapped so.
function camps.is_seasonal(tags)
    return (tags.intermittent ~= nil and tags.intermittent ~= 'no') or (tags.seasonal ~= nil and tags.seasonal ~= 'no')
end

return camps
