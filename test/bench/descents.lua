-- The runs of bike parks, for towns.sh, told by their tags alone: what the importer makes of them is what is measured.
local descent = osm2pgsql.define_table{
    name = 'bench_descent', schema = 'public', ids = {type = 'way', id_column = 'way_id'},
    columns = {{column = 'geom', type = 'linestring', projection = 4326, not_null = true}}}

function osm2pgsql.process_way(object)
    local tags = object.tags
    if tags.highway == 'path' and tags.bicycle == 'designated' and tags['mtb:scale'] and tags.oneway == 'yes' and not tags.foot then
        descent:insert{geom = object:as_linestring()}
    end
end
