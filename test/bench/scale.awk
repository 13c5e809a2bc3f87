# Draws two charts, side by side with logarithmic axes, from lines of series, edges and milliseconds:
# "size" against the whole network, "reach5", "reach10", "reach20" against what is in reach.
function x_of(edges, chart) { return chart * 420 + 60 + 320 * (log(edges) / log(10) - 3) / 3.1 }
function y_of(ms) { return 270 - 220 * log(ms > 1 ? ms : 1) / log(10) / 3 }
function write(x, y, words, how) { printf "<text x=\"%.1f\" y=\"%.1f\" %s>%s</text>\n", x, y, how, words }
function axes(chart, title, label,    power) {
  write(x_of(1000, chart), 26, title, "font-weight=\"bold\"")
  for (power = 3; power <= 6; power++) {
    printf "<path d=\"M%.1f 50V270\" stroke=\"#ddd\"/>\n", x_of(10 ^ power, chart)
    write(x_of(10 ^ power, chart), 286, power < 6 ? 10 ^ (power - 3) "k" : "1M", "text-anchor=\"middle\"")
  }
  for (power = 0; power <= 3; power++) {
    printf "<path d=\"M%.1f %.1fh330\" stroke=\"#ddd\"/>\n", x_of(1000, chart), y_of(10 ^ power)
    write(x_of(1000, chart) - 6, y_of(10 ^ power) + 4, 10 ^ power " ms", "text-anchor=\"end\"")
  }
  write(x_of(31623, chart), 306, label, "text-anchor=\"middle\"")
}
BEGIN {
  print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 840 330\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\">"
  print "<rect width=\"840\" height=\"330\" fill=\"#fff\"/>"
  axes(0, "A larger network", "edges of the whole network: 10 miles within 5 km")
  axes(1, "More in reach", "edges in reach, of a million")
  colour["size"] = colour["reach10"] = "#0a58ca"; colour["reach5"] = "#2b8a3e"; colour["reach20"] = "#c2410c"
}
{
  chart = $1 == "size" ? 0 : 1
  path[$1] = path[$1] sprintf("%s%.1f %.1f", path[$1] == "" ? "M" : "L", x_of($2, chart), y_of($3))
  dots = dots sprintf("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n", x_of($2, chart), y_of($3), colour[$1])
}
END {
  for (series in path) printf "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", path[series], colour[series]
  printf "%s", dots
  write(490, 226, "5 miles", "fill=\"" colour["reach5"] "\"")
  write(490, 243, "10 miles", "fill=\"" colour["reach10"] "\"")
  write(490, 260, "20 miles", "fill=\"" colour["reach20"] "\"")
  write(60, 324, "plan_loop, warm, median of one backend; trails (c) OpenStreetMap contributors", "fill=\"#666\" font-size=\"10\"")
  print "</svg>"
}
