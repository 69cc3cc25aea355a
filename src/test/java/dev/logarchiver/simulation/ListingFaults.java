package dev.logarchiver.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with listings of runs, until it is healed: with those of the whole
 * account, and not with those of one Worker unless told so. What asks for a Worker's last
 * run or for a run knows nothing of it.
 */
public final class ListingFaults {

	private final List<Predicate<SimulatedRun>> hidden = new CopyOnWriteArrayList<>();

	private final Map<String, Duration> delays = new ConcurrentHashMap<>();

	private final Queue<Runnable> whilePaging = new ConcurrentLinkedQueue<>();

	private final AtomicInteger answers = new AtomicInteger();

	private volatile boolean ofWorkersToo;

	private volatile boolean hidesNewest;

	private volatile int miscount;

	private volatile int miscountGrowth;

	private volatile boolean repeatsPages;

	private volatile int lostAtPageEnds;

	private volatile int failsFrom = Integer.MAX_VALUE;

	private volatile ListingOrder order = ListingOrder.NEWEST_FIRST;

	private volatile UnaryOperator<RunPayload> rows = UnaryOperator.identity();

	ListingFaults() {
	}

	/** Lets the same go wrong with listings of one Worker. */
	public ListingFaults ofWorkersToo() {
		this.ofWorkersToo = true;
		return this;
	}

	/** Never shows the runs of a Worker. */
	public ListingFaults hide(SimulatedWorker worker) {
		this.hidden.add((run) -> run.workerId().equals(worker.id()));
		return this;
	}

	/** Never shows a run. */
	public ListingFaults hide(SimulatedRun run) {
		this.hidden.add((other) -> other.slug().equals(run.slug()));
		return this;
	}

	/** Never shows the newest run of all that a listing would show. */
	public ListingFaults hideNewest() {
		this.hidesNewest = true;
		return this;
	}

	/** Shows a run only when the clock is so far beyond its creation. */
	public ListingFaults late(SimulatedRun run, Duration delay) {
		this.delays.put(run.slug(), delay);
		return this;
	}

	/** Counts more runs than it shows, or fewer. */
	public ListingFaults miscount(int difference) {
		this.miscount = difference;
		return this;
	}

	/** Counts more with each answer, or fewer. */
	public ListingFaults countChanges(int difference) {
		this.miscountGrowth = difference;
		return this;
	}

	/** Shows the first page in place of each later one. */
	public ListingFaults repeatPages() {
		this.repeatsPages = true;
		return this;
	}

	/** Leaves out so many rows between two pages. */
	public ListingFaults loseAtPageEnds(int lost) {
		this.lostAtPageEnds = lost;
		return this;
	}

	/** Does something right after the next answer has been worked out; one each. */
	public ListingFaults afterNextPage(Runnable change) {
		this.whilePaging.add(change);
		return this;
	}

	/** Answers 500 in place of a page and those behind it. */
	public ListingFaults failFrom(int page) {
		this.failsFrom = page;
		return this;
	}

	/** Shows runs in another order. */
	public ListingFaults order(ListingOrder other) {
		this.order = other;
		return this;
	}

	/** Shows whose a run is under another slug; null leaves it out. */
	public ListingFaults scraperSlugs(@Nullable String slug) {
		this.rows = (row) -> row.withScraper(slug);
		return this;
	}

	/** Ends all this. */
	public ListingFaults heal() {
		this.hidden.clear();
		this.delays.clear();
		this.whilePaging.clear();
		this.ofWorkersToo = false;
		this.hidesNewest = false;
		this.repeatsPages = false;
		this.order = ListingOrder.NEWEST_FIRST;
		this.rows = UnaryOperator.identity();
		return miscount(0).countChanges(0).loseAtPageEnds(0).failFrom(Integer.MAX_VALUE);
	}

	boolean concern(@Nullable String workerId) {
		return workerId == null || this.ofWorkersToo;
	}

	boolean show(SimulatedRun run, Instant now) {
		Duration delay = this.delays.get(run.slug());
		return (delay == null || !now.isBefore(run.createdAt().plus(delay)))
				&& this.hidden.stream().noneMatch((other) -> other.test(run));
	}

	/**
	 * A page as it is shown.
	 * @param found the runs that aren't hidden
	 */
	RunListing.Runs page(Page asked, List<SimulatedRun> found) {
		if (asked.number() >= this.failsFrom) {
			throw new PlatformException(PlatformError.SYSTEM_ERROR);
		}
		List<SimulatedRun> shown = found.stream().sorted(this.order.comparator()).toList();
		if (this.hidesNewest) {
			shown = shown.stream()
				.filter((run) -> run != found.stream().max(ListingOrder.OLDEST_FIRST.comparator()).orElseThrow())
				.toList();
		}
		Page page = this.repeatsPages ? new Page(1, asked.limit()) : asked;
		int lost = (page.number() - 1) * this.lostAtPageEnds;
		List<RunPayload> rows = page.of(shown.stream().skip(lost).toList()).stream().map(RunPayload::of).toList();
		int count = shown.size() + this.miscount + this.answers.getAndIncrement() * this.miscountGrowth;
		RunListing.Runs runs = new RunListing.Runs(count, rows.stream().map(this.rows).toList());
		Runnable change = this.whilePaging.poll();
		if (change != null) {
			change.run();
		}
		return runs;
	}

}
