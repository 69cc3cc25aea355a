package dev.logarchiver.acceptance.faults;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Content;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Etag;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.simulation.SimulatedRun;

import static dev.logarchiver.acceptance.faults.WorkerFault.api;
import static dev.logarchiver.acceptance.faults.WorkerFault.download;
import static dev.logarchiver.acceptance.faults.WorkerFault.log;
import static dev.logarchiver.acceptance.faults.WorkerFault.store;
import static dev.logarchiver.acceptance.faults.WorkerFault.url;
import static dev.logarchiver.acceptance.faults.WorkerFault.writes;

/**
 * The table of what goes wrong with single Workers.
 */
public final class WorkerFaults {

	private static final String SLOW_DOWN = "<Error><Code>SlowDown</Code><Message>Reduce your rate</Message></Error>";

	private static final String INTERNAL = "<Error><Code>InternalError</Code><Message>Try again</Message></Error>";

	private static final int LARGE = 20_000_000;

	private WorkerFaults() {
	}

	public static List<WorkerFault> all() {
		return Stream.of(ofTheApi(), ofDownloads(), ofContents(), ofAddresses(), ofTheStore())
			.flatMap(List::stream)
			.toList();
	}

	private static List<WorkerFault> ofTheApi() {
		return List.of(api("500 twice", Fault.error(PlatformError.SYSTEM_ERROR).times(2), "archived"),
				api(PlatformError.DATABASE_ERROR, "14000"),
				api("error within 200, twice", Fault.errorWithin200(PlatformError.SYSTEM_ERROR).times(2), "archived"),
				api("error within 200 for good", Fault.errorWithin200(PlatformError.SYSTEM_ERROR), "10000"),
				api("502 page twice", Fault.page(502).times(2), "archived"),
				api("502 page for good", Fault.page(502), "http_502"),
				api("malformed JSON once", Fault.malformedJson().times(1), "archived"),
				api("malformed JSON for good", Fault.malformedJson(), "malformed_answer"),
				api("cut JSON once", Fault.cutAfter(20).times(1), "archived"),
				api("cut JSON for good", Fault.cutAfter(20), "connection"),
				api("reset twice", Fault.reset().times(2), "archived"),
				api("reset for good", Fault.reset(), "connection"),
				api("closed once", Fault.noAnswer().times(1), "archived"),
				api("hangs once", Fault.hang().times(1), "archived"), api("hangs for good", Fault.hang(), "timeout"),
				api("429 with seconds", Fault.error(PlatformError.TOO_MANY_REQUESTS).retryAfter("1").times(1),
						"archived"),
				api("429 with a date",
						Fault.error(PlatformError.TOO_MANY_REQUESTS)
							.retryAfter(Fault.httpDate(Instant.now().plusSeconds(2)))
							.times(1),
						"archived"),
				api("429 more often than max-attempts", Fault.error(PlatformError.TOO_MANY_REQUESTS).times(4),
						"archived"),
				api("13000 within 200", Fault.errorWithin200(PlatformError.TOO_MANY_REQUESTS).times(1), "archived"),
				api("plan limit once", Fault.error(PlatformError.PLAN_LIMIT).times(1), "archived"),
				api(PlatformError.PLAN_LIMIT, "30003"), api(PlatformError.INVALID_ARGUMENT, "11000"),
				api(PlatformError.NOT_IMPLEMENTED, "16000"), api(PlatformError.WORKER_NOT_FOUND, "50001"),
				api(PlatformError.NOT_FOUND, "no_run"), api(PlatformError.RUN_NOT_FOUND, "no_run"),
				api("control characters in words", Fault.error(400, 11000, "bad\u001b[2J\r\nnews"), "11000"));
	}

