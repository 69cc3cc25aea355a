package dev.logarchiver.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import dev.logarchiver.failure.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileHashKeyTests extends HashKeyContract {

	@TempDir
	private Path directory;

	@Override
	HashKey key() {
		return new FileHashKey(this.directory.resolve("state"));
	}

	private Path file() {
		return this.directory.resolve("state/redaction-key");
	}

	@Override
	void lose() {
		try {
			Files.delete(file());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void isItsOwnersAlone() throws IOException {
		key().obtain();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
		try (Stream<Path> files = Files.list(this.directory.resolve("state"))) {
			assertThat(files).containsExactly(file());
		}
	}

	@Test
	void isNotMadeAnewWhereItCantBeRead() throws IOException {
		key().obtain();
		Files.writeString(file(), "0123\n");
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> key().obtain())
			.withMessageContaining(file() + "' holds no key")
			.withMessageNotContaining("0123");
		assertThat(file()).hasContent("0123");
	}

}
