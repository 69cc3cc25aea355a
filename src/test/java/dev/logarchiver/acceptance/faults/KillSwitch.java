package dev.logarchiver.acceptance.faults;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.world.ProgramProcess;
import org.jspecify.annotations.Nullable;

/**
 * Kills a process at one of its requests.
 */
final class KillSwitch {

	private final AtomicInteger left = new AtomicInteger();

	private volatile @Nullable Shot shot;

	private volatile boolean dead;

	/**
	 * Counts the requests that pass. A dead process's are not served any more.
	 */
	void watch(FaultyProxy way) {
		way.actBeforeAnswer(this::kill, this::isLastToBeServed, Integer.MAX_VALUE);
		way.dropRequest((request) -> this.dead, Integer.MAX_VALUE);
	}

	/**
	 * Begins to count.
	 * @param process what to kill
	 * @param request at which request
	 * @param moment when, seen from that request
	 * @param delay how much later, in milliseconds, where it is to be
	 * {@link Moment#LATER}
	 */
	void arm(ProgramProcess process, int request, Moment moment, int delay) {
		this.dead = false;
		this.shot = new Shot(process, moment, delay);
		this.left.set(request);
	}

	private boolean isLastToBeServed(Request request) {
		if (this.left.decrementAndGet() != 0) {
			return false;
		}
		Shot due = Objects.requireNonNull(this.shot);
		return switch (due.moment()) {
			case BEFORE_REQUEST -> {
				kill();
				yield false;
			}
			case BEFORE_ANSWER -> true;
			case LATER -> {
				CompletableFuture.delayedExecutor(due.delay(), TimeUnit.MILLISECONDS).execute(due.process()::kill);
				yield false;
			}
		};
	}

	private void kill() {
		this.dead = true;
		Objects.requireNonNull(this.shot).process().kill();
	}

	/**
	 * When a process is killed.
	 */
	enum Moment {

		/** The server doesn't see the request. */
		BEFORE_REQUEST,
		/** The server has done what the request asks for, but its answer is lost. */
		BEFORE_ANSWER,
		/** The request went well; some time after, such as in a commit. */
		LATER

	}

	private record Shot(ProgramProcess process, Moment moment, int delay) {
	}

}
