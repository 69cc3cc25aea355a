package dev.logarchiver.store.directory;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.store.OpenUpload;
import dev.logarchiver.store.Samples;
import dev.logarchiver.state.DurableFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The unfinished files of a directory, and where those of dead processes are looked for.
 */
class DirectoryUploadTests {

	private static final String KEY = "worker=acme~w/date=2026-06-14/r.log.gz";

	private static final String ID = "0e6a39a4-6d3c-4a0f-9b2e-5d1f2c3b4a59";

	@TempDir
	private Path root;

	private DirectoryLogStore store() {
		return new DirectoryLogStore(this.root);
	}

	private DirectoryLayout layout() {
		return new DirectoryLayout(this.root);
	}

	private Path write(String name) throws IOException {
		Path file = this.root.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, "half");
	}

	private Path note() {
		return UploadDirectory.of(layout()).note();
	}

	@Test
	void writesInOneDirectoryAndLeavesNothingThere() throws IOException {
		List<Path> names = new ArrayList<>();
		Path object = layout().object(KEY);
		Files.createDirectories(object.getParent());
		boolean named = new DirectoryWriter(layout(), new Sidecars()).bring(object, (output) -> output.write(1),
				(temporary) -> names.add(temporary) && DurableFiles.link(temporary, object));
		assertThat(named).isTrue();
		assertThat(names).singleElement().satisfies((name) -> {
			assertThat(name.getParent()).isEqualTo(this.root.resolve(".uploads"));
			assertThat(DirectoryUpload.of(layout(), name)).map(DirectoryUpload::object).contains(object);
		});
		assertThat(object).exists();
		assertThat(this.root.resolve(".uploads")).isEmptyDirectory();
	}

	@Test
	void findsAndRemovesWhatAKilledProcessLeft() {
		DirectoryUpload upload = new DirectoryUpload(layout(), layout().object(KEY), ID);
		assertThat(left(upload)).singleElement().satisfies((open) -> {
			assertThat(open.key()).isEqualTo(KEY);
			assertThat(open.uploadId()).isEqualTo(ID);
			store().abort(open.key(), open.uploadId());
		});
		assertThat(store().openUploads()).isEmpty();
		assertThat(upload.together()).doesNotExist();
	}

	@Test
	void findsAlsoWhatHasTooLongAKeyForAName() {
		String key = "worker=" + "o".repeat(120) + "~" + "n".repeat(120) + "/date=2026-06-14/" + "r".repeat(64)
				+ ".log.gz";
		DirectoryUpload upload = new DirectoryUpload(layout(), layout().object(key), ID);
		assertThat(left(upload)).singleElement().satisfies((open) -> {
			assertThat(open.key()).isEqualTo(key);
			store().abort(open.key(), open.uploadId());
		});
		assertThat(upload.together()).doesNotExist();
	}

	private List<OpenUpload> left(DirectoryUpload upload) {
		try {
			write(this.root.relativize(upload.together()).toString());
			return store().openUploads();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void isNoObject() throws IOException {
		write(".uploads/worker=w+date=2026-06-14+r.log.gz." + ID + ".tmp");
		try (Stream<?> objects = store().list()) {
			assertThat(objects).isEmpty();
		}
	}

	@Test
	void looksBesideTheObjectsUntilNothingOfAnEarlierVersionIsThere() throws IOException {
		write("worker=w/date=2026-06-14/.foreign." + ID + ".tmp");
		Path old = write("worker=w/date=2026-06-14/.r.log.gz." + ID + ".tmp");
		for (int i = 0; i < 2; i++) {
			assertThat(store().openUploads()).extracting(OpenUpload::key).contains("worker=w/date=2026-06-14/r.log.gz");
			assertThat(note()).doesNotExist();
		}
		store().abort("worker=w/date=2026-06-14/r.log.gz", ID);
		assertThat(old).doesNotExist();
		store().openUploads();
		assertThat(note()).exists();
		write("worker=w/date=2026-06-14/.r.log.gz." + ID + ".tmp");
		assertThat(store().openUploads()).isEmpty();
	}

	@Test
	void writesBesideAnObjectOnAnotherFileSystemAndLooksThereAgain() throws IOException {
		store().openUploads();
		assertThat(note()).exists();
		Path object = layout().object(Samples.KEY.value());
		Files.createDirectories(object.getParent());
		new DirectoryWriter(layout(), new Sidecars()).bring(object, (output) -> output.write(1), (temporary) -> {
			if (temporary.startsWith(layout().uploads())) {
				throw new AtomicMoveNotSupportedException(temporary.toString(), object.toString(), "other file system");
			}
			assertThat(temporary.getParent()).isEqualTo(object.getParent());
			assertThat(note()).doesNotExist();
			assertThat(store().openUploads()).singleElement()
				.satisfies((open) -> assertThat(open.key()).isEqualTo(Samples.KEY.value()));
			return DurableFiles.link(temporary, object);
		});
		assertThat(object).exists();
		assertThat(this.root.resolve(".uploads")).isEmptyDirectory();
	}

	@Test
	void saysThatALinkOrAFileIsInTheWay() throws IOException {
		Path outside = Files.createDirectory(this.root.resolve("outside"));
		Path object = layout().object(KEY);
		Files.createSymbolicLink(this.root.resolve(".uploads"), outside);
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> store().check())
			.withMessageContaining(".uploads");
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> new DirectoryWriter(layout(), new Sidecars()).bring(object, (output) -> {
			}, (_) -> true))
			.withMessageContaining(".uploads");
		assertThat(store().openUploads()).isEmpty();
		assertThat(outside).isEmptyDirectory();
	}

}
