package dev.logarchiver.retention;

import java.util.Map;

import dev.logarchiver.failure.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Retention rules as they stand in the settings.
 */
class RetentionPropertiesTests {

	private static final String RULE = "archiver.retention.rules[0].";

	@Test
	void keepsEverythingWhereNothingIsSaid() {
		RetentionProperties none = bind(Map.of("archiver.retention.executions", "30d"));
		assertThat(none.policy()).isEmpty();
		assertThat(none.executions()).hasDays(30);
	}

	@Test
	void saysWhatARuleKeepsOfWhat() {
		RetentionProperties rules = bind(Map.of(RULE + "workers", "acme/*", RULE + "status", "failed, aborted",
				RULE + "keep-within", "90d", RULE + "keep-last", "30", "archiver.retention.rules[1].keep-daily", "7",
				"archiver.retention.rules[1].keep-weekly", "4", "archiver.retention.rules[1].keep-monthly", "12",
				"archiver.retention.rules[2].workers", "acme/books", "archiver.retention.rules[2].keep-forever",
				"true"));
		assertThat(rules.policy()).extracting(RetentionRule::toString)
			.containsExactly("acme~* aborted/failed: keep-within 90d, keep-last 30",
					"keep-daily 7, keep-weekly 4, keep-monthly 12", "acme~books: keep-forever");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			workers=acme/x            | archiver.retention.rules[0]              | at least one of keep-within
			keep-forever=false        | archiver.retention.rules[0]              | at least one of keep-within
			keep-last=0               | archiver.retention.rules[0].keep-last    | from 1 to 1000000
			keep-daily=-1             | archiver.retention.rules[0].keep-daily   | from 1 to 1000000
			keep-weekly=1000001       | archiver.retention.rules[0].keep-weekly  | from 1 to 1000000
			keep-monthly=0            | archiver.retention.rules[0].keep-monthly | from 1 to 1000000
			keep-within=0s            | archiver.retention.rules[0].keep-within  | above 0, such as 90d
			keep-within=-90d          | archiver.retention.rules[0].keep-within  | above 0, such as 90d
			workers=a b               | archiver.retention.rules[0].workers      | such as acme/test-*
			""")
	void namesTheSettingThatIsWrong(String setting, String name, String remedy) {
		String[] parts = setting.split("=", 2);
		assertThatThrownBy(() -> bind(Map.of(RULE + parts[0], parts[1]))).rootCause()
			.isInstanceOfSatisfying(SettingException.class, (problem) -> assertThat(problem.setting()).isEqualTo(name))
			.hasMessageContaining(remedy);
	}

	@Test
	void executionsStayForSomeTime() {
		assertThatThrownBy(() -> bind(Map.of("archiver.retention.executions", "0d"))).rootCause()
			.hasMessageContaining("archiver.retention.executions is 'PT0S'");
	}

	private static RetentionProperties bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings))
			.bind("archiver.retention", Bindable.of(RetentionProperties.class))
			.get();
	}

}
