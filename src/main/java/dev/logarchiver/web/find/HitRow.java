package dev.logarchiver.web.find;

import java.util.List;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.lines.pattern.Occurrences;
import dev.logarchiver.lines.pattern.Occurrences.Piece;
import dev.logarchiver.search.FoundLine;
import dev.logarchiver.search.Hit;

/**
 * A line that was found.
 *
 * @param log the log that has it
 * @param isFirst whether it is the first one of this log
 * @param line the line
 * @param pieces its text, harmless to show, and where the pattern stands in it
 */
public record HitRow(ArchivedLog log, boolean isFirst, FoundLine line, List<Piece> pieces) {

	/** Escapes are longer than what they stand for. */
	private static final int LONGEST = 10_000;

	static HitRow of(Hit hit, boolean isFirst, Occurrences occurrences) {
		return new HitRow(hit.log(), isFirst, hit.line(),
				occurrences.in(hit.line().text())
					.stream()
					.map((piece) -> new Piece(Printable.escape(piece.text(), LONGEST), piece.found()))
					.toList());
	}

}
