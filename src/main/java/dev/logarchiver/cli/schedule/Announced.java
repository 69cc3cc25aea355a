package dev.logarchiver.cli.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.Units;
import dev.logarchiver.web.callbacks.Hints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs that callbacks named, and what is known of them: each job looks whether they are
 * of its Workers. Each key of the jobs asks the platform for a run once. Not thread-safe.
 */
public final class Announced {

	private static final Logger logger = LoggerFactory.getLogger(Announced.class);

	private final Hints hints;

	private final int total;

	private final Set<RunId> open;

	private final Map<RunId, Run> known = new HashMap<>();

	/** Those who don't know a run. */
	private final Map<RunId, Set<String>> unknownTo = new HashMap<>();

	private int settled;

	Announced(List<RunId> runs, Hints hints) {
		this.open = new LinkedHashSet<>(runs);
		this.total = this.open.size();
		this.hints = hints;
	}

	/**
	 * The runs that are known and were found to be of no job's Workers yet.
	 * @param source whom that job asks
	 * @param platform asks for a run; empty if there is none for the job's key
	 */
	public List<Run> runs(String source, Function<RunId, Optional<Run>> platform) {
		List<Run> runs = new ArrayList<>();
		for (RunId run : List.copyOf(this.open)) {
			Set<String> unknown = this.unknownTo.computeIfAbsent(run, (_) -> new HashSet<>());
			if (!this.known.containsKey(run) && !unknown.contains(source)) {
				if (this.hints.mayAsk()) {
					platform.apply(run).ifPresentOrElse((answer) -> {
						this.known.put(run, answer);
						this.hints.known(unknown.size() + 1);
					}, () -> unknown.add(source));
				}
				else {
					this.open.remove(run);
				}
			}
			Optional.ofNullable(this.known.get(run)).ifPresent(runs::add);
		}
		return runs;
	}

	/** A run is of a job's Workers, and pending. */
	public void settle(Run run) {
		this.open.remove(run.id());
		forget(run);
		this.settled++;
	}

	/** Of one that is going on there may be news. */
	private void forget(Run run) {
		if (run.status().ended()) {
			this.hints.settled(run.id());
		}
	}

	boolean isSettled() {
		return this.open.isEmpty();
	}

	/** Has those wait that a job could not look at now. */
	void putBack() {
		this.hints.putBack(this.open);
	}

	/** Forgets those that are of no job's Workers. */
	void end() {
		List<Run> foreign = this.open.stream().filter(this.known::containsKey).map(this.known::get).toList();
		foreign.forEach(this::forget);
		List<RunId> unknown = this.open.stream()
			.filter((run) -> !this.known.containsKey(run) && !this.unknownTo.getOrDefault(run, Set.of()).isEmpty())
			.toList();
		unknown.forEach(this.hints::settled);
		logger.info("Callbacks named {}: {} of listed Workers, {} of others, {} that the platform doesn't know",
				Units.count(this.total, "run"), this.settled, foreign.size(), unknown.size());
	}

}
