-- What wrk says at the end besides its own table.
done = function(_, latency)
  io.write(string.format("p50 %.1f ms, p95 %.1f ms\n", latency:percentile(50) / 1000, latency:percentile(95) / 1000))
end
