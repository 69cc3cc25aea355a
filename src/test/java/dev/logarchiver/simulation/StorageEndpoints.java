package dev.logarchiver.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The right answers of the log storage.
 */
final class StorageEndpoints {

	private static final Pattern WITH_SLUG = Pattern.compile("/runs/([^/]+)/logs\\.txt");

	private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

	private final Registry registry;

	private volatile boolean ranges = true;

	private volatile boolean conditionals = true;

	StorageEndpoints(Registry registry) {
		this.registry = registry;
	}

	void ranges(boolean supported) {
		this.ranges = supported;
	}

	void conditionals(boolean supported) {
		this.conditionals = supported;
	}

	/**
	 * The run whose log is asked for, its signature not yet looked at.
	 */
	@Nullable SimulatedRun run(Request request) {
		Matcher withSlug = WITH_SLUG.matcher(request.path());
		if (withSlug.matches()) {
			return this.registry.run(withSlug.group(1));
		}
		String signature = request.parameter(LogUrl.SIGNATURE);
		if (signature == null || !request.path().startsWith("/log/")) {
			return null;
		}
		try {
			String signed = LogUrl.Signed.read(signature);
			return this.registry.run(signed.substring(signed.indexOf(':') + 1));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	Reply answer(@Nullable SimulatedRun run, Request request) {
		if (run == null) {
			return error(404, "NoSuchKey");
		}
		String signature = request.parameter(LogUrl.SIGNATURE);
		if (signature != null && run.url() instanceof LogUrl.Signed signed
				&& !signature.equals(LogUrl.Signed.sign(run.slug(), signed.generation()))) {
			return error(403, "AccessDenied");
		}
		return answer(run.storedLog(), request);
	}

	private Reply answer(StoredLog log, Request request) {
		String tag = log.tag();
		Reply whole = new Reply(200, java.util.Map.of("Content-Type", "text/plain"), log.encoded());
		whole = (tag != null) ? whole.with("ETag", tag) : whole;
		whole = log.gzip() ? whole.with("Content-Encoding", log.encoding()) : whole;
		whole = this.ranges ? whole.with("Accept-Ranges", "bytes") : whole;
		if (this.conditionals && tag != null && tag.equals(request.header("if-none-match"))) {
			return Reply.empty(304).with("ETag", tag);
		}
		String range = request.header("range");
		String ifRange = request.header("if-range");
		if (range == null || !this.ranges || log.gzip() || (ifRange != null && !ifRange.equals(tag))) {
			return whole;
		}
		return part(whole, range);
	}

	private static Reply part(Reply whole, String range) {
		Matcher matcher = RANGE.matcher(range);
		if (!matcher.matches() || range.length() == "bytes=-".length()) {
			return whole;
		}
		long size = whole.body().size();
		boolean suffix = matcher.group(1).isEmpty();
		long from = suffix ? Math.max(0, size - Long.parseLong(matcher.group(2))) : Long.parseLong(matcher.group(1));
		long to = (suffix || matcher.group(2).isEmpty()) ? size : Math.min(size, Long.parseLong(matcher.group(2)) + 1);
		if (from >= size || to <= from) {
			return error(416, "InvalidRange").with("Content-Range", "bytes */" + size);
		}
		return new Reply(206, whole.headers(), new Part(whole.body(), from, to - from)).with("Content-Range",
				"bytes " + from + "-" + (to - 1) + "/" + size);
	}

	private static Reply error(int status, String code) {
		return Reply.of(status, "application/xml",
				"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code></Error>");
	}

	/**
	 * Some of the bytes.
	 */
	private record Part(Content whole, long offset, long size) implements Content {

		@Override
		public void writeTo(OutputStream out, long from, long to) throws IOException {
			this.whole.writeTo(out, this.offset + from, this.offset + to);
		}

	}

}
