package dev.logarchiver.acceptance.pages;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Instant;

import dev.logarchiver.state.OtherProcess;
import dev.logarchiver.world.Postgres;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How serving begins, and what it needs for that.
 */
class ServeTests {

	private World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private void archive() {
		this.world.platform().worker("acme~shop").run(Instant.parse("2026-06-15T12:00:00Z"));
		Result result = Program.call("run", "--worker", "acme~shop");
		assertThat(result.code()).as(result.toString()).isZero();
	}

	private static String assertRefused(String message, String... arguments) {
		Result result = Program.call(arguments);
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains(message).doesNotContain("WARN");
		assertThat(result.errors().lines().count()).isLessThanOrEqualTo(3);
		assertThat(result.bytes()).isEmpty();
		return result.errors();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "[::]" })
	void refusesAnAddressThatOthersReachWithoutALogin(String address) {
		archive();
		assertThat(assertRefused("where everybody could read all logs", "serve", "--listen", address + ":0"))
			.contains("archiver.web.users-file");
	}

	@Test
	void refusesAPortThatIsTaken() throws IOException {
		archive();
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertRefused("can't be listened on", "serve", "--listen", "127.0.0.1:" + other.getLocalPort());
		}
	}

	@ParameterizedTest
	@CsvSource({ "here, is not HOST:PORT", "'', is not HOST:PORT", ":, is not HOST:PORT", "127.0.0.1, is not HOST:PORT",
			"[::1, is not HOST:PORT", "127.0.0.1:-1, is not HOST:PORT",
			"127.0.0.1:70000, port 70000 is not between 0 and 65535", "nowhere.invalid:80, there is no host",
			"256.1.1.1:80, there is no host" })
	void refusesWhatIsNoAddress(String address, String problem) {
		assertRefused(problem, "serve", "--listen", address);
	}

	@Test
	void refusesBadSettingsOfPages() {
		archive();
		this.world.set("archiver.web.hosts", "https://logs.example.com/");
		assertRefused("archiver.web.hosts is 'https://logs.example.com/'", "serve", "--listen", "127.0.0.1:0");
	}

	@Test
	void otherCommandsDontMindTheSettingsOfPages() {
		archive();
		this.world.set("archiver.web.users-file", "nowhere");
		assertThat(Program.call("logs").code()).isZero();
	}

	@Test
	void beginsWhileAJobHasTheDatabaseAndSaysWhatItWaitsFor() throws IOException {
		archive();
		try (OtherProcess _ = OtherProcess.holding(this.world.state(), "run --job nightly");
				ServedPages pages = ServedPages.start()) {
			HttpResponse<String> page = pages.get("/");
			assertThat(page.statusCode()).isEqualTo(503);
			assertThat(page.headers().firstValue("Retry-After")).isPresent();
			assertThat(page.body()).contains("(run --job nightly) since 20");
			assertThat(pages.get("/livez").statusCode()).isEqualTo(200);
			assertThat(pages.get("/readyz").statusCode()).isEqualTo(503);
		}
	}

	@Test
	void showsWhatItReadLastWhileAJobHasTheDatabase() throws Exception {
		archive();
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.get("/").body()).doesNotContain("in use by");
			try (OtherProcess _ = OtherProcess.holding(this.world.state(), "run --job nightly")) {
				HttpResponse<String> page = Awaitility.await()
					.until(() -> pages.get("/"), (answer) -> answer.body().contains("in use by"));
				assertThat(page.statusCode()).isEqualTo(200);
				assertThat(page.body()).contains("(run --job nightly) since 20", "This is what was read at",
						"acme~shop");
			}
		}
	}

	@Test
	void changesNoTablesOfAnotherVersion() {
		this.world.close();
		this.world = World.onPostgres();
		archive();
		String database = this.world.database().orElseThrow();
		Postgres.execute(database, """
				DELETE FROM "flyway_schema_history"
				WHERE "installed_rank" = (SELECT MAX("installed_rank") FROM "flyway_schema_history")""");
		try (ServedPages pages = ServedPages.start()) {
			HttpResponse<String> page = pages.get("/");
			assertThat(page.statusCode()).isEqualTo(503);
			assertThat(page.body()).contains("tables are those of another version");
			// a job brings them up to date
			assertThat(Program.call("status").code()).isZero();
			assertThat(pages.get("/").statusCode()).isEqualTo(200);
		}
	}

}
