package dev.logarchiver.acceptance.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID Connect provider to which everybody who comes is logged in already. What it
 * says of them can be changed.
 */
final class SimulatedProvider implements AutoCloseable {

	static final String CLIENT = "log-archiver";

	static final String SECRET = "secret-of-the-client";

	private final HttpServer server;

	private final KeyPair keys = keys();

	private final Map<String, String> nonces = new ConcurrentHashMap<>();

	/** What it says, instead of or beside the truth. */
	private final Map<String, Object> claims = new ConcurrentHashMap<>();

	private volatile KeyPair signing = this.keys;

	private SimulatedProvider() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/.well-known/openid-configuration", (exchange) -> answer(exchange, configuration()));
		this.server.createContext("/authorize", this::authorize);
		this.server.createContext("/token", this::token);
		this.server.createContext("/jwks", (exchange) -> answer(exchange, publicKeys()));
		this.server.start();
	}

	static SimulatedProvider start() {
		try {
			return new SimulatedProvider();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static KeyPair keys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String issuer() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/** Says something else of whoever logs in from now on. */
	SimulatedProvider says(String claim, Object value) {
		this.claims.put(claim, value);
		return this;
	}

	/** Signs with a key that it doesn't publish. */
	SimulatedProvider forges() {
		this.signing = keys();
		return this;
	}

	/** Says the truth again. */
	void reset() {
		this.claims.clear();
		this.signing = this.keys;
	}

	private Map<String, Object> configuration() {
		Map<String, Object> configuration = new HashMap<>();
		configuration.put("issuer", issuer());
		configuration.put("authorization_endpoint", issuer() + "/authorize");
		configuration.put("token_endpoint", issuer() + "/token");
		configuration.put("jwks_uri", issuer() + "/jwks");
		configuration.put("response_types_supported", new String[] { "code" });
		configuration.put("subject_types_supported", new String[] { "public" });
		configuration.put("id_token_signing_alg_values_supported", new String[] { "RS256" });
		return configuration;
	}

	private Map<String, Object> publicKeys() {
		RSAPublicKey key = (RSAPublicKey) this.keys.getPublic();
		return Map.of("keys", new Object[] { Map.of("kty", "RSA", "kid", "one", "use", "sig", "alg", "RS256", "n",
				encode(key.getModulus().toByteArray()), "e", encode(key.getPublicExponent().toByteArray())) });
	}

	private void authorize(HttpExchange exchange) throws IOException {
		Map<String, String> query = fields(exchange.getRequestURI().getRawQuery());
		String code = "code-" + (this.nonces.size() + 1);
		this.nonces.put(code, query.getOrDefault("nonce", ""));
		exchange.getResponseHeaders()
			.set("Location", query.get("redirect_uri") + "?code=" + code + "&state="
					+ URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8));
		exchange.sendResponseHeaders(302, -1);
		exchange.close();
	}

	private void token(HttpExchange exchange) throws IOException {
		Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		String credentials = "Basic "
				+ Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
		String nonce = this.nonces.remove(form.getOrDefault("code", ""));
		if (nonce == null || !credentials.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			exchange.sendResponseHeaders(400, -1);
			exchange.close();
			return;
		}
		Map<String, Object> token = new LinkedHashMap<>();
		token.put("iss", issuer());
		token.put("sub", "user-1");
		token.put("aud", CLIENT);
		token.put("iat", Instant.now().getEpochSecond());
		token.put("exp", Instant.now().getEpochSecond() + 300);
		token.put("nonce", nonce);
		token.put("email", "ann@example.com");
		token.put("email_verified", true);
		token.putAll(this.claims);
		token.values().removeIf("absent"::equals);
		answer(exchange,
				Map.of("access_token", "access", "token_type", "Bearer", "expires_in", 300, "id_token", signed(token)));
	}

	private String signed(Map<String, Object> claims) {
		try {
			String content = encode(json(Map.of("alg", "RS256", "kid", "one"))) + "." + encode(json(claims));
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(this.signing.getPrivate());
			signature.update(content.getBytes(StandardCharsets.US_ASCII));
			return content + "." + encode(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, String> fields(String form) {
		Map<String, String> fields = new HashMap<>();
		for (String field : URI.create("?" + form).getRawQuery().split("&", -1)) {
			String[] parts = field.split("=", 2);
			fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
		}
		return fields;
	}

	private static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static byte[] json(Object value) {
		return JsonMapper.shared().writeValueAsBytes(value);
	}

	private static void answer(HttpExchange exchange, Object value) throws IOException {
		byte[] body = json(value);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
