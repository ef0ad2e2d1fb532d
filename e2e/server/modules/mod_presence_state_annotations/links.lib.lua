-- Which other servers answer. A link that ends proves nothing, they end when idle: a ping decides.

local st = require "util.stanza";
local jid_host = require "util.jid".host;
local new_id = require "util.id".medium;
local now = require "util.time".now;

local heartbeat = module:get_option_number("psa_heartbeat", 120);
local ping_timeout = module:get_option_number("psa_ping_timeout", 15);
local retry_interval = module:get_option_number("psa_retry_interval", 30);

-- Both directions of a link end one after the other, and a ping on the second one would be lost with it.
local settling_time = 0.1;

-- What our own server says in the name of one that it cannot reach.
local means_unreachable = {
	["remote-server-not-found"] = true;
	["remote-server-timeout"] = true;
	["recipient-unavailable"] = true; -- mod_smacks, for what was lost with a link
};

-- concern.about(host): does anybody here hold presence from there
-- concern.hosts(): a table with all hosts of which somebody does
-- concern.lost(host), concern.restored(host)
return function (psa, concern)
	local down, heard, checking, check_again = {}, {}, {}, {};
	local links = {};

	function links.is_down(host)
		return down[host] ~= nil;
	end

	local check;

	local function retry(host, outage)
		local interval = retry_interval;
		module:add_timer(interval, function ()
			if down[host] ~= outage then return; end
			if not concern.about(host) then
				down[host] = nil;
				return;
			end
			check(host);
			interval = math.min(interval * 1.5, retry_interval * 10);
			return interval;
		end);
	end

	local function set_up(host)
		if not down[host] then return; end
		down[host] = nil;
		module:log("info", "%s answers again", host);
		concern.restored(host);
	end

	local function set_down(host)
		if down[host] then return; end
		down[host] = {};
		module:log("info", "%s does not answer", host);
		retry(host, down[host]);
		concern.lost(host);
	end

	function check(host)
		if checking[host] then
			check_again[host] = true;
			return;
		end
		checking[host] = true;
		local asked = now();
		local function conclude(answered)
			checking[host] = nil;
			local again = check_again[host];
			check_again[host] = nil;
			-- It may have said something else since, which is as good as an answer.
			if answered or (heard[host] or 0) > asked then
				set_up(host);
				-- A link died meanwhile: the answer may have come before that.
				if again then check(host); end
			else
				set_down(host);
			end
		end
		local ping = st.iq({ type = "get", from = module.host, to = host, id = new_id() })
			:tag("ping", { xmlns = "urn:xmpp:ping" });
		module:send_iq(ping, nil, ping_timeout):next(function ()
			conclude(true);
		end, function (err)
			local ours = err.context and err.context.by == module.host;
			conclude(not ours and not means_unreachable[err.condition]);
		end):catch(function (problem)
			module:log("error", "After the ping of %s: %s", host, problem);
		end);
	end

	-- Whatever it says, it is there. These events come after the sender was verified.
	local function hear(event)
		if not psa.is_remote(event.origin) then return; end
		local host = jid_host(event.stanza.attr.from);
		heard[host] = now();
		if down[host] then set_up(host); end
	end
	for _, name in ipairs { "message", "presence", "iq" } do
		for _, kind in ipairs { "full", "bare", "host" } do
			module:hook(name.."/"..kind, hear, 500);
		end
	end

	local function peer_of(session)
		if session.direction == "incoming" then return session.from_host; end
		return session.to_host;
	end

	local function link_ended(event)
		local host = peer_of(event.session);
		if not host or down[host] then return; end
		module:add_timer(settling_time, function ()
			if not down[host] and concern.about(host) then check(host); end
		end);
	end
	module:hook("s2sout-destroyed", link_ended);
	module:hook("s2sin-destroyed", link_ended);

	local function link_opened(event)
		local host = peer_of(event.session);
		if host and down[host] then check(host); end
	end
	module:hook("s2sout-established", link_opened);
	module:hook("s2sin-established", link_opened);

	module:hook("smacks-ack-delayed", function (event)
		local session = event.origin;
		if session.type ~= "s2sin" and session.type ~= "s2sout" then return; end
		local host = peer_of(session);
		if host and not down[host] and concern.about(host) then check(host); end
	end);

	if heartbeat > 0 then
		module:add_timer(heartbeat, function ()
			local quiet_since = now() - heartbeat;
			for host in pairs(concern.hosts()) do
				if not down[host] and (heard[host] or 0) <= quiet_since and concern.about(host) then check(host); end
			end
			return heartbeat;
		end);
	end

	return links;
end
