package dev.logarchiver.audit;

import java.util.List;
import java.util.Optional;

import dev.logarchiver.audit.FoundObject.Candidate;
import dev.logarchiver.audit.FoundObject.Indexed;
import dev.logarchiver.audit.FoundObject.Known;
import dev.logarchiver.audit.FoundObject.Leftover;
import dev.logarchiver.audit.FoundObject.Refused;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.StrayPartials;
import dev.logarchiver.ledger.Tombstones;

import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts logs that were found in the store into the ledger, in whatever order they come.
 * What the ledger has of them already stays.
 */
@Repository
class RowInsertion {

	private final Ledger ledger;

	private final StrayPartials partials;

	private final Tombstones tombstones;

	RowInsertion(Ledger ledger, StrayPartials partials, Tombstones tombstones) {
		this.ledger = ledger;
		this.partials = partials;
		this.tombstones = tombstones;
	}

	/**
	 * Puts a batch into the ledger, all of it or nothing. Anything but logs is handed
	 * through.
	 */
	@Transactional
	public List<FoundObject> insert(List<FoundObject> batch) {
		return batch.stream()
			.map((object) -> (object instanceof Candidate candidate) ? insert(candidate.log()) : object)
			.toList();
	}

	private FoundObject insert(ArchivedLog log) {
		List<ArchivedLog> rows = this.ledger.revisions(log.worker(), log.runId());
		return log.isFinal() ? insertFinal(log, rows) : insertPartial(log, rows);
	}

	private FoundObject insertFinal(ArchivedLog log, List<ArchivedLog> rows) {
		Optional<ArchivedLog> taken = rows.stream()
			.filter((row) -> row.isFinal() && row.revision() == log.revision())
			.findFirst();
		if (taken.isPresent()) {
			return taken.get().key().equals(log.key()) ? new Known(false) : duplicate(log.key(), taken.get());
		}
		if (this.tombstones.isPending(log)) {
			return new Known(false);
		}
		this.tombstones.remove(log);
		ArchivedLog row = rows.stream()
			.filter((partial) -> !partial.isFinal() && partial.revision() <= log.revision())
			.findFirst()
			.map((partial) -> log.withLeftover(partial.key()))
			.orElse(log);
		this.ledger.record(List.of(row));
		return new Indexed(false);
	}

	/**
	 * A partial object is over once a final one of its revision, or of a later one, is
	 * there.
	 */
	private FoundObject insertPartial(ArchivedLog log, List<ArchivedLog> rows) {
		Optional<ArchivedLog> end = rows.stream()
			.filter((row) -> row.isFinal() && row.revision() >= log.revision())
			.findFirst();
		if (end.isPresent()) {
			this.partials.leaveOver(end.get(), log);
			return new Leftover();
		}
		Optional<ArchivedLog> other = rows.stream()
			.filter((row) -> !row.isFinal() && row.revision() == log.revision())
			.findFirst();
		if (other.isPresent() && other.get().key().equals(log.key())) {
			return new Known(true);
		}
		if (other.isPresent() && !log.archivedAt().isAfter(other.get().archivedAt())) {
			this.partials.note(log);
			return older(log.key(), other.get());
		}
		this.ledger.record(List.of(log));
		return other.<FoundObject>map((older) -> older(older.key(), log)).orElseGet(() -> new Indexed(true));
	}

	private static Refused duplicate(String key, ArchivedLog taken) {
		return new Refused(key, "the ledger has this revision of the run as " + taken.key() + ": delete one of them");
	}

	private static Refused older(String key, ArchivedLog newer) {
		return new Refused(key,
				"the ledger has a newer partial log of the run, " + newer.key() + ": the next 'run' deletes this one");
	}

}
