package dev.logarchiver.coreclaw;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The name of each Worker on a page of the account.
 */
class WorkersPayloadTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"slug": "demo", "path": "owner~demo"}   | owner~demo
			{"slug": "demo", "path": "owner/demo"}   | owner~demo
			{"slug": "demo", "path": ""}             | demo
			{"slug": "demo", "path": null}           | demo
			{"slug": "demo", "path": "a~b~c"}        | demo
			{"slug": "demo"}                         | demo
			{"path": "no Worker", "slug": "-"}       | no Worker
			{"slug": "no Worker"}                    | no Worker
			{"title": "x"}                           | {"title":"x"}
			"owner~demo"                             | "owner~demo"
			null                                     | null
			7                                        | 7
			""")
	void isThePathElseTheSlugElseWhatStandsThere(String entry, String name) throws MalformedPayloadException {
		assertThat(WorkersPayload.read(JsonMapper.shared().readTree("{\"scraper\": [" + entry + "]}")))
			.containsExactly(name);
	}

	@Test
	void anEmptyPageMayBeNull() throws MalformedPayloadException {
		assertThat(WorkersPayload.read(JsonMapper.shared().readTree("{\"scraper\": null}"))).isEmpty();
		assertThat(WorkersPayload.read(JsonMapper.shared().readTree("{\"scraper\": []}"))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "{}", "[]", "{\"scraper\": {}}", "{\"scraper\": \"x\"}", "{\"list\": []}" })
	void isNoPageWithoutAList(String data) {
		assertThatExceptionOfType(MalformedPayloadException.class)
			.isThrownBy(() -> WorkersPayload.read(JsonMapper.shared().readTree(data)));
	}

}
