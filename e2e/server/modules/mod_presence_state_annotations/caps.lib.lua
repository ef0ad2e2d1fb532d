-- Who asks for annotations: XEP-0115 says what a client can do by a hash, XEP-0030 what the hash stands for.

local cache = require "util.cache";
local calculate_hash = require "util.caps".calculate_hash;
local new_id = require "util.id".medium;
local st = require "util.stanza";

local xmlns_caps = "http://jabber.org/protocol/caps";
local xmlns_disco = "http://jabber.org/protocol/disco#info";
local xmlns_psa = "urn:xmpp:psa";

local answer_timeout = 30;

-- An answer that matches its hash holds for everybody who shows this hash, on every host.
local shared = module:shared("/*/presence_state_annotations/caps");
shared.proven = shared.proven or cache.new(2000);
local proven = shared.proven;
-- One that does not holds for the client who gave it: otherwise a liar could speak for others.
local alleged = cache.new(2000);

-- hash → who waits for its answer: one question a hash at a time, also when a thousand clients show the same
local waiting = {};

local caps = {};

local function read(presence)
	local c = presence and presence:get_child("c", xmlns_caps);
	if not (c and c.attr.node and c.attr.ver) then return; end
	return (c.attr.hash or "").." "..c.attr.ver, c.attr;
end

local function recall(jid, hash)
	local answer = proven:get(hash);
	if answer == nil then answer = alleged:get(jid.."\0"..hash); end
	return answer;
end

local function learn(jid, hash, attr, query)
	local has_psa = query:get_child_with_attr("feature", nil, "var", xmlns_psa) ~= nil;
	if attr.hash == "sha-1" and calculate_hash(query) == attr.ver then
		proven:set(hash, has_psa);
	else
		alleged:set(jid.."\0"..hash, has_psa);
	end
end

local function ask(jid, hash, attr)
	local question = st.iq({ type = "get", from = module.host, to = jid, id = new_id() })
		:tag("query", { xmlns = xmlns_disco, node = attr.node.."#"..attr.ver });
	local function answered(query)
		if query then learn(jid, hash, attr, query); end
		local queue = waiting[hash];
		waiting[hash] = nil;
		for _, one in ipairs(queue) do
			-- Who was asked and gave no answer waits no longer; the others ask for themselves.
			if one.jid ~= jid or recall(jid, hash) ~= nil then
				caps.when_wanted(one.jid, one.presence, one.callback);
			end
		end
	end
	module:send_iq(question, nil, answer_timeout):next(function (event)
		answered(event.stanza:get_child("query", xmlns_disco));
	end, function (err)
		-- An error from the client itself is an answer: it cannot do this.
		local from_client = err and err.context and err.context.by == jid and err.condition ~= "recipient-unavailable";
		answered(from_client and st.stanza("query") or nil);
	end):catch(function (problem)
		module:log("error", "After the answer of %s: %s", jid, problem);
	end);
end

-- true, false, or nil if it is not known yet
function caps.wants(jid, presence)
	local hash = read(presence);
	if not hash then return false; end
	return recall(jid, hash);
end

-- Calls back, now or later, if the client with this presence asks for annotations; never, if not.
function caps.when_wanted(jid, presence, callback)
	local hash, attr = read(presence);
	if not hash then return; end
	local answer = recall(jid, hash);
	if answer then return callback(); end
	if answer == false then return; end
	local queue = waiting[hash];
	if queue then
		queue[#queue+1] = { jid = jid, presence = presence, callback = callback };
	else
		waiting[hash] = { { jid = jid, presence = presence, callback = callback } };
		ask(jid, hash, attr);
	end
end

return caps;
