package dev.logarchiver.state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Takes the lock of a directory, says so, and holds it until its input ends.
 */
final class LockingProcess {

	private LockingProcess() {
	}

	public static void main(String[] arguments) throws IOException {
		try (StateLock _ = StateLock.acquire(Path.of(arguments[0]), Duration.ZERO, arguments[1])) {
			System.out.println("locked");
			System.in.transferTo(java.io.OutputStream.nullOutputStream());
		}
		catch (BusyException ex) {
			System.out.println(ex.getMessage());
		}
	}

}
