package dev.logarchiver.survey;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.BitSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

import dev.logarchiver.ledger.survey.WorkerSlugs.Owner;

/**
 * Which months of a backfill need not be listed for each Worker, because the account's
 * listing was read, and of which Workers: those whose slug was known before, and of which
 * it has shown a run. It may never show any of others. {@link #list} may be called by
 * many threads, the rest by one.
 */
public final class BackfillSurvey {

	private final IntFunction<AccountMonth> account;

	private final Consumer<Set<String>> foreign;

	private final int months;

	private final BitSet known;

	private final BitSet shown = new BitSet();

	private final BitSet settled = new BitSet();

	private final BitSet usable = new BitSet();

	private int next;

	/**
	 * Creates a survey.
	 * @param account lists the account for a month, by the month's place in the range
	 * @param foreign keeps slugs that are no listed Worker's
	 * @param months how many months there are
	 * @param known the entries of the list whose slug was known before the first month
	 */
	BackfillSurvey(IntFunction<AccountMonth> account, Consumer<Set<String>> foreign, int months, BitSet known) {
		this.account = account;
		this.foreign = foreign;
		this.months = months;
		this.known = known;
	}

	/** One that lists nothing: each Worker is listed. */
	static BackfillSurvey none() {
		return new BackfillSurvey((month) -> AccountMonth.unusable(month, "nobody asks", 0), (_) -> {
		}, 0, new BitSet());
	}

	/** Goes on where an earlier execution stood. */
	BackfillSurvey resumed(String state) {
		String[] parts = state.split(" ", -1);
		this.settled.or(bits(parts[1]));
		this.usable.or(bits(parts[2]));
		this.shown.or(bits(parts[3]));
		return this;
	}

	static BitSet known(String state) {
		return bits(state.split(" ", -1)[0]);
	}

	/** What there is to know in order to go on; empty where nothing is listed. */
	public String state() {
		return (this.months == 0) ? ""
				: Stream.of(this.known, this.settled, this.usable, this.shown)
					.map(BackfillSurvey::text)
					.collect(Collectors.joining(" "));
	}

	/** The next month to list the account for; -1 when there are no more. */
	public int next() {
		this.next = this.settled.nextClearBit(this.next);
		return (this.next < this.months) ? this.next++ : -1;
	}

	/**
	 * Lists a month.
	 * @throws dev.logarchiver.coreclaw.CoreClawException if the key is rejected
	 */
	public AccountMonth list(int month) {
		return this.account.apply(month);
	}

	/** Takes note of a month, which needs no other listing now if it is usable. */
	public void settled(AccountMonth month) {
		this.settled.set(month.number());
		if (month.isUsable()) {
			this.usable.set(month.number());
			month.runs().keySet().stream().map(Owner::entry).map(Math::toIntExact).forEach(this.shown::set);
		}
	}

	/** Keeps what a month taught, within a transaction. */
	public void learn(AccountMonth month) {
		if (month.isUsable()) {
			this.foreign.accept(month.foreign());
		}
	}

	/** Whether the runs of an entry's Worker in a month are known from the account. */
	public boolean speaksFor(long entry, int month) {
		return this.usable.get(month) && this.known.get(Math.toIntExact(entry))
				&& this.shown.get(Math.toIntExact(entry));
	}

	private static String text(BitSet bits) {
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		try (OutputStream deflater = new DeflaterOutputStream(text)) {
			deflater.write(bits.toByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return Base64.getEncoder().encodeToString(text.toByteArray());
	}

	private static BitSet bits(String text) {
		try (InflaterInputStream bits = new InflaterInputStream(
				new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
			return BitSet.valueOf(bits.readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
