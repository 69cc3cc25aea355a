package dev.logarchiver.archiving;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.logarchiver.archiving.Fetch.Confirmed;
import dev.logarchiver.archiving.Fetch.Nothing;
import dev.logarchiver.archiving.FetchedLog.Provenance;
import dev.logarchiver.archiving.Location.Located;
import dev.logarchiver.archiving.RunResult.Unchanged;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.run.Run;
import dev.logarchiver.store.Completeness;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a text is to be stored, by what is archived of its run. What counts is
 * the platform's text, whatever was made unreadable in it.
 *
 * @param finality what counts as final
 * @param sources knows texts again
 * @param force how far to go with what is final
 */
record TextJudge(Finality finality, SourceTexts sources, Force force) {

	/**
	 * Compares a text with what is archived of its run.
	 * @param located the run as it is now
	 * @param text the text; its receiver closes it if it is to be stored
	 * @param provenance where it comes from
	 * @param looked when its bytes were looked at, or a little before
	 */
	Fetch judge(Located located, RecordedText text, Provenance provenance, @Nullable Instant looked) {
		List<ArchivedLog> known = located.known();
		FetchedLog fetched = new FetchedLog(located.worker(), located.run(), text.spooled(), text.redacted(),
				provenance, known, located.run().status().ended());
		if (known.isEmpty()) {
			return fetched;
		}
		ArchivedLog last = known.getLast();
		Resemblance resemblance = this.sources.compare(last.text(), fetched.digest());
		boolean sameRules = Objects.equals(last.text().rules(), fetched.digest().rules());
		return last.isFinal() ? judgeFinal(fetched, resemblance, sameRules)
				: judgePartial(fetched, last, resemblance, sameRules, looked);
	}

	/** Nothing that isn't known to be another text becomes a revision by itself. */
	private Fetch judgeFinal(FetchedLog fetched, Resemblance resemblance, boolean sameRules) {
		if (resemblance == Resemblance.OTHER) {
			return fetched;
		}
		return (this.force == Force.REDACT && !sameRules) ? fetched.asOf(fetched.run(), true)
				: nothing(fetched, new Unchanged(false));
	}

	/** The object is to be as the present rules make it. */
	private Fetch judgePartial(FetchedLog fetched, ArchivedLog partial, Resemblance resemblance, boolean sameRules,
			@Nullable Instant looked) {
		if (resemblance != Resemblance.SAME) {
			return fetched;
		}
		if (isReached(fetched.run(), partial, looked)) {
			return fetched.asOf(fetched.run(), true);
		}
		return sameRules ? nothing(fetched, goesOn(partial)) : fetched;
	}

	private static Nothing nothing(FetchedLog fetched, RunResult result) {
		fetched.text().close();
		return new Nothing(result);
	}

	/** Decides about a partial log whose bytes are still the same. */
	Fetch judge(Located located, ArchivedLog partial, @Nullable Instant looked) {
		return isReached(located.run(), partial, looked)
				? new Confirmed(located.worker(), located.run(), partial, located.requestId())
				: new Nothing(goesOn(partial));
	}

	/**
	 * A partial log is final when its run has ended, or when its bytes stayed the same
	 * for long enough. An empty preview says nothing about a run that goes on.
	 */
	private boolean isReached(Run run, ArchivedLog partial, @Nullable Instant looked) {
		boolean nothingSeen = partial.completeness() == Completeness.PREVIEW && partial.text().size() == 0;
		return run.status().ended() || (!nothingSeen && this.finality.reached(partial.unchangedSince(), looked));
	}

	/** From now on the bytes are known to be the same, unless it was known before. */
	private Unchanged goesOn(ArchivedLog partial) {
		Instant now = this.finality.now();
		return (partial.unchangedSince() == null && now != null) ? new Unchanged(true, partial.unchangedSince(now))
				: new Unchanged(true);
	}

}
