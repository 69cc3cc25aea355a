package dev.logarchiver.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The way to other machines, the same for all who call one: through which proxies, and
 * whose certificates are trusted.
 */
public final class Network {

	private final Environment environment;

	private final List<CaBundle> bundles;

	private final Proxies proxies;

	private final NamedTls tls;

	private Network(Environment environment, List<CaBundle> bundles) {
		this.environment = environment;
		this.bundles = bundles;
		this.proxies = new Proxies(environment::getProperty);
		this.tls = new NamedTls(Trust.in(bundles));
	}

	/**
	 * Reads the settings.
	 * @param environment settings, variables and properties of the JVM
	 * @return the network
	 * @throws dev.logarchiver.failure.ConfigurationException if a proxy is not one, or a
	 * file of certificates can't be used
	 */
	public static Network of(Environment environment) {
		Path bundle = Binder.get(environment).bindOrCreate("archiver.network", NetworkProperties.class).caBundle();
		return new Network(environment,
				(bundle != null) ? List.of(new CaBundle("archiver.network.ca-bundle", bundle)) : List.of());
	}

	/**
	 * The same network for those whose tools trust others too.
	 * @param variable the variable that names a file of certificates; the same network
	 * comes back when it isn't set
	 * @return the network
	 */
	public Network trusting(String variable) {
		String file = this.environment.getProperty(variable);
		if (!StringUtils.hasText(file)) {
			return this;
		}
		List<CaBundle> more = new ArrayList<>(this.bundles);
		more.add(new CaBundle(variable, Path.of(file.strip())));
		return new Network(this.environment, more);
	}

	/**
	 * Begins a client that follows no redirects, keeps no cookies and sends nothing again
	 * but what met a dead connection.
	 * @param connections its connections, which are made to go this way
	 * @param guise what the client sees of them
	 * @return the client to be
	 */
	public HttpClientBuilder client(PoolingHttpClientConnectionManagerBuilder connections,
			UnaryOperator<HttpClientConnectionManager> guise) {
		return HttpClients.custom()
			.setConnectionManager(guise.apply(connections.setTlsSocketStrategy(tls()).build()))
			.setRoutePlanner(routes())
			.setDefaultCredentialsProvider(credentials())
			.setRetryStrategy(new StaleConnections())
			.setUserAgent("log-archiver")
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching();
	}

	/**
	 * How connections are made secure.
	 * @return the strategy for the client
	 */
	public TlsSocketStrategy tls() {
		return this.tls;
	}

	/**
	 * The way to each host.
	 * @return the planner for the client
	 */
	public HttpRoutePlanner routes() {
		return new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE) {

			@Override
			protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
				ProxyServer proxy = Network.this.proxies.to(target.getSchemeName(), target.getHostName(),
						target.getPort());
				return (proxy != null) ? proxy.host() : null;
			}

		};
	}

	/**
	 * The users and passwords of proxies, and of nobody else.
	 * @return the provider for the client
	 */
	public CredentialsProvider credentials() {
		return (scope, context) -> {
			ProxyServer proxy = (scope.getHost() != null) ? this.proxies.at(scope.getHost(), scope.getPort()) : null;
			return (proxy != null) ? new UsernamePasswordCredentials(proxy.user(),
					(proxy.password() != null) ? proxy.password().toCharArray() : new char[0]) : null;
		};
	}

	/**
	 * What is special about it.
	 * @return proxies and files of certificates, for people; empty when there are none
	 */
	public String description() {
		List<String> parts = new ArrayList<>();
		for (String scheme : List.of("https", "http")) {
			ProxyServer proxy = this.proxies.to(scheme, "example.com", -1);
			if (proxy != null) {
				parts.add(scheme + " through the proxy " + proxy);
			}
		}
		this.bundles.forEach((bundle) -> parts.add("certificates of " + bundle.file() + " trusted too"));
		return String.join(", ", parts);
	}

	/**
	 * Whether the way to an address begins with a proxy on this machine.
	 * @param scheme http or https
	 * @param host the host
	 * @param port its port
	 * @return {@code false} also when there is no proxy
	 */
	public boolean isProxyOfThisMachine(String scheme, String host, int port) {
		ProxyServer proxy = this.proxies.to(scheme, host, port);
		return proxy != null && Proxies.isThisMachine(proxy.host().getHostName());
	}

}
