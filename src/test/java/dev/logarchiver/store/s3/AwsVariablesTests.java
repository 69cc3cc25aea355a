package dev.logarchiver.store.s3;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Empty variables count as missing, and blanks around a value are none of it.
 */
class AwsVariablesTests {

	private static final Path HOME = Path.of("/home/me");

	@Test
	void anEmptyOneCountsAsMissing() {
		assertThat(AwsVariables.corrections(Map.of("AWS_PROFILE", "", "AWS_CONFIG_FILE", "\n",
				"AWS_SHARED_CREDENTIALS_FILE", " ", "AWS_REGION", "", "AWS_ACCESS_KEY_ID", "", "AWS_ROLE_ARN", ""),
				HOME))
			.isEqualTo(Map.of("aws.profile", "default", "aws.configFile", "/home/me/.aws/config",
					"aws.sharedCredentialsFile", "/home/me/.aws/credentials"));
	}

	@Test
	void blanksAroundAValueAreNoneOfIt() {
		assertThat(AwsVariables.corrections(Map.of("AWS_ACCESS_KEY_ID", "key\n", "AWS_SECRET_ACCESS_KEY", " secret",
				"AWS_SESSION_TOKEN", "token\r\n", "AWS_REGION", "eu-central-1\n", "AWS_PROFILE", "corp ",
				"AWS_WEB_IDENTITY_TOKEN_FILE", "/token\n"), HOME))
			.isEqualTo(Map.of("aws.accessKeyId", "key", "aws.secretAccessKey", "secret", "aws.sessionToken", "token",
					"aws.region", "eu-central-1", "aws.profile", "corp", "aws.webIdentityTokenFile", "/token"));
	}

	@Test
	void whatIsPlainStays() {
		assertThat(AwsVariables.corrections(Map.of("AWS_ACCESS_KEY_ID", "key", "AWS_PROFILE", "corp"), HOME)).isEmpty();
	}

}
