package dev.logarchiver.simulation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the simulated platform as a program would.
 */
final class Client implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient http = HttpClient.newHttpClient();

	private final SimulatedPlatform platform;

	Client(SimulatedPlatform platform) {
		this.platform = platform;
	}

	HttpResponse<String> api(String path) throws IOException {
		return get(URI.create(this.platform.baseUrl() + "/api/v2" + path), "Authorization",
				"Bearer " + this.platform.apiKey());
	}

	JsonNode json(String path) throws IOException {
		return JSON.readTree(api(path).body());
	}

	List<String> slugs(String path) throws IOException {
		return json(path).at("/data/list").valueStream().map((run) -> run.at("/slug").asString()).toList();
	}

	URI logUrl(String worker) throws IOException {
		return URI.create(json("/workers/" + worker + "/runs/last/log").at("/data/all_logs_url").asString());
	}

	HttpResponse<String> get(URI uri, String... headers) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri);
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	@Override
	public void close() {
		this.http.shutdownNow();
		this.http.close();
	}

}
