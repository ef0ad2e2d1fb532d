-- What each recipient was told about each subject. All annotations pass here: whatever happens, in whatever order,
-- "settle" brings what a recipient believes into agreement with what is, says nothing twice, and forgets no ending.

-- world.condition(subject): what is wrong with it, nil if nothing is
-- world.sees(subject, recipient): does the recipient hold its presence, and may it
-- world.awake(recipient): would it arrive now; if not, somebody settles when it would
-- world.presence(recipient, subject): the recipient's own, for its capabilities
-- world.send(subject, recipient, condition)
return function (caps, world)
	local told = {};
	local ledger = { told = told };

	function ledger.note(subject, recipient, condition)
		local recipients = told[subject];
		if not recipients then
			if not condition then return; end
			recipients = {};
			told[subject] = recipients;
		end
		recipients[recipient] = condition;
		if next(recipients) == nil then told[subject] = nil; end
	end

	function ledger.forget(subject)
		told[subject] = nil;
	end

	function ledger.forget_recipient(recipient)
		for subject in pairs(told) do ledger.note(subject, recipient, nil); end
	end

	local function is_due(subject, recipient)
		local before = told[subject] and told[subject][recipient];
		local now = world.condition(subject);
		if before == now then return false; end
		if not world.sees(subject, recipient) then
			ledger.note(subject, recipient, nil);
			return false;
		end
		return world.awake(recipient), now;
	end

	function ledger.settle(subject, recipient)
		if not is_due(subject, recipient) then return; end
		caps.when_wanted(recipient, world.presence(recipient, subject), function ()
			-- Things may have changed while the client was asked what it can do.
			local due, now = is_due(subject, recipient);
			if not due then return; end
			ledger.note(subject, recipient, now);
			world.send(subject, recipient, now);
		end);
	end

	-- After the subject recovered: whoever was told otherwise.
	function ledger.settle_told(subject)
		local recipients = {};
		for recipient in pairs(told[subject] or {}) do recipients[#recipients+1] = recipient; end
		for _, recipient in ipairs(recipients) do ledger.settle(subject, recipient); end
	end

	-- After the recipient became reachable: whatever changed about those it was told about.
	function ledger.settle_recipient(recipient)
		local subjects = {};
		for subject, recipients in pairs(told) do
			if recipients[recipient] then subjects[#subjects+1] = subject; end
		end
		for _, subject in ipairs(subjects) do ledger.settle(subject, recipient); end
	end

	return ledger;
end
