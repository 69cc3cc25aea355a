package dev.logarchiver.notification;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.logarchiver.ledger.notices.Condition.Subject;

/** What is wrong and what is right now, as far as an execution shows it. */
final class Findings {

	private final List<Finding> news = new ArrayList<>();

	private final Set<Subject> wrong = new HashSet<>();

	private final Set<Subject> right = new HashSet<>();

	/** Adds something wrong that nobody was told of. */
	Findings add(Finding finding) {
		this.news.add(finding);
		return addWrong(finding.condition().subject());
	}

	/** Adds something wrong. */
	Findings addWrong(Subject subject) {
		this.wrong.add(subject);
		return this;
	}

	/** Adds something that was told to be wrong, and no longer is. */
	Findings addRight(Subject subject) {
		this.right.add(subject);
		return this;
	}

	/** What is wrong and nobody was told of. */
	List<Finding> news() {
		return this.news;
	}

	boolean isWrong(Subject subject) {
		return this.wrong.contains(subject);
	}

	boolean isRight(Subject subject) {
		return this.right.contains(subject);
	}

}
