package dev.logarchiver.store.directory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.logarchiver.failure.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The directory of unfinished files is made by whoever needs it first.
 */
class UploadDirectoryTests {

	private static final int WRITERS = 8;

	@TempDir
	private Path root;

	private static UploadDirectory in(Path root) {
		return UploadDirectory.of(new DirectoryLayout(root));
	}

	@Test
	void manyMayMakeItAtOnce() throws Exception {
		try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
			for (int round = 0; round < 300; round++) {
				UploadDirectory directory = in(this.root.resolve("archive" + round));
				CyclicBarrier begin = new CyclicBarrier(WRITERS);
				List<Future<?>> made = new ArrayList<>();
				for (int writer = 0; writer < WRITERS; writer++) {
					made.add(writers.submit(() -> {
						begin.await();
						directory.create();
						return null;
					}));
				}
				for (Future<?> one : made) {
					one.get();
				}
				assertThat(directory.path()).isDirectory();
			}
		}
	}

	@Test
	void somethingElseOfItsNameIsNotFollowed() throws Exception {
		Path elsewhere = Files.createDirectory(this.root.resolve("elsewhere"));
		Files.createSymbolicLink(this.root.resolve(".uploads"), elsewhere);
		assertThatExceptionOfType(StoreException.class).isThrownBy(in(this.root)::create)
			.withMessageContaining("is not a directory");
	}

}
