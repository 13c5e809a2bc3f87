-- How hard a way is to walk: 1 to 6 on the SAC hiking scale, 6 for via ferratas, nil where nothing is said.

local difficulty = {}

local sac_scale = {
    strolling = 1, hiking = 1, mountain_hiking = 2, demanding_mountain_hiking = 3,
    alpine_hiking = 4, demanding_alpine_hiking = 5, difficult_alpine_hiking = 6,
    T1 = 1, T2 = 2, T3 = 3, T4 = 4, T5 = 5, T6 = 6,
}

-- Of several values (hiking;mountain_hiking) the hardest counts.
function difficulty.of(tags)
    if tags.highway == 'via_ferrata' or tags.via_ferrata_scale then return 6 end
    local hardest
    for value in (tags.sac_scale or ''):gmatch('[%w_]+') do
        local grade = sac_scale[value]
        if grade and grade > (hardest or 0) then hardest = grade end
    end
    return hardest
end

return difficulty
