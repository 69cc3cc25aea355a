package dev.logarchiver.lines.errors;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * The automata made of the definitions in classification.txt.
 *
 * @param suspect lines that are to be read closely
 * @param level which level a line has: {@link #FINE}, {@link #BAD} or none that matters
 * @param surely lines that are errors whatever their level
 * @param perhaps lines that are errors unless their level says otherwise
 * @param kinds what a line may be in a trace: {@link LineKind}
 */
record BuiltinTables(SuspectTable suspect, LineTable level, List<LineTable> surely, List<LineTable> perhaps,
		LineTable kinds) {

	static final int FINE = 2;

	static final int BAD = 1;

	/** The definitions of each table but the last one. */
	static final List<List<String>> LANGUAGES = List.of(List.of("suspect"), List.of("bad", "fine"),
			List.of("hard-names"), List.of("hard-requests"), List.of("hard-statuses"), List.of("soft-names"),
			List.of("soft-words"), List.of("soft-others"));

	private static final int FIRST_PERHAPS = 5;

	/** The length of what says which definitions the tables were made of. */
	static final int DIGEST = 32;

	/** They are read when they are needed first. */
	static BuiltinTables get() {
		return Holder.TABLES;
	}

	private static BuiltinTables read() {
		try (InputStream resource = Objects.requireNonNull(BuiltinTables.class.getResourceAsStream("tables.gz"));
				DataInputStream in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(resource)))) {
			in.skipNBytes(DIGEST);
			List<LineTable> tables = new ArrayList<>();
			for (int i = 0; i <= LANGUAGES.size(); i++) {
				tables.add(LineTable.read(in));
			}
			return new BuiltinTables(SuspectTable.of(tables.getFirst()), tables.get(1),
					List.copyOf(tables.subList(2, FIRST_PERHAPS)),
					List.copyOf(tables.subList(FIRST_PERHAPS, LANGUAGES.size())), tables.getLast());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The program's own tables can't be read", ex);
		}
	}

	private static final class Holder {

		static final BuiltinTables TABLES = read();

	}

}
