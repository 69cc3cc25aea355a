package dev.logarchiver.acceptance.faults;

import java.util.List;

import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.Request;

import static dev.logarchiver.acceptance.faults.JobFault.ends;
import static dev.logarchiver.acceptance.faults.JobFault.preventsTheStart;

/**
 * The table of what goes wrong with a whole job.
 */
public final class JobFaults {

	private static final int ALWAYS = Integer.MAX_VALUE;

	private static final int SOME_CALLS = 60;

	private JobFaults() {
	}

	public static List<JobFault> all() {
		return List.of(
				ends("the platform is down", 1, "no usable answer 20 times",
						(world) -> world.platform().failApi(Fault.reset())),
				ends("the platform goes down", 1, "no usable answer 20 times",
						(world) -> world.set("archiver.coreclaw.retry-delay", "500ms")
							.platform()
							.failApi(Fault.page(502).afterFirst(SOME_CALLS))),
				ends("the key is wrong", 4, "12002", (world) -> world.set("CORECLAW_API_KEY", "ck-wrong")),
				ends("the key is withdrawn", 4, "12002",
						(world) -> world.platform()
							.failApi(Fault.error(PlatformError.KEY_INVALID).afterFirst(SOME_CALLS))),
				preventsTheStart("nothing listens at the store's address", 1, "can't be reached",
						(world) -> world.set("aws.endpointUrlS3", "http://127.0.0.1:1")),
				preventsTheStart("the store is down", 1, "can't be reached",
						(world) -> world.wayToStore()
							.answer(503, error("ServiceUnavailable"), (request) -> true, ALWAYS)),
				preventsTheStart("the store's secret is wrong", 2, "AWS_SECRET_ACCESS_KEY",
						(world) -> world.set("aws.secretAccessKey", "wrong")),
				preventsTheStart("the store's key is unknown", 2, "AWS_ACCESS_KEY_ID",
						(world) -> world.set("aws.accessKeyId", "wrong")),
				preventsTheStart("the bucket is missing", 2, "does not exist",
						(world) -> world.set("archiver.store.uri", "s3://no-such-bucket/x")),
				ends("the store says SlowDown for good", 1, "SlowDown",
						(world) -> world.set("archiver.store.rate-limit-patience", "2s")
							.wayToStore()
							.answer(503, error("SlowDown"), JobFaults::writes, ALWAYS)),
				ends("the store confirms nothing that it is given", 1, "without an ETag",
						(world) -> world.wayToStore().answer(200, "", JobFaults::writes, ALWAYS)),
				ends("the store reads nothing that it is given", 1, "archiver.store.put-timeout",
						(world) -> world.set("archiver.store.put-timeout", "200ms")
							.wayToStore()
							.hold(JobFaults::writes, ALWAYS)),
				ends("the store resets every connection from now on", 1, "Storing s3://",
						(world) -> world.wayToStore().dropRequest(JobFaults::writes, ALWAYS)),
				ends("the store denies every object from now on", 1, "denied 20 objects in a row",
						(world) -> world.wayToStore().answer(403, error("AccessDenied"), JobFaults::writes, ALWAYS)),
				ends("the store's credentials are withdrawn", 1, "InvalidAccessKeyId", (world) -> world.wayToStore()
					.answer(403, error("InvalidAccessKeyId"), JobFaults::writes, ALWAYS)));
	}

	private static boolean writes(Request request) {
		return request.method().equals("PUT");
	}

	private static String error(String code) {
		return "<Error><Code>" + code + "</Code><Message>As ordered</Message></Error>";
	}

}
