# regret.awk -v setting=… -v best=FILE FILE RESULTS: keeps the best scores in FILE, and prints what RESULTS
# lose against them. A request is known by map, place, drive_km and hike_mi.
function sorted(values, n, i, j, v) {
  for (i = 2; i <= n; i++) {
    v = values[i]
    for (j = i - 1; j > 0 && values[j] > v; j--) values[j + 1] = values[j]
    values[j + 1] = v
  }
}
function percentile(group, what, share, n, i, at, values) {
  n = count[group, what]
  if (n == 0) return 0
  for (i = 1; i <= n; i++) values[i] = list[group, what, i]
  sorted(values, n)
  at = 1 + share * (n - 1)
  i = int(at)
  return i == n ? values[n] : values[i] + (values[i + 1] - values[i]) * (at - i)
}
function note(group, what, value) { list[group, what, ++count[group, what]] = value }
function row(group) {
  printf "| %s | %d | %.4f | %.4f | %.4f | %.3f | %.1f | %d | %.1f | %.0f | %.2f | %.4f | %.3f | %.0f |\n", group, asked[group],
    percentile(group, "lost", .5), percentile(group, "lost", .9), percentile(group, "lost", .95), percentile(group, "lost", 1),
    count[group, "lost"] ? 100 * over[group] / count[group, "lost"] : 0, missed[group], percentile(group, "ms", .5), percentile(group, "ms", .95),
    units[group] / asked[group] / 1e6, percentile(group, "gap", .5), percentile(group, "gap", .95),
    count[group, "gap"] ? 100 * proven[group] / count[group, "gap"] : 0
}
BEGIN { FS = OFS = "\t" }
FILENAME == best && !seen_results {
  known[$1] = $2
  how[$1] = $3
  next
}
{
  seen_results = 1
  key = $1 " " $4 " " $5 " " $6 " " $7
  split($9, scores, ",")
  results[++lines] = $0
  keys[lines] = key
  if ($9 != "" && (!(key in known) || scores[1] > known[key] + 1e-9)) {
    known[key] = scores[1]
    how[key] = setting
  }
}
END {
  for (l = 1; l <= lines; l++) {
    split(results[l], f, "\t")
    split("all;" f[2] ";about " f[3] " miles;" f[2] ", about " f[3] " miles;" f[1], groups, ";")
    for (g = 1; g <= 5; g++) {
      group = groups[g]
      if (!(group in asked)) names[++named] = group
      asked[group]++
      units[group] += f[12]
      note(group, "ms", f[11])
      if (f[9] == "") {
        missed[group] += keys[l] in known
        continue
      }
      split(f[9], scores, ",")
      lost = known[keys[l]] - scores[1]
      note(group, "lost", lost)
      over[group] += lost > .01
      note(group, "gap", f[10] - scores[1])
      proven[group] += f[10] - scores[1] <= .005
    }
  }
  print "| requests | asked | lost p50 | p90 | p95 | max | over 0.01, % | missed | ms p50 | p95 | M units | gap p50 | p95 | proven, % |"
  print "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
  for (n = 1; n <= named; n++) row(names[n])
  for (key in known) print key, known[key], how[key] | ("sort >" best)
}
