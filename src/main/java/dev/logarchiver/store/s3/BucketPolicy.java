package dev.logarchiver.store.s3;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.StoreLocation;

/**
 * The smallest IAM policy that the program can work with. What a part is for:
 * <ul>
 * <li>{@value #PUT}: objects, whole and in parts;</li>
 * <li>{@value #GET}: reading them, and looking them up;</li>
 * <li>{@value #DELETE}: the partial log of a run that has ended, and the object that
 * {@link LogStore#probe} writes;</li>
 * <li>{@value #ABORT} and {@value #LIST_UPLOADS}: uploads that a killed process
 * left;</li>
 * <li>{@value #LIST}: whether there is a bucket, and what is in it;</li>
 * <li>{@value #GET_VERSIONING}: whether it keeps versions;</li>
 * <li>what else the settings ask for.</li>
 * </ul>
 */
final class BucketPolicy {

	static final String PUT = "s3:PutObject";

	static final String GET = "s3:GetObject";

	static final String DELETE = "s3:DeleteObject";

	static final String ABORT = "s3:AbortMultipartUpload";

	static final String LIST = "s3:ListBucket";

	static final String LIST_UPLOADS = "s3:ListBucketMultipartUploads";

	static final String DELETE_VERSION = "s3:DeleteObjectVersion";

	static final String LIST_VERSIONS = "s3:ListBucketVersions";

	static final String GET_VERSIONING = "s3:GetBucketVersioning";

	static final String GET_LOCK = "s3:GetBucketObjectLockConfiguration";

	static final String PUT_RETENTION = "s3:PutObjectRetention";

	private final String partition;

	private final String arn;

	/** Everything below the prefix, where a star stands for any characters. */
	private final String keys;

	private final PolicyNeeds needs;

	/**
	 * Creates the policy.
	 * @param partition the part of AWS that the bucket is in, such as {@code aws-cn};
	 * servers other than AWS know {@code aws}
	 * @param bucket the bucket
	 * @param needs what the settings need beyond what every archive does
	 */
	BucketPolicy(String partition, StoreLocation.Bucket bucket, PolicyNeeds needs) {
		this.partition = partition;
		this.needs = needs;
		this.arn = "arn:" + partition + ":s3:::" + bucket.name();
		this.keys = bucket.prefix().replace("*", "${*}") + "*";
	}

	Map<String, Object> document() {
		Map<String, Object> listing = statement("ListLogs", with(List.of(LIST), this.needs.ofListings()), this.arn);
		if (!this.keys.equals("*")) {
			listing.put("Condition", Map.of("StringLike", Map.of("s3:prefix", this.keys)));
		}
		List<Map<String, Object>> statements = new ArrayList<>();
		statements.add(statement("KeepLogs", with(List.of(PUT, GET, DELETE, ABORT), this.needs.ofObjects()),
				this.arn + "/" + this.keys));
		statements.add(listing);
		// these know no condition on the prefix
		statements.add(statement("LookAtBucket", with(List.of(LIST_UPLOADS, GET_VERSIONING), this.needs.ofBucket()),
				this.arn));
		if (this.needs.encryptionKey() != null) {
			statements.add(encryption(this.needs.encryptionKey()));
		}
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("Version", "2012-10-17");
		document.put("Statement", statements);
		return document;
	}

	private static List<String> with(List<String> usual, List<String> others) {
		return Stream.concat(usual.stream(), others.stream()).toList();
	}

	/** The key by its name, which may be an alias: that is no resource. */
	private Map<String, Object> encryption(String key) {
		boolean alias = key.contains("alias/");
		String resource = (key.startsWith("arn:") && !alias) ? key
				: "arn:" + this.partition + ":kms:*:*:key/" + (alias ? "*" : key);
		Map<String, Object> statement = statement("EncryptLogs", List.of("kms:GenerateDataKey", "kms:Decrypt"),
				resource);
		if (alias) {
			statement.put("Condition", Map.of("ForAnyValue:StringEquals",
					Map.of("kms:ResourceAliases", key.substring(key.indexOf("alias/")))));
		}
		return statement;
	}

	private static Map<String, Object> statement(String name, List<String> actions, String resource) {
		Map<String, Object> statement = new LinkedHashMap<>();
		statement.put("Sid", name);
		statement.put("Effect", "Allow");
		statement.put("Action", actions);
		statement.put("Resource", resource);
		return statement;
	}

}
