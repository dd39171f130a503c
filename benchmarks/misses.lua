-- Asks for another image each time: widths of 200 to 799 of ten originals, 6,000 before the first
-- comes again.
local count = 0
local pattern

function init(arguments)
  pattern = arguments[1]
  count = os.time() * 37 % 6000
end

function request()
  count = count + 1
  local path = pattern:gsub("{w}", tostring(200 + count % 600)):gsub("{n}", tostring(math.floor(count / 600) % 10))
  return wrk.format("GET", path)
end
