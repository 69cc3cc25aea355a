package dev.logarchiver.coreclaw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Whose the runs of a listing are, as far as their rows say: a platform that takes no
 * notice of the Worker that was asked for lists those of others.
 */
final class Owners {

	private final Map<RunId, String> slugs = new HashMap<>();

	void add(RunId run, @Nullable String slug) {
		if (slug != null) {
			this.slugs.put(run, slug);
		}
	}

	/**
	 * Leaves out what is another Worker's. A slug is known to be the Worker's where all
	 * rows have it and it is the Worker's ID, or by the Worker's last run.
	 * @param worker the Worker that it was asked for
	 * @param last gives the slug that the Worker's last run names; null if it names none
	 * @return the runs that may be the Worker's, the others listed as foreign
	 */
	ListedRuns ofOne(ListedRuns listed, WorkerId worker, Supplier<@Nullable String> last) {
		Set<String> all = Set.copyOf(this.slugs.values());
		if (all.isEmpty() || (all.size() == 1 && isNamed(worker, all.iterator().next()))) {
			return listed;
		}
		String own = last.get();
		return (own != null) ? without(listed, own) : listed;
	}

	private static boolean isNamed(WorkerId worker, String slug) {
		String value = worker.value();
		return slug.equals(value) || slug.equals(value.substring(value.indexOf('~') + 1));
	}

	private ListedRuns without(ListedRuns listed, String own) {
		List<Run> runs = new ArrayList<>();
		List<String> foreign = new ArrayList<>();
		for (Run run : listed.runs()) {
			String slug = this.slugs.getOrDefault(run.id(), own);
			if (slug.equals(own)) {
				runs.add(run);
			}
			else {
				foreign.add("run " + run.id() + " of the Worker '" + Printable.escape(slug) + "'");
			}
		}
		return new ListedRuns(runs, listed.unreadable(), foreign, listed.missing(), listed.calls());
	}

}
