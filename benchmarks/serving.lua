-- A fresh home point for every request, around the place given as ARGUMENTS: south west north east
local counter = 0
function setup(thread)
  thread:set("id", counter)
  counter = counter + 1
end
function init(args)
  math.randomseed(20260101 + id)
  south, west, north, east = tonumber(args[1]), tonumber(args[2]), tonumber(args[3]), tonumber(args[4])
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
end
function request()
  local lat = south + math.random() * (north - south)
  local lng = west + math.random() * (east - west)
  return wrk.format(nil, nil, nil, string.format('{"lat": %.7f, "lng": %.7f}', lat, lng))
end
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("FIGURES %d %.6f %.1f %.1f %d %d\n", summary.requests, summary.duration / 1e6,
    latency:percentile(50), latency:percentile(99), summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
