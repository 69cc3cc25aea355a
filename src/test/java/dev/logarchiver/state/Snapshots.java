package dev.logarchiver.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Copies a directory around each statement of a migration: what is in its files then is
 * what a process leaves there that is killed at that moment.
 */
final class Snapshots implements Callback {

	private static final Set<Event> MOMENTS = Set.of(Event.BEFORE_MIGRATE, Event.BEFORE_EACH_MIGRATE,
			Event.AFTER_EACH_MIGRATE_STATEMENT, Event.AFTER_EACH_MIGRATE, Event.AFTER_MIGRATE);

	private final Path directory;

	private final Path copies;

	private final List<Path> taken = new ArrayList<>();

	Snapshots(Path directory, Path copies) {
		this.directory = directory;
		this.copies = copies;
	}

	List<Path> taken() {
		return this.taken;
	}

	@Override
	public boolean supports(Event event, Context context) {
		return MOMENTS.contains(event);
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return true;
	}

	@Override
	public void handle(Event event, Context context) {
		Path copy = this.copies.resolve(Integer.toString(this.taken.size()));
		try (Stream<Path> files = Files.list(this.directory)) {
			Files.createDirectories(copy);
			for (Path file : files.toList()) {
				Files.copy(file, copy.resolve(file.getFileName()));
			}
			this.taken.add(copy);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String getCallbackName() {
		return "snapshots";
	}

}
