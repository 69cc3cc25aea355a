package dev.logarchiver.audit;

import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.audit.ReindexReport.Unindexed;

/** Counts how the objects in the store were dealt with. */
final class ReindexTally {

	private final List<String> foreignKeys = new ArrayList<>();

	private final List<Unindexed> problems = new ArrayList<>();

	private long indexed;

	private long already;

	private long partial;

	private long leftover;

	private long foreign;

	private long refused;

	void add(FoundObject object) {
		switch (object) {
			case FoundObject.Indexed indexed -> {
				this.indexed++;
				this.partial += indexed.partial() ? 1 : 0;
			}
			case FoundObject.Known known -> {
				this.already++;
				this.partial += known.partial() ? 1 : 0;
			}
			case FoundObject.Leftover _ -> this.leftover++;
			case FoundObject.Foreign foreign -> {
				this.foreign++;
				keep(this.foreignKeys, foreign.key());
			}
			case FoundObject.Refused refused -> {
				this.refused++;
				keep(this.problems, new Unindexed(refused.key(), refused.reason()));
			}
			case FoundObject.Gone _ -> {
			}
			case FoundObject.Candidate candidate ->
				throw new IllegalStateException(candidate.log().key() + " was not recorded");
		}
	}

	private static <T> void keep(List<T> some, T next) {
		if (some.size() < ReindexReport.MOST) {
			some.add(next);
		}
	}

	long objects() {
		return this.indexed + this.already + this.leftover + this.foreign + this.refused;
	}

	ReindexReport report(long dropped) {
		return new ReindexReport(objects(), this.indexed, this.already, this.partial, this.leftover, this.foreign,
				this.refused, List.copyOf(this.foreignKeys), List.copyOf(this.problems), dropped, 0, 0, 0, 0);
	}

}
