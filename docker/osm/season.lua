-- When a condition of OpenStreetMap (the part behind the @ in foot:conditional) holds.

local season = {}

season.month_number = {Jan = 1, Feb = 2, Mar = 3, Apr = 4, May = 5, Jun = 6, Jul = 7, Aug = 8, Sep = 9, Oct = 10, Nov = 11, Dec = 12}
local season_months = {spring = {3, 5}, summer = {6, 8}, autumn = {9, 11}, fall = {9, 11}, winter = {12, 2}}
local first_hiking_month, last_hiking_month = 6, 9

-- From month to month, over New Year too.
local function covers_hiking_months(from, to)
    for month = first_hiking_month, last_hiking_month do
        if (from <= to and from <= month and month <= to) or (from > to and (month >= from or month <= to)) then
            return true
        end
    end
    return false
end

-- Whether it can hold on a day of the hiking season: by its months or seasons where it names some, else by its hours (07:00-19:00, sunrise, daylight).
function season.has_hiking_days(condition)
    local months = {}
    for word in condition:gmatch('%a+') do
        if season.month_number[word] then table.insert(months, season.month_number[word]) end
        for _, month in ipairs(season_months[word] or {}) do table.insert(months, month) end
    end
    if #months == 0 then
        return (condition:match('%d:%d%d') or condition:match('sunrise') or condition:match('dawn') or condition:match('daylight')) ~= nil
    end
    for i = 1, #months, 2 do
        if covers_hiking_months(months[i], months[i + 1] or months[i]) then return true end
    end
    return false
end

return season
