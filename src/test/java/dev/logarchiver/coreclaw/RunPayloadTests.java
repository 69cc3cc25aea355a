package dev.logarchiver.coreclaw;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose a run is, as its detail says.
 */
class RunPayloadTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@ParameterizedTest
	@ValueSource(strings = { "shop", "acme~shop", "Läden, alle", "\uD83D\uDED2" })
	void readsWhoseRunItIs(String slug) throws MalformedPayloadException {
		assertThat(scraper(slug)).isEqualTo(slug);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "shop\u0000", "shop\n", "\u0085", "\uD83D" })
	void takesNothingElseForASlug(String slug) throws MalformedPayloadException {
		assertThat(scraper(slug)).isNull();
	}

	@Test
	void takesNoTextForASlugThatIsLongerThanAnyWorkerId() throws MalformedPayloadException {
		assertThat(scraper("s".repeat(257))).hasSize(257);
		assertThat(scraper("s".repeat(258))).isNull();
		assertThat(scraper(null)).isNull();
	}

	private static @Nullable String scraper(@Nullable String slug) throws MalformedPayloadException {
		ObjectNode run = JSON.createObjectNode().put("slug", "run-1").put("status", "running");
		return RunPayload.read((slug != null) ? run.put("scraper_slug", slug) : run).scraper();
	}

}
