package dev.logarchiver.network;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * Connections to the API and to log storages: as many as are needed, none of which takes
 * in a head or a trailer without end, and each watched from its first moment on.
 */
public final class Connections extends PoolingHttpClientConnectionManagerBuilder {

	/** Until a connection is free. Without a timeout, the library doesn't wait at all. */
	public static final Timeout TURN_TIMEOUT = Timeout.ofDays(1);

	/** No bound of its own: as many as Workers are under way. */
	private static final int MOST = 10_000;

	private static final int LONGEST_LINE = 64 * 1024;

	private static final int MOST_HEADERS = 200;

	private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(10);

	private final Watchdog watchdog;

	private Connections(Watchdog watchdog) {
		this.watchdog = watchdog;
	}

	/**
	 * Begins to make connections.
	 * @param watchdog who watches them
	 * @param silence how long to wait for the next byte
	 * @return what makes them, to be told more
	 */
	public static PoolingHttpClientConnectionManagerBuilder watchedBy(Watchdog watchdog, Timeout silence) {
		Http1Config bounds = Http1Config.custom()
			.setMaxLineLength(LONGEST_LINE)
			.setMaxHeaderCount(MOST_HEADERS)
			.build();
		return new Connections(watchdog).setMaxConnTotal(MOST)
			.setMaxConnPerRoute(MOST)
			.setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(bounds).build())
			.setDefaultConnectionConfig(
					ConnectionConfig.custom().setConnectTimeout(CONNECT_TIMEOUT).setSocketTimeout(silence).build());
	}

	/**
	 * A host may have many addresses, and the library tries them one by one, whether or
	 * not the request was cancelled meanwhile.
	 */
	@Override
	protected HttpClientConnectionOperator createConnectionOperator(SchemePortResolver ports, DnsResolver names,
			TlsSocketStrategy tls) {
		return new DefaultHttpClientConnectionOperator((proxy) -> this.watchdog.socket(proxy), ports, names,
				RegistryBuilder.<TlsSocketStrategy>create().register(URIScheme.HTTPS.id, tls).build());
	}

}
