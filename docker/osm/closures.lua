-- On which days of every year, or of one, a way or a gate is closed to feet, by its conditional tags, its season and its opening hours.

local access = require 'access'
local month_number = require('season').month_number

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

-- Days of certain years (2026 Apr 1-2026 Jul 31, 2026 Apr-Jun): first and last as dates, nil for anything else.
local function dates_of(condition)
    local words = condition:gsub('[()]', '')
    local year, from, from_day, to_year, to, to_day = words:match('^(%d%d%d%d) (%a%a%a)%s*(%d?%d?)%s*%-%s*(%d?%d?%d?%d?)%s*(%a%a%a)%s*(%d?%d?)$')
    if not (year and month_number[from] and month_number[to]) then return nil end
    return {starts = string.format('%s-%02d-%02d', year, month_number[from], tonumber(from_day) or 1),
            ends = string.format('%s-%02d-%02d', to_year == '' and year or to_year, month_number[to],
                                 tonumber(to_day) or (to == 'Feb' and 28 or days_in_month[to]))}
end

-- What is left of a condition without its hours, and whether it had some.
local function without_hours(words)
    local dated = words:gsub('%s*%d%d?:%d%d.*$', '')
    for _, word in ipairs{'sunrise', 'sunset', 'dawn', 'dusk', 'daylight', 'night'} do dated = dated:gsub('%s*' .. word .. '.*$', '') end
    return dated, dated ~= words
end

-- The days on which a condition holds, or nil where it is not of days and hours. hours_count: a day on which it holds for hours
-- is one of them. A trail that is open from eight to six is open that day; one that is closed at night is not closed on any.
local function days_of(condition, hours_count)
    local days = {}
    for part in condition:gsub('[()]', ''):gmatch('[^,]+') do
        local words, has_hours = without_hours(part:gsub('^%s+', ''):gsub('%s+$', ''))
        words = words:gsub('%s*Mo%-Su$', ''):gsub('[:%s]+$', '')
        local range = words == '' and {1, days_in_year} or range_of(words)
        if not range then return nil end
        for day = 1, days_in_year do
            local inside = range[1] <= day and day <= range[2]
            if range[1] > range[2] then inside = day >= range[1] or day <= range[2] end
            if inside and (hours_count or not has_hours) then days[day] = true end
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

-- By what a conditional tag says: closed while a no holds; where the way is closed otherwise, while no yes does. Days of every
-- year, and ranges of dates.
local function by_condition(value, is_shut)
    local closed, opened
    local dated = {}
    for _, clause in ipairs(clauses_of(value)) do
        local words, condition = clause:match('^%s*([%a_]+)%s*@%s*(.-)%s*$')
        local use = words and access.use_of(words)
        local is_open = use == 'open'
        local dates = use and not is_open and dates_of(condition)
        local days = dates and {} or use and days_of(condition, is_open)
        if not days then return nil end
        if dates then table.insert(dated, dates) end
        if is_open then opened = opened or {} else closed = closed or {} end
        for day in pairs(days) do (is_open and opened or closed)[day] = true end
    end
    return opened and is_shut and others(opened) or closed or {}, dated
end

local function by_opening_hours(value)
    if value == '24/7' then return {} end
    local off, opened = {}, nil
    for _, clause in ipairs(clauses_of(value)) do
        local words = clause:match('^(.-)%s*off%s*$') or clause:match('^(.-)%s*closed%s*$')
        local days = words == '' and others({}) or days_of(words or clause, not words)
        if not days then return nil end
        if not words then opened = opened or {} end
        for day in pairs(days) do (words and off or opened)[day] = true end
    end
    local closed = opened and others(opened) or {}
    for day in pairs(off) do closed[day] = true end
    return closed
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
            return string.format('2000-%02d-%02d', month_number[month], day - first + 1)
        end
    end
end

-- Runs of closed days, over New Year in one, and the dates.
local function ranges_of(closed, dated)
    local ranges = {table.unpack(dated or {})}
    local yearly = {}
    for day = 1, days_in_year do
        local before = day == 1 and days_in_year or day - 1
        if closed[day] and not closed[before] then
            local last = day
            while closed[last % days_in_year + 1] do last = last % days_in_year + 1 end
            table.insert(yearly, {starts = date_of(day), ends = date_of(last), yearly = true})
        end
    end
    if #yearly == 0 and closed[1] then yearly = {{starts = '2000-01-01', ends = '2000-12-31', yearly = true}} end
    return table.move(yearly, 1, #yearly, #ranges + 1, ranges)
end

-- What the tags say, tag by tag: key and value, and the ranges of days, nil where they are not understood.
function closures.of(tags)
    local found = {}
    local is_shut = access.said_to_feet{foot = tags.foot, access = tags.access} == false
    for key, read in pairs(readers) do
        if tags[key] then
            local closed, dated = read(tags[key], is_shut)
            table.insert(found, {key = key, value = tags[key], ranges = closed and ranges_of(closed, dated)})
        end
    end
    return found
end

return closures
