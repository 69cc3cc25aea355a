package dev.logarchiver.audit;

import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.audit.ReindexReport.Unindexed;

/**
 * Counts what became of the objects in the store.
 */
final class ReindexTally {

	private final List<String> foreignKeys = new ArrayList<>();

	private final List<Unindexed> problems = new ArrayList<>();

	private long indexed;

	private long already;

	private long partial;

	private long leftover;

	private long foreign;

	private long refused;

	void add(Sighting sighting) {
		switch (sighting) {
			case Sighting.Indexed object -> {
				this.indexed++;
				this.partial += object.partial() ? 1 : 0;
			}
			case Sighting.Known object -> {
				this.already++;
				this.partial += object.partial() ? 1 : 0;
			}
			case Sighting.Leftover _ -> this.leftover++;
			case Sighting.Foreign object -> {
				this.foreign++;
				keep(this.foreignKeys, object.key());
			}
			case Sighting.Refused object -> {
				this.refused++;
				keep(this.problems, new Unindexed(object.key(), object.reason()));
			}
			case Sighting.Gone _ -> {
			}
			case Sighting.Found found -> throw new IllegalStateException(found.log().key() + " was not recorded");
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
				this.refused, List.copyOf(this.foreignKeys), List.copyOf(this.problems), dropped);
	}

}
