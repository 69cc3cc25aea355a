package dev.logarchiver.acceptance.jobs;

import java.nio.file.Path;

import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Jobs that can't be run on their schedules are refused before anything is served.
 */
class ServedJobMistakeTests {

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private Path job(String file, String name, String rest) {
		return this.world.file("jobs/" + file,
				"archiver:\n  workers.ids: [acme/shop]\n  job:\n    name: " + name + "\n" + rest);
	}

	private void assertRefused(String... words) {
		Result result = Program.call("serve", "--listen", "127.0.0.1:0", "--jobs",
				this.world.file("jobs/README", "").resolveSibling("").toString());
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains(words);
		assertThat(result.errors().lines().count()).isLessThanOrEqualTo(3);
		assertThat(result.bytes()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					schedule: "0 0 30 2 *"                       | archiver.job.schedule is '0 0 30 2 *' | no such day ever comes
					schedule: "61 * * * *"                       | archiver.job.schedule is '61 * * * *' | five fields
					{schedule: "0 3 * * *", time-zone: Bonn}     | archiver.job.time-zone is 'Bonn'      | name of a time zone
					""")
	void aBadSetting(String rest, String problem, String remedy) {
		String lines = rest.startsWith("{") ? "    schedule: \"0 3 * * *\"\n    time-zone: Bonn\n"
				: "    " + rest + "\n";
		Path file = job("nightly.yaml", "nightly", lines);
		assertRefused(problem, file.toString(), ", line ", remedy);
	}

	@Test
	void aDefinitionWithoutASchedule() {
		assertRefused(job("nightly.yaml", "nightly", "").toString(), "has no archiver.job.schedule");
	}

	@Test
	void oneThatIsNoYaml() {
		assertRefused(this.world.file("jobs/nightly.yml", "archiver: [").toString(), "is not valid YAML, line ");
	}

	@Test
	void oneWithASettingThatThereIsNot() {
		Path file = job("nightly.yaml", "nightly", "    schedule: \"0 3 * * *\"\n    timezone: UTC\n    zone: UTC\n");
		assertRefused(file.toString(), "archiver.job.zone", "unknown setting");
	}

	@Test
	void oneWithoutWorkers() {
		Path file = this.world.file("jobs/nightly.yaml", "archiver.job.schedule: \"@daily\"\n");
		assertRefused(file.toString(), "names no Workers");
	}

	@Test
	void oneWhoseWorkersComeFromStandardInput() {
		Path file = this.world.file("jobs/nightly.yaml",
				"archiver:\n  job.schedule: \"@daily\"\n  workers.files: [\"-\"]\n");
		assertRefused(file.toString(), "archiver.workers.files");
	}

	@Test
	void oneThatIsAShard() {
		Path file = job("nightly.yaml", "nightly", "    schedule: \"@daily\"\n  shards: 4\n");
		assertRefused(file.toString(), "archiver.shards");
	}

	@Test
	void twoOfOneName() {
		Path one = job("a.yaml", "nightly", "    schedule: \"0 3 * * *\"\n");
		Path other = job("b.yaml", "nightly", "    schedule: \"0 4 * * *\"\n");
		assertRefused(one.toString(), other.toString(), "archiver.job.name, 'nightly'");
	}

	@Test
	void jobsWithoutAKey() {
		job("nightly.yaml", "nightly", "    schedule: \"0 3 * * *\"\n");
		this.world.unset("CORECLAW_API_KEY");
		assertRefused("CORECLAW_API_KEY");
	}

	@Test
	void aDirectoryWithoutJobs() {
		assertRefused("no job definition (*.yaml) is in it");
	}

	@Test
	void aDirectoryThatIsNotThere() {
		Result result = Program.call("serve", "--jobs", "/nowhere");
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).isEqualTo("log-archiver: --jobs '/nowhere': there is no such readable directory\n");
	}

}
