package dev.logarchiver.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A Worker ID is a slug, or an owner and a name.
 */
class WorkerIdTests {

	@Test
	void ownerSlashNameIsOwnerTildeName() {
		assertThat(WorkerId.parse("acme/shop")).isEqualTo(WorkerId.parse("acme~shop")).hasToString("acme~shop");
	}

	@Test
	void slugAndOwnerNameAreTwoWorkers() {
		assertThat(WorkerId.parse("shop")).isNotEqualTo(WorkerId.parse("acme~shop"));
	}

	@Test
	void caseMatters() {
		assertThat(WorkerId.parse("Shop")).isNotEqualTo(WorkerId.parse("shop"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "7", "a.b_c-d", "Acme.1/shop_2-3", "a~b", "a..b" })
	void acceptsWhatTheContractAllows(String text) {
		assertThat(WorkerId.parse(text).value()).isEqualTo(text.replace('/', '~'));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", " a", "-a", ".a", "_a", "a/", "/a", "a//b", "a/b/c", "a~b~c", "a/b~c",
			"a/-b", "ä", "a\n", "a#b", "a,b", "../a" })
	void refusesEverythingElse(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> WorkerId.parse(text));
	}

	@Test
	void eachPartHasUpTo128Characters() {
		String part = "a".repeat(128);
		assertThat(WorkerId.parse(part + "/" + part).value()).hasSize(257);
		assertThatIllegalArgumentException().isThrownBy(() -> WorkerId.parse(part + "a"));
		assertThatIllegalArgumentException().isThrownBy(() -> WorkerId.parse("b/" + part + "a"));
	}

	@Test
	void messageQuotesTheTextAsWritten() {
		assertThatIllegalArgumentException().isThrownBy(() -> WorkerId.parse("a/b/\u001bc"))
			.withMessageStartingWith("'a/b/\\u001bc' is not a Worker ID: expected a slug, owner/name or owner~name");
	}

	@Test
	void messageQuotesOnlyTheBeginningOfLongText() {
		assertThatIllegalArgumentException().isThrownBy(() -> WorkerId.parse("\u0001".repeat(5000)))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(600).contains("...' is not a Worker ID"));
	}

	@Test
	void canonicalFormHasNoSlash() {
		assertThatIllegalArgumentException().isThrownBy(() -> new WorkerId("acme/shop"));
	}

	@Test
	void workersAreOrderedByTheirText() {
		assertThat(WorkerId.parse("a/b")).isLessThan(WorkerId.parse("b"));
	}

}
