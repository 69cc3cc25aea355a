package dev.logarchiver.acceptance.archiving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The uploads in parts that dead executions left are aborted at the next start, and no
 * others.
 */
class UploadTests {

	private static final String KEY = "worker=w/date=2026-06-15/old.log.gz";

	private final World world = new World();

	private final String store = System.getProperty("archiver.store.uri", "").replaceAll("/$", "");

	@BeforeEach
	void setUp() {
		this.world.platform().worker("w").run(Instant.parse("2026-06-15T12:00:00Z"));
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private Result run() {
		Result result = Program.call("run", "--worker", "w");
		assertThat(result.code()).as(result.toString()).isZero();
		return result;
	}

	@Test
	void abortsWhatADeadExecutionOfAnyJobLeft() {
		String upload = this.world.beginUpload(KEY);
		Ledgers.recordUpload(this.world, this.store, "nightly", KEY, upload);
		assertThat(run().errors()).contains("Aborted an upload of " + KEY);
		assertThat(this.world.uploads()).isEmpty();
		assertThat(Ledgers.uploads(this.world)).isEmpty();
	}

	@Test
	void forgetsAnUploadThatIsGoneAlready() {
		Ledgers.recordUpload(this.world, this.store, "default", KEY, "gone");
		run();
		assertThat(Ledgers.uploads(this.world)).isEmpty();
	}

	@Test
	void leavesTheUploadsOfAnotherStoreAlone() {
		String upload = this.world.beginUpload(KEY);
		Ledgers.recordUpload(this.world, this.store + "/elsewhere", "default", KEY, upload);
		run();
		assertThat(this.world.uploads()).containsExactly(upload);
		assertThat(Ledgers.uploads(this.world)).containsExactly(upload);
	}

	@Test
	void leavesAnUploadThatNobodyRecordedAloneForADay() {
		String upload = this.world.beginUpload(KEY);
		run();
		assertThat(this.world.uploads()).containsExactly(upload);
	}

	@Test
	void removesTemporaryFilesOfADirectoryAfterADay() throws IOException {
		this.world.unset("archiver.store.uri");
		Path directory = Files.createDirectories(this.world.state().resolve("archive/worker=w/date=2026-06-15"));
		Path old = Files.createFile(directory.resolve(".old.log.gz.00000000-0000-0000-0000-000000000001.tmp"));
		Path young = Files.createFile(directory.resolve(".old.log.gz.00000000-0000-0000-0000-000000000002.tmp"));
		Path foreign = Files.createFile(directory.resolve(".foreign.00000000-0000-0000-0000-000000000003.tmp"));
		FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
		Files.setLastModifiedTime(old, yesterday);
		Files.setLastModifiedTime(foreign, yesterday);
		run();
		assertThat(old).doesNotExist();
		assertThat(young).exists();
		assertThat(foreign).exists();
	}

	@Test
	void goesOnWhereTheServerDoesNotListUploads() {
		try (FaultyProxy proxy = FaultyProxy.inFrontOf(this.world.s3())) {
			this.world.set("aws.endpointUrlS3", proxy.uri().toString());
			for (int status : new int[] { 501, 403 }) {
				proxy.answer(status, "<Error><Code>NotImplemented</Code></Error>",
						(request) -> request.target().contains("uploads"), 1);
				assertThat(run().errors()).doesNotContain("upload", "WARN");
			}
		}
	}

	@Test
	void triesAgainAtTheNextStartWhatCannotBeAborted() {
		String upload = this.world.beginUpload(KEY);
		Ledgers.recordUpload(this.world, this.store, "default", KEY, upload);
		try (FaultyProxy proxy = FaultyProxy.inFrontOf(this.world.s3())) {
			this.world.set("aws.endpointUrlS3", proxy.uri().toString());
			proxy.answer(403, "<Error><Code>AccessDenied</Code></Error>",
					(request) -> request.method().equals("DELETE") && request.target().contains("uploadId"), 1);
			assertThat(run().errors()).contains("stays open until the next start");
			assertThat(Ledgers.uploads(this.world)).containsExactly(upload);
			run();
			assertThat(Ledgers.uploads(this.world)).isEmpty();
			assertThat(this.world.uploads()).isEmpty();
		}
	}

}
