-- The rooms of a XEP-0045 service: occupants whose connection is paused or whose server does not answer.

local jid_bare = require "util.jid".bare;
local jid_host = require "util.jid".host;
local st = require "util.stanza";

local caps = module:require "caps";
local new_ledger = module:require "ledger";
local new_links = module:require "links";

local muc = module:depends "muc";

local xmlns_muc_user = "http://jabber.org/protocol/muc#user";

-- Filled by this module on the hosts of the users.
local paused = module:shared("/*/presence_state_annotations/paused");

return function (psa)
	local ledger, links;
	-- The annotation of the replay that is being built.
	local annotation;

	-- A list, because the iterator does not bear what happens to rooms while they are used.
	local function live_rooms()
		local list = {};
		for room in muc.live_rooms() do list[#list+1] = room; end
		return list;
	end

	local function occupant_of(nick)
		local room = muc.get_room_from_jid(jid_bare(nick));
		return room and room:get_occupant_by_nick(nick), room;
	end

	-- Of all devices under one nickname: a single good one is enough, else what is true of the one that is shown.
	local function condition_of(occupant)
		local condition;
		for real_jid, presence in occupant:each_session() do
			if presence.attr.type == nil then
				local this = paused[real_jid] and "connection-paused"
					or links.is_down(jid_host(real_jid)) and "server-unavailable";
				if not this then return nil; end
				if not condition or real_jid == occupant.jid then condition = this; end
			end
		end
		return condition;
	end

	ledger = new_ledger(caps, {
		condition = function (nick)
			local occupant = occupant_of(nick);
			return occupant and condition_of(occupant);
		end;
		sees = function (nick, real_jid)
			local occupant, room = occupant_of(nick);
			if not occupant then return false; end
			local viewer = room:get_occupant_jid(real_jid);
			return viewer and viewer ~= nick and room:get_presence_broadcast()[occupant.role or "none"];
		end;
		awake = function (real_jid)
			local session = prosody.full_sessions[real_jid];
			if session then return not session.hibernating; end
			-- What is sent to a server that does not answer comes back as an error, for which a room throws people out.
			return not links.is_down(jid_host(real_jid));
		end;
		presence = function (real_jid, nick)
			local _, room = occupant_of(nick);
			local viewer = room and room:get_occupant_by_real_jid(real_jid);
			return viewer and viewer:get_presence(real_jid);
		end;
		send = function (nick, real_jid, condition)
			local occupant, room = occupant_of(nick);
			-- A copy, which we reduce to the one device: the room itself decides what it may see of the occupant.
			local viewer = room:get_occupant_by_real_jid(real_jid);
			viewer.sessions = { [real_jid] = viewer:get_presence(real_jid) };
			annotation = psa.element(condition, jid_host(occupant.jid));
			local x = st.stanza("x", { xmlns = xmlns_muc_user });
			room:publicise_occupant_status(occupant, x, nil, nil, nil, nil, false, viewer);
			annotation = nil;
		end;
	});

	module:hook("muc-build-occupant-presence", function (event)
		if not annotation then return; end
		psa.strip(event.stanza);
		event.stanza.attr.id = nil;
		event.stanza:add_direct_child(annotation);
	end);

	local function tell_all(room, nick)
		for other_nick, other in room:each_occupant() do
			if other_nick ~= nick then
				for real_jid in other:each_session() do ledger.settle(nick, real_jid); end
			end
		end
	end

	local function stale_in(room)
		local list = {};
		for nick, occupant in room:each_occupant() do
			if ledger.told[nick] or condition_of(occupant) then list[#list+1] = nick; end
		end
		return list;
	end

	local function tell_about_all(room, real_jid)
		for _, nick in ipairs(stale_in(room)) do ledger.settle(nick, real_jid); end
	end

	local function session_changed(event)
		for _, room in ipairs(live_rooms()) do
			local nick = room:get_occupant_jid(event.jid);
			if nick then tell_all(room, nick); end
		end
	end
	module:hook_global("presence-state-annotations/paused", session_changed);
	module:hook_global("presence-state-annotations/resumed", session_changed);

	module:hook_global("presence-state-annotations/awake", function (event)
		for _, room in ipairs(live_rooms()) do
			if room:get_occupant_jid(event.jid) then tell_about_all(room, event.jid); end
		end
	end);

	-- Who comes gets plain presence of everybody first.
	module:hook("muc-occupant-session-new", function (event)
		local room, real_jid = event.room, event.jid;
		for _, nick in ipairs(stale_in(room)) do ledger.note(nick, real_jid, nil); end
		module:add_timer(0, function () tell_about_all(room, real_jid); end);
	end);

	-- And everybody gets it when somebody's role changes, for example.
	module:hook("muc-broadcast-presence", function (event)
		local room, nick = event.room, event.occupant.nick;
		if not ledger.told[nick] and not condition_of(event.occupant) then return; end
		ledger.forget(nick);
		module:add_timer(0, function () tell_all(room, nick); end);
	end);

	module:hook("muc-occupant-left", function (event)
		ledger.forget(event.nick);
	end);

	module:hook("muc-room-destroyed", function (event)
		for nick in pairs(ledger.told) do
			if jid_bare(nick) == event.room.jid then ledger.forget(nick); end
		end
	end);

	-- Calls back for each device of this host in any room.
	local function each_from(host, callback)
		for _, room in ipairs(live_rooms()) do
			for nick, occupant in room:each_occupant() do
				for real_jid in occupant:each_session() do
					if jid_host(real_jid) == host then callback(room, nick, real_jid); end
				end
			end
		end
	end

	local function hosts()
		local list = {};
		for _, room in ipairs(live_rooms()) do
			for _, occupant in room:each_occupant() do
				for real_jid in occupant:each_session() do
					local host = jid_host(real_jid);
					if not prosody.hosts[host] then list[host] = true; end
				end
			end
		end
		return list;
	end

	links = new_links(psa, {
		about = function (host) return hosts()[host] ~= nil; end;
		hosts = hosts;
		lost = function (host)
			each_from(host, tell_all);
		end;
		restored = function (host)
			each_from(host, tell_all);
			each_from(host, function (room, _, real_jid) tell_about_all(room, real_jid); end);
		end;
	});
end
