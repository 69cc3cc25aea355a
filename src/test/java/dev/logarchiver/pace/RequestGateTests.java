package dev.logarchiver.pace;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

class RequestGateTests extends CallBudgetContract {

	@Override
	protected CallBudget open(@Nullable Double limit, Consumer<Duration> waiting) {
		return new RequestGate(limit, FIRST_PAUSE, waiting);
	}

}
