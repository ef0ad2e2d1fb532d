-- For tests only: finds other servers on ports of this machine instead of by DNS, and no others.

module:set_global();

local manual = require "net.resolvers.manual";
local service = require "net.resolvers.service";

-- host → port
local peers = module:get_option("loopback_peers", {});

local new_resolver = service.new;

function service.new(hostname, service_name, conn_type, extra)
	local port = peers[hostname];
	if not port or service_name ~= "xmpp-server" then return manual.new({}); end
	return manual.new({ { conn_type, "127.0.0.1", port, extra } });
end

function module.unload()
	service.new = new_resolver;
end
