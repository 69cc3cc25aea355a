package dev.logarchiver.cli.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.search.LoggedSecret;
import org.jspecify.annotations.Nullable;

/** Where a secret is, as JSON. The names are a public interface. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretJson(String worker, String run, @Nullable Integer revision, long line, String rule) {

	public static SecretJson of(LoggedSecret secret) {
		int revision = secret.log().revision();
		return new SecretJson(secret.log().worker().value(), secret.log().runId().value(),
				(revision > 1) ? revision : null, secret.line(), secret.rule());
	}

}
