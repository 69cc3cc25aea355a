package dev.logarchiver.store.s3;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.SystemSetting;

/**
 * The variables of the SDK as everything else here takes variables: an empty one counts
 * as missing, and blanks and line ends around a value are none of it. The SDK's system
 * properties, which go before its variables, say so to the SDK.
 */
final class AwsVariables {

	private AwsVariables() {
	}

	static void correct() {
		corrections(System.getenv(), Path.of(System.getProperty("user.home", ""))).forEach((property, value) -> {
			if (System.getProperty(property) == null) {
				System.setProperty(property, value);
			}
		});
	}

	/**
	 * Finds what has to be corrected.
	 * @param home where the SDK's files are unless configured otherwise
	 * @return system properties
	 */
	static Map<String, String> corrections(Map<String, String> environment, Path home) {
		Map<String, String> defaults = Map.of(ProfileFileSystemSetting.AWS_PROFILE.property(), "default",
				ProfileFileSystemSetting.AWS_CONFIG_FILE.property(), home.resolve(".aws/config").toString(),
				ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.property(),
				home.resolve(".aws/credentials").toString());
		Map<String, String> corrections = new HashMap<>();
		Stream.<SystemSetting>concat(Stream.of(SdkSystemSetting.values()), Stream.of(ProfileFileSystemSetting.values()))
			.forEach((setting) -> {
				String value = environment.get(setting.environmentVariable());
				String meant = (value == null || value.isBlank()) ? defaults.get(setting.property()) : value.strip();
				if (value != null && meant != null && !meant.equals(value)) {
					corrections.put(setting.property(), meant);
				}
			});
		return corrections;
	}

}
