package dev.logarchiver.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.logarchiver.failure.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One process at a time has the state directory.
 */
class StateLockTests {

	private static final Duration AT_ONCE = Duration.ZERO;

	private static final Duration PATIENT = Duration.ofMinutes(1);

	private final Path parent;

	private final Path directory;

	StateLockTests(@TempDir Path temporary) {
		this.parent = temporary.resolve("new");
		this.directory = this.parent.resolve("state");
	}

	@Test
	void namesTheProcessThatHasTheDirectory() throws Exception {
		try (OtherProcess other = lockingProcess("run nightly\u001b[31m")) {
			assertThat(other.line()).isEqualTo("locked");
			assertThatExceptionOfType(BusyException.class).isThrownBy(() -> lock(AT_ONCE))
				.withMessageMatching("The state directory '" + this.directory + "' is in use by process " + other.pid()
						+ " \\(run nightly\\\\u001b\\[31m\\) since 20[-0-9]+T[0-9:]+Z: wait for it to end, "
						+ "or use another directory \\(--state\\) or PostgreSQL");
		}
	}

	@Test
	void waitsForTheOtherProcessToEnd() throws Exception {
		try (OtherProcess other = lockingProcess("run"); ExecutorService thread = Executors.newSingleThreadExecutor()) {
			assertThat(other.line()).isEqualTo("locked");
			Future<StateLock> lock = thread.submit(() -> lock(PATIENT));
			assertThat(lock.isDone()).isFalse();
			assertThat(other.end()).isZero();
			lock.get(1, TimeUnit.MINUTES).close();
		}
	}

	@Test
	void aKilledProcessHoldsNothing() throws Exception {
		try (OtherProcess other = lockingProcess("run")) {
			assertThat(other.line()).isEqualTo("locked");
			other.kill();
			lock(AT_ONCE).close();
		}
	}

	@Test
	void isFreeAgainOnceItIsClosed() throws Exception {
		StateLock first = lock(AT_ONCE);
		first.close();
		try (StateLock _ = lock(AT_ONCE)) {
			first.close();
			assertThatExceptionOfType(BusyException.class).isThrownBy(() -> lock(AT_ONCE));
		}
	}

	@Test
	void refusesASecondLockInTheSameProcessAndKeepsTheFirst() throws Exception {
		try (StateLock _ = lock(AT_ONCE)) {
			Path otherName = Files.createSymbolicLink(this.directory.resolveSibling("link"), this.directory);
			assertThatExceptionOfType(BusyException.class)
				.isThrownBy(() -> StateLock.acquire(otherName, AT_ONCE, "status"))
				.withMessageContaining("in use by process " + ProcessHandle.current().pid() + " (run)");
			try (OtherProcess other = lockingProcess("logs")) {
				assertThat(other.line()).contains("in use by process " + ProcessHandle.current().pid() + " (run)");
			}
		}
	}

	@Test
	void waitsForAnotherThreadToo() throws Exception {
		try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
			Future<StateLock> second;
			try (StateLock _ = lock(AT_ONCE)) {
				second = thread.submit(() -> lock(PATIENT));
				assertThat(second.isDone()).isFalse();
			}
			second.get(1, TimeUnit.MINUTES).close();
		}
	}

	@Test
	void createsTheDirectoryForItsOwnerAlone() throws IOException {
		lock(AT_ONCE).close();
		assertThat(permissions(this.directory)).isEqualTo("rwx------");
		assertThat(permissions(this.parent)).isEqualTo("rwx------");
	}

	@Test
	void leavesTheDirectoryThatIsThereAsItIs() throws IOException {
		Files.createDirectories(this.directory);
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-x---"));
		lock(AT_ONCE).close();
		assertThat(permissions(this.directory)).isEqualTo("rwxr-x---");
	}

	@Test
	void saysWhatToDoAboutADirectoryThatCannotBeUsed() throws IOException {
		Files.createDirectories(this.parent);
		Files.writeString(this.directory, "a file");
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> lock(AT_ONCE))
			.withMessageContaining("'" + this.directory + "'")
			.withMessageContaining("name another with --state or archiver.state-dir");
	}

	@Test
	void aLockFileThatCannotBeOpenedIsNotTakenForABusyOne() throws IOException {
		Files.createDirectories(this.directory.resolve("lock"));
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> lock(AT_ONCE));
		Files.delete(this.directory.resolve("lock"));
		lock(AT_ONCE).close();
	}

	private StateLock lock(Duration timeout) {
		return StateLock.acquire(this.directory, timeout, "run");
	}

	private OtherProcess lockingProcess(String holder) throws IOException {
		return OtherProcess.start(LockingProcess.class, List.of(), this.directory.toString(), holder);
	}

	private static String permissions(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

}
