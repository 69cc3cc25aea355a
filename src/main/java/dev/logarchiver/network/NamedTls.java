package dev.logarchiver.network;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * Makes connections secure, and says in a person's words, with host and port, why one
 * can't be.
 */
final class NamedTls implements TlsSocketStrategy {

	private final DefaultClientTlsStrategy tls;

	NamedTls(SSLContext context) {
		// the JDK's own check refuses names with an underscore
		this.tls = new DefaultClientTlsStrategy(context, HostnameVerificationPolicy.CLIENT,
				HttpsSupport.getDefaultHostnameVerifier());
	}

	@Override
	public SSLSocket upgrade(Socket socket, String host, int port, @Nullable Object attachment, HttpContext context)
			throws IOException {
		try {
			return this.tls.upgrade(socket, host, port, attachment, context);
		}
		catch (SSLException ex) {
			throw new InsecureConnectionException(describe(ex, host + ":" + port), ex);
		}
	}

	private static String describe(SSLException failure, String place) {
		if (failure instanceof SSLPeerUnverifiedException) {
			return "certificate of " + place + " belongs to another host";
		}
		String what = switch (NestedExceptionUtils.getMostSpecificCause(failure)) {
			case CertificateExpiredException _ -> "has expired";
			case CertificateNotYetValidException _ -> "is not valid yet, by the clock of this machine";
			case CertPathBuilderException _ -> "is not trusted; archiver.network.ca-bundle adds a CA (docs/network.md)";
			case CertPathValidatorException _, CertificateException _ -> "is not trusted";
			default -> null;
		};
		if (what != null) {
			return "certificate of " + place + " " + what;
		}
		return "no secure connection to " + place + " (" + failure.getClass().getSimpleName() + ")";
	}

}
