package dev.logarchiver.store.s3;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
 * <li>{@value #LIST}: whether there is a bucket, and what is in it.</li>
 * </ul>
 */
final class BucketPolicy {

	static final String PUT = "s3:PutObject";

	static final String GET = "s3:GetObject";

	static final String DELETE = "s3:DeleteObject";

	static final String ABORT = "s3:AbortMultipartUpload";

	static final String LIST = "s3:ListBucket";

	static final String LIST_UPLOADS = "s3:ListBucketMultipartUploads";

	private final String arn;

	/** Everything below the prefix, where a star stands for any characters. */
	private final String keys;

	/**
	 * Creates the policy.
	 * @param partition the part of AWS that the bucket is in, such as {@code aws-cn};
	 * servers other than AWS know {@code aws}
	 * @param bucket the bucket
	 */
	BucketPolicy(String partition, StoreLocation.Bucket bucket) {
		this.arn = "arn:" + partition + ":s3:::" + bucket.name();
		this.keys = bucket.prefix().replace("*", "${*}") + "*";
	}

	Map<String, Object> document() {
		Map<String, Object> listing = statement("ListLogs", List.of(LIST), this.arn);
		if (!this.keys.equals("*")) {
			listing.put("Condition", Map.of("StringLike", Map.of("s3:prefix", this.keys)));
		}
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("Version", "2012-10-17");
		document.put("Statement",
				List.of(statement("KeepLogs", List.of(PUT, GET, DELETE, ABORT), this.arn + "/" + this.keys), listing,
						// knows no condition on the prefix
						statement("FindOpenUploads", List.of(LIST_UPLOADS), this.arn)));
		return document;
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
