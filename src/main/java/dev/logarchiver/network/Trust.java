package dev.logarchiver.network;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are trusted: those that the JVM trusts, and those of a user's own.
 */
final class Trust {

	private Trust() {
	}

	/**
	 * Sets up TLS.
	 * @param bundles the user's own
	 * @return what makes connections secure
	 * @throws dev.logarchiver.failure.ConfigurationException if a bundle can't be used
	 */
	static SSLContext in(List<CaBundle> bundles) {
		try {
			if (bundles.isEmpty()) {
				return SSLContext.getDefault();
			}
			List<X509Certificate> trusted = new ArrayList<>(ofTheJvm());
			bundles.forEach((bundle) -> trusted.addAll(bundle.certificates()));
			KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
			store.load(null, null);
			for (int i = 0; i < trusted.size(); i++) {
				store.setCertificateEntry(Integer.toString(i), trusted.get(i));
			}
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, managers(store), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("TLS can't be set up", ex);
		}
	}

	private static List<X509Certificate> ofTheJvm() throws GeneralSecurityException {
		List<X509Certificate> certificates = new ArrayList<>();
		for (TrustManager manager : managers(null)) {
			if (manager instanceof X509TrustManager trust) {
				certificates.addAll(List.of(trust.getAcceptedIssuers()));
			}
		}
		return certificates;
	}

	private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(store);
		return factory.getTrustManagers();
	}

}
