package dev.logarchiver.acceptance.retention;

import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The policy is printed as lifecycle rules, which nobody sets.
 */
class LifecycleTests {

	private final World world = new World();

	@BeforeEach
	void createDatabase() {
		Ledgers.createDatabase();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	@Test
	void printsWhatALifecycleCanDoAndSaysWhatItCannot() {
		this.world.set("archiver.store.uri", "s3://my-bucket/coreclaw")
			.set("archiver.retention.rules[0].workers", "acme/a")
			.set("archiver.retention.rules[0].keep-within", "90d")
			.set("archiver.retention.rules[1].workers", "acme/b")
			.set("archiver.retention.rules[1].keep-last", "30");
		Result result = Program.call("prune", "--as-lifecycle");
		assertThat(result.code()).as(result.toString()).isZero();
		JsonNode rules = result.json().path("Rules");
		assertThat(rules).hasSize(1);
		assertThat(rules.get(0).path("Status").asString()).isEqualTo("Enabled");
		assertThat(rules.at("/0/Filter/Prefix").asString()).isEqualTo("coreclaw/worker=acme~a/");
		assertThat(rules.at("/0/Expiration/Days").asInt()).isEqualTo(90);
		assertThat(result.errors()).contains("WARN", "Not expressed: the rule 'acme~b: keep-last 30'",
				"behind the ledger's back", "replaces all rules");
	}

	@Test
	void isForBucketsAndForPoliciesThatHaveRules() {
		assertThat(Program.call("prune", "--as-lifecycle").code()).isEqualTo(2);
		this.world.unset("archiver.store.uri").set("archiver.retention.rules[0].keep-within", "90d");
		Result directory = Program.call("prune", "--as-lifecycle");
		assertThat(directory.code()).isEqualTo(2);
		assertThat(directory.errors()).contains("is a directory");
	}

}
