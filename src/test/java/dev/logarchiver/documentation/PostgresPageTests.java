package dev.logarchiver.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.logarchiver.world.Postgres;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database can be made by the lines that the page on operations prints.
 */
class PostgresPageTests {

	private final String name = "page_" + UUID.randomUUID().toString().replace("-", "");

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private List<String> blocks() throws IOException {
		return Pattern.compile("(?s)```sql\n(CREATE .*?)```")
			.matcher(Files.readString(Path.of("docs", "operations.md")))
			.results()
			.map((MatchResult match) -> match.group(1).replace("logarchiver", this.name))
			.toList();
	}

	private void assertUsable(String url) {
		this.world.set("spring.datasource.url", url)
			.set("spring.datasource.username", this.name)
			.set("spring.datasource.password", "choose-one");
		Result result = Program.call("doctor");
		assertThat(result.code()).as(result.toString()).isZero();
	}

	@Test
	void theProgramMakesItsTablesThere() throws IOException {
		List<String> blocks = blocks();
		Postgres.execute(Postgres.url("postgres"), blocks.get(0).split(";\\s*"));
		String other = Postgres.createDatabase();
		try {
			assertUsable(Postgres.url(this.name));
			Postgres.execute(other, blocks.get(1));
			assertUsable(other + "?currentSchema=" + this.name);
		}
		finally {
			Postgres.drop(other);
			Postgres.execute(Postgres.url("postgres"), "DROP DATABASE " + this.name + " WITH (FORCE)",
					"DROP ROLE " + this.name);
		}
	}

}