	private static List<WorkerFault> ofDownloads() {
		return List.of(new WorkerFault("download: cut, resumed", "archived", (world, worker, run) -> {
			run.log(300_000);
			worker.fail(Endpoint.DOWNLOAD, Fault.cutAfter(100_000).times(1));
		}), new WorkerFault("download: cut, ranges ignored", "archived", (world, worker, run) -> {
			String text = "a line\n".repeat(5000);
			run.log(text);
			worker.fail(Endpoint.DOWNLOAD, Fault.cutAfter(10_000).times(1));
			worker.fail(Endpoint.DOWNLOAD, Fault.answer(200, "text/plain", text).times(1));
		}), new WorkerFault("download: cut, no ETag", "archived", (world, worker, run) -> {
			run.log(300_000).etag(Etag.NONE);
			worker.fail(Endpoint.DOWNLOAD, Fault.cutAfter(100_000).times(1));
		}), new WorkerFault("download: stalled, resumed", "archived", (world, worker, run) -> {
			run.log(300_000);
			worker.fail(Endpoint.DOWNLOAD, Fault.stallAfter(100_000).times(1));
		}), download("stalled for good", Fault.stallAfter(5), "stalled"),
				download("reset once", Fault.reset().times(1), "archived"),
				download("reset for good", Fault.reset(), "connection"),
				download("500 once", Fault.page(500).times(1), "archived"),
				download("500 for good", Fault.page(500), "http_500"),
				download("429 once", Fault.page(429).retryAfter("1").times(1), "archived"),
				download("403 once", Fault.page(403).times(1), "archived"),
				download("403 for good", Fault.page(403), "preview"),
				download("404 for good", Fault.page(404), "preview"),
				download("410 for good", Fault.page(410), "preview"),
				new WorkerFault("download: 403 for good, no preview", "http_403", (world, worker, run) -> {
					run.preview();
					worker.fail(Endpoint.DOWNLOAD, Fault.page(403));
				}), new WorkerFault("download: signed URL expired once", "archived", (world, worker, run) -> {
					run.urlHoldsSlug(false);
					worker.fail(Endpoint.DOWNLOAD, Fault.page(403).times(1));
				}), log("URL missing", (run) -> run.url(null), "preview"),
				log("URL and preview missing", (run) -> run.url(null).preview(), "no_log"),
				download("error document within 200 once", Fault.answer(200, "application/xml", SLOW_DOWN).times(1),
						"archived"),
				download("error document within 200 for good", Fault.answer(200, "application/xml", SLOW_DOWN),
						"preview"),
				download("HTML page within 200 for good",
						Fault.answer(200, "text/html", "<html><h1>Sign in</h1></html>"), "preview"));
	}

	private static List<WorkerFault> ofContents() {
		return List.of(download("longer than announced", Fault.wrongLength(-10), "checksum_mismatch"),
				download("shorter than announced", Fault.wrongLength(10), "length_mismatch"),
				download("shorter than announced, once", Fault.wrongLength(10).times(1), "archived"),
				log("MD5 never fits", (run) -> run.etag(Etag.WRONG_MD5), "checksum_mismatch"),
				new WorkerFault("download: MD5 doesn't fit once", "archived",
						(world, worker, run) -> worker.fail(Endpoint.DOWNLOAD,
								Fault.answer(200, "text/plain", "damaged")
									.header("ETag", '"' + run.log().digest("MD5") + '"')
									.times(1))),
				log("gzip-encoded", (run) -> run.log(100_000).gzipEncoded(), "archived"),
				new WorkerFault("download: gzip-encoded, cut once", "archived", (world, worker, run) -> {
					run.log(100_000).gzipEncoded();
					worker.fail(Endpoint.DOWNLOAD, Fault.cutAfter(1000).times(1));
				}),
				download("unknown encoding", Fault.answer(200, "text/plain", "x").header("Content-Encoding", "br"),
						"unsupported_encoding"),
				log("monotonous, gzip-encoded", (run) -> run.log(Content.repeated((byte) 0, 110_000_000)).gzipEncoded(),
						"archived"),
				new WorkerFault("download: what is no encoding", "archived",
						(world, worker, run) -> run.log("x")
							.fail(Endpoint.DOWNLOAD,
									Fault.answer(200, "text/plain", "x")
										.header("Content-Encoding", "aws-chunked, utf-8"))),
				log("larger than max-size",
						(run) -> run.log(Content.repeated((byte) 'x', 200_000_000)).etag(Etag.OPAQUE), "too_large"),
				log("larger than max-size, decompressed",
						(run) -> run.log(Content.repeated((byte) 'x', 200_000_000)).gzipEncoded().etag(Etag.NONE),
						"too_large"),
				log("empty", (run) -> run.log(""), "archived"));
	}

