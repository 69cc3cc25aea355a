package dev.logarchiver.metrics;

import java.io.IOException;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.metrics.MetricsProperties.Pushgateway;
import io.micrometer.core.ipc.http.HttpSender;

/**
 * A Pushgateway, told by its own protocol: {@code PUT} takes the place of a whole group,
 * {@code POST} of the metrics with the same names.
 *
 * @param url where it is
 * @param settings who asks
 * @param sender sends it
 */
record PrometheusPushgateway(String url, Pushgateway settings, HttpSender sender) implements Destination {

	private static final int LONGEST_REASON = 200;

	@Override
	public String place() {
		return "the Pushgateway " + this.url;
	}

	@Override
	public void tell(Meters meters) throws IOException {
		// a command and a job's name have only characters that a path may have
		String group = this.url + "/metrics/job/log-archiver/job_name/" + meters.group().job() + "/command/"
				+ meters.group().command();
		HttpSender.Request.Builder request = meters.isComplete() ? this.sender.put(group) : this.sender.post(group);
		if (this.settings.username() != null && this.settings.password() != null) {
			request.withBasicAuthentication(this.settings.username(), this.settings.password());
		}
		request.withContent(PrometheusText.CONTENT_TYPE, PrometheusText.of(meters));
		HttpSender.Response response = send(request);
		if (!response.isSuccessful()) {
			throw new IOException("HTTP " + response.code() + ", "
					+ Printable.escape(response.body().lines().findFirst().orElse(""), LONGEST_REASON));
		}
	}

	private static HttpSender.Response send(HttpSender.Request.Builder request) throws IOException {
		try {
			return request.send();
		}
		catch (IOException | RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IOException(ex);
		}
	}

	/**
	 * Without the password.
	 */
	@Override
	public String toString() {
		return place();
	}

}
