package dev.logarchiver.cli.doctor;

import dev.logarchiver.coreclaw.CoreClawException;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * What to do about a finding whose failure doesn't say so itself.
 *
 * @param environment the settings
 */
public record Remedies(Environment environment) {

	private static final String SHOW = "'doctor -v' shows where it comes from";

	public String ofState(Throwable problem) {
		return "name another with --state or archiver.state-dir; " + SHOW;
	}

	public String ofDatabase(Throwable problem) {
		return "check spring.datasource.*, or leave it out for the H2 database in the state directory; " + SHOW;
	}

	public String ofNetwork(Throwable problem) {
		return "check HTTPS_PROXY, HTTP_PROXY, NO_PROXY and archiver.network.ca-bundle (docs/network.md)";
	}

	public String ofStore(Throwable problem) {
		return "check archiver.store.uri and, for S3, AWS_ENDPOINT_URL_S3 and archiver.store.s3.*; " + SHOW;
	}

	public String ofJob(Throwable problem) {
		return "correct the list, or the setting that names it";
	}

	public String ofKey(Throwable problem) {
		if (!(problem instanceof CoreClawException refusal)) {
			return "check CORECLAW_BASE_URL; " + SHOW;
		}
		return switch (refusal.kind()) {
			case KEY_REJECTED -> "copy the key from your CoreClaw account again into CORECLAW_API_KEY or the file of "
					+ "CORECLAW_API_KEY_FILE, or create a new one; also check " + url() + " and archiver.coreclaw.auth";
			case UNANSWERED -> unanswered(refusal.code());
			case FAILED, NO_RUN -> refused(refusal.code());
		};
	}

	private String unanswered(String code) {
		return switch (code) {
			case "connection", "timeout" ->
				"check that " + url() + " is right and that this machine reaches it: name resolution, firewall, proxy, "
						+ "certificate (docs/network.md)";
			case "malformed_answer" -> noApi();
			default -> "the platform has a problem: try again later, then ask its support";
		};
	}

	private String refused(String code) {
		return code.startsWith("http_") ? noApi()
				: (code.equals("13000")
						? "wait a minute, and set archiver.coreclaw.rate-limit if others use the key too"
						: "ask the platform's support, with the request's ID");
	}

	private String noApi() {
		return "what answers there isn't the API: correct " + url() + ", or leave it out";
	}

	private String url() {
		String url = this.environment.getProperty("archiver.coreclaw.base-url");
		return "CORECLAW_BASE_URL (" + (StringUtils.hasText(url) ? "now " + url.strip() : "not set") + ")";
	}

}