	private static List<WorkerFault> ofAddresses() {
		return List.of(
				new WorkerFault("URL: five redirects", "archived",
						(world, worker, run) -> worker.fail(Endpoint.DOWNLOAD,
								Fault.redirect(302, "/runs/" + run.slug() + "/logs.txt").times(5))),
				new WorkerFault("URL: six redirects", "too_many_redirects",
						(world, worker, run) -> worker.fail(Endpoint.DOWNLOAD,
								Fault.redirect(307, "/runs/" + run.slug() + "/logs.txt"))),
				new WorkerFault("URL: redirect to metadata", "refused_address",
						(world, worker, run) -> worker.fail(Endpoint.DOWNLOAD,
								Fault.redirect(302, "http://169.254.169.254/latest/"))),
				new WorkerFault("URL: redirect to a file", "refused_redirect",
						(world, worker, run) -> worker.fail(Endpoint.DOWNLOAD,
								Fault.redirect(302, "file:///etc/passwd"))),
				url("http://169.254.169.254/latest/meta-data/", "refused_address"),
				url("http://[::ffff:169.254.169.254]/", "refused_address"),
				url("http://[64:ff9b::a9fe:a9fe]/", "refused_address"),
				url("http://[fd00:ec2::254]/", "refused_address"), url("http://[fe80::1]/", "refused_address"),
				url("http://0.0.0.0/", "refused_address"), url("http://224.0.0.1/", "refused_address"),
				url("http://2852039166/", "invalid_url"), url("ftp://127.0.0.1/log", "refused_url"),
				url("file:///etc/passwd", "invalid_url"), url("http://user:word@127.0.0.1/", "refused_url"));
	}

	private static List<WorkerFault> ofTheStore() {
		return List.of(
				store("SlowDown twice",
						(store, run) -> store.answer(503, SLOW_DOWN, (request) -> writes(request, run), 2)),
				store("500 twice", (store, run) -> store.answer(500, INTERNAL, (request) -> writes(request, run), 2)),
				store("reset twice", (store, run) -> store.dropRequest((request) -> writes(request, run), 2)),
				store("answer lost", (store, run) -> store.dropResponse((request) -> writes(request, run), 1)),
				store("answer cut", (store, run) -> store.cutResponse(20, (request) -> writes(request, run), 1)),
				store("bytes damaged on the way",
						(store, run) -> store.corruptRequest((request) -> writes(request, run), 2)),
				store("damaged part of a large log", (store, run) -> {
					large(run);
					store.corruptRequest((request) -> isPart(request, run), 1);
				}), store("lost answer to a part", (store, run) -> {
					large(run);
					store.dropResponse((request) -> isPart(request, run), 1);
				}), store("lost answer to the end of an upload", (store, run) -> {
					large(run);
					store.dropResponse((request) -> ends(request, run), 1);
				}), store("reset at the end of an upload", (store, run) -> {
					large(run);
					store.dropRequest((request) -> ends(request, run), 1);
				}));
	}

	/** Compresses to about its own size, so that it is sent in parts. */
	private static void large(SimulatedRun run) {
		byte[] bytes = new byte[LARGE];
		new Random(1).nextBytes(bytes);
		run.log(bytes);
	}

	private static boolean isPart(Request request, SimulatedRun run) {
		return request.method().equals("PUT") && writes(request, run) && request.parameter("partNumber") != null;
	}

	private static boolean ends(Request request, SimulatedRun run) {
		return request.method().equals("POST") && writes(request, run) && request.parameter("uploadId") != null;
	}

}
