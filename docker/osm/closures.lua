-- On which days of every year a way or a gate is closed to feet, by its conditional tags, its season and its opening hours.

local access = require 'access'

local closures = {}

local first_of_month = {Jan = 1, Feb = 32, Mar = 61, Apr = 92, May = 122, Jun = 153, Jul = 183, Aug = 214, Sep = 245, Oct = 275, Nov = 306, Dec = 336}
local days_in_month = {Jan = 31, Feb = 29, Mar = 31, Apr = 30, May = 31, Jun = 30, Jul = 31, Aug = 31, Sep = 30, Oct = 31, Nov = 30, Dec = 31}
local days_in_year = 366
local months_of_season = {winter = 'Dec-Feb', spring = 'Mar-May', summer = 'Jun-Aug', autumn = 'Sep-Nov', fall = 'Sep-Nov'}

local function first_and_last(month, day)
    local first = first_of_month[month]
    if not first then return nil end
    if day == '' then return first, first + days_in_month[month] - 1 end
    return first + tonumber(day) - 1, first + tonumber(day) - 1
end

-- One range of months or days (Nov 15-Apr 30, May-Oct, Jun, winter) as its first and last day; nil for anything else.
local function range_of(words)
    local text = months_of_season[words:lower()] or words
    local from, from_day, to, to_day = text:match('^(%a%a%a)%s*(%d?%d?)%s*%-%s*(%a%a%a)%s*(%d?%d?)$')
    if not from then
        from, from_day, to_day = text:match('^(%a%a%a)%s*(%d%d?)%s*%-%s*(%d%d?)$')
        to = from
    end
    if not from then
        from, from_day = text:match('^(%a%a%a)%s*(%d?%d?)$')
        to, to_day = from, from_day
    end
    if not from then return nil end
    local first, _ = first_and_last(from, from_day)
    local _, last = first_and_last(to, to_day)
    return first and last and {first, last}
end

-- The days on which a condition holds, or nil where it is not of days alone. The hours of a day that is named are left out where
-- they may be: a trail that is open from eight to six is open that day.
local function days_of(condition, ignores_hours)
    local days = {}
    for part in condition:gsub('[()]', ''):gmatch('[^,]+') do
        local words = part:gsub('^%s+', ''):gsub('%s+$', '')
        if ignores_hours then words = words:gsub('%s*%d%d?:%d%d.*$', ''):gsub('%s*sunrise.*$', ''):gsub('%s*dawn.*$', '') end
        local range = range_of(words)
        if not range then return nil end
        for day = 1, days_in_year do
            local inside = range[1] <= day and day <= range[2]
            if range[1] > range[2] then inside = day >= range[1] or day <= range[2] end
            if inside then days[day] = true end
        end
    end
    return days
end

local function others(days)
    local left = {}
    for day = 1, days_in_year do left[day] = not days[day] or nil end
    return left
end

-- Clauses stand apart by semicolons, but for those in parentheses.
local function clauses_of(value)
    local clauses = {}
    for clause in value:gsub('%b()', function(inner) return inner:gsub(';', ',') end):gmatch('[^;]+') do table.insert(clauses, clause) end
    return clauses
end

local shut = {no = true, private = true, permit = true, forestry = true, agricultural = true, delivery = true, customers = true}
local open = {yes = true, designated = true, permissive = true, official = true}

-- By what a conditional tag says: closed while a no holds; where the way is closed otherwise, while no yes does.
local function by_condition(value, is_shut)
    local closed, opened
    for _, clause in ipairs(clauses_of(value)) do
        local use, condition = clause:match('^%s*([%a_]+)%s*@%s*(.-)%s*$')
        local days = condition and days_of(condition, false)
        if not days then return nil end
        if shut[use] then
            closed = closed or {}
            for day in pairs(days) do closed[day] = true end
        elseif open[use] then
            opened = opened or {}
            for day in pairs(days) do opened[day] = true end
        else
            return nil
        end
    end
    if opened and is_shut then return others(opened) end
    return closed or {}
end

local function by_opening_hours(value)
    if value == '24/7' then return {} end
    local closed, opened
    for _, clause in ipairs(clauses_of(value)) do
        local words, off = clause:gsub('%s+off%s*$', ''):gsub('%s+closed%s*$', ''), clause:match('off%s*$') or clause:match('closed%s*$')
        local days = days_of(words, not off)
        if not days then return nil end
        if off then closed = days else
            opened = opened or {}
            for day in pairs(days) do opened[day] = true end
        end
    end
    return opened and others(opened) or closed or {}
end

local readers = {
    ['foot:conditional'] = by_condition,
    ['access:conditional'] = by_condition,
    opening_hours = by_opening_hours,
    seasonal = function(value)
        if value == 'no' then return {} end
        local days = days_of(value, false)
        return days and others(days)
    end,
}

local function date_of(day)
    for month, first in pairs(first_of_month) do
        if first <= day and day < first + days_in_month[month] then
            local number = ({Jan = 1, Feb = 2, Mar = 3, Apr = 4, May = 5, Jun = 6, Jul = 7, Aug = 8, Sep = 9, Oct = 10, Nov = 11, Dec = 12})[month]
            return string.format('2000-%02d-%02d', number, day - first + 1)
        end
    end
end

-- Runs of closed days, over New Year in one.
local function ranges_of(closed)
    local ranges = {}
    for day = 1, days_in_year do
        local before = day == 1 and days_in_year or day - 1
        if closed[day] and not closed[before] then
            local last = day
            while closed[last % days_in_year + 1] do last = last % days_in_year + 1 end
            table.insert(ranges, {starts = date_of(day), ends = date_of(last)})
        end
    end
    if #ranges == 0 and closed[1] then ranges = {{starts = '2000-01-01', ends = '2000-12-31'}} end
    return ranges
end

-- What the tags say, tag by tag: key and value, and the ranges of days, nil where they are not understood.
function closures.of(tags)
    local found = {}
    local is_shut = access.said_to_feet{foot = tags.foot, access = tags.access} == false
    for key, read in pairs(readers) do
        if tags[key] then
            local closed = read(tags[key], is_shut)
            table.insert(found, {key = key, value = tags[key], ranges = closed and ranges_of(closed)})
        end
    end
    return found
end

return closures
