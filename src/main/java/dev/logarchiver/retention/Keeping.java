package dev.logarchiver.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.function.Function;

import dev.logarchiver.retention.Policy.LoggedRun;
import org.jspecify.annotations.Nullable;

/** Applies a rule to the runs of a Worker, newest first. */
final class Keeping {

	private final RetentionRule rule;

	private final Instant now;

	private final Periods days;

	private final Periods weeks;

	private final Periods months;

	private int runs;

	Keeping(RetentionRule rule, Instant now) {
		this.rule = rule;
		this.now = now;
		this.days = new Periods("keep-daily", rule.daily(), LocalDate::toString);
		this.weeks = new Periods("keep-weekly", rule.weekly(),
				(day) -> day.get(IsoFields.WEEK_BASED_YEAR) + "W" + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
		this.months = new Periods("keep-monthly", rule.monthly(), (day) -> day.toString().replaceFirst("-..$", ""));
	}

	RetentionRule rule() {
		return this.rule;
	}

	boolean appliesTo(LoggedRun run) {
		return this.rule.appliesTo(run.status());
	}

	/**
	 * Looks at the next run that the rule applies to.
	 * @return why it is kept; empty where it isn't
	 */
	Optional<String> next(LoggedRun run) {
		LocalDate day = LocalDate.ofInstant(run.at(), ZoneOffset.UTC);
		boolean daily = this.days.keepNext(day);
		boolean weekly = this.weeks.keepNext(day);
		boolean monthly = this.months.keepNext(day);
		this.runs++;
		if (this.rule.forever()) {
			return Optional.of(this.rule.scope() + "keep-forever");
		}
		if (this.rule.within() != null && !run.at().isBefore(this.now.minus(this.rule.within()))) {
			return Optional.of(this.rule.scope() + "keep-within " + RetentionRule.text(this.rule.within()));
		}
		if (this.runs <= this.rule.last()) {
			return Optional.of(this.rule.scope() + "keep-last " + this.rule.last());
		}
		return daily ? this.days.reason(this.rule)
				: weekly ? this.weeks.reason(this.rule) : monthly ? this.months.reason(this.rule) : Optional.empty();
	}

	/** The newest run of each day, week or month. */
	private static final class Periods {

		private final String name;

		private final int wanted;

		private final Function<LocalDate, String> period;

		private int kept;

		private @Nullable String last;

		Periods(String name, int wanted, Function<LocalDate, String> period) {
			this.name = name;
			this.wanted = wanted;
			this.period = period;
		}

		boolean keepNext(LocalDate day) {
			String period = this.period.apply(day);
			boolean keeps = this.kept < this.wanted && !period.equals(this.last);
			this.last = period;
			this.kept += keeps ? 1 : 0;
			return keeps;
		}

		Optional<String> reason(RetentionRule rule) {
			return Optional.of(rule.scope() + this.name + " " + this.wanted);
		}

	}

}
