package dev.logarchiver.cli.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.logarchiver.execution.Timetable;

/** Runs jobs on their schedules, each in a thread of its own, until it is stopped. */
public final class Scheduler implements Timetable {

	private final List<JobLoop> loops;

	private final List<Thread> threads;

	private final CountDownLatch stopped = new CountDownLatch(1);

	/**
	 * A scheduler, which is still to be started.
	 * @param jobs the jobs
	 * @param runs runs them
	 */
	public Scheduler(List<JobDefinition> jobs, JobRuns runs, Clock clock) {
		this.loops = jobs.stream().map((job) -> new JobLoop(job, runs, clock)).toList();
		this.threads = this.loops.stream()
			.map((loop) -> Thread.ofPlatform()
				.name("job " + loop.job().name())
				.daemon()
				.unstarted(() -> loop.run(this::pause)))
			.toList();
	}

	public void start() {
		this.threads.forEach(Thread::start);
	}

	private boolean pause(Duration time) {
		try {
			return !this.stopped.await(time.toMillis() + 1, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	/**
	 * Has nothing new begin, without waiting for what was begun.
	 * @return whether it was not stopped before
	 */
	public synchronized boolean stop() {
		boolean first = this.stopped.getCount() > 0;
		this.stopped.countDown();
		return first;
	}

	/**
	 * Waits until nothing runs any more.
	 * @param patience how long at most
	 */
	public void await(Duration patience) {
		Instant end = Instant.now().plus(patience);
		for (Thread thread : this.threads) {
			try {
				thread.join(Duration.between(Instant.now(), end));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	@Override
	public boolean isKept() {
		return this.threads.stream().allMatch(Thread::isAlive);
	}

	@Override
	public Map<String, Instant> next() {
		Map<String, Instant> next = new TreeMap<>();
		this.loops.forEach((loop) -> loop.next().ifPresent((tick) -> next.put(loop.job().name(), tick)));
		return next;
	}

}
