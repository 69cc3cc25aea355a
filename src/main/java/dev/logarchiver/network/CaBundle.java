package dev.logarchiver.network;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.failure.SettingException;

/**
 * Certificates of those who vouch for others, in a file.
 *
 * @param setting the setting or the variable that names the file
 * @param file the file
 */
record CaBundle(String setting, Path file) {

	private static final Pattern CERTIFICATE = Pattern
		.compile("-----BEGIN (?:X509 )?CERTIFICATE-----.*?-----END (?:X509 )?CERTIFICATE-----", Pattern.DOTALL);

	private static final long LARGEST = 20_000_000;

	private static final String REMEDY = "name a file of certificates in PEM form (-----BEGIN CERTIFICATE-----); "
			+ "docs/network.md says how to get one";

	/**
	 * Reads the file.
	 * @return the certificates, one at least
	 * @throws ConfigurationException if there are none
	 */
	List<X509Certificate> certificates() {
		try {
			if (!Files.isRegularFile(this.file) || Files.size(this.file) > LARGEST) {
				throw bad(Files.exists(this.file) ? "is not a certificate file" : "does not exist");
			}
			return parse(Files.readString(this.file, StandardCharsets.ISO_8859_1));
		}
		catch (IOException ex) {
			throw bad("can't be read (" + ex.getClass().getSimpleName() + ")");
		}
		catch (CertificateException ex) {
			throw bad("contains something that is not a certificate");
		}
	}

	private List<X509Certificate> parse(String text) throws CertificateException {
		CertificateFactory factory = CertificateFactory.getInstance("X.509");
		List<X509Certificate> certificates = new ArrayList<>();
		for (Matcher part = CERTIFICATE.matcher(text); part.find();) {
			certificates.add((X509Certificate) factory
				.generateCertificate(new ByteArrayInputStream(part.group().getBytes(StandardCharsets.ISO_8859_1))));
		}
		if (certificates.isEmpty()) {
			throw bad("contains no certificate in PEM form");
		}
		return certificates;
	}

	private ConfigurationException bad(String what) {
		String problem = this.setting + " names '" + Printable.escape(this.file.toString()) + "', which " + what;
		return this.setting.startsWith("archiver.") ? new SettingException(this.setting, problem, REMEDY)
				: new ConfigurationException(problem, REMEDY, null);
	}

}
