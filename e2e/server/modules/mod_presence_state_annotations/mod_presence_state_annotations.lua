-- XEP-0310: Presence State Annotations

local st = require "util.stanza";
local jid_host = require "util.jid".host;

local xmlns_psa = "urn:xmpp:psa";

-- The text a person may read beside the annotation. "" for none.
local descriptions = {
	["connection-paused"] = module:get_option_string("psa_paused_description",
		"The connection of this device is interrupted. It may come back.");
	["server-unavailable"] = module:get_option_string("psa_unavailable_description",
		"The server %s cannot be reached.");
};

-- Our own replays, so that they are told from what clients and other servers write.
local ours = setmetatable({}, { __mode = "k" });

local psa = {};

function psa.is_ours(stanza)
	return ours[stanza];
end

-- A link to another server, as opposed to the errors that this one makes up in its name.
function psa.is_remote(origin)
	return (origin.type == "s2sin" or origin.type == "s2sout") and not origin.dummy;
end

function psa.element(condition, host)
	local annotation = st.stanza("state-annotation", { xmlns = xmlns_psa, from = module.host });
	if not condition then return annotation; end
	annotation:tag(condition):up();
	local description = descriptions[condition];
	if description ~= "" then
		-- As a function, because a replacement string would give meaning to a "%" in the name.
		description = description:gsub("%%s", function () return host; end);
		annotation:tag("description"):text(description):up();
	end
	return annotation;
end

-- Removes annotations, except those that `keep` is the annotator of.
function psa.strip(stanza, keep)
	if stanza:get_child("state-annotation", xmlns_psa) then
		stanza:maptags(function (child)
			local is_annotation = child.name == "state-annotation" and child.attr.xmlns == xmlns_psa;
			if is_annotation and not (keep and child.attr.from == keep) then return nil; end
			return child;
		end);
	end
	return stanza;
end

-- What was said before, again, with our word on how much it is worth. No condition: as good as new.
function psa.replay(presence, to, condition, host)
	local replay = psa.strip(st.clone(presence));
	replay.attr.to, replay.attr.id = to, nil;
	replay:add_direct_child(psa.element(condition, host));
	ours[replay] = true;
	return replay;
end

-- Nobody needs to hear that a replay could not be delivered: its seeming sender never sent it.
module:hook("delivery/failure", function (event)
	if event.stanza.name == "presence" and event.stanza:get_child("state-annotation", xmlns_psa) then
		return true;
	end
end, 10);

if module:get_host_type() == "local" then
	-- Only servers annotate. Of another server we take its word about its own users, and about nobody else's.
	local function strip_foreign(event)
		local origin, stanza = event.origin, event.stanza;
		if psa.is_remote(origin) then psa.strip(stanza, jid_host(stanza.attr.from)); end
	end
	local function strip_own(event)
		if event.origin.type == "c2s" and not ours[event.stanza] then psa.strip(event.stanza); end
	end
	for _, kind in ipairs { "bare", "full", "host" } do
		module:hook("presence/"..kind, strip_foreign, 1000);
		module:hook("pre-presence/"..kind, strip_own, 1000);
	end
	module:require "users" (psa);
elseif module:get_option_string("component_module") == "muc" then
	-- A room would pass on to everybody what an occupant writes.
	module:hook("presence/full", function (event) psa.strip(event.stanza); end, 1000);
	module:require "rooms" (psa);
else
	module:log("warn", "Nothing to do on %s: load this module on hosts with users and on room services", module.host);
end
