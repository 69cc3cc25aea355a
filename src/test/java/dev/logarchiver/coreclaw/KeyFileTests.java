package dev.logarchiver.coreclaw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.logarchiver.outside.Outside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * A key comes from a file or a pipe at once, or not at all.
 */
class KeyFileTests {

	private static final Duration ENOUGH = Duration.ofMinutes(1);

	private static final Duration NO_TIME = Duration.ofMillis(50);

	@TempDir
	private Path directory;

	private Path pipe() throws IOException, InterruptedException {
		Path pipe = this.directory.resolve("pipe");
		assertThat(Outside.process(List.of("mkfifo", pipe.toString())).start().waitFor()).isZero();
		return pipe;
	}

	@Test
	void readsAFile() throws IOException {
		Path file = Files.writeString(this.directory.resolve("key"), "\tk3y\r\n");
		assertThat(new KeyFile(file, NO_TIME).read()).isEqualTo("k3y");
	}

	@Test
	void readsAPipeThatGivesTheKey() throws IOException, InterruptedException {
		Path pipe = pipe();
		Thread writer = Thread.ofVirtual().start(() -> {
			try {
				Files.writeString(pipe, "k3y\n");
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		assertThat(new KeyFile(pipe, ENOUGH).read()).isEqualTo("k3y");
		writer.join();
	}

	@Test
	void leavesAPipeIntoWhichNobodyWrites() throws IOException, InterruptedException {
		Path pipe = pipe();
		assertThatIOException().isThrownBy(() -> new KeyFile(pipe, NO_TIME).read())
			.withMessageContaining("delivered nothing within");
	}

	@Test
	void refusesADeviceThatNeverEnds() {
		assertThatIOException().isThrownBy(() -> new KeyFile(Path.of("/dev/zero"), ENOUGH).read())
			.withMessageContaining("can't be a key");
	}

	@Test
	void refusesAFileThatIsTooLarge() throws IOException {
		Path file = Files.writeString(this.directory.resolve("key"), "k".repeat(10_000));
		assertThatIOException().isThrownBy(() -> new KeyFile(file, NO_TIME).read())
			.withMessageContaining("can't be a key");
	}

	@Test
	void refusesADirectory() {
		assertThatIOException().isThrownBy(() -> new KeyFile(this.directory, NO_TIME).read())
			.withMessageContaining("directory");
	}

}
