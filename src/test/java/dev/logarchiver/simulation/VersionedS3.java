package dev.logarchiver.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logarchiver.simulation.VersionedBucket.Refusal;
import dev.logarchiver.simulation.VersionedBucket.Upload;
import org.jspecify.annotations.Nullable;

/**
 * An S3 server in this process that keeps versions and enforces Object Lock and legal
 * holds, which the embedded one doesn't know. Everything is in memory, nothing is
 * authenticated, and each answer is a whole listing.
 */
public final class VersionedS3 implements ObjectServer {

	private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	private static final Set<String> KEPT_HEADERS = Set.of("content-type", "content-encoding", "x-amz-storage-class",
			"x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id", "x-amz-tagging");

	private final HttpServer server;

	private final Map<String, VersionedBucket> buckets = new ConcurrentHashMap<>();

	private volatile boolean conditions = true;

	private volatile boolean batches = true;

	private VersionedS3(HttpServer server) {
		this.server = server;
	}

	public static VersionedS3 start() {
		try {
			HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			VersionedS3 server = new VersionedS3(http);
			http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
			http.createContext("/", server::handle);
			http.start();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Lets the server ignore {@code If-None-Match} where versions are kept, as Ceph does.
	 */
	public VersionedS3 ignoringConditions() {
		this.conditions = false;
		return this;
	}

	/** Lets the server not know how to delete many objects at once. */
	public VersionedS3 withoutBatches() {
		this.batches = false;
		return this;
	}

	/** Lets a bucket keep whatever is put there for a while. */
	public void retainByDefault(String bucket, Duration retention) {
		Objects.requireNonNull(this.buckets.get(bucket)).defaultRetention = retention;
	}

	@Override
	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	@Override
	public String accessKey() {
		return "key";
	}

	@Override
	public String secretKey() {
		return "top-secret";
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			Call call = Call.of(exchange);
			Answer answer;
			try {
				answer = answer(call);
			}
			catch (Refusal ex) {
				answer = new Answer(ex.status, new TreeMap<>(Map.of("content-type", "application/xml")),
						("<Error><Code>" + ex.code + "</Code><Message>" + ex.getMessage() + "</Message></Error>")
							.getBytes(StandardCharsets.UTF_8));
			}
			answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
			exchange.getResponseHeaders().set("x-amz-request-id", "r");
			if ("close".equals(call.headers().get("connection"))) {
				exchange.getResponseHeaders().set("Connection", "close");
			}
			if (call.method().equals("HEAD") || answer.body().length == 0) {
				if (call.method().equals("HEAD")) {
					exchange.getResponseHeaders().set("Content-Length", "" + answer.body().length);
				}
				exchange.sendResponseHeaders(answer.status(), -1);
			}
			else {
				exchange.sendResponseHeaders(answer.status(), answer.body().length);
				exchange.getResponseBody().write(answer.body());
			}
		}
	}

	private Answer answer(Call call) {
		if (call.method().equals("PUT") && call.key().isEmpty() && call.query().isEmpty()) {
			this.buckets.put(call.bucket(),
					new VersionedBucket("true".equals(call.headers().get("x-amz-bucket-object-lock-enabled"))));
			return Answer.of(200);
		}
		VersionedBucket bucket = this.buckets.get(call.bucket());
		if (bucket == null) {
			throw new Refusal(404, "NoSuchBucket", "there is none");
		}
		synchronized (bucket) {
			return call.key().isEmpty() ? ofBucket(bucket, call) : ofObject(bucket, call);
		}
	}

	private Answer ofBucket(VersionedBucket bucket, Call call) {
		String prefix = call.query().getOrDefault("prefix", "");
		StringBuilder xml = new StringBuilder();
		switch (call.method() + " " + call.first("versioning", "object-lock", "versions", "uploads", "delete")) {
			case "PUT versioning" -> bucket.versioned = call.text().contains("Enabled");
			case "GET versioning" -> xml.append("<VersioningConfiguration>")
				.append(bucket.versioned ? "<Status>Enabled</Status>" : "")
				.append("</VersioningConfiguration>");
			case "GET object-lock" -> {
				if (!bucket.locks) {
					throw new Refusal(404, "ObjectLockConfigurationNotFoundError", "there is none");
				}
				xml.append("<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled>");
				if (bucket.defaultRetention != null) {
					xml.append("<Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>")
						.append(bucket.defaultRetention.toDays())
						.append("</Days></DefaultRetention></Rule>");
				}
				xml.append("</ObjectLockConfiguration>");
			}
			case "GET versions" -> {
				xml.append("<ListVersionsResult><IsTruncated>false</IsTruncated>");
				bucket.versions(prefix).forEach((entry) -> {
					String element = entry.getValue().isMark() ? "DeleteMarker" : "Version";
					xml.append("<" + element + "><Key>" + escaped(entry.getKey()) + "</Key><VersionId>"
							+ entry.getValue().id + "</VersionId><LastModified>" + entry.getValue().modified
							+ "</LastModified></" + element + ">");
				});
				xml.append("</ListVersionsResult>");
			}
			case "GET uploads" -> {
				xml.append("<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>");
				bucket.uploads.forEach((id, upload) -> {
					if (upload.key().startsWith(prefix)) {
						xml.append("<Upload><Key>" + escaped(upload.key()) + "</Key><UploadId>" + id
								+ "</UploadId><Initiated>" + upload.begun() + "</Initiated></Upload>");
					}
				});
				xml.append("</ListMultipartUploadsResult>");
			}
			case "POST delete" -> deleteMany(bucket, call, xml);
			case "GET " -> {
				xml.append("<ListBucketResult><IsTruncated>false</IsTruncated>");
				bucket.current(prefix)
					.forEach((entry) -> xml.append("<Contents><Key>" + escaped(entry.getKey()) + "</Key><Size>"
							+ entry.getValue().bytes().length + "</Size><ETag>" + escaped(entry.getValue().etag)
							+ "</ETag><LastModified>" + entry.getValue().modified.truncatedTo(ChronoUnit.SECONDS)
							+ "</LastModified></Contents>"));
				xml.append("</ListBucketResult>");
			}
			default -> throw new Refusal(501, "NotImplemented", "unknown");
		}
		return Answer.xml(xml.toString());
	}

	private void deleteMany(VersionedBucket bucket, Call call, StringBuilder xml) {
		if (!this.batches) {
			throw new Refusal(501, "NotImplemented", "unknown");
		}
		if (!call.headers().containsKey("content-md5")) {
			throw new Refusal(400, "InvalidRequest", "Missing required header for this request: Content-MD5");
		}
		xml.append("<DeleteResult>");
		for (String object : call.elements("Object")) {
			String key = unescaped(element(object, "Key"));
			String version = element(object, "VersionId");
			String which = "<Key>" + escaped(key) + "</Key>"
					+ ((version != null) ? "<VersionId>" + version + "</VersionId>" : "");
			try {
				bucket.delete(key, version);
				xml.append("<Deleted>" + which + "</Deleted>");
			}
			catch (Refusal ex) {
				xml.append("<Error>" + which + "<Code>" + ex.code + "</Code><Message>" + ex.getMessage()
						+ "</Message></Error>");
			}
		}
		xml.append("</DeleteResult>");
	}

	private Answer ofObject(VersionedBucket bucket, Call call) {
		String key = call.key();
		String version = call.query().get("versionId");
		return switch (call.method() + " " + call.first("retention", "legal-hold", "tagging", "uploads", "uploadId")) {
			case "PUT " -> stored(bucket, bucket.put(key, call.body(), call.headers(), obeys(bucket)));
			case "GET ", "HEAD " -> described(bucket.find(key, version), call.headers().get("range"));
			case "DELETE " -> {
				bucket.delete(key, version);
				yield Answer.of(204);
			}
			case "PUT retention" -> {
				VersionedObject object = lockable(bucket, key, version);
				Instant until = Instant.parse(call.element("RetainUntilDate"));
				if (object.retainUntil != null && until.isBefore(object.retainUntil)) {
					throw new Refusal(403, "AccessDenied", "it can't be shortened");
				}
				object.mode = call.element("Mode");
				object.retainUntil = until;
				yield Answer.of(200);
			}
			case "PUT legal-hold" -> {
				lockable(bucket, key, version).held = call.text().contains(">ON<");
				yield Answer.of(200);
			}
			case "PUT tagging" -> {
				bucket.find(key, version);
				yield Answer.of(200);
			}
			case "GET tagging" -> Answer.xml(tags(bucket.find(key, version)));
			case "POST uploads" -> {
				String id = UUID.randomUUID().toString();
				bucket.uploads.put(id, Upload.of(key, call.headers()));
				yield Answer.xml("<InitiateMultipartUploadResult><UploadId>" + id
						+ "</UploadId></InitiateMultipartUploadResult>");
			}
			case "PUT uploadId" -> {
				byte[] content = call.body();
				upload(bucket, call).parts().put(Integer.parseInt(call.query().get("partNumber")), content);
				yield new Answer(200, new TreeMap<>(Map.of("ETag", etag(content))), new byte[0]);
			}
			case "POST uploadId" -> completed(bucket, call);
			case "DELETE uploadId" -> {
				upload(bucket, call);
				bucket.uploads.remove(call.query().get("uploadId"));
				yield Answer.of(204);
			}
			default -> throw new Refusal(501, "NotImplemented", "unknown");
		};
	}

	private boolean obeys(VersionedBucket bucket) {
		return this.conditions || !bucket.versioned;
	}

	private static Upload upload(VersionedBucket bucket, Call call) {
		Upload upload = bucket.uploads.get(call.query().get("uploadId"));
		if (upload == null) {
			throw new Refusal(404, "NoSuchUpload", "there is none");
		}
		return upload;
	}

	private Answer completed(VersionedBucket bucket, Call call) {
		Upload upload = upload(bucket, call);
		if (obeys(bucket) && call.headers().containsKey("if-none-match") && bucket.newest(call.key()) != null) {
			throw new Refusal(412, "PreconditionFailed", "it is there");
		}
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		upload.parts().values().forEach(content::writeBytes);
		bucket.uploads.remove(call.query().get("uploadId"));
		String etag = etag(content.toByteArray()).replaceAll("\"$", "-" + upload.parts().size() + "\"");
		VersionedObject object = bucket.add(call.key(), content.toByteArray(), etag, upload.headers());
		Answer answer = Answer
			.xml("<CompleteMultipartUploadResult><ETag>" + escaped(etag) + "</ETag></CompleteMultipartUploadResult>");
		answer.headers().put("x-amz-version-id", object.id);
		return answer;
	}

	private static VersionedObject lockable(VersionedBucket bucket, String key, @Nullable String version) {
		if (!bucket.locks) {
			throw new Refusal(400, "InvalidRequest", "Bucket is missing Object Lock Configuration");
		}
		return bucket.find(key, version);
	}

	private static Answer stored(VersionedBucket bucket, VersionedObject object) {
		Map<String, String> headers = new TreeMap<>(Map.of("ETag", object.etag));
		if (bucket.versioned) {
			headers.put("x-amz-version-id", object.id);
		}
		return new Answer(200, headers, new byte[0]);
	}

	private static Answer described(VersionedObject object, @Nullable String range) {
		Map<String, String> headers = new TreeMap<>();
		object.headers.forEach((name, value) -> {
			if (KEPT_HEADERS.contains(name) || name.startsWith("x-amz-meta-")) {
				headers.put(name, value);
			}
		});
		headers.remove("x-amz-tagging");
		headers.put("ETag", object.etag);
		headers.put("x-amz-version-id", object.id);
		headers.put("Last-Modified", HTTP_DATE.format(object.modified));
		if (object.retainUntil != null) {
			headers.put("x-amz-object-lock-mode", String.valueOf(object.mode));
			headers.put("x-amz-object-lock-retain-until-date", object.retainUntil.toString());
		}
		if (object.held) {
			headers.put("x-amz-object-lock-legal-hold", "ON");
		}
		byte[] bytes = object.bytes();
		if (range == null) {
			return new Answer(200, headers, bytes);
		}
		Matcher part = Pattern.compile("bytes=(\\d+)-(\\d*)").matcher(range);
		if (!part.matches() || Long.parseLong(part.group(1)) >= bytes.length) {
			throw new Refusal(416, "InvalidRange", "no such part");
		}
		int from = Integer.parseInt(part.group(1));
		int to = part.group(2).isEmpty() ? bytes.length
				: (int) Math.min(bytes.length, Long.parseLong(part.group(2)) + 1);
		headers.put("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + bytes.length);
		return new Answer(206, headers, Arrays.copyOfRange(bytes, from, to));
	}

	private static String tags(VersionedObject object) {
		StringBuilder xml = new StringBuilder("<Tagging><TagSet>");
		String tags = object.headers.getOrDefault("x-amz-tagging", "");
		for (String tag : tags.isEmpty() ? new String[0] : tags.split("&", -1)) {
			String[] parts = tag.split("=", 2);
			xml.append("<Tag><Key>" + escaped(decoded(parts[0])) + "</Key><Value>" + escaped(decoded(parts[1]))
					+ "</Value></Tag>");
		}
		return xml.append("</TagSet></Tagging>").toString();
	}

	private static String etag(byte[] content) {
		return "\"" + HexFormat.of().formatHex(VersionedBucket.md5(content)) + "\"";
	}

	private static String decoded(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
	}

	private static String unescaped(@Nullable String text) {
		return String.valueOf(text)
			.replace("&lt;", "<")
			.replace("&gt;", ">")
			.replace("&quot;", "\"")
			.replace("&apos;", "'")
			.replace("&amp;", "&");
	}

	private static @Nullable String element(String xml, String name) {
		Matcher matcher = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
		return matcher.find() ? matcher.group(1) : null;
	}

	/**
	 * A request.
	 *
	 * @param query its parameters
	 * @param headers its headers, names in lower case
	 */
	@SuppressWarnings("ArrayRecordComponent")
	private record Call(String method, String bucket, String key, Map<String, String> query,
			Map<String, String> headers, byte[] body) {

		static Call of(HttpExchange exchange) throws IOException {
			Map<String, String> headers = new HashMap<>();
			exchange.getRequestHeaders()
				.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
			Map<String, String> query = new HashMap<>();
			String raw = exchange.getRequestURI().getRawQuery();
			for (String pair : (raw != null) ? raw.split("&") : new String[0]) {
				String[] parts = pair.split("=", 2);
				if (!parts[0].equals("x-id")) {
					query.put(parts[0], (parts.length > 1) ? decoded(parts[1]) : "");
				}
			}
			String[] path = exchange.getRequestURI().getRawPath().substring(1).split("/", 2);
			return new Call(exchange.getRequestMethod(), path[0],
					(path.length > 1) ? decoded(path[1].replace("+", "%2B")) : "", query, headers,
					exchange.getRequestBody().readAllBytes());
		}

		/** The first of some parameters that was sent, or nothing. */
		String first(String... names) {
			return List.of(names).stream().filter(this.query::containsKey).findFirst().orElse("");
		}

		String text() {
			return new String(this.body, StandardCharsets.UTF_8);
		}

		String element(String name) {
			return String.valueOf(VersionedS3.element(text(), name));
		}

		List<String> elements(String name) {
			return Pattern.compile("<" + name + ">(.*?)</" + name + ">", Pattern.DOTALL)
				.matcher(text())
				.results()
				.map((found) -> found.group(1))
				.toList();
		}

	}

	/** What the server says. */
	@SuppressWarnings("ArrayRecordComponent")
	private record Answer(int status, Map<String, String> headers, byte[] body) {

		static Answer of(int status) {
			return new Answer(status, new TreeMap<>(), new byte[0]);
		}

		static Answer xml(String xml) {
			return new Answer(200, new TreeMap<>(Map.of("content-type", "application/xml")),
					xml.getBytes(StandardCharsets.UTF_8));
		}

	}

}
