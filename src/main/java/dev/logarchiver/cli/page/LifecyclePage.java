package dev.logarchiver.cli.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.logarchiver.retention.LifecycleRules;
import dev.logarchiver.retention.LifecycleRules.LifecycleRule;

/** Lifecycle rules as {@code aws s3api put-bucket-lifecycle-configuration} takes them. */
public final class LifecyclePage {

	private LifecyclePage() {
	}

	public static Object json(LifecycleRules rules) {
		return Map.of("Rules", rules.expressed().stream().map(LifecyclePage::json).toList());
	}

	private static Map<String, Object> json(LifecycleRule rule) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("ID", rule.id());
		json.put("Status", "Enabled");
		json.put("Filter", Map.of("Prefix", rule.prefix()));
		json.put("Expiration", Map.of("Days", rule.days()));
		return json;
	}

	/** What whoever sets them has to know. */
	public static List<String> warnings() {
		return List.of(
				"A lifecycle deletes behind the ledger's back: 'verify' then reports missing objects. It ignores holds "
						+ "that aren't legal holds, and spares neither a Worker's newest log nor partial ones",
				"put-bucket-lifecycle-configuration replaces all rules of the bucket: add those that it has");
	}

}
