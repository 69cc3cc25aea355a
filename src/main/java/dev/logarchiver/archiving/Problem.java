package dev.logarchiver.archiving;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * An object that is not as the ledger says, or that the ledger doesn't know.
 *
 * @param kind what is wrong
 * @param key the object's key
 * @param what what is wrong, for a person
 * @param repair the outcome of the repair; {@code null} if there was none
 */
public record Problem(Kind kind, String key, String what, @Nullable RepairOutcome repair) {

	public Problem(Kind kind, String key, String what) {
		this(kind, key, what, null);
	}

	/**
	 * The same problem after a try to repair it.
	 * @param repair the outcome
	 * @param remark what was done or why not, for a person
	 * @return the problem with both
	 */
	public Problem after(RepairOutcome repair, String remark) {
		return new Problem(this.kind, this.key, this.what + "; " + remark, repair);
	}

	/**
	 * Whether somebody has to see to it.
	 * @return {@code false} where it is repaired, and where nothing of ours is lost
	 */
	public boolean isWrong() {
		return this.kind.wrong && (this.repair == null || !this.repair.solves);
	}

	/** What is wrong. */
	public enum Kind {

		/** The ledger's object isn't there. */
		MISSING(true),
		/** The object holds something else, or can't be decoded. */
		CHANGED(true),
		/** The store doesn't give the object. */
		UNREADABLE(true),
		/** An object of ours that no row of the ledger has. */
		UNKNOWN(true),
		/** A changed object whose text a later revision holds: nothing is lost. */
		EVIDENCE(false),
		/** An object that is not part of this archive. */
		FOREIGN(false);

		private final boolean wrong;

		Kind(boolean wrong) {
			this.wrong = wrong;
		}

		/**
		 * Whether it is a problem at all, rather than a note.
		 * @return {@code true} where somebody has to see to it
		 */
		public boolean isWrong() {
			return this.wrong;
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** What became of a try to repair an object. */
	public enum RepairOutcome {

		/** The text is under the object's own key again. */
		RESTORED(true),
		/** The text is archived as a later revision. */
		REPLACED(true),
		/** The text is lost: the platform no longer has it. */
		GONE(false),
		/** The text could not be had or stored this time. */
		FAILED(false);

		private final boolean solves;

		RepairOutcome(boolean solves) {
			this.solves = solves;
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
