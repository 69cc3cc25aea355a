package dev.logarchiver.store.s3;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.failure.Printable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * Says why the way to credentials that the user has chosen leads nowhere, in the SDK's
 * words: what it says of all ways at once buries that.
 */
final class ChosenCredentials {

	private static final int LONGEST = 400;

	private ChosenCredentials() {
	}

	/**
	 * Tries the token file and the profile that are set.
	 * @return what failed, on one line; empty if neither is set, or both work
	 */
	static Optional<String> failure() {
		String reasons = Stream.concat(ofTokenFile().stream(), ofProfile().stream()).collect(Collectors.joining("; "));
		return reasons.isEmpty() ? Optional.empty() : Optional.of(Printable.escape(reasons, LONGEST));
	}

	private static Optional<String> ofTokenFile() {
		return SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue()
			.filter((file) -> !file.isBlank())
			.flatMap(
					(file) -> failure("AWS_WEB_IDENTITY_TOKEN_FILE", WebIdentityTokenFileCredentialsProvider.create()));
	}

	private static Optional<String> ofProfile() {
		String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
		boolean chosen = !name.equals("default") || ProfileFile.defaultProfileFile().profile(name).isPresent();
		return chosen ? failure("profile '" + name + "'", ProfileCredentialsProvider.create()) : Optional.empty();
	}

	private static Optional<String> failure(String what, AwsCredentialsProvider provider) {
		try {
			provider.resolveCredentials();
			return Optional.empty();
		}
		catch (RuntimeException ex) {
			return Optional.of(what + ": " + String.valueOf(ex.getMessage()).replaceAll("(?s): ProfileFile\\(.*", ""));
		}
	}

}
