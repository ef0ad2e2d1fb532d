-- What local sessions hold of people on other servers: the last available presence of each, as it was received.

local jid_bare = require "util.jid".bare;
local jid_host = require "util.jid".host;

local bare_sessions, full_sessions = prosody.bare_sessions, prosody.full_sessions;

-- It lies on the session and ends with it: session.psa_seen[remote host][remote full JID] = presence

-- remote host → full JIDs of local sessions that hold presence from there
local holders = {};
-- remote host that does not answer → local bare JID → remote full JID → presence: what users held who left meanwhile
local kept = {};

local held = {};

local function stop_holding(session, host)
	session.psa_seen[host] = nil;
	if not holders[host] then return; end
	holders[host][session.full_jid] = nil;
	if next(holders[host]) == nil then holders[host] = nil; end
end

function held.by(session, remote)
	local from_there = session.psa_seen and session.psa_seen[jid_host(remote)];
	return from_there and from_there[remote];
end

function held.from(session, host)
	return session.psa_seen and session.psa_seen[host] or {};
end

function held.take(session, remote, presence)
	local host = jid_host(remote);
	session.psa_seen = session.psa_seen or {};
	session.psa_seen[host] = session.psa_seen[host] or {};
	session.psa_seen[host][remote] = presence;
	holders[host] = holders[host] or {};
	holders[host][session.full_jid] = true;
end

-- A full JID, or all that belong to a bare one. Returns their list.
function held.drop(session, remote)
	local host = jid_host(remote);
	local dropped = {};
	for jid in pairs(held.from(session, host)) do
		if jid == remote or jid_bare(jid) == remote then dropped[#dropped+1] = jid; end
	end
	for _, jid in ipairs(dropped) do session.psa_seen[host][jid] = nil; end
	if dropped[1] and next(session.psa_seen[host]) == nil then stop_holding(session, host); end
	return dropped;
end

-- A list, because what is done with it may change who holds what.
function held.sessions(host)
	local list = {};
	for jid in pairs(holders[host] or {}) do
		local session = full_sessions[jid];
		if session and session.psa_seen and session.psa_seen[host] then list[#list+1] = session; end
	end
	return list;
end

function held.hosts()
	local list = {};
	for host in pairs(holders) do list[host] = true; end
	return list;
end

-- The session is over. What a user who leaves during an outage held, the next one may want: no server sends it again.
function held.leave(session, is_down, is_contact)
	local user = jid_bare(session.full_jid);
	for host, from_there in pairs(session.psa_seen or {}) do
		if is_down(host) then
			local contacts = {};
			for remote, presence in pairs(from_there) do
				if is_contact(jid_bare(remote)) then contacts[remote] = presence; end
			end
			if next(contacts) then
				kept[host] = kept[host] or {};
				kept[host][user] = contacts;
			end
		end
		stop_holding(session, host);
	end
	session.psa_seen = nil;
end

-- Another session has taken this name.
function held.forget(jid)
	for host, sessions in pairs(holders) do
		sessions[jid] = nil;
		if next(sessions) == nil then holders[host] = nil; end
	end
end

function held.is_kept(host)
	return kept[host] ~= nil;
end

function held.forget_kept(host)
	kept[host] = nil;
end

-- Lists of what other sessions of the same user hold, or held, from servers that do not answer.
function held.known_to_others(session, is_down)
	local user = jid_bare(session.full_jid);
	local lists = {};
	for host, users in pairs(kept) do
		lists[#lists+1] = users[user];
		users[user] = nil;
		if next(users) == nil then kept[host] = nil; end
	end
	for _, other in pairs(bare_sessions[user] and bare_sessions[user].sessions or {}) do
		for host, from_there in pairs(other ~= session and other.psa_seen or {}) do
			if is_down(host) then lists[#lists+1] = from_there; end
		end
	end
	return lists;
end

-- The module was loaded again.
function held.restore(session)
	for host in pairs(session.psa_seen or {}) do
		holders[host] = holders[host] or {};
		holders[host][session.full_jid] = true;
	end
end

return held;
