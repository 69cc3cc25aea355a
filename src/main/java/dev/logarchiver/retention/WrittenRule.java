package dev.logarchiver.retention;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.logarchiver.failure.SettingException;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerPattern;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A rule as it stands in the settings.
 *
 * @param workers a pattern
 * @param status how the runs ended that it applies to
 */
record WrittenRule(@DefaultValue("*") String workers, @DefaultValue List<RunStatus> status,
		@Nullable Duration keepWithin, @Nullable Integer keepLast, @Nullable Integer keepDaily,
		@Nullable Integer keepWeekly, @Nullable Integer keepMonthly, @DefaultValue("false") boolean keepForever) {

	private static final int MOST = 1_000_000;

	/**
	 * The rule that is meant.
	 * @param name the name of the setting that it is
	 * @throws SettingException if it is none
	 */
	RetentionRule rule(String name) {
		if (!WorkerPattern.isPattern(this.workers)) {
			throw SettingException.ofValue(name + ".workers", this.workers,
					"give an ID of a Worker in which * stands for any characters, such as acme/test-*");
		}
		if (this.keepWithin != null && !this.keepWithin.isPositive()) {
			throw SettingException.ofValue(name + ".keep-within", this.keepWithin,
					"give a duration above 0, such as 90d");
		}
		int last = number(name + ".keep-last", this.keepLast);
		int daily = number(name + ".keep-daily", this.keepDaily);
		int weekly = number(name + ".keep-weekly", this.keepWeekly);
		int monthly = number(name + ".keep-monthly", this.keepMonthly);
		if (this.keepWithin == null && last + daily + weekly + monthly == 0 && !this.keepForever) {
			throw new SettingException(name, name + " says nothing of what is kept",
					"give at least one of keep-within, keep-last, keep-daily, keep-weekly, keep-monthly and keep-forever");
		}
		return new RetentionRule(WorkerPattern.ofSetting(this.workers), Set.copyOf(this.status), this.keepWithin, last,
				daily, weekly, monthly, this.keepForever);
	}

	private static int number(String name, @Nullable Integer number) {
		if (number != null && (number < 1 || number > MOST)) {
			throw SettingException.ofValue(name, number, "give a number from 1 to " + MOST);
		}
		return (number != null) ? number : 0;
	}

}
