-- The users of a host: their own paused connections, and what they hold of people on servers that do not answer.

local jid_bare = require "util.jid".bare;
local jid_host = require "util.jid".host;
local datetime = require "util.datetime".datetime;
local st = require "util.stanza";

local caps = module:require "caps";
local held = module:require "held";
local new_ledger = module:require "ledger";
local new_links = module:require "links";

local xmlns_delay = "urn:xmpp:delay";
local xmlns_muc = "http://jabber.org/protocol/muc";
local xmlns_muc_user = "http://jabber.org/protocol/muc#user";

-- Most breaks are a page that reloads or a phone that changes networks: those are over before anybody needs to know.
local pause_delay = module:get_option_number("psa_pause_delay", 2);

local bare_sessions, full_sessions = prosody.bare_sessions, prosody.full_sessions;

-- Full JIDs of paused sessions on all hosts, for the room services too.
local paused = module:shared("/*/presence_state_annotations/paused");

-- session.psa_directed[JID]: the last presence it sent there although that is nobody who may always see it
-- session.psa_nap: a table of its own for each hibernation

return function (psa)
	local ledger, links;

	local function fire(event, session)
		prosody.events.fire_event("presence-state-annotations/"..event, { jid = session.full_jid });
	end

	local function resources(bare)
		local user = bare_sessions[bare];
		return pairs(user and user.sessions or {});
	end

	local function may_see(session, bare)
		local item = session.roster and session.roster[bare];
		return item and (item.subscription == "both" or item.subscription == "from");
	end

	local function wants_to_see(session, bare)
		local item = session.roster and session.roster[bare];
		return item and (item.subscription == "both" or item.subscription == "to");
	end

	-- What this session last said to that address, if it said anything.
	local function presence_for(session, jid)
		local bare = jid_bare(jid);
		if may_see(session, bare) or bare == jid_bare(session.full_jid) then return session.presence; end
		local directed = session.psa_directed;
		return directed and (directed[jid] or directed[bare]);
	end

	-- A list, because sending may find out that somebody else's connection is gone.
	local function own_paused()
		local list = {};
		for jid in pairs(paused) do
			if jid_host(jid) == module.host and full_sessions[jid] then list[#list+1] = jid; end
		end
		return list;
	end

	-- Everybody who received the presence of this session, as far as we can know their full JIDs.
	local function audience(session)
		local list = {};
		local own = jid_bare(session.full_jid);
		local function add_user(bare)
			for _, resource in resources(bare) do
				if resource ~= session and resource.presence then list[resource.full_jid] = true; end
			end
		end
		add_user(own);
		for contact in pairs(session.roster or {}) do
			if contact and may_see(session, contact) then add_user(contact); end
		end
		for jid in pairs(session.psa_directed or {}) do
			if full_sessions[jid] then list[jid] = true; else add_user(jid); end
		end
		for _, resource in resources(own) do
			for _, from_there in pairs(resource.psa_seen or {}) do
				for remote in pairs(from_there) do
					if presence_for(session, remote) then list[remote] = true; end
				end
			end
		end
		return list;
	end

	ledger = new_ledger(caps, {
		condition = function (subject)
			if paused[subject] then return "connection-paused"; end
			if links.is_down(jid_host(subject)) then return "server-unavailable"; end
		end;
		sees = function (subject, recipient)
			local session = full_sessions[subject];
			if session then return presence_for(session, recipient); end
			local holder = full_sessions[recipient];
			return holder and held.by(holder, subject);
		end;
		awake = function (recipient)
			local session = full_sessions[recipient];
			-- Its queue is short, and what it misses it is told when it wakes.
			if session then return session.presence and not session.hibernating; end
			return not (prosody.hosts[jid_host(recipient)] or links.is_down(jid_host(recipient)));
		end;
		presence = function (recipient, subject)
			local session = full_sessions[recipient];
			if session then return session.presence; end
			for _, resource in resources(jid_bare(subject)) do
				local presence = held.by(resource, recipient);
				if presence then return presence; end
			end
		end;
		send = function (subject, recipient, condition)
			local session = full_sessions[subject];
			if not session then
				local presence = held.by(full_sessions[recipient], subject);
				module:send(psa.replay(presence, recipient, condition, jid_host(subject)));
				return;
			end
			local replay = psa.replay(presence_for(session, recipient), recipient, condition);
			replay.attr.from = subject;
			-- With the checks that its own presence passes, a block list for example, but whatever they
			-- answer is not for the client, who said nothing.
			local quiet = setmetatable({ send = function () return true; end }, { __index = session });
			prosody.core_post_stanza(quiet, replay, true);
		end;
	});

	-- Paused and resumed

	local function pause(session)
		paused[session.full_jid] = true;
		for recipient in pairs(audience(session)) do ledger.settle(session.full_jid, recipient); end
		fire("paused", session);
	end

	local function wake(session)
		session.psa_nap = nil;
		if paused[session.full_jid] then
			paused[session.full_jid] = nil;
			ledger.settle_told(session.full_jid);
			fire("resumed", session);
		end
		fire("awake", session);
	end

	module:hook("smacks-hibernation-start", function (event)
		local session, nap = event.origin, {};
		session.psa_nap = nap;
		if pause_delay <= 0 then return pause(session); end
		module:add_timer(pause_delay, function ()
			if session.psa_nap == nap then pause(session); end
		end);
	end);

	module:hook("smacks-hibernation-end", function (event)
		wake(event.resumed);
	end);

	-- Also of other hosts: their users see ours.
	module:hook_global("presence-state-annotations/awake", function (event)
		local recipient = event.jid;
		ledger.settle_recipient(recipient);
		for _, subject in ipairs(own_paused()) do ledger.settle(subject, recipient); end
		local session = jid_host(recipient) == module.host and full_sessions[recipient];
		for host, from_there in pairs(session and session.psa_seen or {}) do
			if links.is_down(host) then
				for subject in pairs(from_there) do ledger.settle(subject, recipient); end
			end
		end
	end);

	local function leave(session)
		paused[session.full_jid] = nil;
		ledger.forget(session.full_jid);
		ledger.forget_recipient(session.full_jid);
		session.psa_directed = nil;
		held.leave(session, links.is_down, function (bare) return wants_to_see(session, bare); end);
	end

	-- A client that signs in again under its old name takes the place of the paused session, sometimes without a word.
	module:hook("resource-bind", function (event)
		local jid = event.session.full_jid;
		paused[jid] = nil;
		ledger.forget(jid);
		ledger.forget_recipient(jid);
		held.forget(jid);
	end);

	-- Before the unavailable presence that tells everybody.
	module:hook("resource-unbind", function (event)
		event.session.psa_nap = nil;
		leave(event.session);
	end, 10);

	-- What goes out

	-- A plain copy of a paused session's presence is about to be sent: to a contact who has just come, for example.
	local function outgoing_of_paused(session, to)
		local subject = session.full_jid;
		if full_sessions[to] and ledger.told[subject] then ledger.note(subject, to, nil); end
		local reader = full_sessions[to];
		if reader and not reader.hibernating and caps.wants(to, reader.presence) then
			ledger.settle(subject, to);
			return true; -- instead of the plain one
		end
		module:add_timer(0, function ()
			for recipient in pairs(paused[subject] and audience(session) or {}) do
				if recipient == to or jid_bare(recipient) == to then
					ledger.note(subject, recipient, nil);
					ledger.settle(subject, recipient);
				end
			end
		end);
	end

	local function outgoing(event)
		local session, stanza = event.origin, event.stanza;
		local to, kind = stanza.attr.to, stanza.attr.type;
		if session.type ~= "c2s" or not session.full_jid or psa.is_ours(stanza) then return; end
		if not to then
			if kind == "unavailable" then leave(session); end
		elseif kind == nil then
			if paused[session.full_jid] then return outgoing_of_paused(session, to); end
			local bare = jid_bare(to);
			if may_see(session, bare) or bare == jid_bare(session.full_jid) then return; end
			if stanza:get_child("x", xmlns_muc) then return; end
			session.psa_directed = session.psa_directed or {};
			session.psa_directed[to] = st.clone(stanza);
		elseif session.psa_directed then
			session.psa_directed[to] = nil;
		end
	end
	-- After the block list had its say.
	for _, kind in ipairs { "bare", "full", "host" } do
		module:hook("pre-presence/"..kind, outgoing, -10);
	end

	-- What comes in

	local function incoming(event)
		local stanza = event.stanza;
		local to, from, kind = stanza.attr.to, stanza.attr.from, stanza.attr.type;
		if not to or not psa.is_remote(event.origin) then return; end
		local sessions = {};
		if full_sessions[to] then sessions[1] = full_sessions[to]; end
		for _, session in resources(to) do
			if session.presence then sessions[#sessions+1] = session; end
		end
		-- An error from a bare JID may be about anything that was sent there.
		if kind == "unavailable" or kind == "error" and jid_bare(from) ~= from then
			for _, session in ipairs(sessions) do
				for _, jid in ipairs(held.drop(session, from)) do ledger.note(jid, session.full_jid, nil); end
			end
		elseif kind == nil and #sessions > 0 then
			local copy = st.clone(stanza);
			if not copy:get_child("delay", xmlns_delay) then
				copy:add_direct_child(st.stanza("delay", { xmlns = xmlns_delay, from = module.host, stamp = datetime() }));
			end
			for _, session in ipairs(sessions) do
				ledger.note(from, session.full_jid, nil);
				held.take(session, from, copy);
			end
			-- Somebody on another server has come while one of our sessions is paused.
			for _, session in resources(jid_bare(to)) do
				if paused[session.full_jid] then ledger.settle(session.full_jid, from); end
			end
		end
	end
	module:hook("presence/bare", incoming, 30);
	module:hook("presence/full", incoming, 30);

	-- Other servers

	local function probe(from, to)
		module:send(st.presence({ type = "probe", from = from, to = to }));
	end

	-- What we held may be old: ask contacts, once for all devices, and rooms, which know us by our full JID.
	local function refresh(session, host, asked)
		local user = jid_bare(session.full_jid);
		local rooms = {};
		for remote, presence in pairs(held.from(session, host)) do
			local bare = jid_bare(remote);
			if presence:get_child("x", xmlns_muc_user) then
				rooms[bare] = true;
			elseif wants_to_see(session, bare) and not asked[user.." "..bare] then
				asked[user.." "..bare] = true;
				probe(user, bare);
			end
		end
		for jid in pairs(session.directed or {}) do
			if rooms[jid_bare(jid)] then probe(session.full_jid, jid); end
		end
	end

	local function settle_held(session, host)
		for subject in pairs(held.from(session, host)) do
			ledger.settle(subject, session.full_jid);
		end
	end

	links = new_links(psa, {
		about = function (host)
			if held.is_kept(host) then return true; end
			for _, session in ipairs(held.sessions(host)) do
				-- "Not known yet" is a reason to look.
				if caps.wants(session.full_jid, session.presence) ~= false then return true; end
			end
			return false;
		end;
		hosts = held.hosts;
		lost = function (host)
			for _, session in ipairs(held.sessions(host)) do settle_held(session, host); end
		end;
		restored = function (host)
			held.forget_kept(host);
			local asked = {};
			for _, session in ipairs(held.sessions(host)) do
				settle_held(session, host);
				refresh(session, host, asked);
			end
			for _, subject in ipairs(own_paused()) do
				for recipient in pairs(audience(full_sessions[subject])) do
					if jid_host(recipient) == host then ledger.settle(subject, recipient); end
				end
			end
		end;
	});

	-- A further device during an outage is told what the user's others know, or those knew that have left.
	local function inherit(session)
		for _, presences in ipairs(held.known_to_others(session, links.is_down)) do
			for remote, presence in pairs(presences) do
				if wants_to_see(session, jid_bare(remote)) and not held.by(session, remote) then
					held.take(session, remote, presence);
					ledger.settle(remote, session.full_jid);
				end
			end
		end
	end

	module:hook("presence/initial", function (event)
		local session = event.origin;
		-- Asked at once, so that nothing waits for the answer when it matters.
		caps.when_wanted(session.full_jid, event.stanza, function () end);
		module:add_timer(0, function ()
			if session.presence and not session.destroyed then inherit(session); end
		end);
	end);

	-- After a reload of the module its memory is what sessions carry.
	for _, user in pairs(prosody.hosts[module.host].sessions) do
		for _, session in pairs(user.sessions) do
			held.restore(session);
			if session.hibernating then pause(session); end
		end
	end

	function module.unload()
		for jid in pairs(paused) do
			if jid_host(jid) == module.host then paused[jid] = nil; end
		end
	end
end
